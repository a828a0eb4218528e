//! Objects looked for where they stand, in files whose cross-reference tables are broken: the last of each number counts.

use super::body::{FileReader, XrefEntry, find};
use super::object::Object;
use super::parse::{Parser, is_space};

impl FileReader<'_> {
    /// Looks for objects, trailers and object streams; gives up where there are too many.
    pub(super) fn search(&mut self) {
        self.start_again();
        let Some(containers) = self.search_objects() else { return };
        self.search_trailers();
        for number in containers {
            for (inner, _) in self.container(number).unwrap_or_default() {
                if self.enter(inner, XrefEntry::In(number)).is_none() {
                    return;
                }
            }
            if self.bomb {
                return;
            }
        }
    }

    /// Enters every `12 0 obj`; gives back the numbers of object streams, or nothing where there are too many objects.
    fn search_objects(&mut self) -> Option<Vec<u32>> {
        let mut containers = Vec::new();
        let mut at = 0;
        while let Some(found) = find(self.bytes.get(at..).unwrap_or_default(), b"obj") {
            let word = at + found;
            at = word + 3;
            if let Some((start, number)) = head_before(self.bytes, word) {
                self.entries.remove(&number);
                self.enter(number, XrefEntry::At(start))?;
                let mut parser = Parser::new(self.bytes, word + 3);
                if let Some(Object::Dict(dict)) = parser.object(&mut self.budget) {
                    match dict.name("Type") {
                        Some(b"Catalog") => self.trailer.set("Root", Object::Ref(number)),
                        Some(b"ObjStm") => containers.push(number),
                        Some(b"XRef") if dict.get("Encrypt").is_some() => {
                            self.trailer.set("Encrypt", Object::Bool(true));
                        }
                        _ => {}
                    }
                    at = at.max(parser.at);
                }
            }
        }
        Some(containers)
    }

    /// Keeps what is used of every `trailer`.
    fn search_trailers(&mut self) {
        let mut at = 0;
        while let Some(found) = find(self.bytes.get(at..).unwrap_or_default(), b"trailer") {
            at += found + 7;
            if let Some(Object::Dict(dict)) = Parser::new(self.bytes, at).object(&mut self.budget) {
                for key in ["Root", "Info", "ID", "Encrypt"] {
                    let Some(value) = dict.get(key) else { continue };
                    if key != "Root" || value.reference().is_some_and(|n| self.entries.contains_key(&n)) {
                        self.trailer.set(key, value.clone());
                    }
                }
            }
        }
    }
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
