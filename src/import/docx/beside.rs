//! What stands beside the text of a Word file: notes, comments, heads and feet of pages.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::shown;
use super::styles::WordStyles;
use super::xml::{attribute, is, name, parse};
use crate::import::tree::{DocumentSpot, Fate, ReadDocument, excerpt, tidy};

/// Where a part leads.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The end of the name of its kind: `image`, `hyperlink`, `footnotes`.
    pub(super) kind: String,
    /// A part, or an address outside of the file.
    pub(super) target: String,
    /// Whether it is outside.
    pub(super) outside: bool,
}

/// Relations by their ids.
pub(super) type Relations = BTreeMap<String, Relation>;

/// Reads relations; those within the file as the names of parts.
pub(super) fn relations(text: &str, folder: &str) -> Relations {
    let mut relations = Relations::new();
    let Ok(document) = parse(text) else { return relations };
    for node in document.root_element().children().filter(Node::is_element) {
        let (Some(id), Some(target)) = (node.attribute("Id"), node.attribute("Target")) else { continue };
        let kind = node.attribute("Type").unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        let outside = node.attribute("TargetMode") == Some("External");
        let target = if outside { target.to_owned() } else { resolved(folder, target) };
        relations.insert(id.to_owned(), Relation { kind, target, outside });
    }
    relations
}

/// The name of a part by its path from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let path = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// The parts that a document has once, by their kinds.
pub(super) fn of_document(relations: &Relations) -> impl Iterator<Item = (&str, &str)> {
    relations
        .values()
        .filter(|relation| !relation.outside)
        .map(|relation| (relation.kind.as_str(), relation.target.as_str()))
}

/// Reads a part as text.
pub(super) type ReadPart<'a> = &'a dyn Fn(&str) -> Result<Option<String>, (String, &'static str)>;

/// A footnote, endnote or comment.
#[derive(Clone, Debug, Default)]
pub(super) struct WordNote {
    /// Its words.
    pub(super) words: String,
    /// Whether some of them lead to a page that they do not name.
    pub(super) leads: bool,
}

/// Footnotes, endnotes and comments, by their kind and id.
pub(super) type NoteWords = BTreeMap<(&'static str, String), WordNote>;

/// Reads them.
pub(super) fn notes(
    relations: &Relations,
    styles: &WordStyles,
    text: ReadPart,
) -> Result<NoteWords, (String, &'static str)> {
    let mut notes = NoteWords::new();
    for (part, target) in of_document(relations) {
        let Some((kind, element)) = [("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")]
            .into_iter()
            .find(|(kind, _)| *kind == part)
        else {
            continue;
        };
        let Some(own) = text(target)? else { continue };
        let Ok(document) = parse(&own) else { continue };
        for node in document.root_element().children().filter(|node| is(*node, element)) {
            // Lines between text and notes are notes too.
            if matches!(attribute(node, "type"), Some("separator" | "continuationSeparator" | "continuationNotice")) {
                continue;
            }
            let words = tidy(&shown::words(node, styles));
            let named = |link: Node| tidy(&shown::words(link, styles)).contains("://");
            let leads = node.descendants().any(|own| is(own, "hyperlink") && !named(own));
            let id = attribute(node, "id").unwrap_or_default().to_owned();
            notes.insert((kind, id), WordNote { words, leads });
        }
    }
    Ok(notes)
}

/// Says what stands in the heads and feet of the pages.
pub(super) fn around(
    relations: &Relations,
    root: Node,
    styles: &WordStyles,
    text: ReadPart,
    document: &mut ReadDocument,
) -> Result<(), (String, &'static str)> {
    let mut known = BTreeSet::new();
    let used: BTreeSet<&str> = root
        .descendants()
        .filter(|node| is(*node, "headerReference") || is(*node, "footerReference"))
        .filter_map(|node| attribute(node, "id"))
        .collect();
    for (id, relation) in relations.iter().filter(|(id, _)| used.contains(id.as_str())) {
        let what = match relation.kind.as_str() {
            "header" => "the head of the pages",
            "footer" => "the foot of the pages",
            _ => continue,
        };
        let _ = id;
        let Some(own) = text(&relation.target)? else { continue };
        let Ok(own) = parse(&own) else { continue };
        if own.descendants().any(|node| matches!(name(node), "blip" | "imagedata")) {
            let said = format!("a picture in {what}");
            document.note_once(
                Fate::Left,
                DocumentSpot::Whole,
                &said,
                "a logo belongs to the clinic: `logo` in its file",
            );
        }
        let words = tidy(&shown::words(own.root_element(), styles));
        // Numbers of pages are printed anew.
        if words.chars().any(char::is_alphabetic) && known.insert(words.clone()) {
            document.visible.push('\n');
            document.visible.push_str(&words);
            let said = format!("{what}: “{}”", excerpt(&words));
            document.note(
                Fate::Left,
                DocumentSpot::Whole,
                said,
                &words,
                "the program prints its own; if families need it, write it into the text",
            );
        }
    }
    Ok(())
}
