//! Guides and worksheets: what their schema cannot say.

use std::collections::BTreeSet;

use super::check::{check_authors, check_dates, place_hint, unknown, unknown_hint};
use super::lint::{Lint, TEXT_CLAIMS};
use super::load::Names;
use super::raw::SourceKind;
use super::schema::lacks;
use super::yaml::{Value, YamlNode};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::diag::{list, nearest};
use crate::model::field::EXTRA;
use crate::model::{FieldType, Product, Topic};

/// Where the file stands, and so what it must be.
pub(crate) struct TextPlace<'a> {
    pub(crate) id: &'a str,
    pub(crate) lang: &'a str,
    pub(crate) kind: SourceKind,
}

/// Values printed as they are, without Markdown.
const PLAIN: &[&str] = &[
    "title",
    "audience",
    "main_message",
    "summary",
    "interests",
    "sections[].heading",
    "sections[].brief",
    "faq[].question",
    "parts[].heading",
    "parts[].repeat_label",
    "parts[].fields[].label",
    "parts[].fields[].help",
    "parts[].fields[].low",
    "parts[].fields[].high",
    "parts[].fields[].options[].label",
    "parts[].fields[].columns[].label",
];

/// Words of works and people that the text names.
const CREDITED: &[&str] = &[
    "based_on.title",
    "based_on.publisher",
    "based_on.authors[].name",
    "based_on.authors[].credentials",
    "based_on.reviewed_by[].name",
    "based_on.reviewed_by[].credentials",
    "references[].title",
    "references[].publisher",
];

/// Markdown values.
const RICH: &[&str] = &["introduction", "sections[].body", "faq[].answer", "parts[].text"];

/// Reports what is wrong with a guide or worksheet beyond its schema.
pub(crate) fn check(lint: &Lint, root: &YamlNode, place: &TextPlace, names: &Names, sink: &mut Sink) {
    if let Some(node) = root.get("id")
        && node.as_str().is_some_and(|id| id != place.id)
    {
        sink.push(
            lint.node(Code::IdMismatch, node, format!("the folder is called `{}`", place.id))
                .hint(place_hint("id", place.id, "folder")),
        );
    }
    if place.kind == SourceKind::Worksheet
        && names.guides.contains(place.id)
        && let Some(node) = root.get("id")
    {
        sink.push(
            lint.node(Code::DuplicateId, node, format!("a guide is called `{}` too", place.id))
                .hint("sign-offs are kept by id: give the worksheet another id and folder"),
        );
    }
    if place.id.starts_with("facts-")
        && let Some(node) = root.get("id")
    {
        sink.push(
            lint.node(Code::BadValue, node, "ids that begin with `facts-` are those of facts files")
                .hint("choose another id"),
        );
    }
    check_authors(lint, root, names, sink);
    lint.characters(root, sink);
    let mut dates = root.select("dates.issued");
    for path in ["dates.evidence_checked", "based_on.published", "based_on.edited", "references[].accessed"] {
        dates.extend(root.select(path));
    }
    check_dates(lint, &dates, sink);
    check_names(lint, root, place, names, sink);
    check_products(lint, root, place, sink);
    for (what, path) in [
        ("section", "sections[].id"),
        ("question", "faq[].id"),
        ("part", "parts[].id"),
        ("field", "parts[].fields[].id"),
    ] {
        lint.distinct(what, &root.select(path), sink);
    }
    check_words(lint, root, place, names, sink);
    if place.kind == SourceKind::Worksheet {
        for node in root.select("parts[].id").into_iter().filter(|n| n.as_str() == Some(EXTRA)) {
            sink.push(
                lint.node(Code::BadValue, node, format!("no part can be called `{EXTRA}`"))
                    .hint("choose another id: the page for what did not fit has this one already"),
            );
        }
        check_parts(lint, root, sink);
    }
}

fn check_names(lint: &Lint, root: &YamlNode, place: &TextPlace, names: &Names, sink: &mut Sink) {
    lint.once("worksheet", &root.select("worksheets[]"), sink);
    lint.once("topic", &root.select("topics[]"), sink);
    for node in root.select("worksheets[]") {
        let Some(id) = node.as_str() else { continue };
        match names.worksheets.get(id) {
            None => sink.push(unknown(lint.file, node, "worksheet", id, names.worksheets.keys().map(String::as_str))),
            Some(langs) if !langs.contains_key(place.lang) => sink.push(
                lint.node(Code::UnknownId, node, format!("the worksheet `{id}` is not there in `{}`", place.lang))
                    .hint(format!(
                        "there is {}: translate it, or take it out of this list",
                        list(langs.keys().map(String::as_str))
                    )),
            ),
            Some(_) => {}
        }
    }
    for node in root.select("topics[]") {
        if let Some(id) = node.as_str()
            && Topic::parse(id).is_none()
        {
            sink.push(unknown(lint.file, node, "topic", id, Topic::ALL.iter().map(|t| t.as_str())));
        }
    }
}

fn check_products(lint: &Lint, root: &YamlNode, place: &TextPlace, sink: &mut Sink) {
    for node in root.select("products[]") {
        let product = Product::ALL.iter().find(|p| node.as_str() == Some(p.as_str()));
        let sheet = place.kind == SourceKind::Worksheet;
        if let Some(product) = product
            && product.of_worksheets() != sheet
        {
            let (kind, product) = (place.kind.as_str(), product.as_str());
            let fit = Product::ALL.iter().filter(|p| p.of_worksheets() == sheet).map(|p| p.as_str());
            sink.push(
                lint.node(Code::ProductDoesNotFit, node, format!("a {kind} cannot be made into a {product}")).hint(
                    format!("take `{product}` out; a {kind} can be a {}", fit.collect::<Vec<_>>().join(" or a ")),
                ),
            );
        } else if product == Some(&Product::Card) && root.select("topics[]").is_empty() {
            sink.push(
                lint.node(Code::ProductDoesNotFit, node, "a card prints the facts of a topic, and this guide has none")
                    .hint("take `card` out, or write `topics:`"),
            );
        }
    }
}

fn check_words(lint: &Lint, root: &YamlNode, place: &TextPlace, names: &Names, sink: &mut Sink) {
    let plain: Vec<&YamlNode> = PLAIN.iter().flat_map(|path| root.select(path)).collect();
    let rich: Vec<&YamlNode> = RICH.iter().flat_map(|path| root.select(path)).collect();
    lint.plain(&plain, sink);
    lint.claims(&plain, TEXT_CLAIMS, sink);
    lint.claims(&rich, TEXT_CLAIMS, sink);
    let credited: Vec<&YamlNode> = CREDITED.iter().flat_map(|path| root.select(path)).collect();
    lint.claims(&credited, TEXT_CLAIMS, sink);
    lint.numbers(&plain, false, sink);
    lint.numbers(&rich, true, sink);
    for node in plain.iter().chain(&rich) {
        lint.read_times(node, sink);
    }
    let empty = Default::default();
    let facts = names.facts.get(place.lang).unwrap_or(&empty);
    for node in &rich {
        for used in lint.markdown(node, sink).facts {
            if !facts.contains(&used.id) && !names.facts_unknown.contains(place.lang) {
                let finding = lint.at(Code::UnknownId, node, &used.range, format!("there is no fact `{}`", used.id));
                sink.push(if facts.is_empty() {
                    finding.hint(format!(
                        "there are no facts in the language `{0}`: add `sources/facts/REGION.{0}.yaml`",
                        place.lang
                    ))
                } else {
                    unknown_hint(finding, &used.id, facts.iter().map(String::as_str))
                });
            }
        }
    }
    let Some(topics) = topics(root) else { return };
    for topic in Topic::ALL {
        let named = plain.iter().chain(&rich).any(|n| topic.named_in(n.as_str().unwrap_or_default()));
        if named && !topics.iter().any(|t| nearest(t, [topic.as_str()]).is_some()) {
            let place = root.entry("topics").or_else(|| root.entry("title"));
            let range = place.map_or(0..1, |(key, _)| key.range.clone());
            sink.push(
                Finding::new(
                    Code::MissingTopic,
                    format!("the text names an opioid, and its topics lack `{}`", topic.as_str()),
                )
                .at(lint.file, range)
                .hint(format!("write `topics: [{}]`: it prints the emergency box", topic.as_str())),
            );
        }
    }
}

/// The topics of a text; `None` where they are no list or their key is misspelt, which is a mistake of its own.
fn topics(root: &YamlNode) -> Option<Vec<&str>> {
    match root.get("topics") {
        Some(YamlNode { value: Value::Seq(items), .. }) => Some(items.iter().filter_map(YamlNode::as_str).collect()),
        Some(_) => None,
        None => lacks(root, "topics").then(Vec::new),
    }
}

fn check_parts(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    for part in root.select("parts[]") {
        let (repeat, label) = (part.entry("repeat"), part.entry("repeat_label"));
        match (repeat, label) {
            (Some((key, _)), None) if lacks(part, "repeat_label") => sink.push(
                lint.key(Code::MissingKey, key, "`repeat` without `repeat_label`")
                    .hint("add `repeat_label: Person` or what each time is called"),
            ),
            (None, Some((key, _))) if lacks(part, "repeat") => sink.push(
                lint.key(Code::MissingKey, key, "`repeat_label` without `repeat`")
                    .hint("add `repeat: 3`, or take the label out"),
            ),
            _ => {}
        }
        if let Some((key, YamlNode { value: Value::Bool(true), .. })) = part.entry("danger_line")
            && topics(root).is_some_and(|topics| topics.is_empty())
        {
            let finding = lint
                .key(Code::MissingTopic, key, "the text has no topic, so that no emergency line is printed")
                .hint(format!(
                    "write `topics:` with {}, or take `danger_line` out",
                    list(Topic::ALL.iter().map(|t| t.as_str()))
                ));
            // Somebody asked for the line: a page without it must not be handed out.
            sink.push(Finding { severity: Severity::Error, ..finding });
        }
    }
    for field in root.select("parts[].fields[]") {
        let Some(kind_node) = field.get("type") else { continue };
        let name = kind_node.as_str().unwrap_or_default();
        let Some(kind) = FieldType::ALL.iter().find(|info| info.name == name) else { continue };
        let keys: BTreeSet<&str> =
            FieldType::ALL.iter().flat_map(|info| info.needs.iter().chain(info.may)).copied().collect();
        for key in keys {
            let needed = kind.needs.contains(&key);
            match field.entry(key) {
                Some((at, _)) if !needed && !kind.may.contains(&key) => sink.push(
                    lint.key(Code::UnknownKey, at, format!("a `{name}` field has no `{key}`"))
                        .hint(format!("take `{key}` out, or change the type")),
                ),
                None if needed && lacks(field, key) => sink.push(
                    lint.node(Code::MissingKey, kind_node, format!("this `{name}` field lacks `{key}`"))
                        .hint(format!("add `{key}:`, or change the type")),
                ),
                Some((_, node)) if matches!(&node.value, Value::Seq(items) if items.is_empty()) => {
                    sink.push(
                        lint.node(Code::BadValue, node, format!("`{key}` is empty")).hint("write at least one entry"),
                    );
                }
                _ => {}
            }
        }
        lint.distinct("option", &field.select("options[].id"), sink);
        lint.distinct("column", &field.select("columns[].id"), sink);
        if let Some(columns) = field.get("columns")
            && columns.items().len() > 6
        {
            sink.push(
                lint.node(Code::BadValue, columns, "a table of more than six columns leaves no room for a hand")
                    .hint("use fewer columns, or two tables"),
            );
        }
    }
}
