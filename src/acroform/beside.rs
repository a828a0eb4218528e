//! What people put on the pages beside the fields (ISO 32000-1, 12.5.6): boxes with words, drawings, notes.

use crate::acroform::look::numbers;
use crate::acroform::names::MOST_FIELDS;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};

/// What stands on a page beside its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BesideFields {
    /// The page, from 1.
    pub page: usize,
    /// How many boxes with words.
    pub texts: usize,
    /// How many drawings, stamps and marks.
    pub drawings: usize,
    /// How many notes and attached files.
    pub notes: usize,
    /// The words of all of them, in the order of the page.
    pub words: Vec<String>,
}

/// What kind of thing stands beside the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideKind {
    /// A box with words.
    Text,
    /// Anything drawn.
    Drawing,
    /// A note that opens, or an attached file: an icon that no page is printed with.
    Note,
}

/// Flags of annotations that are not shown (`Hidden`, `NoView`; 12.5.3).
const UNSEEN: i64 = 1 << 1 | 1 << 5;

impl BesideKind {
    /// The kind of an annotation; `None` where it is none of these, or is not shown.
    pub fn of(annotation: &Dict) -> Option<Self> {
        if annotation.int("F").is_some_and(|flags| flags & UNSEEN != 0) {
            return None;
        }
        match annotation.name("Subtype")? {
            b"FreeText" => Some(Self::Text),
            b"Text" | b"FileAttachment" => Some(Self::Note),
            b"Ink" | b"Stamp" | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"Highlight"
            | b"Underline" | b"Squiggly" | b"StrikeOut" | b"Caret" => Some(Self::Drawing),
            _ => None,
        }
    }
}

/// The words of an annotation (`Contents`), with line breaks of one kind and nothing that prints nothing.
pub fn words(file: &File, annotation: &Dict) -> String {
    let text = file.at(annotation, "Contents").and_then(Object::as_text).unwrap_or_default();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// What stands beside the fields of a file, page by page; `None` where there is more than any family writes.
pub fn read(file: &File, most: usize) -> Option<Vec<BesideFields>> {
    let mut left = most;
    let mut all = Vec::new();
    for (i, page) in file.pages().into_iter().enumerate() {
        let mut here = BesideFields { page: i + 1, ..BesideFields::default() };
        let page = file.get(page).and_then(Object::dict);
        let annotations = page.and_then(|page| file.array_at(page, "Annots")).unwrap_or_default();
        left = left.checked_sub(annotations.len())?;
        for annotation in annotations.iter().take(MOST_FIELDS).filter_map(|a| file.resolve(a)?.dict()) {
            let Some(kind) = BesideKind::of(annotation) else { continue };
            match kind {
                BesideKind::Text => here.texts += 1,
                BesideKind::Drawing => here.drawings += 1,
                BesideKind::Note => here.notes += 1,
            }
            let words = words(file, annotation);
            left = left.checked_sub(words.len())?;
            if !words.trim().is_empty() {
                here.words.push(words);
            }
        }
        if here.texts + here.drawings + here.notes > 0 {
            all.push(here);
        }
    }
    Some(all)
}

/// The lines of a drawing that has no look of its own, as drawing commands in the coordinates of the page; `None` where
/// its kind has no lines.
pub fn strokes(file: &File, annotation: &Dict) -> Option<String> {
    let points = |array: &[Object]| -> Vec<f64> {
        array.iter().take(MOST_FIELDS).filter_map(|o| file.resolve(o)?.float()).filter(|n| n.abs() < 1e6).collect()
    };
    let listed = |key: &str| Some(points(file.array_at(annotation, key)?));
    let (lines, closed) = match annotation.name("Subtype")? {
        b"Ink" => {
            let mut left = MOST_FIELDS;
            let list = file.array_at(annotation, "InkList")?.iter();
            let lines = list.filter_map(|line| file.resolve(line)?.array());
            // Lines may be shared, so their list is no bound.
            let lines = lines.map_while(|line| {
                left = left.checked_sub(line.len() + 1)?;
                Some(points(line))
            });
            (lines.collect(), false)
        }
        b"Line" => (vec![listed("L")?], false),
        b"PolyLine" => (vec![listed("Vertices")?], false),
        b"Polygon" => (vec![listed("Vertices")?], true),
        b"Square" => {
            let [x0, y0, x1, y1] = numbers::<4>(file, annotation, "Rect")?;
            (vec![vec![x0, y0, x1, y0, x1, y1, x0, y1]], true)
        }
        _ => return None,
    };
    let width = file.dict_at(annotation, "BS").and_then(|style| file.at(style, "W")?.float()).unwrap_or(1.0);
    let [r, g, b] = numbers::<3>(file, annotation, "C").unwrap_or_default().map(|part| part.clamp(0.0, 1.0));
    let mut out = format!("q {r:.3} {g:.3} {b:.3} RG {:.2} w 1 J 1 j\n", width.clamp(0.1, 100.0));
    let lines: Vec<Vec<f64>> = lines;
    for line in lines {
        for (i, point) in line.chunks_exact(2).enumerate() {
            out.push_str(&format!("{:.2} {:.2} {} ", point[0], point[1], if i == 0 { 'm' } else { 'l' }));
        }
        if line.len() >= 2 {
            out.push_str(if closed { "s\n" } else { "S\n" });
        }
    }
    out.push_str("Q\n");
    Some(out)
}
