//! What a file holds beside its letters: boxes of pages, annotations, bookmarks, properties.

use std::collections::BTreeSet;

use roxmltree::Document;

use super::exported::{Bookmark, ExportedFile, ExportedPage, PressTarget};
use crate::audit::reading::Bounds;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};
use crate::pdf::xmp;

/// What the catalog of a file of this program may hold: nothing that runs, opens, is attached or is switched on and off.
const CATALOG: &[&[u8]] = &[
    b"Type",
    b"Pages",
    b"Metadata",
    b"OutputIntents",
    b"Lang",
    b"StructTreeRoot",
    b"MarkInfo",
    b"ViewerPreferences",
    b"Outlines",
    b"AcroForm",
];

/// The boxes of a page beside its own (ISO 32000-1, 14.11.2).
const BOXES: [&str; 4] = ["CropBox", "BleedBox", "TrimBox", "ArtBox"];

/// Where XMP has what the properties of a file say too: namespace and name (ISO 16684-1, 8.3; ISO 19005-1, 6.7.3).
const METADATA: [(&str, &str); 4] =
    [(DUBLIN_CORE, "title"), (DUBLIN_CORE, "creator"), (DUBLIN_CORE, "description"), (ADOBE_PDF, "Keywords")];
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const ADOBE_PDF: &str = "http://ns.adobe.com/pdf/1.3/";

/// Adds pages, bookmarks and properties.
pub(super) fn read(file: &File, found: &mut ExportedFile) {
    let Some(catalog) = file.catalog() else { return };
    let unknown = catalog.entries().map(|(key, _)| key).filter(|key| !CATALOG.contains(key));
    found.strange.extend(unknown.map(|key| format!("the entry `{}` in its catalog", String::from_utf8_lossy(key))));
    let numbers = file.pages();
    for (i, number) in numbers.iter().enumerate() {
        let Some(page) = file.get(*number).and_then(Object::dict) else { continue };
        let page = read_page(file, page, i, &numbers, found);
        found.pages.push(page);
    }
    found.bookmarks = bookmarks(file, catalog, &numbers);
    found.lang = words(file, catalog, "Lang");
    if let Some(info) = file.dict_at(&file.trailer, "Info") {
        found.properties = ["Title", "Author", "Subject", "Keywords"].map(|key| words(file, info, key));
        found.dates = ["CreationDate", "ModDate"].map(|key| words(file, info, key));
    }
    if let Some(packet) = xmp::read(file) {
        match Document::parse(&packet) {
            Ok(packet) => found.metadata = METADATA.map(|name| metadata(&packet, name)),
            Err(why) => found.strange.push(format!("metadata that are no XML ({why})")),
        }
    }
}

/// All words of a property of XMP, those of a list with commas between them.
fn metadata(packet: &Document, name: (&str, &str)) -> String {
    let property = packet.descendants().find(|node| node.has_tag_name(name));
    let inner = property.iter().flat_map(roxmltree::Node::descendants).filter(roxmltree::Node::is_text);
    let texts = inner.filter_map(|node| node.text());
    texts.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The text under a key.
fn words(file: &File, dict: &Dict, key: &str) -> String {
    file.at(dict, key).and_then(Object::as_text).unwrap_or_default()
}

fn read_page(file: &File, page: &Dict, turn: usize, numbers: &[u32], found: &mut ExportedFile) -> ExportedPage {
    let media = file.inherited(page, "MediaBox").and_then(|object| rectangle(file, object));
    let (strange, boxes) = (&mut found.strange, &mut found.boxes);
    let mut say = |what: String| strange.push(format!("{what} on page {}", turn + 1));
    let [left, bottom, right, top] = media.unwrap_or_else(|| {
        say("no size".to_owned());
        [0.0; 4]
    });
    for key in BOXES {
        let other = file.inherited(page, key).map(|object| rectangle(file, object));
        if other.is_some_and(|other| other != media) {
            boxes.push(format!("a `{key}` of its own on page {}", turn + 1));
        }
    }
    for key in ["Rotate", "UserUnit", "AA", "Group", "Trans", "Dur"] {
        let plain = |object: &Object| matches!((key, object.float()), ("Rotate", Some(0.0)) | ("UserUnit", Some(1.0)));
        // A group with transparency says how colours are mixed, and nothing else.
        if key != "Group" && file.inherited(page, key).is_some_and(|object| !plain(object)) {
            say(format!("an entry `{key}`"));
        }
    }
    let mut places = Vec::new();
    for annotation in file.array_at(page, "Annots").unwrap_or_default() {
        let Some(annotation) = file.resolve(annotation).and_then(Object::dict) else { continue };
        match target(file, annotation, numbers) {
            Some(target) => {
                let areas = areas(file, annotation).into_iter();
                places
                    .extend(areas.map(|[x0, y0, x1, y1]| ([x0 - left, top - y1, x1 - left, top - y0], target.clone())));
            }
            None => say("an annotation that is no link and no field".to_owned()),
        }
    }
    ExportedPage { corner: (left, top), size: (right - left, top - bottom), letters: Vec::new(), places }
}

/// Where an annotation can be pressed: each of its quadrilaterals, or its rectangle (12.5.6.5).
fn areas(file: &File, annotation: &Dict) -> Vec<Bounds> {
    let quads = file.at(annotation, "QuadPoints").and_then(|object| numbers(file, object)).unwrap_or_default();
    if quads.is_empty() {
        return file.at(annotation, "Rect").and_then(|object| rectangle(file, object)).into_iter().collect();
    }
    let around = |quad: &[f64]| {
        let (x, y) = (quad.iter().step_by(2), quad.iter().skip(1).step_by(2));
        let least = |of: &mut dyn Iterator<Item = &f64>| of.copied().fold(f64::INFINITY, f64::min);
        let most = |of: &mut dyn Iterator<Item = &f64>| of.copied().fold(f64::NEG_INFINITY, f64::max);
        [least(&mut x.clone()), least(&mut y.clone()), most(&mut x.clone()), most(&mut y.clone())]
    };
    quads.chunks(8).map(around).collect()
}

/// An array of numbers.
fn numbers(file: &File, object: &Object) -> Option<Vec<f64>> {
    object.array()?.iter().map(|number| file.resolve(number).and_then(Object::float)).collect()
}

/// Four numbers.
fn rectangle(file: &File, object: &Object) -> Option<Bounds> {
    numbers(file, object)?.try_into().ok()
}

/// What an annotation does; `None` of what no file of this program has.
fn target(file: &File, annotation: &Dict, pages: &[u32]) -> Option<PressTarget> {
    match annotation.name("Subtype")? {
        b"Widget" => (annotation.get("A").is_none() && annotation.get("AA").is_none()).then_some(PressTarget::Field),
        b"Link" => {
            if let Some(action) = file.dict_at(annotation, "A") {
                return match action.name("S")? {
                    b"URI" => {
                        let Object::Str(address) = file.at(action, "URI")? else { return None };
                        Some(PressTarget::Web(String::from_utf8(address.clone()).ok()?))
                    }
                    b"GoTo" => Some(PressTarget::Page(page_of(file, file.at(action, "D")?, pages)?)),
                    _ => None,
                };
            }
            Some(PressTarget::Page(page_of(file, file.at(annotation, "Dest")?, pages)?))
        }
        _ => None,
    }
}

/// The page of a destination (12.3.2), from 0.
fn page_of(file: &File, destination: &Object, pages: &[u32]) -> Option<usize> {
    let array = match destination {
        Object::Dict(dict) => file.array_at(dict, "D")?,
        other => other.array()?,
    };
    let page = array.first()?.reference()?;
    pages.iter().position(|number| *number == page)
}

/// The bookmarks of a file, each before those below it (12.3.3); however they are tied, each is read once.
fn bookmarks(file: &File, catalog: &Dict, pages: &[u32]) -> Vec<Bookmark> {
    let first = |dict: &Dict| dict.reference("First");
    let mut found = Vec::new();
    let mut stack: Vec<u32> = file.dict_at(catalog, "Outlines").and_then(first).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(number) = stack.pop() {
        let Some(dict) = file.get(number).and_then(Object::dict).filter(|_| seen.insert(number)) else { continue };
        let page = file.at(dict, "Dest").and_then(|destination| page_of(file, destination, pages));
        found.push(Bookmark { words: words(file, dict, "Title"), page });
        stack.extend(dict.reference("Next"));
        stack.extend(first(dict));
    }
    found
}
