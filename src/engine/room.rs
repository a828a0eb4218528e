//! Whether a text has room on the panels of a product: how many pages each took, and how many lines are too many.

use std::collections::BTreeSet;

use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::audit::pages::Pages;
use crate::model::Product;

/// A panel, or several through which text flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// What it is called.
    pub name: &'static str,
    /// Its first page, from 0.
    pub first: usize,
    /// How many pages it took.
    pub pages: usize,
    /// How many it has.
    pub allowed: usize,
    /// How many lines stand beyond them.
    pub over: usize,
}

/// The panels of a product in the order of its pages: the label at which each begins, its name, how many pages it has.
fn panels(product: Product) -> &'static [(&'static str, &'static str, usize)] {
    match product {
        Product::Trifold => &[
            ("panel:cover", "the cover", 1),
            ("panel:flap", "the flap", 1),
            ("panel:inner", "the inner panels", 3),
            ("panel:back", "the back", 1),
        ],
        // The text goes on for as many pages as it takes.
        Product::Booklet => {
            &[("panel:cover", "the cover", 1), ("panel:text", "the pages behind the cover", usize::MAX)]
        }
        Product::Card => &[("panel:front", "the front", 1), ("panel:back", "the back", 1)],
        _ => &[],
    }
}

/// The room that a document took; empty where a layout does not say where its panels begin.
pub fn rooms(product: Product, document: &PagedDocument, pages: &Pages) -> Vec<Room> {
    let introspector = document.introspector();
    let begins = |label: &str| {
        let label = Label::new(PicoStr::intern(label))?;
        let location = introspector.query_label(label).ok()?.location()?;
        Some(introspector.page(location)?.get() - 1)
    };
    let panels = panels(product);
    let Some(firsts) = panels.iter().map(|(label, ..)| begins(label)).collect::<Option<Vec<usize>>>() else {
        return Vec::new();
    };
    let ends = firsts.iter().skip(1).copied().chain([pages.count]);
    panels
        .iter()
        .zip(&firsts)
        .zip(ends)
        .map(|(((_, name, allowed), first), end)| {
            let taken = end.saturating_sub(*first);
            Room {
                name,
                first: *first,
                pages: taken,
                allowed: *allowed,
                over: lines(pages, first.saturating_add(*allowed), end),
            }
        })
        .collect()
}

/// The lines of words on some pages.
fn lines(pages: &Pages, from: usize, to: usize) -> usize {
    let on = pages.runs.iter().filter(|r| (from..to).contains(&r.page) && !r.text.trim().is_empty());
    on.map(|r| (r.page, r.bounds[3].round() as i64)).collect::<BTreeSet<_>>().len()
}

/// What a panel is called, by the page that it is: "inner panel 2".
pub fn name(product: Product, page: usize) -> String {
    let names: &[&str] = match product {
        Product::Trifold => &["the cover", "the flap", "inner panel 1", "inner panel 2", "inner panel 3", "the back"],
        Product::Booklet => &["the cover"],
        Product::Card => &["the front", "the back"],
        _ => &[],
    };
    names.get(page).map_or_else(|| format!("page {}", page + 1), |name| (*name).to_owned())
}
