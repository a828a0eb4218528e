//! Objects looked for where they stand, in files whose cross-reference tables are broken, or whose end is missing: the
//! last of each number counts, be it in an object stream or not.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{FileReader, XrefEntry, find};
use super::file::File;
use super::object::{Dict, Object};
use super::parse::{Parser, is_space};
use super::xref::rfind;

/// An object that stands at a place.
struct FoundObject {
    /// Its number.
    number: u32,
    /// Where it begins.
    start: usize,
    /// Its dictionary, where it has one.
    dict: Option<Dict>,
}

/// What a search found.
#[derive(Default)]
struct FoundObjects {
    /// Where the last edition of each object begins, by its number.
    places: BTreeMap<u32, usize>,
    /// The numbers of object streams.
    containers: BTreeSet<u32>,
    /// Trailers, each with its place.
    trailers: Vec<(usize, Dict)>,
}

impl FileReader<'_> {
    /// Looks for objects, trailers and object streams; gives up where there are too many.
    pub(super) fn search(&mut self) {
        self.start_again();
        self.cut = true;
        let Some(FoundObjects { places, containers, mut trailers }) = self.search_objects() else { return };
        self.search_trailers(&mut trailers);
        trailers.sort_by_key(|(at, _)| *at);
        trailers.iter().for_each(|(_, dict)| self.take_trailer(dict));
        if self.unlock().is_none() {
            return;
        }
        // In the order of the file: a container that was written over counts where its last edition stands.
        let mut containers: Vec<(usize, u32)> =
            containers.into_iter().filter_map(|number| Some((*places.get(&number)?, number))).collect();
        containers.sort_unstable();
        for (at, number) in containers {
            for (inner, _) in self.container(number).unwrap_or_default() {
                if places.get(&inner).is_some_and(|place| *place > at) {
                    continue;
                }
                self.entries.remove(&inner);
                if self.enter(inner, XrefEntry::In(number)).is_none() {
                    return;
                }
            }
            if self.bomb {
                return;
            }
        }
    }

    /// Enters every `12 0 obj`; `None` where there are too many.
    fn search_objects(&mut self) -> Option<FoundObjects> {
        let mut all = FoundObjects::default();
        let mut at = 0;
        while let Some(found) = self.next_object(&mut at) {
            let FoundObject { number, start, dict } = found;
            self.entries.remove(&number);
            self.enter(number, XrefEntry::At(start))?;
            all.places.insert(number, start);
            all.containers.remove(&number);
            let Some(dict) = dict else { continue };
            match dict.name("Type") {
                Some(b"Catalog") => self.trailer.set("Root", Object::Ref(number)),
                Some(b"ObjStm") => drop(all.containers.insert(number)),
                // A cross-reference stream is a trailer too (7.5.8.2).
                Some(b"XRef") => all.trailers.push((start, dict)),
                _ => {}
            }
        }
        Some(all)
    }

    /// The next object from a place on, which moves behind it: what lies in a stream is no object of the file.
    fn next_object(&mut self, at: &mut usize) -> Option<FoundObject> {
        while let Some(found) = find(self.bytes.get(*at..).unwrap_or_default(), b"obj") {
            let word = *at + found;
            *at = word + 3;
            let Some((start, number)) = head_before(self.bytes, word) else { continue };
            let mut parser = Parser::new(self.bytes, word + 3);
            // Of an object that is cut off an earlier edition counts.
            let Some(object) = parser.object(&mut self.budget) else { continue };
            *at = (*at).max(parser.at);
            let Object::Dict(dict) = object else { return Some(FoundObject { number, start, dict: None }) };
            if let Some(data) = self.stream_start(&mut parser) {
                *at = self.stream_end(&dict, data).unwrap_or(data);
            }
            return Some(FoundObject { number, start, dict: Some(dict) });
        }
        None
    }

    /// Whether an object stands behind all that the tables know: a table that is stale, or lost with the file's end.
    pub(super) fn is_stale(&mut self) -> bool {
        let offsets = self.entries.values().filter_map(|entry| match entry {
            XrefEntry::At(offset) => Some(*offset),
            XrefEntry::In(_) => None,
        });
        // A table may point to the space before an object.
        let known = |number: u32, at: usize, reader: &Self| {
            matches!(reader.entries.get(&number), Some(XrefEntry::At(offset)) if at.abs_diff(*offset) <= 16)
                || reader.sections.range(at.saturating_sub(16)..=at).next().is_some()
        };
        let Some(mut at) = offsets.chain(self.sections.iter().copied()).max() else { return false };
        while let Some(found) = self.next_object(&mut at) {
            if !known(found.number, found.start, self) {
                return true;
            }
        }
        false
    }

    /// Adds every `trailer`.
    fn search_trailers(&mut self, trailers: &mut Vec<(usize, Dict)>) {
        let mut at = 0;
        while let Some(found) = find(self.bytes.get(at..).unwrap_or_default(), b"trailer") {
            at += found + 7;
            if let Some(Object::Dict(dict)) = Parser::new(self.bytes, at).object(&mut self.budget) {
                trailers.push((at, dict));
            }
        }
    }

    /// Keeps what is used of a trailer, in the place of an older one.
    fn take_trailer(&mut self, dict: &Dict) {
        for key in ["Root", "Info", "ID", "Encrypt"] {
            if let Some(value) = dict.get(key) {
                self.trailer.set(key, value.clone());
            }
        }
    }
}

/// Makes sure that a file which was searched has a catalog: that of its trailer, else the last one that stands in it,
/// else one of what is left of its pages and its metadata.
pub(super) fn find_catalog(file: &mut File) {
    let has_pages = |file: &File, number: u32| {
        file.get(number).and_then(Object::dict).is_some_and(|catalog| file.dict_at(catalog, "Pages").is_some())
    };
    if file.root().is_some_and(|root| has_pages(file, root)) {
        return;
    }
    let of_type = |file: &File, name: &[u8]| -> Vec<u32> {
        let is = |object: &Object| object.dict().is_some_and(|dict| dict.name("Type") == Some(name));
        file.objects().filter(|(_, object)| is(object)).map(|(number, _)| number).collect()
    };
    let catalog = of_type(file, b"Catalog").into_iter().rfind(|number| has_pages(file, *number));
    let root = catalog.or_else(|| {
        let top = |number: &u32| file.get(*number).and_then(Object::dict).is_some_and(|d| d.get("Parent").is_none());
        let pages = of_type(file, b"Pages").into_iter().rfind(top).or_else(|| {
            let kids: Vec<Object> = of_type(file, b"Page").into_iter().map(Object::Ref).collect();
            let count = Object::Int(i64::try_from(kids.len()).ok().filter(|n| *n > 0)?);
            let tree = Dict::of([("Type", Object::name("Pages")), ("Kids", Object::Array(kids)), ("Count", count)]);
            Some(file.add(Object::Dict(tree)))
        })?;
        let mut catalog = Dict::of([("Type", Object::name("Catalog")), ("Pages", Object::Ref(pages))]);
        if let Some(metadata) = of_type(file, b"Metadata").last() {
            catalog.set("Metadata", Object::Ref(*metadata));
        }
        Some(file.add(Object::Dict(catalog)))
    });
    if let Some(root) = root {
        file.trailer.set("Root", Object::Ref(root));
    }
}

/// Whether a file ends as one does, in `startxref`, a number and `%%EOF` (7.5.5), with no object begun behind it.
pub(super) fn end_is_there(bytes: &[u8]) -> bool {
    let Some(end) = rfind(bytes, b"%%EOF") else { return false };
    let behind = &bytes[end + 5..];
    let begun = behind.iter().find(|b| !is_space(**b)).is_some_and(u8::is_ascii_digit);
    !begun && !behind.windows(3).enumerate().any(|(at, word)| word == b"obj" && head_before(behind, at).is_some())
}

/// The beginning and the number of the `12 0 ` before an `obj`.
fn head_before(bytes: &[u8], word: usize) -> Option<(usize, u32)> {
    let mut at = word;
    let spaces = |at: &mut usize| {
        let from = *at;
        while *at > 0 && is_space(bytes[*at - 1]) {
            *at -= 1;
        }
        from > *at
    };
    let digits = |at: &mut usize| {
        let from = *at;
        while *at > 0 && bytes[*at - 1].is_ascii_digit() && from - *at < 10 {
            *at -= 1;
        }
        from > *at
    };
    spaces(&mut at);
    if !digits(&mut at) || !spaces(&mut at) || !digits(&mut at) {
        return None;
    }
    Parser::new(bytes, at).head().map(|number| (at, number))
}
