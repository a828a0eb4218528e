//! Forms as other programs may hand them back: what is legal stays right, what acts by itself goes.

use handout::acroform::read;
use handout::acroform::read::Note;
use handout::answers::complete::{FillOptions, flatten_saved};
use handout::answers::open;
use handout::diag::Sink;
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object};

use super::round::{FONT, template};

/// A filled form, changed.
fn changed(change: impl FnOnce(&mut File)) -> Vec<u8> {
    let template = template("en");
    let raw = [("once.name", "Ana"), ("once.box", "Yes")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    let bytes = template.fill(raw, FillOptions::new("a"), &mut Sink::default()).expect("a form");
    let mut file = File::read(&bytes).expect("a PDF");
    change(&mut file);
    file.write()
}

fn flattened(bytes: &[u8]) -> (File, Sink) {
    let mut sink = Sink::default();
    let (file, found) = open::open("a", bytes, &mut sink).expect("a form");
    let bytes = flatten_saved("a", file, &found, &FONT, &mut sink).expect("a flattened form");
    (File::read(&bytes).expect("a PDF"), sink)
}

fn page(file: &File) -> (u32, Dict) {
    let number = file.pages()[0];
    (number, file.get(number).and_then(Object::dict).expect("a page").clone())
}

#[test]
fn resources_that_a_page_inherits_stay_its_own() {
    let bytes = changed(|file| {
        let (number, dict) = page(file);
        let resources = dict.get("Resources").expect("resources").clone();
        let parent = dict.reference("Parent").expect("a parent");
        file.get_mut(number).and_then(Object::dict_mut).expect("a page").remove("Resources");
        file.get_mut(parent).and_then(Object::dict_mut).expect("a parent").set("Resources", resources);
    });
    let (flat, _) = flattened(&bytes);
    let (_, dict) = page(&flat);
    let resources = flat.inherited(&dict, "Resources").and_then(Object::dict).expect("resources");
    assert!(
        flat.dict_at(resources, "Font").is_some_and(|fonts| fonts.entries().count() > 0),
        "the page lost its fonts"
    );
}

#[test]
fn what_acts_by_itself_is_said_and_taken_out() {
    let script = || Object::Dict(Dict::of([("S", Object::name("JavaScript")), ("JS", Object::text("app.alert(1)"))]));
    let bytes = changed(|file| {
        let (number, dict) = page(file);
        let annotations = dict.get("Annots").and_then(Object::array).expect("fields").to_vec();
        let widget = annotations[0].reference().expect("a field");
        file.get_mut(widget).and_then(Object::dict_mut).expect("a field").set("A", script());
        let page = file.get_mut(number).and_then(Object::dict_mut).expect("a page");
        page.set("AA", Object::Dict(Dict::of([("O", script())])));
        let form = file.catalog().and_then(|c| c.reference("AcroForm")).expect("a form");
        file.get_mut(form).and_then(Object::dict_mut).expect("a form").set("NeedAppearances", Object::Bool(true));
    });
    let file = File::read(&bytes).expect("a PDF");
    assert!(read::read(&file).expect("a form").notes.contains(&Note::Scripts));
    let (flat, sink) = flattened(&bytes);
    assert!(sink.iter().any(|f| f.message.contains("scripts")), "{sink:?}");
    let text = String::from_utf8_lossy(&flat.write()).into_owned();
    assert!(!text.contains("JavaScript") && !text.contains("NeedAppearances"));
}

#[test]
fn a_box_that_lost_its_looks_is_refused() {
    let bytes = changed(|file| {
        let form = read::read(file).expect("a form");
        let widget = form.fields["once.box"].widgets[0].object;
        file.get_mut(widget).and_then(Object::dict_mut).expect("a field").remove("AP");
    });
    let mut sink = Sink::default();
    let (file, found) = open::open("a", &bytes, &mut sink).expect("a form");
    assert_eq!(flatten_saved("a", file, &found, &FONT, &mut sink), None);
    assert!(sink.iter().any(|f| f.message.contains("no box or circle shows the answer `once.box`")), "{sink:?}");
}
