//! `coverage`: what is met and by what, what is not and what to do, what a person must judge; instruments of one's own.

use handout::model::ItemCheck;
use serde_json::Value;

use crate::support::{Fixture, Run, TODAY, root, run_in};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const CLINIC: &str = "sources/clinics/maple.yaml";
const OWN: &str = "sources/instruments/own.yaml";

/// The head of an instrument.
const HEAD: &str = "id: own\ntitle: Our list\nedition: \"2026\"\npublisher: Sample Publisher\nitems:\n";

/// Holds what was printed against a kept text; a missing one is written, and the test fails.
#[track_caller]
fn kept(name: &str, printed: &str) {
    let path = root().join(format!("tests/integration/coverage/{name}.txt"));
    match std::fs::read_to_string(&path) {
        Ok(kept) => assert!(kept == printed, "{name}.txt says:\n{kept}\nprinted:\n{printed}"),
        Err(_) => {
            std::fs::write(&path, printed).expect("the folder can be written");
            panic!("{name}.txt was missing and is written: look at it");
        }
    }
}

fn cover(fixture: &Fixture, args: &[&str]) -> Run {
    fixture.run(&[&["coverage", "first-visit", "--today", TODAY], args].concat())
}

fn report(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}{}", run.out, run.err))
}

/// The word of a check in files.
fn word(check: ItemCheck) -> String {
    serde_json::to_value(check).expect("a word").as_str().expect("a word").to_owned()
}

/// An instrument that asks for everything that handout can look for.
fn every_check() -> String {
    let item = |check: &ItemCheck| {
        let word = word(*check);
        format!("  - {{name: {word}, asks: Is it so?, check: {word}}}\n")
    };
    HEAD.to_owned() + &ItemCheck::ALL.iter().map(item).collect::<String>()
}

#[test]
fn a_shipped_guide_stands_item_by_item() {
    let args = ["coverage", "naloxone-at-home", "--lang", "en", "--today", TODAY, "--instrument", "pif-tick,cdc-cci"];
    let run = run_in(root(), &args);
    kept("naloxone-at-home", &run.exits(0).out);
}

#[test]
fn what_is_there_is_met_and_by_what() {
    let fixture = Fixture::reviewed();
    fixture.write(OWN, every_check());
    let run = cover(&fixture, &["--instrument", "own"]);
    assert_eq!(run.exits(0).err, "");
    kept("reviewed", &run.out);
    // Nothing that a program cannot know is met.
    let covered = report(&cover(&fixture, &["--instrument", "own", "--format", "json"]));
    let items = covered["texts"][0]["instruments"][0]["items"].as_array().expect("items").clone();
    for unknown in ["section-length", "reading-time", "numbers"] {
        let item = items.iter().find(|item| item["name"] == unknown).expect("an item");
        assert_eq!(item["verdict"], "to-judge", "{unknown}");
    }
}

#[test]
fn what_lacks_says_what_to_do() {
    let fixture = Fixture::reviewed();
    fixture.write(OWN, every_check());
    let text = fixture.read(GUIDE);
    let dropped =
        ["main_message:", "topics:", "interests:", "worksheets:", "references:", "  - {title: A sample source"];
    let kept_lines: Vec<&str> = text.lines().filter(|line| !dropped.iter().any(|key| line.starts_with(key))).collect();
    let text = kept_lines.join("\n") + "\n";
    let (head, _) = text.split_once("sections:").expect("sections");
    let bare = "sections:\n  - id: after\n    heading: After the visit\n    brief: Rest.\n    body: |\n      \
        Rest prior to your next visit, and if anything at all comes to your mind that we should know of then write it \
        down for us or call.\n";
    fixture.write(GUIDE, head.replace(", evidence_checked: 2026-11-19", "") + bare);
    fixture.edit(CLINIC, "feedback: feedback@example.org\n", "");
    let run = cover(&fixture, &["--instrument", "own"]);
    kept("lacking", &run.exits(0).out);
}

#[test]
fn reviews_are_judged_on_a_day() {
    let fixture = Fixture::reviewed();
    let reviewer = "  - {name: Reviewed, asks: A clinician signed it., check: reviewer}\n";
    fixture.write(OWN, HEAD.to_owned() + reviewer);
    let words = |fixture: &Fixture, today: &str| {
        let run =
            fixture.run(&["coverage", "first-visit", "--instrument", "own", "--format", "json", "--today", today]);
        let item = report(&run)["texts"][0]["instruments"][0]["items"][0].clone();
        format!("{}: {}", item["verdict"].as_str().unwrap_or_default(), item["words"].as_str().unwrap_or_default())
    };
    let met = words(&fixture, TODAY);
    assert!(met.starts_with("met: review by Sample Reviewer, MD on 2026-11-"), "{met}");
    assert!(words(&fixture, "2030-01-01").starts_with("not-met: the text is overdue for review"));
    fixture.edit(GUIDE, "Rest. Opioid", "Sleep. Opioid");
    let changed = words(&fixture, TODAY);
    assert!(changed.starts_with("not-met: the text was changed since its review"), "{changed}");
    assert!(changed.contains("`handout review record first-visit --lang en --reviewer PERSON"), "{changed}");
}

#[test]
fn the_report_for_programs_keeps_its_shape() {
    let fixture = Fixture::reviewed();
    let covered = report(cover(&fixture, &["--format", "json"]).exits(0));
    let keys = |value: &Value| -> Vec<String> { value.as_object().expect("a block").keys().cloned().collect() };
    assert_eq!(keys(&covered), ["texts"]);
    let text = &covered["texts"][0];
    assert_eq!(keys(text), ["id", "lang", "kind", "revision", "clinic", "instruments"]);
    assert_eq!(
        (&text["id"], &text["clinic"], &text["kind"]),
        (&"first-visit".into(), &"maple".into(), &"guide".into())
    );
    let instruments = text["instruments"].as_array().expect("instruments");
    let ids: Vec<&str> = instruments.iter().filter_map(|instrument| instrument["id"].as_str()).collect();
    assert_eq!(ids, ["pif-tick", "cdc-cci", "jama", "discern", "pemat-p"]);
    for instrument in instruments {
        let head = ["id", "title", "edition", "publisher", "url", "note", "counts", "items"];
        assert_eq!(keys(instrument), head);
        assert_eq!(keys(&instrument["counts"]), ["met", "not_met", "to_judge", "does_not_apply"]);
        let items = instrument["items"].as_array().expect("items");
        let count = |verdict: &str| items.iter().filter(|item| item["verdict"] == verdict).count() as u64;
        let counts = &instrument["counts"];
        assert_eq!(counts["met"], count("met"));
        assert_eq!(counts["not_met"], count("not-met"));
        assert_eq!(counts["to_judge"], count("to-judge"));
        assert_eq!(counts["does_not_apply"], count("does-not-apply"));
        for item in items {
            assert_eq!(keys(item), ["number", "name", "asks", "verdict", "words", "helps"]);
            assert!(item["words"].as_str().is_some_and(|words| !words.is_empty()), "{item}");
        }
    }
    // No score, and no total.
    cover(&fixture, &[]).says_nothing_of("score").says_nothing_of("total");
}

#[test]
fn names_that_are_not_there_are_told() {
    let fixture = Fixture::reviewed();
    fixture.run(&["coverage", "first-visti"]).exits(2).complains("did you mean `first-visit`?");
    cover(&fixture, &["--instrument", "pif-tik"]).exits(2).complains("did you mean `pif-tick`?");
    cover(&fixture, &["--clinic", "mapel"]).exits(2).complains("did you mean `maple`?");
    cover(&fixture, &["--lang", "es"]).exits(2).complains("the project has no language `es`");
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    cover(&fixture, &["--lang", "es"]).exits(2).complains("the project has no such text in that language");
}

#[test]
fn a_text_with_mistakes_is_not_held_against_anything() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "summary: What", "sumary: What");
    let run = cover(&fixture, &[]);
    run.exits(1).complains("error[unknown-key]").prints("its file has errors");
    let covered = report(cover(&fixture, &["--format", "json"]).exits(1));
    assert_eq!(covered["texts"][0]["instruments"], Value::Null);
}

#[test]
fn shipped_instruments_hold_against_their_schema() {
    let fixture = Fixture::reviewed();
    for id in ["pif-tick", "cdc-cci", "jama", "discern", "pemat-p"] {
        let text = std::fs::read(root().join(format!("src/coverage/instruments/{id}.yaml"))).expect("it ships");
        fixture.write(&format!("sources/instruments/{id}.yaml"), text);
    }
    assert_eq!(cover(&fixture, &["--instrument", "jama"]).exits(0).err, "");
}

#[test]
fn an_own_instrument_of_the_same_name_takes_the_place() {
    let fixture = Fixture::reviewed();
    let items = "  - {number: 7a, name: Purpose, asks: Why there is this text., check: purpose}\n  \
        - {name: Warm, asks: It is kind., judge: Is it kind?, helps: [audience]}\n";
    fixture.write("sources/instruments/jama.yaml", HEAD.replace("id: own", "id: jama") + items);
    let run = cover(&fixture, &["--instrument", "jama"]);
    run.exits(0).prints("Our list (jama): 2026").prints("7a  Purpose  not met   write `purpose:`");
    run.prints("-   Warm     to judge  Is it kind?").prints("- `audience`: Families before a first visit");
    run.prints("0 met, 1 not met, 1 for a person to judge").says_nothing_of("Silberg");
}

#[test]
fn a_bad_instrument_is_told_with_its_place() {
    let fixture = Fixture::reviewed();
    let items = "  - {number: 1, name: Purpose, asks: Why there is this text., check: purpos}\n  \
        - {number: 1, name: Kind, asks: It is kind.}\n  \
        - {number: 2, name: Kind, ask: It is kind., judge: Is it kind?, helps: [grade, grades]}\n";
    fixture.write(OWN, HEAD.replace("id: own", "id: ours") + items);
    let run = cover(&fixture, &["--instrument", "jama"]);
    kept("bad-instrument", &run.exits(1).err);
    cover(&fixture, &["--instrument", "own"]).exits(2).complains("there is no instrument `own`");
    // Texts are built all the same.
    fixture.build(&["--product", "leaflet", "--paper", "letter"]).exits(1).prints("built");
}
