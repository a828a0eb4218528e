//! Web addresses that stand among words.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::import::tree::{Fate, ReadDocument, WordsRun, each_runs};

/// An address among words.
pub(super) static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)<?\bhttps?://[^\s<>“”]+>?").expect("it is tried in a test"));

/// An address without the signs about it that belong to the sentence.
pub(super) fn bare(found: &str) -> &str {
    let found = found.trim_matches(['<', '>']);
    let end = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'');
    let mut bare = found.trim_end_matches(end);
    while bare.ends_with(')') && bare.matches(')').count() > bare.matches('(').count() {
        bare = bare[..bare.len() - 1].trim_end_matches(end);
    }
    bare
}

/// Addresses that were typed as words lead where they say.
pub(super) fn typed_links(document: &mut ReadDocument) {
    let mut spots = Vec::new();
    each_runs(&mut document.pieces, &mut |spot, runs| {
        let has = |run: &WordsRun| run.link.is_none() && ADDRESS.is_match(&run.text);
        if runs.iter().any(has) {
            spots.push(spot);
            *runs = std::mem::take(runs)
                .into_iter()
                .flat_map(|run| if has(&run) { linked(&run) } else { vec![run] })
                .collect();
        }
    });
    const WHAT: &str = "addresses that were typed as words, made links";
    spots.into_iter().for_each(|spot| document.note_once(Fate::Changed, spot, WHAT, "say in words what is there"));
}

/// A run with the addresses in it as runs of their own.
fn linked(run: &WordsRun) -> Vec<WordsRun> {
    let (mut parts, mut at) = (Vec::new(), 0);
    let part = |text: &str, link: Option<Arc<str>>| WordsRun { text: text.to_owned(), link, ..run.clone() };
    for found in ADDRESS.find_iter(&run.text) {
        let url = bare(found.as_str());
        let begin = found.start() + found.as_str().find(url).unwrap_or(0);
        parts.push(part(&run.text[at..begin], None));
        parts.push(part(url, Some(url.into())));
        at = begin + url.len();
    }
    parts.push(part(&run.text[at..], None));
    parts.retain(|part| !part.text.is_empty());
    parts
}
