//! Answers that are longer than their field: what has no room goes to the page for it, and comes back from there.
//!
//! The field ends in `… [12]`, and on the page the rest stands under `[12] …`, where 12 is the number of the question,
//! or 12.3.2 for row 3, column 2 of a table. What a family writes there by hand stays theirs.

use std::collections::BTreeMap;

use unicode_normalization::char::is_combining_mark;

use crate::acroform::appearance::FieldBox;
use crate::acroform::font::FieldFont;
use crate::acroform::names::FieldValues;
use crate::acroform::read::{Found, PdfFieldKind};
use crate::questions::schema::extra_name;

/// A field's room and the most letters it takes.
#[derive(Clone, Copy, Debug)]
pub struct FieldCapacity {
    /// Its room.
    pub room: FieldBox,
    /// The most letters, as UTF-16 units, which is how viewers count.
    pub most: usize,
}

impl FieldCapacity {
    /// Whether words show whole.
    pub fn whole(&self, font: &FieldFont, text: &str) -> bool {
        text.encode_utf16().count() <= self.most && self.room.shows(font, text) == text.len()
    }
}

/// The room of each text field of a file.
pub fn rooms(found: &Found) -> BTreeMap<String, FieldCapacity> {
    let room = |(name, field): (&String, &crate::acroform::read::FieldAt)| {
        let lines = match field.kind {
            PdfFieldKind::Text { lines } => lines,
            PdfFieldKind::Choice => false,
            PdfFieldKind::Check | PdfFieldKind::Radio => return None,
        };
        let (width, height) = field.widgets.first()?.size();
        Some((
            name.clone(),
            FieldCapacity { room: FieldBox { width, height, lines }, most: field.most.unwrap_or(usize::MAX) },
        ))
    };
    found.fields.iter().filter_map(room).collect()
}

fn end(mark: &str) -> String {
    format!("… [{mark}]")
}

fn beginning(mark: &str) -> String {
    format!("[{mark}] …")
}

/// What cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// The names of fields that hold too much, even with the page for what did not fit.
    Long(Vec<String>),
    /// The names of fields whose words would come back as others: they read like the signs of what was moved.
    Mixed(Vec<String>),
}

/// The lines that read like the beginning of an entry: where each begins, and its mark.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
pub fn spread(
    raw: &mut FieldValues,
    marks: &[(String, String)],
    rooms: &BTreeMap<String, FieldCapacity>,
    font: &FieldFont,
) -> Result<Vec<String>, Stuck> {
    let given = raw.clone();
    let mut moved = Vec::new();
    let mut stuck = Vec::new();
    let mut pages: Vec<String> = raw.get(&extra_name()).cloned().into_iter().collect();
    for (name, mark) in marks {
        let (Some(text), Some(holds)) = (raw.get(name), rooms.get(name)) else { continue };
        if holds.whole(font, text) {
            continue;
        }
        match cut(text, mark, holds, font) {
            Some(at) => {
                pages.push(format!("{}{}", beginning(mark), &text[at..]));
                let shown = format!("{}{}", &text[..at], end(mark));
                raw.insert(name.clone(), shown);
                moved.push(name.clone());
            }
            None => stuck.push(name.clone()),
        }
    }
    if !moved.is_empty() {
        raw.insert(extra_name(), pages.join("\n"));
    }
    let page = raw.get(&extra_name()).zip(rooms.get(&extra_name()));
    if raw.contains_key(&extra_name()) && !page.is_some_and(|(page, holds)| holds.whole(font, page)) {
        stuck.extend(if moved.is_empty() { vec![extra_name()] } else { moved.clone() });
    }
    if !stuck.is_empty() {
        return Err(Stuck::Long(stuck));
    }
    let mut back = raw.clone();
    gather(&mut back, marks);
    let other = |name: &&String| back.get(*name) != given.get(*name);
    let mixed: Vec<String> = given.keys().filter(other).cloned().collect();
    if mixed.is_empty() { Ok(moved) } else { Err(Stuck::Mixed(mixed)) }
}

/// Where to cut a text so that what comes before shows whole with its mark.
fn cut(text: &str, mark: &str, holds: &FieldCapacity, font: &FieldFont) -> Option<usize> {
    let end = end(mark);
    let fits = |at: usize| holds.whole(font, &format!("{}{end}", &text[..at]));
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let fitting = places.partition_point(|at| fits(*at));
    let last = fitting.checked_sub(1)?;
    let at = *places.get(last)?;
    if text[at..].starts_with(char::is_whitespace) {
        return Some(at);
    }
    // Between words, if there is a space nearby; else between letters, not within one that is made of several signs.
    let near = text[..at].char_indices().rev().take(24).find(|(_, c)| c.is_whitespace()).map(|(space, _)| space);
    let whole = || places[..=last].iter().rev().take(12).find(|at| !within(text, **at)).copied();
    near.filter(|n| *n > 0 && fits(*n)).or_else(|| whole().filter(|n| fits(*n))).or(Some(at))
}

/// Whether a place lies within what readers take for one letter.
fn within(text: &str, at: usize) -> bool {
    let joins =
        |c: char| is_combining_mark(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    text[at..].starts_with(joins) || text[..at].ends_with('\u{200d}')
}

/// Brings back what was moved.
pub fn gather(raw: &mut FieldValues, marks: &[(String, String)]) {
    let Some(page) = raw.get(&extra_name()).cloned() else { return };
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, mark) in lines(&page) {
        places.entry(mark).or_default().push(at);
    }
    let mut entries: Vec<(&str, &str, usize)> = Vec::new();
    let mut from = 0;
    for (name, mark) in marks {
        if !raw.get(name).is_some_and(|text| text.ends_with(&end(mark))) {
            continue;
        }
        let found = places.get(mark.as_str()).and_then(|at| at.get(at.partition_point(|at| *at < from)));
        if let Some(at) = found {
            entries.push((name, mark, *at));
            from = at + beginning(mark).len();
        }
    }
    for (i, (name, mark, at)) in entries.iter().enumerate() {
        let until = entries.get(i + 1).map_or(page.len(), |(_, _, next)| next - 1);
        let rest = &page[at + beginning(mark).len()..until];
        if let Some(text) = raw.get_mut(*name) {
            text.truncate(text.len() - end(mark).len());
            text.push_str(rest);
        }
    }
    if let Some((_, _, first)) = entries.first() {
        match page[..first.saturating_sub(1)].to_owned() {
            left if left.is_empty() => drop(raw.remove(&extra_name())),
            left => drop(raw.insert(extra_name(), left)),
        }
    }
}
