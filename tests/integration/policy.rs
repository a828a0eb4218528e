//! The policy of a project on reviews: how many review, who they are, and what becomes of a review that is due.

use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "first-visit";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const PEOPLE: &str = "sources/people.yaml";
const PROJECT: &str = "sources/project.yaml";
const LEAFLET: &str = "maple/first-visit.en-leaflet-letter";

/// State, reason and next review of the guide on a day.
fn state_on(fixture: &Fixture, today: &str) -> (String, String, String) {
    let run = fixture.run(&["status", "--format", "json", "--today", today]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    let texts = json["texts"].as_array().expect("texts");
    let text = texts.iter().find(|t| t["id"] == GUIDE && t["lang"] == "en").expect("the guide");
    let word = |key: &str| text[key].as_str().unwrap_or_default().to_owned();
    (word("state"), word("reason"), word("next_review"))
}

fn release_on(fixture: &Fixture, today: &str) -> Run {
    fixture.run(&["build", "--release", "--today", today])
}

/// The fixture with a policy.
fn with_policy(policy: &str) -> Fixture {
    let fixture = Fixture::reviewed();
    fixture.edit(PROJECT, "review: {months: 24}", &format!("review: {{months: 24, {policy}}}"));
    fixture
}

#[test]
fn two_review_where_the_project_says_so() {
    let fixture = with_policy("guide: {reviewers: 2}");
    let (state, why, next) = state_on(&fixture, TODAY);
    assert_eq!(state, "unreviewed", "one of two is not enough");
    assert!(why.contains("1 of 2 reviewers signed it (signed by Sample Reviewer on 2026-11-25)"), "{why}");
    assert_eq!(next, "");
    release_on(&fixture, TODAY).exits(1).prints("text unreviewed: 1 of 2 reviewers signed it");
    // The same person twice is one.
    let again = fixture.record(GUIDE, "sample-reviewer", "2026-11-26");
    again.exits(0).prints("it prints as unreviewed still: 1 of 2 reviewers signed it");
    let second = fixture.record(GUIDE, "sample-professional", "2026-11-27");
    second.exits(0).says_nothing_of("still");
    let (state, why, _) = state_on(&fixture, TODAY);
    assert_eq!(state, "current");
    assert!(why.contains("Sample Professional on 2026-11-27 and Sample Reviewer on 2026-11-26"), "{why}");
    // A letter changes: what both had signed was changed since, also where one of them signs the new words.
    fixture.edit("sources/guides/first-visit/en.yaml", "Two people are enough.", "Two people will do.");
    fixture.edit("sources/guides/first-visit/en.yaml", "revision: 2", "revision: 3");
    assert_eq!(state_on(&fixture, TODAY).0, "changed");
    fixture.record(GUIDE, "sample-professional", "2026-11-28").exits(0).prints("it prints as changed still");
    assert_eq!(state_on(&fixture, TODAY).0, "changed");
    fixture.record(GUIDE, "sample-reviewer", "2026-11-28").exits(0);
    assert_eq!(state_on(&fixture, TODAY).0, "current");
}

#[test]
fn the_first_of_two_that_is_due_ends_the_review() {
    let fixture = with_policy("guide: {reviewers: 2}, facts: {months: 60}");
    fixture.edit("sources/reviews/facts-us.en.yaml", "\"2028-11-25\"", "\"2030-11-25\"");
    let who = ["--reviewer", "sample-professional", "--date", "2026-11-27", "--by", "Sample Clerk", "--today", TODAY];
    let args = [&["review", "record", GUIDE, "--lang", "en", "--next", "2026-12-20"][..], &who].concat();
    fixture.run(&args).exits(0);
    assert_eq!(state_on(&fixture, "2026-12-20").0, "current");
    let (state, why, next) = state_on(&fixture, "2026-12-21");
    assert_eq!((state.as_str(), next.as_str()), ("overdue", "2026-12-20"));
    assert!(why.contains("the next review was due on 2026-12-20"), "{why}");
}

#[test]
fn one_of_them_is_a_specialist_where_the_project_says_so() {
    let fixture = with_policy("guide: {specialist: Addiction Medicine}");
    fixture
        .run(&["check", "--today", TODAY])
        .complains("nobody in `people.yaml` is a specialist in `Addiction Medicine`");
    let (state, why, _) = state_on(&fixture, TODAY);
    assert_eq!(state, "unreviewed");
    assert!(why.contains("a specialist in Addiction Medicine has to sign it too"), "{why}");
    // Whoever becomes one afterwards has not signed as one.
    fixture.edit(
        PEOPLE,
        "    role: addiction medicine physician\n",
        "    role: addiction medicine physician\n    specialties: [addiction  medicine]\n",
    );
    assert_eq!(state_on(&fixture, TODAY).0, "unreviewed");
    fixture.record(GUIDE, "sample-reviewer", "2026-11-27").exits(0);
    assert_eq!(state_on(&fixture, TODAY).0, "current");
    assert!(fixture.read(REVIEW).contains("specialties:\n    - addiction medicine"), "{}", fixture.read(REVIEW));
    // And whoever is none any more did not sign as what people.yaml says.
    fixture.edit(PEOPLE, "    specialties: [addiction  medicine]\n", "    specialties: [pediatrics]\n");
    let (state, why, _) = state_on(&fixture, TODAY);
    assert_eq!(state, "unreviewed", "{why}");
}

#[test]
fn translations_have_a_policy_of_their_own() {
    let fixture = with_policy("guide: {reviewers: 2}, translation: {reviewers: 1, months: 12}, original: es");
    let unknown = fixture.run(&["check", "--today", TODAY]);
    unknown.exits(1).complains("there is no language `es`");
    let fixture = Fixture::reviewed();
    fixture.edit(PROJECT, "languages: [en]", "languages: [es, en]");
    fixture.edit(
        PROJECT,
        "review: {months: 24}",
        "review: {months: 24, guide: {reviewers: 2}, translation: {months: 12}}",
    );
    // Without an original there is no translation.
    assert_eq!(state_on(&fixture, TODAY).0, "unreviewed");
    let spanish = fixture.read("sources/guides/first-visit/en.yaml");
    fixture.write("sources/guides/first-visit/es.yaml", spanish);
    assert_eq!(state_on(&fixture, TODAY).0, "current");
    fixture.record(GUIDE, "sample-reviewer", "2026-11-30").exits(0).prints("next review 2027-11-30");
}

#[test]
fn for_some_days_what_was_due_may_be_released_and_says_so() {
    let fixture = with_policy("grace: 10");
    fixture.edit(REVIEW, "\"2028-11-25\"", "\"2026-12-20\"");
    release_on(&fixture, TODAY).exits(0);
    // The last day of grace.
    let run = release_on(&fixture, "2026-12-30");
    run.exits(0);
    let manifest: serde_json::Value = serde_json::from_str(&fixture.read("release/manifest.json")).expect("JSON");
    assert_eq!(manifest["files"][format!("{LEAFLET}.pdf")]["state"], "overdue");
    assert_eq!(manifest["files"][format!("{LEAFLET}.pdf")]["credits"], serde_json::Value::Null);
    let run = release_on(&fixture, "2026-12-31");
    run.exits(1).prints("text overdue: the next review was due on 2026-12-20").prints("its review is overdue");
    assert!(!fixture.path(&format!("release/{LEAFLET}.pdf")).exists());
}

#[test]
#[ignore = "needs pdftotext"]
fn an_overdue_text_names_its_reviewers_where_the_project_says_so() {
    let words = |fixture: &Fixture| {
        fixture.run(&["build", GUIDE, "--paper", "letter", "--product", "leaflet", "--today", "2026-12-30"]).exits(0);
        crate::lifecycle::words(&fixture.path(&format!("out/{LEAFLET}-DRAFT.pdf")))
    };
    let named = "Last reviewed by Sample Reviewer, MD on November 25, 2026.";
    for (policy, is_named) in [("overdue: reviewers", true), ("overdue: notice", false)] {
        let fixture = with_policy(policy);
        fixture.edit(REVIEW, "\"2028-11-25\"", "\"2026-12-20\"");
        let words = words(&fixture);
        assert!(words.contains("The text of this handout is overdue for review."), "{words}");
        assert_eq!(words.contains(named), is_named, "{policy}: {words}");
    }
}

#[test]
fn interests_and_licences_hold_as_they_were_signed() {
    let fixture = Fixture::reviewed();
    let more = "    interests: {words: None., date: 2026-11-01}\n    licence: {body: Sample Board, verified: 2026-11-01, until: 2027-06-30}\n";
    let role = "    role: addiction medicine physician\n";
    fixture.edit(PEOPLE, role, &format!("{role}{more}"));
    // A sign-off that says nothing of them holds.
    assert_eq!(state_on(&fixture, TODAY).0, "current");
    fixture.record(GUIDE, "sample-reviewer", "2026-11-28").exits(0);
    let kept = fixture.read(REVIEW);
    assert!(kept.contains("interests:\n      words: None.") && kept.contains("until: \"2027-06-30\""), "{kept}");
    assert_eq!(state_on(&fixture, TODAY).0, "current");
    // One that has them is void when they change; the earlier one says nothing of them and holds.
    fixture.edit(PEOPLE, "words: None.", "words: Paid by a maker.");
    let shown = fixture.run(&["review", "show", GUIDE, "--lang", "en", "--today", TODAY]);
    shown.prints("does not hold: the reviewer Sample Reviewer stands otherwise in people.yaml");
    fixture.edit(PEOPLE, "words: Paid by a maker.", "words: None.");
    fixture.edit(PEOPLE, "until: 2027-06-30", "until: 2028-06-30");
    let shown = fixture.run(&["review", "show", GUIDE, "--lang", "en", "--today", TODAY]);
    shown.prints("does not hold: the reviewer Sample Reviewer stands otherwise in people.yaml");
}

#[test]
fn a_licence_ends_a_review_where_the_project_says_so() {
    let licence = "    licence: {body: Sample Board, verified: 2026-11-01, until: 2026-12-10}\n";
    for (policy, day_after) in
        [("licence: ignored", "current"), ("licence: lapses", "overdue"), ("licence: required", "overdue")]
    {
        let fixture = with_policy(policy);
        fixture.remove(REVIEW);
        let role = "    role: addiction medicine physician\n";
        fixture.edit(PEOPLE, role, &format!("{role}{licence}"));
        fixture.record(GUIDE, "sample-reviewer", "2026-11-28").exits(0);
        if policy == "licence: required" {
            // That of the facts names none.
            assert_eq!(state_on(&fixture, "2026-12-10").0, "unreviewed", "{policy}");
            fixture.record("facts-us", "sample-reviewer", "2026-11-28").exits(0);
        }
        assert_eq!(state_on(&fixture, "2026-12-10").0, "current", "{policy}");
        let (state, why, _) = state_on(&fixture, "2026-12-11");
        assert_eq!(state, day_after, "{policy}");
        assert!(
            day_after == "current" || why.contains("a new licence of Sample Reviewer was due on 2026-12-10"),
            "{why}"
        );
    }
}

#[test]
fn a_sign_off_with_a_key_holds_for_nothing_yet() {
    let fixture = Fixture::reviewed();
    fixture.edit(REVIEW, "  recorded_by: Sample Clerk\n", "  recorded_by: Sample Clerk\n  seal: abc\n");
    let (state, why, _) = state_on(&fixture, TODAY);
    assert_eq!(state, "unreviewed");
    assert!(why.contains("signed with a key, which this program cannot check"), "{why}");
}
