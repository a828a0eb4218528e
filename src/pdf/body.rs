//! The objects of a file at their places: `12 0 obj .. endobj`, with streams, and what lies in object streams. Every loop is
//! bounded by the size of the file and [`READ_LIMITS`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::crypt::FileKey;
use super::file::READ_LIMITS;
use super::object::{Dict, Object, Stream};
use super::pack::{UnpackError, unpack};
use super::parse::{Budget, Parser, is_space};

/// The highest number of an object (ISO 32000-1, C.2); what has a higher one is not read.
const HIGHEST: u32 = 8_388_607;

/// Where an object stands.
#[derive(Clone, Copy)]
pub(super) enum XrefEntry {
    /// At an offset.
    At(usize),
    /// In an object stream.
    In(u32),
}

/// A file as it is read.
pub(super) struct FileReader<'a> {
    pub(super) bytes: &'a [u8],
    /// Where each object stands, by its number.
    pub(super) entries: BTreeMap<u32, XrefEntry>,
    /// What is used of the trailers.
    pub(super) trailer: Dict,
    /// The work that may still be done.
    pub(super) budget: Budget,
    /// Bytes that streams have unpacked to.
    unpacked: usize,
    /// Bytes of streams that may still be copied: streams may lie in each other.
    copies: usize,
    /// Where `endstream` stands, found once.
    ends: Option<Vec<usize>>,
    /// Whether the file asks for more than the limits allow.
    pub(super) bomb: bool,
    /// The key of its objects, where it is encrypted under an empty password.
    pub(super) key: Option<FileKey>,
    /// Whether it is encrypted in another way.
    pub(super) locked: bool,
    /// Where the cross-reference tables and streams that were read begin.
    pub(super) sections: BTreeSet<usize>,
    /// Whether the end may be missing, so that the last stream goes on as far as the file.
    pub(super) cut: bool,
}

/// The bytes of streams that a file's reader may copy: all of them, those that hold objects twice.
fn copies(bytes: &[u8]) -> usize {
    bytes.len().saturating_mul(2)
}

impl<'a> FileReader<'a> {
    /// Nothing found yet.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            entries: BTreeMap::new(),
            trailer: Dict::default(),
            budget: Budget::of(READ_LIMITS.values, bytes.len()),
            unpacked: 0,
            copies: copies(bytes),
            ends: None,
            bomb: false,
            key: None,
            locked: false,
            sections: BTreeSet::new(),
            cut: false,
        }
    }

    /// Forgets what was found, to look for it in another way; what was unpacked still counts.
    pub(super) fn start_again(&mut self) {
        self.entries.clear();
        self.sections.clear();
        self.key = None;
        self.trailer = Dict::default();
        self.budget = Budget::of(READ_LIMITS.values, self.bytes.len());
        self.copies = copies(self.bytes);
    }

    /// Notes where an object stands, unless a newer table said so; `None` where there are too many.
    pub(super) fn enter(&mut self, number: u32, entry: XrefEntry) -> Option<()> {
        if number > HIGHEST {
            return Some(());
        }
        self.entries.entry(number).or_insert(entry);
        self.bomb |= self.entries.len() > READ_LIMITS.objects;
        (!self.bomb).then_some(())
    }

    /// Finds the key of an encrypted file; `None` where its password is not empty.
    pub(super) fn unlock(&mut self) -> Option<()> {
        let encrypt = match self.trailer.get("Encrypt").cloned() {
            None | Some(Object::Null) => return Some(()),
            // The dictionary, its filters, one of them, and what that holds.
            Some(encrypt) => self.inlined(encrypt, 4),
        };
        let id = match self.trailer.get("ID").and_then(|id| id.array()?.first()) {
            Some(Object::Str(id)) => id.clone(),
            _ => Vec::new(),
        };
        self.key = encrypt.as_ref().and_then(Object::dict).and_then(|encrypt| FileKey::of(encrypt, &id));
        self.locked = self.key.is_none();
        (!self.locked).then_some(())
    }

    /// An object with what it refers to in its place, down to a depth; `None` where that is not there.
    fn inlined(&mut self, object: Object, depth: usize) -> Option<Object> {
        let mut object = match object {
            Object::Ref(number) => match self.entries.get(&number) {
                Some(XrefEntry::At(offset)) => self.indirect(*offset)?.1,
                Some(XrefEntry::In(_)) | None => return None,
            },
            direct => direct,
        };
        if let (Object::Dict(dict), Some(depth)) = (&mut object, depth.checked_sub(1)) {
            for value in dict.values_mut() {
                if matches!(value, Object::Ref(_) | Object::Dict(_)) {
                    *value = self.inlined(std::mem::replace(value, Object::Null), depth)?;
                }
            }
        }
        Some(object)
    }

    /// `12 0 obj ... endobj` at an offset, decrypted.
    pub(super) fn indirect(&mut self, at: usize) -> Option<(u32, Object)> {
        let (number, mut object) = self.sealed(at)?;
        if let Some(key) = &self.key {
            let generation = Parser::new(self.bytes, at).generation().unwrap_or(0);
            key.decrypt(&mut object, number, generation);
        }
        Some((number, object))
    }

    /// `12 0 obj ... endobj` at an offset, as it stands there.
    fn sealed(&mut self, at: usize) -> Option<(u32, Object)> {
        let mut parser = Parser::new(self.bytes, at);
        let number = parser.head()?;
        self.budget.look(parser.at - at)?;
        let object = parser.object(&mut self.budget)?;
        let Object::Dict(dict) = object else { return Some((number, object)) };
        let from = parser.at;
        let start = self.stream_start(&mut parser);
        self.budget.look(parser.at - from)?;
        let Some(start) = start else { return Some((number, Object::Dict(dict))) };
        let end = self.stream_end(&dict, start)?;
        let Some(left) = self.copies.checked_sub(end - start) else {
            self.bomb = true;
            return None;
        };
        self.copies = left;
        let data: Arc<[u8]> = Arc::from(&self.bytes[start..end]);
        Some((number, Object::Stream(Stream { dict, data })))
    }

    /// Where the bytes of a stream begin, if one stands here, behind its dictionary.
    pub(super) fn stream_start(&self, parser: &mut Parser) -> Option<usize> {
        parser.skip();
        if !parser.rest().starts_with(b"stream") {
            return None;
        }
        let start = parser.at + 6;
        Some(match self.bytes.get(start..).unwrap_or_default() {
            [b'\r', b'\n', ..] => start + 2,
            [b'\n' | b'\r', ..] => start + 1,
            _ => start,
        })
    }

    /// Where the stream whose bytes begin at a place ends: by its length, else by the next `endstream`.
    pub(super) fn stream_end(&mut self, dict: &Dict, start: usize) -> Option<usize> {
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
        let own = length.and_then(|n| start.checked_add(n)).filter(|end| *end <= self.bytes.len() && ends(*end));
        own.or_else(|| self.end_after(start)).or_else(|| self.cut.then_some(self.bytes.len().max(start)))
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

    /// The bytes of a stream, unpacked, as far as the limits allow.
    pub(super) fn unpack(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let left = READ_LIMITS.unpacked.saturating_sub(self.unpacked);
        match unpack(stream, left, |o| Some(o.clone()).filter(|o| o.reference().is_none())) {
            Ok(data) => {
                self.unpacked += data.len();
                Some(data)
            }
            Err(why) => {
                self.bomb |= why == UnpackError::TooLarge;
                None
            }
        }
    }

    /// The objects in an object stream by its number.
    pub(super) fn container(&mut self, number: u32) -> Option<Vec<(u32, Object)>> {
        let XrefEntry::At(offset) = *self.entries.get(&number)? else { return None };
        let (_, Object::Stream(stream)) = self.indirect(offset)? else { return None };
        self.contents(&stream)
    }

    /// The objects in an object stream.
    pub(super) fn contents(&mut self, stream: &Stream) -> Option<Vec<(u32, Object)>> {
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

/// Where something first stands.
pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}
