//! Tables as GitHub Flavored Markdown has them (0.29, 4.10).

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::items::BULLETS;
use super::reader::{MarkdownReader, SUBSET};
use super::unclear;
use crate::model::rich::{Block, Inline, TableCell};

/// The events of a table up to its end.
fn inner<'e>(
    events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    end: usize,
) -> Vec<(Event<'e>, Range<usize>)> {
    let mut inner = Vec::new();
    for (event, range) in events {
        if event == Event::End(TagEnd::Table) || range.start > end {
            break;
        }
        inner.push((event, range));
    }
    inner
}

/// Whether a row is one that stands below the head of a table.
fn is_line_of_hyphens(row: &str) -> bool {
    let cells = || row.trim().trim_matches('|').split('|').map(str::trim);
    cells().all(|cell| cell.len() > 1 && cell.trim_matches(':').bytes().all(|b| b == b'-')) && row.contains("--")
}

/// How many cells a row has: the parser drops those that the head has no column for.
fn typed_cells(row: &str) -> usize {
    let row = row.trim();
    let (mut bars, mut escaped) = (0, false);
    for c in row.chars() {
        bars += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    let closed = row.len() > 1 && row.ends_with('|') && !row.ends_with("\\|");
    bars + 1 - usize::from(row.starts_with('|')) - usize::from(closed)
}

/// Whether a mark of HTML is a line break: lines of a cell have no other.
fn is_break(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    inner.trim().eq_ignore_ascii_case("br")
}

/// The words of a cell without spaces about its line breaks, and without those at its ends.
fn in_lines(mut content: TableCell) -> TableCell {
    let count = content.len();
    for (i, inline) in content.iter_mut().enumerate() {
        match inline {
            Inline::Text(text) if text.contains('\n') => {
                let (begins, ends) = (i == 0, i + 1 == count);
                let lines: Vec<&str> = text.split('\n').collect();
                let last = lines.len() - 1;
                let tidy = lines.iter().enumerate().map(|(n, line)| {
                    let line = if n > 0 { line.trim_start_matches(' ') } else { line };
                    if n < last { line.trim_end_matches(' ') } else { line }
                });
                let whole = tidy.collect::<Vec<_>>().join("\n");
                let whole = if begins { whole.trim_start_matches('\n') } else { &whole };
                *text = if ends { whole.trim_end_matches('\n') } else { whole }.to_owned();
            }
            Inline::Strong(inner) | Inline::Emph(inner) | Inline::Link { content: inner, .. } => {
                *inner = in_lines(std::mem::take(inner));
            }
            Inline::Text(_) | Inline::FactNumber(_) | Inline::Citation(_) | Inline::Clinic(_) => {}
        }
    }
    content.retain(|inline| *inline != Inline::Text(String::new()));
    content
}

/// How the items of a list are written that a cell has in one line: `- one - two`, `• one • two`, `1. one 2. two`.
fn list_in_cell(cell: &str) -> Option<String> {
    let cell = cell.trim().trim_matches('|').trim();
    let first = cell.chars().next()?;
    let begins = |item: &&str| item.starts_with(char::is_alphabetic);
    let items: Vec<&str> = if first == '-' || BULLETS.contains(first) {
        let words = cell[first.len_utf8()..].trim_start();
        words.split(&format!(" {first}")).map(str::trim).collect()
    } else {
        let mut found = vec![cell];
        while let Some(at) = found.last().and_then(|item| item.find(&format!(" {}. ", found.len() + 1))) {
            let item = found.pop().unwrap_or_default();
            found.extend([item[..at].trim_end(), item[at..].trim_start()]);
        }
        if !cell.starts_with("1. ") {
            return None;
        }
        found
    };
    let listed = items.len() > 1 && (first == '1' || items.iter().all(begins));
    let broken = items.iter().any(|item| item.contains("<br"));
    (listed && !broken).then(|| {
        let shown: Vec<String> = items.iter().take(2).map(|item| item.chars().take(40).collect()).collect();
        format!("write `<br>` between its items, each of which is a line then: `{}`", shown.join("<br>"))
    })
}

impl MarkdownReader<'_> {
    /// A table that begins, with its events.
    pub(super) fn begin_table<'e>(
        &mut self,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.open.end_implicit();
        let inner = inner(events, range.end);
        if !self.open.is_empty() || self.in_note {
            self.problem(range, "a table inside a list or a box", "move the table out, with an empty line before it");
        } else if let Some(table) = self.table(inner, range) {
            self.open.push_block(table);
        }
    }

    /// Says what is wrong with how a row was typed: another number of cells than the head has, more hyphens, or a row
    /// that goes on in a second line.
    fn row(&mut self, place: Range<usize>, columns: usize, table: &Range<usize>) {
        let barred = |line: &str| line.trim_start_matches([' ', '>']).starts_with('|');
        let (row, below) = (&self.text[place.clone()], &self.text[place.end..table.end.max(place.end)]);
        let below = below.trim_start_matches('\n').lines().next().unwrap_or_default();
        let typed = typed_cells(row);
        let (what, hint) = if is_line_of_hyphens(row) {
            (
                "a second line of hyphens in a table".to_owned(),
                "take it out: hyphens stand below the first row alone; for more heads, make a second table",
            )
        } else if barred(&self.text[table.start..]) && !barred(row) {
            (
                "a row that does not begin with a bar".to_owned(),
                "if it goes on with the row above, write both on one line, however long; else begin it with `| `",
            )
        } else if typed != columns && (below.trim().is_empty() || barred(below)) {
            (
                format!("a row of {typed} cells in a table of {columns} columns"),
                "give every row as many cells as the head has; a bar within a cell is written \\|",
            )
        } else {
            return;
        };
        self.problem(place, what, hint);
    }

    /// A table; its cells are read like paragraphs of one line.
    fn table<'e>(&mut self, inner: Vec<(Event<'e>, Range<usize>)>, range: Range<usize>) -> Option<Block> {
        let (mut head, mut rows) = (None::<Vec<TableCell>>, Vec::new());
        let mut cells: Vec<TableCell> = Vec::new();
        let mut lists: Vec<(Range<usize>, String)> = Vec::new();
        // The first row that lacks its first cell.
        let mut nameless: Option<Range<usize>> = None;
        let mut events = inner.into_iter();
        while let Some((event, place)) = events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => cells = Vec::new(),
                Event::Start(Tag::TableCell) => {
                    lists.extend(list_in_cell(&self.text[place.clone()]).map(|hint| (place, hint)));
                    self.open.begin_paragraph();
                }
                Event::End(TagEnd::TableCell) => {
                    let content = self.open.end_inline().map(|(_, content)| content).unwrap_or_default();
                    cells.push(in_lines(content));
                }
                Event::InlineHtml(tag) if is_break(&tag) => self.open.push_inline(Inline::Text("\n".to_owned())),
                Event::End(TagEnd::TableHead) => head = Some(std::mem::take(&mut cells)),
                Event::End(TagEnd::TableRow) => {
                    if nameless.is_none() && cells.first().is_some_and(Vec::is_empty) {
                        nameless = Some(place.clone());
                    }
                    self.row(place, head.as_ref().map_or(0, Vec::len), &range);
                    rows.push(std::mem::take(&mut cells));
                }
                Event::Start(tag) => self.start(tag, place, &mut events),
                Event::End(tag) => self.end(tag, place),
                Event::Text(shown) => self.shown(shown, place),
                Event::Html(_) | Event::InlineHtml(_) => self.problem(place, "HTML cannot be printed here", SUBSET),
                _ => self.problem(place, "a cell of a table with more than words", SUBSET),
            }
        }
        self.foreign_marks();
        if let Some((place, hint)) = lists.first() {
            let more = match lists.len() {
                1 => String::new(),
                many => format!("; {many} cells of this table have such lists"),
            };
            self.tell(unclear::list_in_cell(place.clone(), format!("{hint}{more}")));
        }
        let head = head.unwrap_or_default();
        match flaw(&head, &rows) {
            Some((what, hint)) => self.problem(range, what, hint),
            None => match nameless {
                None => return Some(Block::Table { head, rows }),
                Some(row) => {
                    self.problem(row, "a row without its first cell", "write in the first cell what the row is about");
                }
            },
        }
        None
    }
}

/// What is wrong with a table, and what to do.
fn flaw(head: &[TableCell], rows: &[Vec<TableCell>]) -> Option<(String, &'static str)> {
    if !(2..=5).contains(&head.len()) {
        let what = format!("a table of {} columns", head.len());
        Some((what, "a table has 2 to 5 columns: take some out, or make two of it"))
    } else if head.iter().any(Vec::is_empty) {
        Some(("a column without a name".to_owned(), "write in the first row what each column holds"))
    } else if rows.is_empty() {
        Some(("a table without rows".to_owned(), "write its rows below the line of hyphens"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_cells_are_seen() {
        for (cell, items) in [
            ("| - red gums - bad breath |", Some("red gums<br>bad breath")),
            ("• rest • drink • sleep", Some("rest<br>drink")),
            ("1. Rest 2. Drink", Some("1. Rest<br>2. Drink")),
            ("- 5 to - 2 °C", None),
            ("- one item", None),
            ("well-known - and old", None),
            ("- rest<br>- drink", None),
            ("1. Rest", None),
        ] {
            let hint = list_in_cell(cell);
            assert_eq!(hint.is_some(), items.is_some(), "{cell}");
            assert!(hint.unwrap_or_default().contains(items.unwrap_or_default()), "{cell}");
        }
    }

    #[test]
    fn lines_of_a_cell_have_no_spaces_about_them() {
        let text = |words: &str| Inline::Text(words.to_owned());
        assert_eq!(in_lines(vec![text("one \n  two\n")]), [text("one\ntwo")]);
        let strong = |words: &str| Inline::Strong(vec![text(words)]);
        assert_eq!(in_lines(vec![strong("one"), text(" \n two")]), [strong("one"), text("\ntwo")]);
        for (tag, is) in [("<br>", true), ("<BR/>", true), ("<br />", true), ("<b>", false), ("</br>", false)] {
            assert_eq!(is_break(tag), is, "{tag}");
        }
    }

    #[test]
    fn cells_are_counted_as_they_were_typed() {
        for (row, count) in
            [("| a | b |", 2), ("a | b", 2), ("| a | b", 2), (r"| a \| b | c |", 2), ("| | b | |", 3), ("|a|", 1)]
        {
            assert_eq!(typed_cells(row), count, "{row}");
        }
    }
}
