//! Many mistakes at once: all are found in one run, and one bad text stops no other.

use std::collections::BTreeSet;

use crate::findings::cases::{CLINIC, FACTS, GUIDE, PEOPLE, PROJECT, REVIEW, SHEET};
use crate::support::{Fixture, Run};

/// Code and place of each finding: `error[wrong-type]`, `sources/…:4:9`.
fn found(run: &Run) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in run.err.lines() {
        if let Some((head, _)) =
            line.split_once("]: ").filter(|(h, _)| h.starts_with("error[") || h.starts_with("warning["))
        {
            found.push((format!("{head}]"), String::new()));
        } else if let (Some(place), Some(last)) = (line.trim_start().strip_prefix("--> "), found.last_mut()) {
            last.1 = place.to_owned();
        }
    }
    found
}

/// Line and column of the first `words` in a text, counted from 1.
#[track_caller]
fn place(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap_or_else(|| panic!("no `{words}`"));
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{line}:{column}")
}

const TEN: &str = "\
id: first-visit
title: 2026
subtitle: What happens
audience: Families before a first visit
summary: What happens at a first visit, and how a family can help.
authors: [sample-author]
dates: {issued: 2026-11-20}
topics: opioids
sections:
  - id: before
    heading: Before you come
    body: |
      # Three questions

      If you are afraid for a life, call [](fact:call-912).
  - id: after
    heading: After the visit
    brief: Rest, and talk about it the next day.
    note: to be written
    body: |
      Opioid use disorder is an illness, and `treatment` takes time.
";

#[test]
fn ten_mistakes_in_one_file_are_ten_findings() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let guide = "out/maple/first-visit.en-leaflet-letter.pdf";
    let before = std::fs::read(fixture.path(guide)).expect("it was built");
    fixture.write(GUIDE, TEN).edit(SHEET, "label: Your name", "label: Your full name");

    let run = fixture.build(&[]);
    run.exits(1);
    let expected: Vec<(String, String)> = [
        ("missing-key", "id: first-visit"), // revision
        ("wrong-type", "2026"),
        ("unknown-key", "subtitle"),
        ("unknown-id", "sample-author"),
        ("wrong-type", "opioids"),
        ("missing-key", "id: before"), // brief
        ("markdown", "# Three"),
        ("unknown-id", "[](fact:call-912)"),
        ("unknown-key", "note"),
        ("markdown", "`treatment`"),
    ]
    .map(|(code, words)| (format!("error[{code}]"), format!("{GUIDE}:{}", place(TEN, words))))
    .into();
    let warning = ("warning[changed-under-revision]".to_owned(), format!("{SHEET}:3:1"));
    assert_eq!(found(&run), [expected, vec![warning]].concat(), "{}", run.err);
    run.complains("10 errors, 1 warning");

    assert_eq!(std::fs::read(fixture.path(guide)).ok(), Some(before), "the last output of the broken text stays");
    assert!(fixture.path("out/maple/all-fields.en-worksheet-letter-DRAFT.pdf").exists(), "the other text is built");
    run.says_nothing_of("first-visit.en-leaflet-letter.pdf is of an earlier build");
}

#[test]
fn findings_of_all_files_come_at_once_in_order() {
    let fixture = Fixture::reviewed();
    let strings = std::fs::read_to_string(crate::support::root().join("sources/strings/en.yaml")).expect("it ships");
    fixture
        .edit(PROJECT, "months: 24", "months: 0")
        .edit(PEOPLE, "credentials: LPC", "credentails: LPC")
        .edit(CLINIC, "phone: 555-0101", "phone: 5550101")
        .edit(FACTS, "recheck_after: 90\n  - id: crisis-988", "recheck_after: 0\n  - id: crisis-988")
        .edit(GUIDE, "revision: 2", "revision: two")
        .edit(SHEET, "type: scale", "type: scales")
        .edit(REVIEW, "reviewed: \"2026-11-25\"", "reviewed: \"2027-11-25\"")
        .write("sources/strings/en.yaml", strings.replace("page: Page", "page: Page 1"))
        .write("sources/notes.txt", "call them");
    let run = fixture.build(&[]);
    run.exits(2);
    let found = found(&run);
    let files: Vec<&str> = found.iter().filter_map(|(_, place)| place.split(':').next()).collect();
    let distinct: BTreeSet<&str> = files.iter().copied().collect();
    let expected =
        [CLINIC, FACTS, GUIDE, "sources/notes.txt", PEOPLE, PROJECT, REVIEW, "sources/strings/en.yaml", SHEET];
    assert_eq!(distinct, expected.into_iter().collect(), "{}", run.err);
    assert!(files.is_sorted(), "{}", run.err);
    assert_eq!(found.len(), expected.len(), "one finding for each file\n{}", run.err);
}

#[test]
fn a_mistake_in_one_language_leaves_the_other() {
    let fixture = Fixture::reviewed();
    let spanish = fixture
        .read(GUIDE)
        .replace("title: The first visit", "title: La primera visita")
        .replace("worksheets: [all-fields]\n", "");
    fixture
        .edit(PROJECT, "languages: [en]", "languages: [en, es]")
        .edit(CLINIC, "hours: {en", "hours: {es: Lunes a viernes, en")
        .edit(CLINIC, "logo_alt: {en", "logo_alt: {es: Una hoja, en")
        .write("sources/guides/first-visit/es.yaml", spanish)
        .edit(GUIDE, "revision: 2", "revision: 0");
    // The warning is that most of the words are English still.
    fixture.build(&["--paper", "letter"]).exits(1).complains("1 error, 1 warning\n");
    assert!(fixture.path("out/maple/first-visit.es-leaflet-letter-DRAFT.pdf").exists());
    assert!(!fixture.path("out/maple/first-visit.en-leaflet-letter.pdf").exists());
}

#[test]
fn files_of_windows_editors_are_read() {
    let fixture = Fixture::reviewed();
    for file in [PROJECT, PEOPLE, CLINIC, FACTS, GUIDE, SHEET, REVIEW] {
        let text = format!("\u{feff}{}", fixture.read(file).replace('\n', "\r\n"));
        fixture.write(file, text);
    }
    let run = fixture.build(&["--paper", "letter"]);
    run.exits(0);
    assert_eq!(run.err, "");
    assert!(fixture.path("out/maple/first-visit.en-leaflet-letter.pdf").exists(), "line ends are not in the digest");
    // Mistakes are still found at their places.
    fixture.edit(GUIDE, "Two people are enough", "Two `people` are enough").edit(
        GUIDE,
        "id: first-visit",
        "id: last-visit",
    );
    let run = fixture.build(&[]);
    run.exits(1).complains(&format!("--> {GUIDE}:51:37"));
    run.complains(&format!("--> {GUIDE}:1:5\n  |\n1 | id: last-visit\n"));
}
