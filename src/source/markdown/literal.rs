//! Signs of Markdown that somebody typed as signs: `> 120 mg/dL` means more than that, and a star behind a word leads to
//! the footnote that begins with one.

use std::ops::Range;

use super::items::item_mark;

/// The `>` of lines that begin with "more than so many", where no box is open.
pub(super) fn more_than(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut in_box) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            in_box = false;
            continue;
        }
        let place = |rest: &str| start + line.len() - rest.len();
        let rest = behind_items(line);
        let Some(behind) = rest.strip_prefix('>') else { continue };
        let head = behind.trim_start();
        if in_box || head.starts_with("[!") {
            in_box = true;
            let inner = behind_items(behind);
            if inner.strip_prefix('>').is_some_and(is_amount) {
                found.push(place(inner)..place(inner) + 1);
            }
        } else if is_amount(behind) {
            found.push(place(rest)..place(rest) + 1);
        } else {
            in_box = true;
        }
    }
    found
}

/// Whether words behind a `>` are an amount.
fn is_amount(behind: &str) -> bool {
    let amount = behind.trim_start_matches('=').trim_start_matches(' ').trim_start_matches('$');
    amount.starts_with(|c: char| c.is_ascii_digit())
}

/// A line behind its spaces and the marks of items.
fn behind_items(line: &str) -> &str {
    let mut rest = line.trim_start_matches(' ');
    while let Some(mark) = item_mark(rest) {
        rest = &rest[mark..];
    }
    rest
}

/// Those of some runs of stars that lead to footnotes or begin them.
pub(super) fn footnotes(text: &str, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let before = |run: &Range<usize>| text[..run.start].chars().next_back();
    let behind = |run: &Range<usize>| text[run.end..].chars().next();
    let stars = lone_stars(text, runs);
    let leads = |run: &Range<usize>| {
        let word = before(run).is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ')' | '%'));
        word && behind(run).is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | ')' | '|' | '<'))
    };
    let begins = |run: &Range<usize>| {
        let line = text[..run.start].trim_end_matches([' ', '>']);
        (line.is_empty() || line.ends_with('\n')) && behind(run).is_some_and(char::is_alphanumeric)
    };
    // How many stars lead to a footnote, and how many begin one.
    let lengths = |is: &dyn Fn(&Range<usize>) -> bool| {
        let mut found = [false; LONGEST + 1];
        stars.iter().filter(|run| is(run)).for_each(|run| found[run.len()] = true);
        found
    };
    let (led, begun) = (lengths(&leads), lengths(&begins));
    let is_note = |run: &Range<usize>| begins(run) && (run.len() == 1 || led[run.len()]);
    let found = stars.iter().filter(|run| is_note(run) || leads(run) && begun[run.len()]);
    found.map(|run| (*run).clone()).collect()
}

/// How many stars lead to a footnote at most.
const LONGEST: usize = 3;

/// The runs of a few stars that are the only ones in their paragraph: emphasis has two.
fn lone_stars<'r>(text: &str, runs: &'r [Range<usize>]) -> Vec<&'r Range<usize>> {
    let mut found = Vec::new();
    let (mut first, mut count, mut end) = (None, 0, 0);
    for run in runs.iter().filter(|run| text[run.start..].starts_with('*')) {
        // Each cell of a table is one.
        if text[end..run.start].contains("\n\n") || text[end..run.start].contains('|') {
            found.extend(first.filter(|_| count == 1));
            (first, count) = (Some(run), 0);
        }
        first = first.or(Some(run));
        count += 1;
        end = run.end;
    }
    found.extend(first.filter(|_| count == 1));
    found.retain(|run| run.len() <= LONGEST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_no_quotations() {
        for (text, count) in [
            ("> 120 mg/dL is high.", 1),
            ("- > 65 years\n- >65 years\n1. >= 3", 3),
            ("Sugar\n> 120 mg\n> 130 mg", 2),
            ("> $5", 1),
            ("> [!NOTE] 5\n> 120 mg\n> > 130 mg\n\n> 140", 2),
            ("> [!FACT] a\n\n> Words\n> 5 of them", 0),
            ("a > 5\n-> 5", 0),
        ] {
            assert_eq!(more_than(text).len(), count, "{text}");
        }
    }
}
