//! What stands on the inner panels of a tri-fold, and the picture of a cover.

use super::ids::unknown_hint;
use super::named::unlisted_figure;
use crate::diag::{Code, Sink, list, nearest};
use crate::model::text::PanelPart;
use crate::source::lint::Lint;
use crate::source::yaml::YamlNode;

/// The most letters of the head of a panel: four lines on the narrower paper, at the smallest size.
const MOST: usize = 80;

/// Reports what is wrong with the panels of a guide and with the picture of its cover.
pub(super) fn check_panels(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    for node in root.select_all(&["cover", "panels[].figure"]) {
        if let Some(id) = node.as_str() {
            sink.extend(unlisted_figure(root, id, |what| lint.node(Code::UnknownId, node, what)));
        }
    }
    let Some((key, panels)) = root.entry("panels").filter(|(_, panels)| !panels.items().is_empty()) else { return };
    for node in root.select("panels[].heading") {
        let letters = node.as_str().unwrap_or_default().trim().chars().count();
        if letters > MOST {
            sink.push(
                lint.node(Code::BadValue, node, format!("this head has {letters} letters, and is printed large"))
                    .hint(format!("say it in {MOST} or fewer: a panel has room for about four lines of them")),
            );
        }
    }
    let named = root.select("panels[].sections[]");
    lint.once("section", &named, sink);
    let ids = root.select("sections[].id");
    let ids: Vec<&str> = ids.into_iter().filter_map(YamlNode::as_str).collect();
    for node in root.select("sections[].id").into_iter().filter(|node| matches!(node.as_str(), Some("faq" | "safety")))
    {
        sink.push(
            lint.node(Code::BadValue, node, "where there are panels, no section has this id")
                .hint("choose another id: among the `sections` of a panel it means the questions or the safety facts"),
        );
    }
    let words: Vec<&str> = named.iter().filter_map(|node| node.as_str()).collect();
    let mut meant = Vec::new();
    for (node, word) in named.iter().filter_map(|node| Some((*node, node.as_str()?))) {
        match PanelPart::named(word) {
            PanelPart::Section(id) if !ids.contains(&word) => {
                meant.extend(nearest(word, ids.iter().copied()));
                let finding = lint.node(Code::UnknownId, node, format!("there is no section `{id}`"));
                sink.push(unknown_hint(finding, word, ids.iter().copied().chain(["faq", "safety"])));
            }
            PanelPart::Section(_) | PanelPart::Questions | PanelPart::Safety => {}
        }
    }
    // One that is misspelt is told of by itself.
    let missing: Vec<&str> = ids.iter().copied().filter(|id| !words.contains(id) && !meant.contains(id)).collect();
    // Where a section is on no panel, what else is wrong with them comes first.
    if !missing.is_empty() && panels.items().len() == 3 {
        let (section, is) = if missing.len() == 1 { ("section", "is") } else { ("sections", "are") };
        let what = format!("the {section} {} {is} on none of the panels", list(missing.iter().copied()));
        sink.push(
            lint.key(Code::BadValue, key, what)
                .hint("add each to the `sections` of a panel: a tri-fold prints all of them"),
        );
    }
}
