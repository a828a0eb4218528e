//! What each character prints, asked of the fonts once.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use crate::model::letters::invisible;

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
    covers: &'a (dyn Fn(char) -> bool + Sync),
    /// A bit for each ASCII character that is drawn.
    ascii: u128,
    /// The other characters that were asked for.
    others: RwLock<BTreeMap<char, Print>>,
}

impl<'a> Coverage<'a> {
    /// The characters that `covers` is true of.
    pub fn new(covers: &'a (dyn Fn(char) -> bool + Sync)) -> Self {
        let drawn = ('!'..='~').filter(|c| covers(*c)).chain([' ', '\n']);
        Self { covers, ascii: drawn.fold(0, |bits, c| bits | 1 << u32::from(c)), others: RwLock::default() }
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
        if let Some(known) = self.others.read().unwrap_or_else(PoisonError::into_inner).get(&c) {
            return *known;
        }
        let print = if invisible(c) {
            Print::Invisible
        } else if (self.covers)(c) {
            Print::Drawn
        } else {
            Print::Missing
        };
        self.others.write().unwrap_or_else(PoisonError::into_inner).insert(c, print);
        print
    }
}
