//! The digest of a text: SHA-256 over RFC 8785 JSON of its clinical content.
//!
//! In it: every word of the text that a reader can act on, titles of the worksheets that it names, topics, the ids of the facts they resolve to,
//! references, `based_on`, the revision, and exceptions where there are any. Not in it: layout, brand, clinic, labels of `strings/`, comments,
//! key order, line wrapping, authors (a sign-off holds them by value) and the day of issue.
//!
//! The canonical form carries its version. Every version that was ever signed under is kept here, and each
//! sign-off is checked under its own. A version gives nothing for a text that says something for which it has no form:
//! what was signed under it is then not what stands there.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::Facts;
use crate::model::text::Text;

mod v1;
mod v2;

/// The version of the canonical form under which new sign-offs are made.
pub const CANON: u32 = 2;

/// A full digest, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Digest {
    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits in groups, as it is printed; digests are never compared by it.
    pub fn short(&self) -> String {
        let head = &self.0[..12];
        format!("{} {} {}", &head[..4], &head[4..8], &head[8..])
    }

    /// That of a sign-off, where it is one.
    pub fn signed(digits: &str) -> Option<Self> {
        let is_digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 64 && digits.bytes().all(is_digit)).then(|| Self(digits.to_owned()))
    }

    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(<[u8; 32]>::from(Sha256::digest(bytes)))
    }
}

impl From<[u8; 32]> for Digest {
    fn from(sha256: [u8; 32]) -> Self {
        const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digits = sha256.into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(digits.map(|digit| HEX[usize::from(digit)]).collect())
    }
}

/// The canonical JSON of a text under a version; `None` where that version has no way to write what the text says, and
/// for a version that never was.
pub fn canonical_text(text: &Text, canon: u32) -> Option<String> {
    match canon {
        1 => v1::text(text),
        2 => Some(v2::text(text)),
        _ => None,
    }
    .map(|value| canonical(&value))
}

/// The canonical JSON of facts under a version, in the same way.
pub fn canonical_facts(facts: &Facts, canon: u32) -> Option<String> {
    match canon {
        1 => v1::facts(facts),
        2 => Some(v2::facts(facts)),
        _ => None,
    }
    .map(|value| canonical(&value))
}

/// The ids of the facts that a text prints: those that it names or says to call, and those of its topics.
pub(crate) fn facts_of(text: &Text) -> BTreeSet<String> {
    v1::facts_of(text).into_iter().collect()
}

/// Whether there ever was a version.
pub fn is_version(canon: u32) -> bool {
    (1..=CANON).contains(&canon)
}

/// RFC 8785 JSON in Unicode NFC.
fn canonical(value: &Value) -> String {
    let text = serde_json_canonicalizer::to_string(&Nfc(value))
        .expect("strings, whole numbers, lists and maps have a canonical form");
    debug_assert!(text.starts_with('{'));
    text
}

/// A value whose strings are normalised as they are written; its keys are the program's own.
struct Nfc<'a>(&'a Value);

impl Serialize for Nfc<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes => {
                serializer.serialize_str(text)
            }
            Value::String(text) => serializer.serialize_str(&text.nfc().collect::<String>()),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Nfc)),
            Value::Object(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, Nfc(value)))),
            Value::Null | Value::Bool(_) | Value::Number(_) => self.0.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn canonical_json_is_sorted_and_composed() {
        let words = json!({"b": "e\u{301}", "a": [1, "x\n", null, {"z": "\u{1100}\u{1161}", "y": true}], "c": "Ñ"});
        assert_eq!(canonical(&words), r#"{"a":[1,"x\n",null,{"y":true,"z":"가"}],"b":"é","c":"Ñ"}"#);
    }

    #[test]
    fn a_digest_is_64_small_hexadecimal_digits() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(&[]).as_str(), empty);
        assert_eq!(Digest::of(&[]).short(), "e3b0 c442 98fc");
    }
}
