//! Forms that are with families already: those in `tests/fixtures/forms` were made by the program of 2026-11-28 and are
//! never made anew. They are read, filled and flattened as on that day.

use handout::pdf::file::File;
use handout::pdf::object::Object;
use serde_json::{Value, json};

use crate::support::{Fixture, Run, TODAY, root, run_in};

/// The worksheet `all-fields` of `tests/fixtures/reviewed`, empty.
const EMPTY: &str = "all-fields.en.pdf";
/// The same with an answer to every question, one of which goes on on the page for extra space.
const FILLED: &str = "all-fields.en-filled.pdf";
/// The answers in it.
const ANSWERS: &str = "all-fields.en-answers.json";
/// A worksheet of the shipped project in Spanish, empty.
const SPANISH: &str = "intervention-plan.es.pdf";

fn kept(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures/forms").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn json(run: &Run) -> Value {
    run.exits(0);
    assert_eq!(run.err, "");
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}", run.out))
}

/// The reviewed project with the kept forms and answers in it.
fn project() -> Fixture {
    let fixture = Fixture::reviewed();
    for name in [EMPTY, FILLED, ANSWERS] {
        fixture.write(name, kept(name));
    }
    fixture
}

#[test]
fn kept_forms_ask_what_they_asked() {
    let fixture = project();
    let asked: Value = serde_json::from_slice(&kept("all-fields.json")).expect("JSON");
    for name in [EMPTY, FILLED] {
        assert_eq!(json(&fixture.run(&["fields", name, "--format", "json"])), asked, "{name}");
    }
    // The worksheet has the same questions still: their digest is that of the form. How many letters have room is up to
    // the boxes of each.
    let now = json(&fixture.run(&["fields", "all-fields", "--format", "json", "--today", TODAY]));
    assert_eq!(now["digest"], asked["digest"]);
    let elsewhere = tempfile::tempdir().expect("there is a folder for temporary files");
    std::fs::write(elsewhere.path().join(SPANISH), kept(SPANISH)).expect("it can be written");
    let asked: Value = serde_json::from_slice(&kept("intervention-plan.es.json")).expect("JSON");
    assert_eq!(json(&run_in(elsewhere.path(), &["fields", SPANISH, "--format", "json"])), asked);
}

#[test]
fn kept_forms_give_the_answers_that_they_hold() {
    let fixture = project();
    let answers: Value = serde_json::from_slice(&kept(ANSWERS)).expect("JSON");
    let filled = json(&fixture.run(&["extract", FILLED, "--format", "json"]));
    assert_eq!(filled["answers"], answers);
    for (key, value) in
        [("form", json!("all-fields")), ("revision", json!(1)), ("superseded", json!(false)), ("missing", json!([]))]
    {
        assert_eq!(filled[key], value, "{key}");
    }
    let empty = fixture.run(&["extract", EMPTY, "--format", "json"]);
    empty.exits(0).complains("warning[answer-missing]");
    let empty: Value = serde_json::from_str(&empty.out).expect("JSON");
    assert_eq!((&empty["superseded"], &empty["answers"]["short"]["full-name"]), (&json!(false), &Value::Null));
}

#[test]
fn kept_forms_are_filled_and_flattened() {
    let fixture = project();
    let answers: Value = serde_json::from_slice(&kept(ANSWERS)).expect("JSON");
    fixture.run(&["fill", EMPTY, "--data", ANSWERS]).exits(0).complains("warning[answer-too-long]");
    assert_eq!(fixture.extracted("filled/all-fields.en-filled.pdf")["answers"], answers);
    fixture.run(&["flatten", FILLED, EMPTY]).exits(0).prints("flattened to all-fields.en-filled-flat.pdf");
    fixture.write(SPANISH, kept(SPANISH)).write("nothing.yaml", "{}\n");
    fixture.run(&["fill", SPANISH, "--data", "nothing.yaml", "--flatten"]).exits(0);
}

/// The sizes that the fields of a file name for what is typed, and those at which it shows answers.
fn sizes(fixture: &Fixture, name: &str) -> [Vec<String>; 2] {
    let file = File::read(&std::fs::read(fixture.path(name)).expect("a file")).expect("a PDF");
    let after = |words: &str| Some(words.split(" Tf").next()?.split(' ').next_back()?.to_owned());
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all.dedup();
        all
    };
    let named = file.objects().filter_map(|(_, object)| after(&object.dict()?.get("DA")?.as_text()?));
    let drawn = file.objects().filter_map(|(_, object)| match object {
        Object::Stream(look) => {
            let words = String::from_utf8(look.data.to_vec()).ok()?;
            words.starts_with("/Tx BMC").then_some(())?;
            words.contains(" Tf").then(|| after(&words))?
        }
        _ => None,
    });
    [sorted(named.collect()), sorted(drawn.collect())]
}

#[test]
fn answers_have_the_size_that_their_form_names() {
    let fixture = project();
    fixture.run(&["fill", EMPTY, "--data", ANSWERS]).exits(0);
    assert_eq!(sizes(&fixture, "filled/all-fields.en-filled.pdf"), [["10"], ["10"]], "a form of earlier times");
    fixture.build(&[]).exits(0);
    let form = "out/maple/all-fields.en-worksheet-letter.pdf";
    fixture.run(&["fill", form, "--data", ANSWERS, "--out", "new"]).exits(0);
    let filled = "new/all-fields.en-worksheet-letter-filled.pdf";
    assert_eq!(sizes(&fixture, filled), [["12"], ["12"]], "a form of today");
}
