//! From bytes to objects (ISO 32000-1, 7.2 and 7.3), bounded in depth and in work, on any input.

use super::object::{Dict, Object};

/// How deep arrays and dictionaries may lie in each other.
const DEPTH: usize = 64;

/// What is left of the work that a file may cause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// Values that may still be read.
    pub(super) values: usize,
    /// Bytes that may still be looked at.
    pub(super) bytes: usize,
}

impl Budget {
    /// What a file of so many bytes may cause.
    pub(super) fn of(values: usize, bytes: usize) -> Self {
        Self { values, bytes: bytes.saturating_mul(4).saturating_add(1 << 20) }
    }

    /// Takes off bytes that were looked at; `None`, then and ever after, where more were than may be.
    pub(super) fn look(&mut self, bytes: usize) -> Option<()> {
        self.bytes = self.bytes.saturating_sub(bytes);
        (self.bytes > 0).then_some(())
    }

    /// Whether nothing is left.
    pub(super) fn is_spent(self) -> bool {
        self.values == 0 || self.bytes == 0
    }
}

/// A place in bytes.
pub(super) struct Parser<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Parser<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes over white space.
    pub(super) fn spaces(&mut self) {
        self.at += self.rest().iter().take_while(|b| is_space(**b)).count();
    }

    /// Goes on to the next token, over white space and comments.
    pub(super) fn skip(&mut self) {
        self.spaces();
        while self.peek() == Some(b'%') {
            self.at += self.rest().iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count();
            self.spaces();
        }
    }

    /// Takes a word, if it stands here.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        self.skip();
        let here = self.rest().strip_prefix(word).is_some_and(|rest| rest.first().is_none_or(|b| !is_regular(*b)));
        if here {
            self.at += word.len();
        }
        here
    }

    /// A whole number without a sign.
    pub(super) fn unsigned(&mut self) -> Option<usize> {
        self.skip();
        let digits = self.rest().iter().take_while(|b| b.is_ascii_digit()).take(20).count();
        let number = std::str::from_utf8(&self.rest()[..digits]).ok()?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// `12 0 obj`
    pub(super) fn head(&mut self) -> Option<u32> {
        let number = u32::try_from(self.unsigned()?).ok()?;
        self.unsigned()?;
        self.skip();
        self.rest().starts_with(b"obj").then(|| {
            self.at += 3;
            number
        })
    }

    /// The `0` of `12 0 obj`.
    pub(super) fn generation(&mut self) -> Option<u32> {
        self.unsigned()?;
        self.unsigned().and_then(|n| u32::try_from(n).ok())
    }

    /// The object that stands here. `None` where none does, or the budget is spent.
    pub(super) fn object(&mut self, budget: &mut Budget) -> Option<Object> {
        if budget.is_spent() {
            return None;
        }
        let from = self.at;
        let object = self.nested(budget, DEPTH);
        budget.look(self.at - from)?;
        object
    }

    fn nested(&mut self, budget: &mut Budget, depth: usize) -> Option<Object> {
        budget.values = budget.values.checked_sub(1)?;
        self.skip();
        match self.peek()? {
            b'(' => self.literal(),
            b'/' => Some(Object::Name(self.name())),
            b'<' if self.rest().starts_with(b"<<") => {
                self.at += 2;
                self.dict(budget, depth.checked_sub(1)?).map(Object::Dict)
            }
            b'<' => self.hex(),
            b'[' => {
                self.at += 1;
                let depth = depth.checked_sub(1)?;
                let mut array = Vec::new();
                loop {
                    self.skip();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Object::Array(array));
                    }
                    array.push(self.nested(budget, depth)?);
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ if self.word(b"true") => Some(Object::Bool(true)),
            _ if self.word(b"false") => Some(Object::Bool(false)),
            _ if self.word(b"null") => Some(Object::Null),
            _ => None,
        }
    }

    /// A dictionary after its `<<`.
    fn dict(&mut self, budget: &mut Budget, depth: usize) -> Option<Dict> {
        let mut entries = Vec::new();
        loop {
            self.skip();
            match self.peek()? {
                b'>' => {
                    self.at += if self.rest().starts_with(b">>") { 2 } else { 1 };
                    return Some(Dict::read(entries));
                }
                b'/' => {
                    let key = self.name();
                    entries.push((key, self.nested(budget, depth)?));
                }
                _ => return None,
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let raw = self.rest();
        let length = raw.iter().take_while(|b| is_regular(**b)).count();
        self.at += length;
        let raw = &raw[..length];
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(length);
        let mut i = 0;
        while i < raw.len() {
            let digit = |k: usize| raw.get(i + k).and_then(|b| char::from(*b).to_digit(16));
            match (raw[i], digit(1), digit(2)) {
                (b'#', Some(a), Some(b)) => {
                    name.push((a * 16 + b) as u8);
                    i += 3;
                }
                (byte, ..) => {
                    name.push(byte);
                    i += 1;
                }
            }
        }
        name
    }

    fn literal(&mut self) -> Option<Object> {
        self.at += 1;
        let mut out = Vec::new();
        let mut open = 1usize;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    out.push(byte);
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(Object::Str(out));
                    }
                    out.push(byte);
                }
                b'\\' => self.escape(&mut out)?,
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    out.push(b'\n');
                }
                _ => out.push(byte),
            }
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                out.push(code as u8);
            }
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            _ => out.push(byte),
        }
        Some(())
    }

    fn hex(&mut self) -> Option<Object> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match char::from(byte).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if byte == b'>' => break,
                None if is_space(byte) => {}
                None => return None,
            }
        }
        Some(Object::Str(digits.chunks(2).map(|c| c[0] * 16 + c.get(1).copied().unwrap_or(0)).collect()))
    }

    /// A number, or a reference.
    fn number(&mut self) -> Option<Object> {
        let raw = self.rest();
        let length = raw.iter().take_while(|b| b.is_ascii_digit() || b"+-.".contains(b)).count();
        let text = std::str::from_utf8(&raw[..length]).ok()?;
        self.at += length;
        if let Ok(whole) = text.parse::<i64>() {
            if let Ok(number) = u32::try_from(whole)
                && !text.starts_with('+')
            {
                // White space alone: over a comment every number in it would look to its end.
                let mut ahead = Parser::new(self.bytes, self.at);
                ahead.spaces();
                let generation = ahead.peek().filter(u8::is_ascii_digit).and_then(|_| ahead.unsigned());
                ahead.spaces();
                if generation.is_some_and(|g| g < 65536) && ahead.peek() == Some(b'R') && ahead.word(b"R") {
                    self.at = ahead.at;
                    return Some(Object::Ref(number));
                }
            }
            return Some(Object::Int(whole));
        }
        // As readers do: what is no number is nought.
        Some(Object::Real(text.parse().ok().filter(|n: &f64| n.is_finite()).unwrap_or(0.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &[u8]) -> Option<Object> {
        Parser::new(text, 0).object(&mut Budget { values: 1000, bytes: 100_000 })
    }

    #[test]
    fn objects_are_read_as_the_standard_says() {
        assert_eq!(parse(b" % note\n 12 0 R"), Some(Object::Ref(12)));
        assert_eq!(parse(b"[1 0 2 -.5 4.]"), parse(b"[ 1 0 2 -0.5 4.0 ]"));
        assert_eq!(parse(b"(a\\(\\051\\n(b)\\\nc)"), Some(Object::Str(b"a()\n(b)c".to_vec())));
        assert_eq!(parse(b"<4A 4b5>"), Some(Object::Str(vec![0x4A, 0x4B, 0x50])));
        assert_eq!(parse(b"/A#42#zz"), Some(Object::Name(b"AB#zz".to_vec())));
        assert_eq!(parse(b"<</A 1/A 2/B[true null]>>").and_then(|o| o.dict()?.int("A")), Some(1));
    }

    #[test]
    fn work_is_bounded() {
        assert_eq!(parse(&b"[".repeat(100_000)), None);
        assert_eq!(parse(&b"<</A".repeat(100_000)), None);
        assert_eq!(parse(format!("[{}]", "1 ".repeat(2000)).as_bytes()), None);
        for broken in [&b"("[..], b"<", b"[1", b"<</A", b"<</A 1", b"<</A 1 2>>", b"\\", b"", b"trueish"] {
            assert_eq!(parse(broken), None);
        }
    }
}
