//! How many lines words take: by the advances of the system's own face (OpenType `hmtx`), before anything is set.
//!
//! Kerning brings letters closer and never further apart by more than a hair, so that the true number of lines is this one
//! or less.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use ttf_parser::Face;

use crate::project::embedded_font;

/// Days, which layouts do not break over a line (`dated` of `layouts/components/say.typ`).
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\p{L}+ \d{1,2}, \d{4}|\d{1,2} (?:de )?\p{L}+ (?:de )?\d{4}";
    Regex::new(day).expect("the pattern of days is one")
});

/// Regular or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The faces in which strips are set.
pub(super) struct LetterWidths {
    regular: Option<Face<'static>>,
    bold: Option<Face<'static>>,
}

impl LetterWidths {
    /// The faces inside the binary.
    pub(super) fn embedded() -> Self {
        let face = |name: &str| {
            let bytes = embedded_font(&format!("atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_{name}.ttf"))?;
            Face::parse(bytes, 0).ok()
        };
        Self { regular: face("400Regular"), bold: face("700Bold") }
    }

    /// How wide words are, in points; a letter that the face does not have is as wide as its size.
    fn width(&self, words: &str, weight: Weight, size: f64) -> f64 {
        let face = match weight {
            Weight::Regular => self.regular.as_ref(),
            Weight::Bold => self.bold.as_ref(),
        };
        let Some(face) = face else { return words.chars().count() as f64 * size };
        let em = f64::from(face.units_per_em());
        let advance = |c: char| face.glyph_hor_advance(face.glyph_index(c)?);
        words.chars().map(|c| advance(c).map_or(size, |units| f64::from(units) / em * size)).sum()
    }

    /// How many lines words take in a column, in points, where they break at spaces alone, and not within a day.
    pub(super) fn lines(&self, words: &str, weight: Weight, size: f64, column: f64) -> usize {
        let words: Cow<str> = DAY.replace_all(words, |day: &Captures| day[0].replace(' ', "\u{a0}"));
        let space = self.width(" ", weight, size);
        let (mut lines, mut filled) = (1, 0.0);
        for word in words.split(' ') {
            let width = self.width(word, weight, size);
            if filled > 0.0 && filled + space + width > column {
                lines += 1;
                filled = 0.0;
            }
            filled += if filled > 0.0 { space + width } else { width };
            // What is wider than the column breaks within.
            while filled > column {
                lines += 1;
                filled -= column;
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_the_widths_of_letters() {
        let letters = LetterWidths::embedded();
        let words = "Reviewed by Sample Reviewer, MD";
        let wide = letters.width(words, Weight::Bold, 10.0);
        assert!((140.0..180.0).contains(&wide), "{wide}");
        assert!(letters.width(words, Weight::Regular, 10.0) < wide);
        assert_eq!(letters.lines(words, Weight::Bold, 10.0, wide + 0.1), 1);
        assert_eq!(letters.lines(words, Weight::Bold, 10.0, wide - 0.1), 2);
        assert!((5..7).contains(&letters.lines(&"x".repeat(100), Weight::Regular, 10.0, 100.0)));
        let (day, half) = ("on November 24, 2026", letters.width("on November 24,", Weight::Bold, 10.0) + 0.1);
        assert_eq!(letters.lines(&day.replace("2026", "xxxx"), Weight::Bold, 10.0, half), 2);
        assert_eq!(letters.lines(&format!("on on {day}"), Weight::Bold, 10.0, half), 3, "a day stays whole, if it can");
        assert_eq!(letters.lines("", Weight::Regular, 10.0, 100.0), 1);
    }
}
