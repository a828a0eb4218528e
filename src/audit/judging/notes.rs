//! Lines for notes: behind the text, on pages of their own before the back cover, and on that.

use super::judged::{Judged, Problems};
use crate::audit::matching::differs;
use crate::document::Placement;
use crate::document::products::MOST_NOTES;

/// What is wrong with pages for notes.
pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let table = judged.table;
    // It may have room for some.
    let last = judged.pages.count.saturating_sub(1);
    for node in &table.notes {
        let path = &node.path;
        let found = judged.all(path);
        let text = table.flow.iter().filter(|node| node.place != Placement::Last);
        let text = text.flat_map(|node| judged.all(&node.path)).map(|p| p.pages.1).max().unwrap_or_default();
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
