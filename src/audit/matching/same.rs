//! Whether printed words are those that were written.

use crate::document::{Node, Origin};

/// What stands between the parts of a line that the program puts together.
const DOT: &str = " · ";

/// Words without white space: lines may break anywhere.
pub(in crate::audit) fn squeeze(text: &str) -> String {
    let mut squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // Some languages repeat a hyphen at which a line breaks.
    while squeezed.contains("--") {
        squeezed = squeezed.replace("--", "-");
    }
    squeezed
}

/// Whether squeezed words are those of a node. Where a line between two of its parts breaks, no dot need stand between
/// them, as long as it is the program that put them together: titles of worksheets, and what is not the text's or the
/// facts' own.
pub(in crate::audit) fn same(node: &Node, found: &str, text: &str) -> bool {
    let own = matches!(node.origin, Origin::Text | Origin::Facts) && *node.path != *"worksheets";
    let without = |words: &str| words.replace(DOT.trim(), "");
    found == squeeze(text) || !own && text.contains(DOT) && without(found) == without(&squeeze(text))
}

#[cfg(test)]
mod tests {
    use super::same;
    use crate::document::{Node, Origin, Role};
    use crate::model::LeafPath;

    #[test]
    fn dots_go_with_a_line_that_breaks_and_never_from_words_of_the_text() {
        let printed = |path: &str, origin, words: &str, found| {
            let node = Node::plain(LeafPath::root(path), Role::Line, origin, words.to_owned());
            same(&node, found, words)
        };
        let line = "Maple Clinic · 1 Main Street · Phone 555-0101";
        let without = "MapleClinic1MainStreet·Phone555-0101";
        assert!(printed("clinic", Origin::Clinic, line, without));
        assert!(printed("worksheets", Origin::Text, line, without));
        assert!(!printed("summary", Origin::Text, line, without));
        assert!(!printed("summary", Origin::Facts, "Give 2 · 4 mg", "Give24mg"));
        assert!(!printed("clinic", Origin::Clinic, line, "MapleClinic1MainStreetPhone555-0102"));
        assert!(!printed("clinic", Origin::Clinic, "Give 2·4 mg", "Give24mg"), "a dot between parts alone");
    }
}
