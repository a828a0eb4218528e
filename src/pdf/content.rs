//! The operators of a content stream (ISO 32000-1, 7.8.2), with the places of their operands: nothing is copied and
//! nothing is built, so that a stream is gone through about as fast as it is unpacked. On any input it comes to an end.

/// An operator with its operands (ISO 32000-1, 7.8.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Operator<'a> {
    /// The keyword, such as `rg`.
    pub(super) name: &'a [u8],
    /// What stands between the operator before and this one, as it is written.
    pub(super) operands: &'a [u8],
    /// Where its operands begin, in bytes from the start of the stream.
    pub(super) start: usize,
    /// The byte after the keyword.
    pub(super) end: usize,
}

/// What a byte is (7.2.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Delimiter,
    Regular,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Regular; 256];
    let spaces = [0u8, b'\t', b'\n', 0x0C, b'\r', b' '];
    let delimiters = *b"()<>[]{}/%";
    let mut i = 0;
    while i < spaces.len() {
        classes[spaces[i] as usize] = Class::Space;
        i += 1;
    }
    i = 0;
    while i < delimiters.len() {
        classes[delimiters[i] as usize] = Class::Delimiter;
        i += 1;
    }
    classes
};

fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Goes through a stream.
pub(super) struct Operators<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Operators<'a> {
    /// All operators of a stream.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Goes on while bytes are of a class.
    fn run(&mut self, wanted: Class) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|b| class(*b) != wanted).unwrap_or(rest.len());
    }

    /// Goes on behind the first byte that is one of those; to the end where there is none.
    fn behind(&mut self, wanted: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|b| wanted(*b)).map_or(rest.len(), |i| i + 1);
    }

    /// Goes over a literal string, from its bracket.
    fn literal(&mut self) {
        let mut open = 0usize;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open = open.saturating_sub(1),
                b'\\' => self.at += 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    /// Goes over an operand or a comment that begins with a delimiter.
    fn delimited(&mut self, byte: u8) {
        let twice = self.bytes.get(self.at + 1) == Some(&byte);
        match byte {
            b'(' => self.literal(),
            b'%' => self.behind(|b| matches!(b, b'\n' | b'\r')),
            b'/' => {
                self.at += 1;
                self.run(Class::Regular);
            }
            b'<' if !twice => self.behind(|b| b == b'>'),
            b'<' | b'>' if twice => self.at += 2,
            _ => self.at += 1,
        }
    }

    /// Goes over the bytes of an inline image (8.9.7), to its `EI`: one with white space around it.
    fn image(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_end = |w: &[u8]| {
            matches!(w, [before, b'E', b'I', after @ ..]
                if class(*before) == Class::Space && after.first().is_none_or(|b| class(*b) != Class::Regular))
        };
        let ends = (0..rest.len().saturating_sub(2)).find(|i| is_end(&rest[*i..rest.len().min(i + 4)]));
        self.at += ends.unwrap_or(rest.len());
    }
}

impl<'a> Iterator for Operators<'a> {
    type Item = Operator<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut start = None;
        loop {
            self.run(Class::Space);
            let byte = *self.bytes.get(self.at)?;
            let from = self.at;
            if class(byte) == Class::Delimiter {
                self.delimited(byte);
                if byte != b'%' {
                    start.get_or_insert(from);
                }
                continue;
            }
            self.run(Class::Regular);
            let word = self.bytes.get(from..self.at)?;
            if matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.') || matches!(word, b"true" | b"false" | b"null") {
                start.get_or_insert(from);
                continue;
            }
            let start = start.unwrap_or(from);
            let end = self.at;
            if word == b"ID" {
                self.image();
            }
            return Some(Operator { name: word, operands: self.bytes.get(start..from)?, start, end });
        }
    }
}

impl Operator<'_> {
    /// The words of its operands.
    fn words(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        self.operands.split(|b| class(*b) == Class::Space).filter(|word| !word.is_empty())
    }

    /// Its last operands, if so many numbers stand there.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let mut numbers = [0.0; N];
        let mut words = self.words().rev();
        for number in numbers.iter_mut().rev() {
            *number = std::str::from_utf8(words.next()?).ok()?.parse().ok().filter(|n: &f64| n.is_finite())?;
        }
        Some(numbers)
    }

    /// How many operands it has, where all are numbers or names.
    pub(super) fn count(&self) -> usize {
        self.words().count()
    }

    /// Its last operand, if that is a name; without its slash.
    pub(super) fn last_name(&self) -> Option<&[u8]> {
        let at = self.operands.iter().rposition(|b| *b == b'/')?;
        let name = self.operands.get(at + 1..)?.trim_ascii_end();
        name.iter().all(|b| class(*b) == Class::Regular).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &[u8]) -> Vec<String> {
        Operators::new(text).map(|o| String::from_utf8_lossy(o.name).into_owned()).collect()
    }

    #[test]
    fn operators_are_told_from_operands() {
        let text =
            b"q 1 0 0 -1 0 .5 cm % q in a note\n/c0 cs [(a\\)Q) -3 <41> ] TJ /P <</MCID 0>> BDC (x(y)z)' true n Q";
        assert_eq!(names(text), ["q", "cm", "cs", "TJ", "BDC", "'", "n", "Q"]);
        let all: Vec<Operator> = Operators::new(text).collect();
        assert_eq!(all[1].numbers::<6>(), Some([1.0, 0.0, 0.0, -1.0, 0.0, 0.5]));
        assert_eq!(all[2].last_name(), Some(&b"c0"[..]));
        assert_eq!(&text[all[2].start..all[2].end], b"/c0 cs");
        assert_eq!(all[1].numbers::<7>(), None);
    }

    #[test]
    fn images_within_are_gone_over() {
        let text = b"BI /W 1 /CS /RGB ID (EI) Q\xFF EIx EI Q";
        assert_eq!(names(text), ["BI", "ID", "EI", "Q"]);
        assert_eq!(names(b"BI ID \x00\x01"), ["BI", "ID"]);
    }

    proptest! {
        #[test]
        fn every_input_comes_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut last = 0;
            for operator in Operators::new(&bytes) {
                prop_assert!(operator.start >= last && operator.end > operator.start);
                last = operator.end;
            }
        }
    }
}
