//! Whom the credits name, and on which days: all whose sign-off holds for these very words, as briefly as a strip of one
//! height makes it.

use handout::diag::Severity;
use handout::document::Job;
use handout::project::Tree;
use serde_json::Value;

use crate::inside::{base, data, jobs, make, pages, project};
use crate::support::{Fixture, TODAY};

const GUIDE: &str = "first-visit";
const FACTS: &str = "facts-us";
const PEOPLE: &str = "sources/people.yaml";

/// Reviewers with names of 60 letters and credentials of 40, all addiction professionals.
fn long_people() -> String {
    let one = |n: char| {
        format!(
            "  - id: long-{n}\n    name: Maria-Alexandra Samplewhite-Montgomery de la Sampleterra-{n}x\n    \
             credentials: MD, PhD, FASAM, FACP, MPH, LADC, CADC-II\n    role: addiction medicine physician and \
             teacher\n    addiction_professional: true\n"
        )
    };
    ['a', 'b', 'c', 'd'].map(one).concat()
}

/// The fixture as every product, with more people in it.
fn fixture() -> Fixture {
    let fixture = Fixture::reviewed();
    let all = "products: [leaflet, large-print, trifold, booklet, card, worksheet, worksheet-paper]";
    fixture.edit("sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    let people = fixture.read(PEOPLE) + &long_people();
    fixture.write(PEOPLE, people);
    fixture
}

/// What is asked of a job of a project.
fn of<T>(fixture: &Fixture, stem: &str, ask: impl Fn(&Tree, &Job) -> T) -> T {
    let tree = Tree::read(&fixture.path("")).expect("the project can be read");
    let loaded = project(&tree).0.expect("a project");
    let jobs = jobs(&loaded);
    ask(&tree, jobs.iter().find(|job| job.stem().ends_with(stem)).expect("a job"))
}

/// The credits of a document, and the sentence of its footer.
fn said(fixture: &Fixture, stem: &str) -> (Vec<String>, String, String) {
    let data = of(fixture, stem, |_, job| data(job));
    // Roles stand in lines that have room for them.
    let words = |value: &Value| {
        let words = value.as_str().unwrap_or_default();
        words.replace(" (counselor)", "").replace(" (addiction medicine physician)", "")
    };
    let checked = data["credits"]["checked"].as_array().map(|lines| lines.iter().map(words).collect());
    (checked.unwrap_or_default(), words(&data["credits"]["colophon"]), words(&data["footer"]["review"]))
}

fn status(fixture: &Fixture, id: &str, today: &str) -> Value {
    let run = fixture.run(&["status", "--format", "json", "--today", today]);
    let json: Value = serde_json::from_str(&run.out).expect("status prints JSON");
    let texts = json["texts"].as_array().expect("a list of texts");
    texts.iter().find(|text| text["id"] == id).expect("the text").clone()
}

#[test]
fn all_who_signed_these_words_are_named_with_their_days() {
    let fixture = fixture();
    fixture.record(GUIDE, "sample-professional", "2026-11-28").exits(0);
    let (checked, colophon, footer) = said(&fixture, "first-visit.en-leaflet-letter");
    // The facts were signed by one of them alone: then no line is of both.
    assert_eq!(
        checked,
        [
            "Reviewed by Sample Professional, LPC · November 28, 2026 · next review November 28, 2028",
            "Reviewed by Sample Reviewer, MD · November 25, 2026 · next review November 25, 2028",
            "Emergency facts reviewed by Sample Reviewer, MD · November 25, 2026 · next review February 23, 2027",
        ]
    );
    assert!(colophon.contains("certified by an addiction professional, Sample Professional."), "{colophon}");
    assert_eq!(footer, "Reviewed November 28, 2026, next review February 23, 2027");
    // The other way round nobody is lost either, and a second sign-off of one person replaces the first.
    fixture.record(GUIDE, "sample-reviewer", "2026-11-30").exits(0);
    let (checked, colophon, footer) = said(&fixture, "first-visit.en-leaflet-letter");
    assert!(checked[0].starts_with("Reviewed by Sample Reviewer, MD") && checked[0].contains("November 30, 2026"));
    assert!(checked[1].starts_with("Reviewed by Sample Professional, LPC"), "{checked:?}");
    assert_eq!(checked.len(), 3, "{checked:?}");
    assert!(colophon.contains("certified by an addiction professional, Sample Professional."), "{colophon}");
    assert!(footer.starts_with("Reviewed November 30, 2026,"), "{footer}");
    let why = status(&fixture, GUIDE, TODAY)["reason"].to_string();
    assert!(why.contains("Sample Reviewer on 2026-11-30 and Sample Professional on 2026-11-28"), "{why}");
}

#[test]
fn the_latest_review_rules_and_one_that_is_due_names_nobody() {
    let fixture = fixture();
    let record = |reviewer: &str, date: &str, next: &str| {
        let who = ["--reviewer", reviewer, "--date", date, "--next", next, "--by", "Sample Clerk", "--today", TODAY];
        fixture.run(&[&["review", "record", GUIDE, "--lang", "en"][..], &who].concat()).exits(0);
    };
    record("sample-professional", "2026-11-20", "2026-12-20");
    let text = status(&fixture, GUIDE, "2026-12-20");
    assert_eq!((&text["state"], &text["next_review"]), (&"current".into(), &"2026-12-20".into()), "the first due");
    let text = status(&fixture, GUIDE, "2026-12-21");
    assert_eq!((&text["state"], &text["next_review"]), (&"current".into(), &"2027-02-23".into()));
    assert!(text["reason"].as_str().is_some_and(|why| why.starts_with("reviewed by Sample Reviewer on")), "{text}");
    // What the latest reviewer wants to see again is not current by an earlier review.
    record("long-a", "2026-11-30", "2026-12-31");
    let text = status(&fixture, GUIDE, "2027-01-01");
    assert_eq!((&text["state"], &text["next_review"]), (&"overdue".into(), &"2026-12-31".into()));
    assert_eq!(text["text_state"], "overdue");
}

#[test]
fn text_and_facts_have_each_their_day() {
    let fixture = fixture();
    fixture.record(FACTS, "sample-professional", "2026-11-29").exits(0);
    fixture.record(FACTS, "sample-reviewer", "2026-11-29").exits(0);
    let (checked, _, footer) = said(&fixture, "first-visit.en-trifold-letter");
    assert_eq!(
        checked,
        [
            "Reviewed by Sample Reviewer, MD · November 25, 2026",
            "Emergency facts reviewed by Sample Professional, LPC · November 29, 2026",
            "Emergency facts reviewed by Sample Reviewer, MD · November 29, 2026",
        ]
    );
    assert_eq!(footer, "Reviewed November 25, 2026, next review February 27, 2027", "the day of the text");
    let (_, _, card) = said(&fixture, "first-visit.en-card-letter");
    let both = "Text reviewed November 25, 2026, emergency facts November 29, 2026, next review February 27, 2027";
    let facts = "Reviewed November 29, 2026, next review February 27, 2027";
    assert!(card == both || card == facts, "{card}");
}

#[test]
fn a_name_of_one_long_word_breaks() {
    let fixture = fixture();
    let people = fixture.read(PEOPLE)
        + "  - {id: long-word, name: Donaudampfschifffahrtselektrizitaetenhauptbet, credentials: MD}\n";
    fixture.write(PEOPLE, people);
    fixture.edit(
        "sources/clinics/maple.yaml",
        "name: Maple Street Clinic",
        "name: Krankenhausgemeinschaftsverwaltungsgesellschaf",
    );
    fixture.record(GUIDE, "long-word", "2026-11-30").exits(0);
    for product in ["leaflet", "large-print", "booklet", "trifold"] {
        of(&fixture, &format!("first-visit.en-{product}-letter"), |tree, job| {
            let findings = make(&base(tree), job);
            assert!(findings.iter().all(|f| f.severity == Severity::Hint), "{product}: {findings:#?}");
        });
    }
}

#[test]
fn reviewed_is_never_longer_than_draft_whoever_signed_on_whatever_days() {
    let draft = fixture();
    for review in ["first-visit", "facts-us"] {
        draft.remove(&format!("sources/reviews/{review}.en.yaml"));
    }
    let signed = fixture();
    for review in ["first-visit", "facts-us"] {
        signed.remove(&format!("sources/reviews/{review}.en.yaml"));
    }
    for (id, reviewer, day) in [
        (GUIDE, "long-a", "2026-11-24"),
        (GUIDE, "long-b", "2026-11-26"),
        (FACTS, "long-c", "2026-11-28"),
        (FACTS, "long-d", "2026-11-30"),
    ] {
        signed.record(id, reviewer, day).exits(0);
    }
    for product in ["leaflet", "large-print", "booklet", "trifold", "card"] {
        for paper in ["letter", "a4"] {
            let stem = format!("first-visit.en-{product}-{paper}");
            let count = |fixture: &Fixture| of(fixture, &stem, |tree, job| pages(&base(tree), job).count);
            assert_eq!(count(&signed), count(&draft), "{stem}");
            if product == "card" {
                continue;
            }
            let (checked, colophon, footer) = said(&signed, &stem);
            let all = format!("{} {colophon} {footer}", checked.join(" "));
            for kept in [
                "Sampleterra-ax",
                "Sampleterra-bx",
                "November 26, 2026",
                "November 30, 2026",
                "certified by addiction professionals",
                "Original Author",
                "first-visit, revision 2",
                "Text digest",
            ] {
                assert!(all.contains(kept), "{stem}: no `{kept}` in {all}");
            }
        }
    }
}
