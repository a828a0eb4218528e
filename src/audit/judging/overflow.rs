//! Whether a text has room on the panels of a product: how many pages each took, and how many lines are too many.

use std::collections::BTreeSet;

use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::audit::reading::Pages;
use crate::document::products::PanelGroup;

/// What a panel took, or several through which text flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelOverflow {
    /// Which panel.
    pub panel: &'static PanelGroup,
    /// Its first page, from 0.
    pub first: usize,
    /// How many pages it took.
    pub pages: usize,
    /// How many lines stand beyond those that it has.
    pub lines: usize,
}

impl PanelOverflow {
    /// Whether it took more pages than it has.
    pub fn is_over(&self) -> bool {
        self.pages > self.panel.pages
    }
}

/// What each of some panels took; empty where a layout does not say where they begin.
pub fn overflow(panels: &'static [PanelGroup], document: &PagedDocument, pages: &Pages) -> Vec<PanelOverflow> {
    let introspector = document.introspector();
    let begins = |panel: &PanelGroup| {
        let label = Label::new(PicoStr::intern(panel.label))?;
        let location = introspector.query_label(label).ok()?.location()?;
        Some(introspector.page(location)?.get() - 1)
    };
    let Some(firsts) = panels.iter().map(begins).collect::<Option<Vec<usize>>>() else { return Vec::new() };
    let ends = firsts.iter().skip(1).copied().chain([pages.count]);
    panels
        .iter()
        .zip(&firsts)
        .zip(ends)
        .map(|((panel, first), end)| PanelOverflow {
            panel,
            first: *first,
            pages: end.saturating_sub(*first),
            lines: lines(pages, first.saturating_add(panel.pages), end),
        })
        .collect()
}

/// The lines of words on some pages.
fn lines(pages: &Pages, from: usize, to: usize) -> usize {
    let on = pages.runs.iter().filter(|r| (from..to).contains(&r.page) && !r.text.trim().is_empty());
    on.map(|r| (r.page, r.bounds[3].round() as i64)).collect::<BTreeSet<_>>().len()
}
