//! Times and questions for yes or no: what came after the first format of forms. Filled in, read, held to, and told
//! apart from what earlier programs know.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use handout::acroform::embed;
use handout::acroform::names::FieldValues;
use handout::acroform::read::PdfFieldKind;
use handout::answers::cell::{Input, cells};
use handout::diag::Sink;
use handout::pdf::file::File;
use handout::pdf::object::Object;
use handout::pdf::xmp;
use handout::questions::schema::{FORMAT, FormSchema};
use handout::review::digest::{CANON, canonical_text};
use serde_json::{Value, json};

use super::{SHEET, fill, in_spanish_too};
use crate::inside::{edit, project, reviewed};
use crate::support::{Fixture, TODAY};

/// A part with each of them, alone and in a table.
const PART: &str = "  - id: newer
    heading: Times
    fields:
      - {id: clock, type: time, label: When do we meet?, width: half}
      - {id: sure, type: yes-no, label: Is it sure?, width: half}
      - {id: told, type: yes-no, label: Did you tell them?, required: true}
      - {id: turns, type: table, label: Turns, rows: 2, columns: [{id: who, label: Name}, {id: at, label: At, type: time}, {id: comes, label: Comes, type: yes-no}]}
  - id: helpers
";
const PDF: &str = "filled/all-fields.en-worksheet-letter-DRAFT-filled.pdf";

fn project_with() -> Fixture {
    let fixture = Fixture::reviewed();
    fixture.edit(SHEET, "  - id: helpers\n", PART);
    fixture
}

/// Writes answers to the part.
fn answers(fixture: &Fixture, newer: &str) {
    fixture.write("answers.yaml", format!("short: {{full-name: Ann}}\nnewer: {newer}\n"));
}

#[test]
fn times_and_yes_or_no_come_back_in_one_form() {
    let fixture = project_with();
    let normal = json!({
        "clock": "14:30", "sure": "no", "told": "yes",
        "turns": [{"who": "Ann", "at": "00:05", "comes": "yes"}, {"who": null, "at": "09:15", "comes": null}],
    });
    for typed in [
        "{clock: 14:30, sure: no, told: yes, turns: [{who: Ann, at: 00:05, comes: yes}, {at: 09:15}]}",
        "{clock: 2:30 p.m., sure: false, told: true, turns: [{who: Ann, at: 12:05 AM, comes: 1}, {at: 9:15 am, comes: ''}]}",
        "{clock: 02:30 PM, sure: N, told: Sí, turns: [{who: Ann, at: 0:05, comes: 'TRUE'}, {at: 9.15 AM}]}",
    ] {
        answers(&fixture, typed);
        fill(&fixture, "answers.yaml", &["--replace"]).exits(0);
        assert_eq!(fixture.extracted(PDF)["answers"]["newer"], normal, "{typed}");
    }
    // As YAML and as a table, which are read again.
    let run = fixture.run(&["extract", PDF]);
    run.exits(0);
    let yaml = run.out.split_once("answers:\n").expect("answers").1;
    fixture.write("again.yaml", yaml.lines().map(|l| format!("{}\n", &l[2..])).collect::<String>());
    fill(&fixture, "again.yaml", &["--out", "again"]).exits(0);
    let again = "again/all-fields.en-worksheet-letter-DRAFT-filled.pdf";
    assert_eq!(fixture.extracted(again)["answers"]["newer"], normal, "{yaml}");
    fixture.run(&["extract", PDF, "--format", "csv", "--out", "table.csv"]).exits(0);
    let table = fixture.read("table.csv");
    assert!(table.contains("newer.clock,newer.sure,newer.told,newer.turns[1].who,"), "{table}");
    assert!(table.contains(",14:30,no,yes,Ann,00:05,yes,,09:15,,"), "{table}");
    fill(&fixture, "table.csv", &["--out", "rows"]).exits(0);
    let rows = "rows/all-fields.en-worksheet-letter-DRAFT-filled-0001.pdf";
    assert_eq!(fixture.extracted(rows)["answers"]["newer"], normal);
}

#[test]
fn the_fields_hold_what_the_page_asks_for() {
    let fixture = project_with();
    in_spanish_too(&fixture);
    answers(&fixture, "{clock: 14:30, sure: no, turns: [{comes: yes}]}");
    for (lang, clock, asked) in [("en", "02:30 PM", "HH:MM AM/PM"), ("es", "14:30", "HH:MM (24 h)")] {
        fill(&fixture, "answers.yaml", &["--lang", lang]).exits(0);
        let pdf = format!("filled/all-fields.{lang}-worksheet-letter-DRAFT-filled.pdf");
        let file = File::read(&std::fs::read(fixture.path(&pdf)).expect("it was filled")).expect("a PDF");
        let form = handout::acroform::read::read(&file).expect("a form");
        let value = |name: &str| form.values.get(name).map(String::as_str);
        assert_eq!(value("newer.clock"), Some(clock));
        assert_eq!((value("newer.sure"), value("newer.turns[1].comes")), (Some("no"), Some("yes")));
        for name in ["newer.sure", "newer.turns[1].comes"] {
            assert_eq!(form.fields[name].kind, PdfFieldKind::Radio, "{name}");
            let states: Vec<_> = form.fields[name].widgets.iter().map(|w| w.state.as_deref()).collect();
            assert_eq!(states, [Some("yes"), Some("no")], "{name}");
        }
        let said = |name: &str| {
            let dict = file.get(form.fields[name].object).and_then(|o| o.dict()).expect("a field");
            dict.get("TU").and_then(Object::as_text).expect("a tooltip")
        };
        assert_eq!(said("newer.clock"), format!("13. When do we meet? {asked}"));
        let row = if lang == "en" { "Row" } else { "Fila" };
        assert_eq!(said("newer.turns[2].comes"), format!("16. Turns. {row} 2, Comes"));
    }
}

#[test]
fn what_is_no_time_and_neither_yes_nor_no_is_said() {
    let fixture = project_with();
    for (typed, what, hint) in [
        ("clock: soon", "`newer.clock` is not a time", "write hours and minutes, as in 2:30 PM or 14:30"),
        ("clock: 25:00", "`newer.clock` is not a time", "write hours and minutes"),
        ("clock: 2:30", "`newer.clock` can be read as two times", "write AM or PM behind it, as in 2:30 PM"),
        ("sure: maybe", "`newer.sure` is neither yes nor no", "or nothing where nobody answered"),
        ("sure: x", "`newer.sure` is neither yes nor no", "write `yes` or `no`"),
        ("sure: [yes]", "`newer.sure` is neither yes nor no", "write `yes` or `no`"),
        ("turns: [{at: noon}]", "`newer.turns[1].at` is not a time", "write hours and minutes"),
        ("turns: [{comes: 2}]", "`newer.turns[1].comes` is neither yes nor no", "write `yes` or `no`"),
    ] {
        answers(&fixture, &format!("{{{typed}}}"));
        fill(&fixture, "answers.yaml", &[]).exits(1).complains("error[bad-answer]").complains(what).complains(hint);
    }
    // What a viewer left is given back as it was typed, and said.
    answers(&fixture, "{}");
    fill(&fixture, "answers.yaml", &[]).exits(0);
    fixture.typed(PDF, &[("newer.clock", "2:30"), ("newer.turns[1].at", " "), ("newer.turns[2].at", "14:30")]);
    let run = fixture.run(&["extract", PDF, "--format", "json"]);
    run.exits(1).complains("`newer.clock`, can be read as two times").complains("answer-missing");
    let read: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(read["answers"]["newer"]["clock"], json!("2:30"));
    assert_eq!(read["answers"]["newer"]["turns"][0]["at"], Value::Null);
    assert_eq!(read["answers"]["newer"]["turns"][1]["at"], json!("14:30"));
    assert_eq!(read["missing"][0], json!("newer.told"));
}

#[test]
fn the_schema_of_answers_knows_them() {
    let fixture = project_with();
    let printed = fixture.run(&["fields", "all-fields", "--format", "schema", "--today", TODAY]);
    printed.exits(0);
    let schema: Value = serde_json::from_str(&printed.out).expect("JSON");
    let newer = &schema["properties"]["newer"]["properties"];
    assert_eq!(newer["sure"]["enum"], json!(["yes", "no", null]));
    assert_eq!(newer["clock"]["description"], json!("HH:MM AM/PM, or HH:MM of 24 hours"));
    assert_eq!(newer["turns"]["items"]["properties"]["comes"]["enum"], json!(["yes", "no", null]));
}

#[test]
fn they_are_flattened() {
    let fixture = project_with();
    answers(&fixture, "{clock: 14:30, sure: no, told: yes, turns: [{at: 00:05, comes: yes}]}");
    fill(&fixture, "answers.yaml", &["--flatten"]).exits(0);
    let flat = "filled/all-fields.en-worksheet-letter-DRAFT-filled-flat.pdf";
    let file = File::read(&std::fs::read(fixture.path(flat)).expect("it was flattened")).expect("a PDF");
    let spoken: Vec<String> = file
        .objects()
        .filter_map(|(_, object)| object.dict()?.get("Alt")?.as_text())
        .filter(|alt| alt.contains(". Is it sure?") || alt.contains("Is it sure?. No") || alt.contains("meet?"))
        .collect();
    for said in
        ["13. When do we meet? HH:MM AM/PM: 02:30 PM", "14. Is it sure? Yes: not ticked", "14. Is it sure? No: ticked"]
    {
        assert!(spoken.iter().any(|alt| alt == said), "no `{said}` in {spoken:?}");
    }
}

/// The schema that a form of the worksheet in the tree has inside.
fn schema(tree: &handout::project::Tree) -> FormSchema {
    let (loaded, sink) = project(tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let text = loaded.texts.values().find(|text| text.head.id == "all-fields").expect("the worksheet");
    FormSchema::of(text).expect("a worksheet")
}

#[test]
fn every_minute_and_both_answers_come_back() {
    let mut tree = reviewed();
    edit(&mut tree, SHEET, "  - id: helpers\n", PART);
    let schema = schema(&tree);
    let cells = cells(&schema);
    let cell = |name: &str| cells.iter().find(|cell| cell.name == name).expect("a cell");
    for lang in ["en", "es", "fr"] {
        let back = |name: &str, answer: &str| {
            let mut values = FieldValues::new();
            cell(name).write(lang, &Input::Words(answer.to_owned()), &mut values).expect("it is taken");
            cell(name).read(lang, &values)
        };
        for minute in 0..24 * 60 {
            let time = format!("{:02}:{:02}", minute / 60, minute % 60);
            assert_eq!(back("newer.turns[2].at", &time), (json!(time), None), "{lang}");
        }
        for answer in ["yes", "no"] {
            assert_eq!(back("newer.turns[1].comes", answer), (json!(answer), None), "{lang}");
        }
        assert_eq!(back("newer.sure", " "), (Value::Null, None), "{lang}");
    }
}

#[test]
fn a_form_has_the_oldest_format_that_has_its_fields() {
    assert_eq!(schema(&reviewed()).format, 1);
    for (typed, format) in [
        ("- {id: other, type: date, label: Other}", 1),
        ("- {id: other, type: time, label: Other}", 2),
        ("- {id: other, type: yes-no, label: Other}", 2),
        ("- {id: other, type: table, label: Other, rows: 1, columns: [{id: a, label: A, type: time}]}", 2),
        ("- {id: other, type: table, label: Other, rows: 1, columns: [{id: a, label: A, type: yes-no}]}", 2),
    ] {
        let mut tree = reviewed();
        edit(&mut tree, SHEET, "      - {id: agreed,", &format!("      {typed}\n      - {{id: agreed,"));
        let own = schema(&tree);
        assert_eq!(own.format, format, "{typed}");
        assert!(own.is_sound(), "{typed}");
        // One that says of itself that it is of another format was not made here.
        assert!(!FormSchema { format: 3 - format, ..own }.is_sound(), "{typed}");
    }
}

#[test]
fn a_form_of_a_format_to_come_is_read_without_types_and_says_so() {
    let fixture = project_with();
    answers(&fixture, "{clock: 14:30, told: yes}");
    fill(&fixture, "answers.yaml", &[]).exits(0);
    fixture.alter(PDF, |file, found| {
        let mut embedded = found.embedded.clone().expect("a form of handout");
        assert_eq!(embedded.schema.format, 2, "packets alone have the newest");
        embedded.schema.format = FORMAT + 1;
        let packet = xmp::read(file).expect("metadata");
        let (before, rest) = packet.split_once("<handout:Schema>").expect("questions");
        let (_, after) = rest.split_once("</handout:Schema>").expect("questions");
        let json = serde_json::to_vec(&embedded).expect("JSON");
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, &json).expect("memory");
        let packed = STANDARD.encode(packed.finish().expect("memory"));
        let packet = [before, "<handout:Schema>", &packed, "</handout:Schema>", after].concat();
        xmp::write(file, packet).expect("metadata");
    });
    let file = File::read(&std::fs::read(fixture.path(PDF)).expect("it is there")).expect("a PDF");
    assert_eq!(embed::read(&file).err(), Some(embed::Unusable::Newer));
    let run = fixture.run(&["extract", PDF, "--format", "json"]);
    run.complains("the form was made by a newer handout")
        .complains("its answers are read without types; update handout");
    let read: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(read["answers"]["newer.clock"], json!("02:30 PM"));
    assert!(handout::answers::open::open("a", &file.write(), &mut Sink::default()).is_some());
}

#[test]
fn they_are_in_no_digest_of_version_1() {
    let fixture = Fixture::reviewed();
    fixture.run(&["status", "--today", TODAY]).prints("all-fields   en    1    current");
    let typed = fixture.read(SHEET);
    for field in [
        "{id: other, type: time, label: Other}",
        "{id: other, type: yes-no, label: Other}",
        "{id: other, type: table, label: Other, rows: 1, columns: [{id: a, label: A, type: time}]}",
        "{id: other, type: table, label: Other, rows: 1, columns: [{id: a, label: A, type: yes-no}]}",
    ] {
        let with = typed.replace("      - {id: agreed,", &format!("      - {field}\n      - {{id: agreed,"));
        fixture.write(SHEET, with);
        let run = fixture.run(&["status", "--today", TODAY]);
        assert!(run.out.contains("all-fields   en    1    changed"), "{field}: {}", run.out);
        let mut tree = reviewed();
        edit(&mut tree, SHEET, "      - {id: agreed,", &format!("      - {field}\n      - {{id: agreed,"));
        let (loaded, sink) = project(&tree);
        let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
        let text = loaded.texts.values().find(|text| text.head.id == "all-fields").expect("the worksheet");
        assert_eq!(canonical_text(text, 1), None, "{field}");
        assert!(canonical_text(text, CANON).is_some(), "{field}");
    }
    // Signed anew, it is current until a word changes.
    fixture.edit(SHEET, "revision: 1\n", "revision: 2\n");
    fixture.record("all-fields", "sample-reviewer", "2026-11-30");
    fixture.run(&["status", "--today", TODAY]).prints("all-fields   en    2    current");
    fixture.edit(SHEET, "type: yes-no}]}", "type: time}]}");
    fixture.run(&["status", "--today", TODAY]).prints("all-fields   en    2    changed");
}

#[test]
fn they_are_printed_on_both_kinds_of_worksheets() {
    let mut tree = reviewed();
    edit(&mut tree, SHEET, "  - id: helpers\n", PART);
    crate::inside::all_pass(&tree);
}
