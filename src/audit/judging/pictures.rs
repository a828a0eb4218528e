//! Pictures: those of the text and the clinic's logo, each at its place, with its own alternative text.

use super::areas::{apart, holds, meet};
use super::judged::{Judged, Problems};
use super::pairs::{PairPart, placed};
use crate::audit::matching::printed::Printed;
use crate::audit::reading::{Bounds, PlacedPicture, PlacedShape};
use crate::document::Role;
use crate::document::products::has_covers;
use crate::model::{Colour, LeafPath};

/// How much of a picture the disc of its number may cover, as a share.
const MOST_OVER: f64 = 0.2;

/// How far something may reach over the edge of a picture, in points: half of a stroke that keeps both apart.
const EDGE: f64 = 2.5;

/// The most contrast that the ground of a picture has with white: pictures are drawn for a light one.
const MOST_DARK: f64 = 1.6;

/// How far the logo stands from words about the review, in points.
const LEAST_FROM_CLAIMS: f64 = 14.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let job = judged.document.job;
    // Once, or once on each of two covers.
    let times = if has_covers(job.product) { 2 } else { 1 };
    let lang = &job.text.head.lang;
    let logo = job
        .clinic
        .logo
        .iter()
        .flat_map(|logo| std::iter::repeat_n((&logo.bytes, logo.alt.get(lang).map(String::as_str), None), times));
    let figures = judged.document.figures();
    let own = figures.iter().map(|figure| (&figure.bytes, Some(figure.alt.as_str()), Some(figure.id.as_str())));
    let mut left: Vec<_> = logo.chain(own).collect();
    for (turn, picture) in judged.pages.pictures.iter().enumerate() {
        check_around(judged, turn, picture, problems);
        let page = picture.page + 1;
        if let Some(hidden) = &picture.hidden {
            problems.push(format!("a picture on page {page} {}", super::judged::said(hidden)));
        }
        if picture.artifact {
            problems.push(format!("a picture on page {page} is hidden from screen readers"));
        }
        match left.iter().position(|(bytes, ..)| **bytes == picture.bytes) {
            Some(i) => {
                let (_, alt, id) = left.remove(i);
                if id.is_none() && stands_as_seal(judged, picture) {
                    problems.push(format!("the clinic's logo on page {page} stands at words about the review"));
                }
                if picture.alt.as_deref() != alt {
                    let said = picture.alt.as_deref().unwrap_or_default();
                    let wanted = alt.unwrap_or_default();
                    problems.push(format!(
                        "a picture on page {page} has the alternative text `{said}`, and its own is `{wanted}`"
                    ));
                }
            }
            None => {
                problems.push(format!("page {page} has a picture that the text does not have there, or has it twice"));
            }
        }
    }
    check_turns(judged, problems);
    let missing = left.iter().filter_map(|(_, _, id)| *id);
    problems.extend(missing.map(|id| format!("the picture `{id}` is not printed")));
}

/// Pictures are read among the words of what they belong to.
fn check_turns(judged: &Judged, problems: &mut Problems) {
    let placed = placed(judged);
    let cover = placed.get(&LeafPath::root("cover").join("figure"));
    if let Some(cover) = cover.filter(|cover| cover.page != 0) {
        problems.push(format!("the picture of the cover stands on page {}", cover.page + 1));
    }
    let turn = |part: &PairPart| {
        let mut pictures = judged.pages.pictures.iter();
        pictures.find(|picture| picture.page == part.page && picture.bounds == part.area).map(|picture| picture.runs)
    };
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |group| {
            let figures = group.children.iter().filter(|child| matches!(child.role, Role::Figure(_)));
            for figure in figures {
                let Some(turn) = placed.get(&figure.path).and_then(turn) else { continue };
                let (mut first, mut behind) = (usize::MAX, 0);
                group.each(&mut |leaf| {
                    for printed in judged.all(&leaf.path) {
                        (first, behind) = (first.min(printed.runs.0), behind.max(printed.runs.1 + 1));
                    }
                });
                // Between both, the head and the foot of a page may be read.
                let runs = judged.pages.runs.get(..turn).unwrap_or_default();
                let furniture = runs.iter().rev().take_while(|run| run.artifact || run.is_blank()).count();
                if first < behind && (turn < first || turn - furniture > behind) {
                    let path = &figure.path;
                    problems.push(format!("the picture `{path}` is not read among the words that it belongs to"));
                }
            }
        });
    }
}

/// Whether the logo stands at words about the review, as a seal would.
fn stands_as_seal(judged: &Judged, logo: &PlacedPicture) -> bool {
    let about = |p: &&Printed| judged.table.may_claim(&p.block.path) || p.block.path.starts_with("credits.");
    let mut lines = judged.printed.iter().filter(about).flat_map(|p| p.on(logo.page));
    lines.any(|line| apart(&line.bounds, &logo.bounds) < LEAST_FROM_CLAIMS)
}

/// Nothing is drawn on a picture but the disc of a number, which leaves the most of it free; what is drawn below it is a
/// light ground that holds all of it.
fn check_around(judged: &Judged, turn: usize, picture: &PlacedPicture, problems: &mut Problems) {
    let pages = judged.pages;
    let here = |shape: &&PlacedShape| shape.page == picture.page && meet(&shape.bounds, &picture.bounds, -EDGE);
    let area = |b: &Bounds| (b[2] - b[0]) * (b[3] - b[1]);
    let is_number = |shape: &PlacedShape| {
        let mut words = pages.runs.iter().filter(|run| run.page == shape.page && holds(&shape.bounds, &run.bounds));
        words.any(|run| run.block.as_ref().is_some_and(|block| judged.is_number(&block.path)))
    };
    let later: Vec<&PlacedShape> = pages.shapes.iter().skip(picture.after).filter(here).collect();
    let odd = |shape: &&PlacedShape| !is_number(shape) || area(&shape.bounds) > MOST_OVER * area(&picture.bounds);
    // A disc, perhaps with an edge of its own.
    let shape = later.len() > 2 || later.iter().any(odd);
    let sign = pages.signs.iter().any(|sign| sign.page == picture.page && meet(&sign.bounds, &picture.bounds, -EDGE));
    let others = pages.pictures.iter().enumerate().filter(|(other, _)| *other != turn);
    let another = others
        .filter(|(_, other)| other.page == picture.page)
        .any(|(_, other)| meet(&other.bounds, &picture.bounds, -EDGE));
    let page = picture.page + 1;
    if shape || sign || another {
        problems.push(format!("a picture on page {page} has something drawn on it"));
    }
    let below: Vec<&PlacedShape> = pages.shapes.iter().take(picture.after).filter(here).collect();
    let whole = |shape: &&&PlacedShape| {
        let (b, p) = (shape.bounds, picture.bounds);
        b[0] <= p[0] + EDGE && b[1] <= p[1] + EDGE && b[2] >= p[2] - EDGE && b[3] >= p[3] - EDGE
    };
    if below.iter().filter(whole).count() < below.len() {
        problems.push(format!("a picture on page {page} has something drawn behind a part of it"));
    }
    let ground = below.iter().rev().find_map(|shape| shape.ground);
    let light = |[red, green, blue, _]: [u8; 4]| Colour(red, green, blue).contrast(Colour(255, 255, 255)) <= MOST_DARK;
    if ground.is_some_and(|ground| !light(ground)) {
        problems.push(format!("a picture on page {page} stands on a dark ground"));
    }
}
