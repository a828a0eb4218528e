//! Texts and drawings beside the fields become part of the pages, with tags of their own; notes stay notes.

use std::collections::BTreeSet;

use crate::acroform::appearance::{self, FieldBox, covers};
use crate::acroform::beside::{BesideKind, strokes, words};
use crate::acroform::drawing::{Look, PageDrawing, Tags};
use crate::acroform::font::FontInFile;
use crate::acroform::look::{normal, numbers, placed};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};
use crate::questions::format;

/// The flag of annotations that are printed (12.5.3).
const PRINT: i64 = 1 << 2;

/// How many bytes may be drawn into a page: what is more stays as it is.
const MOST: usize = 4 << 20;

/// Draws what stands beside the fields of a page; what stays of its annotations. What has no look that could be drawn
/// stays, and is printed.
pub(super) fn draw(
    file: &mut File,
    annotations: Vec<Object>,
    drawing: &mut PageDrawing,
    tags: &Tags,
    (font, lang): (FontInFile, &str),
) -> Vec<Object> {
    let mut gone = BTreeSet::new();
    let mut kept = Vec::new();
    for annotation in annotations {
        let dict = file.resolve(&annotation).and_then(Object::dict).cloned().unwrap_or_default();
        let kind = BesideKind::of(&dict).filter(|kind| *kind != BesideKind::Note);
        let drawn = kind.is_some_and(|kind| one(file, &dict, kind, drawing, tags, (font, lang)).is_some());
        if drawn {
            gone.extend(annotation.reference());
        } else {
            let dict = annotation.reference().filter(|_| kind.is_some()).and_then(|number| file.get_mut(number));
            if let Some(dict) = dict.and_then(Object::dict_mut) {
                let flags = dict.int("F").unwrap_or(0);
                dict.set("F", Object::Int(flags | PRINT));
            }
            kept.push(annotation);
        }
    }
    // The window of a drawing that is no annotation any more has nothing to open from.
    let of_gone = |a: &Object| {
        let dict = file.resolve(a).and_then(Object::dict)?;
        Some(dict.name("Subtype") == Some(b"Popup") && gone.contains(&dict.reference("Parent")?))
    };
    kept.retain(|a| of_gone(a) != Some(true));
    kept
}

/// Draws one annotation; `None` where it has no look and none can be made.
fn one(
    file: &mut File,
    annotation: &Dict,
    kind: BesideKind,
    drawing: &mut PageDrawing,
    tags: &Tags,
    (font, lang): (FontInFile, &str),
) -> Option<()> {
    if drawing.content.len() > MOST {
        return None;
    }
    let rect = numbers::<4>(file, annotation, "Rect")?;
    let said = words(file, annotation);
    let rect = [rect[0].min(rect[2]), rect[1].min(rect[3]), rect[0].max(rect[2]), rect[1].max(rect[3])];
    let look = match normal(file, annotation) {
        Some((number, look)) => placed(file, look, rect).map(|place| (Look::There(number), place)),
        None => None,
    };
    let own = || -> Option<(Look, String)> {
        let size = file.at(annotation, "DA").and_then(appearance::size_of).unwrap_or(appearance::UNNAMED_SIZE);
        let field_box = FieldBox { width: rect[2] - rect[0], height: rect[3] - rect[1], lines: true, size };
        let fits =
            kind == BesideKind::Text && covers(font.font, &said) && field_box.shows(font.font, &said) == said.len();
        let place = format!("1 0 0 1 {:.2} {:.2}", rect[0], rect[1]);
        fits.then(|| (Look::New(appearance::text(font, field_box, &said)), place))
    };
    let look = look.or_else(own);
    let strokes = if look.is_none() { Some(strokes(file, annotation)?) } else { None };
    let element = tags.add(file, element(kind, &said, rect, lang), drawing.page)?;
    let tag = if kind == BesideKind::Text { "P" } else { "Figure" };
    let id = match (&look, strokes) {
        (Some((look, place)), _) => drawing.draw(file, tag, element, Some((look, place))),
        (None, lines) => drawing.lines(tag, element, &lines.unwrap_or_default()),
    };
    file.get_mut(element)?.dict_mut()?.set("K", Object::Array(vec![Object::Int(id as i64)]));
    Some(())
}

/// The structure element of a text, with its words, or of a drawing, with what it is (14.8.4, 14.9.3).
fn element(kind: BesideKind, said: &str, [x0, y0, x1, y1]: [f64; 4], lang: &str) -> Dict {
    if kind == BesideKind::Text {
        return Dict::of([("S", Object::name("P")), ("ActualText", Object::text(said))]);
    }
    let alt = if said.trim().is_empty() { format::spoken_drawing(lang) } else { said };
    let layout = Dict::of([
        ("O", Object::name("Layout")),
        ("Placement", Object::name("Block")),
        ("BBox", Object::numbers([x0, y0, x1, y1])),
    ]);
    Dict::of([("S", Object::name("Figure")), ("Alt", Object::text(alt)), ("A", Object::Dict(layout))])
}
