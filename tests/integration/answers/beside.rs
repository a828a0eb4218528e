//! What people put beside the fields: it is said, its words come back, and it stays on paper. And what is handed in and
//! is no form at all.

use handout::answers::complete::flatten_saved;
use handout::answers::{extract, open};
use handout::diag::{Code, Sink};
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object, Stream};
use serde_json::json;

use super::returned::{answers, filled, kept};
use super::round::{FONT, shown};

/// An annotation of a kind.
fn annotation(kind: &str, rect: [f64; 4]) -> Dict {
    Dict::of([
        ("Type", Object::name("Annot")),
        ("Subtype", Object::name(kind)),
        ("Rect", Object::numbers(rect)),
        ("F", Object::Int(4)),
    ])
}

/// Puts annotations on the first page: two boxes with words, one of which has a look, lines, a note with its window, and
/// a box that is hidden.
pub(crate) fn write_beside(file: &mut File) {
    let look = Stream {
        dict: Dict::of([("Subtype", Object::name("Form")), ("BBox", Object::numbers([0.0, 0.0, 10.0, 10.0]))]),
        data: b"1 0 0 rg 0 0 10 10 re f % look of the box".to_vec().into(),
    };
    let look = file.add(Object::Stream(look));
    let mut boxed = annotation("FreeText", [100.0, 300.0, 300.0, 330.0]);
    boxed.set("Contents", Object::text("My sister calls at 5"));
    boxed.set("AP", Object::Dict(Dict::of([("N", Object::Ref(look))])));
    let mut plain = annotation("FreeText", [100.0, 400.0, 300.0, 430.0]);
    plain.set("Contents", Object::text("Second box"));
    let mut ink = annotation("Ink", [100.0, 100.0, 300.0, 130.0]);
    ink.set("InkList", Object::Array(vec![Object::numbers([100.0, 100.0, 200.0, 120.0, 300.0, 130.0])]));
    let mut note = annotation("Text", [10.0, 10.0, 30.0, 30.0]);
    note.set("Contents", Object::text("A note"));
    let mut hidden = annotation("FreeText", [0.0, 0.0, 10.0, 10.0]);
    hidden.set("F", Object::Int(2));
    let annotations: Vec<Object> =
        [boxed, plain, ink, note, hidden].into_iter().map(|a| Object::Ref(file.add(Object::Dict(a)))).collect();
    let mut windows = annotations.clone();
    for of in [0, 3] {
        let mut window = annotation("Popup", [0.0, 0.0, 10.0, 10.0]);
        window.set("Parent", annotations[of].clone());
        windows.push(Object::Ref(file.add(Object::Dict(window))));
    }
    let page = file.pages()[0];
    let page = file.get_mut(page).and_then(Object::dict_mut).expect("a page");
    match page.get_mut("Annots") {
        Some(Object::Array(list)) => list.extend(windows),
        _ => page.set("Annots", Object::Array(windows)),
    }
}

#[test]
fn what_stands_beside_the_fields_is_said_and_given_back() {
    let (_, findings) = answers(&filled(write_beside));
    let said = findings.iter().find(|f| f.code == Code::BesideFields).expect("it is said");
    assert_eq!(said.message, "somebody wrote or drew beside the fields (page 1: 2 texts, 1 drawing, 1 note)");
    let mut empty = File::read(&kept("forms/all-fields.en.pdf")).expect("a PDF");
    write_beside(&mut empty);
    let mut sink = Sink::default();
    let (_, found) = open::open("a", &empty.write(), &mut sink).expect("a form");
    assert!(sink.iter().any(|f| f.message.starts_with("no answer stands in this form: ")), "{sink:?}");
    let read = extract::extract("a", found, Some(&FONT), false, &mut sink);
    let words = ["My sister calls at 5", "Second box", "A note"];
    assert_eq!(read.to_json("a", None)["beside-the-fields"], json!([{"page": 1, "texts": words}]));
    assert_eq!(read.to_row()["beside-the-fields"], "page 1: My sister calls at 5\nSecond box\nA note");
}

#[test]
fn flattening_keeps_what_stands_beside_the_fields() {
    let mut sink = Sink::default();
    let (file, found) = open::open("a", &filled(write_beside), &mut sink).expect("a form");
    let flat = flatten_saved("a", file, &found, &FONT, &mut sink).expect("a flattened form");
    let file = File::read(&flat).expect("a PDF");
    let page = file.get(file.pages()[0]).and_then(Object::dict).expect("a page");
    let left = file.array_at(page, "Annots").unwrap_or_default().iter();
    let left: Vec<&Dict> = left.filter_map(|a| file.resolve(a)?.dict()).collect();
    let kinds: Vec<&[u8]> = left.iter().filter_map(|a| a.name("Subtype")).collect();
    assert_eq!(kinds, [&b"Text"[..], b"FreeText", b"Popup"]);
    assert!(left[1].int("F") == Some(2), "what is hidden stays so");
    let objects = file.dict_at(file.dict_at(page, "Resources").expect("resources"), "XObject").expect("looks");
    let looks: Vec<String> = objects
        .entries()
        .filter_map(|(_, look)| match file.resolve(look) {
            Some(Object::Stream(stream)) => Some(String::from_utf8_lossy(&stream.data).into_owned()),
            _ => None,
        })
        .collect();
    assert!(looks.iter().any(|look| look.contains("look of the box")), "{looks:?}");
    assert!(looks.iter().any(|look| look.contains(&shown("Second box")[0])), "{looks:?}");
    let drawn: Vec<String> = file
        .contents(file.pages()[0])
        .into_iter()
        .filter_map(|n| match file.get(n) {
            Some(Object::Stream(stream)) => Some(String::from_utf8_lossy(&stream.data).into_owned()),
            _ => None,
        })
        .collect();
    assert!(drawn.iter().any(|d| d.contains("100.00 100.00 m 200.00 120.00 l 300.00 130.00 l S")), "the ink is lost");
    let spoken = file.objects().filter_map(|(_, o)| o.dict()?.get("ActualText")?.as_text());
    assert!(spoken.collect::<Vec<_>>().contains(&"My sister calls at 5".to_owned()), "a reader is told nothing of it");
}

#[test]
fn what_is_no_form_is_refused_with_the_way_forward() {
    for (bytes, what) in [
        (&b"\xff\xd8\xff\xe0photo"[..], "the file is no PDF: it is a photo or picture (JPEG)"),
        (b"\x89PNG\r\n", "the file is no PDF: it is a picture (PNG)"),
        (b"PK\x03\x04word/document.xml", "the file is no PDF: it is a document of an office program (such as DOCX)"),
        (b"<?xml version=\"1.0\"?>\n<xfdf xmlns=\"http://ns.adobe.com/xfdf/\">", "answers without their form (XFDF)"),
        (b"%FDF-1.2\n", "answers without their form (FDF)"),
        (b"\0\0\0\x18ftypheic", "a photo or film (HEIC)"),
        (b"Ann\n", "the file is no PDF"),
    ] {
        let (read, findings) = answers(bytes);
        assert_eq!(read, None);
        let said = &findings[0];
        assert!(said.message.contains(what), "{findings:?}");
        let hints = said.hints.join("\n");
        assert!(hints.contains("`handout fields ID --format csv > answers.csv`"), "{hints}");
        assert!(hints.contains("`handout fill ID --data answers.csv`"), "{hints}");
    }
    // A print of our own says which worksheet it is.
    let mut sink = Sink::default();
    let (file, found) = open::open("a", &filled(|_| {}), &mut sink).expect("a form");
    let flat = flatten_saved("a", file, &found, &FONT, &mut sink).expect("a flattened form");
    let (_, findings) = answers(&flat);
    let hints = findings[0].hints.join("\n");
    assert!(
        hints.contains("it was flattened") && hints.contains("`handout fill all-fields --data answers.csv`"),
        "{hints}"
    );
}
