//! Keys that a block lacks, told from keys that are only misspelt.

use super::yaml::{Value, YamlNode};
use crate::diag::nearest;

/// Whether a block has, instead of a key, one that was probably meant to be it and is none of those known there.
pub(super) fn misspelt(node: &YamlNode, key: &str, known: &[String]) -> bool {
    let Value::Map(pairs) = &node.value else { return false };
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    pairs.iter().any(|(k, _)| !known.contains(&k.name.as_str()) && nearest(&k.name, known.iter().copied()) == Some(key))
}

/// Whether a block lacks a key; one that was only misspelt is another mistake.
pub(super) fn lacks(node: &YamlNode, key: &str) -> bool {
    node.get(key).is_none() && !misspelt(node, key, &[key.to_owned()])
}
