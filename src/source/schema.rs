//! A tree held against its JSON Schema; the only folder besides the shapes in `raw` that knows the schema crates.

mod blanks;
mod editor;
mod misplaced;
pub(crate) mod shapes;
pub(crate) mod wording;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use schemars::Schema;

use super::keys::{misspelt, names};
use super::lint::Lint;
use super::raw::{self, SourceKind};
use super::yaml::{Value, YamlNode};
use crate::diag::{Code, Sink};
use blanks::{Blanks, empty, is_colonless};
use misplaced::misplaced;
use shapes::shape;
use wording::{missing_key, no_keys, one_of, unknown_key, wrong_form, wrong_type};

/// The JSON Schema of a kind of file, for editors.
pub fn schema(kind: SourceKind) -> serde_json::Value {
    let mut schema = judging(kind);
    editor::for_editors(&mut schema);
    schema.to_value()
}

/// The JSON Schema that [`check`] holds files of a kind against.
pub(super) fn judging(kind: SourceKind) -> Schema {
    match kind {
        SourceKind::Project => schemars::schema_for!(raw::RawProject),
        SourceKind::Guide => schemars::schema_for!(raw::RawGuide),
        SourceKind::Worksheet => schemars::schema_for!(raw::RawWorksheet),
        SourceKind::Facts => schemars::schema_for!(raw::RawFacts),
        SourceKind::People => schemars::schema_for!(raw::RawPeople),
        SourceKind::Clinic => schemars::schema_for!(raw::RawClinic),
        SourceKind::Strings => strings_schema(),
        SourceKind::Reviews => schemars::schema_for!(raw::Reviews),
        SourceKind::Design => schemars::schema_for!(raw::DesignReviews),
        SourceKind::Instrument => schemars::schema_for!(raw::RawInstrument),
    }
}

fn strings_schema() -> Schema {
    let keys = crate::model::strings::KEYS;
    let properties: serde_json::Map<_, _> = keys
        .iter()
        .map(|(key, about)| {
            ((*key).to_owned(), serde_json::json!({"type": "string", "minLength": 1, "description": about}))
        })
        .collect();
    schemars::json_schema!({
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
        let schema = judging(kind).to_value();
        let validator =
            jsonschema::validator_for(&schema).expect("the schemas are generated, and a test compiles each");
        KindSchema { schema, validator }
    })
}

/// Reports every way in which a file departs from its schema; `json` is its tree without places.
pub fn check(kind: SourceKind, lint: &Lint, root: &YamlNode, json: &serde_json::Value, sink: &mut Sink) {
    if !matches!(root.value, Value::Map(_)) {
        let needed = kind_schema(kind).schema.get("required").and_then(|keys| keys.as_array());
        let needed: Vec<&str> = needed.into_iter().flatten().filter_map(|key| key.as_str()).collect();
        sink.push(no_keys(kind, lint, root, &needed));
        return;
    }
    let file = FileCheck { kind, lint, root, needed: RefCell::default() };
    let filled = emptied(json);
    let mut errors: Vec<ValidationError> = kind_schema(kind).validator.iter_errors(&filled).collect();
    if !errors.is_empty() {
        for entry in misplaced(lint, root) {
            errors.retain(|error| !entry.explains(error.instance_path().as_str()));
            sink.push(entry.finding);
        }
    }
    file.report_all(&errors, sink);
    Blanks { lint, needed: &file.needed.borrow() }.report(&mut String::new(), None, root, sink);
}

/// A file in which texts of spaces alone are empty, as they are to a reader.
fn emptied(json: &serde_json::Value) -> Cow<'_, serde_json::Value> {
    use serde_json::Value as Json;
    fn blank(json: &Json) -> bool {
        match json {
            Json::String(text) => !text.is_empty() && text.trim().is_empty(),
            Json::Array(items) => items.iter().any(blank),
            Json::Object(pairs) => pairs.values().any(blank),
            Json::Null | Json::Bool(_) | Json::Number(_) => false,
        }
    }
    fn empty(json: &mut Json) {
        match json {
            Json::String(text) if text.trim().is_empty() => text.clear(),
            Json::Array(items) => items.iter_mut().for_each(empty),
            Json::Object(pairs) => pairs.values_mut().for_each(empty),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
    let mut filled = Cow::Borrowed(json);
    if blank(json) {
        empty(filled.to_mut());
    }
    filled
}

/// A file whose departures from its schema are put into words.
struct FileCheck<'a> {
    kind: SourceKind,
    lint: &'a Lint<'a>,
    root: &'a YamlNode,
    /// Where empty values stand that their block must have, as JSON pointers.
    needed: RefCell<BTreeSet<String>>,
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
        if node.value == Value::Null || matches!(error.kind(), ValidationErrorKind::MinLength { .. }) {
            // [`Blanks`] says so.
            if is_needed(self.kind, error) {
                self.needed.borrow_mut().insert(pointer.to_owned());
            }
            return;
        }
        let name = pointer.rsplit('/').find(|p| p.parse::<usize>().is_err()).unwrap_or_default();
        let named = format!("`{name}`");
        let bad = |what: &str| self.lint.node(Code::BadValue, node, format!("{named} {what}"));
        sink.push(match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = siblings(self.kind, error);
                // [`Blanks`] speaks of words in braces without a colon.
                let (known, there) = (known.iter().map(String::as_str).collect::<Vec<_>>(), names(node));
                let Value::Map(pairs) = &node.value else { return };
                let unknown = pairs.iter().map(|(key, _)| key).filter(|key| !known.contains(&key.name.as_str()));
                let whole = unknown.filter(|key| unexpected.contains(&key.name) && !is_colonless(self.lint, key));
                sink.extend(whole.map(|key| unknown_key(self.lint, key, &known, &there)));
                return;
            }
            ValidationErrorKind::Required { property } => {
                missing_key(self.kind, self.lint, node, property.as_str().unwrap_or_default())
            }
            ValidationErrorKind::Type { kind } => wrong_type(name, &expected_type(kind), node, self.lint),
            ValidationErrorKind::Pattern { pattern } => wrong_form(name, pattern, node, self.lint),
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
            ValidationErrorKind::AnyOf { .. } if name == "points" && !matches!(node.value, Value::Map(_)) => {
                self.lint.node(Code::WrongType, node, "this point is neither words nor a block with a `head`").hint(
                    "write words, in quotes where they are a number, or such as `{head: Call 911., text: Give the address.}`",
                )
            }
            ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
                self.report_choice(pointer, &named, node, context, sink);
                return;
            }
            ValidationErrorKind::MinItems { limit } | ValidationErrorKind::MaxItems { limit } if *limit > 1 => {
                let hint = match shape(name) {
                    Some(shape) if !shape.starts_with("write") => format!("write {limit} of them; {shape}"),
                    _ => format!("write {limit} of them in [brackets], with commas between"),
                };
                bad(&format!("has {} of {limit} entries", node.items().len())).hint(hint)
            }
            ValidationErrorKind::MinItems { .. } => empty(name, is_needed(self.kind, error)).at(self.lint.file, node.range.clone()),
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

/// Whether a value is of another kind altogether than the branch of a choice wants.
fn is_other(kind: &ValidationErrorKind) -> bool {
    matches!(
        kind,
        ValidationErrorKind::Type { .. } | ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. }
    )
}

/// The first type, besides nothing, that the schema allows.
fn expected_type(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(only) => only.to_string(),
        TypeKind::Multiple(set) => set.iter().map(|t| t.to_string()).find(|t| t != "null").unwrap_or_default(),
    }
}

/// The keys that the schema allows where an error was found.
fn siblings(kind: SourceKind, error: &ValidationError) -> Vec<String> {
    let path = error.schema_path().as_str();
    let block = part(kind, path.rsplit_once('/').map_or("", |(parent, _)| parent));
    block.get("properties").and_then(|p| p.as_object()).map(|p| p.keys().cloned().collect()).unwrap_or_default()
}

/// Whether the block must have the key whose value an error is about.
fn is_needed(kind: SourceKind, error: &ValidationError) -> bool {
    let path = error.schema_path().as_str();
    let Some((block, key)) = path.rsplit_once("/properties/") else { return false };
    let key = key.split('/').next();
    let needed = part(kind, block).get("required").and_then(|keys| keys.as_array());
    needed.into_iter().flatten().any(|needed| needed.as_str() == key)
}

/// The part of a schema at a path, through its references.
fn part(kind: SourceKind, path: &str) -> &'static serde_json::Value {
    let schema = &kind_schema(kind).schema;
    let followed = |at: &'static serde_json::Value| match at.get("$ref").and_then(|r| r.as_str()) {
        Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap_or(at),
        None => at,
    };
    let mut at = schema;
    for step in path.split('/').skip(1) {
        at = followed(at);
        if step == "$ref" {
            continue;
        }
        at = match at {
            serde_json::Value::Array(items) => step.parse::<usize>().ok().and_then(|i| items.get(i)).unwrap_or(at),
            other => other.get(step).unwrap_or(other),
        };
    }
    followed(at)
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
