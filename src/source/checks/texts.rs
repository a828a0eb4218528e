//! Guides and worksheets.

use chrono::NaiveDate;

use super::fields::{check_fields, check_parts};
use super::figures::{Pictures, check_figures};
use super::help::check_help;
use super::ids::{check_authors, place_hint, unknown};
use super::named::{check_briefs, check_markdown, check_printed};
use super::panels::check_panels;
use super::values::{check_dates, check_first_published, check_issued, check_known_dates};
use crate::diag::{Code, Finding, Sink, list, nearest};
use crate::model::field::EXTRA;
use crate::model::{Product, Topic};
use crate::source::keys::lacks;
use crate::source::lint::{Claims, Lint, Naming, PrintedWords};
use crate::source::markdown::ParsedTexts;
use crate::source::names::Names;
use crate::source::raw::SourceKind;
use crate::source::yaml::{Value, YamlNode};

/// Where the file stands, and so what it must be.
pub(crate) struct TextPlace<'a> {
    /// The id by its folder.
    pub(crate) id: &'a str,
    /// The language by its name, as ISO 639-1 code.
    pub(crate) lang: &'a str,
    /// Guide or worksheet, by the folder above.
    pub(crate) kind: SourceKind,
    /// The day of the run.
    pub(crate) today: NaiveDate,
    /// The files beside it.
    pub(crate) pictures: &'a Pictures<'a>,
}

/// Values printed as they are, without Markdown.
pub(crate) const PLAIN: &[&str] = &[
    "title",
    "audience",
    "main_message",
    "summary",
    "purpose",
    "funding",
    "interests",
    "sections[].heading",
    "sections[].brief",
    "faq[].question",
    "get_help[].when[]",
    "parts[].heading",
    "parts[].repeat_label",
    "parts[].fields[].label",
    "parts[].fields[].help",
    "parts[].fields[].low",
    "parts[].fields[].high",
    "parts[].fields[].options[].label",
    "parts[].fields[].columns[].label",
    "panels[].heading",
    "figures[].caption",
    "figures[].alt",
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
    "references[].kind",
    "figures[].credit",
];

/// Markdown values.
pub(crate) const RICH: &[&str] = &["introduction", "sections[].body", "faq[].answer", "parts[].text"];

/// Values that are days.
const DATES: &[&str] = &["dates.issued", "dates.first_published", "dates.evidence_checked", "references[].accessed"];

/// Reports what is wrong with a guide or worksheet beyond its schema, and returns its Markdown texts.
pub(crate) fn check(lint: &Lint, root: &YamlNode, place: &TextPlace, names: &Names, sink: &mut Sink) -> ParsedTexts {
    check_id(lint, root, place, names, sink);
    check_authors(lint, root, names, sink);
    lint.characters(root, sink);
    check_dates(lint, &root.select_all(DATES), sink);
    check_known_dates(lint, &root.select_all(&["based_on.published", "based_on.edited"]), sink);
    check_issued(lint, &root.select("dates.issued"), place.today, sink);
    check_first_published(lint, root, sink);
    check_funding(lint, root, sink);
    check_names(lint, root, place, names, sink);
    check_products(lint, root, place, sink);
    for (what, path) in [
        ("section", "sections[].id"),
        ("question", "faq[].id"),
        ("part", "parts[].id"),
        ("field", "parts[].fields[].id"),
        ("source", "references[].id"),
    ] {
        lint.distinct(what, &root.select(path), sink);
    }
    check_figures(lint, root, place.pictures, sink);
    check_help(lint, root, place.lang, names, sink);
    check_panels(lint, root, sink);
    let plain = root.select_all(PLAIN);
    let rich = root.select_all(RICH);
    check_words(lint, root, &plain, &rich, sink);
    lint.language(plain.iter().chain(&rich), place.lang, sink);
    let texts = check_markdown(lint, root, &rich, place.lang, names, sink);
    check_briefs(lint, &root.select("sections[].brief"), place.lang, names, sink);
    let topics = topics(root);
    if let Some(topics) = &topics {
        check_named_topics(lint, root, plain.iter().chain(&rich), topics, sink);
    }
    if place.kind == SourceKind::Worksheet {
        for node in root.select("parts[].id").into_iter().filter(|n| n.as_str() == Some(EXTRA)) {
            sink.push(
                lint.node(Code::BadValue, node, format!("no part can be called `{EXTRA}`"))
                    .hint("choose another id: the page for what did not fit has this one already"),
            );
        }
        check_parts(lint, root, topics.is_some_and(|topics| topics.is_empty()), sink);
        check_fields(lint, root, sink);
    }
    lint.unused_exceptions(sink);
    texts
}

/// Its id is that of its folder, and of nothing else.
fn check_id(lint: &Lint, root: &YamlNode, place: &TextPlace, names: &Names, sink: &mut Sink) {
    let Some(node) = root.get("id") else { return };
    if node.as_str().is_some_and(|id| id != place.id) {
        sink.push(
            lint.node(Code::IdMismatch, node, format!("the folder is called `{}`", place.id))
                .hint(place_hint("id", place.id, "folder")),
        );
    }
    if place.kind == SourceKind::Worksheet && names.guides.contains(place.id) {
        sink.push(
            lint.node(Code::DuplicateId, node, format!("a guide is called `{}` too", place.id))
                .hint("sign-offs are kept by id: give the worksheet another id and folder"),
        );
    }
    if place.id.starts_with("facts-") {
        sink.push(
            lint.node(Code::BadValue, node, "ids that begin with `facts-` are those of facts files")
                .hint("choose another id"),
        );
    }
}

/// Who paid for it is said once.
fn check_funding(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    if let (Some(_), Some((key, _))) = (root.entry("funding"), root.entry("interests")) {
        sink.push(
            lint.key(Code::DuplicateKey, key, "`interests` says the same as `funding`")
                .hint("keep `funding`, the newer name, and write all of it there"),
        );
    }
}

/// The worksheets and topics that it names.
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

/// The products that it asks for.
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
                lint.node(Code::ProductDoesNotFit, node, format!("no {kind} is made into `{product}`"))
                    .hint(format!("take `{product}` out; a {kind} becomes {}", list(fit))),
            );
        } else if product == Some(&Product::Card) && root.select_all(&["topics[]", "get_help[]"]).is_empty() {
            sink.push(
                lint.node(Code::ProductDoesNotFit, node, "a card prints whom to call, and this guide does not say it")
                    .hint("take `card` out, or write `topics:` or `get_help:`"),
            );
        }
    }
}

/// Its words outside Markdown, whatever they are about.
fn check_words(lint: &Lint, root: &YamlNode, plain: &[&YamlNode], rich: &[&YamlNode], sink: &mut Sink) {
    let briefs = root.select("sections[].brief");
    let is_brief = |node: &YamlNode| briefs.iter().any(|brief| std::ptr::eq(*brief, node));
    let (named, others): (Vec<&YamlNode>, Vec<&YamlNode>) = plain.iter().partition(|node| is_brief(node));
    lint.plain(&others, sink);
    lint.briefs(&named, sink);
    lint.long_title(root, sink);
    lint.counted(&root.select("parts[].fields[].label"), sink);
    lint.lists(plain, sink);
    lint.folded(rich, sink);
    for node in plain {
        let naming = if is_brief(node) { Naming::Fact } else { Naming::None };
        if let Some(printed) = PrintedWords::plain(node) {
            check_printed(lint, &printed, naming, sink);
        }
    }
    for printed in root.select("references[].title").into_iter().filter_map(PrintedWords::plain) {
        lint.numbers(&printed, Naming::Source, sink);
    }
    for node in root.select_all(CREDITED) {
        lint.plain_claims(node, Claims::Credit, sink);
    }
}

/// A text that names what a topic is about has that topic.
fn check_named_topics<'a>(
    lint: &Lint,
    root: &YamlNode,
    words: impl Iterator<Item = &'a &'a YamlNode> + Clone,
    topics: &[&str],
    sink: &mut Sink,
) {
    for topic in Topic::ALL {
        let named = || words.clone().any(|n| topic.named_in(n.as_str().unwrap_or_default()));
        if !topics.iter().any(|t| nearest(t, [topic.as_str()]).is_some()) && named() {
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
