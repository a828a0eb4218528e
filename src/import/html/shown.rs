//! What of a page its reader sees: not its scripts, nor what is hidden, nor what stands about the text.

use super::dom::{Page, PageContent};

/// Elements that hold nothing that is shown.
const NEVER: &[&str] =
    &["script", "style", "template", "head", "noscript", "link", "meta", "datalist", "title", "base"];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img", "picture", "source", "x-note",
];

/// Whether an element stands within a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether a node holds nothing that is shown.
pub(super) fn is_never(page: &Page, id: usize) -> bool {
    NEVER.contains(&page.name(id))
}

/// Whether an element is hidden from every reader.
pub(super) fn is_hidden(page: &Page, id: usize) -> bool {
    let style = page.attribute(id, "style").unwrap_or_default();
    let packed: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    page.attribute(id, "hidden").is_some()
        || ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hidden| packed.contains(hidden))
        || page.name(id) == "input" && page.attribute(id, "type") == Some("hidden")
}

/// The words of a node, hidden ones left out; blocks are set apart by a line feed.
pub(super) fn words(page: &Page, id: usize) -> String {
    let mut words = String::new();
    add_words(page, id, &mut words);
    words
}

fn add_words(page: &Page, id: usize, words: &mut String) {
    if is_never(page, id) || is_hidden(page, id) {
        return;
    }
    if let PageContent::Words(own) = &page.node(id).content {
        words.push_str(own);
        return;
    }
    let apart = !is_inline(page.name(id)) || ["x-note", "s", "strike", "del"].contains(&page.name(id));
    if apart {
        words.push('\n');
    }
    page.node(id).children.iter().for_each(|child| add_words(page, *child, words));
    if apart {
        words.push('\n');
    }
}

/// What stands about the text of a page, in words for a message.
pub(super) fn surrounding(page: &Page, id: usize, in_text: bool) -> Option<&'static str> {
    let name = page.name(id);
    if name.is_empty() || is_inline(name) || name == "body" || name == "html" {
        return None;
    }
    match (page.attribute(id, "role").unwrap_or_default(), name) {
        ("navigation", _) | (_, "nav") => return Some("the navigation of the page"),
        ("contentinfo", _) => return Some("the foot of the page"),
        ("banner", _) if !holds(page, id, "h1") => return Some("the head of the page"),
        ("complementary", _) | (_, "aside") => return Some("a text beside the page"),
        ("search", _) | (_, "search") => return Some("a search box"),
        (_, "footer") if !in_text => return Some("the foot of the page"),
        (_, "header") if !in_text && !holds(page, id, "h1") => return Some("the head of the page"),
        _ => {}
    }
    let class = page.attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
    let own = page.attribute(id, "id").unwrap_or_default().to_ascii_lowercase();
    let named = class.split_ascii_whitespace().chain([own.as_str()]).find_map(|word| {
        Some(match word {
            "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "skip-link" | "skiplink"
            | "toc" | "table-of-contents" | "catlinks" | "mw-editsection" => "the navigation of the page",
            "footer" | "site-footer" | "page-footer" => "the foot of the page",
            "sidebar" => "a text beside the page",
            _ if word.starts_with("cookie") => "a notice about cookies",
            _ => return None,
        })
    });
    named.filter(|_| !holds(page, id, "h1") && !holds(page, id, "main"))
}

/// Whether an element lies somewhere in a node.
pub(super) fn holds(page: &Page, id: usize, name: &str) -> bool {
    page.name(id) == name || page.node(id).children.iter().any(|child| holds(page, *child, name))
}

/// The nodes of a name in a node, in their order.
pub(super) fn all(page: &Page, id: usize, name: &str, found: &mut Vec<usize>) {
    if page.name(id) == name {
        found.push(id);
    }
    page.node(id).children.iter().for_each(|child| all(page, *child, name, found));
}
