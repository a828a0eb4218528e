//! Links to places in the file: a citation leads to its own source, and nothing else leads anywhere.

use super::judged::Problems;
use crate::audit::reading::{Jump, Pages};
use crate::document::Document;
use crate::model::LeafPath;

/// A citation as the document has it: the path of what holds it, its words, and its source.
type Citation<'a> = (&'a LeafPath, &'a str, &'a LeafPath);

/// Holds the links to places in the file against the citations of the document.
pub(in crate::audit) fn check(document: &Document, pages: &Pages, problems: &mut Problems) {
    if pages.jumps.is_empty() {
        return;
    }
    let citations = document.linked_citations();
    for jump in pages.jumps.iter().filter(|jump| !is_of_citation(jump, pages, &citations)) {
        problems.push(format!(
            "page {} has a link to a place in the file that is not that of a citation to its source",
            jump.page + 1
        ));
    }
}

/// Whether a link lies on the words of a citation, on nothing else, and leads to the source of that citation.
fn is_of_citation(jump: &Jump, pages: &Pages, citations: &[Citation]) -> bool {
    let words = || {
        let to = jump.to.as_ref()?;
        // What is linked is laid out right before its link.
        let run = pages.runs[..jump.after].iter().rfind(|run| !run.text.trim().is_empty())?;
        let block = run.block.as_ref().filter(|_| run.page == jump.page)?;
        let ([left, top, right, bottom], size) = (jump.bounds, run.look.size);
        let middle = (run.bounds[0] + run.bounds[2]) / 2.0;
        let on_it = left <= middle && middle <= right && right - left <= run.bounds[2] - run.bounds[0] + 1.0;
        // The number is raised, its link need not be.
        let beside = bottom - top <= 2.5 * size && top < run.bounds[3] + size && bottom > run.bounds[1] - size;
        (on_it && beside).then_some((&block.path, run.text.trim(), to))
    };
    words().is_some_and(|found| citations.contains(&found))
}
