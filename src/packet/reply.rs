//! What somebody answered in a packet: a decision for each part and for the whole, and who it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::words::DECISIONS;

/// A decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PacketDecision {
    /// It is right as it stands.
    Approve,
    /// It is right with a change.
    Change,
    /// It is wrong.
    Reject,
    /// Somebody must answer first.
    Comment,
}

impl PacketDecision {
    /// That of an option of a packet.
    fn of(option: &str) -> Option<Self> {
        let all = [Self::Approve, Self::Change, Self::Reject, Self::Comment];
        DECISIONS.iter().zip(all).find(|(id, _)| **id == option).map(|(_, decision)| decision)
    }
}

/// What was answered to a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartReply {
    /// The part of the packet: `section-at-home`, `questions`, `overall`.
    pub part: String,
    /// What was decided, where anything was.
    pub decision: Option<PacketDecision>,
    /// Words that should be others.
    pub old: Option<String>,
    /// Words to put there.
    pub new: Option<String>,
    /// Comments.
    pub comments: Vec<String>,
    /// Answers to questions of the authors, each with the question as the packet asked it.
    #[serde(default)]
    pub notes: Vec<NoteReply>,
}

/// An answer to a question of the authors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteReply {
    /// What was asked.
    pub asked: String,
    /// What was answered.
    pub said: String,
}

impl PartReply {
    /// Whether there is nothing to say of it.
    pub fn is_plain(&self) -> bool {
        self.asks_nothing() && self.notes.is_empty()
    }

    /// Whether questions of the authors were answered, and nothing else is said.
    pub fn answers_alone(&self) -> bool {
        self.asks_nothing() && !self.notes.is_empty()
    }

    /// Whether nothing is asked for: it is right, or left open.
    fn asks_nothing(&self) -> bool {
        matches!(self.decision, None | Some(PacketDecision::Approve))
            && self.old.is_none()
            && self.new.is_none()
            && self.comments.is_empty()
    }
}

/// What a packet came back with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketReply {
    /// What was decided of the whole, where anything was.
    pub decision: Option<PacketDecision>,
    /// Whoever answered, as typed.
    pub name: Option<String>,
    /// The day, as year-month-day.
    pub date: Option<String>,
    /// Credentials, role, licence, its last day and interests, as typed, by the names of their fields.
    pub person: BTreeMap<String, String>,
    /// The parts in which something was answered.
    pub parts: Vec<PartReply>,
    /// What stands on the page for what did not fit.
    pub extra: Option<String>,
}

/// The fields that say who answers.
const PERSON: &[&str] = &["credentials", "role", "licence", "until", "interests"];

impl PacketReply {
    /// Typed answers by the names of their fields, whose questions are `labels`.
    pub fn of(
        values: &BTreeMap<String, Value>,
        order: &[String],
        labels: &BTreeMap<String, String>,
        extra: Option<String>,
    ) -> Self {
        let word = |name: &str| {
            let words = values.get(name)?.as_str()?.trim();
            (!words.is_empty()).then(|| words.to_owned())
        };
        let overall = |field: &str| word(&format!("overall.{field}"));
        let mut parts: Vec<PartReply> = Vec::new();
        for name in order {
            let (Some((part, field)), Some(words)) = (name.split_once('.'), word(name)) else { continue };
            if part == "overall" && field != "comment" {
                continue;
            }
            let at = parts.iter().position(|own| own.part == part).unwrap_or_else(|| {
                let part = part.to_owned();
                parts.push(PartReply {
                    part,
                    decision: None,
                    old: None,
                    new: None,
                    comments: Vec::new(),
                    notes: Vec::new(),
                });
                parts.len() - 1
            });
            let Some(own) = parts.get_mut(at) else { continue };
            match field {
                "decision" => own.decision = PacketDecision::of(&words),
                "old" => own.old = Some(words),
                "new" => own.new = Some(words),
                _ => match field.strip_prefix("note-") {
                    Some(_) => {
                        let asked = labels.get(name).cloned().unwrap_or_default();
                        own.notes.push(NoteReply { asked, said: words });
                    }
                    None => own.comments.push(words),
                },
            }
        }
        let person = PERSON.iter().filter_map(|field| Some(((*field).to_owned(), overall(field)?)));
        Self {
            decision: overall("decision").and_then(|option| PacketDecision::of(&option)),
            name: overall("name"),
            date: overall("date"),
            person: person.collect(),
            parts,
            extra: extra.filter(|words| !words.trim().is_empty()),
        }
    }

    /// Whether the whole is right and nothing is asked for. Answers to the questions of the authors ask for nothing.
    pub fn is_approval(&self) -> bool {
        let fine = self.parts.iter().all(PartReply::asks_nothing);
        self.decision == Some(PacketDecision::Approve) && self.extra.is_none() && fine
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn reply(answers: &[(&str, &str)]) -> PacketReply {
        let values = answers.iter().map(|(name, words)| ((*name).to_owned(), json!(words))).collect();
        let order: Vec<String> = answers.iter().map(|(name, _)| (*name).to_owned()).collect();
        PacketReply::of(&values, &order, &BTreeMap::new(), None)
    }

    #[test]
    fn an_approval_asks_for_nothing() {
        let who =
            [("overall.decision", "approve"), ("overall.name", "Sample Reviewer"), ("overall.date", "2026-12-01")];
        assert!(reply(&who).is_approval());
        let with = |more: (&'static str, &'static str)| reply(&[&who[..], &[more]].concat());
        assert!(with(("section-a.decision", "approve")).is_approval());
        assert!(with(("questions.note-1", "Yes.")).is_approval());
        assert!(with(("section-a.note-2", "Yes.")).is_approval());
        for more in [
            ("section-a.decision", "change"),
            ("section-a.decision", "reject"),
            ("section-a.decision", "comment"),
            ("section-a.old", "two"),
            ("section-a.new", "three"),
            ("section-a.comment", "Hm."),
            ("overall.comment", "Hm."),
        ] {
            assert!(!with(more).is_approval(), "{more:?}");
        }
        assert!(!reply(&who[1..]).is_approval());
    }

    #[test]
    fn every_answer_is_kept() {
        let all = reply(&[("section-a.decision", "change"), ("section-a.old", "two"), ("overall.role", "nurse")]);
        assert_eq!(all.parts.len(), 1);
        assert_eq!(all.parts[0].decision, Some(PacketDecision::Change));
        assert_eq!(all.parts[0].old.as_deref(), Some("two"));
        assert_eq!(all.person.get("role").map(String::as_str), Some("nurse"));
    }
}
