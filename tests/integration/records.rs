//! Records that somebody moved, copied or edited: none of them prints as reviewed, and nothing is lost.

use crate::support::{Fixture, TODAY};

const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const TEXT: &str = "sources/guides/first-visit/en.yaml";

fn state(fixture: &Fixture, id: &str, lang: &str) -> String {
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    let texts = json["texts"].as_array().expect("texts");
    let text = texts.iter().find(|t| t["id"] == id && t["lang"] == lang).unwrap_or_else(|| panic!("no {id}"));
    text["state"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_sign_off_is_of_one_text_language_and_revision() {
    // Copied to another text of the very same words.
    let fixture = Fixture::reviewed();
    let copy = fixture.read(TEXT).replacen("id: first-visit", "id: second-visit", 1);
    fixture.write("sources/guides/second-visit/en.yaml", copy);
    fixture.write("sources/reviews/second-visit.en.yaml", fixture.read(REVIEW));
    assert_eq!(state(&fixture, "second-visit", "en"), "unreviewed");
    // To another language, whose words are the same to the letter; as it is, and with the language of that.
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    fixture.write("sources/worksheets/all-fields/es.yaml", fixture.read("sources/worksheets/all-fields/en.yaml"));
    let record = fixture.read("sources/reviews/all-fields.en.yaml");
    fixture.write("sources/reviews/all-fields.es.yaml", &record);
    // Of the text alone: nobody signed the facts of that language.
    let shown = || fixture.run(&["review", "show", "all-fields", "--lang", "es", "--today", TODAY]);
    shown().prints("all-fields (es), revision 1: unreviewed").prints("it is a sign-off of another text");
    fixture.write("sources/reviews/all-fields.es.yaml", record.replace("lang: en", "lang: es"));
    shown().prints("all-fields (es), revision 1: changed").prints("the words are not those that were signed");
    // To another revision; as it is, and with the number of that.
    let fixture = Fixture::reviewed();
    fixture.edit(TEXT, "revision: 2", "revision: 3");
    assert_eq!(state(&fixture, "first-visit", "en"), "changed");
    fixture.edit(REVIEW, "  revision: 2", "  revision: 3");
    assert_eq!(state(&fixture, "first-visit", "en"), "changed");
}

#[test]
fn two_texts_never_have_one_canonical_form() {
    // A copy under another id: the id is in the form.
    let fixture = Fixture::reviewed();
    let copy = fixture.read(TEXT).replacen("id: first-visit", "id: second-visit", 1);
    fixture.write("sources/guides/second-visit/en.yaml", copy);
    let record = fixture.read(REVIEW).replace("text: first-visit", "text: second-visit");
    fixture.write("sources/reviews/second-visit.en.yaml", record);
    assert_eq!(state(&fixture, "second-visit", "en"), "changed");
}

#[test]
fn a_clock_that_was_set_back_signs_nothing() {
    let fixture = Fixture::reviewed();
    let run = fixture.run(&["status", "--format", "json", "--today", "2026-11-24"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    let states: Vec<&str> =
        json["texts"].as_array().expect("texts").iter().filter_map(|t| t["state"].as_str()).collect();
    assert!(states.iter().all(|state| *state != "current"), "{states:?}");
}

#[test]
fn a_record_with_a_conflict_of_a_merge_holds_for_nothing_and_is_left() {
    let fixture = Fixture::reviewed();
    let conflict = format!("<<<<<<< ours\n{}=======\n>>>>>>> theirs\n", fixture.read(REVIEW));
    fixture.write(REVIEW, &conflict);
    assert_eq!(state(&fixture, "first-visit", "en"), "unreviewed");
    fixture.run(&["check", "--today", TODAY]).exits(1).complains(REVIEW);
    for args in [
        &[
            "review",
            "record",
            "first-visit",
            "--lang",
            "en",
            "--reviewer",
            "sample-reviewer",
            "--date",
            TODAY,
            "--by",
            "x",
        ][..],
        &["review", "void", "first-visit", "--lang", "en", "--by", "x", "--reason", "x"],
        &[
            "review",
            "test",
            "first-visit",
            "--lang",
            "en",
            "--readers",
            "8",
            "--how",
            "x",
            "--by",
            "sample-reviewer",
            "--date",
            TODAY,
        ],
    ] {
        fixture.run(&[args, &["--today", TODAY]].concat()).exits(2).complains("has errors; correct them first");
        assert_eq!(fixture.read(REVIEW), conflict, "{args:?}");
    }
}

#[test]
fn what_is_written_keeps_what_was_there() {
    let fixture = Fixture::reviewed();
    let by = ["--by", "Sample Clerk", "--reason", "a dose was wrong", "--today", TODAY];
    fixture.run(&[&["withdraw", "first-visit"][..], &by].concat()).exits(0);
    let test = ["review", "test", "first-visit", "--lang", "en", "--readers", "8", "--how", "read aloud"];
    let who = ["--by", "sample-professional", "--date", "2026-11-28", "--today", TODAY];
    fixture.run(&[&test[..], &who].concat()).exits(0);
    fixture.record("first-visit", "sample-professional", "2026-11-28").exits(0);
    fixture
        .run(&[&["review", "void", "first-visit", "--lang", "en", "--reviewer", "sample-reviewer"][..], &by].concat())
        .exits(0);
    fixture.run(&[&["withdraw", "first-visit", "--take-back"][..], &by].concat()).exits(0);
    let record = fixture.read(REVIEW);
    for part in ["withdrawals:", "reader_tests:", "how: read aloud", "reason: a dose was wrong", "taken_back:"] {
        assert!(record.contains(part), "no {part} in {record}");
    }
    assert_eq!(record.matches("- text: first-visit").count(), 3, "two sign-offs and a test: {record}");
}

#[cfg(unix)]
#[test]
fn a_record_is_written_whole_in_the_place_of_the_one_before() {
    let fixture = Fixture::reviewed();
    let before = fixture.read(REVIEW);
    // Another name of the file that was there: whoever has that open reads all of it, and so does whoever comes after a kill.
    std::fs::hard_link(fixture.path(REVIEW), fixture.path("before.yaml")).expect("a second name");
    fixture.record("first-visit", "sample-professional", "2026-11-28").exits(0);
    assert_eq!(fixture.read("before.yaml"), before);
    assert_ne!(fixture.read(REVIEW), before);
}
