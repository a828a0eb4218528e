//! Signs stand beside the words that they are of: a tick beside what not to do says the contrary.

use std::collections::BTreeMap;

use super::judged::{Judged, Problems};
use crate::audit::matching::printed::PrintedLine;
use crate::audit::reading::{Bounds, PlacedControl, PlacedSign, SignKind};
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
    for sign in &judged.pages.signs {
        if sign.sign == SignKind::Arrow {
            let within = |place: &PlacedControl| place.page == sign.page && holds(&place.bounds, &sign.bounds);
            if !judged.pages.controls.iter().any(within) {
                problems.push(format!("the arrow of a list on page {} stands at no list", sign.page + 1));
            }
            continue;
        }
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

/// Whether a place holds what is drawn.
fn holds(place: &Bounds, drawn: &Bounds) -> bool {
    place[0] <= drawn[0] && place[1] <= drawn[1] && place[2] >= drawn[2] && place[3] >= drawn[3]
}

/// The words beside a sign, in whose height it stands: the nearest.
fn beside<'a>(judged: &Judged<'a>, sign: &PlacedSign) -> Option<&'a LeafPath> {
    let [left, top, right, bottom] = sign.bounds;
    let gap = |line: &PrintedLine| (line.bounds[0] - right).max(left - line.bounds[2]);
    let lines = judged.printed.iter().flat_map(|p| p.on(sign.page).map(move |line| (&p.block.path, line)));
    let beside = lines.filter(|(_, line)| line.bounds[1] < bottom + OFF && line.bounds[3] > top - OFF);
    let beside = beside.filter(|(_, line)| (-1.0..MOST).contains(&gap(line)));
    beside.min_by(|(_, a), (_, b)| gap(a).total_cmp(&gap(b))).map(|(path, _)| path)
}
