//! The digest of a text: SHA-256 over RFC 8785 JSON of its clinical content.
//!
//! In it: every word of the text that a reader can act on, titles of the worksheets that it names, topics, the ids of the facts they resolve to,
//! references, `based_on`, the revision, and exceptions where there are any. Not in it: layout, brand, clinic, labels of `strings/`, comments,
//! key order, line wrapping, authors (a sign-off holds them by value) and the day of issue.
//!
//! The canonical form carries its version. Every version that was ever signed under is kept here, and each
//! sign-off is checked under its own.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::field::{Field, FieldType};
use crate::model::rich::{Block, Inline, fact_ids};
use crate::model::text::{Body, Part, Reference, Text};
use crate::model::{Exception, Fact, Facts};

/// The version of the canonical form under which new sign-offs are made.
pub const CANON: u32 = 1;

/// A full digest, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The canonical JSON of a text under a version, or `None` for a version that never was.
pub fn canonical_text(text: &Text, canon: u32) -> Option<String> {
    (canon == 1).then(|| canonical(&text_v1(text)))
}

/// The canonical JSON of facts under a version, or `None` for a version that never was.
pub fn canonical_facts(facts: &Facts, canon: u32) -> Option<String> {
    (canon == 1).then(|| canonical(&facts_v1(facts)))
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

fn text_v1(text: &Text) -> Value {
    let head = &text.head;
    let mut facts: Vec<String> = text.blocks().into_iter().flat_map(|b| fact_ids(std::slice::from_ref(b))).collect();
    for topic in &head.topics {
        let demands = topic.demands();
        facts.extend(
            [demands.lines, demands.first_aid, demands.in_text, demands.emergency_line]
                .concat()
                .into_iter()
                .map(str::to_owned),
        );
    }
    facts.sort_unstable();
    facts.dedup();
    let mut value = json!({
        "canon": 1,
        "kind": text.kind(),
        "id": head.id,
        "lang": head.lang,
        "revision": head.revision,
        "title": head.title,
        "audience": head.audience,
        "main_message": head.main_message,
        "summary": head.summary,
        "interests": head.interests,
        "topics": head.topics.iter().map(|t| t.as_str()).collect::<Vec<_>>(),
        "facts": facts,
        "evidence_checked": head.evidence_checked.map(|d| d.to_string()),
        "based_on": head.based_on.as_ref().map(|b| json!({
            "title": b.title,
            "authors": b.authors.iter().map(|c| json!([c.name, c.credentials])).collect::<Vec<_>>(),
            "reviewed_by": b.reviewed_by.iter().map(|c| json!([c.name, c.credentials])).collect::<Vec<_>>(),
            "published": b.published.map(|d| d.to_string()),
            "edited": b.edited.map(|d| d.to_string()),
            "publisher": b.publisher,
        })),
        "references": text.references.iter().map(reference_v1).collect::<Vec<_>>(),
    });
    add_exceptions(&mut value, &head.exceptions);
    match &text.body {
        Body::Guide(guide) => {
            value["introduction"] = blocks_v1(&guide.introduction);
            value["sections"] = guide
                .sections
                .iter()
                .map(|s| json!({"id": s.id, "heading": s.heading, "brief": s.brief, "body": blocks_v1(&s.body)}))
                .collect();
            value["faq"] = guide
                .faq
                .iter()
                .map(|q| json!({"id": q.id, "question": q.question, "answer": blocks_v1(&q.answer)}))
                .collect();
            value["worksheets"] = guide.worksheets.iter().map(|w| json!([w.id, w.title])).collect();
        }
        Body::Worksheet(sheet) => value["parts"] = sheet.parts.iter().map(part_v1).collect(),
    }
    value
}

/// Adds exceptions where there are any: texts that were signed before there was such a key keep their form.
fn add_exceptions(value: &mut Value, exceptions: &[Exception]) {
    if !exceptions.is_empty() {
        value["exceptions"] = exceptions.iter().map(|e| json!([e.code.as_str(), e.text, e.reason])).collect();
    }
}

fn reference_v1(reference: &Reference) -> Value {
    json!({
        "title": reference.title,
        "publisher": reference.publisher,
        "url": reference.url,
        "accessed": reference.accessed.map(|d| d.to_string()),
    })
}

fn part_v1(part: &Part) -> Value {
    json!({
        "id": part.id,
        "heading": part.heading,
        "text": blocks_v1(&part.text),
        "danger_line": part.danger_line,
        "repeat": part.repeat.as_ref().map(|(n, label)| json!([n, label])),
        "fields": part.fields.iter().map(field_v1).collect::<Vec<_>>(),
    })
}

fn field_v1(field: &Field) -> Value {
    let options = |options: &[crate::model::Choice]| options.iter().map(|o| json!([o.id, o.label])).collect::<Value>();
    let shape = match &field.kind {
        FieldType::LongText { lines } => json!({"lines": lines}),
        FieldType::Checkboxes { options: o } | FieldType::Choice { options: o } => json!({"options": options(o)}),
        FieldType::Scale { low, high } => json!({"low": low, "high": high}),
        FieldType::Table { rows, columns } => {
            let columns: Value = columns.iter().map(|c| json!([c.id, c.label, c.kind])).collect();
            json!({"rows": rows, "columns": columns})
        }
        FieldType::Text
        | FieldType::Date
        | FieldType::Phone
        | FieldType::Number
        | FieldType::Checkbox
        | FieldType::Signature => json!({}),
    };
    json!({
        "id": field.id,
        "type": field.kind.name(),
        "label": field.label,
        "help": field.help,
        "required": field.required,
        "shape": shape,
    })
}

fn facts_v1(facts: &Facts) -> Value {
    let mut value = json!({
        "canon": 1,
        "kind": "facts",
        "id": facts.review_id(),
        "lang": facts.lang,
        "revision": facts.revision,
        "title": facts.title,
        "facts": facts.facts.iter().map(fact_v1).collect::<Vec<_>>(),
    });
    add_exceptions(&mut value, &facts.exceptions);
    value
}

fn fact_v1(fact: &Fact) -> Value {
    json!({
        "id": fact.id,
        "title": fact.title,
        "number": fact.number,
        "short": fact.short,
        "points": fact.points,
        "numbered": fact.numbered,
        "line": fact.line,
        "body": blocks_v1(&fact.body),
        "source": fact.source.as_ref().map(|w| json!({"title": w.title, "publisher": w.publisher, "url": w.url})),
        "source_seen": fact.source_seen.map(|d| d.to_string()),
        "recheck_after": fact.recheck_after,
    })
}

fn blocks_v1(blocks: &[Block]) -> Value {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(content) => json!(["p", inline_v1(content)]),
            Block::List { ordered, items } => {
                json!([if *ordered { "ol" } else { "ul" }, items.iter().map(|i| blocks_v1(i)).collect::<Vec<_>>()])
            }
            Block::Note { title, blocks } => json!(["note", title, blocks_v1(blocks)]),
            Block::Fact(id) => json!(["fact", id]),
        })
        .collect()
}

fn inline_v1(content: &[Inline]) -> Value {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => json!(text),
            Inline::Strong(content) => json!(["strong", inline_v1(content)]),
            Inline::Emph(content) => json!(["em", inline_v1(content)]),
            Inline::Link { url, content } => json!(["link", url, inline_v1(content)]),
            Inline::FactNumber(id) => json!(["number", id]),
        })
        .collect()
}

#[cfg(test)]
mod tests {
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
