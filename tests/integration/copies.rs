//! Places where copies of a withdrawn text lie: told, asked, and heard.

use handout::pdf::object::Object;
use serde_json::Value;

use crate::answers::beside::write_beside;
use crate::support::{Fixture, Run, TODAY, root};

const GUIDE: &str = "first-visit";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const PLACES: &str =
    "places: [{id: waiting-room, name: Waiting room}, {id: ward-3, name: Ward 3}, {id: website, name: The website}]\n";

const ARCHIVED: &str = "archive/maple/first-visit.en-leaflet-letter-WITHDRAWN.pdf";

/// A project with three places.
fn placed() -> Fixture {
    let fixture = Fixture::reviewed();
    let project = fixture.read("sources/project.yaml");
    fixture.write("sources/project.yaml", format!("{project}{PLACES}"));
    fixture
}

fn withdraw(fixture: &Fixture, more: &[&str]) -> Run {
    let args = ["withdraw", GUIDE, "--today", TODAY];
    fixture.run(&[&args[..], more].concat())
}

/// The same with a reason.
fn withdrawn() -> Fixture {
    let fixture = placed();
    withdraw(&fixture, &["--by", "Sample Clerk", "--reason", "a dose was wrong"])
        .exits(0)
        .prints("wrote notices/first-visit.en-withdrawn-ward-3.pdf")
        .prints("send each to its place");
    fixture
}

/// The slip of a place, filled in.
fn slip(fixture: &Fixture, place: &str, answer: &str) -> String {
    fixture.write("answers.yaml", format!("answer: {{{answer}}}\n"));
    let pdf = format!("notices/first-visit.en-withdrawn-{place}.pdf");
    fixture.run(&["fill", &pdf, "--data", "answers.yaml", "--out", "back", "--replace"]).exits(0);
    format!("back/first-visit.en-withdrawn-{place}-filled.pdf")
}

fn import(fixture: &Fixture, files: &[&str]) -> Run {
    fixture.run(&[&["review", "import", "--today", TODAY], files].concat())
}

/// The places that `due` lists, each with its state.
fn wanting(fixture: &Fixture) -> Vec<(String, String)> {
    let due = fixture.run(&["due", "--format", "json", "--today", TODAY]);
    let json: Value = serde_json::from_str(&due.out).unwrap_or_else(|e| panic!("{e}: {due:?}"));
    let rows = json["rows"].as_array().expect("rows").iter().filter(|row| row["kind"] == "copies");
    let word = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.map(|row| (word(row, "title"), word(row, "state"))).collect()
}

const GONE: &str = "copies: gone, count: 12, name: Sample Clerk, date: 2026-12-01";
const NONE: &str = "copies: none, name: Sample Nurse, date: 2026-12-01";

#[test]
fn of_three_places_two_answer_and_one_is_due() {
    let fixture = withdrawn();
    assert_eq!(wanting(&fixture).len(), 3);
    let due = fixture.run(&["due", "--today", TODAY]);
    due.exits(1).prints("withdrawn, and copies may still lie there (3)").prints("Ward 3: withdrawn on 2026-12-01");
    let (room, ward) = (slip(&fixture, "waiting-room", GONE), slip(&fixture, "ward-3", NONE));
    import(&fixture, &[&room, &ward])
        .exits(0)
        .prints("recorded: Waiting room answered about `first-visit` (en): all copies were thrown away")
        .prints("recorded: Ward 3 answered about `first-visit` (en): no copies were there");
    assert_eq!(wanting(&fixture), [("The website".to_owned(), "unanswered".to_owned())]);
    let due = fixture.run(&["due", "--today", TODAY]);
    due.exits(1).prints("copies to clear at 1 place").prints("The website: withdrawn on 2026-12-01, and no slip");
    // Withdrawal, answers and sign-offs stand in one file, and the slips are kept.
    let record = fixture.read(REVIEW);
    assert!(record.contains("sign_offs:") && record.contains("place: waiting-room\n    copies: gone"), "{record}");
    let kept = std::fs::read_dir(fixture.path("sources/reviews/evidence")).expect("evidence").count();
    assert_eq!(kept, 2);
    let told = fixture.run(&["history", GUIDE, "--today", TODAY]);
    told.prints("Sample Clerk answered for the place `waiting-room`: all copies were thrown away (12)");
    // Once more changes nothing, and what is withdrawn stays so.
    import(&fixture, &[&room]).exits(0).complains("warning[packet-refused]: this very slip was imported already");
    assert_eq!(fixture.read(REVIEW), record);
    fixture.run(&["check", "--today", TODAY]).exits(0);
    let website = slip(&fixture, "website", GONE);
    import(&fixture, &[&website]).exits(0);
    assert!(wanting(&fixture).is_empty());
}

#[test]
fn copies_that_are_left_stay_due_until_they_are_gone() {
    let fixture = withdrawn();
    let left = "copies: left, words: Two families have one., name: Sample Nurse, date: 2026-12-01";
    let run = import(&fixture, &[&slip(&fixture, "ward-3", left)]);
    run.exits(0)
        .prints("Ward 3 answered about `first-visit` (en): copies may still be there: “Two families have one.”")
        .prints("find out which copies are left");
    assert!(wanting(&fixture).contains(&("Ward 3".to_owned(), "copies-left".to_owned())));
    import(&fixture, &[&slip(&fixture, "ward-3", GONE)]).exits(0);
    assert!(!wanting(&fixture).iter().any(|(place, _)| place == "Ward 3"));
}

#[test]
fn slips_that_cannot_be_taken_are_refused() {
    let none = |fixture: &Fixture, pdf: &str, why: &str| {
        let before = fixture.read(REVIEW);
        import(fixture, &[pdf]).exits(1).complains("error[packet-refused]").complains(why);
        assert_eq!(fixture.read(REVIEW), before, "{why}");
        assert_eq!(wanting(fixture).len(), 3, "{why}");
    };
    let fixture = withdrawn();
    none(&fixture, &slip(&fixture, "ward-3", "copies: gone"), "does not say who answered, on which day");
    none(&fixture, &slip(&fixture, "ward-3", "name: Sample Nurse, date: 2026-12-01"), "what became of the copies");
    let early = "copies: gone, name: Sample Nurse, date: 2026-11-30";
    none(&fixture, &slip(&fixture, "ward-3", early), "the slip is dated 2026-11-30, and was made on 2026-12-01");
    let late = "copies: gone, name: Sample Nurse, date: 2026-12-02";
    none(&fixture, &slip(&fixture, "ward-3", late), "the slip is dated 2026-12-02");
    // Of another project.
    let back = slip(&fixture, "ward-3", GONE);
    let other = withdrawn();
    std::fs::remove_dir_all(other.path("sources/reviews/packets")).expect("it is there");
    other.write("back.pdf", std::fs::read(fixture.path(&back)).expect("it is there"));
    none(&other, "back.pdf", "this project did not make this slip, which Sample Publisher sent on 2026-12-01");
}

#[test]
fn a_withdrawal_that_is_taken_back_asks_no_more_and_still_hears() {
    let fixture = withdrawn();
    let back = slip(&fixture, "ward-3", GONE);
    import(&fixture, &[&slip(&fixture, "website", NONE)]).exits(0);
    withdraw(&fixture, &["--take-back", "--by", "Sample Clerk", "--reason", "the dose was right"])
        .exits(0)
        .prints("`Waiting room` and `Ward 3` did not say that no copy is left");
    assert!(wanting(&fixture).is_empty());
    import(&fixture, &[&back]).exits(0).prints("recorded: Ward 3 answered");
    assert!(fixture.read(REVIEW).contains("place: ward-3"));
    fixture.run(&["check", "--today", TODAY]).exits(0);
}

#[test]
fn each_withdrawal_of_a_day_has_slips_of_its_own_and_the_latest_day_counts() {
    let fixture = withdrawn();
    let first = std::fs::read(fixture.path(&slip(&fixture, "ward-3", GONE))).expect("a slip");
    fixture.write("first.pdf", first);
    withdraw(&fixture, &["--take-back", "--by", "Sample Clerk", "--reason", "it was right"]).exits(0);
    withdraw(&fixture, &["--by", "Sample Clerk", "--reason", "another number was wrong"]).exits(0);
    import(&fixture, &["first.pdf"]).exits(0);
    assert_eq!(wanting(&fixture).len(), 3, "it was about the first");
    let at = |day: &str| fixture.run(&["review", "import", "back", "--today", day]);
    let left = "copies: left, words: Ten went home., name: Sample Nurse, date: 2026-12-02";
    let left = std::fs::read(fixture.path(&slip(&fixture, "ward-3", left))).expect("a slip");
    slip(&fixture, "ward-3", GONE);
    fixture.write("back/earlier.pdf", left);
    at("2026-12-06").exits(0);
    assert!(wanting(&fixture).contains(&("Ward 3".to_owned(), "copies-left".to_owned())));
}

#[test]
fn nothing_is_written_over_answers() {
    let fixture = withdrawn();
    let notice = "notices/first-visit.en-withdrawn-ward-3.pdf";
    let answered = std::fs::read(fixture.path(&slip(&fixture, "ward-3", GONE))).expect("a slip");
    fixture.write(notice, &answered);
    let run = withdraw(&fixture, &["--notices"]);
    run.exits(1).complains("this slip holds answers").prints("wrote notices/first-visit.en-withdrawn-website.pdf");
    assert_eq!(std::fs::read(fixture.path(notice)).expect("it is there"), answered);
}

#[test]
fn a_slip_that_was_changed_beside_its_fields_counts_for_nothing_or_says_so() {
    let fixture = withdrawn();
    let before = fixture.read(REVIEW);
    // What stands on its pages.
    let back = slip(&fixture, "ward-3", GONE);
    fixture.alter(&back, |file, _| {
        let page = file.pages()[0];
        file.get_mut(page).and_then(Object::dict_mut).expect("a page").set("Rotate", Object::Int(90));
    });
    import(&fixture, &[&back]).exits(1).complains("error[pages-changed]");
    assert_eq!((fixture.read(REVIEW), wanting(&fixture).len()), (before, 3));
    // A note beside its fields.
    let back = slip(&fixture, "ward-3", GONE);
    fixture.alter(&back, |file, _| write_beside(file));
    import(&fixture, &[&back])
        .exits(0)
        .complains("somebody wrote or drew beside the fields")
        .complains("look at the slip");
}

#[test]
fn an_answer_is_recorded_after_the_slip_is_kept() {
    let fixture = withdrawn();
    let (before, back, evidence) = (fixture.read(REVIEW), slip(&fixture, "ward-3", GONE), "sources/reviews/evidence");
    fixture.write(evidence, "no folder");
    import(&fixture, &[&back]).exits(3).complains("cannot be written");
    assert_eq!(fixture.read(REVIEW), before);
    fixture.remove(evidence);
    import(&fixture, &[&back]).exits(0).prints("recorded: Ward 3 answered");
}

#[test]
fn notices_are_made_again_and_only_of_what_is_withdrawn() {
    let fixture = placed();
    withdraw(&fixture, &["--notices"]).exits(2).complains("`first-visit` is not withdrawn");
    let fixture = withdrawn();
    std::fs::remove_dir_all(fixture.path("notices")).expect("it is there");
    withdraw(&fixture, &["--notices", "--out", "letters"]).exits(0).prints("wrote letters/first-visit.en-withdrawn-");
    withdraw(&fixture, &["--notices", "--reason", "x"]).exits(2);
    let fixture = Fixture::reviewed();
    withdraw(&fixture, &["--by", "Sample Clerk", "--reason", "x"]).exits(0);
    assert!(!fixture.path("notices").exists());
    withdraw(&fixture, &["--notices"]).exits(2).complains("has no `places:`");
}

#[test]
#[ignore = "needs pdftotext"]
fn an_archive_says_on_every_page_that_it_was_withdrawn() {
    let fixture = withdrawn();
    let build = |more: &[&str]| fixture.run(&[&["build", "--withdrawn", "--today", TODAY], more].concat());
    build(&[]).exits(0);
    let pdf = fixture.path(ARCHIVED);
    let words = crate::lifecycle::words(&pdf);
    let pages = (1..10).filter(|n| words.contains(&format!("Page {n} of "))).count();
    let banner = "WITHDRAWN on December 1, 2026. Do not use it. Do not hand it out.";
    assert!(pages > 0 && words.matches(banner).count() == pages, "{words}");
    assert!(!words.contains("Sample Reviewer"), "a withdrawn text has no credit: {words}");
    let others = std::fs::read_dir(fixture.path("archive/maple")).expect("archive").count();
    assert_eq!(others, 2, "nothing that is not withdrawn");
    // Of other words there is no archive.
    fixture.edit("sources/guides/first-visit/en.yaml", "Two people are enough.", "Two people will do.");
    build(&[]).exits(2).complains("the words of `first-visit` (en) are not those that were withdrawn");
    build(&["all-fields"]).exits(2).complains("nothing of what was asked for is withdrawn");
    build(&["--release"]).exits(2);
    fixture.build(&[]).exits(0);
    assert!(!fixture.path("out/maple/first-visit.en-leaflet-letter-WITHDRAWN.pdf").exists());
}

#[test]
fn a_layout_that_hides_or_changes_the_banner_makes_no_archive() {
    let page = std::fs::read_to_string(root().join("layouts/components/page.typ")).expect("it ships");
    let head = "#let header(data, t) = {\n  banner(data, t)\n";
    let printed = "fill: t.colour.paper, data.banner";
    for (what, from, to) in [
        ("left out", head, "#let header(data, t) = {\n"),
        ("on the first page", head, "#let header(data, t) = {\n  context if here().page() == 1 { banner(data, t) }\n"),
        ("of other words", printed, "fill: t.colour.paper, data.banner.replace(\"Do not use\", \"Use\")"),
        ("of no words", printed, "fill: t.colour.paper, none"),
        ("in the colour of its ground", printed, "fill: t.colour.danger, data.banner"),
    ] {
        let fixture = withdrawn();
        assert_eq!(page.matches(from).count(), 1, "{what}");
        fixture.write("layouts/components/page.typ", page.replacen(from, to, 1));
        let run = fixture.run(&["build", "--withdrawn", "--paper", "letter", "--today", TODAY]);
        assert_eq!(run.code, 1, "{what}: {run:?}");
        let said = run.err.lines().any(|line| line.starts_with("error[audit]") && line.contains("header.banner"));
        assert!(said, "{what}: {}", run.err);
        assert!(!fixture.path(ARCHIVED).exists(), "{what}");
    }
}
