//! Exceptions: words that a rule would refuse stand for a reason, which the reviewer sees and signs.

use serde_json::{Value, json};

use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const SHEET: &str = "sources/worksheets/all-fields/en.yaml";
const FACTS: &str = "sources/facts/us.en.yaml";

/// `status` of the texts, as JSON, by their ids.
#[track_caller]
fn status(fixture: &Fixture, id: &str) -> Value {
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    run.exits(0);
    let json: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let texts = json["texts"].as_array().cloned().unwrap_or_default();
    texts.into_iter().find(|text| text["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn an_exception_lets_exactly_its_words_stand_and_is_signed() {
    let fixture = Fixture::reviewed();
    let before = status(&fixture, "first-visit");
    assert_eq!((&before["state"], &before["exceptions"]), (&json!("current"), &json!([])));
    let check = || fixture.run(&["check", "--product", "leaflet", "--paper", "letter", "--today", TODAY]);
    fixture.edit(
        GUIDE,
        "      Rest. Opioid use",
        "      It was **reviewed** by\n      us. A 5 minute read. Part 555-0199, not 555-0198.",
    );
    check().exits(1).complains("4 errors");
    fixture.edit(
        GUIDE,
        "sections:\n",
        "exceptions:\n  - {code: typed-number, text: 555-0199, reason: It is a part.}\n  \
         - {code: review-claim, text: It was reviewed by us, reason: Of the visit.}\n  \
         - {code: typed-read-time, text: 5 minute read, reason: Of a poem.}\nsections:\n",
    );
    check().exits(1).complains("the number `555-0198`").complains("1 error");
    fixture.edit(GUIDE, ", not 555-0198", "");
    check().exits(0).says_nothing_of("unused-exception");
    let text = status(&fixture, "first-visit");
    assert_eq!(text["exceptions"][0], json!({"code": "typed-number", "text": "555-0199", "reason": "It is a part."}));
    assert_eq!(text["exceptions"].as_array().map(Vec::len), Some(3));
    fixture
        .run(&["status", "--today", TODAY])
        .prints("exceptions:\n  first-visit (en): `555-0199` stands in spite of typed-number: It is a part.\n");
    // The reason is signed too.
    fixture.edit(GUIDE, "It is a part.", "It is a code.");
    assert_ne!(status(&fixture, "first-visit")["digest"], text["digest"]);
}

#[test]
fn facts_and_worksheets_have_exceptions_too() {
    let fixture = Fixture::reviewed();
    let digest = status(&fixture, "facts-us")["digest"].clone();
    let exception = "exceptions: [{code: review-claim, text: Reviewed by, reason: A form of the state.}]\n";
    fixture
        .edit(FACTS, "facts:\n", &format!("{exception}facts:\n"))
        .edit(FACTS, "title: Naloxone wears off", "title: \"Reviewed by: Naloxone wears off\"")
        .edit(SHEET, "parts:\n", &format!("{exception}parts:\n"))
        .edit(SHEET, "help: As you want to be called", "help: Reviewed by whom");
    fixture.run(&["check", "--today", TODAY]).exits(1).complains("words that claim a review");
    fixture.edit(FACTS, "text: Reviewed by,", "text: \"Reviewed by:\",");
    fixture.run(&["check", "--paper", "letter", "--today", TODAY]).exits(0).says_nothing_of("review-claim");
    let facts = status(&fixture, "facts-us");
    assert_ne!(facts["digest"], digest);
    assert_eq!(facts["exceptions"][0]["reason"], json!("A form of the state."));
    assert_eq!(status(&fixture, "all-fields")["exceptions"][0]["text"], json!("Reviewed by"));
}

#[test]
fn the_programs_own_sentences_have_no_exception() {
    let fixture = Fixture::reviewed();
    fixture
        .edit(
            GUIDE,
            "sections:\n",
            "exceptions:\n  - {code: review-claim, text: Text digest, reason: Wanted.}\n  \
             - {code: review-claim, text: This handout is not clinically reviewed, reason: Wanted.}\nsections:\n",
        )
        .edit(GUIDE, "      Rest. Opioid use", "      Text digest 43b6. Rest. Opioid use")
        .edit(GUIDE, "      Anyone the", "      This handout is not clinically reviewed. Anyone the");
    fixture.run(&["check", "--today", TODAY]).exits(1).complains("2 errors").complains("2 warnings");
}
