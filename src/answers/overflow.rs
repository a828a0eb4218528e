//! Answers that are longer than their field: what has no room goes to the page for it, and comes back from there.
//!
//! The field ends in `… [12]`, and on the page the rest stands under `[12] …`, where 12 is the number of the question,
//! or 12.3.2 for row 3, column 2 of a table. What a family writes there by hand stays theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::acroform::appearance::FieldBox;
use crate::acroform::font::FieldFont;
use crate::acroform::names::{FieldValues, RestLengths};
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
        let field_box = FieldBox { width, height, lines, size: field.size };
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

/// What was moved to the page for what did not fit.
#[derive(Clone, Debug, Default)]
pub struct MovedRests {
    /// The names of the fields of which something was moved.
    pub moved: Vec<String>,
    /// How many letters of each stand there, by its mark.
    pub lengths: RestLengths,
}

/// What tells where an entry on the page for what did not fit ends.
#[derive(Clone, Copy, Debug)]
pub struct PageSigns<'a> {
    /// What each field holds: the rest of a single line has no line breaks.
    pub capacities: &'a BTreeMap<String, FieldCapacity>,
    /// How many letters of each entry were moved; nothing in forms of earlier programs.
    pub lengths: &'a RestLengths,
}

/// Moves what has no room to the page for it, and says what was moved.
///
/// # Errors
/// Where that page does not hold it either, or it would not come back as it was.
pub fn move_overflow(
    values: &mut FieldValues,
    marks: &[CellMark],
    capacities: &BTreeMap<String, FieldCapacity>,
    font: &FieldFont,
) -> Result<MovedRests, OverflowError> {
    let given = values.clone();
    let (mut moved, mut lengths) = (Vec::new(), RestLengths::new());
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
                lengths.insert(mark.clone(), text[at..].chars().count());
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
    // It has to come back as it was even where a viewer loses the lengths.
    let (no_fields, no_lengths) = (BTreeMap::new(), RestLengths::new());
    let ways =
        [PageSigns { capacities, lengths: &lengths }, PageSigns { capacities: &no_fields, lengths: &no_lengths }];
    let back = ways.map(|signs| {
        let mut back = values.clone();
        bring_back(&mut back, marks, signs);
        back
    });
    let other = |name: &&String| back.iter().any(|back| back.get(*name) != given.get(*name));
    let ambiguous: Vec<String> = given.keys().filter(other).cloned().collect();
    if ambiguous.is_empty() { Ok(MovedRests { moved, lengths }) } else { Err(OverflowError::Ambiguous(ambiguous)) }
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

/// An entry on the page for what did not fit that goes on an answer.
struct RestEntry<'a> {
    name: &'a str,
    mark: &'a str,
    /// The byte at which its sign begins.
    at: usize,
    /// The bytes of the rest.
    rest: Range<usize>,
}

/// Brings back what was moved. What else stands on the page stays there: what was written before the entries, what was
/// added between or behind them, and the rest of an answer that was replaced in its field. Says how many lines of the
/// latter there are.
pub fn bring_back(values: &mut FieldValues, marks: &[CellMark], signs: PageSigns) -> usize {
    let Some(page) = values.get(&extra_name()).cloned() else { return 0 };
    let entries = entries(&page, values, marks, signs);
    for RestEntry { name, mark, rest, .. } in &entries {
        if let Some(text) = values.get_mut(*name) {
            text.truncate(text.len() - end_sign(mark).len());
            text.push_str(&page[rest.clone()]);
        }
    }
    let (mut left, mut strays, mut from) = (Vec::new(), 0, 0);
    let known: BTreeSet<&str> = marks.iter().map(|m| m.mark.as_str()).collect();
    let ends = entries.iter().map(|e| (e.at, e.rest.end)).chain([(page.len() + 1, page.len())]);
    for (i, (at, end)) in ends.enumerate() {
        // Between two pieces stands the line break that parts them.
        let piece = page.get(from..at.saturating_sub(1)).unwrap_or_default();
        let piece = if i > 0 { piece.strip_prefix('\n').unwrap_or(piece) } else { piece };
        if !piece.is_empty() {
            strays += match i {
                0 => entry_starts(piece).filter(|(_, mark)| known.contains(mark)).count(),
                _ => piece.lines().count(),
            };
            left.push(piece);
        }
        from = end;
    }
    match left.is_empty() {
        true => drop(values.remove(&extra_name())),
        false => drop(values.insert(extra_name(), left.join("\n"))),
    }
    strays
}

/// The entries of a page that go on answers which say so, in the order of the form.
fn entries<'a>(page: &str, values: &FieldValues, marks: &'a [CellMark], signs: PageSigns) -> Vec<RestEntry<'a>> {
    let order: BTreeMap<&str, usize> = marks.iter().enumerate().map(|(i, m)| (m.mark.as_str(), i)).collect();
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // Where an entry of each rank begins, in the order of the page.
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (at, mark) in entry_starts(page) {
        let Some(rank) = order.get(mark) else { continue };
        places.entry(mark).or_default().push(at);
        starts.push((at, *rank));
    }
    // As long as it was when it was moved, if a line ends there still.
    let told = |mark: &str, at: usize| {
        let from = at + start_sign(mark).len();
        let rest = page.get(from..)?;
        let length = *signs.lengths.get(mark)?;
        let end = rest.char_indices().map(|(i, _)| i).chain([rest.len()]).nth(length)?;
        (rest[end..].is_empty() || rest[end..].starts_with('\n')).then_some(from + end)
    };
    let mut entries: Vec<RestEntry> = Vec::new();
    let mut from = 0;
    for CellMark { name, mark } in marks {
        if !values.get(name).is_some_and(|text| text.ends_with(&end_sign(mark))) {
            continue;
        }
        let all = places.get(mark.as_str()).map(Vec::as_slice).unwrap_or_default();
        let all = &all[all.partition_point(|at| *at < from)..];
        let exact = all.iter().take(SOME_ENTRIES).find_map(|at| Some((*at, told(mark, *at)?)));
        let Some((at, end)) = exact.map(|(at, end)| (at, Some(end))).or_else(|| Some((*all.first()?, None))) else {
            continue;
        };
        let start = at + start_sign(mark).len();
        entries.push(RestEntry { name, mark, at, rest: start..end.unwrap_or(usize::MAX) });
        from = end.unwrap_or(start);
    }
    for i in 0..entries.len() {
        if entries[i].rest.end != usize::MAX {
            continue;
        }
        // Until the next entry, be it of an answer that was replaced; of a single line until the line ends.
        let RestEntry { name, mark, rest, .. } = &entries[i];
        let rank = order.get(mark).copied().unwrap_or_default();
        let next = starts[starts.partition_point(|(at, _)| *at < rest.start)..].iter();
        let next = next.take(SOME_ENTRIES).find(|(_, other)| *other > rank).map(|(at, _)| at - 1);
        let own = entries.get(i + 1).map(|entry| entry.at - 1);
        let end = [next, own].into_iter().flatten().min().unwrap_or(page.len());
        let lines = signs.capacities.get(*name).is_none_or(|capacity| capacity.field_box.lines);
        let line = page[rest.start..end].find('\n').filter(|_| !lines).map(|at| rest.start + at);
        entries[i].rest.end = line.unwrap_or(end);
    }
    entries
}

/// How many entries of one mark are looked at: a page that means harm may have thousands.
const SOME_ENTRIES: usize = 64;
