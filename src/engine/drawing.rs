//! Pages as SVG, for a browser.

use typst_layout::PagedDocument;

/// Each page as an SVG file of its own.
pub fn drawings(document: &PagedDocument) -> Vec<String> {
    document.pages().iter().map(|page| typst_svg::svg(page, &typst_svg::SvgOptions::default())).collect()
}
