//! What a text item says to a reader: words by the gaps between letters, whatever characters lie between them.

use typst::text::{Glyph, TextItem};

/// The least gap that separates two words, in em: a space of these fonts is 0.2 em and wider, kerning is far less.
pub(in crate::audit) const LEAST_GAP: f64 = 0.15;

/// The widest gap between two words of a line, in em: beyond it a reader takes them for two things.
pub(in crate::audit) const MOST_GAP: f64 = 0.8;

/// A gap that is none between two words of a line.
pub(in crate::audit) const FAR: char = '\t';

/// The least share of a space of its font that a gap between words has.
const LEAST_OF_SPACE: f64 = 0.85;

/// How far two pairs of letters in a row may be kerned, in em.
const KERNED: f64 = 0.08;

/// How far glyphs of one letter may differ in height or rise, in em: figures of one width differ in width alone.
const ALIKE: f64 = 0.08;

/// The letters of a text item as they stand next to each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadLetters {
    /// The words, with a space where there is a gap, and `FAR` where that is wide; no other white space.
    pub words: String,
    /// Where the first letter begins and the last one ends, in em from the left of the item.
    pub ends: (f64, f64),
    /// What is wrong with their places or forms.
    pub flaw: Option<LetterFlaw>,
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

/// Reads a text item.
pub(super) fn letters(text: &TextItem) -> ReadLetters {
    let mut letters = ReadLetters::default();
    let (mut before, mut last): (Option<f64>, f64) = (None, 0.0);
    let space = text.font.ttf().glyph_index(' ').and_then(|space| text.font.x_advance(space.0));
    let space = space.map_or(0.0, typst::layout::Em::get);
    for cluster in clusters(text) {
        if let Some(end) = before {
            let gap = cluster.left - end;
            if (LEAST_GAP..LEAST_OF_SPACE * space).contains(&gap) {
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
fn clusters(text: &TextItem) -> Vec<Cluster<'_>> {
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
        let own = text.font.x_advance(glyph.id).map_or(glyph.x_advance.get(), typst::layout::Em::get);
        if last == Some(&glyph.range) {
            // Another glyph of the same letters: an accent, or a part of them.
            if let Some(cluster) = clusters.last_mut() {
                cluster.left = cluster.left.min(left);
                cluster.right = cluster.right.max(left + own);
            }
            continue;
        }
        last = Some(&glyph.range);
        clusters.push(Cluster { words, left, right: left + own, formed: is_formed(text, glyph, words) });
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

/// Whether a glyph stands for another form of its letters than the usual one, as small capitals and raised figures do.
fn is_formed(text: &TextItem, glyph: &Glyph, words: &str) -> bool {
    if !words.chars().all(char::is_alphanumeric) {
        return false;
    }
    if glyph.y_offset.get().abs() > ALIKE {
        return true;
    }
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
