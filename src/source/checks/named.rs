//! What Markdown texts name by its id: facts and sources.

use std::collections::BTreeSet;

use super::ids::unknown_hint;
use crate::diag::{Code, Finding, Severity, Sink, nearest};
use crate::model::rich::fact_marks;
use crate::source::lint::{Claims, Lint, Naming, PrintedWords};
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
    // A cover and the heads of panels place pictures as well.
    let named = root.select_all(&["cover", "panels[].figure"]);
    let mut placed: BTreeSet<String> = named.into_iter().filter_map(YamlNode::as_str).map(str::to_owned).collect();
    for node in rich {
        let (used, printed) = lint.markdown(node, &mut texts, sink);
        check_words(lint, node, &used, &printed, sink);
        for used in &used {
            let finding = match used.kind {
                UseKind::Fact | UseKind::FactNumber => {
                    unknown_fact(lint, node, used, (lang, "[](clinic:phone)"), names)
                }
                UseKind::Citation => unlisted(lint, root, node, used),
                UseKind::Figure => {
                    placed.insert(used.id.clone());
                    unknown_figure(lint, root, node, used)
                }
            };
            sink.extend(finding);
        }
    }
    check_placed(
        lint,
        root,
        rich,
        &placed,
        |id| format!("write `> [!FIGURE] {id}` on a line of its own in a text"),
        sink,
    );
    texts
}

/// What readers see of a Markdown value, but for digits in a name with a space, which is told of as a name.
fn check_words(lint: &Lint, node: &YamlNode, used: &[NamedUse], printed: &PrintedWords, sink: &mut Sink) {
    let spaced = used.iter().filter(|used| used.kind == UseKind::FactNumber && used.id.contains(' '));
    let names: Vec<_> = spaced.filter_map(|used| lint.at(Code::UnknownId, node, &used.range, "").place).collect();
    if names.is_empty() {
        return check_printed(lint, printed, Naming::Any, sink);
    }
    let mut found = Sink::default();
    check_printed(lint, printed, Naming::Any, &mut found);
    let in_name = |finding: &Finding| {
        let at = finding.place.as_ref().map_or(0, |place| place.range.start);
        finding.code == Code::TypedNumber && names.iter().any(|name| name.range.contains(&at))
    };
    sink.extend(found.into_sorted().into_iter().filter(|finding| !in_name(finding)));
}

/// Every picture that is listed is placed by some text; `how` says how that is written.
pub(super) fn check_placed(
    lint: &Lint,
    root: &YamlNode,
    rich: &[&YamlNode],
    placed: &BTreeSet<String>,
    how: impl Fn(&str) -> String,
    sink: &mut Sink,
) {
    // One that cannot be used is told of by itself, and so is one that is placed by another id.
    let here = |finding: &Finding| finding.place.as_ref().is_some_and(|place| place.file == lint.file);
    if sink.iter().any(|finding| finding.severity == Severity::Error && here(finding)) {
        return;
    }
    for node in root.select("figures[].id") {
        let Some(id) = node.as_str().filter(|id| !placed.contains(*id)) else { continue };
        // One that is placed in a wrong way is told of there.
        if rich.iter().any(|text| text.as_str().is_some_and(|text| text.contains(&format!("figure:{id}")))) {
            continue;
        }
        sink.push(
            lint.node(
                Code::UnplacedPicture,
                node,
                format!("no text places the picture `{id}`: it is signed and not printed"),
            )
            .hint(format!("{}, or take it out of `figures`", how(id))),
        );
    }
}

/// What readers see of a value.
pub(super) fn check_printed(lint: &Lint, printed: &PrintedWords, naming: Naming, sink: &mut Sink) {
    lint.claims(printed, Claims::Text, sink);
    lint.numbers(printed, naming, sink);
    lint.read_times(printed, sink);
}

/// The facts whose numbers briefs print.
pub(super) fn check_briefs(lint: &Lint, briefs: &[&YamlNode], lang: &str, names: &Names, sink: &mut Sink) {
    for node in briefs {
        for (range, id) in fact_marks(node.as_str().unwrap_or_default()) {
            let used = NamedUse { range, id: id.to_owned(), kind: UseKind::FactNumber };
            sink.extend(unknown_fact(lint, node, &used, (lang, "no number, the tri-fold has it on its back"), names));
        }
    }
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
fn unlisted(lint: &Lint, root: &YamlNode, node: &YamlNode, used: &NamedUse) -> Option<Finding> {
    let id = used.id.as_str();
    let ids = root.select("references[].id");
    let references: BTreeSet<&str> = ids.into_iter().filter_map(YamlNode::as_str).collect();
    if references.contains(id) {
        return None;
    }
    if let Some((how, source)) = meant_source(root, id) {
        let finding =
            lint.at(Code::UnknownId, node, &used.range, format!("a source is cited by its id, not by its {how}"));
        return Some(match source.get("id").and_then(YamlNode::as_str) {
            Some(own) => finding.hint(format!("write [](ref:{own}); its number is counted")),
            None => {
                finding.hint("add an id to that source, such as `id: first-source`, and write [](ref:first-source)")
            }
        });
    }
    let finding = lint.at(Code::UnknownId, node, &used.range, format!("`references` has no source with the id `{id}`"));
    let known = references.iter().copied();
    let near = nearest(id, known.clone()).is_some();
    let finding = if references.is_empty() { finding } else { unknown_hint(finding, id, known) };
    Some(if near { finding } else { finding.hint(format!("add `id: {id}` to the source that is meant, or list it")) })
}

/// The source that somebody named by its number or its title, and by which of them.
fn meant_source<'a>(root: &'a YamlNode, name: &str) -> Option<(&'static str, &'a YamlNode)> {
    let sources = root.select("references[]");
    if let Ok(number) = name.parse::<usize>() {
        return Some(("number", sources.get(number.checked_sub(1)?)?));
    }
    let titled = |source: &&YamlNode| {
        let title = source.get("title").and_then(YamlNode::as_str).unwrap_or_default().trim().to_lowercase();
        title == name.trim().to_lowercase()
    };
    Some(("title", sources.into_iter().find(titled)?))
}

/// A fact that no facts file of the language has; `clinic` is how the clinic's own number is written there.
pub(super) fn unknown_fact(
    lint: &Lint,
    node: &YamlNode,
    used: &NamedUse,
    (lang, clinic): (&str, &str),
    names: &Names,
) -> Option<Finding> {
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
    let titles = names.fact_titles.get(lang).into_iter().flatten();
    let named = used.id.trim().to_lowercase();
    if let Some((_, id)) = titles.into_iter().find(|(title, _)| title.trim().to_lowercase() == named) {
        let written = if used.kind == UseKind::Fact { format!("`> [!FACT] {id}`") } else { format!("[](fact:{id})") };
        return Some(finding.hint(format!("that is the title of `{id}`: write {written}")));
    }
    let known = facts.iter().map(String::as_str);
    let near = nearest(&used.id, known.clone()).is_some();
    let finding = unknown_hint(finding, &used.id, known);
    if near {
        return Some(finding);
    }
    Some(finding.hint(format!(
        "the clinic's own number needs no fact: write {clinic}; a new fact goes into the facts file of the region, such as `sources/facts/us.{lang}.yaml`"
    )))
}
