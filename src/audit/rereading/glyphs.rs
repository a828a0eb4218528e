//! The letters of each page, as a viewer comes by them.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

use super::exported::{ExportedFile, ExportedLetter};

/// How many units of a glyph make one em, as the interpreter scales them.
const UNITS_PER_EM: f64 = 1000.0;

/// Adds the letters of all pages.
pub(super) fn read(bytes: &[u8], found: &mut ExportedFile) -> Result<(), String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|why| format!("it cannot be read again ({why:?})"))?;
    let cache = InterpreterCache::new();
    let pages = pdf.pages();
    if pages.len() != found.pages.len() {
        return Err(format!("it has {} pages by one reader and {} by another", pages.len(), found.pages.len()));
    }
    for (page, found) in pages.iter().zip(&mut found.pages) {
        let (left, top) = found.corner;
        let whole = Rect::new(left, top - found.size.1, left + found.size.0, top);
        // Embedded fonts alone: no others are asked for.
        let settings = InterpreterSettings { font_resolver: std::sync::Arc::new(|_| None), ..Default::default() };
        let mut context = Context::new(Affine::IDENTITY, whole, &cache, pdf.xref(), settings);
        let mut reader = LetterReader { corner: found.corner, open: Vec::new(), letters: Vec::new() };
        interpret_page(page, &mut context, &mut reader);
        found.letters = reader.letters;
    }
    Ok(())
}

struct LetterReader {
    /// The top left corner of the page.
    corner: (f64, f64),
    /// The numbers of the marked contents that are open.
    open: Vec<Option<i32>>,
    letters: Vec<ExportedLetter>,
}

impl Device<'_> for LetterReader {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, ts: Affine, own: Affine, _: &Paint<'_>, mode: &GlyphDrawMode) {
        let whole = ts * own;
        let at = whole * Point::ZERO;
        let text = match (glyph.as_unicode(), mode) {
            // Letters that nobody sees are found, since no page has them.
            (_, GlyphDrawMode::Invisible) => "\u{fffd}".to_owned(),
            (Some(BfString::Char(letter)), _) => letter.to_string(),
            (Some(BfString::String(letters)), _) => letters,
            (None, _) => String::new(),
        };
        self.letters.push(ExportedLetter {
            text,
            at: (at.x - self.corner.0, self.corner.1 - at.y),
            size: whole.determinant().abs().sqrt() * UNITS_PER_EM,
            content: self.open.iter().rev().find_map(|number| *number),
        });
    }

    fn begin_marked_content(&mut self, _: &[u8], number: Option<i32>) {
        self.open.push(number);
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
