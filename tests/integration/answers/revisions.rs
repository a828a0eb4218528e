//! Forms that went out before the project changed, without a project, and in another language.

use serde_json::json;

use super::{ANSWERS, SHEET, fill, in_spanish_too};
use crate::support::{Fixture, run_in};

/// What `ANSWERS` are, typed.
fn typed() -> serde_json::Value {
    json!({
        "short": {"full-name": "José Ñúñez", "day": "2026-12-03", "phone": "+1 555 010 0199", "people": -2.5, "agreed": true},
        "long": {
            "hopes": "A quiet day.\n=1+1", "bring": ["list", "card"], "ride": "not-sure", "weekday": "sun", "worry": 10,
            "family": [
                {"who": "Ann", "born": "2001-02-03", "tel": "555-0100", "age": 25, "here": true},
                {"who": null, "born": null, "tel": null, "age": null, "here": false},
                {"who": "@x", "born": null, "tel": null, "age": null, "here": false},
            ],
            "signed": {"name": "'=x", "date": "2026-12-04"},
        },
        "helpers": [
            {"helper-name": "007", "helper-since": "2004-02-03", "helper-can": ["drive", "children"], "helper-how": "text"},
            {"helper-name": "  two spaces  ", "helper-since": null, "helper-can": [], "helper-how": null},
        ],
        "extra-space": {"text": "More."},
    })
}

#[test]
fn a_form_of_an_earlier_revision_is_read_by_its_own_questions() {
    let fixture = Fixture::reviewed();
    fixture.edit(SHEET, "revision: 1\n", "revision: 2\n");
    fixture.write("answers.yaml", ANSWERS);
    fill(&fixture, "answers.yaml", &[]).exits(0);
    let pdf = "filled/all-fields.en-worksheet-letter-DRAFT-filled.pdf";
    let before = fixture.extracted(pdf);
    assert_eq!(before["answers"], typed());
    assert_eq!((&before["revision"], &before["superseded"]), (&json!(2), &json!(false)));
    fixture
        .edit(SHEET, "revision: 2\n", "revision: 3\n")
        .edit(SHEET, "{id: people,", "{id: guests,")
        .edit(SHEET, "{id: agreed,", "{id: city, type: text, label: City}\n      - {id: agreed,")
        .edit(SHEET, ", {id: card, label: A card}", ", {id: coat, label: A coat}")
        .edit(SHEET, "{id: no-thanks, label: \"No\"}, ", "");
    let run = fixture.run(&["extract", pdf, "--format", "json"]);
    run.exits(0)
        .complains("warning[form-superseded]: the form is revision 2 of `all-fields`, and the project has revision 3\n")
        .complains(
            "= help: not in the project's revision: `short.people`, `long.bring.card` and `long.ride.no-thanks`\n",
        )
        .complains("= help: new in the project's revision: `short.guests`, `short.city` and `long.bring.coat`\n");
    let after: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(after["answers"], typed());
    assert_eq!((&after["revision"], &after["superseded"]), (&json!(2), &json!(true)));
    // The form that is there can still be filled and flattened.
    fixture.run(&["fill", pdf, "--data", "answers.yaml", "--out", "again"]).exits(0);
    fixture.run(&["flatten", pdf]).exits(0);
    // The worksheet is no more: nothing to compare with.
    fixture.remove(SHEET);
    assert_eq!(fixture.extracted(pdf)["superseded"], json!(null));
}

#[test]
fn a_form_is_read_without_a_project() {
    let fixture = Fixture::reviewed();
    let pdf = fixture.filled(ANSWERS);
    let elsewhere = tempfile::tempdir().expect("there is a folder for temporary files");
    std::fs::copy(fixture.path(&pdf), elsewhere.path().join("plan.pdf")).expect("it can be copied");
    std::fs::write(elsewhere.path().join("answers.yaml"), ANSWERS).expect("it can be written");
    let run = run_in(elsewhere.path(), &["extract", "plan.pdf", "--format", "json"]);
    run.exits(0);
    assert_eq!(run.err, "");
    let answers: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(answers["answers"], typed());
    assert_eq!(answers["superseded"], json!(null));
    run_in(elsewhere.path(), &["fields", "plan.pdf"]).exits(0).prints("short.full-name");
    run_in(elsewhere.path(), &["fill", "plan.pdf", "--data", "answers.yaml"])
        .exits(0)
        .prints("filled filled/plan-filled.pdf");
    run_in(elsewhere.path(), &["flatten", "plan.pdf"]).exits(0).prints("flattened to plan-flat.pdf");
    run_in(elsewhere.path(), &["fill", "all-fields", "--data", "answers.yaml"]).exits(2).complains("no project here");
}

#[test]
fn what_is_extracted_is_filled_again_in_every_format() {
    let fixture = Fixture::reviewed();
    let pdf = fixture.filled(ANSWERS);
    let first = fixture.extracted(&pdf);
    assert_eq!(first["answers"], typed());
    for format in ["yaml", "json", "csv"] {
        let (data, out) = (format!("again.{format}"), format!("again-{format}"));
        fixture
            .run(&["extract", &pdf, "--format", format, "--out", &data])
            .exits(0)
            .prints(&format!("wrote the answers of 1 file to {data}"));
        fill(&fixture, &data, &["--out", &out]).exits(0);
        let name = if format == "csv" { "filled-0001" } else { "filled" };
        let again = fixture.extracted(&format!("{out}/all-fields.en-worksheet-letter-{name}.pdf"));
        assert_eq!(again["answers"], first["answers"], "{format}");
    }
    // Also as it is printed, with all that stands at the end of the last answer.
    let pdf = fixture.filled("extra-space: {text: \"a\\n\\n\"}\n");
    fixture.write("printed.yaml", fixture.run(&["extract", &pdf]).out);
    fill(&fixture, "printed.yaml", &["--out", "printed"]).exits(0);
    let again = fixture.extracted("printed/all-fields.en-worksheet-letter-filled.pdf");
    assert_eq!(again["answers"]["extra-space"]["text"], json!("a\n\n"));
    // What a spreadsheet would run is guarded; a number below zero is a number.
    let csv = fixture.read("again.csv");
    assert!(csv.starts_with("\u{feff}file,form,revision,language,short.full-name,"), "{csv}");
    for cell in [",'+1 555 010 0199,", ",-2.5,", ",'@x,", ",''=x,", "A quiet day.\n=1+1"] {
        assert!(csv.contains(cell), "no `{cell}` in\n{csv}");
    }
}

#[test]
fn a_form_in_another_language_takes_and_gives_what_that_language_writes() {
    let fixture = Fixture::reviewed();
    in_spanish_too(&fixture);
    fixture.write("answers.yaml", "short: {full-name: Ana, day: 13/12/2026, people: \"1,5\", agreed: Sí}\n");
    fill(&fixture, "answers.yaml", &[])
        .exits(2)
        .complains("the worksheet `all-fields` exists in en, es: name one with --lang");
    fill(&fixture, "answers.yaml", &["--lang", "es"]).exits(0);
    let pdf = "filled/all-fields.es-worksheet-letter-DRAFT-filled.pdf";
    let short = json!({"full-name": "Ana", "day": "2026-12-13", "phone": null, "people": 1.5, "agreed": true});
    let first = fixture.extracted(pdf);
    assert_eq!((&first["answers"]["short"], &first["language"]), (&short, &json!("es")));
    fixture.run(&["extract", pdf, "--format", "csv", "--out", "familias.csv"]).exits(0);
    assert!(
        fixture.read("familias.csv").contains("es,Ana,2026-12-13,,\"1,5\",yes,"),
        "{}",
        fixture.read("familias.csv")
    );
    fill(&fixture, "familias.csv", &["--lang", "es", "--out", "again"]).exits(0);
    assert_eq!(
        fixture.extracted("again/all-fields.es-worksheet-letter-DRAFT-filled-0001.pdf")["answers"]["short"],
        short
    );
    // As a table of the other language its numbers could mean something else.
    fill(&fixture, "familias.csv", &["--lang", "en", "--out", "other"])
        .exits(1)
        .complains("the answers of the row are not of the form in `en`");
    // A Spanish spreadsheet.
    fixture.write(
        "excel.csv",
        "\u{feff}short.full-name;short.day;short.people;short.agreed\r\nAna;13/12/2026;1,5;VERDADERO\r\n",
    );
    fill(&fixture, "excel.csv", &["--lang", "es", "--out", "excel"]).exits(0);
    assert_eq!(
        fixture.extracted("excel/all-fields.es-worksheet-letter-DRAFT-filled-0001.pdf")["answers"]["short"],
        short
    );
    fixture.write("excel.csv", "short.people\r\n1.234\r\n");
    fill(&fixture, "excel.csv", &["--lang", "es", "--out", "excel"])
        .exits(1)
        .complains("the answer `short.people` can be read as two numbers\n--> excel.csv:2:1");
}
