//! The font in which answers are shown: a first face, which viewers type in, and others behind it for what it lacks.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::acroform::face::FontFace;
use crate::acroform::names::RESOURCE;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};

/// Faces in the order in which a character is looked for. Lengths are in points.
#[derive(Clone, Debug)]
pub struct FieldFont {
    first: FontFace,
    others: Vec<FontFace>,
    /// Glyph and advance in the first face of what is drawn for a character that none has: nothing that is written has
    /// one without an error.
    instead: (u16, f64),
}

/// A font and the numbers of its objects in a file.
#[derive(Clone, Copy, Debug)]
pub struct FontInFile<'a> {
    /// The font.
    pub font: &'a FieldFont,
    /// The number of the first face.
    pub object: u32,
    /// Those of the others that are in the file, with their places behind the first.
    pub others: &'a [(usize, u32)],
}

/// Letters of one face in turn.
struct FaceRun {
    /// 0 for the first face.
    face: usize,
    /// Their glyphs in hexadecimal digits, for a content stream.
    glyphs: String,
}

impl FieldFont {
    /// Reads fonts, of which the first must have TrueType outlines and a question mark; others that are none are left out.
    pub fn read<'b>(mut fonts: impl Iterator<Item = &'b [u8]>) -> Option<Self> {
        let first = FontFace::read(fonts.next()?)?;
        let instead = first.glyph('?')?;
        Some(Self { first, others: fonts.filter_map(FontFace::read).collect(), instead })
    }

    /// Face, glyph and advance of a character. The others are asked only for what is drawn one letter after the other.
    fn glyph(&self, c: char) -> Option<(usize, u16, f64)> {
        let of = |place: usize, face: &FontFace| face.glyph(c).map(|(glyph, advance)| (place, glyph, advance));
        let others = || self.others.iter().zip(1..).find_map(|(face, place)| of(place, face));
        of(0, &self.first).or_else(|| others().filter(|_| !needs_shaping(c)))
    }

    fn glyph_or_instead(&self, c: char) -> (usize, u16, f64) {
        self.glyph(c).unwrap_or((0, self.instead.0, self.instead.1))
    }

    /// Whether it can draw a character.
    pub fn covers(&self, c: char) -> bool {
        self.glyph(c).is_some()
    }

    /// The width of words at a size.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|c| self.glyph_or_instead(c).2).sum::<f64>() * size / 1000.0
    }

    /// The height of capitals at a size.
    pub fn capitals(&self, size: f64) -> f64 {
        self.first.capitals(size)
    }

    /// From the top of a line to its baseline at a size.
    pub fn ascent(&self, size: f64) -> f64 {
        self.first.ascent(size)
    }

    /// From one baseline to the next at a size, as viewers set it.
    pub fn leading(&self, size: f64) -> f64 {
        self.first.leading(size)
    }

    /// Puts the whole first face into a file; its object number.
    pub fn add(&self, file: &mut File) -> u32 {
        self.first.add(file)
    }

    /// Puts the other faces that letters need into a file.
    pub fn add_others(&self, file: &mut File, letters: impl Iterator<Item = char>) -> Vec<(usize, u32)> {
        let letters: BTreeSet<char> = letters.filter(|c| self.first.glyph(*c).is_none()).collect();
        let used: BTreeSet<usize> = letters.into_iter().filter_map(|c| Some(self.glyph(c)?.0)).collect();
        used.into_iter().filter_map(|place| Some((place, self.others.get(place.checked_sub(1)?)?.add(file)))).collect()
    }

    /// Words by the faces in which they are drawn.
    fn runs(&self, text: &str) -> Vec<FaceRun> {
        let mut runs: Vec<FaceRun> = Vec::new();
        for c in text.chars() {
            let (face, glyph, _) = self.glyph_or_instead(c);
            if runs.last().is_none_or(|run| run.face != face) {
                runs.push(FaceRun { face, glyphs: String::new() });
            }
            if let Some(run) = runs.last_mut() {
                let _ = write!(run.glyphs, "{glyph:04X}");
            }
        }
        runs
    }
}

impl FontInFile<'_> {
    /// Shows words on a line of their own at a size (ISO 32000-1, 9.4.3), from the first face back to the first face.
    pub fn show(&self, content: &mut String, text: &str, size: f64) {
        let runs = self.font.runs(text);
        let mut face = 0;
        for run in &runs {
            if run.face != face {
                let _ = write!(content, "/{} {size} Tf ", resource(run.face));
                face = run.face;
            }
            let _ = write!(content, "<{}> Tj ", run.glyphs);
        }
        if runs.is_empty() {
            content.push_str("<> Tj ");
        }
        if face != 0 {
            let _ = write!(content, "/{RESOURCE} {size} Tf ");
        }
        content.push_str("T*\n");
    }

    /// The faces as resources of a content stream (7.8.3).
    pub fn resources(&self) -> Dict {
        let mut fonts = Dict::of([(RESOURCE, Object::Ref(self.object))]);
        for (place, object) in self.others {
            fonts.set(&resource(*place), Object::Ref(*object));
        }
        fonts
    }
}

/// The name of a face among the resources.
fn resource(face: usize) -> String {
    if face == 0 { RESOURCE.to_owned() } else { format!("{RESOURCE}{face}") }
}

/// Whether the letters of a script change with their neighbours, stand on each other or run from right to left: what is
/// drawn one after the other would be other words.
fn needs_shaping(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}' | '\u{a840}'..='\u{abff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{11fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_from_the_first_face_that_has_them() {
        let read = |path: &str| std::fs::read(path).expect("a font of the product");
        let fonts = [
            read("fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf"),
            read("fonts/noto-sans/NotoSans-Regular.ttf"),
            b"no font".to_vec(),
            read("fonts/noto-sans/NotoSansSymbols2-Regular.ttf"),
        ];
        let font = FieldFont::read(fonts.iter().map(Vec::as_slice)).expect("a font");
        let faces: Vec<usize> = font.runs("a ⅓✓b").iter().map(|run| run.face).collect();
        assert_eq!(faces, [0, 1, 2, 0]);
        assert!(font.width("⅓", 10.0) > 5.0 && !font.covers('ش') && !font.covers('字'));
        let file = FontInFile { font: &font, object: 1, others: &[] };
        let mut content = String::new();
        file.show(&mut content, "⅓", 10.0);
        assert!(content.starts_with("/Atk1 10 Tf <") && content.ends_with("> Tj /Atk 10 Tf T*\n"), "{content}");
    }
}
