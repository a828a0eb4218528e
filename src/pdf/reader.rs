//! How a file's objects are found: cross-reference tables and streams, object streams and updates, and where those are
//! broken the objects themselves. Every loop is bounded by the size of the file and [`READ_LIMITS`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::{File, PdfProblem, READ_LIMITS};
use super::object::{Dict, Object, Stream};
use super::pack::{Packed, unpack};
use super::parse::{Budget, Parser, is_space};

/// The highest number of an object (ISO 32000-1, C.2); what has a higher one is not read.
const HIGHEST: u32 = 8_388_607;
/// Where an object stands.
#[derive(Clone, Copy)]
enum XrefEntry {
    /// At an offset.
    At(usize),
    /// In an object stream.
    In(u32),
}

struct FileReader<'a> {
    bytes: &'a [u8],
    entries: BTreeMap<u32, XrefEntry>,
    trailer: Dict,
    budget: Budget,
    unpacked: usize,
    /// Bytes of streams that may still be copied: streams may lie in each other.
    copies: usize,
    /// Where `endstream` stands, found once.
    ends: Option<Vec<usize>>,
    bomb: bool,
}

/// Reads the objects of a file that is a PDF by its head and not too large.
pub(super) fn read(bytes: &[u8]) -> Result<File, PdfProblem> {
    let mut reader = FileReader {
        bytes,
        entries: BTreeMap::new(),
        trailer: Dict::default(),
        budget: Budget::of(READ_LIMITS.values, bytes.len()),
        unpacked: 0,
        copies: copies(bytes),
        ends: None,
        bomb: false,
    };
    let mut file = reader.chain().and_then(|()| reader.load(true));
    if file.is_none() && !reader.bomb && reader.trailer.get("Encrypt").is_none() {
        reader.search();
        file = reader.load(false);
    }
    if reader.trailer.get("Encrypt").is_some_and(|e| *e != Object::Null) {
        return Err(PdfProblem::Encrypted);
    }
    if reader.bomb || reader.budget.is_spent() {
        return Err(PdfProblem::Bomb);
    }
    file.ok_or(PdfProblem::Broken)
}

/// The bytes of streams that a file's reader may copy: all of them, those that hold objects twice.
fn copies(bytes: &[u8]) -> usize {
    bytes.len().saturating_mul(2)
}

impl FileReader<'_> {
    /// Notes where an object stands, unless a newer table said so; `None` where there are too many.
    fn enter(&mut self, number: u32, entry: XrefEntry) -> Option<()> {
        if number > HIGHEST {
            return Some(());
        }
        self.entries.entry(number).or_insert(entry);
        self.bomb |= self.entries.len() > READ_LIMITS.objects;
        (!self.bomb).then_some(())
    }

    /// Keeps what is used of a trailer; what stands in a newer one counts.
    fn trailed(&mut self, dict: &Dict) {
        for key in ["Root", "Info", "ID", "Encrypt"] {
            if let (Some(value), None) = (dict.get(key), self.trailer.get(key)) {
                self.trailer.set(key, value.clone());
            }
        }
    }

    /// Follows the chain of cross-reference tables and streams from the last.
    fn chain(&mut self) -> Option<()> {
        let last = rfind(self.bytes, b"startxref")?;
        let mut next = Some(Parser::new(self.bytes, last + 9).unsigned()?);
        let mut seen = BTreeSet::new();
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            if seen.len() > 4096 {
                return None;
            }
            let dict = self.section(at)?;
            // A table may have a stream beside it, which comes before what is older.
            if let Some(beside) = dict.int("XRefStm").and_then(|n| usize::try_from(n).ok())
                && seen.insert(beside)
            {
                self.section(beside)?;
            }
            next = dict.int("Prev").and_then(|n| usize::try_from(n).ok());
            self.trailed(&dict);
        }
        self.trailer.reference("Root").map(|_| ())
    }

    /// A table with its trailer, or a stream, at an offset.
    fn section(&mut self, at: usize) -> Option<Dict> {
        let mut parser = Parser::new(self.bytes, at);
        let table = parser.word(b"xref");
        self.budget.look(parser.at - at)?;
        if !table {
            return self.stream_section(at);
        }
        while !parser.word(b"trailer") {
            let from = parser.at;
            let first = u32::try_from(parser.unsigned()?).ok()?;
            let count = u32::try_from(parser.unsigned()?).ok()?;
            for i in 0..count {
                let offset = parser.unsigned()?;
                parser.unsigned()?;
                parser.skip();
                let kind = parser.peek()?;
                parser.at += 1;
                if kind == b'n' {
                    self.enter(first.checked_add(i)?, XrefEntry::At(offset))?;
                }
            }
            self.budget.look(parser.at - from)?;
        }
        match parser.object(&mut self.budget)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    fn stream_section(&mut self, at: usize) -> Option<Dict> {
        let (_, object) = self.indirect(at)?;
        let Object::Stream(stream) = object else { return None };
        if stream.dict.name("Type") != Some(b"XRef") {
            return None;
        }
        let data = self.unpack(&stream)?;
        let whole = |o: &Object| o.int().and_then(|n| usize::try_from(n).ok());
        let widths: Vec<usize> = stream.dict.get("W")?.array()?.iter().filter_map(whole).collect();
        let [a, b, c] = *widths.as_slice() else { return None };
        if a > 8 || b > 8 || c > 8 {
            return None;
        }
        let size = stream.dict.get("Size").and_then(whole)?;
        let index: Vec<usize> = match stream.dict.get("Index") {
            Some(index) => index.array()?.iter().filter_map(whole).collect(),
            None => vec![0, size],
        };
        let mut rows = data.chunks_exact((a + b + c).max(1));
        let number = |bytes: &[u8]| bytes.iter().fold(0usize, |n, b| n.wrapping_shl(8) | usize::from(*b));
        for range in index.chunks_exact(2) {
            for i in 0..range[1] {
                let Some(row) = rows.next() else { return Some(stream.dict) };
                let kind = if a == 0 { 1 } else { number(&row[..a]) };
                let id = u32::try_from(range[0].checked_add(i)?).ok()?;
                match kind {
                    1 => self.enter(id, XrefEntry::At(number(&row[a..a + b])))?,
                    2 => self.enter(id, XrefEntry::In(u32::try_from(number(&row[a..a + b])).ok()?))?,
                    _ => {}
                }
            }
        }
        Some(stream.dict)
    }

    /// Looks for objects and trailers themselves; the last of each number counts.
    fn search(&mut self) {
        self.entries.clear();
        self.trailer = Dict::default();
        self.budget = Budget::of(READ_LIMITS.values, self.bytes.len());
        self.copies = copies(self.bytes);
        let mut containers = Vec::new();
        let mut at = 0;
        while let Some(found) = find(self.bytes.get(at..).unwrap_or_default(), b"obj") {
            let word = at + found;
            at = word + 3;
            if let Some((start, number)) = head_before(self.bytes, word) {
                self.entries.remove(&number);
                if self.enter(number, XrefEntry::At(start)).is_none() {
                    return;
                }
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

    /// Reads every object that is listed; `None` where the list cannot be trusted.
    fn load(&mut self, trusted: bool) -> Option<File> {
        let mut objects = BTreeMap::new();
        let mut containers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, entry) in self.entries.clone() {
            match entry {
                XrefEntry::In(container) => containers.entry(container).or_default().push(number),
                XrefEntry::At(offset) => match self.indirect(offset) {
                    Some((found, object)) if found == number => drop(objects.insert(number, object)),
                    _ if trusted => return None,
                    _ => {}
                },
            }
        }
        self.gather(objects, containers)
    }

    /// The file of what was read, and what lies in object streams.
    fn gather(&mut self, mut objects: BTreeMap<u32, Object>, containers: BTreeMap<u32, Vec<u32>>) -> Option<File> {
        for (container, wanted) in containers {
            let wanted: BTreeSet<u32> = wanted.into_iter().collect();
            let Some(Object::Stream(stream)) = objects.get(&container).cloned() else { continue };
            for (number, object) in self.contents(&stream).unwrap_or_default() {
                if wanted.contains(&number) {
                    objects.entry(number).or_insert(object);
                }
            }
            if self.bomb {
                return None;
            }
        }
        let file = File { objects, trailer: self.trailer.clone() };
        let pages = file.catalog().and_then(|c| file.dict_at(c, "Pages"));
        pages.is_some().then_some(file)
    }

    /// `12 0 obj ... endobj` at an offset.
    fn indirect(&mut self, at: usize) -> Option<(u32, Object)> {
        let mut parser = Parser::new(self.bytes, at);
        let number = parser.head()?;
        self.budget.look(parser.at - at)?;
        let object = parser.object(&mut self.budget)?;
        let Object::Dict(dict) = object else { return Some((number, object)) };
        let from = parser.at;
        parser.skip();
        self.budget.look(parser.at - from)?;
        if !parser.rest().starts_with(b"stream") {
            return Some((number, Object::Dict(dict)));
        }
        let mut start = parser.at + 6;
        start += match self.bytes.get(start..).unwrap_or_default() {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        let length = match dict.get("Length") {
            Some(Object::Int(n)) => usize::try_from(*n).ok(),
            Some(Object::Ref(n)) => self.length(*n),
            _ => None,
        };
        let ends = |end: usize| {
            let rest = self.bytes.get(end..).unwrap_or_default();
            let spaces = rest.iter().take(16).take_while(|b| is_space(**b)).count();
            rest[spaces..].starts_with(b"endstream")
        };
        let end = match length.and_then(|n| start.checked_add(n)).filter(|end| *end <= self.bytes.len() && ends(*end)) {
            Some(end) => end,
            None => self.end_after(start)?,
        };
        let Some(left) = self.copies.checked_sub(end - start) else {
            self.bomb = true;
            return None;
        };
        self.copies = left;
        let data: Arc<[u8]> = Arc::from(&self.bytes[start..end]);
        Some((number, Object::Stream(Stream { dict, data })))
    }

    /// A length that stands in an object of its own.
    fn length(&mut self, number: u32) -> Option<usize> {
        let XrefEntry::At(offset) = *self.entries.get(&number)? else { return None };
        let mut parser = Parser::new(self.bytes, offset);
        let length = parser.head().and_then(|_| parser.unsigned());
        self.budget.look(parser.at - offset)?;
        length
    }

    /// Where the stream that begins at a place ends, by the next `endstream`.
    fn end_after(&mut self, start: usize) -> Option<usize> {
        let bytes = self.bytes;
        let ends = self.ends.get_or_insert_with(|| {
            let mut ends = Vec::new();
            let mut at = 0;
            while let Some(found) = find(&bytes[at..], b"endstream") {
                ends.push(at + found);
                at += found + 9;
            }
            ends
        });
        let end = *ends.get(ends.partition_point(|e| *e < start))?;
        let line = match bytes[start..end] {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n' | b'\r'] => 1,
            _ => 0,
        };
        Some(end - line)
    }

    fn unpack(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let left = READ_LIMITS.unpacked.saturating_sub(self.unpacked);
        match unpack(stream, left, |o| Some(o.clone()).filter(|o| o.reference().is_none())) {
            Ok(data) => {
                self.unpacked += data.len();
                Some(data)
            }
            Err(why) => {
                self.bomb |= why == Packed::TooLarge;
                None
            }
        }
    }

    /// The objects in an object stream by its number.
    fn container(&mut self, number: u32) -> Option<Vec<(u32, Object)>> {
        let XrefEntry::At(offset) = *self.entries.get(&number)? else { return None };
        let (_, Object::Stream(stream)) = self.indirect(offset)? else { return None };
        self.contents(&stream)
    }

    /// The objects in an object stream.
    fn contents(&mut self, stream: &Stream) -> Option<Vec<(u32, Object)>> {
        if stream.dict.name("Type") != Some(b"ObjStm") {
            return None;
        }
        let data = self.unpack(stream)?;
        let first = usize::try_from(stream.dict.int("First")?).ok()?;
        let count = usize::try_from(stream.dict.int("N")?).ok()?.min(data.len());
        let mut head = Parser::new(data.get(..first)?, 0);
        let mut found = Vec::new();
        // Its objects are counted as often as they are read, against its own size.
        let mut budget = Budget::of(self.budget.values, data.len());
        for _ in 0..count {
            let (Some(number), Some(offset)) = (head.unsigned(), head.unsigned()) else { break };
            let Some(at) = first.checked_add(offset) else { break };
            if let (Ok(number), Some(object)) = (u32::try_from(number), Parser::new(&data, at).object(&mut budget)) {
                found.push((number, object));
            }
        }
        self.budget.values = budget.values;
        self.bomb |= budget.is_spent();
        Some(found)
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

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|w| w == what)
}
