//! What a text item says to a reader: words by the gaps between letters, whatever characters lie between them.

use std::sync::Arc;

use typst::layout::Em;
use typst::text::{FontInstance, Glyph, TextItem};

/// The least gap that separates two words, in em: a space of these fonts is 0.2 em and wider, kerning is far less.
pub(in crate::audit) const LEAST_GAP: f64 = 0.15;

/// The widest gap between two words of a line, in em: beyond it a reader takes them for two things.
pub(in crate::audit) const MOST_GAP: f64 = 0.8;

/// A gap that is none between two words of a line.
pub(in crate::audit) const FAR: char = '\t';

/// The least share of a space of its font that a gap between words has: "P Y" of the shipped font is kerned to 0.786 of it.
const LEAST_OF_SPACE: f64 = 0.78;

/// How far two pairs of letters in a row may be kerned, in em.
const KERNED: f64 = 0.08;

/// How far glyphs of one letter may differ in height or rise, in em: figures of one width differ in width alone.
const ALIKE: f64 = 0.08;

/// From which gap within words, in em, how much wider those between words are is asked, and how much that is.
const MOST_TRACKED: f64 = 0.05;
const LEAST_WIDER: f64 = 2.5;

/// The letters of a text item as they stand next to each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadLetters {
    /// The words, with a space where there is a gap, and `FAR` where that is wide; no other white space.
    pub words: String,
    /// Where the first letter begins and the last one ends, in em from the left of the item.
    pub ends: (f64, f64),
    /// The widest gap within a word, and the narrowest one between two, in em.
    pub gaps: LetterGaps,
    /// What is wrong with their places or forms.
    pub flaw: Option<LetterFlaw>,
}

/// How far letters stand apart, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LetterGaps {
    /// The widest gap within a word.
    pub within: f64,
    /// The narrowest one between two words.
    pub between: f64,
}

impl Default for LetterGaps {
    fn default() -> Self {
        Self { within: 0.0, between: f64::INFINITY }
    }
}

impl LetterGaps {
    /// Adds a gap between two letters.
    pub(in crate::audit) fn add(&mut self, gap: f64) {
        if gap < LEAST_GAP { self.within = self.within.max(gap) } else { self.between = self.between.min(gap) }
    }

    /// Adds those of more letters.
    pub(in crate::audit) fn join(&mut self, others: Self) {
        *self = Self { within: self.within.max(others.within), between: self.between.min(others.between) };
    }

    /// Whether words stand hardly farther apart than their letters.
    pub(in crate::audit) fn are_alike(self) -> bool {
        self.within > MOST_TRACKED && self.between < LEAST_WIDER * self.within
    }
}

/// What is wrong with the places or forms of letters.
#[derive(Clone, Debug, PartialEq)]
pub enum LetterFlaw {
    /// They lie on each other.
    Pressed,
    /// Neither as far apart as words are in their font, nor as near as letters.
    Thin,
    /// Another form of the letter: small, raised or lowered.
    Form(String),
}

/// A letter, or several that one glyph draws: where it begins and ends, in em.
struct Cluster<'a> {
    words: &'a str,
    left: f64,
    right: f64,
    formed: bool,
}

/// What a font draws for the letters of ASCII, looked up once for all its items.
pub(super) struct UsualGlyphs {
    font: FontInstance,
    /// The family of the font.
    pub(super) family: Arc<str>,
    /// How wide its space is, in em.
    space: f64,
    /// The glyph of each letter and how far that advances, in em.
    ascii: Vec<Option<(u16, f64)>>,
}

impl UsualGlyphs {
    pub(super) fn of(font: &FontInstance) -> Self {
        let glyph = |letter: u8| {
            let glyph = font.ttf().glyph_index(char::from(letter))?.0;
            Some((glyph, font.x_advance(glyph)?.get()))
        };
        let ascii: Vec<_> = (0..128).map(glyph).collect();
        let space = ascii.get(usize::from(b' ')).copied().flatten().map_or(0.0, |(_, advance)| advance);
        Self { font: font.clone(), family: Arc::from(font.font().info().family.as_str()), space, ascii }
    }

    pub(super) fn is_of(&self, font: &FontInstance) -> bool {
        std::ptr::eq(self.font.ttf(), font.ttf())
    }

    /// How far a glyph advances, where it is the usual one of a letter of ASCII.
    fn advance(&self, words: &str, glyph: u16) -> Option<f64> {
        let [letter] = words.as_bytes() else { return None };
        let (usual, advance) = self.ascii.get(usize::from(*letter)).copied().flatten()?;
        (usual == glyph).then_some(advance)
    }
}

/// Reads a text item, set in the font of these glyphs.
pub(super) fn letters(text: &TextItem, usual: &UsualGlyphs) -> ReadLetters {
    let mut letters = ReadLetters::default();
    let (mut before, mut last): (Option<f64>, f64) = (None, 0.0);
    for cluster in clusters(text, usual) {
        if let Some(end) = before {
            let gap = cluster.left - end;
            letters.gaps.add(gap);
            if (LEAST_GAP..LEAST_OF_SPACE * usual.space).contains(&gap) {
                letters.flaw.get_or_insert(LetterFlaw::Thin);
            }
            if gap > MOST_GAP {
                letters.words.push(FAR);
            } else if gap >= LEAST_GAP {
                letters.words.push(' ');
            } else if gap < -LEAST_GAP || gap.max(last) < -KERNED {
                letters.flaw.get_or_insert(LetterFlaw::Pressed);
            }
            last = gap;
        } else {
            letters.ends.0 = cluster.left;
        }
        if cluster.formed {
            letters.flaw.get_or_insert(LetterFlaw::Form(cluster.words.to_owned()));
        }
        letters.words.push_str(cluster.words);
        letters.ends.1 = cluster.right;
        before = Some(cluster.right);
    }
    letters
}

/// The visible letters of an item, in the order of its glyphs.
fn clusters<'a>(text: &'a TextItem, usual: &UsualGlyphs) -> Vec<Cluster<'a>> {
    let mut clusters: Vec<Cluster> = Vec::with_capacity(text.glyphs.len());
    let (mut x, mut last) = (0.0, None);
    for glyph in &text.glyphs {
        let left = x + glyph.x_offset.get();
        x += glyph.x_advance.get();
        let words = text.text.get(glyph.range()).unwrap_or_default();
        if is_blank(words) {
            continue;
        }
        // What a layout adds to a letter is a gap, so the letter's own width counts.
        let plain = usual.advance(words, glyph.id);
        let own = plain.or_else(|| text.font.x_advance(glyph.id).map(Em::get)).unwrap_or(glyph.x_advance.get());
        if last == Some(&glyph.range) {
            // Another glyph of the same letters: an accent, or a part of them.
            if let Some(cluster) = clusters.last_mut() {
                cluster.left = cluster.left.min(left);
                cluster.right = cluster.right.max(left + own);
            }
            continue;
        }
        last = Some(&glyph.range);
        let formed = glyph.y_offset.get().abs() > ALIKE || plain.is_none() && is_formed(text, glyph, words);
        clusters.push(Cluster { words, left, right: left + own, formed: formed && is_word(words) });
    }
    clusters
}

/// Whether nothing of it is seen.
pub(in crate::audit) fn is_blank(words: &str) -> bool {
    words.chars().all(is_unseen)
}

/// Whether a character leaves no ink: white space, and signs that only say where a line may break.
pub(in crate::audit) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether they are letters and figures, which have forms.
fn is_word(words: &str) -> bool {
    words.chars().all(char::is_alphanumeric)
}

/// Whether a glyph stands for another form of its letters than the usual one, as small capitals and raised figures do.
fn is_formed(text: &TextItem, glyph: &Glyph, words: &str) -> bool {
    let face = text.font.ttf();
    let own = ttf_parser::GlyphId(glyph.id);
    let mut usual = words.chars().map(|letter| face.glyph_index(letter));
    if words.chars().count() == 1 && usual.clone().any(|usual| usual == Some(own)) {
        return false;
    }
    let Some(own) = face.glyph_bounding_box(own) else { return true };
    // As high as the highest of its letters, and as low as the lowest.
    let range = usual.try_fold((i16::MAX, i16::MIN), |(low, high), usual| {
        let bounds = face.glyph_bounding_box(usual?)?;
        Some((low.min(bounds.y_min), high.max(bounds.y_max)))
    });
    let Some((low, high)) = range else { return false };
    let away = |a: i16, b: i16| (text.font.to_em(a).get() - text.font.to_em(b).get()).abs() > ALIKE;
    away(own.y_min, low) || away(own.y_max, high)
}
