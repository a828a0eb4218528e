//! A PDF file as its objects, and how it is written; `reader` has how it is read from any bytes within bounds.
//!
//! Reading takes cross-reference tables and streams, object streams and updates (ISO 32000-1, 7.5), and where those are
//! broken looks for the objects themselves. A crate would do it too, but those at hand unpack without bound: a file of
//! 1 MB took `hayro-syntax` 0.9 to 1 GB. Here every loop is bounded by the size of the file and [`ReadLimits`].

use std::collections::{BTreeMap, BTreeSet};

use super::object::{Dict, Object, Stream};
use super::pack;
pub use super::pack::UnpackError;

/// What reading a file may cost at most.
pub struct ReadLimits {
    /// Bytes of the file.
    pub file: u64,
    /// Bytes that its streams may unpack to, all together.
    pub unpacked: usize,
    /// Objects, entries of arrays and dictionaries, all together.
    pub values: usize,
    /// Objects alone.
    pub objects: usize,
}

/// The limits of this program: far above any form, far below what would trouble a machine.
pub const READ_LIMITS: ReadLimits =
    ReadLimits { file: 64 << 20, unpacked: 64 << 20, values: 1_000_000, objects: 400_000 };

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfProblem {
    /// Larger than the limit.
    TooLarge,
    /// No PDF at all.
    NotPdf,
    /// Encrypted, and the password is not empty.
    Encrypted,
    /// Holds, or unpacks to, more than the limits allow.
    Bomb,
    /// Cut off or broken: no catalog or no pages are found.
    Broken,
}

/// What was wrong with a file whose objects were found all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Its end is missing, and perhaps what stood there.
    End,
    /// Its tables say wrongly where its objects stand.
    Tables,
}

/// A file as its objects.
#[derive(Clone, Debug)]
pub struct File {
    pub(super) objects: BTreeMap<u32, Object>,
    /// The trailer: `Root`, `Info`, `ID`.
    pub trailer: Dict,
    /// What was wrong with it when it was read.
    pub damage: Option<Damage>,
}

impl File {
    /// An object; references are followed, as far as they lead.
    pub fn get(&self, number: u32) -> Option<&Object> {
        let mut object = self.objects.get(&number)?;
        for _ in 0..8 {
            match object {
                Object::Ref(next) => object = self.objects.get(next)?,
                other => return Some(other),
            }
        }
        None
    }

    /// An object, to change.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut Object> {
        self.objects.get_mut(&number)
    }

    /// What an object is, be it referred to.
    pub fn resolve<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        match object {
            Object::Ref(number) => self.get(*number),
            other => Some(other),
        }
    }

    /// What stands under a key, be it referred to.
    pub fn at<'a>(&'a self, dict: &'a Dict, key: &str) -> Option<&'a Object> {
        self.resolve(dict.get(key)?)
    }

    /// The dictionary under a key.
    pub fn dict_at<'a>(&'a self, dict: &'a Dict, key: &str) -> Option<&'a Dict> {
        self.at(dict, key)?.dict()
    }

    /// What stands under a key of a page, or above it in the tree of pages (ISO 32000-1, 7.7.3.4).
    pub fn inherited<'a>(&'a self, page: &'a Dict, key: &str) -> Option<&'a Object> {
        let mut node = page;
        for _ in 0..32 {
            match self.at(node, key) {
                Some(found) => return Some(found),
                None => node = self.dict_at(node, "Parent")?,
            }
        }
        None
    }

    /// The array under a key.
    pub fn array_at<'a>(&'a self, dict: &'a Dict, key: &str) -> Option<&'a [Object]> {
        self.at(dict, key)?.array()
    }

    /// Sets an object.
    pub fn set(&mut self, number: u32, object: Object) {
        self.objects.insert(number, object);
    }

    /// Removes an object.
    pub fn remove(&mut self, number: u32) -> Option<Object> {
        self.objects.remove(&number)
    }

    /// Adds an object under a new number.
    pub fn add(&mut self, object: Object) -> u32 {
        // No file that was read has a number so high that this could run over.
        let number = self.objects.last_key_value().map_or(0, |(n, _)| *n) + 1;
        self.objects.insert(number, object);
        number
    }

    /// All objects by number.
    pub fn objects(&self) -> impl Iterator<Item = (u32, &Object)> {
        self.objects.iter().map(|(n, o)| (*n, o))
    }

    /// The number of the catalog.
    pub fn root(&self) -> Option<u32> {
        self.trailer.reference("Root")
    }

    /// The catalog.
    pub fn catalog(&self) -> Option<&Dict> {
        self.get(self.root()?)?.dict()
    }

    /// The bytes of a stream, unpacked; an error where it is packed in a way that forms do not use, or unpacks to more
    /// than `most`.
    ///
    /// # Errors
    /// Says which of both.
    pub fn unpack(&self, stream: &Stream, most: usize) -> Result<Vec<u8>, UnpackError> {
        pack::unpack(stream, most, |o| self.resolve(o).cloned())
    }

    /// The numbers of the streams that a page's contents are made of.
    pub fn contents(&self, page: u32) -> Vec<u32> {
        let referred = |parts: &[Object]| parts.iter().filter_map(Object::reference).collect();
        match self.get(page).and_then(Object::dict).and_then(|dict| dict.get("Contents")) {
            Some(Object::Array(parts)) => referred(parts),
            Some(Object::Ref(one)) => self.get(*one).and_then(Object::array).map_or_else(|| vec![*one], referred),
            _ => Vec::new(),
        }
    }

    /// The numbers of the pages, in order, each once however the tree is tied; of a tree whose nodes share long lists
    /// only the beginning.
    pub fn pages(&self) -> Vec<u32> {
        let mut pages = Vec::new();
        let mut stack: Vec<u32> = self.catalog().and_then(|c| c.reference("Pages")).into_iter().collect();
        let mut seen: BTreeSet<u32> = stack.iter().copied().collect();
        let mut left = READ_LIMITS.values;
        while let Some(number) = stack.pop() {
            let Some(dict) = self.get(number).and_then(Object::dict) else { continue };
            let Some(kids) = self.array_at(dict, "Kids") else {
                pages.push(number);
                continue;
            };
            let Some(after) = left.checked_sub(kids.len()) else { break };
            left = after;
            let from = stack.len();
            stack.extend(kids.iter().filter_map(Object::reference).filter(|kid| seen.insert(*kid)));
            stack[from..].reverse();
        }
        pages
    }

    /// Writes the file: what can be reached from the trailer, in the order of the objects' numbers, under new numbers
    /// without gaps; so nothing of an earlier edition stays in it.
    pub fn write(&self) -> Vec<u8> {
        let mut reached = BTreeSet::new();
        let mut stack = Vec::new();
        for key in ["Root", "Info"] {
            stack.extend(self.trailer.reference(key));
        }
        while let Some(number) = stack.pop() {
            if let Some(object) = self.objects.get(&number)
                && reached.insert(number)
            {
                object.references(&mut |n| stack.push(n));
            }
        }
        let numbers: BTreeMap<u32, u32> = reached.iter().copied().zip(1..).collect();
        let number = |n: u32| numbers.get(&n).copied();
        let mut out = Vec::with_capacity(1 << 17);
        out.extend_from_slice(b"%PDF-1.7\n%\x80\x80\x80\x80\n");
        let mut offsets = Vec::with_capacity(numbers.len());
        for (old, new) in &numbers {
            offsets.push(out.len());
            out.extend_from_slice(format!("{new} 0 obj\n").as_bytes());
            if let Some(object) = self.objects.get(old) {
                object.write(&mut out, &number);
            }
            out.extend_from_slice(b"\nendobj\n");
        }
        let table = out.len();
        out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f\r\n", numbers.len() + 1).as_bytes());
        for offset in offsets {
            out.extend_from_slice(format!("{offset:010} 00000 n\r\n").as_bytes());
        }
        let mut trailer = Dict::of([("Size", Object::Int(numbers.len() as i64 + 1))]);
        for key in ["Root", "Info", "ID"] {
            if let Some(value) = self.trailer.get(key) {
                trailer.set(key, value.clone());
            }
        }
        out.extend_from_slice(b"trailer\n");
        Object::Dict(trailer).write(&mut out, &number);
        out.extend_from_slice(format!("\nstartxref\n{table}\n%%EOF\n").as_bytes());
        out
    }
}
