//! Packets that are out: whom they ask, by when, and what came back short of an approval.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::packet::PACKETS;
use crate::model::{PacketInfo, Project};
use crate::packet::reply::PacketReply;
use crate::project::Tree;
use crate::review::digest::{CANON, Digest};
use crate::review::subject::Subject;

/// An answer as it is kept.
#[derive(Deserialize)]
pub(super) struct KeptAnswer {
    /// What was asked.
    pub(super) packet: PacketInfo,
    /// SHA-256 of the file that came back.
    pub(super) evidence: String,
    /// Id of whoever answered.
    pub(super) by: String,
    /// What it says.
    pub(super) reply: PacketReply,
}

/// The packets of a project, by text and language.
#[derive(Default)]
pub(super) struct AskedPackets {
    asked: BTreeMap<(String, String), Vec<PacketInfo>>,
    answers: BTreeMap<(String, String), Vec<KeptAnswer>>,
}

impl AskedPackets {
    /// All that are kept.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut all = Self::default();
        let key = |info: &PacketInfo| (info.text.clone(), info.lang.clone());
        let folder = format!("sources/reviews/{PACKETS}/");
        for (_, file) in tree.below(&folder).filter(|(path, _)| path.ends_with(".json")) {
            if let Ok(info) = serde_json::from_slice::<PacketInfo>(&file.bytes) {
                all.asked.entry(key(&info)).or_default().push(info);
            } else if let Ok(answer) = serde_json::from_slice::<KeptAnswer>(&file.bytes) {
                all.answers.entry(key(&answer.packet)).or_default().push(answer);
            }
        }
        all
    }

    /// What is open of a text as it is now, in words for staff.
    pub(super) fn open(&self, project: &Project, subject: Subject) -> Vec<String> {
        let key = (subject.id(), subject.lang().to_owned());
        let Some(asked) = self.asked.get(&key) else { return Vec::new() };
        let digest = Digest::of(subject.canonical(CANON).unwrap_or_default().as_bytes());
        let answers = self.answers.get(&key).map(Vec::as_slice).unwrap_or_default();
        let name = |id: &str| project.people.get(id).map_or_else(|| id.to_owned(), |person| person.name.clone());
        let mut open = Vec::new();
        for info in asked.iter().filter(|info| info.digest == digest.as_str()) {
            let own: Vec<&KeptAnswer> = answers.iter().filter(|answer| answer.packet == *info).collect();
            let who = info.person.as_deref().map_or_else(|| "somebody".to_owned(), name);
            match own.last() {
                None => {
                    let by = info.wanted.as_ref().map_or_else(String::new, |day| format!(", answer wanted by {day}"));
                    open.push(format!("asked {who} on {}{by}", info.asked));
                }
                Some(answer) if !answer.reply.is_approval() => {
                    open.push(format!(
                        "{} answered the packet of {} and does not approve",
                        name(&answer.by),
                        info.asked
                    ));
                }
                Some(answer) => {
                    let signed = project.sign_offs.get(&key).into_iter().flatten();
                    let mut evidence = signed.filter_map(|s| s.evidence.as_ref());
                    if !evidence.any(|own| own.digest == answer.evidence) {
                        let who = name(&answer.by);
                        open.push(format!("the answer of {who} to the packet of {} was no plain approval", info.asked));
                    }
                }
            }
        }
        open.sort();
        open.dedup();
        open
    }
}
