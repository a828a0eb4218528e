//! Words at the edges of pages, and those that are too long for a line: then the text is to be changed, not the layout.

use crate::audit::reading::{Hidden, TextRun};
use crate::diag::{Code, Finding};
use crate::document::Job;
use crate::impose::sheet::UNPRINTABLE_MARGIN;
use crate::model::Product;
use crate::source::Sources;

/// Letters of the shortest word that may have no room in a line.
const LONG: usize = 20;

/// Where people have their names.
const PEOPLE: &str = "sources/people.yaml";

/// Whether words stand in the rim at the left or right of their page, which is `width` wide: a printer or a fold takes it.
/// Words that do not break run into it. A hair is lost in rounding.
pub(in crate::audit) fn at_edge(run: &TextRun, width: f64, product: Product) -> Option<Hidden> {
    let [left, _, right, _] = run.bounds;
    let least = rim(product) - 0.5;
    let inside = left >= least && right <= width - least;
    (!inside && !run.text.trim().is_empty()).then(|| Hidden::AtEdge(rim(product)))
}

/// How far from both edges of a page words stand at least, in points: what an office printer leaves white, which is as
/// much as folds need too; of a card what a cut may take.
fn rim(product: Product) -> f64 {
    match product {
        Product::Card => 0.5 * UNPRINTABLE_MARGIN,
        Product::Leaflet
        | Product::LargePrint
        | Product::Booklet
        | Product::Trifold
        | Product::Worksheet
        | Product::WorksheetPaper => UNPRINTABLE_MARGIN,
    }
}

/// What there is to say of words that run off their page, or into its rim, because nothing in them breaks, where the
/// sources have them so.
pub(in crate::audit) fn finding(job: &Job, run: &TextRun, sources: &Sources) -> Option<Finding> {
    let line = run.text.trim();
    let runs_off = matches!(run.hidden, Some(Hidden::Outside | Hidden::AtEdge(_)));
    if !runs_off || run.bounds[0] < 0.0 || line.contains(' ') {
        return None;
    }
    of_word(job, line, sources)
}

/// What there is to say of a problem that comes of a word alone in its line, which runs into what stands beside it.
pub(in crate::audit) fn of_problem(job: &Job, runs: &[TextRun], problem: &str, sources: &Sources) -> Option<Finding> {
    const BESIDE: &[&str] = &["run into one line", "stands above", "lies on", "is crossed by", "is covered by"];
    if !BESIDE.iter().any(|what| problem.contains(what)) {
        return None;
    }
    let named = |run: &&TextRun| {
        let path = run.block.as_ref().map(|block| &block.path);
        path.is_some_and(|path| problem.contains(&format!("`{path}`"))) && !run.text.trim().contains(' ')
    };
    runs.iter().filter(named).find_map(|run| of_word(job, run.text.trim(), sources))
}

/// That a word is too long, where the sources have it.
fn of_word(job: &Job, line: &str, sources: &Sources) -> Option<Finding> {
    let word = line.trim_end_matches([',', '.', ';', ':']);
    if word.chars().count() < LONG {
        return None;
    }
    let clinic = job.clinic.file();
    let facts = job.facts.as_ref().map(|(facts, _)| facts.file.as_str());
    let files = [Some(job.text.file.as_str()), facts, Some(&clinic), Some(PEOPLE)];
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
