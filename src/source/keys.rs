//! Keys that staff typed, and those that they meant: misspelt, in other letters, in words of their own or in Spanish.

use super::words::KEYS;
use super::yaml::{Value, YamlNode};
use crate::diag::nearest;
use crate::model::letters::unaccented;

/// A key that was typed, without accents, capitals, spaces and characters that print nothing.
fn plain(typed: &str) -> String {
    let letters = unaccented(typed.trim());
    let letters = letters.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '&'));
    letters.map(|c| if matches!(c, '-' | ' ') { '_' } else { c.to_ascii_lowercase() }).collect()
}

/// What stands before the colon of `issued:2026-11-24`, which YAML takes for one key; `None` in another key.
pub(super) fn before_colon(typed: &str) -> Option<&str> {
    let (key, behind) = typed.split_once(':')?;
    let word = key.starts_with(char::is_alphabetic) && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    (word && !behind.starts_with("//") && !behind.trim().is_empty()).then_some(key)
}

/// The key of those in `known` that was meant by one that is none of them; `there` are the keys of its block.
pub(super) fn meant<'k>(typed: &str, known: &[&'k str], there: &[&str]) -> Option<&'k str> {
    let word = plain(before_colon(typed).unwrap_or(typed));
    let same = known.iter().copied().find(|key| *key == word);
    let other = || {
        let mut rows = KEYS.iter().filter(|(key, _)| known.contains(key) && !there.contains(key));
        let (key, _) = rows.find(|(_, words)| words.contains(&word.as_str()))?;
        known.iter().copied().find(|k| k == key)
    };
    same.or_else(other).or_else(|| nearest(&word, known.iter().copied()))
}

/// The names of the keys of a block.
pub(super) fn names(node: &YamlNode) -> Vec<&str> {
    let Value::Map(pairs) = &node.value else { return Vec::new() };
    pairs.iter().map(|(key, _)| key.name.as_str()).collect()
}

/// Whether a block has, instead of a key, one that was probably meant to be it and is none of those known there.
pub(super) fn misspelt(node: &YamlNode, key: &str, known: &[String]) -> bool {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let there = names(node);
    there.iter().any(|name| !known.contains(name) && meant(name, &known, &there) == Some(key))
}

/// Whether a block lacks a key; one that was only misspelt is another mistake. A key with a meaning of its own is none,
/// however near it is: `shorter` and `short`.
pub(super) fn lacks(node: &YamlNode, key: &str) -> bool {
    let (there, words) = (names(node), KEYS.iter().find(|(own, _)| *own == key).map_or(&[][..], |(_, words)| words));
    let is_other = |name: &&str| KEYS.iter().any(|(own, _)| own == name) && !words.contains(name);
    let mut typed = there.iter().filter(|name| !is_other(name));
    node.get(key).is_none() && !typed.any(|name| meant(name, &[key], &there) == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_staff_are_known() {
        let guide = ["id", "title", "revision", "summary", "authors", "dates", "sections", "faq", "references"];
        let clinic = ["id", "name", "region", "address", "phone", "hours", "feedback"];
        for (typed, known, key) in [
            ("questions", &guide[..], "faq"),
            ("Title", &guide, "title"),
            ("TÍTULO", &guide, "title"),
            ("\u{200b}title", &guide, "title"),
            ("nombre", &guide, "title"),
            ("resumen", &guide, "summary"),
            ("description", &guide, "summary"),
            ("Autor", &guide, "authors"),
            ("fecha", &guide, "dates"),
            ("sumary", &guide, "summary"),
            ("dates:2026-11-24", &guide, "dates"),
            ("fone", &clinic, "phone"),
            ("Teléfono", &clinic, "phone"),
            ("Opening hours", &clinic, "hours"),
            ("e-mail", &clinic, "feedback"),
        ] {
            assert_eq!(meant(typed, known, &[]), Some(key), "{typed}");
        }
        assert_eq!(meant("colour-of-the-door", &clinic, &[]), None);
        // A title is there, so that a name can be no other one.
        assert_eq!(meant("name", &guide, &["title", "name"]), None);
    }

    #[test]
    fn the_words_are_about_every_key() {
        let mut keys = std::collections::BTreeSet::new();
        use crate::source::raw::SourceKind;
        // The program writes those of reviews.
        let typed = SourceKind::ALL.iter().filter(|kind| !matches!(kind, SourceKind::Reviews | SourceKind::Design));
        for kind in typed {
            properties(&crate::source::schema::judging(*kind).to_value(), &mut keys);
        }
        let told: std::collections::BTreeSet<String> = KEYS.iter().map(|(key, _)| (*key).to_owned()).collect();
        assert_eq!(keys.difference(&told).collect::<Vec<_>>(), Vec::<&String>::new());
        assert_eq!(told.difference(&keys).collect::<Vec<_>>(), Vec::<&String>::new());
        for (_, words) in KEYS {
            assert!(words.iter().all(|word| plain(word) == *word), "{words:?}");
        }
    }

    /// The keys of a schema, but for those of labels.
    fn properties(schema: &serde_json::Value, keys: &mut std::collections::BTreeSet<String>) {
        let serde_json::Value::Object(block) = schema else {
            if let serde_json::Value::Array(items) = schema {
                items.iter().for_each(|item| properties(item, keys));
            }
            return;
        };
        if block.get("title").and_then(|title| title.as_str()) == Some("Strings") {
            return;
        }
        if let Some(serde_json::Value::Object(own)) = block.get("properties") {
            keys.extend(own.keys().cloned());
        }
        block.values().for_each(|value| properties(value, keys));
    }
}
