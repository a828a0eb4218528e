//! Forms as they come back: emptied, cut, merged or taken apart by other programs. Each answer is read as it stands, and
//! where it cannot be, that is said.

use std::path::Path;

use handout::answers::{extract, open};
use handout::diag::{Finding, Sink};
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object};
use serde_json::{Value, json};

use super::round::FONT;
use crate::support::root;

/// A file of `tests/fixtures`.
pub(super) fn kept(path: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures").join(Path::new(path))).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The answers of a file with what is said of it; `None` where it is not read.
pub(super) fn answers(bytes: &[u8]) -> (Option<Value>, Vec<Finding>) {
    let mut sink = Sink::default();
    let found = open::open("a", bytes, &mut sink);
    let read = found.map(|(_, found)| extract::extract("a", found, Some(&FONT), false, &mut sink).to_json("a", None));
    (read.map(|read| read["answers"].clone()), sink.into_sorted())
}

/// A kept form with an answer to every question, changed.
pub(super) fn filled(change: impl FnOnce(&mut File)) -> Vec<u8> {
    let mut file = File::read(&kept("forms/all-fields.en-filled.pdf")).expect("a PDF");
    change(&mut file);
    file.write()
}

/// The dictionary of a field by its name.
pub(super) fn field<'f>(file: &'f mut File, name: &str) -> &'f mut Dict {
    let number = handout::acroform::read::read(file).expect("a form").fields[name].object;
    file.get_mut(number).and_then(Object::dict_mut).expect("a field")
}

#[test]
fn a_box_is_ticked_where_its_value_has_a_look() {
    for name in ["ticks-tiny-name.pdf", "ticks-tiny-no.pdf"] {
        assert_eq!(answers(&kept(&format!("returned/{name}"))).0, Some(json!({"box": false})), "{name}");
    }
    let ticked = |value: Option<Object>, shown: &str| {
        let bytes = filled(|file| {
            let dict = field(file, "short.agreed");
            match value {
                Some(value) => dict.set("V", value),
                None => drop(dict.remove("V")),
            }
            dict.set("AS", Object::name(shown));
        });
        answers(&bytes).0.expect("answers")["short"]["agreed"].clone()
    };
    for (value, shown, on) in [
        (Some(Object::name("")), "Off", false),
        (Some(Object::name("No")), "Off", false),
        (Some(Object::text("")), "Off", false),
        (Some(Object::text("No")), "Off", false),
        (Some(Object::Null), "Off", false),
        (None, "Off", false),
        (Some(Object::name("Off")), "Yes", false),
        (Some(Object::name("Yes")), "Off", true),
        (Some(Object::text("Yes")), "Off", true),
        (Some(Object::text("/Yes")), "Off", true),
        (Some(Object::name("On")), "Yes", true),
        (None, "Yes", true),
    ] {
        assert_eq!(ticked(value.clone(), shown), json!(on), "{value:?} {shown}");
    }
}

#[test]
fn radio_buttons_taken_apart_are_one_field() {
    let bytes = filled(|file| {
        let form = handout::acroform::read::read(file).expect("a form");
        let ride = &form.fields["long.ride"];
        let own = file.get(ride.object).and_then(Object::dict).expect("a field").clone();
        let value = own.get("V").expect("a value").clone();
        let root = file.catalog().and_then(|c| c.reference("AcroForm")).expect("a form");
        for widget in &ride.widgets {
            let dict = file.get_mut(widget.object).and_then(Object::dict_mut).expect("a widget");
            dict.remove("Parent");
            for key in ["FT", "Ff"] {
                dict.set(key, own.get(key).expect("a radio button").clone());
            }
            dict.set("T", Object::text("long.ride"));
            let on = widget.state.as_deref().map(Object::name).filter(|state| *state == value);
            dict.set("V", on.clone().unwrap_or_else(|| Object::name("Off")));
            dict.set("AS", on.unwrap_or_else(|| Object::name("Off")));
        }
        file.get_mut(ride.object).and_then(Object::dict_mut).expect("a field").remove("Kids");
        file.get_mut(ride.object).and_then(Object::dict_mut).expect("a field").remove("FT");
        let roots = ride.widgets.iter().map(|w| Object::Ref(w.object));
        let form = file.get_mut(root).and_then(Object::dict_mut).expect("a form");
        let Some(Object::Array(fields)) = form.get_mut("Fields") else { panic!("no fields") };
        fields.extend(roots);
    });
    let before: Value = serde_json::from_slice(&kept("forms/all-fields.en-answers.json")).expect("JSON");
    let (read, findings) = answers(&bytes);
    assert_eq!(read.expect("answers"), before);
    assert!(!findings.iter().any(|f| f.message.contains("several fields")), "{findings:?}");
    let mut sink = Sink::default();
    let (file, found) = open::open("a", &bytes, &mut sink).expect("a form");
    assert!(handout::answers::complete::flatten_saved("a", file, &found, &FONT, &mut sink).is_some(), "{sink:?}");
}
