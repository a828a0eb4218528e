//! Everything that a document says is in the digest of the text or of the facts, or on a named list of exceptions; a new
//! kind of words fails until it is placed, and changing each has exactly the stated effect on the credit.

use std::collections::{BTreeMap, BTreeSet};

use handout::diag::Sink;
use handout::document::node::{FieldSpec, InBlock};
use handout::document::{Document, Job, Node, Origin, Role, Span};
use handout::project::Tree;
use handout::review::state::State;
use handout::source::yaml::{self, Value, YamlNode};
use serde_json::Value as Json;

use crate::inside::{data, edit, jobs, project, reviewed, said, text, with_help};
use crate::steps::pictured;

/// What is in no digest, by the pattern of its path, and why: changing it leaves both reviews as they are.
const NEITHER: &[(&str, &str)] = &[
    ("clinic.line", "the clinic's own address and number"),
    ("clinic.name", "the clinic's own name"),
    ("clinic.call.*", "the clinic's own name, number, address and hours"),
    ("contents.*", "headings, which stand on the pages too, labels, and numbers of pages"),
    ("cover.back", "a label"),
    ("credits.checked.*", "sentences of the review itself"),
    ("credits.colophon", "fixed sentences around words that are in the digest of the text, and the clinic's number"),
    ("credits.id", "the day of issue and labels; id and revision are in the digest of the text"),
    ("credits.more", "the clinic's hours and address; purpose, evidence and funding are in the digest of the text"),
    ("credits.review", "the sentence of the state"),
    ("credits.wrote", "authors stand in the sign-off by value"),
    ("emergency.*.mark", "counted"),
    ("extra.heading", "a label"),
    ("extra.help", "a label"),
    ("faq.heading", "a label"),
    ("footer.id", "the day of issue and labels; id and revision are in the digest of the text"),
    ("footer.page", "labels, and numbers of pages"),
    ("footer.review", "the sentence of the state"),
    ("footer.yours", "a label"),
    ("parts.*.columns.*.format", "fixed in the program by the type of the field, which is in the digest of the text"),
    ("parts.*.date", "a label"),
    ("parts.*.format", "fixed in the program by the type of the field, which is in the digest of the text"),
    ("parts.*.number", "counted"),
    ("parts.*.required", "a label; whether an answer is needed is in the digest of the text"),
    ("parts.*.scale.*", "fixed in the program"),
    ("help.heading", "a label"),
    ("help.*.hours", "the clinic's own hours"),
    ("help.*.label", "a label; the level is in the digest of the text"),
    ("help.*.phone", "the clinic's own number"),
    ("notes.heading", "a label"),
    ("pen", "a label"),
    ("read", "counted from words that are in the digest, and a label"),
    ("references.*", "a label before the day; title, publisher, address and day are in the digest of the text"),
    ("safety.heading", "a label"),
    ("screen", "a label"),
    ("worksheets.heading", "a label"),
];

/// What of the data file is not what the document says.
const FRAME: &[(&str, &str)] = &[
    ("clinic.logo", "the clinic's own picture"),
    ("clinic.primary", "brand"),
    ("clinic.tint", "brand"),
    ("contents_after", "layout"),
    ("credits.draft", "the state itself"),
    ("credits.height", "layout"),
    ("fillable", "layout"),
    ("fonts", "layout"),
    ("footer.longest", "layout: measured, never printed"),
    ("id", "in the digest of the text"),
    ("labels", "labels of `strings/`"),
    ("lang", "in the digest of the text"),
    ("meta", "title and summary again, authors by value, labels, and what is in the digest of the text"),
    ("paper", "layout"),
    ("product", "layout"),
    ("step", "layout"),
    ("whole", "layout: both the sections and their briefs are in the digest"),
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

/// What documents on Letter say, by product, with their states.
type Look = BTreeMap<String, (BTreeMap<String, Leaf>, State, Option<State>)>;

/// Something that a document says: words, or what of a node is no word.
#[derive(Clone, Debug, PartialEq)]
struct Leaf {
    said: String,
    origin: Origin,
    /// Whether the number of a fact is put in.
    number: bool,
}

/// Everything that a document says by its path.
fn leaves(document: &Document) -> BTreeMap<String, Leaf> {
    let mut leaves = BTreeMap::new();
    for node in document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            let leaf = |said| Leaf { said, origin: node.origin, number: has_number(&node.words) };
            if !node.words.is_empty() {
                leaves.insert(node.path.to_string(), leaf(format!("{:?} {:?}", node.words, node.mark)));
            }
            leaves.insert(format!("{}#", node.path), leaf(beside_words(node)));
        });
    }
    leaves
}

/// What of a node is no word, but for layout.
fn beside_words(node: &Node) -> String {
    match &node.role {
        Role::Field(spec) => format!("{:?}", FieldSpec { half: false, drop: None, ..spec.clone() }),
        role => format!("{role:?}"),
    }
}

fn has_number(spans: &[Span]) -> bool {
    spans.iter().any(|span| match span {
        Span::Number(_) => true,
        Span::Strong(content) | Span::Emph(content) | Span::Link { content, .. } => has_number(content),
        Span::Text(_) | Span::Citation { .. } | Span::Clinic(_) | Span::Page | Span::PageCount | Span::PageOf(_) => {
            false
        }
    })
}

fn look(tree: &Tree) -> Option<Look> {
    let (loaded, sink) = project(tree);
    if sink.has_errors() {
        return None;
    }
    let loaded = loaded?;
    let jobs = jobs(&loaded);
    let mut look = Look::new();
    for job in jobs.iter().filter(|j| j.paper.as_str() == "letter") {
        let reviews = job.reviews();
        let states = (reviews.text.state, reviews.facts.map(|facts| facts.state));
        look.insert(job.product.as_str().to_owned(), (leaves(&said(job)), states.0, states.1));
    }
    Some(look)
}

/// Why a path is in no digest, if it is not.
fn neither(path: &str) -> Option<&'static str> {
    let fits = |pattern: &str| {
        let mut rest = path;
        let mut pieces = pattern.split('*').peekable();
        while let Some(piece) = pieces.next() {
            rest = match (pieces.peek().is_some(), piece.is_empty()) {
                (_, true) => rest,
                (true, _) => match rest.find(piece) {
                    Some(at) if at == 0 || rest.len() < path.len() => &rest[at + piece.len()..],
                    _ => return false,
                },
                // The last piece stands at the end.
                (false, _) if pattern.contains('*') => match rest.strip_suffix(piece) {
                    Some(_) => "",
                    None => return false,
                },
                (false, _) => return rest == piece,
            };
        }
        true
    };
    NEITHER.iter().find(|(pattern, _)| fits(pattern)).map(|(_, why)| *why)
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
fn everything_said_is_placed() {
    let looks = [every_product(), with_help(), pictured()].map(|tree| look(&tree).expect("the fixture has no errors"));
    let mut met = BTreeSet::new();
    for (leaves, ..) in looks.iter().flat_map(BTreeMap::values) {
        for (path, leaf) in leaves.iter().filter(|(path, _)| !path.ends_with('#')) {
            let why = neither(path);
            let digested = matches!(leaf.origin, Origin::Text | Origin::Facts);
            assert!(
                digested || why.is_some(),
                "`{path}` ({:?}): put it into a digest, or say why not: {why:?}",
                leaf.origin
            );
            met.extend(why);
        }
    }
    let unused: Vec<_> = NEITHER.iter().filter(|(_, why)| !met.contains(why)).collect();
    assert_eq!(unused, Vec::<&(&str, &str)>::new(), "listed, and said by no document of the fixture");
}

#[test]
fn the_data_file_says_nothing_else() {
    for tree in [every_product(), with_help()] {
        let loaded = project(&tree).0.expect("the fixture has no errors");
        jobs(&loaded).iter().for_each(only_what_is_said);
    }
}

/// The data file of a job holds nothing but what its document says.
fn only_what_is_said(job: &Job) {
    let document = said(job);
    let mut known = BTreeSet::new();
    for node in document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            known.extend([node.path.to_string(), node.text(), node.path.last().to_owned()]);
            pieces(&node.words, &mut known);
            if let InBlock::Kind(kind) = node.role.in_block() {
                known.insert(kind.to_owned());
            }
            if let Role::HelpLevel(level) = &node.role {
                known.insert(level.as_str().to_owned());
            }
            if let Role::Boxed(kind) = &node.role {
                known.insert(kind.as_str().to_owned());
            }
            if let Role::Field(spec) = &node.role {
                known.insert(spec.kind.to_owned());
            }
            if let Role::ColumnHead(kind) = &node.role {
                known.extend(serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)));
            }
        });
    }
    let mut strings = Vec::new();
    flatten("", &data(job), &mut strings);
    for (path, words) in strings {
        let is_frame = FRAME.iter().any(|(key, _)| path == *key || path.starts_with(&format!("{key}.")));
        let is_kind = path.ends_with(".kind")
            && ["text", "strong", "emph", "link", "number", "citation", "clinic"].contains(&&*words);
        assert!(is_frame || is_kind || known.contains(&words), "{}: `{path}` is `{words}`", job.stem());
    }
}

/// The words of spans one by one, and where they lead.
fn pieces(spans: &[Span], known: &mut BTreeSet<String>) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Number(text) | Span::Citation { text, .. } | Span::Clinic(text) => {
                known.insert(text.clone());
            }
            Span::Link { url, content } => {
                known.insert(url.clone());
                pieces(content, known);
            }
            Span::Strong(content) | Span::Emph(content) => pieces(content, known),
            Span::Page | Span::PageCount | Span::PageOf(_) => {}
        }
    }
}

/// Every string of a value with its path, places in lists left out.
fn flatten(path: &str, value: &Json, strings: &mut Vec<(String, String)>) {
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                flatten(&if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, value, strings);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| flatten(path, item, strings)),
        Json::String(text) => strings.push((path.to_owned(), text.clone())),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Holds the states after a change against what changed.
#[track_caller]
fn hold(
    (product, old): (&str, &BTreeMap<String, Leaf>),
    (leaves, text, facts): &(BTreeMap<String, Leaf>, State, Option<State>),
    difference: &str,
    touched: &mut BTreeSet<String>,
) {
    let (text_void, facts_void) = (*text != State::Current, *facts != Some(State::Current));
    let paths: BTreeSet<&String> = leaves.keys().chain(old.keys()).collect();
    for path in paths.into_iter().filter(|path| leaves.get(*path) != old.get(*path)) {
        let leaf = leaves.get(path).or(old.get(path)).expect("it is in one of both");
        let why = neither(path.trim_end_matches('#'));
        let holds = match leaf.origin {
            _ if why.is_some() => true,
            Origin::Text if leaf.number => text_void || facts_void,
            Origin::Text => text_void,
            // Another fact may be named by the text.
            Origin::Facts => facts_void || text_void,
            Origin::Clinic | Origin::Label | Origin::Program | Origin::Computed => false,
        };
        assert!(holds, "`{path}` ({product}) changed, and the credit stays: {:?}\n{difference}", leaf.origin);
        touched.insert(path.clone());
    }
}

#[test]
fn changing_what_is_said_has_exactly_the_stated_effect() {
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
            let difference = difference(&text(&tree, path), &source);
            for (product, look) in &after {
                let Some((old, ..)) = before.get(product) else { continue };
                hold((product, old), look, &difference, &mut touched);
                let (leaves, text_state, facts_state) = look;
                let states = (*text_state, *facts_state);
                // Who wrote and who reviewed stands in the sign-offs by value.
                if path.contains("people") && leaves != old {
                    assert_eq!(states, (State::Unreviewed, Some(State::Unreviewed)), "{difference}");
                }
                // A word of clinic, project or labels never touches the credit.
                if path.contains("clinics") || path.contains("strings") || path.contains("project") {
                    assert_eq!(states, (State::Current, Some(State::Current)), "{difference}");
                }
                // A word of the facts never touches the review of a text, and the other way round.
                if path.contains("/facts/") {
                    assert_eq!(*text_state, State::Current, "{difference}");
                } else if !path.contains("people") {
                    assert_eq!(*facts_state, Some(State::Current), "{difference}");
                }
            }
        }
    }
    assert!(tried > 500, "only {tried} changes could be tried");
    let all = before.values().flat_map(|(leaves, ..)| leaves);
    let digested =
        all.filter(|(path, leaf)| !path.ends_with('#') && matches!(leaf.origin, Origin::Text | Origin::Facts));
    let untouched: BTreeSet<&String> = digested.map(|(path, _)| path).filter(|path| !touched.contains(*path)).collect();
    assert!(untouched.is_empty(), "no change of the sources reached these: {untouched:#?}");
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
