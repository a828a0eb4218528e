//! What staff get wrong, and what must not happen then: nothing is written, nothing that families wrote is shown. And
//! what works as a clerk expects.

use serde_json::json;

use super::{ANSWERS, fill};
use crate::support::Fixture;

/// Stands for what a family wrote, in every kind of mistake.
const SECRET: &str = "ZEBRASECRET";

/// The words of files in which the secret stands where it makes a mistake.
const WRONG: &[(&str, &str)] = &[
    (
        "keys.yaml",
        "ZEBRASECRET: 1\nshort: {ZEBRASECRET: 1}\nlong: {family: [{ZEBRASECRET: 1}], signed: {ZEBRASECRET: 1}}\nhelpers: [{ZEBRASECRET: 1}]\nextra-space: {ZEBRASECRET: 1}\n",
    ),
    ("twice.yaml", "ZEBRASECRET: 1\nZEBRASECRET: 2\n"),
    (
        "types.yaml",
        "short: {full-name: {ZEBRASECRET: 1}, day: ZEBRASECRET, phone: ZEBRASECRET, people: ZEBRASECRET, agreed: ZEBRASECRET}\nlong: {hopes: [[ZEBRASECRET]], bring: [ZEBRASECRET], ride: ZEBRASECRET, worry: ZEBRASECRET, family: ZEBRASECRET, signed: ZEBRASECRET}\nhelpers: ZEBRASECRET\nextra-space: ZEBRASECRET\n",
    ),
    ("parts.yaml", "short: ZEBRASECRET\nlong: [ZEBRASECRET]\n"),
    ("root.yaml", "ZEBRASECRET\n"),
    ("list.yaml", "- ZEBRASECRET\n"),
    (
        "rows.yaml",
        "long: {family: [{who: ZEBRASECRET}, {}, {}, {who: ZEBRASECRET}]}\nhelpers: [{}, {}, {helper-name: ZEBRASECRET}]\n",
    ),
    ("quote.yaml", "short:\n  full-name: \"ZEBRASECRET\n  day: 3\n"),
    ("colon.yaml", "short:\n  full-name: ZEBRASECRET: ZEBRASECRET\n"),
    ("anchor.yaml", "short:\n  full-name: *ZEBRASECRET\n"),
    ("tag.yaml", "short:\n  people: !ZEBRASECRET x\n  day: !!int ZEBRASECRET\n"),
    ("tab.yaml", "short:\n\tfull-name: ZEBRASECRET\n"),
    ("form.yaml", "form: ZEBRASECRET\nanswers: {short: {full-name: ZEBRASECRET}}\n"),
    ("mixed.yaml", "short: {full-name: \"ZEBRASECRET … [1]\"}\nextra-space: {text: \"[1] … ZEBRASECRET\"}\n"),
    ("open.json", "{\"short\": {\"full-name\": \"ZEBRASECRET\""),
    ("types.json", "{\"short\": {\"full-name\": \"\\ud83d\\ude42\", \"day\": \"ZEBRASECRET\", \"ZEBRASECRET\": 1}}"),
    ("head.csv", "ZEBRASECRET,ZEBRASECRET\nZEBRASECRET,1\n"),
    ("column.csv", "short.full-name,ZEBRASECRET,ZEBRASECRET\nZEBRASECRET,1,2\n"),
    (
        "cells.csv",
        "short.day,short.phone,short.people,short.agreed,long.bring,long.ride,long.worry,form,language,\nZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET,ZEBRASECRET\n",
    ),
    ("ragged.csv", "short.full-name,short.day\nZEBRASECRET\nZEBRASECRET,,ZEBRASECRET\n\"ZEBRASECRET\n"),
];

#[test]
fn no_mistake_shows_what_families_wrote_or_writes_anything() {
    let fixture = Fixture::reviewed();
    for (name, text) in WRONG {
        fixture.write(name, text);
    }
    let long = format!("short: {{full-name: \"{}\"}}\n", "ZEBRASECRET ".repeat(2000));
    let names = "short.full-name,short.day\nZEBRASECRET,12/13/2026\nZEBRASECRET,12/13/2026\n";
    fixture.write("long.yaml", long).write("names.csv", names);
    fixture.write("latin.csv", b"short.full-name\nZEBRASECRET \xe9\n").write("ZEBRA.txt", "ZEBRASECRET");
    let before = fixture.everything();
    for (name, _) in WRONG {
        fill(&fixture, name, &["--verbose", "--flatten"]).exits(1).complains("error[").says_nothing_of(SECRET);
    }
    fill(&fixture, "long.yaml", &[]).exits(1).complains("answer-too-long").says_nothing_of(SECRET);
    fill(&fixture, "names.csv", &["--name-from", "short.full-name"]).exits(1).says_nothing_of(SECRET);
    fill(&fixture, "latin.csv", &[]).exits(2).says_nothing_of(SECRET);
    fill(&fixture, "ZEBRA.txt", &[]).exits(2).says_nothing_of(SECRET);
    assert_eq!(fixture.everything(), before, "something was written");
}

#[test]
fn nothing_that_families_wrote_is_shown_on_the_way() {
    let fixture = Fixture::reviewed();
    let answers = ANSWERS.replace("José Ñúñez", SECRET).replace("A quiet day.", &"ZEBRASECRET and ".repeat(60));
    let pdf = fixture.filled(&answers);
    fixture.write("families.csv", "short.full-name,short.day\nZEBRASECRET,12/13/2026\n");
    // What a column says names a file where that is asked for, and even then no message tells it.
    let named = ["--name-from", "short.full-name", "--out", "named"];
    fill(&fixture, "families.csv", &named).exits(0).prints("filled 1 worksheet in named").says_nothing_of(SECRET);
    fill(&fixture, "families.csv", &named)
        .exits(2)
        .complains(
            "error: 1 of the PDFs is in named already (--replace writes over them, --out names another folder)\n",
        )
        .says_nothing_of(SECRET);
    assert!(fixture.path("named/ZEBRASECRET.pdf").is_file());
    std::fs::remove_dir_all(fixture.path("named")).expect("it can be removed");
    fill(&fixture, "families.csv", &["--verbose"]).exits(0).says_nothing_of(SECRET);
    fill(&fixture, "answers.yaml", &["--verbose", "--out", "again"])
        .exits(0)
        .complains("answer-too-long")
        .says_nothing_of(SECRET);
    fixture.typed(&pdf, &[("long.hopes", "ZEBRASECRET 🙂")]);
    fixture.run(&["flatten", &pdf, "--verbose"]).exits(1).complains("missing-glyph").says_nothing_of(SECRET);
    fixture.run(&["extract", &pdf, "--verbose", "--out", "answers-out.yaml"]).exits(0).says_nothing_of(SECRET);
    fixture.typed(
        &pdf,
        &[
            ("short.day", SECRET),
            ("short.phone", SECRET),
            ("short.people", SECRET),
            ("long.ride", SECRET),
            ("long.worry", SECRET),
        ],
    );
    let run = fixture.run(&["extract", &pdf]);
    run.exits(1).complains("bad-answer").prints(SECRET);
    assert!(!run.err.contains(SECRET), "{}", run.err);
    for (path, _) in fixture.everything() {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(!name.contains(SECRET) && name != "manifest.json", "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_what_families_wrote() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::reviewed();
    let pdf = fixture.filled(ANSWERS);
    fixture.write("families.csv", "short.full-name\nAnn\nBob\n");
    fill(&fixture, "families.csv", &["--out", "new/deep"]).exits(0);
    fixture.run(&["flatten", &pdf, "--out", "flat/deep"]).exits(0);
    fixture.run(&["extract", &pdf, "--out", "data/deep/answers.csv", "--format", "csv"]).exits(0);
    let rights = |path: &str| std::fs::metadata(fixture.path(path)).expect("it is there").permissions().mode() & 0o777;
    for folder in ["filled", "new", "new/deep", "flat", "flat/deep", "data", "data/deep"] {
        assert_eq!(rights(folder), 0o700, "{folder}");
    }
    for file in [
        &*pdf,
        "new/deep/all-fields.en-worksheet-letter-filled-0001.pdf",
        "new/deep/all-fields.en-worksheet-letter-filled-0002.pdf",
        "flat/deep/all-fields.en-worksheet-letter-filled-flat.pdf",
        "data/deep/answers.csv",
    ] {
        assert_eq!(rights(file), 0o600, "{file}");
    }
}

#[test]
fn what_is_there_stays_as_it_is() {
    let fixture = Fixture::reviewed();
    let pdf = fixture.filled(ANSWERS);
    fixture.write("families.csv", "short.full-name\nAnn\nBob\n");
    fill(&fixture, "families.csv", &[]).exits(0);
    fixture.run(&["flatten", &pdf]).exits(0);
    let before = fixture.everything();
    fill(&fixture, "answers.yaml", &[])
        .exits(2)
        .complains(&format!("error: {pdf} is there already (--replace writes over it)\n"));
    fill(&fixture, "families.csv", &[]).exits(2).complains(
        "error: 2 of the PDFs are in filled already (--replace writes over them, --out names another folder)\n",
    );
    fixture.run(&["flatten", &pdf]).exits(2).complains("-flat.pdf is there already (--replace writes over it)\n");
    let flat = pdf.replace(".pdf", "-flat.pdf");
    fixture
        .run(&["flatten", &pdf, &pdf.replace("filled.pdf", "filled-0001.pdf"), &pdf, "--out", "x"])
        .exits(2)
        .complains("two of the files would become x/");
    fixture.run(&["flatten", &flat]).exits(1).complains("it was flattened");
    fixture.run(&["extract", &pdf, "--out", &pdf]).exits(2).complains("is one of the worksheets to read");
    fixture.run(&["fill", &pdf, "--data", "answers.yaml", "--out", "y", "--lang", "es"]);
    let after: Vec<_> =
        fixture.everything().into_iter().filter(|(path, _)| !path.starts_with(fixture.path("y"))).collect();
    assert_eq!(after, before);
    // Where findings and a target that is there come together, both are said.
    fixture.write("answers.yaml", "short: {day: soon}\n");
    fill(&fixture, "answers.yaml", &[]).complains("bad-answer");
}

#[test]
fn what_cannot_be_data_is_refused_in_plain_words() {
    let fixture = Fixture::reviewed();
    fixture.write("answers.yaml", ANSWERS).write("table.xlsx", "PK").write("latin.csv", b"short.full-name\nJos\xe9\n");
    fixture.write("latin.yaml", b"short: {full-name: Jos\xe9}\n").write("notes.docx", "PK");
    let before = fixture.everything();
    for (data, problem) in [
        ("sources", "error: sources is a folder: name one file with --data\n"),
        ("-", "error: answers are read from a file alone: name one with --data\n"),
        (
            "table.xlsx",
            "error: table.xlsx is not read: answers are in .yaml or .json, or in a table saved as CSV UTF-8 (.csv)\n",
        ),
        ("notes.docx", "error: notes.docx is neither .yaml nor .json nor .csv\n"),
        ("nothing.yaml", "error: there is no file nothing.yaml\n"),
        (
            "latin.csv",
            "error: latin.csv is not UTF-8 text: save it once more in Excel, as `CSV UTF-8 (Comma delimited)`\n",
        ),
        ("latin.yaml", "error: latin.yaml is not UTF-8 text: save it once more in an editor, with that encoding\n"),
    ] {
        let run = fill(&fixture, data, &[]);
        run.exits(2);
        assert_eq!(run.err, problem);
    }
    for (args, problem) in [
        (
            &["fill", "all-field", "--data", "answers.yaml"][..],
            "the project has no worksheet `all-field` (did you mean `all-fields`?)",
        ),
        (&["fill", "sources", "--data", "answers.yaml"], "the project has no worksheet `sources`"),
        (
            &["fill", "all-fields", "--data", "answers.yaml", "--name-from", "x"],
            "--name-from names a column of a CSV file",
        ),
        (&["fill", "all-fields", "--data", "answers.yaml", "--clinic", "oak"], "the project has no clinic `oak`"),
        (&["fill", "all-fields"], "--data <FILE>"),
        (&["extract"], "<PDF>..."),
    ] {
        fixture.run(args).exits(2).complains(problem);
    }
    fixture.run(&["fill", "nothing.pdf", "--data", "answers.yaml"]).exits(1).complains("there is no such file");
    fixture.run(&["extract", "-"]).exits(1).complains("there is no such file");
    assert_eq!(fixture.everything(), before);
}

#[test]
fn a_table_from_a_spreadsheet_is_taken_as_it_comes() {
    let fixture = Fixture::reviewed();
    // With the mark, semicolons, Windows line ends, an empty row and column, a midnight, options by their words.
    fixture.write(
        "families.csv",
        "\u{feff}case;short.full-name;short.day;short.agreed;long.bring;long.ride;short.phone;\r\n\
         A 1;\"Ann\r\nand Bob\";2026-12-13 00:00:00;YES;a card, A list of medicines;not sure;'+1 555 0100;\r\n\
         ;;;;;;;\r\n\
         A/2;Cy;12/13/2026 0:00;TRUE;card;NO;5550100;\r\n\
         A:3;Dee;12/13/2026;x;;yes;;\r\n",
    );
    fill(&fixture, "families.csv", &["--name-from", "case"]).exits(0).prints("filled 3 worksheets in filled");
    let first = fixture.extracted("filled/A 1.pdf");
    assert_eq!(first["answers"]["short"]["full-name"], json!("Ann\nand Bob"));
    assert_eq!(first["answers"]["short"]["phone"], json!("+1 555 0100"));
    assert_eq!(first["answers"]["long"]["bring"], json!(["list", "card"]));
    for (name, ride) in [("A 1", "not-sure"), ("A-2", "no-thanks"), ("A-3", "yes-please")] {
        let answers = fixture.extracted(&format!("filled/{name}.pdf"))["answers"].take();
        assert_eq!(answers["short"]["day"], json!("2026-12-13"));
        assert_eq!(answers["short"]["agreed"], json!(true));
        assert_eq!(answers["long"]["ride"], json!(ride));
    }
    // With tabs, as the clipboard gives it.
    fixture.write("families.csv", "short.full-name\tshort.agreed\nAnn, Bob\tno\n");
    fill(&fixture, "families.csv", &["--out", "tabs"]).exits(0);
    let answers = fixture.extracted("tabs/all-fields.en-worksheet-letter-filled-0001.pdf");
    assert_eq!(answers["answers"]["short"]["full-name"], json!("Ann, Bob"));
}

#[test]
fn a_spreadsheet_writes_numbers_and_signs_in_its_own_way() {
    let fixture = Fixture::reviewed();
    let head = "sep=;\r\nshort.full-name;short.agreed;long.worry;short.people;short.phone;short.day\r\n";
    fixture.write("families.csv", format!("\u{feff}{head}Ann;1.0;7.0;3.0;5550100.0;12/13/2026\r\nBob;0.0;10,0;;;\r\n"));
    fill(&fixture, "families.csv", &[]).exits(0).prints("filled 2 worksheets");
    fixture.write("answers.yaml", "short: {agreed: 1.0, phone: \"5550100.0\", people: 3.0}\nlong: {worry: 7.0}\n");
    fill(&fixture, "answers.yaml", &["--out", "typed"]).exits(0);
    for name in
        ["filled/all-fields.en-worksheet-letter-filled-0001.pdf", "typed/all-fields.en-worksheet-letter-filled.pdf"]
    {
        let answers = fixture.extracted(name)["answers"].take();
        let short = &answers["short"];
        assert_eq!((&short["agreed"], &short["phone"]), (&json!(true), &json!("5550100")), "{name}");
        assert_eq!((&answers["long"]["worry"], &short["people"]), (&json!(7), &json!(3)), "{name}");
    }
    let second = fixture.extracted("filled/all-fields.en-worksheet-letter-filled-0002.pdf")["answers"].take();
    assert_eq!((&second["short"]["agreed"], &second["long"]["worry"]), (&json!(false), &json!(10)));
    // What could be two days is asked about, on its line of the file.
    fixture.write("families.csv", format!("{head}Ann;;7.5;;;03/04/2026\r\n"));
    fill(&fixture, "families.csv", &["--out", "none"])
        .exits(1)
        .complains("the answer `short.day` can be read as two days\n--> families.csv:3:1")
        .complains("write year-month-day")
        .complains("the answer `long.worry` is not on the scale");
    fixture.write("answers.yaml", "short: {day: 03/04/2026}\n");
    fill(&fixture, "answers.yaml", &["--out", "none"]).exits(1).complains("can be read as two days");
    fixture.write("families.csv", "sep=;\nshort.nobody;short.day\nAnn;\n");
    fill(&fixture, "families.csv", &["--out", "none"]).exits(1).complains("--> families.csv:2:1");
}

#[test]
fn lines_and_columns_are_those_of_the_file() {
    let fixture = Fixture::reviewed();
    fixture.write("answers.yaml", "\u{feff}short: {day: soon}\nlong:\n  hopes: ñandú\n  ride: taxi\n");
    fill(&fixture, "answers.yaml", &[])
        .exits(1)
        .complains("--> answers.yaml:1:14\n")
        .complains("--> answers.yaml:4:9\n");
    fixture.write("answers.yaml", "short: {full-name: Ñúñez, day: soon}\r\nlong:\r\n  ride: taxi\r\n");
    fill(&fixture, "answers.yaml", &[])
        .exits(1)
        .complains("--> answers.yaml:1:32\n")
        .complains("--> answers.yaml:3:9\n");
    fixture
        .write("families.csv", "\u{feff}short.full-name,short.day\r\n\"a\r\nb\",soon\r\n\r\nc,soon\r\nd\r\ne,soon\r\n");
    let run = fill(&fixture, "families.csv", &[]);
    run.exits(1).complains("4 errors");
    for line in [2, 5, 6, 7] {
        run.complains(&format!("--> families.csv:{line}:1\n"));
    }
}

#[test]
fn several_files_become_one_table_or_several_documents() {
    let fixture = Fixture::reviewed();
    fixture.write("families.csv", "short.full-name\nAnn\nBob\n");
    fill(&fixture, "families.csv", &[]).exits(0);
    let pdf = |n: u32| format!("filled/all-fields.en-worksheet-letter-filled-000{n}.pdf");
    let run = fixture.run(&["extract", &pdf(1), &pdf(2), "--format", "csv"]);
    run.exits(0);
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    let run = fixture.run(&["extract", &pdf(1), &pdf(2), "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&list[0]["answers"]["short"]["full-name"], &list[1]["file"]), (&json!("Ann"), &json!(pdf(2))));
    let run = fixture.run(&["extract", &pdf(1), &pdf(2)]);
    assert_eq!(run.out.matches("\n---\n").count(), 1, "{}", run.out);
    // One that cannot be read takes nothing away from the others.
    fixture.write("letter.pdf", "Dear clinic");
    let run = fixture.run(&["extract", "letter.pdf", &pdf(1), "--format", "csv"]);
    run.exits(1).complains("error[bad-pdf]: the file is no PDF").prints("Ann");
}
