//! How answers look: appearance streams (ISO 32000-1, 12.5.5) with words, ticks and dots of our own, and the measure of
//! what a field can show.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::char::compose;

use crate::acroform::font::{FieldFont, FontInFile};
use crate::acroform::names::RESOURCE;
use crate::model::letters::is_hyphen;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};

/// The size of answers, in points. A form that is there already keeps the size that its fields name.
pub const FONT_SIZE: f64 = 12.0;

/// The size where a form names none, which programs that write files anew may lose: that of the first forms.
pub(crate) const UNNAMED_SIZE: f64 = 10.0;

/// From the edge of a field to its words, in points; what viewers leave.
const PAD: f64 = 3.0;

/// From the top and the foot of a field of several lines to its words, in points.
const HEAD: f64 = 2.0;

/// The colour of answers: black, since some viewers lay a tint over them.
const INK: &str = "0 0 0";

/// The words that set how a viewer shows what is typed (12.7.3.3).
pub fn default_appearance(size: f64) -> String {
    format!("/{RESOURCE} {size} Tf {INK} rg")
}

/// The size that such words name: the operand before `Tf`. `None` where they name none, leave it to the viewer (0), or
/// name one that no form has.
pub(crate) fn size_of(appearance: &Object) -> Option<f64> {
    let Object::Str(appearance) = appearance else { return None };
    let words: Vec<&[u8]> =
        appearance.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).take(64).collect();
    let at = words.iter().rposition(|word| *word == b"Tf")?;
    let size: f64 = std::str::from_utf8(words.get(at.checked_sub(1)?)?).ok()?.parse().ok()?;
    (4.0..=48.0).contains(&size).then_some(size)
}

/// The box in which a field shows words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldBox {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// Whether words may go over several lines.
    pub lines: bool,
    /// The size of the words in points.
    pub size: f64,
}

impl FieldBox {
    /// How many lines it shows.
    fn line_count(self, font: &FieldFont) -> usize {
        if !self.lines {
            return 1;
        }
        // A little more than our own leading, since viewers set lines further apart.
        ((self.height - 2.0 * HEAD) / (font.leading(self.size) + 0.5)).floor().max(1.0) as usize
    }

    /// How many letters of usual words it shows.
    pub fn usual_letters(self, font: &FieldFont) -> usize {
        const USUAL: &str = "the quick brown fox sees us every day, and then a lazy dog goes to sleep near the house";
        let each = font.width(USUAL, self.size) / USUAL.chars().count() as f64;
        let line = ((self.width - 2.0 * PAD) / each).floor().max(1.0);
        // Words do not break where the line ends.
        let line = if self.lines { (line * 0.92).floor().max(1.0) } else { line };
        line as usize * self.line_count(font)
    }

    /// Words broken into the lines that they take here, each with the byte at which the next begins.
    fn broken_lines<'a>(self, font: &FieldFont, text: &'a str) -> Vec<(&'a str, usize)> {
        let width = self.width - 2.0 * PAD;
        let mut out = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let end = start + line.len();
            if self.lines {
                out.extend(self.wrapped(font, text, start..end, width));
            } else {
                out.push((line, end));
            }
            start = end + 1;
            if let Some(last) = out.last_mut() {
                last.1 = start.min(text.len());
            }
        }
        out
    }

    /// How many bytes of a text show here: all of them, or those before the first line that has no field_box.
    pub fn shows(self, font: &FieldFont, text: &str) -> usize {
        // Spaces and empty lines at the end need no field_box.
        let seen = text.trim_end();
        if self.lines {
            let broken = self.broken_lines(font, seen);
            let count = self.line_count(font);
            return if broken.len() <= count { text.len() } else { broken[count - 1].1 };
        }
        let line = seen.split('\n').next().unwrap_or_default();
        match self.fitting(font, line, self.width - 2.0 * PAD) {
            fits if fits == seen.len() => text.len(),
            fits => fits,
        }
    }

    /// A line of a text broken at its spaces, or within a word that is longer than the line; each piece with the byte at
    /// which the next begins.
    fn wrapped<'a>(self, font: &FieldFont, text: &'a str, line: Range<usize>, width: f64) -> Vec<(&'a str, usize)> {
        let mut out = Vec::new();
        let mut from = line.start;
        loop {
            let rest = &text[from..line.end];
            let fits = self.fitting(font, rest, width);
            if fits == rest.len() {
                out.push((rest, line.end));
                return out;
            }
            // A space at the end of a line takes no room.
            let upto = &rest[..fits];
            let cut = match rest[fits..].starts_with(SPACES) {
                true => fits + 1,
                false => upto.rfind(SPACES).map_or(fits, |space| space + 1),
            };
            let cut = if cut == 0 { rest.chars().next().map_or(rest.len(), char::len_utf8) } else { cut };
            out.push((rest[..cut].trim_end_matches(SPACES), from + cut));
            from += cut;
        }
    }

    /// How many bytes of a line fit a width.
    fn fitting(self, font: &FieldFont, line: &str, width: f64) -> usize {
        let mut letters = Letters { font, last: None };
        let mut sum = 0.0;
        let mut buffer = [0; 4];
        let mut own = |c: char| font.width(c.encode_utf8(&mut buffer), self.size);
        for (at, c) in line.char_indices() {
            let before = letters.last;
            if let Some((letter, instead)) = letters.next(c) {
                sum += own(letter) - before.filter(|_| instead).map_or(0.0, &mut own);
            }
            if sum > width + 0.01 {
                return at;
            }
        }
        line.len()
    }
}

/// Whether a character prints nothing in any font: joiners, marks of direction, selectors of a variant.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The letters of a text one by one, as they are drawn: without what prints nothing, every space and hyphen one that the
/// font has, and a mark on a letter as one letter where there is such a one.
struct Letters<'f> {
    font: &'f FieldFont,
    last: Option<char>,
}

impl Letters<'_> {
    /// The letter that the next character adds, and whether it takes the place of the last one.
    fn next(&mut self, c: char) -> Option<(char, bool)> {
        if is_hidden(c) {
            return None;
        }
        let c = match c {
            _ if self.font.covers(c) => c,
            _ if c.is_whitespace() => ' ',
            _ if is_hyphen(c) => '-',
            _ => c,
        };
        let both = self.last.and_then(|last| compose(last, c)).filter(|both| self.font.covers(*both));
        self.last = Some(both.unwrap_or(c));
        Some((both.unwrap_or(c), both.is_some()))
    }
}

/// A line as it is drawn.
pub fn printed(font: &FieldFont, line: &str) -> String {
    let mut letters = Letters { font, last: None };
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if let Some((letter, instead)) = letters.next(c) {
            if instead {
                out.pop();
            }
            out.push(letter);
        }
    }
    out
}

/// Puts the faces behind the first that texts need into a file.
pub(crate) fn add_faces<'t>(
    file: &mut File,
    font: &FieldFont,
    texts: impl Iterator<Item = &'t str>,
) -> Vec<(usize, u32)> {
    let letters: Vec<char> = texts.flat_map(|text| printed(font, text).chars().collect::<Vec<_>>()).collect();
    font.add_others(file, letters.into_iter())
}

/// Whether the font has every letter of a text.
pub fn covers(font: &FieldFont, text: &str) -> bool {
    printed(font, text).chars().all(|c| font.covers(c))
}

/// Where a line may be broken.
const SPACES: [char; 2] = [' ', '\t'];

/// How the look of a text field with words in it begins, where it is of this program.
pub const TEXT_START: &str = "/Tx BMC\nq\n1 1 ";

/// The look of a text field (12.7.3.3).
pub fn text(in_file: FontInFile, field_box: FieldBox, text: &str) -> Stream {
    let font = in_file.font;
    let mut content = String::from("/Tx BMC\n");
    if !text.is_empty() {
        let FieldBox { width: w, height: h, size, lines } = field_box;
        let _ = write!(content, "q\n1 1 {:.2} {:.2} re W n\nBT\n{INK} rg\n/{RESOURCE} {size} Tf\n", w - 2.0, h - 2.0);
        let leading = font.leading(size);
        let first = if lines { h - HEAD - font.ascent(size) } else { (h - font.capitals(size)) / 2.0 };
        let _ = writeln!(content, "{PAD} {first:.2} Td\n{leading:.2} TL");
        for (line, _) in field_box.broken_lines(font, text).iter().take(if lines { usize::MAX } else { 1 }) {
            in_file.show(&mut content, &printed(font, line), size);
        }
        content.push_str("ET\nQ\n");
    }
    content.push_str("EMC");
    let fonts = Object::Dict(in_file.resources());
    form(field_box.width, field_box.height, content, Dict::of([("Font", fonts)]))
}

/// The look of a ticked box of this width and height.
pub fn tick(width: f64, height: f64) -> Stream {
    let at = |x: f64, y: f64| format!("{:.2} {:.2}", x * width, y * height);
    let content = format!(
        "q\n{INK} RG\n{:.2} w 1 J 1 j\n{} m {} l {} l S\nQ",
        width * 0.11,
        at(0.24, 0.5),
        at(0.43, 0.28),
        at(0.78, 0.75)
    );
    form(width, height, content, Dict::default())
}

/// The look of a marked circle of this width and height.
pub fn dot(width: f64, height: f64) -> Stream {
    // A circle of four Bézier curves.
    let (cx, cy, r) = (width / 2.0, height / 2.0, width.min(height) * 0.27);
    let k = r * 0.5523;
    let mut content = format!("q\n{INK} rg\n{:.2} {cy:.2} m\n", cx + r);
    let mut curve = |p: [f64; 6]| {
        let _ = writeln!(content, "{:.2} {:.2} {:.2} {:.2} {:.2} {:.2} c", p[0], p[1], p[2], p[3], p[4], p[5]);
    };
    curve([cx + r, cy + k, cx + k, cy + r, cx, cy + r]);
    curve([cx - k, cy + r, cx - r, cy + k, cx - r, cy]);
    curve([cx - r, cy - k, cx - k, cy - r, cx, cy - r]);
    curve([cx + k, cy - r, cx + r, cy - k, cx + r, cy]);
    content.push_str("f\nQ");
    form(width, height, content, Dict::default())
}

/// The look of a box or circle that is not marked.
pub fn nothing(width: f64, height: f64) -> Stream {
    form(width, height, String::new(), Dict::default())
}

/// A form XObject (8.10) of this width and height.
fn form(width: f64, height: f64, content: String, resources: Dict) -> Stream {
    let dict = Dict::of([
        ("Type", Object::name("XObject")),
        ("Subtype", Object::name("Form")),
        ("BBox", Object::numbers([0.0, 0.0, width, height])),
        ("Resources", Object::Dict(resources)),
    ]);
    Stream { dict, data: Arc::from(content.into_bytes()) }
}
