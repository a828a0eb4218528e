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

/// A file, written in full by hand: objects, some of them in object streams, and a cross-reference stream without rows.
#[derive(Default)]
struct HandWritten(Vec<u8>);

impl HandWritten {
    fn head() -> Self {
        Self(b"%PDF-1.7\n".to_vec())
    }

    fn plain(&mut self, number: u32, object: &Object) {
        self.0.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        object.write(&mut self.0, &Some);
        self.0.extend_from_slice(b"\nendobj\n");
    }

    fn packed(&mut self, number: u32, objects: &[(u32, Object)]) {
        let (mut head, mut body) = (String::new(), Vec::new());
        for (number, object) in objects {
            head.push_str(&format!("{number} {} ", body.len()));
            object.write(&mut body, &Some);
            body.push(b'\n');
        }
        let whole = |n: usize| Object::Int(i64::try_from(n).expect("small"));
        let dict =
            Dict::of([("Type", Object::name("ObjStm")), ("N", whole(objects.len())), ("First", whole(head.len()))]);
        let data = [head.as_bytes(), &body].concat().into();
        self.plain(number, &Object::Stream(handout::pdf::object::Stream { dict, data }));
    }

    /// A cross-reference stream that lists nothing, and an end that points nowhere.
    fn end(&mut self, number: u32, root: u32) -> Vec<u8> {
        let dict = Dict::of([("Type", Object::name("XRef")), ("Root", Object::Ref(root)), ("Size", Object::Int(1))]);
        let stream = handout::pdf::object::Stream { dict, data: Vec::new().into() };
        self.plain(number, &Object::Stream(stream));
        self.0.extend_from_slice(b"startxref\n7\n%%EOF\n");
        self.0.clone()
    }
}

/// Objects with their numbers.
type Numbered = Vec<(u32, Object)>;

/// The kept form as objects: its streams, all others, the number of its catalog and one that is free.
fn objects() -> (Numbered, Numbered, u32, u32) {
    let file = File::read(&kept("forms/all-fields.en-filled.pdf")).expect("a PDF");
    let all = file.objects().map(|(number, object)| (number, object.clone()));
    let (streams, others): (Vec<_>, Vec<_>) = all.partition(|(_, object)| matches!(object, Object::Stream(_)));
    let free = file.objects().last().expect("objects").0 + 1;
    (streams, others, file.root().expect("a catalog"), free)
}

/// The field for the name, with another name in it.
fn renamed(name: &str) -> (u32, Object) {
    let mut file = File::read(&kept("forms/all-fields.en-filled.pdf")).expect("a PDF");
    let number = handout::acroform::read::read(&file).expect("a form").fields["short.full-name"].object;
    field(&mut file, "short.full-name").set("V", Object::text(name));
    (number, file.get(number).expect("a field").clone())
}

fn says(findings: &[Finding], text: &str) -> bool {
    findings.iter().any(|f| f.message.contains(text))
}

#[test]
fn objects_in_streams_are_found_without_a_table() {
    let (streams, others, root, free) = objects();
    let before: Value = serde_json::from_slice(&kept("forms/all-fields.en-answers.json")).expect("JSON");
    let mut file = HandWritten::head();
    streams.iter().for_each(|(number, object)| file.plain(*number, object));
    file.packed(free, &others);
    let (read, findings) = answers(&file.end(free + 1, root));
    assert_eq!(read, Some(before));
    assert!(says(&findings, "the file is damaged"), "{findings:?}");
}

#[test]
fn the_newest_edition_of_an_answer_counts_wherever_it_stands() {
    let (streams, others, root, free) = objects();
    let name = |bytes: &[u8]| answers(bytes).0.expect("answers")["short"]["full-name"].clone();
    let packed = |file: &mut HandWritten, number: u32, name: &str| file.packed(number, &[renamed(name)]);
    let plain = |file: &mut HandWritten, name: &str| {
        let (number, object) = renamed(name);
        file.plain(number, &object);
    };
    let base = || {
        let mut file = HandWritten::head();
        streams.iter().chain(&others).for_each(|(number, object)| file.plain(*number, object));
        file
    };
    let mut file = base();
    packed(&mut file, free, "first");
    assert_eq!(name(&file.end(free + 9, root)), json!("first"));
    packed(&mut file, free + 1, "second");
    assert_eq!(name(&file.end(free + 9, root)), json!("second"));
    plain(&mut file, "third");
    assert_eq!(name(&file.end(free + 9, root)), json!("third"));
    // A container with a lower number, and one that is written over.
    packed(&mut file, free, "fourth");
    assert_eq!(name(&file.end(free + 9, root)), json!("fourth"));
    // What only looks like an object inside a stream is none.
    let mut inside = HandWritten::default();
    plain(&mut inside, "inside");
    let stream = handout::pdf::object::Stream { dict: Dict::default(), data: inside.0.into() };
    file.plain(free + 3, &Object::Stream(stream));
    assert_eq!(name(&file.end(free + 9, root)), json!("fourth"));
}

/// An update behind a sound file, as viewers write it, with the place of its table as given.
fn updated(startxref: Option<usize>) -> (Vec<u8>, usize) {
    let mut bytes = kept("forms/all-fields.en-filled.pdf");
    let base = bytes.len();
    let (number, object) = renamed("Updated");
    let mut update = HandWritten(std::mem::take(&mut bytes));
    let old = String::from_utf8_lossy(&update.0);
    let prev: usize = old.rsplit("startxref").next().and_then(|e| e.trim().lines().next()?.parse().ok()).expect("one");
    let at = update.0.len();
    update.plain(number, &object);
    let table = update.0.len();
    let root = File::read(&kept("forms/all-fields.en-filled.pdf")).expect("a PDF").root().expect("a catalog");
    update.0.extend_from_slice(
        format!(
            "xref\n{number} 1\n{at:010} 00000 n\r\ntrailer\n<</Size 9999/Root {root} 0 R/Prev {prev}>>\nstartxref\n{}\n%%EOF\n",
            startxref.unwrap_or(table)
        )
        .as_bytes(),
    );
    if startxref == Some(0) {
        let stale = format!("startxref\n{prev}\n%%EOF\n");
        let end = update.0.len() - b"startxref\n0\n%%EOF\n".len();
        update.0.truncate(end);
        update.0.extend_from_slice(stale.as_bytes());
    }
    (update.0, base)
}

#[test]
fn a_file_without_its_end_gives_all_that_is_left() {
    let name = |bytes: &[u8]| {
        let (read, findings) = answers(bytes);
        (read.expect("answers")["short"]["full-name"].clone(), findings)
    };
    let (whole, base) = updated(None);
    let (read, findings) = name(&whole);
    assert_eq!(read, json!("Updated"));
    assert!(!says(&findings, "the file is damaged") && !says(&findings, "its end"), "{findings:?}");
    let object = whole.windows(6).rposition(|w| w == b"endobj").expect("an object");
    for cut in (object..whole.len() - 1).filter(|cut| cut % 7 == 0).chain([whole.len() - 23, whole.len() - 6]) {
        let (read, findings) = name(&whole[..cut]);
        assert_eq!(read, json!("Updated"), "{cut}");
        assert!(says(&findings, "the file is cut off: its end is missing"), "{cut}: {findings:?}");
    }
    // The object itself is cut: the edition before counts, and the loss is said.
    for cut in [base + 1, base + 5, base + 30, object - 10] {
        let (read, findings) = name(&whole[..cut]);
        assert_eq!(read, json!("José Ñúñez, answer 1"), "{cut}");
        assert!(says(&findings, "the file is cut off: its end is missing"), "{cut}: {findings:?}");
    }
    // A table of before, and one that is nowhere.
    for startxref in [0, 5, 9_999_999] {
        let (read, findings) = name(&updated(Some(startxref)).0);
        assert_eq!(read, json!("Updated"), "{startxref}");
        assert!(says(&findings, "the file is damaged"), "{findings:?}");
    }
    // Far too little is left of it: it is cut off, and was not flattened.
    let half = kept("forms/all-fields.en-filled.pdf");
    let (read, findings) = answers(&half[..half.len() / 3]);
    assert_eq!(read, None);
    assert!(says(&findings, "cut off or broken"), "{findings:?}");
}

#[test]
fn bytes_before_the_header_shift_the_file() {
    let before: Value = serde_json::from_slice(&kept("forms/all-fields.en-answers.json")).expect("JSON");
    let shifted = [&b"Content-Type: application/pdf\r\n\r\n"[..], &kept("forms/all-fields.en-filled.pdf")].concat();
    let (read, findings) = answers(&shifted);
    assert_eq!(read, Some(before));
    assert!(findings.iter().all(|f| f.code != handout::diag::Code::DamagedPdf), "{findings:?}");
}

#[test]
fn wide_dictionaries_are_read() {
    assert_eq!(answers(&kept("returned/wide-dictionary.pdf")).0, Some(json!({"name": "Ana"})));
}

#[test]
fn fields_that_no_list_names_are_read_from_the_pages() {
    let merged = |findings: &[Finding]| says(findings, "the file was put together anew by another program");
    let (read, findings) = answers(&kept("returned/merged-tiny.pdf"));
    assert_eq!(read, Some(json!({"name": "Ana"})));
    assert!(merged(&findings), "{findings:?}");
    let before: Value = serde_json::from_slice(&kept("forms/all-fields.en-answers.json")).expect("JSON");
    let catalog = |file: &File| file.root().expect("a catalog");
    for gone in ["list", "form"] {
        let bytes = filled(|file| match gone {
            "list" => {
                let form = file.catalog().and_then(|c| c.reference("AcroForm")).expect("a form");
                let form = file.get_mut(form).and_then(Object::dict_mut).expect("a form");
                form.set("Fields", Object::Array(Vec::new()));
            }
            _ => drop(file.get_mut(catalog(file)).and_then(Object::dict_mut).and_then(|c| c.remove("AcroForm"))),
        });
        let (read, findings) = answers(&bytes);
        assert_eq!(read.as_ref(), Some(&before), "{gone}");
        assert!(merged(&findings), "{gone}: {findings:?}");
        let mut sink = Sink::default();
        let (file, found) = open::open("a", &bytes, &mut sink).expect("a form");
        assert!(handout::answers::complete::flatten_saved("a", file, &found, &FONT, &mut sink).is_some(), "{sink:?}");
    }
}

#[test]
fn fields_that_lost_their_parents_are_read_apart() {
    let widget = |more: &str| format!("<</Type/Annot/Subtype/Widget/Rect[10 10 90 30]{more}>>");
    let button =
        |state: &str, shown: &str| widget(&format!("/Parent 99 0 R/AS/{shown}/AP<</N<</{state} 20 0 R/Off 20 0 R>>>>"));
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R 5 0 R 6 0 R 7 0 R 8 0 R 9 0 R]>>";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Type/XObject>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        page.to_owned(),
        widget("/FT/Tx/T(name)/V(Ana)/Parent 98 0 R"),
        widget("/FT/Tx/T(name)/V(Luis)/Parent 98 0 R"),
        button("yes", "Off"),
        button("no", "no"),
        widget("/FT/Tx/T(name)/Parent 97 0 R"),
        // Its parent is there and does not list it.
        widget("/T(phone)/V(555)/Parent 10 0 R"),
        "<</T(who)/FT/Tx>>".to_owned(),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (i, object) in objects.iter().enumerate() {
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", i + 1).as_bytes());
    }
    bytes.extend_from_slice(b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    let (read, _) = answers(&bytes);
    assert_eq!(
        read,
        Some(
            json!({"name": "Ana", "name-2": "Luis", "unnamed-99": "no", "name-3": null, "who": null, "who.phone": "555"})
        )
    );
}

#[test]
fn encrypted_files_without_a_password_are_read() {
    // `ticks-tiny-no.pdf`, encrypted by qpdf in each way of revisions 2 to 6, and once under a password.
    for how in ["rc4-40", "rc4-128", "aes-128", "aes-256-r5", "aes-256"] {
        let (read, findings) = answers(&kept(&format!("returned/encrypted-{how}.pdf")));
        assert_eq!(read, Some(json!({"box": false})), "{how}: {findings:?}");
    }
    let (read, findings) = answers(&kept("returned/encrypted-password.pdf"));
    assert_eq!(read, None);
    assert!(says(&findings, "the file is encrypted under a password"), "{findings:?}");
}

#[test]
fn encrypted_files_without_tables_are_searched() {
    for how in ["rc4-128", "aes-256"] {
        let whole = kept(&format!("returned/encrypted-{how}.pdf"));
        let end = whole.windows(9).rposition(|w| w == b"startxref").expect("an end");
        let (read, findings) = answers(&[&whole[..end], b"startxref\n1\n%%EOF\n"].concat());
        assert_eq!(read, Some(json!({"box": false})), "{how}: {findings:?}");
    }
}
