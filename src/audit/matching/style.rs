//! Whether the letters of a block look alike: a reader takes what is small, pale or raised for less.

use super::printed::{Piece, Printed};
use super::wanted::{Letter, LetterKind};

/// How far sizes may differ, as a share.
const SAME_SIZE: f64 = 0.015;

/// How small a raised number may be, as a share of the letters beside it, and how far it may be raised, in em of those.
const CITATION_SIZE: std::ops::RangeInclusive<f64> = 0.6..=0.92;
const CITATION_RISE: std::ops::RangeInclusive<f64> = 0.2..=0.6;

/// How far letters may stand above or below their line, in em.
const SAME_LINE: f64 = 0.04;

/// The weight from which letters are bold.
const BOLD: u16 = 600;

/// What is wrong with the look of a block, and with where its links lead; `at` says which letter each printed one is.
pub(in crate::audit) fn check(printed: &Printed, wanted: &[Letter], at: &[usize]) -> Option<String> {
    let kind = |piece: &Piece| {
        let nth = at.get(piece.letters.0)?;
        wanted.get(*nth).map(|letter| letter.kind)
    };
    let pieces: Vec<(&Piece, LetterKind)> = printed
        .pieces
        .iter()
        .filter(|piece| piece.letters.1 > piece.letters.0)
        .filter_map(|piece| Some((piece, kind(piece)?)))
        .collect();
    let plain = |kind: &LetterKind| !kind.citation && kind.link.is_none();
    let most = |is: &dyn Fn(&LetterKind) -> bool| {
        let own = pieces.iter().rev().filter(|(_, kind)| is(kind));
        own.max_by_key(|(piece, _)| piece.letters.1 - piece.letters.0)
    };
    let usual = most(&|kind| plain(kind) && !kind.strong && !kind.number).or_else(|| most(&plain)).or(pieces.first());
    let (usual, usual_kind) = usual?;
    pieces.iter().find_map(|(piece, kind)| {
        let problem = look(piece, kind, usual, usual_kind).or_else(|| link(piece, wanted, at))?;
        let words = printed.words(piece.letters.0);
        Some(format!("{problem}: `{}`", words.chars().take(40).collect::<String>()))
    })
}

/// What is wrong with the look of a piece beside the usual letters of its block.
fn look(piece: &Piece, kind: &LetterKind, usual: &Piece, usual_kind: &LetterKind) -> Option<&'static str> {
    let share = piece.look.size / usual.look.size;
    let rise = piece.rise / usual.look.size;
    if kind.citation && !usual_kind.citation {
        let fine = CITATION_SIZE.contains(&share) && CITATION_RISE.contains(&rise);
        return (!fine).then_some("has the number of a source of another size or height");
    }
    if (share - 1.0).abs() > SAME_SIZE {
        return Some("has letters of several sizes");
    }
    if rise.abs() > SAME_LINE {
        return Some("has letters above or below their line");
    }
    if kind.link.is_none() && usual_kind.link.is_none() && piece.look.colour != usual.look.colour {
        return Some("has letters of several colours");
    }
    // A font that lends a few signs may have one weight.
    if piece.look.family != usual.look.family {
        return None;
    }
    let light = piece.look.weight < usual.look.weight;
    if light && !usual_kind.strong && !usual_kind.number {
        return Some("has letters lighter than the others");
    }
    let quiet = kind.strong && !usual_kind.strong && piece.look.weight < BOLD;
    quiet.then_some("does not show what is written in bold")
}

/// What is wrong with where a piece leads.
fn link(piece: &Piece, wanted: &[Letter], at: &[usize]) -> Option<&'static str> {
    let url = piece.link.as_deref();
    let letters = at.get(piece.letters.0..piece.letters.1)?;
    let leads = |nth: &usize| wanted.get(*nth).is_some_and(|letter| letter.kind.link == url);
    (!letters.iter().all(leads)).then_some("has words that do not lead where they should, or lead anywhere")
}
