//! What each character prints, asked of the fonts once.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a character prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Print {
    /// Itself, or the white space between words.
    Drawn,
    /// Nothing at all.
    Invisible,
    /// A box: the fonts do not have it.
    Missing,
}

/// What the fonts draw.
pub struct Coverage<'a> {
    covers: &'a dyn Fn(char) -> bool,
    /// A bit for each ASCII character that is drawn.
    ascii: u128,
    /// The other characters that were asked for.
    others: RefCell<BTreeMap<char, Print>>,
}

impl<'a> Coverage<'a> {
    /// The characters that `covers` is true of.
    pub fn new(covers: &'a dyn Fn(char) -> bool) -> Self {
        let drawn = ('!'..='~').filter(|c| covers(*c)).chain([' ', '\n']);
        Self { covers, ascii: drawn.fold(0, |bits, c| bits | 1 << u32::from(c)), others: RefCell::default() }
    }

    /// Whether a text has ASCII characters alone, all of which are drawn: most do.
    pub(crate) fn draws_all(&self, text: &str) -> bool {
        text.bytes().all(|byte| byte < 128 && self.ascii >> byte & 1 == 1)
    }

    /// What a character prints.
    pub(crate) fn print(&self, c: char) -> Print {
        if c.is_ascii() && self.ascii >> u32::from(c) & 1 == 1 {
            return Print::Drawn;
        }
        *self.others.borrow_mut().entry(c).or_insert_with(|| {
            if invisible(c) {
                Print::Invisible
            } else if (self.covers)(c) {
                Print::Drawn
            } else {
                Print::Missing
            }
        })
    }
}

/// Characters that print nothing: controls, zero-width, soft hyphen, direction marks, private use.
pub(super) fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c as u32,
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFC
            | 0xE000..=0xF8FF | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF)
}
