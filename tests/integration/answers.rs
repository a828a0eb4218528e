//! Answers into forms and back: as data, as tables, on flattened pages; across revisions and languages; and what the
//! commands say of everything that staff get wrong.

pub(crate) mod beside;
mod fields;
mod foreign;
mod given;
mod kept;
mod long;
mod mistakes;
mod newer;
mod returned;
mod revisions;
mod round;
mod saved;
mod space;

use std::path::PathBuf;

use handout::acroform::read::{FormContents, read};
use handout::pdf::file::File;
use handout::pdf::object::Object;

use crate::support::{Fixture, Run, TODAY};

pub(crate) const SHEET: &str = "sources/worksheets/all-fields/en.yaml";

/// The worksheet in Spanish as well, in English words, for a clinic that has no words in one language.
fn in_spanish_too(fixture: &Fixture) {
    let sheet = fixture.read(SHEET);
    fixture
        .write("sources/worksheets/all-fields/es.yaml", sheet)
        .write(
            "sources/clinics/maple.yaml",
            "id: maple\nname: Maple Clinic\nregion: us\naddress: [\"1 Main Street\"]\nphone: 555-0123\n",
        )
        .edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
}

/// Answers to every field of the worksheet `all-fields`.
pub(crate) const ANSWERS: &str = "\
short:
  full-name: José Ñúñez
  day: 2026-12-03
  phone: +1 555 010 0199
  people: -2.5
  agreed: yes
long:
  hopes: |-
    A quiet day.
    =1+1
  bring: [list, card]
  ride: not-sure
  weekday: sun
  worry: 10
  family:
    - {who: Ann, born: 2001-02-03, tel: 555-0100, age: 25, here: true}
    - {}
    - {who: \"@x\", here: no}
  signed: {name: \"'=x\", date: 2026-12-04}
helpers:
  - {helper-name: 007, helper-since: 2004-02-03, helper-can: [drive, children], helper-how: text}
  - helper-name: \"  two spaces  \"
extra-space:
  text: More.
";

impl Fixture {
    /// Fills `all-fields` with answers; the path of the PDF in the project.
    #[track_caller]
    pub(crate) fn filled(&self, answers: &str) -> String {
        self.write("answers.yaml", answers);
        self.run(&["fill", "all-fields", "--data", "answers.yaml", "--today", TODAY, "--replace"]).exits(0);
        "filled/all-fields.en-worksheet-letter-filled.pdf".to_owned()
    }

    /// Changes the objects of a PDF in the project.
    #[track_caller]
    pub(crate) fn alter(&self, pdf: &str, change: impl FnOnce(&mut File, &FormContents)) {
        let bytes = std::fs::read(self.path(pdf)).expect("the PDF is there");
        let mut file = File::read(&bytes).expect("the PDF can be read");
        let found = read(&file).expect("the PDF has a form");
        change(&mut file, &found);
        self.write(pdf, file.write());
    }

    /// Writes values into the fields of a PDF, as a viewer would.
    #[track_caller]
    pub(crate) fn typed(&self, pdf: &str, values: &[(&str, &str)]) {
        self.alter(pdf, |file, found| {
            for (name, value) in values {
                let number = found.fields.get(*name).unwrap_or_else(|| panic!("no field {name}")).object;
                let dict = file.get_mut(number).and_then(Object::dict_mut).expect("a field");
                let button = dict.name("FT") == Some(b"Btn");
                dict.set("V", if button { Object::name(value) } else { Object::text(value) });
            }
        });
    }

    /// The answers of a PDF as JSON.
    #[track_caller]
    pub(crate) fn extracted(&self, pdf: &str) -> serde_json::Value {
        let run = self.run(&["extract", pdf, "--format", "json"]);
        run.exits(0);
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}", run.out))
    }

    /// Every file of the project with its bytes.
    pub(crate) fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut folders = vec![self.path("")];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the project can be listed") {
                let path = entry.expect("the project can be listed").path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push((path.clone(), std::fs::read(&path).expect("the project can be read"))),
                }
            }
        }
        files.sort();
        files
    }
}

/// `fill` of `all-fields` from a file.
pub(crate) fn fill(fixture: &Fixture, data: &str, more: &[&str]) -> Run {
    fixture.run(&[&["fill", "all-fields", "--data", data, "--today", TODAY], more].concat())
}
