//! Words too long for a line: the text is to be changed, not the layout.

use super::pages::{Hidden, TextRun};
use crate::diag::{Code, Finding};
use crate::document::Job;
use crate::impose::sheet::UNPRINTABLE_MARGIN;
use crate::source::Sources;

/// Letters of the shortest word that may have no room in a line.
const LONG: usize = 20;

/// What there is to say of words that run off their page because nothing in them breaks, where the sources have them so.
/// On pages of sheets that includes the rim which an office printer leaves white; `width` is that of the page.
pub(super) fn finding(job: &Job, run: &TextRun, width: f64, sources: &Sources) -> Option<Finding> {
    let line = run.text.trim();
    let in_rim = job.product.has_sheets() && run.bounds[2] > width - UNPRINTABLE_MARGIN;
    if !(in_rim || run.hidden == Some(Hidden::Outside)) || run.bounds[0] < 0.0 || line.contains(' ') {
        return None;
    }
    let word = line.split_whitespace().max_by_key(|word| word.chars().count())?;
    if word.chars().count() < LONG {
        return None;
    }
    let clinic = job.clinic.file();
    let facts = job.facts.as_ref().map(|(facts, _)| facts.file.as_str());
    let files = [Some(job.text.file.as_str()), facts, Some(&clinic)];
    let (file, place) = files.into_iter().flatten().find_map(|file| Some((file, sources.find_words(file, word)?)))?;
    let shown: String = word.chars().take(LONG).collect();
    Some(
        Finding::new(Code::LongWord, format!("the word `{shown}...` is too long for a line"))
            .at(file, place)
            .hint(if word.contains('@') {
                "use a shorter address, or one of a web page"
            } else {
                "write it with spaces or hyphens, at which lines can break"
            })
            .hint(format!("`{}` has no room for it", job.product.as_str())),
    )
}
