//! Every leaf of the data file that layouts get is in the digest of the text or of the facts, or on a named list of
//! exclusions; a new leaf fails until it is placed, and changing each has exactly the stated effect on the credit. The
//! file is long because of the list.

use std::collections::{BTreeMap, BTreeSet};

use handout::diag::Sink;
use handout::project::Tree;
use handout::review::state::State;
use handout::source::yaml::{self, Value, YamlNode};
use serde_json::Value as Json;

use crate::inside::{data, edit, jobs, project, reviewed, text};

/// What a leaf belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belongs {
    /// The digest of the text: changing it voids the text's review.
    Text,
    /// The digest of the facts: changing it voids theirs.
    Facts,
    /// Words of the text, or of a fact that it prints: changing it voids one of the two.
    Either,
    /// Neither, for the reason given.
    Neither(&'static str),
}

use Belongs::{Either, Facts, Neither, Text};

/// Every leaf, by its path with the places in lists left out.
const LEAVES: &[(&str, Belongs)] = &[
    ("audience", Text),
    ("clinic.line", Neither("the clinic's own address and number")),
    ("clinic.logo.alt", Neither("the clinic's own picture")),
    ("clinic.logo.path", Neither("where the logo lies")),
    ("clinic.name", Neither("the clinic's own name")),
    ("clinic.primary", Neither("brand")),
    ("clinic.tint", Neither("brand")),
    ("contents[][]", Neither("paths and headings, which stand on the pages too, and labels")),
    ("contents_after", Neither("layout")),
    ("credits.checked[]", Neither("sentences of the review itself")),
    ("credits.checked_label", Neither("fixed in the program")),
    (
        "credits.current[]",
        Neither("the clinic's number, and fixed sentences; id and revision are in the digest of the text"),
    ),
    ("credits.current_label", Neither("fixed in the program")),
    ("credits.draft", Neither("the state itself")),
    ("credits.more[]", Neither("the clinic's hours and address; evidence and interests are in the digest of the text")),
    ("credits.original", Text),
    ("credits.wrote[]", Neither("authors stand in the sign-off by value")),
    ("credits.wrote_label", Neither("fixed in the program")),
    ("danger", Facts),
    ("emergency.first_aid[].path", Facts),
    ("emergency.first_aid[].numbered", Facts),
    ("emergency.first_aid[].points[]", Facts),
    ("emergency.first_aid[].title", Facts),
    ("emergency.lines[].path", Facts),
    ("emergency.lines[].numbered", Facts),
    ("emergency.lines[].short", Facts),
    ("emergency.lines[].title", Facts),
    ("faq[].answer[].content[].kind", Text),
    ("faq[].answer[].content[].text", Text),
    ("faq[].answer[].kind", Text),
    ("faq[].answer[].path", Text),
    ("faq[].path", Text),
    ("faq[].question", Text),
    ("fillable", Neither("layout")),
    ("fonts[]", Neither("layout")),
    ("footer.danger", Facts),
    ("footer.id", Neither("the day of issue and labels; id and revision are in the digest of the text")),
    ("footer.review", Neither("the sentence of the state")),
    ("footer.yours", Neither("a label")),
    ("id", Text),
    ("introduction[].content[].kind", Text),
    ("introduction[].content[].text", Text),
    ("introduction[].kind", Text),
    ("introduction[].path", Text),
    ("lang", Text),
    ("main_message", Text),
    ("meta.authors[]", Neither("authors stand in the sign-off by value")),
    ("meta.description", Text),
    ("meta.keywords[]", Neither("labels; id, revision and topics are in the digest of the text")),
    ("meta.title", Text),
    ("paper", Neither("layout")),
    ("parts[].blocks[].fields[].columns[].format", Text),
    ("parts[].blocks[].fields[].columns[].id", Text),
    ("parts[].blocks[].fields[].columns[].label", Text),
    ("parts[].blocks[].fields[].columns[].type", Text),
    ("parts[].blocks[].fields[].drop", Neither("layout")),
    ("parts[].blocks[].fields[].format", Text),
    ("parts[].blocks[].fields[].half", Neither("layout")),
    ("parts[].blocks[].fields[].help", Text),
    ("parts[].blocks[].fields[].high", Text),
    ("parts[].blocks[].fields[].label", Text),
    ("parts[].blocks[].fields[].lines", Text),
    ("parts[].blocks[].fields[].low", Text),
    ("parts[].blocks[].fields[].number", Text),
    ("parts[].blocks[].fields[].options[].id", Text),
    ("parts[].blocks[].fields[].options[].label", Text),
    ("parts[].blocks[].fields[].path", Text),
    ("parts[].blocks[].fields[].required", Text),
    ("parts[].blocks[].fields[].rows", Text),
    ("parts[].blocks[].fields[].type", Text),
    ("parts[].blocks[].label", Text),
    ("parts[].blocks[].path", Text),
    ("parts[].danger", Text),
    ("parts[].heading", Text),
    ("parts[].path", Text),
    ("parts[].text[].content[].kind", Text),
    ("parts[].text[].content[].text", Either),
    ("parts[].text[].kind", Text),
    ("parts[].text[].path", Text),
    ("product", Neither("layout")),
    ("read", Neither("counted from words that are in the digest, and a label")),
    ("references[].content[].kind", Text),
    (
        "references[].content[].text",
        Neither("a label before the day; title, publisher and day are in the digest of the text"),
    ),
    ("references[].content[].url", Text),
    ("references[].path", Text),
    ("safety[].blocks[].content[].kind", Facts),
    ("safety[].blocks[].content[].text", Facts),
    ("safety[].blocks[].kind", Facts),
    ("safety[].blocks[].path", Facts),
    ("safety[].kind", Facts),
    ("safety[].path", Facts),
    ("safety[].title", Facts),
    ("sections[].aside[].blocks[].content[].kind", Either),
    ("sections[].aside[].blocks[].content[].text", Either),
    ("sections[].aside[].blocks[].kind", Either),
    ("sections[].aside[].blocks[].path", Either),
    ("sections[].aside[].kind", Text),
    ("sections[].aside[].path", Text),
    ("sections[].aside[].title", Either),
    ("sections[].body[].content[].kind", Text),
    ("sections[].body[].content[].text", Either),
    ("sections[].body[].content[].url", Text),
    ("sections[].body[].kind", Text),
    ("sections[].body[].ordered", Text),
    ("sections[].body[].path", Text),
    ("sections[].brief", Text),
    ("sections[].heading", Text),
    ("sections[].path", Text),
    ("step", Neither("layout")),
    ("summary", Text),
    ("title", Text),
    ("whole", Neither("layout: both the sections and their briefs are in the digest")),
    ("worksheets", Text),
];

/// Leaves that no single word of the sources changes without breaking the file, or that never change.
const STEADY: &[&str] = &[
    "clinic.logo.path",
    "contents_after",
    "step",
    "whole",
    "credits.checked_label",
    "credits.current_label",
    "credits.wrote_label",
    "credits.draft",
    "emergency.lines[].numbered",
    "fonts[]",
    "emergency.first_aid[].path",
    "emergency.lines[].path",
    "id",
    "lang",
    "paper",
    "product",
    "fillable",
    "parts[].blocks[].fields[].drop",
    "parts[].blocks[].fields[].format",
    "parts[].blocks[].fields[].columns[].format",
    "parts[].blocks[].fields[].half",
    "parts[].blocks[].fields[].type",
    "parts[].blocks[].fields[].columns[].type",
    "parts[].blocks[].fields[].number",
    "introduction[].path",
    "references[].path",
    "faq[].answer[].path",
    "safety[].path",
    "safety[].kind",
    "safety[].blocks[].path",
    "read",
    "footer.yours",
];

/// Files of the fixture, and what changing a word in them may do.
const SOURCES: &[&str] = &[
    "sources/guides/first-visit/en.yaml",
    "sources/worksheets/all-fields/en.yaml",
    "sources/facts/us.en.yaml",
    "sources/clinics/maple.yaml",
    "sources/project.yaml",
    "sources/strings/en.yaml",
    "sources/people.yaml",
];

/// The fixture with every product.
fn every_product() -> Tree {
    let mut tree = reviewed();
    let all = "products: [leaflet, large-print, trifold, booklet, card, worksheet, worksheet-paper]";
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    tree
}

/// Data leaves and states of the documents on Letter, by product.
type Look = BTreeMap<String, (BTreeMap<String, String>, State, Option<State>)>;

fn look(tree: &Tree) -> Option<Look> {
    let (loaded, sink) = project(tree);
    if sink.has_errors() {
        return None;
    }
    let loaded = loaded?;
    let jobs = jobs(&loaded);
    let mut look = Look::new();
    for job in jobs.iter().filter(|j| j.paper.as_str() == "letter") {
        let mut leaves = BTreeMap::new();
        flatten("", &data(job), &mut leaves);
        let reviews = job.reviews();
        look.insert(job.product.as_str().to_owned(), (leaves, reviews.text.state, reviews.facts.map(|f| f.state)));
    }
    Some(look)
}

/// Every scalar by its full path; nothing else in the data file is a leaf.
fn flatten(path: &str, value: &Json, leaves: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(&path, value, leaves);
            }
        }
        Json::Array(items) => items.iter().enumerate().for_each(|(i, v)| flatten(&format!("{path}[{i}]"), v, leaves)),
        Json::Null => {}
        scalar => drop(leaves.insert(path.to_owned(), scalar.to_string())),
    }
}

/// `sections[2].body[0].path` to `sections[].body[].path`; labels are one leaf.
fn pattern(path: &str) -> String {
    if path.starts_with("labels.") {
        return "labels".to_owned();
    }
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        out.push(c);
    }
    // Rich text nests: strong words are words, and list items are paragraphs.
    while out.contains(".content[].content[]") || out.contains(".items[][]") {
        out = out.replace(".content[].content[]", ".content[]").replace(".items[][]", "");
    }
    out
}

fn belongs(pattern: &str) -> Option<Belongs> {
    if pattern == "labels" {
        return Some(Neither("labels of `strings/`"));
    }
    let listed = |pattern: &str| LEAVES.iter().find(|(p, _)| *p == pattern).map(|(_, b)| *b);
    // A changed text may hold a kind of block that the fixture's own has elsewhere: it belongs where its kind does.
    let kind = |end: &str| pattern.strip_suffix(end).map(|p| format!("{p}.kind"));
    listed(pattern).or_else(|| listed(&kind(".ordered").or_else(|| kind(".title")).or_else(|| kind(".url"))?))
}

/// Every way to change one word of a file: a letter more, another digit, the other truth value.
fn changes(source: &str) -> Vec<String> {
    let root = yaml::parse("f", source, &mut Sink::default()).expect("the fixture is YAML");
    let mut ranges = Vec::new();
    collect(&root, source, &mut ranges);
    let mut out = Vec::new();
    for range in ranges {
        let part = &source[range.clone()];
        let mut put = |at: usize, len: usize, new: &str| {
            out.push(format!("{}{new}{}", &source[..at], &source[at + len..]));
        };
        match part {
            "true" => put(range.start, 4, "false"),
            "false" => put(range.start, 5, "true"),
            _ => {
                let mut before = ' ';
                for (i, c) in part.char_indices() {
                    let next = part[i + c.len_utf8()..].chars().next().unwrap_or(' ');
                    let at = range.start + i;
                    if c.is_alphabetic() && !next.is_alphanumeric() {
                        put(at + c.len_utf8(), 0, "x");
                    } else if let Some(digit) = c.to_digit(10).filter(|_| !next.is_ascii_digit()) {
                        put(at, 1, &((digit + 1) % 10).to_string());
                    } else if c == '*' && before.is_whitespace() && next.is_alphabetic() {
                        put(at, 1, "");
                    }
                    before = c;
                }
            }
        }
    }
    // Things that words alone do not change: one more item, one more mark.
    for (from, to) in [
        ("*Nobody*", "**Nobody**"),
        ("- Bring the list", "1. Bring the list"),
        ("[](fact:call-911)", "[](fact:helpline)"),
        ("> [!FACT] naloxone-works", "> [!FACT] mixed-supply"),
        ("1. Call the clinic", "- Call the clinic"),
        ("danger_line: true", "danger_line: false"),
        ("called, required: true", "called, required: false"),
        ("yes-please", "yes-thanks"),
        ("Anyone the person trusts.", "**Anyone** the person trusts."),
        ("Anyone the person trusts.", "- Anyone the person trusts."),
        ("A first visit takes about", "- A first visit takes about"),
        ("In danger, call [](fact:call-911).", "**In danger**, call [](fact:call-911)."),
        ("Fill in what you like.", "- Fill in what you like."),
        ("Your insurance card,", "**Your insurance card**,"),
        ("Your insurance card,", "- Your insurance card,"),
        (", url: \"https://example.org/source\"", ""),
        ("It wears off after", "**It wears off** after"),
        ("It wears off after", "- It wears off after"),
        ("> [!NOTE] Bring with you\n      > Your insurance card, if you have one.", "> [!FACT] mixed-supply"),
    ] {
        if source.matches(from).count() == 1 {
            out.push(source.replacen(from, to, 1));
        }
    }
    out
}

fn collect(node: &YamlNode, source: &str, ranges: &mut Vec<std::ops::Range<usize>>) {
    match &node.value {
        Value::Seq(items) => items.iter().for_each(|n| collect(n, source, ranges)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, n)| collect(n, source, ranges)),
        Value::Null => {}
        Value::Str(text) if text.contains('\n') => {
            // A literal block: its lines, found by their words.
            for line in text.lines().filter(|l| !l.trim().is_empty()) {
                let from = source[node.range.start..].find(line.trim_end()).map(|i| node.range.start + i);
                ranges.extend(from.map(|i| i..i + line.trim_end().len()));
            }
        }
        _ => ranges.push(node.range.clone()),
    }
}

#[test]
fn every_leaf_is_placed() {
    let look = look(&every_product()).expect("the fixture has no errors");
    assert_eq!(look.len(), 7);
    let mut met = BTreeSet::new();
    for (leaves, ..) in look.values() {
        for path in leaves.keys() {
            let pattern = pattern(path);
            assert!(
                belongs(&pattern).is_some(),
                "the leaf `{pattern}` is on no list: put it into a digest, or say why not"
            );
            met.insert(pattern);
        }
    }
    let unused: Vec<_> = LEAVES.iter().filter(|(p, _)| !met.contains(*p)).map(|(p, _)| *p).collect();
    assert_eq!(unused, Vec::<&str>::new(), "listed, and in no data file of the fixture");
    for (leaf, place) in LEAVES {
        if let Neither(why) = place {
            assert!(!why.is_empty(), "{leaf} is left out without a reason");
        }
    }
}

#[test]
fn changing_a_leaf_has_exactly_the_stated_effect() {
    let tree = every_product();
    let before = look(&tree).expect("the fixture has no errors");
    let current =
        |look: &Look| look.values().all(|(_, text, facts)| *text == State::Current && *facts == Some(State::Current));
    assert!(current(&before), "the fixture is reviewed");
    let (mut touched, mut tried) = (BTreeSet::new(), 0);
    for path in SOURCES {
        for source in changes(&text(&tree, path)) {
            let mut changed = tree.clone();
            changed.insert(path, source.clone());
            let Some(after) = look(&changed) else { continue };
            tried += 1;
            for (product, (leaves, text_state, facts_state)) in &after {
                let Some((old, ..)) = before.get(product) else { continue };
                let keys: BTreeSet<&String> = leaves.keys().chain(old.keys()).collect();
                for leaf in keys.into_iter().filter(|k| leaves.get(*k) != old.get(*k)) {
                    let pattern = pattern(leaf);
                    let place = belongs(&pattern).unwrap_or_else(|| panic!("the leaf `{pattern}` is on no list"));
                    let (text_void, facts_void) = (*text_state != State::Current, *facts_state != Some(State::Current));
                    let holds = match place {
                        Text => text_void,
                        Facts => facts_void || text_void,
                        Either => text_void || facts_void,
                        Neither(_) => true,
                    };
                    assert!(
                        holds,
                        "`{leaf}` ({product}) changed, and the credit stays: {place:?}\n{}",
                        difference(&text(&tree, path), &source)
                    );
                    touched.insert(pattern);
                }
                // Who wrote and who reviewed stands in the sign-offs by value.
                if path.contains("people") && leaves != old {
                    assert_eq!(
                        (*text_state, *facts_state),
                        (State::Unreviewed, Some(State::Unreviewed)),
                        "{}",
                        difference(&text(&tree, path), &source)
                    );
                }
                // A word of clinic, project or labels never touches the credit.
                if path.contains("clinics") || path.contains("strings") || path.contains("project") {
                    assert_eq!(
                        (*text_state, *facts_state),
                        (State::Current, Some(State::Current)),
                        "{}",
                        difference(&text(&tree, path), &source)
                    );
                }
                // A word of the facts never touches the review of a text, and the other way round.
                if path.contains("/facts/") {
                    assert_eq!(*text_state, State::Current, "{}", difference(&text(&tree, path), &source));
                } else if !path.contains("people") {
                    assert_eq!(*facts_state, Some(State::Current), "{}", difference(&text(&tree, path), &source));
                }
            }
        }
    }
    assert!(tried > 500, "only {tried} changes could be tried");
    let untouched: Vec<&str> =
        LEAVES.iter().map(|(p, _)| *p).filter(|p| !touched.contains(*p) && !STEADY.contains(p)).collect();
    assert_eq!(untouched, Vec::<&str>::new(), "no change of the sources reached these leaves");
}

/// The state of the guide and its reason, after replacing words in its sign-off and in `people.yaml`.
#[track_caller]
fn stands(sign_off: &[(&str, &str)], people: &[(&str, &str)]) -> (State, String) {
    let mut tree = reviewed();
    for (path, edits) in [("sources/reviews/first-visit.en.yaml", sign_off), ("sources/people.yaml", people)] {
        for (from, to) in edits {
            edit(&mut tree, path, from, to);
        }
    }
    let loaded = project(&tree).0.expect("project.yaml has no errors");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.text.head.id == "first-visit").expect("the guide is made");
    (job.text_review.state, job.text_review.reason.clone())
}

#[test]
fn a_sign_off_that_does_not_hold() {
    assert_eq!(stands(&[], &[]).0, State::Current);
    let next = |day: &str| stands(&[("next_review: \"2028-11-25\"", &format!("next_review: \"{day}\""))], &[]);
    assert_eq!(next("2031-11-25").0, State::Current, "five years");
    let credentials = ("    credentials: MD\n", "");
    for ((state, reason), why) in [
        (next("2031-11-26"), "its next review (2031-11-26) is not within 60 months after the review"),
        (next("2026-11-25"), "its next review (2026-11-25) is not within 60 months after the review"),
        (stands(&[credentials], &[credentials]), "Sample Reviewer is no person with credentials in people.yaml"),
        (
            stands(&[], &[("id: sample-reviewer\n", "id: sample-reviewer\n    kind: organisation\n")]),
            "Sample Reviewer is no person with credentials in people.yaml",
        ),
        (
            stands(
                &[(
                    "id: sample-authors\n    name: Sample Authors",
                    "id: sample-professional\n    name: Sample Professional",
                )],
                &[(
                    "name: Sample Reviewer\n",
                    "name: Sample Reviewer\n    name_in: {es: Dra. S\u{e1}mple Professional}\n",
                )],
            ),
            "Sample Professional is an author of the text",
        ),
    ] {
        assert_eq!(state, State::Unreviewed, "{why}: {reason}");
        assert!(reason.contains(why), "{why}: {reason}");
    }
}

#[test]
fn a_worksheet_with_errors_keeps_its_title_on_the_guide() {
    let mut tree = reviewed();
    edit(&mut tree, "sources/worksheets/all-fields/en.yaml", "rows: 3", "rows: 300");
    let (loaded, sink) = project(&tree);
    assert!(sink.has_errors());
    let loaded = loaded.expect("project.yaml has no errors");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.text.head.id == "first-visit").expect("the guide is made");
    assert_eq!(job.text_review.state, State::Current);
    assert_eq!(data(job)["worksheets"], "Every kind of field");
}

/// The lines in which two texts differ.
fn difference(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).filter(|(a, b)| a != b);
    lines.map(|(a, b)| format!("- {a}\n+ {b}")).collect::<Vec<_>>().join("\n")
}
