//! Facts of a region.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::figures::{Pictures, check_figures};
use super::ids::{check_authors, place_hint};
use super::named::{check_placed, unknown_figure};
use super::points::check_lengths;
use super::values::{check_dates, check_issued};
use crate::diag::{Code, Sink};
use crate::model::Topic;
use crate::source::keys::lacks;
use crate::source::lint::{Claims, Lint, PrintedWords, is_phone};
use crate::source::markdown::{ParsedTexts, UseKind};
use crate::source::names::Names;
use crate::source::yaml::YamlNode;

/// Printed as it is, without Markdown.
pub(crate) const PLAIN: &[&str] = &[
    "facts[].title",
    "facts[].number",
    "facts[].letters",
    "facts[].short",
    "facts[].shorter",
    "facts[].line",
    "facts[].points[]",
    "facts[].points[].head",
    "facts[].points[].text",
    "facts[].points[].brief",
    "figures[].caption",
];

/// Markdown values.
pub(crate) const RICH: &[&str] = &["facts[].body"];

/// Printed besides.
const OTHER: &[&str] =
    &["facts[].source.title", "facts[].source.publisher", "title", "figures[].alt", "figures[].credit"];

/// Reports what is wrong with the facts of a region in a language, and returns their Markdown texts. `people` are those whom authors
/// must be among, where it matters: defaults name people whom the project need not have.
pub(crate) fn check(
    lint: &Lint,
    root: &YamlNode,
    (region, lang): (&str, &str),
    people: Option<&Names>,
    today: NaiveDate,
    pictures: &Pictures,
    sink: &mut Sink,
) -> ParsedTexts {
    let numbers = root.select("facts[].number");
    lint.characters_but(root, &numbers, sink);
    numbers.iter().for_each(|node| lint.phone(node, sink));
    if let Some(names) = people {
        check_authors(lint, root, names, sink);
    }
    lint.distinct("fact", &root.select("facts[].id"), sink);
    let mut dates = root.select("facts[].source_seen");
    dates.extend(root.select("issued"));
    check_dates(lint, &dates, sink);
    check_issued(lint, &root.select("issued"), today, sink);
    if let Some(node) = root.get("region")
        && node.as_str().is_some_and(|r| r != region)
    {
        sink.push(
            lint.node(Code::IdMismatch, node, format!("this file is for the region `{region}` by its name"))
                .hint(place_hint("region", region, "file")),
        );
    }
    check_figures(lint, root, pictures, sink);
    let mut plain = root.select_all(PLAIN);
    plain.retain(|node| node.as_str().is_some());
    for (nodes, claims) in [(&plain, Claims::Text), (&root.select_all(OTHER), Claims::Credit)] {
        for node in nodes {
            lint.plain_claims(node, claims, sink);
        }
    }
    lint.plain(&plain, sink);
    lint.lists(&plain, sink);
    let bodies = root.select_all(RICH);
    lint.folded(&bodies, sink);
    lint.language(plain.iter().chain(&bodies), lang, sink);
    let mut texts = ParsedTexts::default();
    let of_points = root.select("facts[].points[].figure");
    let mut placed: BTreeSet<String> = of_points.into_iter().filter_map(YamlNode::as_str).map(str::to_owned).collect();
    for fact in root.select("facts[]") {
        check_demanded(lint, fact, sink);
        check_lengths(lint, root, fact, sink);
        check_fact(lint, root, fact, (&mut texts, &mut placed), sink);
    }
    let how = |id: &str| format!("write `figure: {id}` at the point that it shows, or `> [!FIGURE] {id}` in a `body`");
    check_placed(lint, root, &bodies, &placed, how, sink);
    lint.unused_exceptions(sink);
    texts
}

/// Numbers and body of a fact; its text goes to the texts of the file, and the pictures in it to those that are placed.
fn check_fact(
    lint: &Lint,
    root: &YamlNode,
    fact: &YamlNode,
    (texts, placed): (&mut ParsedTexts, &mut BTreeSet<String>),
    sink: &mut Sink,
) {
    lint.letters(fact, sink);
    // One that is none is told of by itself.
    let own = fact.get("number").and_then(YamlNode::as_str).filter(|own| is_phone(own));
    if let Some(own) = own {
        for words in fact.select_all(&["title", "line", "short", "shorter"]).into_iter().filter_map(PrintedWords::plain)
        {
            lint.other_numbers(&words, own, false, sink);
        }
    }
    let Some(body) = fact.get("body") else { return };
    let (used, printed) = lint.markdown(body, texts, sink);
    if let Some(own) = own {
        lint.other_numbers(&printed, own, true, sink);
    }
    lint.claims(&printed, Claims::Text, sink);
    for used in used {
        let (what, hint) = match used.kind {
            UseKind::Fact | UseKind::FactNumber => (
                "a fact that names another fact",
                "write the number or the words here: facts are the one place where numbers are typed",
            ),
            UseKind::Figure => {
                placed.insert(used.id.clone());
                sink.extend(unknown_figure(lint, root, body, &used));
                continue;
            }
            UseKind::Citation => ("a fact that cites a source of a text", "name the source under its key `source`"),
        };
        sink.push(lint.at(Code::Markdown, body, &used.range, what).hint(hint));
    }
    if matches!(fact.get("source").and_then(YamlNode::as_str), Some("none"))
        && let Some((key, _)) = fact.entry("source_seen")
    {
        sink.push(
            lint.key(Code::BadValue, key, "a source that was never seen has a day of seeing")
                .hint("take out `source_seen`, or name the source"),
        );
    }
}

/// What the emergency box and the foot of worksheets print of a fact.
fn check_demanded(lint: &Lint, fact: &YamlNode, sink: &mut Sink) {
    let Some((key, id)) = fact.entry("id").and_then(|(key, node)| Some((key, node.as_str()?))) else { return };
    let demands: Vec<_> = Topic::ALL.iter().map(|t| t.demands()).collect();
    let boxed = demands.iter().any(|d| d.lines.contains(&id) || d.first_aid.contains(&id));
    let foot = demands.iter().any(|d| d.emergency_line.contains(&id));
    for (needed, name, what) in
        [(boxed, "short", "the emergency box prints it"), (foot, "line", "it stands at the foot of worksheets")]
    {
        // Signs and steps may be points, one a line.
        let points = || fact.get("points").map_or(!lacks(fact, "points"), |points| !points.items().is_empty());
        let pointed = || name == "short" && points();
        if needed && lacks(fact, name) && !pointed() {
            sink.push(
                lint.key(Code::MissingKey, key, format!("the fact `{id}` lacks `{name}`"))
                    .hint(format!("add `{name}:` with one or two short sentences: {what}")),
            );
        }
    }
}
