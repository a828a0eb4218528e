//! A tree held against its JSON Schema, in staff's words; the only file that knows the schema crates.

use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};

use super::keys::misspelt;
use super::lint::Lint;
use super::raw::{self, SourceKind};
use super::yaml::{Key, Value, YamlNode};
use crate::diag::{Code, Finding, Sink, list, nearest};
use crate::model::pattern::{DATE_PATTERN, ID_PATTERN, URL_PATTERN};

/// The JSON Schema of a kind of file, for editors and for [`check`].
pub fn schema(kind: SourceKind) -> serde_json::Value {
    let schema = match kind {
        SourceKind::Project => schemars::schema_for!(raw::RawProject),
        SourceKind::Guide => schemars::schema_for!(raw::RawGuide),
        SourceKind::Worksheet => schemars::schema_for!(raw::RawWorksheet),
        SourceKind::Facts => schemars::schema_for!(raw::RawFacts),
        SourceKind::People => schemars::schema_for!(raw::RawPeople),
        SourceKind::Clinic => schemars::schema_for!(raw::RawClinic),
        SourceKind::Strings => return strings_schema(),
        SourceKind::Reviews => schemars::schema_for!(raw::Reviews),
        SourceKind::Design => schemars::schema_for!(raw::DesignReviews),
    };
    schema.to_value()
}

fn strings_schema() -> serde_json::Value {
    let keys = crate::model::strings::KEYS;
    let properties: serde_json::Map<_, _> = keys
        .iter()
        .map(|(key, about)| {
            ((*key).to_owned(), serde_json::json!({"type": "string", "minLength": 1, "description": about}))
        })
        .collect();
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Strings",
        "description": "`sources/strings/<lang>.yaml`: labels, short and on one line.",
        "type": "object",
        "properties": properties,
        "required": keys.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

/// The schema of a kind of file, as text and ready to hold files against.
struct KindSchema {
    schema: serde_json::Value,
    validator: Validator,
}

/// The schema of a kind of file, made when the first file of that kind is read.
fn kind_schema(kind: SourceKind) -> &'static KindSchema {
    static SCHEMAS: [OnceLock<KindSchema>; SourceKind::ALL.len()] = [const { OnceLock::new() }; SourceKind::ALL.len()];
    SCHEMAS[kind as usize].get_or_init(|| {
        let schema = schema(kind);
        let validator =
            jsonschema::validator_for(&schema).expect("the schemas are generated, and a test compiles each");
        KindSchema { schema, validator }
    })
}

/// Reports every way in which a file departs from its schema; `json` is its tree without places.
pub fn check(kind: SourceKind, lint: &Lint, root: &YamlNode, json: &serde_json::Value, sink: &mut Sink) {
    if !matches!(root.value, Value::Map(_)) {
        sink.push(no_keys(lint, root));
        return;
    }
    let file = FileCheck { kind, lint, root };
    let errors: Vec<ValidationError> = kind_schema(kind).validator.iter_errors(json).collect();
    file.report_all(&errors, sink);
    blank(lint, None, root, sink);
}

/// A file whose departures from its schema are put into words.
struct FileCheck<'a> {
    kind: SourceKind,
    lint: &'a Lint<'a>,
    root: &'a YamlNode,
}

impl FileCheck<'_> {
    /// Reports errors that were found side by side; a misspelt key is one mistake, not one that is unknown and one that
    /// is missing.
    fn report_all(&self, errors: &[ValidationError], sink: &mut Sink) {
        for error in errors {
            if let ValidationErrorKind::Required { property } = error.kind()
                && let Some(key) = property.as_str()
                && misspelt(find(self.root, error.instance_path().as_str()), key, &siblings(self.kind, error))
            {
                continue;
            }
            self.report(error, sink);
        }
    }

    fn report(&self, error: &ValidationError, sink: &mut Sink) {
        let pointer = error.instance_path().as_str();
        let node = find(self.root, pointer);
        if node.value == Value::Null {
            // [`blank`] says so.
            return;
        }
        let name = pointer.rsplit('/').find(|p| p.parse::<usize>().is_err()).unwrap_or_default();
        let named = format!("`{name}`");
        let bad = |what: &str| self.lint.node(Code::BadValue, node, format!("{named} {what}"));
        sink.push(match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = siblings(self.kind, error);
                sink.extend(unexpected.iter().map(|key| unknown_key(self.lint, node, key, &known)));
                return;
            }
            ValidationErrorKind::Required { property } => {
                missing_key(self.kind, self.lint, node, property.as_str().unwrap_or_default())
            }
            ValidationErrorKind::Type { kind } => wrong_type(&named, &expected_type(kind), node, self.lint),
            ValidationErrorKind::Pattern { pattern } => wrong_form(&named, pattern, node, self.lint),
            ValidationErrorKind::Enum { options } => {
                let options: Vec<&str> = options.as_array().into_iter().flatten().filter_map(|v| v.as_str()).collect();
                one_of(&named, &options, node, self.lint)
            }
            ValidationErrorKind::OneOfNotValid { .. } | ValidationErrorKind::AnyOf { .. }
                if name == "source" && !matches!(node.value, Value::Map(_)) =>
            {
                self.lint.node(Code::WrongType, node, "`source` is neither a work nor `none`").hint(
                    "write `source: {title: ..., publisher: ..., url: ...}`, or `source: none` where no source was seen",
                )
            }
            ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
                self.report_choice(pointer, &named, node, context, sink);
                return;
            }
            ValidationErrorKind::MinItems { limit } | ValidationErrorKind::MaxItems { limit } if *limit > 1 => {
                bad(&format!("has {} of {limit} entries", node.items().len()))
                    .hint(format!("write {limit} of them in [brackets], with commas between"))
            }
            ValidationErrorKind::MinItems { .. } => empty(name).at(self.lint.file, node.range.clone()),
            // [`blank`] says so.
            ValidationErrorKind::MinLength { .. } => return,
            ValidationErrorKind::Minimum { limit } => {
                bad("is too small").hint(format!("the smallest number allowed is {limit}"))
            }
            ValidationErrorKind::Maximum { limit } => {
                bad("is too large").hint(format!("the largest number allowed is {limit}"))
            }
            _ => bad(&format!("is not as it should be ({error})")),
        });
    }

    /// Reports a value that is none of those, or of those shapes, that there are to choose from.
    fn report_choice(
        &self,
        pointer: &str,
        named: &str,
        node: &YamlNode,
        branches: &[Vec<ValidationError>],
        sink: &mut Sink,
    ) {
        let options: Vec<&str> = branches
            .iter()
            .flatten()
            .filter_map(|e| match e.kind() {
                ValidationErrorKind::Constant { expected_value } => expected_value.as_str(),
                _ => None,
            })
            .collect();
        // "This or that": the mistakes inside the one that was meant are what helps, not that it is not the other.
        let other = |errors: &[ValidationError]| matches!(errors, [e] if e.instance_path().as_str() == pointer && is_other(e.kind()));
        if !options.is_empty() {
            sink.push(one_of(named, &options, node, self.lint));
        } else if let Some(errors) = branches.iter().find(|errors| !other(errors)).or(branches.first()) {
            self.report_all(errors, sink);
        }
    }
}

/// A file that is empty, a list or a text.
fn no_keys(lint: &Lint, root: &YamlNode) -> Finding {
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
fn blank(lint: &Lint, key: Option<&Key>, node: &YamlNode, sink: &mut Sink) {
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

fn empty(name: &str) -> Finding {
    Finding::new(Code::BadValue, format!("`{name}` is empty"))
        .hint("write something there, or take the key out if it is not needed")
}

/// Whether a value is of another kind altogether than the branch of a choice wants.
fn is_other(kind: &ValidationErrorKind) -> bool {
    matches!(
        kind,
        ValidationErrorKind::Type { .. } | ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. }
    )
}

/// A block that lacks a key or, in labels, a label.
fn missing_key(kind: SourceKind, lint: &Lint, node: &YamlNode, key: &str) -> Finding {
    let (code, what) =
        if kind == SourceKind::Strings { (Code::MissingLabel, "label") } else { (Code::MissingKey, "key") };
    Finding::new(code, format!("the {what} `{key}` is missing"))
        .at(lint.file, first_key(node))
        .hint(missing_hint(kind, key))
}

/// The first type, besides nothing, that the schema allows.
fn expected_type(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(only) => only.to_string(),
        TypeKind::Multiple(set) => set.iter().map(|t| t.to_string()).find(|t| t != "null").unwrap_or_default(),
    }
}

/// The id that somebody meant with capitals, spaces or low lines, if it is one then.
fn as_id(words: &str) -> Option<String> {
    let id = words.trim().to_lowercase().replace([' ', '_'], "-");
    let signs = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    (signs && id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.contains("--") && !id.ends_with('-'))
        .then_some(id)
}

/// Words that are not written as the pattern wants them.
fn wrong_form(named: &str, pattern: &str, node: &YamlNode, lint: &Lint) -> Finding {
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

fn one_of(named: &str, options: &[&str], node: &YamlNode, lint: &Lint) -> Finding {
    let given = node.as_str().unwrap_or_default();
    let mut finding = lint.node(Code::BadValue, node, format!("{named} cannot be {}", shown(lint, node)));
    if let Some(near) = nearest(given, options.iter().copied()) {
        finding = finding.hint(format!("did you mean `{near}`?"));
    }
    finding.hint(format!("it is one of {}", list(options.iter().copied())))
}

fn wrong_type(named: &str, expected: &str, node: &YamlNode, lint: &Lint) -> Finding {
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
fn unknown_key(lint: &Lint, node: &YamlNode, key: &str, known: &[String]) -> Finding {
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

/// The keys that the schema allows where an error was found.
fn siblings(kind: SourceKind, error: &ValidationError) -> Vec<String> {
    let schema = &kind_schema(kind).schema;
    let path = error.schema_path().as_str();
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    let mut at = schema;
    for step in parent.split('/').skip(1) {
        if let Some(reference) = at.get("$ref").and_then(|r| r.as_str()) {
            at = schema.pointer(reference.trim_start_matches('#')).unwrap_or(at);
        }
        if step == "$ref" {
            continue;
        }
        at = match at {
            serde_json::Value::Array(items) => step.parse::<usize>().ok().and_then(|i| items.get(i)).unwrap_or(at),
            other => other.get(step).unwrap_or(other),
        };
    }
    if let Some(reference) = at.get("$ref").and_then(|r| r.as_str()) {
        at = schema.pointer(reference.trim_start_matches('#')).unwrap_or(at);
    }
    at.get("properties").and_then(|p| p.as_object()).map(|p| p.keys().cloned().collect()).unwrap_or_default()
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

fn find<'a>(root: &'a YamlNode, pointer: &str) -> &'a YamlNode {
    let mut node = root;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let next = match &node.value {
            Value::Seq(items) => step.parse::<usize>().ok().and_then(|i| items.get(i)),
            Value::Map(_) => node.get(&step),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => None,
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node
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
