//! PDF objects of a file that the exporter has just written: replaced whole, with a new cross-reference table.
//!
//! It reads no files from elsewhere: the exporter writes a classic cross-reference table (ISO 32000-1, 7.5.4) and
//! plain objects, and anything else is an error, never a guess. Work-around for `typst-pdf`, which cannot name a
//! producer; to be removed when it can.

use std::ops::Range;

/// Names the program that made the file, in the information dictionary and in the XMP metadata alike
/// (ISO 19005-2, 6.6.3: where both stand, both say the same).
///
/// # Errors
/// Where the file is not as the exporter writes it.
pub(super) fn set_producer(bytes: &[u8], producer: &str) -> Result<Vec<u8>, &'static str> {
    if !producer.bytes().all(|b| b.is_ascii_alphanumeric() || b" .-+".contains(&b)) {
        return Err("its name has signs that PDF strings or XML escape");
    }
    let mut file = File::parse(bytes)?;
    let info = file.reference(b"/Info ")?;
    file.replace(info, |object| insert(object, b"/Creator(", &format!("/Producer({producer})")))?;
    let metadata = file.root_reference(b"/Metadata ")?;
    file.replace(metadata, |object| {
        let (start, end) = (find(object, b"stream\n")? + 7, rfind(object, b"\nendstream")?);
        let body =
            insert(&object[start..end], b"<xmp:CreatorTool>", &format!("<pdf:Producer>{producer}</pdf:Producer>"))?;
        let old = format!("/Length {}", end - start);
        let head = &object[..start];
        let at = find(head, old.as_bytes())?;
        let mut new = head[..at].to_vec();
        new.extend_from_slice(format!("/Length {}", body.len()).as_bytes());
        new.extend_from_slice(&head[at + old.len()..]);
        new.extend_from_slice(&body);
        new.extend_from_slice(&object[end..]);
        Some(new)
    })?;
    Ok(file.write())
}

/// A file as its objects.
struct File<'a> {
    bytes: &'a [u8],
    /// Where each object stands, by number; object 0 is the head of the free list.
    objects: Vec<Range<usize>>,
    /// The objects that are written anew.
    replaced: Vec<(usize, Vec<u8>)>,
    /// `trailer` and its dictionary.
    trailer: Range<usize>,
}

impl<'a> File<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, &'static str> {
        const BROKEN: &str = "the cross-reference table is not as expected";
        let last = rfind(bytes, b"startxref\n").ok_or(BROKEN)?;
        let table = number(&bytes[last + 10..]).ok_or(BROKEN)?;
        let head = bytes.get(table..).and_then(|t| t.strip_prefix(b"xref\n0 ")).ok_or(BROKEN)?;
        let count = number(head).ok_or(BROKEN)?;
        let first = table + find(&bytes[table..], b"\n").ok_or(BROKEN)? + 1;
        let entries = first + find(&bytes[first..], b"\n").ok_or(BROKEN)? + 1;
        let trailer = entries + count * 20;
        if !bytes.get(trailer..last).is_some_and(|t| t.starts_with(b"trailer\n")) {
            return Err(BROKEN);
        }
        let mut objects: Vec<Range<usize>> = Vec::with_capacity(count);
        objects.push(Range::default());
        for i in 1..count {
            let entry = &bytes[entries + i * 20..entries + (i + 1) * 20];
            let start = number(entry).filter(|_| entry[17] == b'n').ok_or(BROKEN)?;
            objects.push(start..0);
        }
        let mut starts: Vec<usize> = objects[1..].iter().map(|o| o.start).chain([table]).collect();
        starts.sort_unstable();
        for (i, object) in objects.iter_mut().enumerate().skip(1) {
            object.end = starts[starts.partition_point(|s| *s <= object.start)..].first().copied().ok_or(BROKEN)?;
            if !bytes[object.clone()].starts_with(format!("{i} 0 obj").as_bytes()) {
                return Err(BROKEN);
            }
        }
        Ok(Self { bytes, objects, replaced: Vec::new(), trailer: trailer..last })
    }

    /// The number of the object that the trailer names.
    fn reference(&self, key: &[u8]) -> Result<usize, &'static str> {
        named(&self.bytes[self.trailer.clone()], key).ok_or("the trailer lacks a reference")
    }

    /// The number of the object that the catalog names.
    fn root_reference(&self, key: &[u8]) -> Result<usize, &'static str> {
        let root = self.reference(b"/Root ")?;
        let catalog = self.objects.get(root).map(|range| &self.bytes[range.clone()]);
        catalog.and_then(|c| named(c, key)).ok_or("the catalog lacks a reference")
    }

    fn replace(&mut self, object: usize, change: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> Result<(), &'static str> {
        let range = self.objects.get(object).ok_or("a reference leads nowhere")?;
        let changed = change(&self.bytes[range.clone()]).ok_or("an object is not as expected")?;
        self.replaced.push((object, changed));
        Ok(())
    }

    fn write(&self) -> Vec<u8> {
        let mut order: Vec<usize> = (1..self.objects.len()).collect();
        order.sort_by_key(|i| self.objects[*i].start);
        let first = order.first().map_or(0, |i| self.objects[*i].start);
        let mut out = Vec::with_capacity(self.bytes.len() + 512);
        out.extend_from_slice(&self.bytes[..first]);
        let mut offsets = vec![0; self.objects.len()];
        for i in order {
            offsets[i] = out.len();
            match self.replaced.iter().find(|(object, _)| *object == i) {
                Some((_, bytes)) => out.extend_from_slice(bytes),
                None => out.extend_from_slice(&self.bytes[self.objects[i].clone()]),
            }
        }
        let table = out.len();
        out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f\r\n", self.objects.len()).as_bytes());
        for offset in &offsets[1..] {
            out.extend_from_slice(format!("{offset:010} 00000 n\r\n").as_bytes());
        }
        out.extend_from_slice(&self.bytes[self.trailer.clone()]);
        out.extend_from_slice(format!("startxref\n{table}\n%%EOF").as_bytes());
        out
    }
}

/// The number at the beginning.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

/// The object number after a key: `/Info 302 0 R`.
fn named(bytes: &[u8], key: &[u8]) -> Option<usize> {
    number(&bytes[find(bytes, key)? + key.len()..])
}

fn insert(bytes: &[u8], before: &[u8], text: &str) -> Option<Vec<u8>> {
    let at = find(bytes, before)?;
    Some([&bytes[..at], text.as_bytes(), &bytes[at..]].concat())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_as_expected_is_refused() {
        for bytes in [&b""[..], b"%PDF-1.7\nstartxref\n9999\n%%EOF", b"%PDF-1.7\nxref\n0 9\nstartxref\n9\n%%EOF"] {
            assert!(set_producer(bytes, "handout 0.1.0").is_err());
        }
        assert!(set_producer(b"", "a)b").is_err());
    }
}
