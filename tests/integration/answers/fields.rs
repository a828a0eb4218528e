//! What a worksheet asks, in the four formats, kept as they are printed; and the schema held against answers.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{ANSWERS, fill};
use crate::support::{Fixture, TODAY, root};

fn folder() -> PathBuf {
    root().join("tests/integration/answers/fields")
}

/// What `fields` prints of the worksheet `all-fields`.
fn fields(fixture: &Fixture, format: &str) -> String {
    let run = fixture.run(&["fields", "all-fields", "--format", format, "--today", TODAY]);
    run.exits(0);
    assert_eq!(run.err, "");
    run.out
}

const KEPT: [(&str, &str); 4] = [
    ("text", "all-fields.txt"),
    ("json", "all-fields.json"),
    ("schema", "all-fields.schema.json"),
    ("csv", "all-fields.csv"),
];

#[test]
fn fields_are_printed_as_kept() {
    let fixture = Fixture::reviewed();
    let mut wrong = Vec::new();
    for (format, name) in KEPT {
        let (path, printed) = (folder().join(name), fields(&fixture, format));
        match std::fs::read_to_string(&path) {
            Ok(kept) if kept == printed => {}
            Ok(kept) => wrong.push(format!("{name}: printed\n{printed}\nkept\n{kept}")),
            Err(_) => {
                std::fs::create_dir_all(folder()).expect("the folder can be made");
                std::fs::write(&path, &printed).expect("the folder can be written");
                wrong.push(format!("{name}: written anew, look at it\n{printed}"));
            }
        }
    }
    let kept = std::fs::read_dir(folder()).expect("the folder is there").count();
    assert_eq!(kept, KEPT.len(), "the folder holds something else");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fields_of_a_pdf_are_those_of_its_worksheet() {
    let fixture = Fixture::reviewed();
    let pdf = fixture.filled(ANSWERS);
    for (format, _) in KEPT {
        let run = fixture.run(&["fields", &pdf, "--format", format]);
        run.exits(0);
        assert_eq!(run.out, fields(&fixture, format));
    }
    fixture
        .run(&["fields", "all-field"])
        .exits(2)
        .complains("error: the project has no worksheet `all-field` (did you mean `all-fields`?)");
    fixture.run(&["fields", "first-visit"]).exits(2).complains("the project has no worksheet `first-visit`");
    fixture
        .run(&["fields", "all-fields", "--lang", "es"])
        .exits(2)
        .complains("the worksheet `all-fields` does not exist in `es`");
}

#[test]
fn the_empty_table_is_filled_like_any() {
    let fixture = Fixture::reviewed();
    let head = fields(&fixture, "csv");
    fixture.write("families.csv", &head);
    fill(&fixture, "families.csv", &[]).exits(1).complains("the table has no rows with answers");
    fixture.write("families.csv", format!("{head}Ann{}\n", ",".repeat(head.matches(',').count())));
    fill(&fixture, "families.csv", &[]).exits(0).prints("filled 1 worksheet in filled");
}

/// What the schema says against some answers.
fn refused(schema: &jsonschema::Validator, answers: &Value) -> Vec<String> {
    schema.iter_errors(answers).map(|e| e.instance_path().to_string()).collect()
}

#[test]
fn the_schema_takes_what_is_extracted_and_refuses_other_types() {
    let fixture = Fixture::reviewed();
    let schema: Value = serde_json::from_str(&fields(&fixture, "schema")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for answers in [ANSWERS, "{}", "short: {full-name: Ann}\n"] {
        let pdf = fixture.filled(answers);
        let extracted = fixture.extracted(&pdf)["answers"].take();
        assert_eq!(refused(&schema, &extracted), Vec::<String>::new(), "{extracted:#}");
    }
    for (wrong, place) in [
        (json!({"shrt": {}}), ""),
        (json!({"short": {"name": "Ann"}}), "/short"),
        (json!({"short": {"full-name": 3}}), "/short/full-name"),
        (json!({"short": {"day": 20261203}}), "/short/day"),
        (json!({"short": {"phone": 5550100}}), "/short/phone"),
        (json!({"short": {"people": "3"}}), "/short/people"),
        (json!({"short": {"agreed": "yes"}}), "/short/agreed"),
        (json!({"long": {"hopes": ["a"]}}), "/long/hopes"),
        (json!({"long": {"bring": ["wallet"]}}), "/long/bring/0"),
        (json!({"long": {"bring": ["list", "list"]}}), "/long/bring"),
        (json!({"long": {"bring": "list"}}), "/long/bring"),
        (json!({"long": {"ride": "Yes"}}), "/long/ride"),
        (json!({"long": {"worry": 11}}), "/long/worry"),
        (json!({"long": {"worry": 1.5}}), "/long/worry"),
        (json!({"long": {"family": [{}, {}, {}, {}]}}), "/long/family"),
        (json!({"long": {"family": [{"who": 1}]}}), "/long/family/0/who"),
        (json!({"long": {"family": [{"here": "yes"}]}}), "/long/family/0/here"),
        (json!({"long": {"signed": "Ann"}}), "/long/signed"),
        (json!({"helpers": {"helper-name": "Ann"}}), "/helpers"),
        (json!({"helpers": [{}, {}, {}]}), "/helpers"),
        (json!({"extra-space": {"text": 1}}), "/extra-space/text"),
    ] {
        assert_eq!(refused(&schema, &wrong), [place], "{wrong}");
    }
}
