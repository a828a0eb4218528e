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
        let Value::Map(pairs) = &self.value else { return None };
        pairs.iter().find(|(k, _)| k.name == key)
    }

    /// The words, if it holds words.
    pub fn as_str(&self) -> Option<&str> {
        let Value::Str(text) = &self.value else { return None };
        Some(text)
    }

    /// The items, if it is a list.
    pub fn items(&self) -> &[YamlNode] {
        let Value::Seq(items) = &self.value else { return &[] };
        items
    }

    /// The value at a path such as `sections.ID.brief`: keys, ids of items, or places of items from 0.
    pub fn find(&self, path: &LeafPath) -> Option<&YamlNode> {
        path.split('.').try_fold(self, |node, step| match &node.value {
            Value::Seq(items) => {
                // Levels of `get_help` are told apart by their names.
                let own = |item: &&YamlNode| {
                    ["id", "level"].iter().any(|key| item.get(key).and_then(YamlNode::as_str) == Some(step))
                };
                items.iter().find(own).or_else(|| items.get(step.parse::<usize>().ok()?))
            }
            Value::Map(_) => node.get(step),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => None,
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
                if let (Value::Map(pairs), "*") = (&node.value, name) {
                    next.extend(pairs.iter().map(|(_, n)| n));
                } else {
                    next.extend(node.get(name));
                }
            }
            nodes = if each { next.into_iter().flat_map(YamlNode::items).collect() } else { next };
        }
        nodes
    }

    /// The nodes at several such paths, path by path.
    pub fn select_all<'a>(&'a self, paths: &[&str]) -> Vec<&'a YamlNode> {
        paths.iter().flat_map(|path| self.select(path)).collect()
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
    match serde_yaml::from_str_with_options::<Spanned<VisitedNode>>(text, options) {
        Ok(visited) => Some(placed_once(visited, file, text, sink)),
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

/// A node as the visitor sees it, still with repeated keys.
enum VisitedNode {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(String),
    Seq(Vec<Spanned<VisitedNode>>),
    Map(Vec<(Spanned<String>, Spanned<VisitedNode>)>),
}

/// A node with its place in the text; of keys that are repeated the first one counts, and the others become findings.
fn placed_once(visited: Spanned<VisitedNode>, file: &str, text: &str, sink: &mut Sink) -> YamlNode {
    let range = span(&visited.referenced, text);
    let value = match visited.value {
        // A name: nobody who leaves a value out writes it with a capital.
        VisitedNode::Null => match text.get(range.clone()).map(str::trim_end) {
            Some(word @ ("Null" | "NULL")) => Value::Str(word.to_owned()),
            _ => Value::Null,
        },
        VisitedNode::Bool(b) => Value::Bool(b),
        VisitedNode::Int(i) => Value::Int(i),
        VisitedNode::Float(f) => Value::Float(f),
        VisitedNode::Str(s) => Value::Str(s),
        VisitedNode::Seq(items) => Value::Seq(items.into_iter().map(|n| placed_once(n, file, text, sink)).collect()),
        VisitedNode::Map(pairs) => {
            let mut kept: Vec<(Key, YamlNode)> = Vec::with_capacity(pairs.len());
            let mut repeated = Vec::new();
            for (key, node) in pairs {
                let range = span(&key.referenced, text);
                let node = placed_once(node, file, text, sink);
                let key = Key { name: key.value, range };
                if kept.iter().any(|(k, _)| k.name == key.name) {
                    repeated.push((key, matches!(node.value, Value::Seq(_))));
                } else {
                    kept.push((key, node));
                }
            }
            report_repeated(&kept, &repeated, file, text, sink);
            Value::Map(kept)
        }
    };
    YamlNode { value, range }
}

/// Reports keys that stand in their block a second time; an entry of a list that begins without its hyphen is one
/// mistake, not one for each of its keys.
fn report_repeated(kept: &[(Key, YamlNode)], repeated: &[(Key, bool)], file: &str, text: &str, sink: &mut Sink) {
    let Some((first, _)) = kept.first() else { return };
    let is_entry = text[..first.range.start].ends_with("- ");
    let begins = |key: &Key| is_entry && (key.name == first.name || key.name == "id");
    let mut in_entry = false;
    for (key, is_list) in repeated {
        let Some((same, _)) = kept.iter().find(|(k, _)| k.name == key.name) else { continue };
        let name = &key.name;
        let line = text[..same.range.start].matches('\n').count() + 1;
        let finding =
            Finding::new(Code::DuplicateKey, format!("the key `{name}` stands here twice")).at(file, key.range.clone());
        if begins(key) {
            in_entry = true;
            sink.push(finding.hint(format!(
                "does a new entry of the list begin here? Write `- {name}:`, with the hyphen below the one on line {line}"
            )));
        } else if *is_list {
            sink.push(finding.hint(format!(
                "move its entries to the end of the list that begins on line {line}, and take this line out"
            )));
        } else if !in_entry {
            sink.push(finding.hint(format!("the first one is on line {line}: keep one of them")));
        }
    }
}

/// The bytes of a place that the parser names.
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

impl<'de> Deserialize<'de> for VisitedNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = VisitedNode;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, v: bool) -> Result<VisitedNode, E> {
        Ok(VisitedNode::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<VisitedNode, E> {
        Ok(VisitedNode::Int(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<VisitedNode, E> {
        Ok(i64::try_from(v).map_or(VisitedNode::Float(v as f64), VisitedNode::Int))
    }

    fn visit_f64<E>(self, v: f64) -> Result<VisitedNode, E> {
        // `3.0` is the number 3; JSON Schema says so too.
        let whole = v.fract() == 0.0 && v.abs() < 9e15;
        Ok(if whole { VisitedNode::Int(v as i64) } else { VisitedNode::Float(v) })
    }

    fn visit_str<E>(self, v: &str) -> Result<VisitedNode, E> {
        Ok(VisitedNode::Str(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<VisitedNode, E> {
        Ok(VisitedNode::Str(v))
    }

    fn visit_unit<E>(self) -> Result<VisitedNode, E> {
        Ok(VisitedNode::Null)
    }

    fn visit_none<E>(self) -> Result<VisitedNode, E> {
        Ok(VisitedNode::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<VisitedNode, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<VisitedNode, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(VisitedNode::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<VisitedNode, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(VisitedNode::Map(pairs))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_yaml_takes_for_nothing_is_a_name() {
        let root =
            parse("f", "a: Null\nb: NULL\nc: null\nd: ~\ne:\nf: [Null, null]\n", &mut Sink::default()).expect("YAML");
        let value = |key: &str| root.get(key).and_then(YamlNode::as_str).map(str::to_owned);
        assert_eq!((value("a"), value("b")), (Some("Null".to_owned()), Some("NULL".to_owned())));
        assert_eq!((value("c"), value("d"), value("e")), (None, None, None));
        assert_eq!(root.select("f[]").iter().map(|node| node.as_str()).collect::<Vec<_>>(), [Some("Null"), None]);
    }
}
