//! PDF objects (ISO 32000-1, 7.3): what they are, text strings, and how they are written.

use std::collections::BTreeSet;
use std::sync::Arc;

/// An object. Numbers of objects are enough to refer by: a file is rewritten whole, with generation 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Real(f64),
    /// A string of bytes.
    Str(Vec<u8>),
    /// A name, without its slash and escapes.
    Name(Vec<u8>),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Dict),
    /// A stream.
    Stream(Stream),
    /// A reference to an object by its number.
    Ref(u32),
}

/// A dictionary, its entries in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dict(Vec<(Vec<u8>, Object)>);

/// A stream: its dictionary and its bytes as they stand in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The dictionary; `Length` is written anew.
    pub dict: Dict,
    /// The bytes, still encoded.
    pub data: Arc<[u8]>,
}

impl Dict {
    /// A dictionary of entries.
    pub fn of<const N: usize>(entries: [(&str, Object); N]) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.as_bytes().to_vec(), value)).collect())
    }

    /// The value of a key; references are not followed.
    pub fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(k, _)| k == key.as_bytes()).map(|(_, value)| value)
    }

    /// The value of a key, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Object> {
        self.0.iter_mut().find(|(k, _)| k == key.as_bytes()).map(|(_, value)| value)
    }

    /// Sets a key.
    pub fn set(&mut self, key: &str, value: Object) {
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => self.0.push((key.as_bytes().to_vec(), value)),
        }
    }

    /// The entries as read; of several with the same key the first counts. Large forms have dictionaries of thousands.
    pub(super) fn read(mut entries: Vec<(Vec<u8>, Object)>) -> Self {
        let mut by_key: Vec<usize> = (0..entries.len()).collect();
        by_key.sort_by(|a, b| entries[*a].0.cmp(&entries[*b].0).then(a.cmp(b)));
        let again: BTreeSet<usize> =
            by_key.windows(2).filter(|pair| entries[pair[0]].0 == entries[pair[1]].0).map(|pair| pair[1]).collect();
        if !again.is_empty() {
            let mut at = 0..entries.len();
            entries.retain(|_| at.next().is_none_or(|at| !again.contains(&at)));
        }
        Self(entries)
    }

    /// Removes a key.
    pub fn remove(&mut self, key: &str) -> Option<Object> {
        let at = self.0.iter().position(|(k, _)| k == key.as_bytes())?;
        Some(self.0.remove(at).1)
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }

    /// All values, to change.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Object> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// The name under a key.
    pub fn name(&self, key: &str) -> Option<&[u8]> {
        match self.get(key)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The whole number under a key.
    pub fn int(&self, key: &str) -> Option<i64> {
        self.get(key)?.int()
    }

    /// The number of the object that a key refers to.
    pub fn reference(&self, key: &str) -> Option<u32> {
        self.get(key)?.reference()
    }
}

impl Object {
    /// A name.
    pub fn name(name: &str) -> Self {
        Object::Name(name.as_bytes().to_vec())
    }

    /// A text string (7.9.2.2): in PDFDocEncoding where ASCII is enough, else in UTF-16BE.
    pub fn text(text: &str) -> Self {
        if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            return Object::Str(text.as_bytes().to_vec());
        }
        Object::Str([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect())
    }

    /// An array of numbers.
    pub fn numbers<const N: usize>(numbers: [f64; N]) -> Self {
        Object::Array(numbers.into_iter().map(Object::number).collect())
    }

    /// A number, to a hundredth of a point.
    pub fn number(number: f64) -> Self {
        let rounded = (number * 100.0).round() / 100.0;
        if rounded.fract() == 0.0 { Object::Int(rounded as i64) } else { Object::Real(rounded) }
    }

    /// Its number, whole or not.
    pub fn float(&self) -> Option<f64> {
        match self {
            Object::Int(n) => Some(*n as f64),
            Object::Real(n) => Some(*n),
            _ => None,
        }
    }

    /// Its whole number.
    pub fn int(&self) -> Option<i64> {
        match self {
            Object::Int(n) => Some(*n),
            Object::Real(n) if n.fract() == 0.0 && n.abs() < 1e15 => Some(*n as i64),
            _ => None,
        }
    }

    /// The number of the object that it refers to.
    pub fn reference(&self) -> Option<u32> {
        match self {
            Object::Ref(number) => Some(*number),
            _ => None,
        }
    }

    /// Its dictionary; a stream has one too.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// As [`Object::dict`], to change.
    pub fn dict_mut(&mut self) -> Option<&mut Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(&mut stream.dict),
            _ => None,
        }
    }

    /// What is in it, where it is an array.
    pub fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The text that it holds, where it is a text string (7.9.2.2).
    pub fn as_text(&self) -> Option<String> {
        match self {
            Object::Str(bytes) => Some(decode(bytes)),
            _ => None,
        }
    }

    /// How many values it is made of; references are not followed.
    pub fn weight(&self) -> usize {
        let below = match self {
            Object::Array(array) => array.iter().map(Object::weight).sum(),
            _ => self.dict().map_or(0, |dict| dict.0.iter().map(|(_, o)| o.weight()).sum()),
        };
        1 + below
    }

    /// Calls `found` with each reference in it.
    pub fn references(&self, found: &mut impl FnMut(u32)) {
        match self {
            Object::Ref(number) => found(*number),
            Object::Array(array) => array.iter().for_each(|o| o.references(found)),
            Object::Dict(dict) => dict.0.iter().for_each(|(_, o)| o.references(found)),
            Object::Stream(stream) => stream.dict.0.iter().for_each(|(_, o)| o.references(found)),
            _ => {}
        }
    }

    /// Writes it, with the numbers of objects mapped.
    pub fn write(&self, out: &mut Vec<u8>, number: &impl Fn(u32) -> Option<u32>) {
        match self {
            Object::Null => out.extend_from_slice(b"null"),
            Object::Bool(true) => out.extend_from_slice(b"true"),
            Object::Bool(false) => out.extend_from_slice(b"false"),
            Object::Int(n) => out.extend_from_slice(n.to_string().as_bytes()),
            Object::Real(n) => out.extend_from_slice(n.to_string().as_bytes()),
            Object::Str(bytes) => string(bytes, out),
            Object::Name(bytes) => name(bytes, out),
            Object::Array(array) => {
                out.push(b'[');
                for (i, object) in array.iter().enumerate() {
                    if i > 0 && object.needs_space() {
                        out.push(b' ');
                    }
                    object.write(out, number);
                }
                out.push(b']');
            }
            Object::Dict(dict) => dict.write(out, number),
            Object::Stream(stream) => {
                let mut dict = stream.dict.clone();
                dict.set("Length", Object::Int(i64::try_from(stream.data.len()).unwrap_or(i64::MAX)));
                dict.write(out, number);
                out.extend_from_slice(b"\nstream\n");
                out.extend_from_slice(&stream.data);
                out.extend_from_slice(b"\nendstream");
            }
            Object::Ref(n) => match number(*n) {
                Some(n) => out.extend_from_slice(format!("{n} 0 R").as_bytes()),
                None => out.extend_from_slice(b"null"),
            },
        }
    }

    /// Whether it does not set itself apart from what stands before it.
    fn needs_space(&self) -> bool {
        !matches!(self, Object::Str(_) | Object::Name(_) | Object::Array(_) | Object::Dict(_))
    }
}

impl Dict {
    fn write(&self, out: &mut Vec<u8>, number: &impl Fn(u32) -> Option<u32>) {
        out.extend_from_slice(b"<<");
        for (key, value) in &self.0 {
            name(key, out);
            if value.needs_space() {
                out.push(b' ');
            }
            value.write(out, number);
        }
        out.extend_from_slice(b">>");
    }
}

/// A literal string (7.3.4.2).
fn string(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\n' => out.extend_from_slice(b"\\n"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// A name (7.3.5).
fn name(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in bytes {
        if byte.is_ascii_graphic() && !b"#/()<>[]{}%".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// The characters of PDFDocEncoding that are not those of Latin-1 (ISO 32000-1, D.2), from 0x18 and from 0x80 on.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// Reads a text string in whichever of its encodings.
fn decode(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|c| unit([c[0], c[1]])).collect();
        without_language(&String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes
            .iter()
            .map(|b| match b {
                0x18..=0x1F => LOW[usize::from(b - 0x18)],
                0x80..=0xA0 => HIGH[usize::from(b - 0x80)],
                _ => char::from(*b),
            })
            .collect(),
    }
}

/// Without escape sequences that name a language (7.9.2.2).
fn without_language(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '\u{1b}' => inside = !inside,
            _ if inside => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_come_back() {
        for text in ["", "plain (with) \\ signs\n", "José Ñúñez", "Пётр 🙂", "\u{1}"] {
            assert_eq!(Object::text(text).as_text().as_deref(), Some(text));
        }
        assert_eq!(Object::Str(vec![0x93, 0x18]).as_text().as_deref(), Some("ﬁ˘"));
        assert_eq!(Object::Str(vec![0xEF, 0xBB, 0xBF, 0xC3, 0xB1]).as_text().as_deref(), Some("ñ"));
    }

    #[test]
    fn objects_are_written_as_the_standard_says() {
        let dict = Dict::of([
            ("A B", Object::Array(vec![Object::Int(1), Object::Real(0.5), Object::name("N"), Object::Ref(7)])),
            ("S", Object::Str(b"(\\\r".to_vec())),
        ]);
        let mut out = Vec::new();
        Object::Dict(dict).write(&mut out, &|n| (n == 7).then_some(3));
        assert_eq!(String::from_utf8_lossy(&out), "<</A#20B[1 0.5/N 3 0 R]/S(\\(\\\\\\r)>>");
    }
}
