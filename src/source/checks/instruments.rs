//! Instruments of the project's own.

use super::ids::place_hint;
use crate::diag::{Code, Sink};
use crate::source::keys::lacks;
use crate::source::lint::Lint;
use crate::source::yaml::{Value, YamlNode};

/// Reports what a schema cannot say; `id` is the name of the file.
pub(crate) fn check(lint: &Lint, root: &YamlNode, id: &str, sink: &mut Sink) {
    lint.characters(root, sink);
    if let Some(node) = root.get("id")
        && let Some(typed) = node.as_str()
        && typed != id
    {
        sink.push(
            lint.node(Code::IdMismatch, node, format!("the file is called `{id}`, and its id is `{typed}`"))
                .hint(place_hint("id", id, "file")),
        );
    }
    twice(lint, &root.select("items[].name"), "name", sink);
    twice(lint, &root.select("items[].number"), "number", sink);
    for item in root.select("items[]") {
        if matches!(item.value, Value::Map(_)) && lacks(item, "check") && lacks(item, "judge") {
            sink.push(lint.node(Code::MissingKey, item, "this item has neither `check` nor `judge`").hint(
                "write `check:` with what handout can look for, or `judge:` with the question that a person asks",
            ));
        }
    }
}

/// Names or numbers that two items have, with or without quotes.
fn twice(lint: &Lint, nodes: &[&YamlNode], key: &str, sink: &mut Sink) {
    let written = |node: &YamlNode| match &node.value {
        Value::Int(number) => Some(number.to_string()),
        Value::Str(words) => Some(words.trim().to_owned()),
        Value::Null | Value::Bool(_) | Value::Float(_) | Value::Seq(_) | Value::Map(_) => None,
    };
    for (i, node) in nodes.iter().enumerate() {
        let Some(words) = written(node) else { continue };
        if nodes.iter().take(i).any(|other| written(other).as_ref() == Some(&words)) {
            sink.push(
                lint.node(Code::DuplicateId, node, format!("two items have the {key} `{words}`"))
                    .hint(format!("give each a {key} of its own")),
            );
        }
    }
}
