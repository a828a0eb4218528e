//! Signs stand beside the words that they are of: a tick beside what not to do says the contrary.

use std::collections::BTreeMap;

use super::areas::{holds, meet};
use super::judged::{Judged, Problems};
use super::strokes::is_small;
use crate::audit::matching::printed::PrintedLine;
use crate::audit::reading::{Bounds, PlacedControl, PlacedShape, PlacedSign, SignKind};
use crate::document::{Node, Role};
use crate::model::rich::BoxKind;
use crate::model::{Colour, HelpLevel, LeafPath};

/// How far a sign may stand from its words, in points.
const MOST: f64 = 60.0;

/// How far from its height, in points.
const OFF: f64 = 16.0;

/// How large an octagon or a triangle is at least, and any sign at most, in points.
const LEAST_FIGURE: f64 = 8.0;
const MOST_SIGN: f64 = 36.0;

/// How large the ground of words is at least, in points.
const LEAST_GROUND: f64 = 40.0;

/// How thick the strokes of a sign are at least, in points.
const LEAST_STROKE: f64 = 0.5;

/// The least contrast of a sign with its ground (WCAG 2.2, 1.4.11).
const LEAST_CONTRAST: f64 = 3.0;

/// How wide the stroke and the dot in a figure are at most, as a share of its side.
const MOST_MARK: f64 = 0.25;

/// How near the right edge of its place the arrow of a list stands, and how wide that is at least, in points.
const ARROW: f64 = 30.0;
const LEAST_LIST: f64 = 60.0;

/// What a block may have a sign of: the group in which it stands, and the kinds of signs of that.
type SignsOf<'a> = BTreeMap<&'a LeafPath, (&'a LeafPath, &'static [SignKind])>;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    if judged.pages.signs.is_empty() {
        return;
    }
    let groups = groups(judged);
    let mut met: BTreeMap<(&LeafPath, SignKind), usize> = BTreeMap::new();
    for sign in &judged.pages.signs {
        let page = sign.page + 1;
        if sign.sign == SignKind::Arrow {
            if !judged.pages.controls.iter().any(|place| is_in_list(place, sign)) {
                problems.push(format!("the arrow of a list on page {page} stands at no list"));
            }
            continue;
        }
        let name = format!("{:?}", sign.sign).to_lowercase();
        if let Some(why) = flaw(judged, sign) {
            problems.push(format!("a sign ({name}) on page {page} {why}"));
        }
        let found = beside(judged, sign);
        let credits = if judged.document.draft { SignKind::Triangle } else { SignKind::Tick };
        let group = found.as_ref().and_then(|(path, line)| {
            let group = match groups.get(path) {
                Some((group, signs)) if signs.contains(&sign.sign) => Some(*group),
                _ => (path.starts_with("credits.checked") && sign.sign == credits).then_some(*path),
            };
            group.filter(|_| share_ground(judged, sign, line))
        });
        let Some(group) = group else {
            let words = found.map_or_else(|| "no words".to_owned(), |(path, _)| format!("`{path}`"));
            problems.push(format!("a sign ({name}) on page {page} stands beside {words}, and is none of theirs"));
            continue;
        };
        let strokes = match sign.sign {
            SignKind::Cross => 2,
            SignKind::Handset => 3,
            _ => 1,
        };
        let count = met.entry((group, sign.sign)).or_default();
        *count += 1;
        if *count > strokes {
            problems.push(format!("a sign ({name}) on page {page} stands more than once beside `{group}`"));
        }
    }
}

/// The groups of the document that have signs, by their blocks: of signs and steps only the title.
fn groups<'a>(judged: &Judged<'a>) -> SignsOf<'a> {
    let mut groups = SignsOf::new();
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if let Some(signs) = signs_of(node) {
                let mut left = if matches!(node.role, Role::Entry { .. }) { 1 } else { usize::MAX };
                node.each(&mut |leaf| {
                    if !leaf.words.is_empty() && left > 0 {
                        left -= 1;
                        groups.insert(&leaf.path, (&node.path, signs));
                    }
                });
            }
        });
    }
    groups
}

/// Whether an arrow stands at the right end of a list that drops down.
fn is_in_list(place: &PlacedControl, arrow: &PlacedSign) -> bool {
    let (list, [left, top, right, bottom]) = (place.bounds, arrow.bounds);
    let inside = list[0] <= left && list[1] <= top && list[2] >= right && list[3] >= bottom;
    place.page == arrow.page && inside && list[2] - list[0] >= LEAST_LIST && left > list[2] - ARROW
}

/// What is wrong with a sign itself.
fn flaw(judged: &Judged, sign: &PlacedSign) -> Option<&'static str> {
    let [left, top, right, bottom] = sign.bounds;
    let (side, figure) = ((right - left).max(bottom - top), sign.thick.is_none());
    if side > MOST_SIGN || figure && side < LEAST_FIGURE {
        return Some("is none of the program's by its size");
    }
    if sign.thick.is_some_and(|thick| thick < LEAST_STROKE) {
        return Some("has strokes that nobody sees");
    }
    let here = |shape: &&PlacedShape| shape.page == sign.page;
    let around = |shape: &&PlacedShape| is_small(shape) && holds(&shape.bounds, &sign.bounds);
    if sign.sign == SignKind::Calendar && !judged.pages.shapes.iter().filter(here).any(|shape| around(&shape)) {
        return Some("has no frame");
    }
    let ground =
        judged.pages.shapes.iter().take(sign.after).filter(here).filter(|shape| holds(&shape.bounds, &sign.bounds));
    let ground = ground.filter_map(|shape| shape.ground).next_back().unwrap_or([255; 4]);
    let opaque = |[red, green, blue, _]: [u8; 4]| Colour(red, green, blue);
    if opaque(ground).contrast(opaque(sign.colour)) < LEAST_CONTRAST {
        return Some("has too little contrast with its ground");
    }
    // What stands in an octagon or a triangle is drawn on it: a stroke and a dot below that, in its middle.
    let on = |shape: &&PlacedShape| meet(&shape.bounds, &sign.bounds, 0.0);
    let later = || judged.pages.shapes.iter().skip(sign.after).filter(here).filter(on);
    let most = if matches!(sign.sign, SignKind::Octagon | SignKind::Triangle) { 2 } else { 0 };
    let narrow = |shape: &PlacedShape| {
        let off = f64::midpoint(shape.bounds[0], shape.bounds[2]) - f64::midpoint(left, right);
        shape.bounds[2] - shape.bounds[0] <= MOST_MARK * side && off.abs() <= 0.1 * side
    };
    (later().count() > most || !later().all(narrow)).then_some("has something drawn on it")
}

/// Whether each ground and frame in which a sign stands holds its words too.
fn share_ground(judged: &Judged, sign: &PlacedSign, line: &Bounds) -> bool {
    // Discs of signs are smaller.
    let is_ground = |b: &Bounds| (b[2] - b[0]).max(b[3] - b[1]) > LEAST_GROUND;
    let grounds = judged.pages.shapes.iter().filter(|shape| shape.page == sign.page && is_ground(&shape.bounds));
    grounds.filter(|shape| holds(&shape.bounds, &sign.bounds)).all(|shape| holds(&shape.bounds, line))
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

/// The words beside a sign, in whose height it stands: the nearest.
fn beside<'a>(judged: &Judged<'a>, sign: &PlacedSign) -> Option<(&'a LeafPath, Bounds)> {
    let [left, top, right, bottom] = sign.bounds;
    let gap = |line: &PrintedLine| (line.bounds[0] - right).max(left - line.bounds[2]);
    let lines = judged.on(sign.page).iter().map(|(p, line)| (&p.block.path, *line));
    let beside = lines.filter(|(_, line)| line.bounds[1] < bottom + OFF && line.bounds[3] > top - OFF);
    let beside = beside.filter(|(_, line)| (-1.0..MOST).contains(&gap(line)));
    // Words on the same ground first.
    let far = |line: &PrintedLine| (!share_ground(judged, sign, &line.bounds), gap(line));
    beside
        .min_by(|(_, a), (_, b)| far(a).partial_cmp(&far(b)).unwrap_or(std::cmp::Ordering::Equal))
        .map(|(path, line)| (path, line.bounds))
}
