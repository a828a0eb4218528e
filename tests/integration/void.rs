//! Sign-offs that are taken back: they hold for nothing, and stay in the record.

use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "first-visit";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const LEAFLET: &str = "release/maple/first-visit.en-leaflet-letter.pdf";

fn void(fixture: &Fixture, more: &[&str]) -> Run {
    let args = ["review", "void", GUIDE, "--lang", "en", "--by", "Sample  Clerk", "--today", TODAY];
    fixture.run(&[&args[..], more].concat())
}

fn release(fixture: &Fixture) -> Run {
    fixture.run(&["build", "--release", "--today", TODAY])
}

fn state(fixture: &Fixture) -> (String, String) {
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("status prints JSON");
    let texts = json["texts"].as_array().expect("texts");
    let text = texts.iter().find(|t| t["id"] == GUIDE && t["lang"] == "en").expect("the guide");
    (text["state"].as_str().unwrap_or_default().to_owned(), text["reason"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_sign_off_that_is_taken_back_holds_no_more_and_stays_in_the_record() {
    let fixture = Fixture::reviewed();
    release(&fixture).exits(0);
    assert!(fixture.path(LEAFLET).exists());
    let run = void(&fixture, &["--reason", "the letter was of another text"]);
    run.exits(0)
        .prints("the sign-off of `first-visit` (en, revision 2) by Sample Reviewer on 2026-11-25 is taken back on")
        .prints("collect what was printed");
    let record_now = fixture.read(REVIEW);
    assert!(record_now.contains("recorded_by: Sample Clerk") && record_now.contains("taken_back:"), "{record_now}");
    assert!(record_now.contains("by: Sample Clerk\n"), "{record_now}");
    let (now, why) = state(&fixture);
    assert_eq!(now, "unreviewed");
    assert!(why.contains("taken back on") && why.contains("the letter was of another text"), "{why}");
    let shown = fixture.run(&["review", "show", GUIDE, "--lang", "en", "--today", TODAY]);
    shown.exits(0).prints("does not hold: it was taken back").prints("by Sample Clerk: the letter was of another text");
    // The credit goes with it, and so does what was released under it.
    release(&fixture).exits(1).prints("the released file is removed: a sign-off that it names was taken back");
    assert!(!fixture.path(LEAFLET).exists());
    void(&fixture, &["--reason", "again"]).exits(2).complains("has no sign-off that could be taken back");
    // The very same words can be signed anew.
    fixture.record(GUIDE, "sample-reviewer", "2026-11-25").exits(0);
    assert_eq!(state(&fixture).0, "current");
    assert_eq!(fixture.read(REVIEW).matches("- text: first-visit").count(), 2);
    release(&fixture).exits(0);
}

#[test]
fn of_several_sign_offs_one_is_named() {
    let fixture = Fixture::reviewed();
    fixture.record(GUIDE, "sample-reviewer", "2026-11-27").exits(0);
    let several = void(&fixture, &["--reason", "twice"]);
    several.exits(2).complains("several sign-offs").complains("--reviewer sample-reviewer --date 2026-11-27");
    void(&fixture, &["--reason", "twice", "--date", "2026-11-26"]).exits(2).complains("no such sign-off, only that of");
    void(&fixture, &["--reason", "twice", "--reviewer", "nobody"]).exits(2).complains("no such sign-off");
    void(&fixture, &["--reason", "twice", "--date", "2026-11-27"]).exits(0);
    let (now, why) = state(&fixture);
    assert_eq!(
        (now.as_str(), why.as_str()),
        ("current", "reviewed by Sample Reviewer on 2026-11-25; `facts-us`, which it prints, is due first")
    );
}

#[test]
fn who_and_why_are_asked_for() {
    let fixture = Fixture::reviewed();
    void(&fixture, &["--reason", "  "]).exits(2).complains("--reason needs the reason");
    let args = ["review", "void", GUIDE, "--lang", "en", "--reason", "x", "--by", " ", "--today", TODAY];
    fixture.run(&args).exits(2).complains("--by needs the name");
    let args = ["review", "void", "first-vist", "--lang", "en", "--reason", "x", "--by", "x", "--today", TODAY];
    fixture.run(&args).exits(2).complains("did you mean `first-visit`?");
    let args = ["review", "void", GUIDE, "--reason", "x", "--by", "x", "--today", TODAY];
    fixture.run(&args).exits(2).complains("a text needs --lang");
}

#[test]
fn the_sign_off_of_a_design_is_taken_back_too() {
    let fixture = Fixture::reviewed();
    let tokens = std::fs::read_to_string("layouts/system.typ").expect("the layouts of the product");
    fixture.write("layouts/system.typ", tokens.replace("    title: 28pt", "    title: 27pt"));
    let sign = ["review", "record", "design", "--by", "Sample Designer", "--date", TODAY, "--today", TODAY];
    fixture.run(&sign).exits(0);
    release(&fixture).exits(0);
    let void = ["review", "void", "design", "--by", "Sample Designer", "--reason", "old proofs", "--today", TODAY];
    fixture.run(&void).exits(0).prints("the sign-off of the design by Sample Designer");
    release(&fixture).exits(1);
    let show = fixture.run(&["review", "show", "design", "--today", TODAY]);
    show.prints("is not signed: no sign-off holds: it was taken back").prints("old proofs");
    fixture.run(&void).exits(2).complains("the design has no sign-off that could be taken back");
}

#[test]
fn a_released_file_goes_with_the_reviewer_whom_it_names() {
    let fixture = Fixture::reviewed();
    fixture.record(GUIDE, "sample-professional", "2026-11-28").exits(0);
    release(&fixture).exits(0);
    // Another sign-off of the same words holds, but it is not the one that the file names.
    let run = void(&fixture, &["--reviewer", "sample-professional", "--reason", "mistake"]);
    run.exits(0).prints("Sample Reviewer signed the same words on 2026-11-25: that sign-off stays");
    fixture.edit("sources/guides/first-visit/en.yaml", "revision: 2", "revision: two");
    release(&fixture).prints("the released file is removed: a sign-off that it names was taken back");
    assert!(!fixture.path(LEAFLET).exists());
    fixture.edit("sources/guides/first-visit/en.yaml", "revision: two", "revision: 2");
    release(&fixture).exits(0);
    // One that was taken back before stays no reason: the file does not name it.
    fixture.edit("sources/guides/first-visit/en.yaml", "Two people are enough.", "Two people will do.");
    release(&fixture).exits(1).prints("the last reviewed edition stays");
    assert!(fixture.path(LEAFLET).exists());
}

#[test]
fn a_review_that_was_recorded_twice_is_taken_back_whole() {
    let fixture = Fixture::reviewed();
    let again = ["--reviewer", "sample-reviewer", "--by", "Other Clerk", "--date", "2026-11-25", "--today", TODAY];
    fixture.run(&[&["review", "record", GUIDE, "--lang", "en"][..], &again].concat()).exits(0);
    void(&fixture, &["--reason", "withdrawn"]).exits(0);
    assert_eq!(state(&fixture).0, "unreviewed");
    assert_eq!(fixture.read(REVIEW).matches("taken_back:").count(), 2);
    // Words of another revision are another review.
    let fixture = Fixture::reviewed();
    fixture.edit("sources/guides/first-visit/en.yaml", "Two people are enough.", "Two people will do.").edit(
        "sources/guides/first-visit/en.yaml",
        "revision: 2",
        "revision: 3",
    );
    fixture.record(GUIDE, "sample-reviewer", "2026-11-25").exits(0);
    void(&fixture, &["--reason", "wrong"]).exits(2).complains("--revision 2").complains("--revision 3");
    void(&fixture, &["--reason", "wrong", "--revision", "2"]).exits(0);
    assert_eq!(state(&fixture).0, "current");
    void(&fixture, &["--reason", "wrong", "--revision", "3"]).exits(0);
    assert_eq!(state(&fixture).0, "unreviewed");
}
