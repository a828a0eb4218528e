//! What is due: groups, reasons, exit codes, tables and calendars, of two hundred texts and of a few.

mod many;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use self::many::{ON, expected, many};
use crate::support::{Fixture, Run, TODAY, root};

const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const PROJECT: &str = "sources/project.yaml";

fn due(fixture: &Fixture, more: &[&str]) -> Run {
    fixture.run(&[&["due", "--today", TODAY], more].concat())
}

#[track_caller]
fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {run:?}"))
}

/// The row of an id in a language.
#[track_caller]
fn row(json: &Value, id: &str, lang: Option<&str>) -> Value {
    let rows = json["rows"].as_array().expect("rows");
    let found: Vec<&Value> = rows.iter().filter(|row| row["id"] == id && row["lang"].as_str() == lang).collect();
    assert_eq!(found.len(), 1, "{id}: {found:?}");
    found[0].clone()
}

fn reasons(row: &Value) -> String {
    let reasons = row["blocked_by"].as_array().expect("a list").iter();
    reasons.map(|reason| reason.as_str().expect("words")).collect::<Vec<_>>().join("; ")
}

#[test]
fn each_of_two_hundred_texts_is_in_its_group() {
    let fixture = many();
    let run = fixture.run(&["due", "--format", "json", "--today", ON]);
    run.exits(1);
    let json = json(&run);
    assert_eq!(json["within"], serde_json::json!(["2mo", "3mo", "6mo"]));
    for text in expected() {
        let batch = text.batch;
        let row = row(&json, &text.id, Some(batch.lang));
        let what = format!("{} of {} {:?}: {row}", text.id, batch.kind, batch.day);
        assert_eq!(row["group"], batch.group, "{what}");
        assert_eq!(row["state"], batch.state, "{what}");
        let day = batch.day.map(|(day, _)| day);
        assert_eq!(
            (row["next_review"].as_str(), row["days_left"].as_i64()),
            (day, batch.day.map(|(_, left)| left)),
            "{what}"
        );
        let why = reasons(&row);
        assert!(why.contains(batch.why) && why.is_empty() == batch.why.is_empty(), "{what}");
        let is_translation = batch.lang == "es";
        assert_eq!(row["kind"], if is_translation { "translation" } else { batch.kind }, "{what}");
        assert_eq!(row["translation_of"].as_str(), is_translation.then_some("en"), "{what}");
        if batch.state != "unreadable" {
            let needed = if batch.kind == "worksheet" { 2 } else { 1 };
            assert_eq!(
                (&row["reviewers_needed"], &row["revision"]),
                (&needed.into(), &if batch.state == "changed" { 4 } else { 3 }.into()),
                "{what}"
            );
        }
    }
    // By the days that stand with the batches.
    let mut counts = BTreeMap::<&str, usize>::new();
    for row in json["rows"].as_array().expect("rows") {
        *counts.entry(row["group"].as_str().expect("a group")).or_default() += 1;
    }
    let of_texts = [
        ("later", 23),
        ("nothing", 5),
        ("overdue", 25),
        ("unreviewed", 50),
        ("within-2mo", 47),
        ("within-3mo", 20),
        ("within-6mo", 30),
    ];
    // Beside the texts: facts and the two that print them, facts in Spanish that nothing prints, two licences.
    let more = [("nothing", 1), ("overdue", 1), ("within-2mo", 1), ("within-3mo", 3)];
    let mut hand = BTreeMap::from(of_texts);
    more.into_iter().for_each(|(group, count)| *hand.entry(group).or_default() += count);
    assert_eq!(counts, hand);

    // Ninety days after the twentieth of December is the nineteenth of March.
    let facts = row(&json, "facts-us", Some("en"));
    assert_eq!((facts["next_review"].as_str(), facts["days_left"].as_i64()), (Some("2028-03-19"), Some(79)));
    assert_eq!(reasons(&facts), "the check of the fact `call-911` is due on 2028-03-19");
    for id in ["first-visit", "all-fields"] {
        let text = row(&json, id, Some("en"));
        assert_eq!(
            (text["next_review"].as_str(), text["own_next_review"].as_str()),
            (Some("2028-03-19"), Some("2029-11-25"))
        );
        assert_eq!(
            reasons(&text),
            "`facts-us`, which it prints, is due first: the check of the fact `call-911` on 2028-03-19"
        );
    }
    assert!(reasons(&row(&json, "facts-us", Some("es"))).starts_with("no text prints it"));
    let four = row(&json, "four", None);
    assert_eq!(
        (four["kind"].as_str(), four["group"].as_str(), four["days_left"].as_i64()),
        (Some("licence"), Some("within-2mo"), Some(31))
    );
    assert!(reasons(&four).starts_with("its last day ends the reviews of text-"), "{four}");
    assert_eq!(row(&json, "five", None)["group"], "overdue");
    kept(&fixture, &run);
}

/// A second run is answered by what was kept, and says the same; so does one that looks ahead in another way.
fn kept(fixture: &Fixture, before: &Run) {
    assert!(fixture.path(".handout/due").exists());
    let again = fixture.run(&["due", "--format", "json", "--today", ON]);
    assert_eq!((&again.out, &again.err, again.code), (&before.out, &before.err, 1));
    let days = json(&fixture.run(&["due", "--format", "json", "--today", ON, "--within", "31d"]));
    let near =
        |json: &Value| json["rows"].as_array().expect("rows").iter().filter(|row| row["group"] == "within-31d").count();
    // Those of the day itself, those whose licence ends in 31 days, and the licence.
    assert_eq!(near(&days), 10 + 8 + 1);
    let text = fixture.run(&["due", "--today", ON]);
    text.exits(1)
        .prints("\noverdue (26)\n")
        .prints("\nnot reviewed as it stands (50)\n")
        .prints("\ndue within 2 months (48)\n");
    text.prints("\ndue within 3 months (23)\n").prints("\ndue within 6 months (30)\n").prints("\nnothing to do (5)\n");
    text.prints("on 2027-12-31: 26 overdue, 50 not reviewed, 101 due within 6 months; 23 due later (`handout due --all` shows them)\n");
    assert!(!text.out.contains("2028-07-01"), "{}", text.out);
    let all = fixture.run(&["due", "--all", "--today", ON]);
    all.prints("\ndue later (23)\n").prints("\nnothing to do (6)\n").prints("translation of en  text-001");
    let csv = fixture.run(&["due", "--format", "csv", "--today", ON]);
    assert_eq!(csv.out.lines().count(), 1 + 26 + 50 + 101 + 5);
    csv.prints(",\"'=Größe, Maß; “Überblick”: ein").prints("overdue,guide,").prints(",2027-12-30,-1,");
}

/// What a calendar must have, for `tests/due-calendar.py`.
fn expected_days() -> Value {
    let dated = expected().into_iter().filter(|text| text.batch.day.is_some());
    let mut days: BTreeMap<String, Value> = dated
        .map(|text| {
            let day = text.batch.day.map(|(day, _)| day);
            let summary = format!("Review due: {} ({}), revision 3", text.batch.title, text.batch.lang);
            (format!("{} ({})", text.id, text.batch.lang), serde_json::json!({"day": day, "summary": summary}))
        })
        .collect();
    let more = [
        ("first-visit (en)", "2029-11-25", "Review due: The first visit (en), revision 2"),
        ("all-fields (en)", "2029-11-25", "Review due: Every kind of field (en), revision 1"),
        ("facts-us (en)", "2028-03-19", "Review due: Sample US emergency and safety facts (en), revision 1"),
        ("four", "2028-01-31", "Licence due: Jörg Müßig; Sample"),
        ("five", "2027-12-01", "Licence due: Sample Five"),
    ];
    for (id, day, summary) in more {
        days.insert(id.to_owned(), serde_json::json!({"day": day, "summary": summary}));
    }
    serde_json::json!({"days": days, "today": ON, "within": [["mo", 2], ["mo", 3], ["mo", 6]]})
}

#[test]
fn calendars_have_a_day_for_each_review_and_the_same_bytes_each_time() {
    let fixture = Fixture::reviewed();
    fixture.remove("sources/reviews/all-fields.en.yaml");
    let run = due(&fixture, &["--ics", "reviews.ics"]);
    run.exits(1)
        .prints("wrote reviews.ics with 2 days\n")
        .prints("left out of the calendar, as it has no day: all-fields (en)\n");
    let ics = fixture.read("reviews.ics");
    assert!(ics.ends_with("END:VCALENDAR\r\n") && !ics.replace("\r\n", "").contains(['\r', '\n']), "{ics}");
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    let plain = ics.replace("\r\n ", "");
    for line in [
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Reviews: Sample Publisher",
        "DTSTART;VALUE=DATE:20270223",
        "DTEND;VALUE=DATE:20270224",
        "DTSTART;VALUE=DATE:20281125",
        "SUMMARY:Review due: The first visit (en)\\, revision 2",
        "DTSTAMP:20261201T000000Z",
        "SEQUENCE:20788",
        "TRANSP:TRANSPARENT",
        "ACTION:DISPLAY",
        // From the twenty-third of December to the twenty-third of February.
        "TRIGGER:-P62D",
        "DESCRIPTION:In 2 months: Review due: The first visit (en)\\, revision 2",
    ] {
        assert!(plain.contains(&format!("\r\n{line}\r\n")), "no {line} in\n{plain}");
    }
    assert!(
        plain.contains("\\nAfter the review: handout review record first-visit --lang en --reviewer sample-reviewer")
    );
    assert_eq!(plain.matches("\r\nBEGIN:VALARM\r\n").count(), 6);
    let uids = |ics: &str| -> BTreeSet<String> {
        ics.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    assert_eq!(uids(&plain).len(), 2 + 6);
    due(&fixture, &["--ics", "again.ics"]).exits(1);
    assert_eq!(ics, fixture.read("again.ics"));
    // Made on another day the entries are the same ones, in a later edition; of another review they are others.
    fixture.run(&["due", "--today", "2026-12-02", "--ics", "again.ics"]);
    let later = fixture.read("again.ics").replace("\r\n ", "");
    assert!(uids(&later) == uids(&plain) && later.contains("SEQUENCE:20789\r\n"), "{later}");
    fixture.record("first-visit", "sample-professional", "2026-11-30").exits(0);
    due(&fixture, &["--ics", "again.ics"]);
    assert_eq!(uids(&fixture.read("again.ics").replace("\r\n ", "")).intersection(&uids(&plain)).count(), 4);
}

#[test]
#[ignore = "needs icalendar for Python, as tests/conformance/install.sh installs it"]
fn another_library_reads_the_calendar_of_two_hundred_texts() {
    let fixture = many();
    for file in ["first.ics", "again.ics"] {
        let run = fixture.run(&["due", "--today", ON, "--ics", file, "-q"]);
        assert!(run.code == 1 && !run.err.contains("panicked"), "{run:?}");
    }
    fixture.write("expected.json", expected_days().to_string());
    let files = ["first.ics", "again.ics", "expected.json"].map(|file| fixture.path(file));
    let output =
        Command::new("python3").arg(root().join("tests/due-calendar.py")).args(files).output().expect("python3");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
}

#[test]
fn the_exit_code_says_whether_something_has_to_be_done() {
    let fixture = Fixture::reviewed();
    // The facts are due on 2027-02-23.
    due(&fixture, &["--within", "83d"]).exits(0).prints("nothing is due within 83 days; 3 due later");
    due(&fixture, &["--within", "84d"]).exits(1).prints("due within 84 days (3)");
    due(&fixture, &["--within", "2mo"]).exits(0);
    due(&fixture, &[]).exits(1).prints("due within 3 months (3)");
    due(&fixture, &["--within", "1y, 2w"]).exits(1).prints("due within 1 year (3)");
    fixture.edit(REVIEW, "\"2028-11-25\"", "\"2026-11-30\"");
    due(&fixture, &["--within", "1d"]).exits(1).prints("overdue (1)");
    fixture.remove(REVIEW);
    due(&fixture, &["--within", "1d"])
        .exits(1)
        .prints("not reviewed as it stands (1)")
        .prints("nobody has signed it off");
    fixture.edit("sources/guides/first-visit/en.yaml", "revision: 2", "revision: two");
    due(&fixture, &["--within", "1d"]).exits(1).complains("error[wrong-type]").prints("unreadable");
    fixture.edit(PROJECT, "papers:", "paper:");
    due(&fixture, &[]).exits(2);
    for spans in ["6m", "0d", "2 fortnights", "", "6mo;3mo"] {
        due(&fixture, &["--within", spans])
            .exits(2)
            .complains("write a number and d, w, mo or y, such as 90d, 2w, 6mo or 1y");
    }
}

#[test]
fn files_are_written_where_they_are_asked_for_and_nowhere_else() {
    let fixture = Fixture::reviewed();
    due(&fixture, &["--ics", PROJECT]).exits(2).complains("ends in .ics");
    due(&fixture, &["--out", "due.csv"]).exits(2).complains("ends in .txt");
    due(&fixture, &["--format", "csv", "--out", "due.csv"]).exits(1).prints("wrote due.csv");
    let csv = fixture.read("due.csv");
    assert!(csv.starts_with("\u{feff}group,kind,id,lang,title,"), "{csv}");
    assert!(
        csv.contains(
            "\nwithin-3mo,guide,first-visit,en,The first visit,,2,current,Sample Reviewer,1,2026-11-25,2027-02-23,84,"
        ),
        "{csv}"
    );
    let run = due(&fixture, &["--format", "json", "--ics", "reviews.ics"]);
    run.exits(1).complains("wrote reviews.ics with 3 days");
    assert_eq!(json(&run)["calendar"], serde_json::json!({"days": 3, "left_out": []}));
    fixture.write("taken", "");
    due(&fixture, &["--ics", "taken/reviews.ics"]).exits(3).complains("cannot be written");
}

#[test]
fn a_design_that_nobody_signed_has_to_be() {
    let fixture = Fixture::reviewed();
    fixture.write("layouts/extra.typ", "// ours\n");
    let run = due(&fixture, &["--format", "json", "--within", "1d"]);
    run.exits(1);
    let design = row(&json(&run), "design", None);
    assert_eq!(
        (design["kind"].as_str(), design["group"].as_str(), design["state"].as_str()),
        (Some("design"), Some("unreviewed"), Some("unsigned"))
    );
    assert!(reasons(&design).contains("nobody has looked at proofs and signed it, so nothing is released"), "{design}");
    assert_eq!(design["next_review"], Value::Null);
    let sign = ["review", "record", "design", "--by", "Sample Designer", "--date", TODAY, "--today", TODAY];
    fixture.run(&sign).exits(0);
    let run = due(&fixture, &["--format", "json", "--within", "1d"]);
    run.exits(0);
    let design = row(&json(&run), "design", None);
    assert_eq!((design["group"].as_str(), design["reviewers"][0].as_str()), (Some("nothing"), Some("Sample Designer")));
}

#[test]
fn what_is_wrong_with_facts_and_records_stands_in_the_way_of_texts() {
    let fixture = Fixture::reviewed();
    let why = |id: &str| reasons(&row(&json(&due(&fixture, &["--format", "json"])), id, Some("en")));
    let facts = fixture.read("sources/facts/us.en.yaml");
    fixture.write("sources/facts/us.en.yaml", facts.replacen("revision: 1", "revision: one", 1));
    assert_eq!(why("first-visit"), "`facts-us`, which it prints, has errors");
    assert_eq!(why("facts-us"), "the file has errors");
    fixture.write("sources/facts/us.en.yaml", &facts);
    fixture.remove("sources/reviews/facts-us.en.yaml");
    assert_eq!(why("first-visit"), "`facts-us`, which it prints, is unreviewed: nobody has signed it off");
    fixture.write("sources/reviews/facts-us.en.yaml", "sign_offs: [{\n");
    assert_eq!(why("first-visit"), "`facts-us`, which it prints, is unreviewed: the file of its sign-offs has errors");
    fixture.edit("sources/guides/first-visit/en.yaml", "Two people are enough.", "Two people will do.");
    assert!(
        why("first-visit").starts_with("the words changed after the last sign-off; `facts-us`"),
        "{}",
        why("first-visit")
    );
    // What is withdrawn has nothing else to say, also where its file has errors.
    let by = ["--by", "Sample Clerk", "--reason", "a dose was wrong", "--today", TODAY];
    fixture.run(&[&["withdraw", "first-visit"][..], &by].concat()).exits(0);
    let withdrawn = "withdrawn on 2026-12-01 by Sample Clerk: a dose was wrong";
    assert_eq!(why("first-visit"), withdrawn);
    fixture.edit("sources/guides/first-visit/en.yaml", "revision: 2", "revision: two");
    assert_eq!(why("first-visit"), withdrawn);
    due(&fixture, &[]).prints("nothing to do (1)\n  guide").prints("withdrawn");
}

#[test]
fn status_says_the_same_for_programs() {
    let fixture = Fixture::reviewed();
    fixture.edit(PROJECT, "review: {months: 24}", "review: {months: 24, guide: {reviewers: 2}}");
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    let json = json(&run);
    let text =
        |id: &str| json["texts"].as_array().expect("texts").iter().find(|text| text["id"] == id).expect("it").clone();
    let guide = text("first-visit");
    assert_eq!((&guide["reviewers_needed"], &guide["days_left"]), (&2.into(), &Value::Null));
    assert_eq!(reasons(&guide), "1 of 2 reviewers signed it (signed by Sample Reviewer on 2026-11-25)");
    let facts = text("facts-us");
    assert_eq!((&facts["reviewers_needed"], &facts["days_left"]), (&1.into(), &84.into()));
    assert_eq!(reasons(&facts), "the check of the fact `call-911` is due on 2027-02-23");
}
