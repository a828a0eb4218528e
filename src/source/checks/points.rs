//! The lengths in which a fact says what it says: `short` and `shorter`, and the points of the emergency box.

use super::named::unlisted_figure;
use crate::diag::{Code, Sink};
use crate::source::keys::lacks;
use crate::source::lint::Lint;
use crate::source::yaml::{Key, YamlNode};

/// Reports lengths of a fact that have no longer one or are longer than it, and pictures of points that are not listed.
pub(super) fn check_lengths(lint: &Lint, root: &YamlNode, fact: &YamlNode, sink: &mut Sink) {
    check_pair(lint, fact, ("shorter", "short"), sink);
    for point in fact.select("points[]") {
        check_pair(lint, point, ("brief", "text"), sink);
        if let Some(node) = point.get("figure")
            && let Some(id) = node.as_str()
        {
            sink.extend(unlisted_figure(root, id, |what| lint.node(Code::UnknownId, node, what)));
        }
    }
}

/// A text in fewer words has a longer one.
fn check_pair(lint: &Lint, block: &YamlNode, (few, many): (&str, &str), sink: &mut Sink) {
    let Some((key, brief)) = block.entry(few) else { return };
    match block.get(many) {
        None if lacks(block, many) => sink.push(without(lint, key, few, many)),
        None => {}
        Some(text) => {
            let letters = |node: &YamlNode| node.as_str().map(|words| words.trim().chars().count());
            if let Some((brief_letters, letters)) = letters(brief).zip(letters(text))
                && brief_letters > letters
            {
                sink.push(
                    lint.node(Code::BadValue, brief, format!("`{few}` is longer than `{many}`"))
                        .hint(format!("where there is little room it stands in the place of `{many}`: say it in fewer words, or take it out")),
                );
            }
        }
    }
}

fn without(lint: &Lint, key: &Key, few: &str, many: &str) -> crate::diag::Finding {
    lint.key(Code::MissingKey, key, format!("there is `{few}`, and no `{many}`"))
        .hint(format!("write `{many}:` in place of `{few}:`, which is for a second, shorter text"))
}
