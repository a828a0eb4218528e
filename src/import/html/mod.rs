//! Web pages, and Markdown that was made one.

mod dom;
mod lists;
mod places;
mod shown;
mod tables;
mod walk;

use dom::{Page, Unbounded};
pub(super) use places::SourcePlaces;
use walk::HtmlWalk;

use super::pictures::ReadBeside;
use super::tree::{Fate, ReadDocument, tidy};

/// Reads a page.
///
/// # Errors
/// Why it is not read, in words.
pub(super) fn read(text: &str, places: &SourcePlaces, beside: ReadBeside) -> Result<ReadDocument, String> {
    let page = dom::parse(text).map_err(|why| match why {
        Unbounded::Large => "the page has more than 400,000 parts, or one with more than 2,000 attributes".to_owned(),
        Unbounded::Deep => "the parts of the page lie more than 200 deep in one another".to_owned(),
    })?;
    let mut walk = HtmlWalk::new(&page, places, beside);
    head(&page, &mut walk);
    let root = body(&page);
    walk.document.visible = shown::words(&page, root);
    walk.whole(root);
    Ok(walk.document)
}

/// The part of a page that is shown.
fn body(page: &Page) -> usize {
    let mut found = Vec::new();
    shown::all(page, 0, "body", &mut found);
    found.first().copied().unwrap_or(0)
}

/// What the head of a page says of it.
fn head(page: &Page, walk: &mut HtmlWalk) {
    let mut found = Vec::new();
    shown::all(page, 0, "title", &mut found);
    let inside = |id: usize| {
        let words = page.node(id).children.iter().map(|child| match &page.node(*child).content {
            dom::PageContent::Words(words) => words.as_str(),
            _ => "",
        });
        tidy(&words.collect::<String>())
    };
    walk.document.title = found.first().map(|id| inside(*id)).unwrap_or_default();
    found.clear();
    shown::all(page, 0, "meta", &mut found);
    for id in &found {
        let named = page.attribute(*id, "name").unwrap_or_default();
        let content = page.attribute(*id, "content").map(tidy).unwrap_or_default();
        if named.eq_ignore_ascii_case("author") && !content.is_empty() {
            walk.document.authors.push(content);
        }
    }
    let mut styled = Vec::new();
    ["script", "style"].iter().for_each(|name| shown::all(page, 0, name, &mut styled));
    if let Some(first) = styled.iter().copied().min_by_key(|id| page.node(*id).place) {
        let spot = walk.spot(first);
        walk.document.note(
            Fate::Left,
            spot,
            "scripts and styles, which say nothing to a reader",
            "",
            "nothing: pages have a look of their own",
        );
    }
}
