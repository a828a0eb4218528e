//! Every word that a reader of a Word file sees, found without regard to its form.

use roxmltree::Node;

use super::styles::WordStyles;
use super::xml::{child, is, name, switch, value};

/// Whether a run is hidden, by its own look or by its style.
pub(super) fn is_hidden(run: Node, paragraph_style: Option<&str>, styles: &WordStyles) -> bool {
    let own = child(run, "rPr");
    let direct = own.and_then(|own| switch(own, "vanish"));
    direct.unwrap_or_else(|| {
        let by_run = own.and_then(|own| value(own, "rStyle")).is_some_and(|id| styles.looks(Some(id)).2);
        by_run || styles.looks(paragraph_style).2
    })
}

/// The style of a paragraph.
pub(super) fn style_of<'a>(paragraph: Node<'a, '_>) -> Option<&'a str> {
    child(paragraph, "pPr").and_then(|own| value(own, "pStyle"))
}

/// The words of a node, each paragraph on a line: what is deleted, hidden or stands twice is left out.
pub(super) fn words(node: Node, styles: &WordStyles) -> String {
    let mut words = String::new();
    add(node, None, styles, &mut words);
    words
}

fn add(node: Node, style: Option<&str>, styles: &WordStyles, words: &mut String) {
    match name(node) {
        "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "pPr" | "rPr" | "sectPr" => return,
        "r" if is(node, "r") && is_hidden(node, style, styles) => return,
        "t" => words.push_str(node.text().unwrap_or_default()),
        // What stands elsewhere in the guide parts the words about it.
        "tab" | "br" | "cr" | "ptab" | "footnoteReference" | "endnoteReference" | "oMath" => words.push(' '),
        "r" if is_struck(node) => words.push(' '),
        "noBreakHyphen" => words.push('-'),
        _ => {}
    }
    let paragraph = is(node, "p");
    let style = if paragraph { style_of(node) } else { style };
    if paragraph {
        words.push('\n');
    }
    node.children().filter(Node::is_element).for_each(|child| add(child, style, styles, words));
    if paragraph {
        words.push('\n');
    }
    if matches!(name(node), "oMath") || is_struck(node) {
        words.push(' ');
    }
}

/// Whether the words of a run are struck out.
pub(super) fn is_struck(run: Node) -> bool {
    let own = child(run, "rPr");
    own.is_some_and(|own| switch(own, "strike").unwrap_or(false) || switch(own, "dstrike").unwrap_or(false))
}
