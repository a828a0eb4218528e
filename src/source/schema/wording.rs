//! What departs from its schema, in staff's words.

use super::shapes::shape;
use crate::diag::{Code, Finding, list, nearest};
use crate::model::pattern::{DATE_PATTERN, ID_PATTERN, URL_PATTERN};
use crate::source::keys::meant;
use crate::source::lint::Lint;
use crate::source::raw::SourceKind;
use crate::source::words::is_key;
use crate::source::yaml::{Key, Value, YamlNode};

/// A file that is empty, a list or a text; `needed` are the keys that it must have.
pub(super) fn no_keys(lint: &Lint, root: &YamlNode, needed: &[&str]) -> Finding {
    let finding = match root.value {
        Value::Null => Finding::new(Code::WrongType, "the file is empty").at(lint.file, 0..0),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Seq(_) | Value::Map(_) => {
            lint.node(Code::WrongType, root, format!("the file should be a block of keys, not {}", shown(lint, root)))
        }
    };
    let needed = list(needed.iter().copied());
    finding.hint(format!("begin each line with a key, a colon and a space; the keys that this file needs: {needed}"))
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
pub(super) fn wrong_form(name: &str, pattern: &str, node: &YamlNode, lint: &Lint) -> Finding {
    let named = format!("`{name}`");
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

pub(super) fn wrong_type(name: &str, expected: &str, node: &YamlNode, lint: &Lint) -> Finding {
    let (wanted, hint) = match expected {
        "string" => ("words", instead_of_words(name, node, lint)),
        "integer" => ("a whole number", "write a number without quotes, such as 3".to_owned()),
        "number" => ("a number", "write a number without quotes, such as 3 or 12.5".to_owned()),
        "boolean" => ("`true` or `false`", "write true or false, without quotes".to_owned()),
        "array" => {
            let usual = "write each entry on its own line after `- `, or all of them in [brackets]";
            ("a list", shape(name).unwrap_or(usual).to_owned())
        }
        "object" => ("a block of keys", block_hint(name, node)),
        _ => ("something else", "see the examples in the README".to_owned()),
    };
    // `"3"` and `3` differ by their quotes alone.
    let given = match &node.value {
        Value::Str(text) if expected != "array" && expected != "object" => format!("the text {}", cut(text)),
        _ => shown(lint, node),
    };
    lint.node(Code::WrongType, node, format!("`{name}` should be {wanted}, not {given}")).hint(hint)
}

/// What to do where a list, a block or a number stands in the place of words.
fn instead_of_words(name: &str, node: &YamlNode, lint: &Lint) -> String {
    let in_lines = MARKDOWN.contains(&name) && !lint.source[node.range.start..].starts_with(['[', '{']);
    let hint = match node.value {
        Value::Seq(_) | Value::Map(_) if in_lines => {
            return format!("write `|` behind its colon, `{name}: |`, and leave the lines below it as they are");
        }
        Value::Seq(_) => "take out the list marks: one text belongs here",
        Value::Map(_) => "one text belongs here; if it has a colon in it, put it in quotes",
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => "put it in quotes",
    };
    hint.to_owned()
}

/// What to do where something else stands in the place of a block of keys.
fn block_hint(name: &str, node: &YamlNode) -> String {
    let day = node.as_str().filter(|day| name == "dates" && crate::model::date::parse(day).is_some());
    match (day, shape(name)) {
        (Some(day), _) => format!("write `dates: {{issued: {day}}}`"),
        (None, Some(shape)) => shape.to_owned(),
        (None, None) => "write its keys below it, indented by two spaces".to_owned(),
    }
}

/// Keys of texts of several lines.
const MARKDOWN: &[&str] = &["body", "answer", "introduction", "text"];

/// A key that the schema does not know; `known` are those that it does, `there` all keys of its block.
pub(super) fn unknown_key(lint: &Lint, key: &Key, known: &[&str], there: &[&str]) -> Finding {
    let (key, range) = (key.name.as_str(), key.range.clone());
    if ["read_time", "reading_time", "read_minutes", "minutes"].contains(&key) {
        return Finding::new(Code::TypedReadTime, format!("`{key}` is computed from the text"))
            .at(lint.file, range)
            .hint("take the line out: the time to read is counted at 200 words a minute");
    }
    let near = meant(key, known, there);
    // It looks like the right one, and has a sign in it that nobody sees.
    let sign = key.chars().find(|c| !c.is_ascii() && (c.is_whitespace() || !c.is_alphanumeric()));
    if let Some((sign, near)) = sign.zip(near) {
        let code = u32::from(sign);
        return Finding::new(Code::UnknownKey, format!("an invisible character (U+{code:04X}) stands in this key"))
            .at(lint.file, range)
            .hint(format!("delete the whole word and type `{near}` again"));
    }
    let finding = Finding::new(Code::UnknownKey, format!("there is no key `{key}` here")).at(lint.file, range);
    match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if is_key(key) => finding.hint(format!(
            "`{key}` is a key of another block: look whether the line begins in the column of the keys that it belongs to"
        )),
        None => finding.hint(format!("what can stand here: {}", list(known.iter().copied()))),
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
        _ => match shape(key) {
            Some(shape) => format!("add `{key}:` to this block; {shape}"),
            None => format!("add `{key}:` to this block"),
        },
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
