//! Facts of each region and language, the project's own over those that come with the binary.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::{Beside, FIGURES};
use super::files::SourceFiles;
use super::paths::{FACTS, name_and_lang};
use crate::diag::{Code, Finding, Sink};
use crate::model::{Facts, date, fact};
use crate::project::{FileOrigin, Tree};
use crate::source::checks::facts;
use crate::source::checks::figures::Pictures;
use crate::source::lower::{self, Lowering};
use crate::source::names::{Names, incomplete};
use crate::source::raw::SourceKind;
use crate::source::yaml::{self, YamlNode};

/// The facts by region and language; those with mistakes go to `broken`, and `names` learns the ids of all.
pub(super) fn load(
    files: &mut SourceFiles,
    languages: &[String],
    names: &mut Names,
    broken: &mut BTreeSet<(String, String)>,
    sink: &mut Sink,
) -> BTreeMap<(String, String), Facts> {
    let mut all = BTreeMap::new();
    let (tree, context, today) = (files.tree, files.context, files.context.today);
    for (path, file) in tree.below(FACTS) {
        let Some((region, lang)) = name_and_lang(path, FACTS) else { continue };
        if !languages.iter().any(|l| l == lang) {
            files.mark_read(path);
            continue;
        }
        // A default that nobody asked for must not complain about people that the project does not have.
        let people = (file.origin == FileOrigin::Project).then_some(&*names);
        let beside = Beside::new(tree, context, FIGURES);
        beside.mark_read(files);
        let (get, names_beside) = (|name: &str| beside.get(name), || beside.names());
        let flaw = |name: &str, bytes: &[u8], width| beside.flaw(name, bytes, width);
        let pictures = Pictures { get: &get, names: &names_beside, flaw: &flaw };
        let (raw, texts) = files.read(SourceKind::Facts, path, sink, |lint, root, sink| {
            facts::check(lint, root, (region, lang), people, today, &pictures, sink)
        });
        let root = files.root(path);
        if root.is_none_or(|root| incomplete(root, "facts")) {
            names.facts_unknown.insert(lang.to_owned());
        }
        if let Some(root) = root {
            let ids = root.select("facts[].id").into_iter().filter_map(|id| Some(id.as_str()?.to_owned()));
            names.facts.entry(lang.to_owned()).or_default().extend(ids);
            let words = |fact: &YamlNode, key: &str| fact.get(key).and_then(YamlNode::as_str).map(str::to_owned);
            let titles =
                root.select("facts[]").into_iter().filter_map(|fact| words(fact, "title").zip(words(fact, "id")));
            names.fact_titles.entry(lang.to_owned()).or_default().extend(titles);
            report_older(tree, path, root, sink);
            let number = |fact: &YamlNode| {
                let words = |key: &str| fact.get(key).and_then(YamlNode::as_str).map(str::to_owned);
                words("id").zip(words("number"))
            };
            let numbers: Vec<(String, String)> = root.select("facts[]").into_iter().filter_map(number).collect();
            numbers.iter().for_each(|(id, number)| files.numbers.add_fact(id, number));
        }
        let bytes = |name: &str| beside.bytes(name);
        let lowering = Lowering { file: path, lang, people: &names.people, texts, beside: &bytes };
        match raw.and_then(|raw| lower::facts(raw, lowering)) {
            Some(facts) => drop(all.insert((region.to_owned(), lang.to_owned()), facts)),
            None => drop(broken.insert((fact::review_id(region), lang.to_owned()))),
        }
    }
    all
}

/// Warns where the project's facts are older than those that come with the binary.
fn report_older(tree: &Tree, path: &str, root: &YamlNode, sink: &mut Sink) {
    let Some(default) = tree.replaced(path) else { return };
    if tree.get(path).is_some_and(|own| own.bytes == default.bytes) {
        return;
    }
    let Ok(default) = std::str::from_utf8(&default.bytes) else { return };
    let Some(default) = yaml::parse(path, default, &mut Sink::default()) else { return };
    let issued = |node: &YamlNode| node.get("issued").and_then(YamlNode::as_str).and_then(date::parse);
    if let (Some(ours), Some(theirs)) = (issued(root), issued(&default))
        && ours < theirs
        && let Some(node) = root.get("issued")
    {
        sink.push(
            Finding::new(
                Code::OlderFacts,
                format!("these facts are of {ours}, those that come with handout of {theirs}"),
            )
            .at(path, node.range.clone())
            .hint("compare the two and take over what changed, or delete this file to use the newer one"),
        );
    }
}
