//! Lines for notes: behind the text, on pages of their own before the back cover, and on that.

use super::judged::Problems;
use crate::audit::matching::differs;
use crate::audit::matching::printed::Printed;
use crate::audit::matching::table::ExpectedNodes;
use crate::document::Placement;
use crate::document::products::MOST_NOTES;

/// What is wrong with pages for notes; `last` is the last page, which may have room for some.
pub(in crate::audit) fn check(table: &ExpectedNodes, printed: &[Printed], last: usize, problems: &mut Problems) {
    for node in &table.notes {
        let path = &node.path;
        let found: Vec<&Printed> = printed.iter().filter(|p| p.block.path == *path).collect();
        let before_last =
            |p: &&Printed| table.flow.iter().any(|n| n.path == p.block.path && n.place != Placement::Last);
        let text = printed.iter().filter(before_last).map(|p| p.pages.1).max().unwrap_or_default();
        for (i, one) in found.iter().enumerate() {
            let (page, number) = (one.pages.0, one.pages.0 + 1);
            problems
                .extend(differs(node, one, &|_| String::new()).map(|why| format!("`{path}` on page {number} {why}")));
            if found[..i].iter().any(|other| other.pages.0 == page) {
                problems.push(format!("`{path}` on page {number} is printed more than once"));
            }
            if page < text {
                problems.push(format!("`{path}` on page {number} stands amid the text"));
            }
        }
        let pages = found.iter().filter(|one| one.pages.0 > text && one.pages.0 != last).count();
        if pages > MOST_NOTES {
            problems.push(format!("there are {pages} pages for notes, which is more than {MOST_NOTES}"));
        }
    }
}
