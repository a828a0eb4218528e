//! Texts that are taken back: built no more, removed, and brought back by nobody's edit.

use handout::project::Tree;
use handout::review::state::State;
use handout::review::statuses::ReviewStatuses;

use crate::inside::project;
use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "first-visit";
const TEXT: &str = "sources/guides/first-visit/en.yaml";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const MARK: &str = "sources/reviews/withdrawn/first-visit.en.json";
const LEAFLET: &str = "maple/first-visit.en-leaflet-letter.pdf";

fn withdraw(fixture: &Fixture, more: &[&str]) -> Run {
    let args = ["withdraw", GUIDE, "--by", "sample-reviewer", "--reason", "a dose  was wrong", "--today", TODAY];
    fixture.run(&[&args[..], more].concat())
}

fn release(fixture: &Fixture) -> Run {
    fixture.run(&["build", "--release", "--today", TODAY])
}

fn state(fixture: &Fixture) -> (String, String) {
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    let text = json["texts"].as_array().expect("texts").iter().find(|t| t["id"] == GUIDE).expect("the guide").clone();
    (text["state"].as_str().unwrap_or_default().to_owned(), text["reason"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn what_is_withdrawn_is_removed_and_made_no_more() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    release(&fixture).exits(0);
    let run = withdraw(&fixture, &["--replaced-by", "all-fields"]);
    run.exits(0)
        .prints("`first-visit` (en) is withdrawn on 2026-12-01 by Sample Reviewer: a dose was wrong (`all-fields` stands in its place)")
        .prints(&format!("removed out/{LEAFLET}"))
        .prints(&format!("removed release/{LEAFLET}"))
        .prints("collect what was printed");
    for folder in ["out", "release"] {
        assert!(!fixture.path(&format!("{folder}/{LEAFLET}")).exists());
        assert!(!fixture.read(&format!("{folder}/manifest.json")).contains("maple/first-visit"), "{folder}");
    }
    let (now, why) = state(&fixture);
    assert_eq!(now, "withdrawn");
    assert!(why.contains("withdrawn on 2026-12-01 by Sample Reviewer: a dose was wrong"), "{why}");
    // Sign-offs and withdrawal stand in one file, and nothing of it was lost.
    let record = fixture.read(REVIEW);
    assert!(
        record.contains("sign_offs:\n- text: first-visit") && record.contains("withdrawals:\n- \"on\": \"2026-12-01\""),
        "{record}"
    );
    let built = fixture.build(&[]);
    built.exits(0).prints("not built: maple/first-visit.en (withdrawn on 2026-12-01");
    release(&fixture).exits(0).prints("not built: maple/first-visit.en (withdrawn");
    assert!(!fixture.path(&format!("out/{LEAFLET}")).exists());
    withdraw(&fixture, &[]).exits(2).complains("is withdrawn on 2026-12-01 by Sample Reviewer: a dose was wrong");
    // A new revision that is signed does not bring it back.
    fixture.edit(TEXT, "revision: 2", "revision: 3");
    fixture.record(GUIDE, "sample-reviewer", "2026-11-30").exits(0).prints("it prints as withdrawn still");
    assert_eq!(state(&fixture).0, "withdrawn");
    withdraw(&fixture, &["--take-back"]).exits(0).prints("the withdrawal of `first-visit` (en) is taken back on");
    assert_eq!(state(&fixture).0, "current");
    release(&fixture).exits(0);
    assert!(fixture.path(&format!("release/{LEAFLET}")).exists());
    withdraw(&fixture, &["--take-back"]).exits(2).complains("`first-visit` (en) is not withdrawn");
    // And it can be withdrawn again.
    withdraw(&fixture, &[]).exits(0);
    assert_eq!(state(&fixture).0, "withdrawn");
}

#[test]
fn what_was_released_goes_where_a_withdrawal_comes_from_another_copy() {
    let (fixture, other) = (Fixture::reviewed(), Fixture::reviewed());
    release(&fixture).exits(0);
    withdraw(&other, &[]).exits(0);
    fixture.write(REVIEW, other.read(REVIEW)).write(MARK, other.read(MARK));
    release(&fixture).exits(1).prints("the released file is removed: its text is withdrawn");
    assert!(!fixture.path(&format!("release/{LEAFLET}")).exists());
}

#[test]
fn what_is_withdrawn_may_not_be_released_however_it_was_reviewed() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "review: {months: 24}", "review: {months: 24, grace: 30}");
    let statuses = |day: &str, is_withdrawn: bool| {
        let tree = Tree::read(&fixture.path("")).expect("the project can be read");
        let mut loaded = project(&tree).0.expect("a project");
        let day = day.parse().expect("a date");
        [false, true].map(|for_an_archive| {
            loaded.makes_withdrawn = for_an_archive;
            let status = ReviewStatuses::of(&loaded, day).text(GUIDE, "en").expect("the guide");
            assert_eq!(status.state == State::Withdrawn, is_withdrawn, "{day}");
            (status.may_be_released(day), status.named().is_empty())
        })
    };
    // Current, and overdue by some days.
    let days = [TODAY, "2028-12-01"];
    assert!(days.iter().all(|day| statuses(day, false) == [(true, false); 2]));
    withdraw(&fixture, &[]).exits(0);
    assert!(days.iter().all(|day| statuses(day, true) == [(false, true); 2]));
}

#[test]
fn an_edit_of_its_record_brings_nothing_back() {
    let none = |fixture: &Fixture, how: &str| {
        assert_eq!(state(fixture).0, "withdrawn", "{how}");
        let checked = fixture.run(&["check", "--today", TODAY]);
        checked.exits(1).complains("error[bad-review]");
        release(fixture);
        assert!(!fixture.path(&format!("release/{LEAFLET}")).exists(), "{how}");
    };
    let withdrawn = || {
        let fixture = Fixture::reviewed();
        let before = fixture.read(REVIEW);
        withdraw(&fixture, &[]).exits(0);
        (fixture, before)
    };
    let (fixture, before) = withdrawn();
    fixture.write(REVIEW, before);
    none(&fixture, "the withdrawal was taken out");
    // It is put right by saying so, and nothing is lost.
    withdraw(&fixture, &["--take-back"]).exits(0);
    assert_eq!(state(&fixture).0, "current");
    assert!(fixture.read(REVIEW).contains("a dose was wrong"));

    let (fixture, _) = withdrawn();
    fixture.remove(REVIEW);
    none(&fixture, "the record was removed");

    let (fixture, _) = withdrawn();
    let record = fixture.read(REVIEW) + "  taken_back: {on: 2026-12-01, by: Nobody, reason: none}\n";
    fixture.write(REVIEW, record);
    none(&fixture, "it was said to be taken back");

    let (fixture, _) = withdrawn();
    fixture.edit(REVIEW, "a dose was wrong", "a comma was wrong");
    none(&fixture, "its reason was changed");

    let (fixture, _) = withdrawn();
    fixture.write(MARK, "[");
    none(&fixture, "the mark was broken");

    let (fixture, before) = withdrawn();
    fixture.write(MARK, "[").write(REVIEW, before);
    none(&fixture, "the mark was broken, and the withdrawal taken out");

    // The mark alone does not bring it back either.
    let (fixture, _) = withdrawn();
    fixture.remove(MARK);
    assert_eq!(state(&fixture).0, "withdrawn");
    let (fixture, _) = withdrawn();
    fixture.write(MARK, "[]");
    assert_eq!(state(&fixture).0, "withdrawn");
    let (fixture, _) = withdrawn();
    let back = "\"taken_back\": {\"on\": \"2026-12-01\", \"by\": \"Nobody\", \"reason\": \"none\"},\n    \"by\":";
    fixture.edit(MARK, "\"by\":", back);
    assert_eq!(state(&fixture).0, "withdrawn");
}

#[test]
fn a_text_with_mistakes_and_a_record_with_a_conflict_are_withdrawn_all_the_same() {
    let fixture = Fixture::reviewed();
    release(&fixture).exits(0);
    fixture.edit(TEXT, "revision: 2", "revision: two");
    withdraw(&fixture, &[]).exits(0).prints(&format!("removed release/{LEAFLET}"));
    fixture.edit(TEXT, "revision: two", "revision: 2");
    assert_eq!(state(&fixture).0, "withdrawn");

    let fixture = Fixture::reviewed();
    let conflict = format!("<<<<<<< ours\n{}=======\n>>>>>>> theirs\n", fixture.read(REVIEW));
    fixture.write(REVIEW, &conflict);
    let refused = fixture.record(GUIDE, "sample-reviewer", "2026-11-30");
    refused.exits(2).complains("has errors; correct them first");
    assert_eq!(fixture.read(REVIEW), conflict, "nothing of it is lost");
    assert_eq!(state(&fixture).0, "unreviewed");
    let run = withdraw(&fixture, &[]);
    run.exits(2).complains("`first-visit` (en) is withdrawn, but").complains("has errors; correct them first");
    assert_eq!(fixture.read(REVIEW), conflict);
    assert_eq!(state(&fixture).0, "withdrawn");
}

#[test]
fn who_why_and_which_are_asked_for() {
    let fixture = Fixture::reviewed();
    let run = |args: &[&str]| fixture.run(&[&["withdraw"], args, &["--today", TODAY]].concat());
    run(&["first-vist", "--reason", "x", "--by", "x"]).exits(2).complains("did you mean `first-visit`?");
    run(&[GUIDE, "--lang", "es", "--reason", "x", "--by", "x"]).exits(2).complains("only in en");
    run(&[GUIDE, "--reason", " ", "--by", "x"]).exits(2).complains("--reason needs");
    run(&[GUIDE, "--reason", "x", "--by", " "]).exits(2).complains("--by needs");
    run(&["facts-us", "--reason", "x", "--by", "x"]).exits(2).complains("facts are not withdrawn");
    run(&[GUIDE, "--reason", "x", "--by", "x", "--replaced-by", GUIDE]).exits(2).complains("in its own place");
    run(&[GUIDE, "--reason", "x", "--by", "x", "--replaced-by", "sleep"]).exits(2).complains("no text `sleep`");
}

#[test]
fn forms_of_a_withdrawn_worksheet_say_so() {
    let fixture = Fixture::reviewed();
    fixture.write("a.yaml", "{}\n");
    let fill = ["fill", "all-fields", "--data", "a.yaml", "--today", TODAY];
    fixture.run(&fill).exits(0);
    let form = "filled/all-fields.en-worksheet-letter-a.pdf";
    let form = if fixture.path(form).exists() {
        form.to_owned()
    } else {
        let mut names = std::fs::read_dir(fixture.path("filled")).expect("filled").flatten().map(|e| e.file_name());
        format!("filled/{}", names.find(|n| n.to_string_lossy().ends_with(".pdf")).expect("a form").to_string_lossy())
    };
    let args = ["withdraw", "all-fields", "--by", "Sample Clerk", "--reason", "a wrong number", "--today", TODAY];
    fixture.run(&args).exits(0);
    let read = fixture.run(&["extract", &form]);
    read.exits(0).complains("warning[withdrawn]").complains("withdrawn on 2026-12-01 by Sample Clerk: a wrong number");
    fixture.run(&[&fill[..], &["--replace"]].concat()).exits(2).complains("withdrawn on 2026-12-01");
}

#[test]
fn an_older_revision_comes_back_only_where_that_is_said() {
    let fixture = Fixture::reviewed();
    let older = fixture.read(TEXT);
    fixture.edit(TEXT, "Two people are enough.", "Two people will do.").edit(TEXT, "revision: 2", "revision: 3");
    fixture.record(GUIDE, "sample-reviewer", "2026-11-30").exits(0);
    release(&fixture).exits(0);
    fixture.write(TEXT, older);
    let (now, why) = state(&fixture);
    assert_eq!(now, "changed");
    assert!(why.contains("the text went back to an older revision: revision 3 was signed after it"), "{why}");
    release(&fixture).exits(1).prints("the last reviewed edition stays");
    let record = fixture.record(GUIDE, "sample-reviewer", "2026-12-01");
    record.exits(2).complains("revision 3 of `first-visit` was signed, and this is revision 2");
    let who = ["--reviewer", "sample-reviewer", "--date", "2026-12-01", "--by", "Sample Clerk", "--today", TODAY];
    fixture.run(&[&["review", "record", GUIDE, "--lang", "en", "--older"][..], &who].concat()).exits(0);
    assert_eq!(state(&fixture).0, "current");
}
