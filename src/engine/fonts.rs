//! The fonts of a project: those in `fonts/`, never those of the system.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontStyle, FontWeight};
use typst::utils::LazyHash;

use crate::acroform::font::FieldFont;
use crate::project::Tree;

/// The family of the system's own face.
const FIRST: &str = "Atkinson Hyperlegible Next";

/// Fonts, loaded once for a process.
#[derive(Clone)]
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
}

impl Fonts {
    /// Every face below `fonts/`, in the order of their paths.
    pub fn load(tree: &Tree) -> Self {
        let fonts: Vec<Font> = tree
            .below("fonts/")
            .filter(|(path, _)| path.ends_with(".ttf") || path.ends_with(".otf"))
            .flat_map(|(_, file)| Font::iter(Bytes::new(file.bytes.clone())).collect::<Vec<_>>())
            .collect();
        let mut book = FontBook::new();
        for font in &fonts {
            book.push(FontInfo::clone(font.info()));
        }
        Self { book: LazyHash::new(book), fonts }
    }

    /// The families in the order in which layouts try them: the first is that of the system, the others add scripts.
    pub fn families(&self) -> Vec<String> {
        let mut families = vec![FIRST.to_owned()];
        for font in &self.fonts {
            if !families.contains(&font.info().family) {
                families.push(font.info().family.clone());
            }
        }
        families
    }

    /// The font in which answers are shown: the regular faces of the families, that of the system first.
    pub fn for_fields(&self) -> Option<FieldFont> {
        let regular = |font: &&Font| {
            let variant = font.info().variant;
            variant.style == FontStyle::Normal && variant.weight == FontWeight::REGULAR
        };
        let (first, others): (Vec<&Font>, Vec<&Font>) =
            self.fonts.iter().filter(regular).partition(|font| font.info().family == FIRST);
        FieldFont::read(first.into_iter().take(1).chain(others).map(|font| font.data().as_slice()))
    }

    /// Whether the fonts can draw a character, upright in regular and bold. A family without a bold face draws it in its
    /// regular one.
    pub fn covers(&self, c: char) -> bool {
        let upright = || self.fonts.iter().map(Font::info).filter(|info| info.variant.style == FontStyle::Normal);
        let bold = |info: &&FontInfo| info.variant.weight >= FontWeight::BOLD;
        let drawing = || upright().filter(|info| info.coverage.contains(c as u32));
        let alone = |info: &FontInfo| !upright().any(|other| other.family == info.family && bold(&other));
        let regular = || drawing().filter(|info| !bold(info));
        regular().next().is_some() && (drawing().any(|info| bold(&info)) || regular().any(alone))
    }
}
