//! XML of Word files: parsed within bounds, and asked for what Word calls things.

use roxmltree::{Document, Node, ParsingOptions};

/// The most elements and runs of words of a part.
const MOST_NODES: u32 = 1_500_000;
/// How deep they may lie in one another.
const DEEPEST: usize = 250;

/// Parses a part; document types, and so entities, are refused.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn parse(text: &str) -> Result<Document<'_>, String> {
    if is_deep(text) {
        return Err(format!("the parts of the document lie more than {DEEPEST} deep in one another"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => "the document declares entities, which Word never does".to_owned(),
        roxmltree::Error::NodesLimitReached => format!("the document has more than {MOST_NODES} parts"),
        other => format!("the document is no XML that can be read ({other})"),
    })
}

/// Whether elements lie deeper in one another than any program writes, told before anything is built of them.
fn is_deep(text: &str) -> bool {
    let (mut depth, mut rest) = (0usize, text);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(inner) = rest.strip_prefix("!--") {
            rest = inner.find("-->").map_or("", |end| &inner[end..]);
            continue;
        }
        if let Some(inner) = rest.strip_prefix("![CDATA[") {
            rest = inner.find("]]>").map_or("", |end| &inner[end..]);
            continue;
        }
        if rest.starts_with(['?', '!']) {
            continue;
        }
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        // A `>` may stand within quotes.
        let (mut quote, mut closed) = (None, false);
        let end = rest.bytes().position(|c| match (quote, c) {
            (Some(open), c) => {
                if open == c {
                    quote = None;
                }
                false
            }
            (None, b'"' | b'\'') => {
                quote = Some(c);
                closed = false;
                false
            }
            (None, b'>') => true,
            (None, c) => {
                closed = c == b'/';
                false
            }
        });
        rest = &rest[end.unwrap_or(rest.len())..];
        if !closed {
            depth += 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The namespaces of which elements are asked for, by a part of their names: those of the standard have two sets.
const WORD: &str = "wordprocessingml";

/// Whether a node is an element of Word's own, of a name.
pub(super) fn is(node: Node, name: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == name
        && node.tag_name().namespace().is_some_and(|ns| ns.contains(WORD))
}

/// The name of an element, whatever its namespace; empty for all else.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// A child of Word's own.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// An attribute by its own name, whatever its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The value of a child: `<w:name w:val="..">`.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether a switch is on: there, and not `0` or `false`.
pub(super) fn switch(node: Node, name: &str) -> Option<bool> {
    let found = child(node, name)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_program_writes_is_refused() {
        let why = |text: &str| parse(text).err().unwrap_or_default();
        assert_eq!(why("<a><b x='>'/></a>"), "");
        assert!(why("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").contains("entities"));
        assert!(why(&"<a>".repeat(300_000)).contains("deep"));
        assert!(why("<a>").contains("no XML"));
        assert_eq!(why(&format!("<a>{}</a>", "<b>1</b>".repeat(1000))), "");
    }
}
