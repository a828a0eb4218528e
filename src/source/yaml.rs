//! YAML text to a tree in which every key and value knows its place; the only file that knows the YAML crate.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Spanned};

use super::syntax;
use crate::diag::{Code, Finding, Sink};
use crate::model::LeafPath;

/// A value and the bytes it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct YamlNode {
    /// The value.
    pub value: Value,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// A key and the bytes it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key.
    pub name: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Words.
    Str(String),
    /// A list.
    Seq(Vec<YamlNode>),
    /// A block of keys, in the order written, each key once.
    Map(Vec<(Key, YamlNode)>),
}

impl YamlNode {
    /// The value below `key`.
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The key and the value below it.
    pub fn entry(&self, key: &str) -> Option<&(Key, YamlNode)> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|(k, _)| k.name == key),
            _ => None,
        }
    }

    /// The words, if it holds words.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> &[YamlNode] {
        match &self.value {
            Value::Seq(items) => items,
            _ => &[],
        }
    }

    /// The value at a path such as `sections.ID.brief`: keys, ids of items, or places of items from 0.
    pub fn find(&self, path: &LeafPath) -> Option<&YamlNode> {
        path.split('.').try_fold(self, |node, step| match &node.value {
            Value::Seq(items) => {
                let own = |item: &&YamlNode| item.get("id").and_then(YamlNode::as_str) == Some(step);
                items.iter().find(own).or_else(|| items.get(step.parse::<usize>().ok()?))
            }
            _ => node.get(step),
        })
    }

    /// The node at a path such as `sections[].body`; `[]` means each item, `*` each key.
    pub fn select<'a>(&'a self, path: &str) -> Vec<&'a YamlNode> {
        let mut nodes = vec![self];
        for step in path.split('.') {
            let (name, each) = match step.strip_suffix("[]") {
                Some(name) => (name, true),
                None => (step, false),
            };
            let mut next = Vec::new();
            for node in nodes {
                match (&node.value, name) {
                    (Value::Map(pairs), "*") => next.extend(pairs.iter().map(|(_, n)| n)),
                    _ => next.extend(node.get(name)),
                }
            }
            nodes = if each { next.into_iter().flat_map(YamlNode::items).collect() } else { next };
        }
        nodes
    }

    /// The tree without places.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(b) => Json::Bool(*b),
            Value::Int(i) => Json::from(*i),
            Value::Float(f) => Json::from(*f),
            Value::Str(s) => Json::String(s.clone()),
            Value::Seq(items) => Json::Array(items.iter().map(YamlNode::to_json).collect()),
            Value::Map(pairs) => Json::Object(pairs.iter().map(|(k, n)| (k.name.clone(), n.to_json())).collect()),
        }
    }
}

/// Reads a file; duplicate keys become findings, and so does a text that is no YAML.
pub fn parse(file: &str, text: &str, sink: &mut Sink) -> Option<YamlNode> {
    if text.len() > 2_000_000 {
        sink.push(
            Finding::new(Code::Unreadable, "the file is larger than 2 MB")
                .at(file, 0..0)
                .hint("this is more than a handout can be: look whether it is the right file"),
        );
        return None;
    }
    let options = serde_yaml::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => Some(settle(raw, file, text, sink)),
        Err(error) => {
            let start = error.location().map_or(0, |l| offset(text, l.line(), l.column()));
            let message = error.to_string();
            let message = message.lines().next().unwrap_or_default();
            let message = message.split(" at line ").next().unwrap_or_default();
            let message = message.rsplit_once(": line ").map_or(message, |(m, _)| m);
            sink.push(syntax::finding(file, text, message, start));
            None
        }
    }
}

/// The byte offset of a line and column, both counted from 1, columns in characters.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(i) => start += i + 1,
            None => return text.len(),
        }
    }
    let rest = &text[start..];
    let skip = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    start + rest.char_indices().nth(skip).map_or(rest.len(), |(i, _)| i)
}

/// What the visitor sees, still with repeated keys.
enum Raw {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(String),
    Seq(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn settle(raw: Spanned<Raw>, file: &str, text: &str, sink: &mut Sink) -> YamlNode {
    let range = span(&raw.referenced, text);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(b) => Value::Bool(b),
        Raw::Int(i) => Value::Int(i),
        Raw::Float(f) => Value::Float(f),
        Raw::Str(s) => Value::Str(s),
        Raw::Seq(items) => Value::Seq(items.into_iter().map(|n| settle(n, file, text, sink)).collect()),
        Raw::Map(pairs) => {
            let mut kept: Vec<(Key, YamlNode)> = Vec::with_capacity(pairs.len());
            for (key, node) in pairs {
                let range = span(&key.referenced, text);
                let node = settle(node, file, text, sink);
                if let Some((first, _)) = kept.iter().find(|(k, _)| k.name == key.value) {
                    let line = text[..first.range.start].matches('\n').count() + 1;
                    sink.push(
                        Finding::new(Code::DuplicateKey, format!("the key `{}` stands here twice", key.value))
                            .at(file, range)
                            .hint(format!("the first one is on line {line}: keep one of them")),
                    );
                } else {
                    kept.push((Key { name: key.value, range }, node));
                }
            }
            Value::Map(kept)
        }
    };
    YamlNode { value, range }
}

fn span(location: &serde_yaml::Location, text: &str) -> Range<usize> {
    let span = location.span();
    let start = match span.byte_offset() {
        Some(start) => usize::try_from(start).unwrap_or(text.len()),
        None => offset(text, location.line(), location.column()),
    }
    .min(text.len());
    let len = span.byte_len().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    start..(start + len).min(text.len())
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Raw, E> {
        Ok(Raw::Int(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Raw, E> {
        Ok(i64::try_from(v).map_or(Raw::Float(v as f64), Raw::Int))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Raw, E> {
        // `3.0` is the number 3; JSON Schema says so too.
        let whole = v.fract() == 0.0 && v.abs() < 9e15;
        Ok(if whole { Raw::Int(v as i64) } else { Raw::Float(v) })
    }

    fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
        Ok(Raw::Str(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<Raw, E> {
        Ok(Raw::Str(v))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Map(pairs))
    }
}

/// A value as a YAML document, which [`parse`] reads back as the very same value, whatever its texts hold.
///
/// # Errors
/// Where the value cannot be written as YAML.
pub fn document<T: serde::Serialize>(value: &T) -> Result<String, String> {
    serde_yaml::to_string(value).map_err(|e| e.to_string())
}

/// Writes a file that the tool keeps, with a comment at its head.
///
/// # Errors
/// Where the value cannot be written as YAML.
pub fn write<T: serde::Serialize>(comment: &str, value: &T) -> Result<String, String> {
    Ok(format!("# {comment}\n{}\n", document(value)?.trim_end()))
}
