//! What departs from its schema, in staff's words.

use crate::diag::{Code, Finding, Sink, list, nearest};
use crate::model::pattern::{DATE_PATTERN, ID_PATTERN, URL_PATTERN};
use crate::source::lint::Lint;
use crate::source::raw::SourceKind;
use crate::source::yaml::{Key, Value, YamlNode};

/// A file that is empty, a list or a text.
pub(super) fn no_keys(lint: &Lint, root: &YamlNode) -> Finding {
    let finding = match root.value {
        Value::Null => Finding::new(Code::WrongType, "the file is empty").at(lint.file, 0..0),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Seq(_) | Value::Map(_) => {
            lint.node(Code::WrongType, root, format!("the file should be a block of keys, not {}", shown(lint, root)))
        }
    };
    finding.hint("begin each line with a key and a colon, such as `id: open-communication`")
}

/// Keys and entries with nothing behind them, or with a text without a letter: the schema would let some of them pass,
/// and they print nothing.
pub(super) fn blank(lint: &Lint, key: Option<&Key>, node: &YamlNode, sink: &mut Sink) {
    match (&node.value, key) {
        // At its key: an empty block has no place of its own.
        (Value::Null, Some(key)) => sink.push(empty(&key.name).at(lint.file, key.range.clone())),
        (Value::Str(text), Some(key)) if text.trim().is_empty() => {
            sink.push(empty(&key.name).at(lint.file, key.range.clone()));
        }
        (Value::Seq(items), key) => items.iter().for_each(|n| blank(lint, key, n, sink)),
        (Value::Map(pairs), _) => pairs.iter().for_each(|(key, n)| blank(lint, Some(key), n, sink)),
        (Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_), _) => {}
    }
}

pub(super) fn empty(name: &str) -> Finding {
    Finding::new(Code::BadValue, format!("`{name}` is empty"))
        .hint("write something there, or take the key out if it is not needed")
}

/// A block that lacks a key or, in labels, a label.
pub(super) fn missing_key(kind: SourceKind, lint: &Lint, node: &YamlNode, key: &str) -> Finding {
    let (code, what) =
        if kind == SourceKind::Strings { (Code::MissingLabel, "label") } else { (Code::MissingKey, "key") };
    Finding::new(code, format!("the {what} `{key}` is missing"))
        .at(lint.file, first_key(node))
        .hint(missing_hint(kind, key))
}

/// The id that somebody meant with capitals, spaces or low lines, if it is one then.
fn as_id(words: &str) -> Option<String> {
    let id = words.trim().to_lowercase().replace([' ', '_'], "-");
    let signs = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    (signs && id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.contains("--") && !id.ends_with('-'))
        .then_some(id)
}

/// Words that are not written as the pattern wants them.
pub(super) fn wrong_form(named: &str, pattern: &str, node: &YamlNode, lint: &Lint) -> Finding {
    if let Some(id) = node.as_str().filter(|_| pattern == ID_PATTERN).and_then(as_id) {
        return lint
            .node(Code::BadValue, node, format!("{named} is no id"))
            .hint(format!("write `{id}`: ids have small letters, digits and single hyphens"));
    }
    let (code, what, hint) = match pattern {
        DATE_PATTERN => (Code::BadDate, "is no date", "write year, month and day as numbers: 2026-11-24"),
        ID_PATTERN => (
            Code::BadValue,
            "is no id",
            "an id has small letters a to z, digits and single hyphens, and begins with a letter: `open-communication`",
        ),
        URL_PATTERN => (Code::BadValue, "is no web address", "begin it with https:// and leave out spaces"),
        colour if colour.starts_with("^#") => {
            (Code::BadValue, "is no colour", "write it in quotes as # and six digits 0 to 9, a to f: \"#0b4f5c\"")
        }
        _ => (
            Code::BadValue,
            "is not written as it should be",
            "files in `reviews/` are written by `handout review record`; do not edit them",
        ),
    };
    lint.node(code, node, format!("{named} {what}")).hint(hint)
}

pub(super) fn one_of(named: &str, options: &[&str], node: &YamlNode, lint: &Lint) -> Finding {
    let given = node.as_str().unwrap_or_default();
    let mut finding = lint.node(Code::BadValue, node, format!("{named} cannot be {}", shown(lint, node)));
    if let Some(near) = nearest(given, options.iter().copied()) {
        finding = finding.hint(format!("did you mean `{near}`?"));
    }
    finding.hint(format!("it is one of {}", list(options.iter().copied())))
}

pub(super) fn wrong_type(named: &str, expected: &str, node: &YamlNode, lint: &Lint) -> Finding {
    let (wanted, hint) = match expected {
        "string" => (
            "words",
            match node.value {
                Value::Seq(_) => "take out the list marks: one text belongs here",
                Value::Map(_) => "one text belongs here; if it has a colon in it, put it in quotes",
                Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => "put it in quotes",
            },
        ),
        "integer" => ("a whole number", "write a number without quotes, such as 3"),
        "number" => ("a number", "write a number without quotes, such as 3 or 12.5"),
        "boolean" => ("`true` or `false`", "write true or false, without quotes"),
        "array" => ("a list", "write each entry on its own line after `- `, or all of them in [brackets]"),
        "object" => ("a block of keys", "write its keys below it, indented by two spaces"),
        _ => ("something else", "see the examples in the README"),
    };
    // `"3"` and `3` differ by their quotes alone.
    let given = match &node.value {
        Value::Str(text) if expected != "array" && expected != "object" => format!("the text {}", cut(text)),
        _ => shown(lint, node),
    };
    lint.node(Code::WrongType, node, format!("{named} should be {wanted}, not {given}")).hint(hint)
}

/// A key that the schema does not know; `known` are those that it does.
pub(super) fn unknown_key(lint: &Lint, node: &YamlNode, key: &str, known: &[String]) -> Finding {
    let range = node.entry(key).map_or_else(|| node.range.clone(), |(k, _)| k.range.clone());
    if ["read_time", "reading_time", "read_minutes", "minutes"].contains(&key) {
        return Finding::new(Code::TypedReadTime, format!("`{key}` is computed from the text"))
            .at(lint.file, range)
            .hint("take the line out: the time to read is counted at 200 words a minute");
    }
    // `{name: Roe, Jane}`: what stands behind a comma in braces, without a colon, is a key.
    if lint.source[range.end..].trim_start().starts_with([',', '}']) {
        return Finding::new(Code::UnknownKey, format!("a comma in braces ends the text before `{key}`"))
            .at(lint.file, range)
            .hint("put texts with a comma in quotes: {name: \"Roe, Jane\"}");
    }
    let finding = Finding::new(Code::UnknownKey, format!("there is no key `{key}` here")).at(lint.file, range);
    match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint(format!("what can stand here: {}", list(known.iter().map(String::as_str)))),
    }
}

/// Where a missing key is reported: at the first key of the block that lacks it.
fn first_key(node: &YamlNode) -> std::ops::Range<usize> {
    let first = if let Value::Map(pairs) = &node.value { pairs.first() } else { None };
    first.map_or(&node.range, |(key, _)| &key.range).clone()
}

fn missing_hint(kind: SourceKind, key: &str) -> String {
    match (kind, key) {
        (_, "brief") => {
            "add `brief:` with one or two sentences that stand on their own; a tri-fold prints them".to_owned()
        }
        (_, "dates") => "add `dates: {issued: YYYY-MM-DD}`".to_owned(),
        (_, "authors") => "add `authors: [id]` with an id from people.yaml".to_owned(),
        (_, "revision") => "add `revision: 1`".to_owned(),
        (SourceKind::Strings, _) => {
            let about = crate::model::strings::KEYS.iter().find(|(k, _)| *k == key).map_or("", |(_, about)| *about);
            format!("add `{key}:` ({about})")
        }
        _ => format!("add `{key}:` to this block"),
    }
}

/// A value as it is written in the file, cut where it is long.
fn shown(lint: &Lint, node: &YamlNode) -> String {
    match &node.value {
        Value::Null => "nothing".to_owned(),
        Value::Seq(_) => "a list".to_owned(),
        Value::Map(_) => "a block of keys".to_owned(),
        Value::Str(text) => cut(text),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            cut(lint.source.get(node.range.clone()).unwrap_or_default())
        }
    }
}

fn cut(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(40).collect();
    if start.len() < text.trim_end().len() { format!("`{start}...`") } else { format!("`{start}`") }
}
