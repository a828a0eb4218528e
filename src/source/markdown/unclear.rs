//! What is printed otherwise than its author may think, in staff's words: where, what, and what to do.

use std::ops::Range;

use super::delimiters::unescaped;
use super::items::item_lines;
use super::lines::{as_table, behind_item, cells, set_apart};

/// Something that may be right as it is, or not.
pub(super) struct Unclear {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// What is wrong with it, if it is.
    pub(super) what: String,
    /// What to do then.
    pub(super) hint: String,
    /// Whether it is wrong for certain.
    pub(super) sure: bool,
}

fn unclear(range: Range<usize>, what: impl Into<String>, hint: impl Into<String>) -> Unclear {
    Unclear { range, what: what.into(), hint: hint.into(), sure: false }
}

/// Lines of one paragraph that somebody set under one another, or behind a list.
pub(super) fn run_together(text: &str, lines: &[Range<usize>]) -> Vec<Unclear> {
    let items = item_lines(text, lines);
    if !items.is_empty() {
        let what = "this line looks like an item of a list, and is printed in one paragraph with the lines around it";
        let hint = |item: &str| format!("write `{}`, with an empty line before the first item", unescaped(item));
        let found = items.into_iter();
        return found
            .map(|item| Unclear { sure: item.sure, ..unclear(item.range, what, hint(&item.rewritten)) })
            .collect();
    }
    if let Some(line) = lines.iter().find(|line| behind_item(text, line)) {
        return vec![unclear(
            line.clone(),
            "this line is printed as part of the item above it",
            "put an empty line before it; if it belongs to the item, begin it in the column of the words of the item",
        )];
    }
    let apart = set_apart(text, lines).map(|range| {
        let first = unescaped(text[range.clone()].lines().next().unwrap_or_default());
        let columns = cells(first.trim_end());
        let hint = match columns.len() {
            0 | 1 => format!("write each as an item, `- {}`, or put an empty line between them", first.trim_end()),
            _ => as_table(&columns),
        };
        unclear(range, "these lines are printed in one paragraph, one behind the other", hint)
    });
    apart.into_iter().collect()
}

/// A list in one line of a cell.
pub(super) fn list_in_cell(cell: Range<usize>, hint: String) -> Unclear {
    unclear(cell, "this cell looks like a list, and is printed in one paragraph", hint)
}

/// An address of the web among words.
pub(super) fn bare_address(range: Range<usize>, address: &str) -> Unclear {
    let scheme = if address.starts_with("www.") { "https://" } else { "" };
    unclear(
        range,
        "an address that leads nowhere on a screen",
        format!(
            "write `[words]({scheme}{address})`, with words that say what is there; paper prints the address behind them"
        ),
    )
}

/// Stars and low lines that are printed as they stand, the first one of each line; `marks` are all of them, in order.
pub(super) fn stars(text: &str, marks: &[usize]) -> Vec<Unclear> {
    let mut found = Vec::new();
    let mut end = 0;
    for mark in marks.iter() {
        if *mark < end {
            continue;
        }
        let begin = text[..*mark].rfind('\n').map_or(0, |i| i + 1);
        let line = text[begin..].lines().next().unwrap_or_default();
        end = begin + line.len();
        let sign = &text[*mark..=*mark];
        let count = text[*mark..].bytes().take_while(|b| sign.as_bytes() == [*b]).count();
        let hint = if is_tight(line) {
            "a letter or digit stands right against the stars: put a space there, or make the whole word bold, such as **A1C**"
        } else if leads(text, *mark, count) {
            "if it leads to a footnote, begin a paragraph of this text with the same sign: `*Of adults.`; a sign of its own is written \\*"
        } else {
            "emphasis has the sign at both ends, without a space inside: *words*, **words**; a sign of its own is written \\*"
        };
        let run = *mark..mark + count.max(1);
        found.push(unclear(run, format!("a `{sign}` that is printed as it stands here"), hint));
    }
    found
}

/// Whether a run of signs stands behind a word, as one does that leads to a footnote.
fn leads(text: &str, at: usize, count: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at + count..].trim_start_matches(' ').chars().next();
    before.is_some_and(|c| c.is_alphanumeric() || c == ')')
        && behind.is_none_or(|c| matches!(c, '|' | '<' | '\n' | ',' | '.' | ';' | ':'))
}

/// Whether the stars of bold words stand against a letter or digit in a line: `**A**1C`, `**Stop:**do`.
fn is_tight(line: &str) -> bool {
    let line = unescaped(line);
    let mut ends = line.match_indices("**").map(|(i, _)| i);
    ends.any(|i| {
        let before = line[..i].chars().next_back();
        let behind = line[i + 2..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '(') && behind.is_some_and(char::is_alphanumeric)
    })
}

/// An item that is printed with another number than it was typed with.
pub(super) fn other_number(at: usize, typed: u64, printed: u64) -> Unclear {
    unclear(
        at..at + typed.to_string().len(),
        format!("this item has the number {typed}, and is printed with {printed}"),
        "the numbers of a list follow one another: look whether an item is missing, or write the number into the words",
    )
}

/// A numbered list that starts late, and goes on with none.
pub(super) fn late_start(at: usize, first: u64) -> Unclear {
    unclear(
        at..at + first.to_string().len(),
        format!("a numbered list that starts at {first}"),
        "if this is no list, put a backslash between the number and its dot; if it is the first list, start it at 1",
    )
}

/// A hyphen before a number that begins a list in the middle of a sentence.
pub(super) fn lost_minus(at: usize) -> Unclear {
    unclear(
        at..at + 1,
        "this hyphen begins a list, and no minus is printed",
        "for a number below zero, write it behind the words of the line above; for a list, end that line with a colon",
    )
}

/// A line without the mark of its box.
pub(super) fn unmarked(line: Range<usize>) -> Unclear {
    unclear(
        line,
        "this line is printed inside the box above it",
        "put an empty line before it; if it belongs to the box, begin it with `> `",
    )
}

/// A line that is meant to begin a box.
pub(super) fn unmarked_box((line, rewritten, sure): (Range<usize>, String, bool)) -> Unclear {
    let what = "this line is printed as it is, and begins no box";
    let written = unescaped(&rewritten);
    let hint = match written.strip_prefix("> [!NOTE] ") {
        // A title has no full stop.
        Some(words) if words.ends_with('.') || words.contains(['*', '_', '[']) => {
            format!("write `> [!NOTE] Title`, and below it `> {words}`")
        }
        Some(_) => format!("write `{written}`, and begin each line of its text below with `> `"),
        None => format!("write `{written}`"),
    };
    Unclear { sure, ..unclear(line, what, hint) }
}

/// A link that is none.
pub(super) fn broken_link(range: Range<usize>, link: &str) -> Unclear {
    let what = "a link that is printed with its brackets and address";
    // Words and address of a web page can still be read; the number of a fact cannot.
    let sure = ["](fact:", "](clinic:", "](ref:"].iter().any(|named| link.contains(named));
    Unclear { sure, ..unclear(range, what, format!("write {link}, with nothing between the brackets")) }
}

/// What is named without the signs of a link.
pub(super) fn bare_name(range: Range<usize>, link: &str) -> Unclear {
    let what = "this is printed as it stands here";
    let hint = if link.contains("(figure:") {
        format!("begin an item of a list with {link}, or place the picture by `> [!FIGURE]` and its id")
    } else {
        format!("write {link}: brackets with nothing between them, and the name in parentheses right behind")
    };
    Unclear { sure: true, ..unclear(range, what, hint) }
}
