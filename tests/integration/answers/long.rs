//! A worksheet of a thousand questions: it builds, its numbers fit their discs, and answers go in and out.

use serde_json::json;

use crate::support::{Fixture, TODAY};

#[test]
fn a_thousand_questions_are_asked_and_answered() {
    let fixture = Fixture::reviewed();
    let mut sheet =
        "id: long\ntitle: A long form\nrevision: 1\naudience: Testers\nsummary: A form.\nauthors: [writer]\n\
                     dates: {issued: 2026-11-24}\ntopics: [general]\nparts:\n"
            .to_owned();
    let authors = fixture.read(super::SHEET);
    for key in ["authors:", "topics:", "dates:"] {
        let own = authors.lines().find(|line| line.starts_with(key)).expect("the worksheet has it");
        let from = sheet.lines().find(|line| line.starts_with(key)).expect("it is there").to_owned();
        sheet = sheet.replace(&from, own);
    }
    for part in 0..20 {
        sheet.push_str(&format!("  - id: part{part}\n    heading: A part\n    danger_line: true\n    fields:\n"));
        for field in part * 50..part * 50 + 50 {
            sheet.push_str(&format!("      - {{id: q{field}, type: text, width: half, label: A question}}\n"));
        }
    }
    fixture.write("sources/worksheets/long/en.yaml", sheet);
    fixture.write("answers.yaml", "part1: {q99: hundredth}\npart19: {q999: last}\n");
    fixture.run(&["fill", "long", "--data", "answers.yaml", "--today", TODAY]).exits(0);
    let read = fixture.extracted("filled/long.en-worksheet-letter-DRAFT-filled.pdf");
    assert_eq!(read["answers"]["part1"]["q99"], json!("hundredth"));
    assert_eq!(read["answers"]["part19"]["q999"], json!("last"));
}
