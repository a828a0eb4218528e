//! Answers that are longer than their field: what has no room goes to the page for it, and comes back from there.
//!
//! The field ends in `… [12]`, and on the page the rest stands under `[12] …`, where 12 is the number of the question,
//! or 12.3.2 for row 3, column 2 of a table. What a family writes there by hand stays theirs.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::acroform::appearance::FieldBox;
use crate::acroform::font::FieldFont;
use crate::acroform::names::FieldValues;
use crate::acroform::read::{FormContents, PdfField, PdfFieldKind};
use crate::answers::cell::Cell;
use crate::questions::schema::extra_name;

/// What a text field holds.
#[derive(Clone, Copy, Debug)]
pub struct FieldCapacity {
    /// The box in which it shows words.
    pub field_box: FieldBox,
    /// The most letters that it takes, as UTF-16 units, which is how viewers count.
    pub max_letters: usize,
}

/// How the page for what did not fit calls a cell.
#[derive(Clone, Debug)]
pub struct CellMark {
    /// The name of the cell.
    pub name: String,
    /// The number of its question, or more of them (`CellAt::mark`).
    pub mark: String,
}

/// The marks of cells, in the order of the form.
pub fn marks(cells: &[Cell]) -> Vec<CellMark> {
    cells.iter().map(|cell| CellMark { name: cell.name.clone(), mark: cell.mark.clone() }).collect()
}

impl FieldCapacity {
    /// Whether it takes and shows all of a text.
    pub fn holds(&self, font: &FieldFont, text: &str) -> bool {
        text.encode_utf16().count() <= self.max_letters && self.field_box.shows(font, text) == text.len()
    }
}

/// What each text field of a file holds.
pub fn capacities(contents: &FormContents) -> BTreeMap<String, FieldCapacity> {
    let capacity = |field: &PdfField| {
        let lines = match field.kind {
            PdfFieldKind::Text { lines } => lines,
            PdfFieldKind::Choice => false,
            PdfFieldKind::Check | PdfFieldKind::Radio => return None,
        };
        let (width, height) = field.widgets.first()?.size();
        let field_box = FieldBox { width, height, lines };
        Some(FieldCapacity { field_box, max_letters: field.max_letters.unwrap_or(usize::MAX) })
    };
    contents.fields.iter().filter_map(|(name, field)| Some((name.clone(), capacity(field)?))).collect()
}

/// How a text ends in its field when it goes on on the page.
fn end_sign(mark: &str) -> String {
    format!("… [{mark}]")
}

/// How the rest of it begins there.
fn start_sign(mark: &str) -> String {
    format!("[{mark}] …")
}

/// Why values cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverflowError {
    /// The names of fields that hold too much, even with the page for what did not fit.
    NoRoom(Vec<String>),
    /// The names of fields whose words would come back as others: they read like the signs of what was moved.
    Ambiguous(Vec<String>),
}

/// The lines that read like the beginning of an entry: the byte at which each begins, and its mark.
fn entry_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    starts.filter_map(|at| {
        let line = text[at..].strip_prefix('[')?;
        // No mark is longer: a long line without a bracket is not searched for each that begins like it.
        let end = line.bytes().take(40).position(|b| b == b']')?;
        line[end..].starts_with("] …").then_some((at, &line[..end]))
    })
}

/// Moves what has no room to the page for it; the names of the fields of which something was moved.
///
/// # Errors
/// Where that page does not hold it either, or it would not come back as it was.
pub fn move_overflow(
    values: &mut FieldValues,
    marks: &[CellMark],
    capacities: &BTreeMap<String, FieldCapacity>,
    font: &FieldFont,
) -> Result<Vec<String>, OverflowError> {
    let given = values.clone();
    let mut moved = Vec::new();
    let mut no_room = Vec::new();
    let mut pages: Vec<String> = values.get(&extra_name()).cloned().into_iter().collect();
    for CellMark { name, mark } in marks {
        let (Some(text), Some(capacity)) = (values.get(name), capacities.get(name)) else { continue };
        if capacity.holds(font, text) {
            continue;
        }
        match cut(text, mark, capacity, font) {
            Some(at) => {
                pages.push(format!("{}{}", start_sign(mark), &text[at..]));
                let shown = format!("{}{}", &text[..at], end_sign(mark));
                values.insert(name.clone(), shown);
                moved.push(name.clone());
            }
            None => no_room.push(name.clone()),
        }
    }
    if !moved.is_empty() {
        values.insert(extra_name(), pages.join("\n"));
    }
    let page = values.get(&extra_name()).zip(capacities.get(&extra_name()));
    if values.contains_key(&extra_name()) && !page.is_some_and(|(page, capacity)| capacity.holds(font, page)) {
        no_room.extend(if moved.is_empty() { vec![extra_name()] } else { moved.clone() });
    }
    if !no_room.is_empty() {
        return Err(OverflowError::NoRoom(no_room));
    }
    let mut back = values.clone();
    bring_back(&mut back, marks);
    let other = |name: &&String| back.get(*name) != given.get(*name);
    let ambiguous: Vec<String> = given.keys().filter(other).cloned().collect();
    if ambiguous.is_empty() { Ok(moved) } else { Err(OverflowError::Ambiguous(ambiguous)) }
}

/// Where to cut a text so that what comes before shows whole with its mark.
fn cut(text: &str, mark: &str, capacity: &FieldCapacity, font: &FieldFont) -> Option<usize> {
    let end = end_sign(mark);
    let fits = |at: usize| capacity.holds(font, &format!("{}{end}", &text[..at]));
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let fitting = places.partition_point(|at| fits(*at));
    let last = fitting.checked_sub(1)?;
    let at = *places.get(last)?;
    if text[at..].starts_with(char::is_whitespace) {
        return Some(at);
    }
    // Between words, if there is a space nearby; else between letters, not within one that is made of several signs
    // (UAX #29), unless it is made of more than any language needs.
    let near = text[..at].char_indices().rev().take(24).find(|(_, c)| c.is_whitespace()).map(|(space, _)| space);
    let letter = || text.grapheme_indices(true).map(|(start, _)| start).take_while(|start| *start <= at).last();
    let short = |start: &usize| text[*start..at].chars().count() < 12;
    near.filter(|n| *n > 0 && fits(*n)).or_else(|| letter().filter(short)).or(Some(at))
}

/// Brings back what was moved.
pub fn bring_back(values: &mut FieldValues, marks: &[CellMark]) {
    let Some(page) = values.get(&extra_name()).cloned() else { return };
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, mark) in entry_starts(&page) {
        places.entry(mark).or_default().push(at);
    }
    let mut entries: Vec<(&str, &str, usize)> = Vec::new();
    let mut from = 0;
    for CellMark { name, mark } in marks {
        if !values.get(name).is_some_and(|text| text.ends_with(&end_sign(mark))) {
            continue;
        }
        let found = places.get(mark.as_str()).and_then(|at| at.get(at.partition_point(|at| *at < from)));
        if let Some(at) = found {
            entries.push((name, mark, *at));
            from = at + start_sign(mark).len();
        }
    }
    for (i, (name, mark, at)) in entries.iter().enumerate() {
        let until = entries.get(i + 1).map_or(page.len(), |(_, _, next)| next - 1);
        let rest = &page[at + start_sign(mark).len()..until];
        if let Some(text) = values.get_mut(*name) {
            text.truncate(text.len() - end_sign(mark).len());
            text.push_str(rest);
        }
    }
    if let Some((_, _, first)) = entries.first() {
        match page[..first.saturating_sub(1)].to_owned() {
            left if left.is_empty() => drop(values.remove(&extra_name())),
            left => drop(values.insert(extra_name(), left)),
        }
    }
}
