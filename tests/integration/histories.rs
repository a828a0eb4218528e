//! The life of a text, and tests with readers.

use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "first-visit";
const TEXT: &str = "sources/guides/first-visit/en.yaml";
const LEAFLET: &str = "out/maple/first-visit.en-leaflet-letter.pdf";

fn test(fixture: &Fixture, id: &str, more: &[&str]) -> Run {
    let args =
        ["review", "test", id, "--lang", "en", "--by", "sample-professional", "--date", "2026-11-28", "--today", TODAY];
    fixture.run(&[&args[..], more].concat())
}

#[test]
fn a_text_has_a_history() {
    let fixture = Fixture::reviewed();
    test(&fixture, GUIDE, &["--readers", "8", "--how", "read aloud, asked back"]).exits(0);
    let args = ["review", "void", GUIDE, "--lang", "en", "--by", "Sample Clerk", "--reason", "wrong", "--today", TODAY];
    fixture.run(&args).exits(0);
    let args = ["withdraw", GUIDE, "--by", "Sample Clerk", "--reason", "a dose was wrong", "--today", TODAY];
    fixture.run(&args).exits(0);
    fixture.run(&[&args[..], &["--take-back"]].concat()).exits(0);
    let told = fixture.run(&["history", GUIDE, "--today", "2026-12-02"]);
    told.exits(0);
    let lines: Vec<&str> = told.out.lines().map(str::trim).collect();
    assert!(
        lines[0].starts_with("first-visit (en), now revision 2: unreviewed; no sign-off holds: it was taken back"),
        "{told:?}"
    );
    let wanted = [
        ("2026-11-25", "Sample Reviewer, MD reviewed it, next review 2028-11-25, recorded by Sample Clerk"),
        ("2026-11-28", "Sample Professional, LPC tested it with 8 readers: read aloud, asked back"),
        (
            "2026-12-01",
            "the review of Sample Reviewer, MD of 2026-11-25 was taken back on 2026-12-01 by Sample Clerk: wrong",
        ),
        ("2026-12-01", "withdrawn on 2026-12-01 by Sample Clerk: a dose was wrong"),
        ("2026-12-01", "the withdrawal of 2026-12-01 was taken back on 2026-12-01 by Sample Clerk: a dose was wrong"),
    ];
    assert_eq!(lines.len(), wanted.len() + 1, "{told:?}");
    for (line, (day, said)) in lines[1..].iter().zip(wanted) {
        assert!(line.starts_with(day) && line.ends_with(said), "{line}");
    }
    let json = fixture.run(&["history", GUIDE, "--format", "json", "--today", "2026-12-02"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let what: Vec<&str> =
        json[0]["events"].as_array().expect("events").iter().filter_map(|e| e["what"].as_str()).collect();
    assert_eq!(what, ["reviewed", "tested", "taken-back", "withdrawn", "brought-back"]);
    assert_eq!(json[0]["events"][0]["digest"].as_str().map(str::len), Some(64));
    fixture.run(&["history", "first-vist"]).exits(2).complains("did you mean `first-visit`?");
    fixture.run(&["history", GUIDE, "--lang", "es"]).exits(2).complains("only in en");
    fixture.run(&["history", "facts-us", "--today", TODAY]).exits(0).prints("Sample Reviewer, MD reviewed it");
}

#[test]
fn a_sheet_for_whoever_tries_a_text_is_filled_and_extracted() {
    let fixture = Fixture::reviewed();
    let sheet = |id: &str, more: &[&str]| {
        fixture.run(&[&["review", "test-sheet", id, "--lang", "en", "--today", TODAY], more].concat())
    };
    let pdf = "reader-tests/first-visit.en-r2-reader-test.pdf";
    sheet(GUIDE, &[]).exits(0).prints(&format!("wrote {pdf}"));
    sheet(GUIDE, &["--paper"]).exits(0).prints("reader-test-paper.pdf");
    sheet("all-fields", &[]).exits(0);
    sheet("facts-us", &[]).exits(2).complains("facts are tested within a text");
    sheet("first-vist", &[]).exits(2).complains("did you mean `first-visit`?");
    let asked = fixture.run(&["fields", pdf]);
    asked.exits(0).prints("“Who may come along?”: what does this part say?").prints("Ask: when would you do this?");
    fixture.write("answers.yaml", "before: {reader: R1}\nafter: {understood: partly, hard: the long word}\n");
    fixture.run(&["fill", pdf, "--data", "answers.yaml", "--out", "back"]).exits(0);
    let back = "back/first-visit.en-r2-reader-test-filled.pdf";
    let read = fixture.run(&["extract", back]);
    read.exits(0).prints("form: reading-first-visit").prints("understood: partly").prints("hard: the long word");
    let import = fixture.run(&["review", "import", back, "--today", TODAY]);
    import.exits(1).complains("this is a sheet of a test with readers, which is not imported");
}

#[test]
#[ignore = "needs pdftotext"]
fn a_test_with_readers_prints_on_the_words_that_were_tested() {
    let fixture = Fixture::reviewed();
    let build = || fixture.build(&[GUIDE, "--product", "leaflet", "--paper", "letter"]);
    let words = || crate::lifecycle::words(&fixture.path(LEAFLET));
    let said = "This text was tested with 8 families.";
    build().exits(0);
    assert!(!words().contains("tested with"));
    let done = test(&fixture, GUIDE, &["--readers", "8", "--how", "read aloud,  asked back"]);
    done.exits(0)
        .prints("recorded: Sample Professional tested `first-visit` (en, revision 2) with 8 readers on 2026-11-28");
    build().exits(0);
    assert!(words().contains(said), "{}", words());
    fixture.edit(TEXT, "Two people are enough.", "Two people will do.");
    build().exits(0);
    let draft = crate::lifecycle::words(&fixture.path("out/maple/first-visit.en-leaflet-letter-DRAFT.pdf"));
    assert!(!draft.contains("tested with"), "{draft}");
    fixture.edit(TEXT, "Two people will do.", "Two people are enough.");
    test(&fixture, GUIDE, &["--take-back", "it was another text"]).exits(0);
    build().exits(0);
    assert!(!words().contains("tested with"));
    // Nobody else may say so.
    fixture.edit(TEXT, "Two people are enough.", "This text was tested with 80 families.");
    fixture.run(&["check", GUIDE, "--today", TODAY]).exits(1).complains("error[review-claim]");
}

#[test]
fn a_test_with_readers_says_who_how_and_when() {
    let fixture = Fixture::reviewed();
    test(&fixture, GUIDE, &["--readers", "8"]).exits(2).complains("a test needs --readers");
    test(&fixture, GUIDE, &["--readers", "0", "--how", "x"]).exits(2);
    test(&fixture, "facts-us", &["--readers", "8", "--how", "x"]).exits(2).complains("within a text that prints them");
    let by = [
        "review",
        "test",
        GUIDE,
        "--lang",
        "en",
        "--readers",
        "8",
        "--how",
        "x",
        "--date",
        "2026-11-28",
        "--today",
        TODAY,
    ];
    fixture
        .run(&[&by[..], &["--by", "sample-proffesional"]].concat())
        .exits(2)
        .complains("did you mean `sample-professional`?");
    let late = ["review", "test", GUIDE, "--lang", "en", "--readers", "8", "--how", "x", "--by", "sample-professional"];
    fixture.run(&[&late[..], &["--date", "2026-12-02", "--today", TODAY]].concat()).exits(2).complains("after today");
    test(&fixture, GUIDE, &["--take-back", "x"]).exits(2).complains("no test of 2026-11-28");
    test(&fixture, GUIDE, &["--readers", "8", "--how", "x"]).exits(0);
    test(&fixture, GUIDE, &["--readers", "8", "--how", "x"]).exits(2).complains("recorded already");
}
