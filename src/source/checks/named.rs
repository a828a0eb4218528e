//! What Markdown texts name by its id: facts and sources.

use std::collections::BTreeSet;

use super::ids::unknown_hint;
use crate::diag::{Code, Finding, Sink, nearest};
use crate::source::lint::{Claims, Lint, PrintedWords};
use crate::source::markdown::{NamedUse, ParsedTexts, UseKind};
use crate::source::names::Names;
use crate::source::yaml::YamlNode;

/// Reports what is wrong with Markdown texts and with what they name, and returns them parsed.
pub(super) fn check_markdown(
    lint: &Lint,
    root: &YamlNode,
    rich: &[&YamlNode],
    lang: &str,
    names: &Names,
    sink: &mut Sink,
) -> ParsedTexts {
    let mut texts = ParsedTexts::default();
    let references = root.select("references[].id");
    let references: BTreeSet<&str> = references.into_iter().filter_map(YamlNode::as_str).collect();
    for node in rich {
        let (used, printed) = lint.markdown(node, &mut texts, sink);
        check_printed(lint, &printed, true, sink);
        for used in &used {
            let finding = match used.kind {
                UseKind::Fact | UseKind::FactNumber => unknown_fact(lint, node, used, lang, names),
                UseKind::Citation => unlisted(lint, node, used, &references),
                UseKind::Figure => unknown_figure(lint, root, node, used),
            };
            sink.extend(finding);
        }
    }
    texts
}

/// What readers see of a value.
pub(super) fn check_printed(lint: &Lint, printed: &PrintedWords, markdown: bool, sink: &mut Sink) {
    lint.claims(printed, Claims::Text, sink);
    lint.numbers(printed, markdown, sink);
    lint.read_times(printed, sink);
}

/// A picture that is placed in a Markdown text and not listed.
pub(super) fn unknown_figure(lint: &Lint, root: &YamlNode, node: &YamlNode, used: &NamedUse) -> Option<Finding> {
    unlisted_figure(root, &used.id, |what| lint.at(Code::UnknownId, node, &used.range, what))
}

/// A picture that is named by its id and not listed; `finding` says so at its place.
pub(super) fn unlisted_figure(root: &YamlNode, id: &str, finding: impl Fn(String) -> Finding) -> Option<Finding> {
    let nodes = root.select("figures[].id");
    let known: Vec<&str> = nodes.into_iter().filter_map(YamlNode::as_str).collect();
    if known.contains(&id) {
        return None;
    }
    let finding = finding(format!("`figures` has no picture with the id `{id}`"));
    Some(if known.is_empty() {
        finding.hint(format!("list it: `figures: [{{id: {id}, file: {id}.svg, alt: What it shows}}]`"))
    } else {
        unknown_hint(finding, id, known)
    })
}

/// A source that is cited and not listed.
fn unlisted(lint: &Lint, node: &YamlNode, used: &NamedUse, references: &BTreeSet<&str>) -> Option<Finding> {
    let id = used.id.as_str();
    if references.contains(id) {
        return None;
    }
    let finding = lint.at(Code::UnknownId, node, &used.range, format!("`references` has no source with the id `{id}`"));
    let known = references.iter().copied();
    let near = nearest(id, known.clone()).is_some();
    let finding = if references.is_empty() { finding } else { unknown_hint(finding, id, known) };
    Some(if near { finding } else { finding.hint(format!("add `id: {id}` to the source that is meant, or list it")) })
}

/// Where a number or fact is written that no file has yet.
const NEW_FACT: &str =
    "the clinic's own number needs no fact: write [](clinic:phone); a new fact goes into the facts file of the region";

fn unknown_fact(lint: &Lint, node: &YamlNode, used: &NamedUse, lang: &str, names: &Names) -> Option<Finding> {
    let empty = BTreeSet::new();
    let facts = names.facts.get(lang).unwrap_or(&empty);
    if facts.contains(&used.id) || names.facts_unknown.contains(lang) {
        return None;
    }
    let finding = lint.at(Code::UnknownId, node, &used.range, format!("there is no fact `{}`", used.id));
    if facts.is_empty() {
        let hint = format!("there are no facts in the language `{lang}`: add `sources/facts/REGION.{lang}.yaml`");
        return Some(finding.hint(hint));
    }
    let known = facts.iter().map(String::as_str);
    let near = nearest(&used.id, known.clone()).is_some();
    let finding = unknown_hint(finding, &used.id, known);
    Some(if near { finding } else { finding.hint(format!("{NEW_FACT}, such as `sources/facts/us.{lang}.yaml`")) })
}
