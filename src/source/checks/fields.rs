//! Parts of worksheets and their fields.

use std::collections::BTreeSet;

use crate::diag::{Code, Finding, Severity, Sink, list};
use crate::model::field::TypeInfo;
use crate::model::{FieldType, Topic};
use crate::source::keys::lacks;
use crate::source::lint::Lint;
use crate::source::schema::shapes::shape;
use crate::source::yaml::{Value, YamlNode};

/// Reports keys of parts that want another one; `topicless` says that the text has no topic.
pub(super) fn check_parts(lint: &Lint, root: &YamlNode, topicless: bool, sink: &mut Sink) {
    for part in root.select("parts[]") {
        match (part.entry("repeat"), part.entry("repeat_label")) {
            (Some((key, _)), None) if lacks(part, "repeat_label") => sink.push(
                lint.key(Code::MissingKey, key, "`repeat` without `repeat_label`")
                    .hint("add `repeat_label: Person` or what each time is called"),
            ),
            (None, Some((key, _))) if lacks(part, "repeat") => sink.push(
                lint.key(Code::MissingKey, key, "`repeat_label` without `repeat`")
                    .hint("add `repeat: 3`, or take the label out"),
            ),
            (Some(_), _) | (None, _) => {}
        }
        if let Some((key, YamlNode { value: Value::Bool(true), .. })) = part.entry("danger_line")
            && topicless
        {
            let finding = lint
                .key(Code::MissingTopic, key, "the text has no topic, so that no emergency line is printed")
                .hint(format!(
                    "write `topics:` with {}, or take `danger_line` out",
                    list(Topic::ALL.iter().map(|t| t.as_str()))
                ));
            // Somebody asked for the line: a page without it must not be handed out.
            sink.push(Finding { severity: Severity::Error, ..finding });
        }
    }
}

/// Reports keys that a field of its type lacks or cannot have, and what it lists twice.
pub(super) fn check_fields(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let keys: BTreeSet<&str> =
        FieldType::ALL.iter().flat_map(|info| info.needs.iter().chain(info.may)).copied().collect();
    for field in root.select("parts[].fields[]") {
        let Some(kind_node) = field.get("type") else { continue };
        let name = kind_node.as_str().unwrap_or_default();
        let Some(kind) = FieldType::ALL.iter().find(|info| info.name == name) else { continue };
        for key in &keys {
            check_key(lint, field, kind_node, kind, key, sink);
        }
        lint.distinct("option", &field.select("options[].id"), sink);
        lint.distinct("column", &field.select("columns[].id"), sink);
        if let Some(columns) = field.get("columns")
            && columns.items().len() > 6
        {
            sink.push(
                lint.node(Code::BadValue, columns, "a table of more than six columns leaves no room for a hand")
                    .hint("use fewer columns, or two tables"),
            );
        }
    }
}

/// A key of a field, held against the table of its type.
fn check_key(lint: &Lint, field: &YamlNode, kind_node: &YamlNode, kind: &TypeInfo, key: &str, sink: &mut Sink) {
    let name = kind.name;
    let needed = kind.needs.contains(&key);
    match field.entry(key) {
        Some((at, _)) if !needed && !kind.may.contains(&key) => sink.push(
            lint.key(Code::UnknownKey, at, format!("a `{name}` field has no `{key}`"))
                .hint(format!("take `{key}` out, or change the type")),
        ),
        None if needed && lacks(field, key) => {
            let add = format!("add `{key}:`, or change the type");
            let hint = shape(key).map_or(add.clone(), |shape| format!("{add}; {shape}"));
            let what = format!("this `{name}` field lacks `{key}`");
            sink.push(lint.node(Code::MissingKey, kind_node, what).hint(hint));
        }
        Some((_, node)) if matches!(&node.value, Value::Seq(items) if items.is_empty()) => {
            sink.push(lint.node(Code::BadValue, node, format!("`{key}` is empty")).hint("write at least one entry"));
        }
        Some(_) | None => {}
    }
}
