//! Signs stand beside the words that they are of: a tick beside what not to do says the contrary.

use std::collections::BTreeMap;

use super::judged::{Judged, Problems};
use crate::audit::reading::{PlacedSign, SignKind};
use crate::document::{Node, Role};
use crate::model::rich::BoxKind;
use crate::model::{HelpLevel, LeafPath};

/// How far a sign may stand from its words, in points.
const MOST: f64 = 60.0;

/// How far from its height, in points.
const OFF: f64 = 16.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    if judged.pages.signs.is_empty() {
        return;
    }
    let draft = judged.document.draft;
    // What each block may have a sign of: the group in which it stands.
    let mut groups: BTreeMap<&LeafPath, Vec<SignKind>> = BTreeMap::new();
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if let Some(signs) = signs_of(node) {
                node.each(&mut |leaf| {
                    groups.insert(&leaf.path, signs.to_vec());
                });
            }
        });
    }
    for sign in judged.pages.signs.iter().filter(|sign| sign.sign != SignKind::Arrow) {
        let path = beside(judged, sign);
        let credits = if draft { SignKind::Triangle } else { SignKind::Tick };
        let fits = path.is_some_and(|path| {
            groups.get(path).is_some_and(|signs| signs.contains(&sign.sign))
                || path.starts_with("credits.") && sign.sign == credits
        });
        if !fits {
            let words = path.map_or_else(|| "no words".to_owned(), |path| format!("`{path}`"));
            let name = format!("{:?}", sign.sign).to_lowercase();
            problems.push(format!(
                "a sign ({name}) on page {} stands beside {words}, and is none of theirs",
                sign.page + 1
            ));
        }
    }
}

/// The signs that what stands in a group may have.
fn signs_of(node: &Node) -> Option<&'static [SignKind]> {
    match node.role {
        Role::Boxed(BoxKind::Do) => Some(&[SignKind::Tick]),
        Role::Boxed(BoxKind::Dont) => Some(&[SignKind::Cross]),
        Role::Boxed(BoxKind::Stop) | Role::Entry { .. } | Role::HelpLevel(HelpLevel::Emergency) => {
            Some(&[SignKind::Octagon])
        }
        Role::HelpLevel(HelpLevel::Today) => Some(&[SignKind::Handset]),
        Role::HelpLevel(HelpLevel::Routine) => Some(&[SignKind::Calendar]),
        _ => None,
    }
}

/// The words right of a sign, in whose height it stands: the nearest.
fn beside<'a>(judged: &Judged<'a>, sign: &PlacedSign) -> Option<&'a LeafPath> {
    let [_, top, right, bottom] = sign.bounds;
    let lines = judged.printed.iter().flat_map(|p| p.on(sign.page).map(move |line| (&p.block.path, line)));
    let beside = lines.filter(|(_, line)| line.bounds[1] < bottom + OFF && line.bounds[3] > top - OFF);
    let beside = beside.filter(|(_, line)| (-1.0..MOST).contains(&(line.bounds[0] - right)));
    beside.min_by(|(_, a), (_, b)| a.bounds[0].total_cmp(&b.bounds[0])).map(|(path, _)| path)
}
