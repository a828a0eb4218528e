//! `check --language`: grades beside those of another program, words at their places, what is asked for, exit codes.

use serde_json::Value;

use crate::support::{Fixture, Run, TODAY, root};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";

fn judge(fixture: &Fixture, args: &[&str]) -> Run {
    fixture.run(&[&["check", "--language", "--today", TODAY], args].concat())
}

fn report(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}{}", run.out, run.err))
}

/// Code, line and columns of what was found in a file.
fn found(run: &Run, file: &str) -> Vec<(String, u64, u64, u64)> {
    let number = |value: &Value| value.as_u64().expect("a number");
    let findings = report(run)["findings"].as_array().expect("findings").clone();
    let here = findings.iter().filter(|f| f["file"] == file);
    here.map(|f| {
        let code = f["code"].as_str().expect("a code").to_owned();
        (code, number(&f["line"]), number(&f["column"]), number(&f["end_column"]))
    })
    .collect()
}

/// Measures, each with the grade that it was given and the one that it should have been given.
type Kept = &'static [(&'static str, f64, f64)];

/// What textstat 0.7.8 gave the texts of `tests/fixtures/reading`: Flesch-Kincaid and SMOG, or Szigriszt-Pazos with the
/// syllables of Spanish. It looked English words up in the same dictionary, and cut all others by a table of hyphens,
/// which finds one syllable in "opioid" and two in "naloxone". So the grades of the same formulas, with these words
/// counted as they are said, stand behind those that it gave.
const KEPT: &[(&str, &str, Kept)] = &[
    ("guides", "naloxone-at-home.en", &[("FK", 2.71, 2.96), ("SMOG", 6.52, 7.22)]),
    ("guides", "naloxone-at-home.es", &[("INFLESZ", 80.9, 80.9)]),
    ("worksheets", "boundaries-and-support.en", &[("FK", 1.33, 1.48), ("SMOG", 5.64, 6.06)]),
    ("worksheets", "boundaries-and-support.es", &[("INFLESZ", 81.0, 81.0)]),
];

#[test]
fn grades_are_those_of_another_program() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    let mut paths = Vec::new();
    for (folder, name, _) in KEPT {
        let (id, lang) = name.split_once('.').expect("an id and a language");
        let path = format!("sources/{folder}/{id}/{lang}.yaml");
        let text = std::fs::read(root().join(format!("tests/fixtures/reading/{name}.yaml"))).expect("a kept text");
        fixture.write(&path, text);
        paths.push(path);
    }
    let run = judge(&fixture, &["--format", "json"]);
    let report = report(&run);
    for (path, (_, _, kept)) in paths.iter().zip(KEPT) {
        let text = report["texts"].as_array().expect("texts").iter().find(|text| text["file"] == *path);
        let measures = &text.unwrap_or_else(|| panic!("no {path}"))["grades"]["measures"];
        for (measure, theirs, as_said) in *kept {
            let ours = measures[measure].as_f64().unwrap_or_else(|| panic!("no {measure} of {path}"));
            assert!((ours - as_said).abs() <= 0.2, "{path}: {measure} {ours}, kept {as_said}");
            assert!(ours >= theirs - 0.2 || *measure == "INFLESZ", "{path}: {measure} is kinder than {theirs}: {ours}");
        }
    }
}

#[test]
fn shipped_texts_are_plain() {
    let run = crate::support::run_in(root(), &["check", "--language", "--strict", "--today", TODAY]);
    run.exits(0).prints("guides/naloxone-at-home/es.yaml");
}

#[test]
fn words_are_marked_where_they_were_typed() {
    let fixture = Fixture::reviewed();
    fixture.edit(
        GUIDE,
        "summary: What happens at a first visit, and how a family can help.\n",
        "summary: >-\n  What happens at a visit,\n  if a junkie asks.\n",
    );
    fixture.edit(
        GUIDE,
        "      Rest. Opioid",
        "      Rest, and\n      do not abuse *anything*, prior\n      to sleep. Opioid",
    );
    fixture.edit(GUIDE, "publisher: Original Publisher", "publisher: \"Utilize the Clean House\"");
    let run = judge(&fixture, &["--format", "json", "first-visit"]);
    let expected = [("shaming-word", 8, 8, 14), ("shaming-word", 49, 14, 19), ("plainer-word", 49, 32, 37)];
    let mut found = found(run.exits(0), GUIDE);
    found.retain(|(code, ..)| code != "unused-exception");
    let expected: Vec<_> = expected.map(|(code, line, from, to)| (code.to_owned(), line, from, to)).to_vec();
    assert_eq!(found, expected, "{}", run.out);
}

#[test]
fn titles_keep_a_word_for_a_reason() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "title: The first visit\n", "title: Living with an Addict\n");
    judge(&fixture, &["first-visit"]).exits(0).complains("warning[shaming-word]: `Addict` puts shame on people");
    judge(&fixture, &["first-visit", "--strict"]).exits(1);
    let reason = "language_exceptions:\n  - {term: an addict, reason: Families look for it.}\n";
    fixture.edit(GUIDE, "introduction: |", &format!("{reason}introduction: |"));
    let run = judge(&fixture, &["first-visit", "--strict"]);
    run.exits(0).prints("  Addict\n");
    assert_eq!(run.err, "");
    fixture.edit(GUIDE, "title: Living with an Addict\n", "title: The first visit\n");
    fixture.edit(GUIDE, "question: Who may come along?", "question: May an addict come along?");
    let run = judge(&fixture, &["first-visit"]);
    run.complains("warning[unused-exception]: the exception `an addict` excuses nothing");
    run.complains("warning[shaming-word]: `addict` puts shame on people");
}

#[test]
fn what_is_asked_for_is_judged() {
    let fixture = Fixture::reviewed();
    judge(&fixture, &[]).exits(0).prints("guides/first-visit/en.yaml").prints("facts/us.en.yaml");
    let run = judge(&fixture, &["facts-us", "--lang", "en"]);
    assert!(!run.exits(0).out.contains("first-visit") && run.out.contains("facts/us.en.yaml"), "{}", run.out);
    judge(&fixture, &["first-visti"]).exits(2).complains("did you mean `first-visit`?");
    judge(&fixture, &["--product", "leaflet"]).exits(2).complains("cannot be used with");
    fixture.run(&["check", "--strict"]).exits(2).complains("--language");
    // A text with mistakes is judged too.
    fixture.edit(GUIDE, "summary: What", "sumary: What");
    judge(&fixture, &["first-visit"]).exits(1).prints("guides/first-visit/en.yaml").complains("error[unknown-key]");
    let sarif = judge(&fixture, &["--format", "sarif"]);
    assert_eq!(report(sarif.exits(1))["runs"][0]["results"][0]["ruleId"], "unknown-key");
    // Facts that come with the program are nobody's to change.
    fixture.remove("sources/facts/us.en.yaml");
    assert!(!judge(&fixture, &[]).out.contains("facts/us.en.yaml"));
}

#[test]
fn a_language_without_a_measure_is_said_to_have_none() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, fr]");
    fixture.write("sources/guides/first-visit/fr.yaml", "id: first-visit\ntitle: La visite\n");
    judge(&fixture, &["--lang", "fr"]).prints("no measure for the language `fr`");
}
