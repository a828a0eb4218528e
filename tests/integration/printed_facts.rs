//! Facts are judged one by one: a fact that a text does not print does not hold up its release.

use handout::project::Tree;

use crate::inside::{data, jobs, project};
use crate::support::{Fixture, Run, TODAY};

const FACTS: &str = "sources/facts/us.en.yaml";
const LEAFLET: &str = "release/maple/hip-operation.en-leaflet-letter.pdf";
/// Words of a fact that the guide about a hip operation does not print, and others in their place.
const UNPRINTED: (&str, &str) =
    ("Heroin sold today often holds fentanyl.", "Heroin sold today nearly always holds fentanyl.");

/// The fixture with a guide that prints two of the facts, `call-911` and `crisis-988`, and is signed off.
fn fixture() -> Fixture {
    let fixture = Fixture::reviewed();
    fixture.write("sources/guides/hip-operation/en.yaml", include_str!("../fixtures/hip/en.yaml"));
    fixture.record("hip-operation", "sample-reviewer", "2026-11-30").exits(0);
    fixture
}

fn release(fixture: &Fixture) -> Run {
    fixture.build(&["--release", "--paper", "letter", "--product", "leaflet"])
}

/// Where the signed facts are kept.
fn kept(fixture: &Fixture) -> String {
    let record = fixture.read("sources/reviews/facts-us.en.yaml");
    let digest = record.split("digest: ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a digest");
    format!("sources/reviews/texts/{}.json", digest.trim_matches(['"', '\'']))
}

/// Who checked the leaflet, in its own words.
fn credits(fixture: &Fixture) -> String {
    let tree = Tree::read(&fixture.path("")).expect("the project can be read");
    let loaded = project(&tree).0.expect("a project");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|job| job.stem().ends_with("hip-operation.en-leaflet-letter")).expect("the leaflet");
    data(job)["credits"]["checked"].to_string()
}

#[track_caller]
fn refused(fixture: &Fixture, what: &str) {
    let run = release(fixture);
    let row = run.out.lines().find(|line| line.contains("hip-operation.en-leaflet-letter"));
    let why = "facts changed: the words changed after the last sign-off";
    assert!(row.is_some_and(|row| row.contains(why)), "{what}:\n{}", run.out);
    assert!(!fixture.path(LEAFLET).exists(), "{what}");
    assert!(credits(fixture).contains("The emergency text of this handout was changed since its review."), "{what}");
}

#[test]
fn a_fact_that_a_text_does_not_print_does_not_hold_up_its_release() {
    let fixture = fixture();
    let signed = credits(&fixture);
    assert!(signed.contains("Emergency facts reviewed by Sample Reviewer, MD"), "{signed}");
    // Also one that the version under which the facts were signed has no form for.
    let table = "| Drug | Danger |\n      | --- | --- |\n      | Heroin | mixed |\n\n      ";
    fixture.edit(FACTS, UNPRINTED.0, &format!("{table}{}", UNPRINTED.1));
    let run = release(&fixture);
    assert!(fixture.path(LEAFLET).exists(), "{}{}", run.out, run.err);
    // Other texts print it.
    run.prints("maple/first-visit.en-leaflet-letter  facts changed: the words changed after the last sign-off");
    // Credit, days and digest are those of the sign-off.
    assert_eq!(credits(&fixture), signed);
    let manifest = fixture.read("release/manifest.json");
    let digest = kept(&fixture).replace("sources/reviews/texts/", "").replace(".json", "");
    assert!(manifest.contains(&format!("\"facts_digest\": \"{digest}\"")), "{manifest}");
    fixture
        .run(&["status", "--today", TODAY])
        .prints("changed  -            the words changed after the last sign-off, but none of those in `hip-operation`")
        .prints("`facts-us`, which it prints, is due first");
    // Once more nothing is removed.
    release(&fixture).says_nothing_of("removed");
    assert!(fixture.path(LEAFLET).exists());
}

#[test]
fn every_change_of_a_fact_that_it_prints_does() {
    let fixture = fixture();
    let typed = fixture.read(FACTS);
    for (from, to) in [
        ("number: \"988\"", "number: \"9 88\""),
        ("title: Call 911", "title: Dial 911"),
        ("    line: In danger now? Call 911.\n", "    line: In danger? Call 911.\n"),
        ("For thoughts of suicide, any mental", "For thoughts of harm, any mental"),
        ("Then do what the dispatcher tells you.", "Then wait."),
        ("    recheck_after: 90\n  - id: crisis-988", "    recheck_after: 91\n  - id: crisis-988"),
        (
            "    source_seen: 2026-11-24\n    recheck_after: 90\n  - id: helpline",
            "    recheck_after: 90\n  - id: helpline",
        ),
    ] {
        assert_eq!(typed.matches(from).count(), 1, "{from}");
        fixture.write(FACTS, typed.replace(from, to));
        refused(&fixture, from);
    }
}

#[test]
fn signed_words_that_are_not_kept_as_they_were_say_nothing() {
    let fixture = fixture();
    let path = kept(&fixture);
    let words = fixture.read(&path);
    fixture.edit(FACTS, UNPRINTED.0, UNPRINTED.1);
    let forged = words.replace("Say if the person", "Say if somebody");
    assert_ne!(forged, words);
    for (what, text) in [("forged", forged), ("one byte more", format!("{words}\n")), ("empty", String::new())] {
        fixture.write(&path, text);
        refused(&fixture, what);
        release(&fixture).complains("the words kept for this sign-off are not those that were signed");
    }
    fixture.remove(&path);
    refused(&fixture, "gone");
    release(&fixture).complains("the words of this sign-off are not kept any more");
    fixture.write(&path, words);
    release(&fixture);
    assert!(fixture.path(LEAFLET).exists());
    // What was released goes with the next run once nobody can say what was signed.
    fixture.remove(&path);
    refused(&fixture, "gone after the release");
}

#[test]
fn a_forged_fact_does_not_hold_by_forged_words() {
    let fixture = fixture();
    let path = kept(&fixture);
    fixture.edit(FACTS, "title: Call 911", "title: Dial 911");
    let forged = fixture.read(&path).replace("\"title\":\"Call 911\"", "\"title\":\"Dial 911\"");
    assert!(forged.contains("Dial 911"));
    fixture.write(&path, forged);
    refused(&fixture, "a title");
}

#[test]
fn facts_of_another_region_are_not_those_that_were_signed() {
    let fixture = fixture();
    fixture.edit("sources/clinics/maple.yaml", "region: us", "region: ca");
    fixture.write("sources/facts/ca.en.yaml", fixture.read(FACTS).replacen("region: us", "region: ca", 1));
    let record = fixture.read("sources/reviews/facts-us.en.yaml");
    fixture.write("sources/reviews/facts-ca.en.yaml", record.replace("text: facts-us", "text: facts-ca"));
    refused(&fixture, "another region");
}

#[test]
fn a_fact_that_it_does_not_print_is_not_due_for_it() {
    let fixture = fixture();
    fixture.edit(FACTS, "    source: none\n    recheck_after: 365", "    source: none\n    recheck_after: 2").edit(
        FACTS,
        "revision: 1\n",
        "revision: 2\n",
    );
    fixture.record("facts-us", "sample-reviewer", "2026-11-26").exits(0);
    let run = release(&fixture);
    assert!(fixture.path(LEAFLET).exists(), "{}{}", run.out, run.err);
    run.prints("facts overdue: the check of the fact `good-samaritan` was due on 2026-11-28");
    // Its own are checked again 90 days after the review.
    fixture.run(&["status", "--today", TODAY]).prints("hip-operation  en    1    current  2027-02-24");
}

#[test]
fn the_last_sign_off_of_what_it_prints_is_named() {
    let fixture = fixture();
    fixture.edit(FACTS, UNPRINTED.0, UNPRINTED.1).edit(FACTS, "revision: 1\n", "revision: 2\n");
    fixture.record("facts-us", "sample-reviewer", "2026-11-29").exits(0);
    assert!(
        credits(&fixture).contains(
            "Emergency facts reviewed by Sample Reviewer, MD (addiction medicine physician) · November 29, 2026 ·"
        ),
        "{}",
        credits(&fixture)
    );
    let void = ["review", "void", "facts-us", "--lang", "en", "--by", "Sample Clerk", "--reason", "a mistake"];
    fixture.run(&[&void[..], &["--revision", "2", "--today", TODAY]].concat()).exits(0);
    let said = credits(&fixture);
    assert!(said.contains("Emergency facts reviewed by") && !said.contains("November 29"), "{said}");
}

#[test]
fn pictures_count_for_the_facts_that_have_them() {
    let drawn = |x: u32| {
        let path = format!("M10 10L{x} 10L{x} 90L10 90Z");
        let stroke = "fill=\"none\" stroke=\"#1d2b30\" stroke-width=\"3\"";
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 122 100\"><path d=\"{path}\" {stroke}/></svg>")
    };
    let (phone, nozzle) = ("sources/facts/figures/phone.svg", "sources/facts/figures/nozzle.svg");
    let fixture = fixture();
    let figures = "figures:\n  - {id: phone, file: phone.svg, alt: A phone.}\n  - {id: nozzle, file: nozzle.svg, alt: A nozzle.}\n";
    fixture
        .write(phone, drawn(110))
        .write(nozzle, drawn(110))
        .edit(FACTS, "facts:\n", &format!("{figures}facts:\n"))
        .edit(FACTS, "Then do what the dispatcher tells you.\n", "Then wait.\n\n      > [!FIGURE] phone\n")
        .edit(FACTS, UNPRINTED.0, &format!("> [!FIGURE] nozzle\n\n      {}", UNPRINTED.0))
        .edit(FACTS, "revision: 1\n", "revision: 2\n");
    fixture.record("facts-us", "sample-reviewer", "2026-11-29").exits(0);
    fixture.write(nozzle, drawn(100));
    assert!(credits(&fixture).contains("November 29, 2026 ·"), "{}", credits(&fixture));
    fixture.write(nozzle, drawn(110)).write(phone, drawn(100));
    refused(&fixture, "the picture of a fact that is printed");
    fixture.write(phone, drawn(110)).edit(FACTS, "alt: A phone.", "alt: A telephone.");
    refused(&fixture, "its alternative text");
}
