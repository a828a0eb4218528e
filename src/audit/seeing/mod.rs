//! Whether the words of finished pages can be read, judged by their pixels.
//!
//! Each page is drawn twice by Typst itself: whole, and without words. Each run of words is drawn once more alone: that
//! tells which pixels are its letters, what they should look like on their ground, and what else lies there.

mod copy;
mod edges;
mod flaw;
mod judge;
mod raster;
mod ruler;
mod run;
mod tally;
mod walk;

#[cfg(test)]
mod tests;

use rayon::prelude::*;
use typst_layout::{Page, PagedDocument};

pub use flaw::{InkFlaw, PlaceFlaw, PlaceLook, Unseen};
use raster::Sheet;
use walk::InkWalk;

use crate::audit::reading::Bounds;

/// What of a document cannot be seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageLook {
    /// Words that cannot be read: at most one flaw for each.
    pub words: Vec<Unseen>,
    /// Which of the places asked about nobody finds, and why.
    pub places: Vec<(usize, PlaceFlaw)>,
    /// How each place looks that has no flaw.
    pub looks: Vec<(usize, PlaceLook)>,
}

/// Looks at a document, and at places to write or tick on its pages, from 0; for a `pen` a line to write on is enough.
pub fn look(document: &PagedDocument, places: &[(usize, Bounds)], pen: bool) -> PageLook {
    let pages: Vec<&Page> = document.pages().iter().collect();
    let looked: Vec<LookedAt> = pages.par_iter().enumerate().map(|(i, page)| look_at(i, page, (places, pen))).collect();
    let mut before = 0;
    let mut look = PageLook::default();
    for (page, (count, flaws, places)) in looked.into_iter().enumerate() {
        look.words.extend(flaws.into_iter().map(|(turn, flaw)| {
            let flaw = match flaw {
                InkFlaw::Overlapped(other) => InkFlaw::Overlapped(before + other),
                other => other,
            };
            Unseen { page, turn: before + turn, flaw }
        }));
        for (place, look_of) in places {
            match look_of {
                Ok(seen) => look.looks.push((place, seen)),
                Err(flaw) => look.places.push((place, flaw)),
            }
        }
        before += count;
    }
    look
}

/// How many words a page has, what is wrong with some, and with places.
type LookedAt = (usize, Vec<(usize, InkFlaw)>, Vec<(usize, Result<PlaceLook, PlaceFlaw>)>);

/// How many words a page has, which of them cannot be read, by their turn on the page, and which places have no edge.
fn look_at(number: usize, page: &Page, (places, pen): (&[(usize, Bounds)], bool)) -> LookedAt {
    let walk = InkWalk::of(page);
    let own = || places.iter().enumerate().filter(|(_, (page, _))| *page == number);
    if let Some(why) = walk.refused {
        let flaws = walk.words.iter().map(|words| (words.turn, InkFlaw::Unjudged(why))).collect();
        return (walk.turns, flaws, own().map(|(i, _)| (i, Err(PlaceFlaw::NoEdge))).collect());
    }
    if walk.words.is_empty() && own().next().is_none() {
        return (walk.turns, Vec::new(), Vec::new());
    }
    let sheet = Sheet::of(page);
    let unseen = own().map(|(i, (_, place))| (i, edges::look(&sheet, place, pen))).collect();
    (walk.turns, judge::judge(&sheet, &walk), unseen)
}
