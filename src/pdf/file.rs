//! A PDF file as its objects: read from any bytes within bounds, and written whole.
//!
//! Reading takes cross-reference tables and streams, object streams and updates (ISO 32000-1, 7.5), and where those are
//! broken looks for the objects themselves. A crate would do it too, but those at hand unpack without bound: a file of
//! 1 MB took `hayro-syntax` 0.9 to 1 GB. Here every loop is bounded by the size of the file and [`Limits`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use super::object::{Dict, Object, Stream};
use super::parse::{Budget, Parser, is_space};

/// What reading a file may cost at most.
pub struct Limits {
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
pub const LIMITS: Limits = Limits { file: 64 << 20, unpacked: 64 << 20, values: 1_000_000, objects: 400_000 };

/// The highest number of an object (ISO 32000-1, C.2); what has a higher one is not read.
const HIGHEST: u32 = 8_388_607;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Larger than the limit.
    TooLarge,
    /// No PDF at all.
    NotPdf,
    /// Encrypted.
    Encrypted,
    /// Holds, or unpacks to, more than the limits allow.
    Bomb,
    /// Cut off or broken: no catalog or no pages are found.
    Broken,
}

/// Why a stream cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// It unpacks to more than it may.
    TooLarge,
    /// In a way that forms do not use.
    Otherwise,
}

/// A file as its objects.
#[derive(Clone, Debug)]
pub struct File {
    objects: BTreeMap<u32, Object>,
    /// The trailer: `Root`, `Info`, `ID`.
    pub trailer: Dict,
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum Entry {
    /// At an offset.
    At(usize),
    /// In an object stream.
    In(u32),
}

struct Reader<'a> {
    bytes: &'a [u8],
    entries: BTreeMap<u32, Entry>,
    trailer: Dict,
    budget: Budget,
    unpacked: usize,
    /// Bytes of streams that may still be copied: streams may lie in each other.
    copies: usize,
    /// Where `endstream` stands, found once.
    ends: Option<Vec<usize>>,
    bomb: bool,
}

impl File {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is no PDF, encrypted, broken beyond repair, or asks for more than [`LIMITS`] allow.
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() as u64 > LIMITS.file {
            return Err(Problem::TooLarge);
        }
        if !bytes.get(..bytes.len().min(1024)).unwrap_or_default().windows(5).any(|w| w == b"%PDF-") {
            return Err(Problem::NotPdf);
        }
        let mut reader = Reader {
            bytes,
            entries: BTreeMap::new(),
            trailer: Dict::default(),
            budget: Budget::of(LIMITS.values, bytes.len()),
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
            return Err(Problem::Encrypted);
        }
        if reader.bomb || reader.budget.is_spent() {
            return Err(Problem::Bomb);
        }
        file.ok_or(Problem::Broken)
    }

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
    pub fn unpack(&self, stream: &Stream, most: usize) -> Result<Vec<u8>, Packed> {
        unpack(stream, most, |o| self.resolve(o).cloned())
    }

    /// The numbers of the pages, in order, each once however the tree is tied; of a tree whose nodes share long lists
    /// only the beginning.
    pub fn pages(&self) -> Vec<u32> {
        let mut pages = Vec::new();
        let mut stack: Vec<u32> = self.catalog().and_then(|c| c.reference("Pages")).into_iter().collect();
        let mut seen: BTreeSet<u32> = stack.iter().copied().collect();
        let mut left = LIMITS.values;
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

/// The bytes of streams that a file's reader may copy: all of them, those that hold objects twice.
fn copies(bytes: &[u8]) -> usize {
    bytes.len().saturating_mul(2)
}

impl Reader<'_> {
    /// Notes where an object stands, unless a newer table said so; `None` where there are too many.
    fn enter(&mut self, number: u32, entry: Entry) -> Option<()> {
        if number > HIGHEST {
            return Some(());
        }
        self.entries.entry(number).or_insert(entry);
        self.bomb |= self.entries.len() > LIMITS.objects;
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
                    self.enter(first.checked_add(i)?, Entry::At(offset))?;
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
                    1 => self.enter(id, Entry::At(number(&row[a..a + b])))?,
                    2 => self.enter(id, Entry::In(u32::try_from(number(&row[a..a + b])).ok()?))?,
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
        self.budget = Budget::of(LIMITS.values, self.bytes.len());
        self.copies = copies(self.bytes);
        let mut containers = Vec::new();
        let mut at = 0;
        while let Some(found) = find(self.bytes.get(at..).unwrap_or_default(), b"obj") {
            let word = at + found;
            at = word + 3;
            if let Some((start, number)) = head_before(self.bytes, word) {
                self.entries.remove(&number);
                if self.enter(number, Entry::At(start)).is_none() {
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
                if self.enter(inner, Entry::In(number)).is_none() {
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
                Entry::In(container) => containers.entry(container).or_default().push(number),
                Entry::At(offset) => match self.indirect(offset) {
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
        let Entry::At(offset) = *self.entries.get(&number)? else { return None };
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
        let left = LIMITS.unpacked.saturating_sub(self.unpacked);
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
        let Entry::At(offset) = *self.entries.get(&number)? else { return None };
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

/// Unpacks a stream to at most so many bytes.
fn unpack(stream: &Stream, most: usize, resolve: impl Fn(&Object) -> Option<Object>) -> Result<Vec<u8>, Packed> {
    let listed = |key: &str| -> Option<Vec<Object>> {
        match stream.dict.get(key).map(&resolve) {
            None => Some(Vec::new()),
            Some(Some(Object::Array(array))) => Some(array.iter().take(2).filter_map(&resolve).collect()),
            Some(Some(Object::Null)) => Some(Vec::new()),
            Some(Some(one)) => Some(vec![one]),
            Some(None) => None,
        }
    };
    let filters = listed("Filter").ok_or(Packed::Otherwise)?;
    let parameters = listed("DecodeParms").ok_or(Packed::Otherwise)?;
    match filters.as_slice() {
        [] if stream.data.len() > most => Err(Packed::TooLarge),
        [] => Ok(stream.data.to_vec()),
        [Object::Name(name)] if name == b"FlateDecode" || name == b"Fl" => {
            let predictor = match parameters.first().and_then(Object::dict) {
                Some(parameters) => Predictor::of(parameters).ok_or(Packed::Otherwise)?,
                None => None,
            };
            let data = inflate(&stream.data, most)?;
            Ok(match predictor {
                Some(predictor) => predictor.undo(&data),
                None => data,
            })
        }
        // Nothing that forms need is packed otherwise, and twice packed is how bombs are made.
        _ => Err(Packed::Otherwise),
    }
}

fn inflate(data: &[u8], most: usize) -> Result<Vec<u8>, Packed> {
    let mut out = Vec::new();
    let read = flate2::read::ZlibDecoder::new(data).take(most as u64 + 1).read_to_end(&mut out);
    match read {
        _ if out.len() > most => Err(Packed::TooLarge),
        // A stream that is cut off is worth what came out of it.
        Err(_) if out.is_empty() => Err(Packed::Otherwise),
        _ => Ok(out),
    }
}

/// A predictor of PNG (7.4.4.4).
struct Predictor {
    /// Bytes of a pixel.
    step: usize,
    /// Bytes of a row.
    width: usize,
}

impl Predictor {
    /// What the parameters of a filter ask for; `None` where no form would.
    fn of(parameters: &Dict) -> Option<Option<Self>> {
        let number = |key: &str, usual: usize| {
            parameters.int(key).map_or(Some(usual), |n| usize::try_from(n).ok().filter(|n| (1..=1 << 16).contains(n)))
        };
        let predictor = number("Predictor", 1)?;
        let (colours, bits) = (number("Colors", 1)?, number("BitsPerComponent", 8)?);
        match predictor {
            1 => Some(None),
            10.. if colours <= 32 && bits <= 16 => Some(Some(Self {
                step: (colours * bits).div_ceil(8),
                width: (number("Columns", 1)? * colours * bits).div_ceil(8),
            })),
            _ => None,
        }
    }

    /// Undoes it; no more comes out than goes in.
    fn undo(&self, data: &[u8]) -> Vec<u8> {
        let mut out: Vec<u8> = Vec::with_capacity(data.len());
        let mut above = vec![0u8; self.width.min(data.len())];
        for row in data.chunks(self.width + 1) {
            let Some((kind, row)) = row.split_first() else { continue };
            let start = out.len();
            out.extend_from_slice(row);
            let line = &mut out[start..];
            for i in 0..line.len() {
                let left = if i >= self.step { line[i - self.step] } else { 0 };
                let corner = if i >= self.step { above[i - self.step] } else { 0 };
                let guess = match kind {
                    1 => left,
                    2 => above[i],
                    3 => ((u16::from(left) + u16::from(above[i])) / 2) as u8,
                    4 => paeth(left, above[i], corner),
                    _ => 0,
                };
                line[i] = line[i].wrapping_add(guess);
            }
            above[..line.len()].copy_from_slice(line);
        }
        out
    }
}

fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let (pa, pb, pc) = (i16::from(a), i16::from(b), i16::from(c));
    let guess = pa + pb - pc;
    let (da, db, dc) = ((guess - pa).abs(), (guess - pb).abs(), (guess - pc).abs());
    if da <= db && da <= dc {
        a
    } else if db <= dc {
        b
    } else {
        c
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
