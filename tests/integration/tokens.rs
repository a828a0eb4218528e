//! A document loses nothing that was signed: every string of a text's canonical JSON, each a token of its own, is said by
//! the document of its leaflet or worksheet once. The list is that of the digest, not that of the document.

use std::collections::{BTreeMap, BTreeSet};

use handout::document::products::fit_ladder;
use handout::document::{Document, Job, Node};
use handout::model::rich::{Block, BoxKind, Inline};
use handout::model::text::{Body, Text};
use handout::model::{HeadedPoint, Point, Product};
use handout::project::Tree;
use handout::review::digest::{CANON, canonical_facts, canonical_text};
use serde_json::Value;

use crate::inside::{jobs, project, reviewed, with_help};

/// What of the canonical JSON no leaflet or worksheet prints, by the place in it.
const UNPRINTED: &[(&str, &str)] = &[
    ("canon", "no string"),
    ("facts", "ids of facts"),
    ("id", "an id; in footers"),
    ("kind", "a name of the program's"),
    ("lang", "a code"),
    ("sections.brief", "tri-folds print it"),
    ("points.brief", "products of little room print it"),
    ("topics", "names of the program's"),
    ("get_help.level", "a name of the program's"),
    ("get_help.calls", "names of the program's, and ids of facts"),
    ("evidence_checked", "a day, written in words"),
    ("based_on.published", "a day, written in words"),
    ("based_on.edited", "a day, written in words"),
    ("references.accessed", "a day"),
    ("references.url", "printed without its scheme"),
    ("sections.id", "an id"),
    ("faq.id", "an id"),
    ("worksheets.0", "an id"),
    ("parts.id", "an id"),
    ("parts.fields.id", "an id"),
    ("parts.fields.type", "a name of the program's"),
    ("parts.fields.shape.options.0", "an id"),
    ("parts.fields.shape.columns.0", "an id"),
    ("parts.fields.shape.columns.2", "a name of the program's"),
];

/// Words that no others hold, one for each call.
struct Tokens(usize);

impl Tokens {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("token{}x", self.0)
    }

    fn set(&mut self, text: &mut String) {
        *text = self.next();
    }

    fn inline(&mut self, content: &mut [Inline]) {
        for inline in content {
            match inline {
                // Words of neighbouring runs stay apart.
                Inline::Text(text) => *text = format!(" {} ", self.next()),
                Inline::Strong(content) | Inline::Emph(content) | Inline::Link { content, .. } => self.inline(content),
                Inline::FactNumber(_) | Inline::Citation(_) | Inline::Clinic(_) => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) | Block::Heading(content) => self.inline(content),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
                Block::Table { head, rows } => {
                    head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| self.inline(cell));
                }
                Block::Box { title, blocks, .. } => {
                    title.iter_mut().for_each(|title| self.set(title));
                    self.blocks(blocks);
                }
                Block::Fact(_) | Block::Figure(_) => {}
            }
        }
    }

    /// A text whose every word is a token.
    fn text(&mut self, text: &mut Text) {
        let head = &mut text.head;
        for words in [&mut head.title, &mut head.audience, &mut head.summary] {
            self.set(words);
        }
        head.main_message = Some(self.next());
        head.purpose = Some(self.next());
        head.interests = Some(self.next());
        if let Some(original) = &mut head.based_on {
            self.set(&mut original.title);
            original.publisher = Some(self.next());
            for person in original.authors.iter_mut().chain(&mut original.reviewed_by) {
                self.set(&mut person.name);
                person.credentials = Some(self.next());
            }
        }
        text.get_help.iter_mut().flat_map(|row| &mut row.when).for_each(|when| self.set(when));
        for reference in &mut text.references {
            self.set(&mut reference.title);
            self.set(&mut reference.publisher);
        }
        match &mut text.body {
            Body::Guide(guide) => {
                self.blocks(&mut guide.introduction);
                for section in &mut guide.sections {
                    self.set(&mut section.heading);
                    self.blocks(&mut section.body);
                }
                for question in &mut guide.faq {
                    self.set(&mut question.question);
                    self.blocks(&mut question.answer);
                }
                guide.worksheets.iter_mut().for_each(|worksheet| self.set(&mut worksheet.title));
            }
            Body::Worksheet(sheet) => {
                for part in &mut sheet.parts {
                    self.set(&mut part.heading);
                    self.blocks(&mut part.text);
                    part.repeat.iter_mut().for_each(|(_, label)| self.set(label));
                    for field in &mut part.fields {
                        self.set(&mut field.label);
                        field.help = Some(self.next());
                        self.field(&mut field.kind);
                    }
                }
            }
        }
    }

    fn field(&mut self, kind: &mut handout::model::FieldType) {
        use handout::model::FieldType as F;
        match kind {
            F::Checkboxes { options } | F::Choice { options } => {
                options.iter_mut().for_each(|o| self.set(&mut o.label));
            }
            F::Scale { low, high } => {
                self.set(low);
                self.set(high);
            }
            F::Table { columns, .. } => columns.iter_mut().for_each(|column| self.set(&mut column.label)),
            F::Text
            | F::LongText { .. }
            | F::Date
            | F::Time
            | F::Phone
            | F::Number
            | F::Checkbox
            | F::YesNo
            | F::Signature => {}
        }
    }
}

/// Every string of a value with its place, those in lists left out where the list holds values of one kind.
fn strings(place: &str, value: &Value, out: &mut Vec<(String, String)>) {
    let at = |step: &str| if place.is_empty() { step.to_owned() } else { format!("{place}.{step}") };
    match value {
        Value::String(text) => out.push((place.to_owned(), text.trim().to_owned())),
        Value::Object(map) => map.iter().for_each(|(key, value)| strings(&at(key), value, out)),
        // Pairs such as an id and its words have places; runs of rich text begin with their kind.
        Value::Array(items) if is_tuple(place) => {
            items.iter().enumerate().for_each(|(i, item)| strings(&at(&i.to_string()), item, out));
        }
        // Facts are named by their ids.
        Value::Array(items) if items.first().is_some_and(|kind| kind == "fact" || kind == "number") => {}
        Value::Array(items) => items.iter().for_each(|item| strings(&list(place), item, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Lists of tuples: their items are told apart by their places.
fn is_tuple(place: &str) -> bool {
    place.ends_with('+')
}

fn list(place: &str) -> String {
    let tuples = ["worksheets", "authors", "reviewed_by", "repeat", "options", "columns"];
    if tuples.iter().any(|t| place.ends_with(t)) { format!("{place}+") } else { place.to_owned() }
}

/// Why a string is not printed: where it stands, or what it is in rich text.
fn unprinted(place: &str, words: &str) -> bool {
    const MARKS: [&str; 13] =
        ["p", "h", "list", "table", "box", "fact", "figure", "strong", "em", "link", "number", "cite", "clinic"];
    let place = place.replace('+', "");
    UNPRINTED.iter().any(|(unprinted, _)| *unprinted == place)
        || MARKS.contains(&words)
        || BoxKind::ALL.iter().any(|kind| kind.as_str() == words)
        || words.starts_with("http")
}

/// The fixture with all worksheets and guides, every word of a text a token.
fn with_tokens(tree: &Tree, id: &str, check: impl Fn(&Text, &Document)) {
    let mut loaded = project(tree).0.expect("the fixture has no errors");
    let text = loaded.texts.values_mut().find(|text| text.head.id == id).expect("it is there");
    Tokens(0).text(text);
    let jobs = jobs(&loaded);
    let is_whole = |product: &str| product == "leaflet" || product == "worksheet";
    let job = jobs.iter().find(|job| job.text.head.id == id && is_whole(job.product.as_str())).expect("it is made");
    let document = Document::compose(job, fit_ladder(job.product)[0]).expect("a language with sentences");
    check(job.text, &document);
}

/// How often a document says each of its words.
fn counts(document: &Document) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let furniture = |node: &&Node| !node.path.is_furniture();
    for node in document.leaves().into_iter().filter(furniture) {
        for word in node.text().split(|c: char| !c.is_alphanumeric()) {
            *counts.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

/// How often the words of fields are said that a worksheet repeats: once for each person, say.
fn repeated(canonical: &Value) -> BTreeMap<String, usize> {
    let parts = canonical["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut again = BTreeMap::new();
    for part in parts {
        let times = part["repeat"][0].as_u64().unwrap_or(1);
        let mut words = Vec::new();
        strings("repeat", &part["repeat"], &mut words);
        strings("fields", &part["fields"], &mut words);
        again.extend(words.into_iter().map(|(_, words)| (words, times.try_into().expect("a few"))));
    }
    again
}

#[test]
fn every_string_that_is_signed_is_said_as_often_as_stated() {
    for (id, least) in [("first-visit", 30), ("all-fields", 40)] {
        with_tokens(&with_help(), id, |text, document| {
            let canonical = canonical_text(text, CANON).expect("a version that there is");
            let canonical: Value = serde_json::from_str(&canonical).expect("JSON");
            let mut signed = Vec::new();
            strings("", &canonical, &mut signed);
            let again = repeated(&canonical);
            let counts = counts(document);
            let tokens: Vec<_> = signed.iter().filter(|(place, words)| !unprinted(place, words)).collect();
            for (place, words) in &tokens {
                let many = counts.get(words).copied().unwrap_or_default();
                let stated = again.get(words).copied().unwrap_or(1);
                assert_eq!(many, stated, "`{words}` ({place}) of {id} is said {many} times");
            }
            let distinct: BTreeSet<_> = tokens.iter().map(|(_, words)| words).collect();
            assert!(distinct.len() == tokens.len() && tokens.len() >= least, "{} tokens of {id}", tokens.len());
        });
    }
}

#[test]
fn every_string_of_a_fact_is_said_where_the_fact_is_printed() {
    let tree = reviewed();
    let mut loaded = project(&tree).0.expect("the fixture has no errors");
    let mut tokens = Tokens(0);
    let facts = loaded.facts.values_mut().find(|facts| facts.lang == "en").expect("facts");
    let steps = facts.facts.iter_mut().find(|fact| fact.id == "overdose-steps").expect("steps");
    let headed = |i: usize| HeadedPoint {
        head: format!("head {i}"),
        text: Some(format!("text {i}")),
        brief: Some(format!("brief {i}")),
        figure: None,
    };
    steps.points = (0..3).map(|i| Point::Headed(headed(i))).collect();
    for fact in &mut facts.facts {
        tokens.set(&mut fact.title);
        // A title says its number.
        fact.number = fact.number.as_ref().map(|_| fact.title.clone());
        fact.short.iter_mut().for_each(|short| tokens.set(short));
        for point in &mut fact.points {
            match point {
                Point::Line(words) => tokens.set(words),
                Point::Headed(point) => {
                    tokens.set(&mut point.head);
                    point.text.iter_mut().chain(&mut point.brief).for_each(|words| tokens.set(words));
                }
            }
        }
        tokens.blocks(&mut fact.body);
    }
    let canonical = canonical_facts(facts, CANON).expect("a version that there is");
    let canonical: Value = serde_json::from_str(&canonical).expect("JSON");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|job| job.product.as_str() == "leaflet").expect("it is made");
    // Leaflets print the `brief` of points, booklets their `text`.
    let booklet = Job { product: Product::Booklet, ..job.clone() };
    let fit = fit_ladder(Product::Leaflet)[0];
    let mut counts = counts(&Document::compose(job, fit).expect("a language with sentences"));
    counts.extend(self::counts(&Document::compose(&booklet, fit).expect("a language with sentences")));
    let demands = job.text.head.topics[0].demands();
    for fact in canonical["facts"].as_array().expect("facts") {
        let id = fact["id"].as_str().expect("an id");
        let mut printed = Vec::new();
        if demands.lines.contains(&id) || demands.first_aid.contains(&id) {
            for key in ["title", "short", "points"] {
                strings(key, &fact[key], &mut printed);
            }
        } else if demands.in_text.contains(&id) {
            for key in ["title", "body"] {
                strings(key, &fact[key], &mut printed);
            }
        }
        for (place, words) in printed.iter().filter(|(place, words)| !unprinted(place, words)) {
            assert!(counts.contains_key(words), "`{words}` ({place}) of the fact {id} is not said");
        }
    }
}

#[test]
fn a_leaf_taken_out_of_the_model_is_out_of_the_document() {
    with_tokens(&reviewed(), "first-visit", |text, document| {
        let all = counts(document);
        let Body::Guide(guide) = &text.body else { panic!("a guide") };
        for i in 0..guide.sections.len() {
            let mut without = text.clone();
            let Body::Guide(guide) = &mut without.body else { panic!("a guide") };
            let gone = guide.sections.remove(i).heading;
            let job = handout::document::Job { text: &without, ..document.job.clone() };
            let document = Document::compose(&job, document.fit).expect("a language with sentences");
            assert_eq!((all.get(&gone), counts(&document).get(&gone)), (Some(&1), None), "section {i}");
        }
    });
}
