//! The page for extra space after somebody changed a form in a viewer: no rest of an answer goes to another, and what
//! was added comes back by itself. And letters that our font lacks: as a viewer drew them, or not on paper at all.

use handout::acroform::read;
use handout::answers::complete::{FillOptions, Template, flatten_saved};
use handout::answers::open;
use handout::diag::{Code, Finding, Severity, Sink};
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object, Stream};
use serde_json::{Value, json};

use super::returned::{answers, field, filled, kept};
use super::round::{FONT, template};

const NAME: &str = "short.full-name";
const HOPES: &str = "long.hopes";
const HELPER: &str = "helpers[1].helper-name";

/// A name, lines and another name, each too long for its field.
fn long() -> [(String, String); 3] {
    let long = |word: &str| format!("{word} {}", "goes on and ".repeat(40)).trim_end().to_owned();
    [(NAME, long("Ann")), (HOPES, long("A day\nby the sea\nthat")), (HELPER, long("Bob"))]
        .map(|(name, text)| (name.to_owned(), text))
}

/// A form with these, changed as in a viewer.
fn changed(change: impl FnOnce(&mut File)) -> Vec<u8> {
    let mut sink = Sink::default();
    let (file, found) = open::open("a", &kept("forms/all-fields.en.pdf"), &mut sink).expect("a form");
    let embedded = found.embedded.clone().expect("ours");
    let template = Template::new(file, found, embedded, &FONT).expect("a template");
    let bytes = template.fill(long().into(), FillOptions::new("a"), &mut sink).expect("a filled form");
    let mut file = File::read(&bytes).expect("a PDF");
    change(&mut file);
    file.write()
}

fn extra(file: &mut File) -> String {
    field(file, "extra-space.text").get("V").and_then(Object::as_text).expect("the page is used")
}

fn set_extra(file: &mut File, text: &str) {
    field(file, "extra-space.text").set("V", Object::text(text));
}

/// What a form gives back: name, hopes, helper, what is left on the page; and whether that is said.
fn given(bytes: &[u8]) -> ([Value; 4], bool) {
    let (read, findings) = answers(bytes);
    let read = read.expect("answers");
    let values = [
        read["short"]["full-name"].clone(),
        read["long"]["hopes"].clone(),
        read["helpers"][0]["helper-name"].clone(),
        read["extra-space"]["text"].clone(),
    ];
    (values, findings.iter().any(|f| f.code == Code::ExtraSpaceChanged))
}

#[test]
fn the_rest_of_a_replaced_answer_goes_to_no_other() {
    let [name, hopes, helper] = long().map(|(_, text)| json!(text));
    assert_eq!(given(&changed(|_| {})), ([name.clone(), hopes.clone(), helper.clone(), Value::Null], false));
    for keep in [true, false] {
        for (replaced, mark) in [(NAME, "[1] …"), (HOPES, "[6] …"), (HELPER, "[13] …")] {
            let bytes = changed(|file| {
                field(file, replaced).set("V", Object::text("new"));
                if !keep {
                    field(file, "extra-space.text").remove("HandoutMoved");
                }
            });
            let ([a, b, c, left], said) = given(&bytes);
            let or_new = |own: &str, was: &Value| if own == replaced { json!("new") } else { was.clone() };
            assert_eq!([a, b, c], [or_new(NAME, &name), or_new(HOPES, &hopes), or_new(HELPER, &helper)], "{replaced}");
            assert!(left.as_str().is_some_and(|text| text.starts_with(mark)), "{left}");
            assert!(said, "{replaced}");
            let mut sink = Sink::default();
            let (file, found) = open::open("a", &bytes, &mut sink).expect("a form");
            assert!(flatten_saved("a", file, &found, &FONT, &mut sink).is_some(), "{sink:?}");
        }
    }
}

#[test]
fn lines_that_were_added_come_back_by_themselves() {
    let [name, hopes, helper] = long().map(|(_, text)| json!(text));
    let expect = |text: &str| [name.clone(), hopes.clone(), helper.clone(), json!(text)];
    let behind = changed(|file| {
        let page = extra(file);
        set_extra(file, &format!("{page}\nBy hand.\nMore."));
    });
    assert_eq!(given(&behind), (expect("By hand.\nMore."), true));
    let between = changed(|file| {
        let page = extra(file).replace("\n[6] …", "\nBy hand.\n[6] …").replace("\n[13] …", "\n\nMore.\n[13] …");
        set_extra(file, &page);
    });
    assert_eq!(given(&between), (expect("By hand.\n\nMore."), true));
    let before = changed(|file| {
        let page = extra(file);
        set_extra(file, &format!("By hand.\n{page}"));
    });
    assert_eq!(given(&before), (expect("By hand."), false));
    // A viewer that writes its fields anew keeps no length: a single line still ends where it ends.
    let without = changed(|file| {
        let page = extra(file).replace("\n[6] …", "\nBy hand.\n[6] …");
        set_extra(file, &format!("{page}\nMore."));
        field(file, "extra-space.text").remove("HandoutMoved");
    });
    assert_eq!(given(&without), (expect("By hand.\nMore."), true));
}

/// The kept form with another name, and a look that a viewer drew in a font.
fn drawn_in(font: &str, value: &str) -> Vec<u8> {
    filled(|file| {
        let base = Dict::of([
            ("Type", Object::name("Font")),
            ("Subtype", Object::name("Type1")),
            ("BaseFont", Object::name("Viewer")),
        ]);
        let fonts = Dict::of([(font, Object::Dict(base))]);
        let dict = Dict::of([
            ("Subtype", Object::name("Form")),
            ("BBox", Object::numbers([0.0, 0.0, 50.0, 10.0])),
            ("Resources", Object::Dict(Dict::of([("Font", Object::Dict(fonts))]))),
        ]);
        let drawn = format!("BT /{font} 10 Tf (drawn by a viewer) Tj ET");
        let look = file.add(Object::Stream(Stream { dict, data: drawn.into_bytes().into() }));
        let name = field(file, NAME);
        name.set("V", Object::text(value));
        name.set("AP", Object::Dict(Dict::of([("N", Object::Ref(look))])));
    })
}

fn flattened(bytes: &[u8]) -> (Option<Vec<u8>>, Vec<Finding>) {
    let mut sink = Sink::default();
    let (file, found) = open::open("a", bytes, &mut Sink::default()).expect("a form");
    let flat = flatten_saved("a", file, &found, &FONT, &mut sink);
    (flat, sink.into_sorted())
}

#[test]
fn letters_that_the_font_lacks_stay_as_a_viewer_drew_them() {
    let (flat, findings) = flattened(&drawn_in("Fallback", "Пётр"));
    assert!(findings.iter().all(|f| f.code != Code::AnswerMissingGlyph), "{findings:?}");
    let flat = flat.expect("a flattened form");
    let held = |flat: &[u8]| flat.windows(17).any(|w| w == b"(drawn by a viewe");
    assert!(held(&flat), "the look is lost");
    assert!(read::read(&File::read(&flat).expect("a PDF")).is_none(), "there are fields");
    // Half an emoji is in no font: what Chromium drew of the answer stays.
    assert!(flattened(&drawn_in("Atk", "we \u{fffd} pay")).0.is_some_and(|flat| held(&flat)));
    // Drawn in our own font, the letters are missing: nothing is printed in their place.
    let (flat, findings) = flattened(&drawn_in("Atk", "Пётр"));
    assert_eq!(flat, None);
    let lost = |f: &Finding| f.code == Code::AnswerMissingGlyph && f.severity == Severity::Error;
    assert!(findings.iter().any(lost), "{findings:?}");
}

#[test]
fn letters_of_the_second_face_are_drawn() {
    let template = template("en");
    let mut sink = Sink::default();
    let raw =
        handout::answers::file::read(template.schema(), "a.yaml", "once: {name: \"⅓ tablet → 2 μg ✓\"}\n", &mut sink);
    for flatten in [false, true] {
        let options = FillOptions { flatten, ..FillOptions::new("a.yaml") };
        let bytes = template.fill(raw.clone().expect("answers"), options, &mut sink).expect("a form");
        assert!(sink.is_empty(), "{sink:?}");
        let file = File::read(&bytes).expect("a PDF");
        let looks = file.objects().filter_map(|(_, object)| match object {
            Object::Stream(look) if look.data.starts_with(b"/Tx BMC\nq") => Some(look),
            _ => None,
        });
        let look = looks.last().expect("a look");
        let content = String::from_utf8_lossy(&look.data);
        assert!(content.contains("/Atk1 12 Tf") && content.contains("/Atk 12 Tf T*"), "{content}");
        let fonts = file.dict_at(&look.dict, "Resources").and_then(|r| file.dict_at(r, "Font")).expect("fonts");
        assert!(fonts.entries().count() >= 2, "{fonts:?}");
    }
}
