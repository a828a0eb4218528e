//! Cross-reference tables and streams, from the last to the first (ISO 32000-1, 7.5.4 and 7.5.8).

use super::body::{FileReader, XrefEntry};
use super::object::{Dict, Object};
use super::parse::Parser;

impl FileReader<'_> {
    /// Keeps what is used of a trailer; what stands in a newer one counts.
    fn trailed(&mut self, dict: &Dict) {
        for key in ["Root", "Info", "ID", "Encrypt"] {
            if let (Some(value), None) = (dict.get(key), self.trailer.get(key)) {
                self.trailer.set(key, value.clone());
            }
        }
    }

    /// Follows the chain of cross-reference tables and streams from the last.
    pub(super) fn chain(&mut self) -> Option<()> {
        let last = rfind(self.bytes, b"startxref")?;
        let mut next = Some(Parser::new(self.bytes, last + 9).unsigned()?);
        while let Some(at) = next.filter(|at| self.sections.insert(*at)) {
            if self.sections.len() > 4096 {
                return None;
            }
            let dict = self.section(at)?;
            // A table may have a stream beside it, which comes before what is older.
            if let Some(beside) = dict.int("XRefStm").and_then(|n| usize::try_from(n).ok())
                && self.sections.insert(beside)
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

    /// A cross-reference stream at an offset.
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
}

/// Where something last stands.
pub(super) fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|w| w == what)
}
