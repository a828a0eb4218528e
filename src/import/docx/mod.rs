//! Word files (ISO/IEC 29500), whichever program wrote them.

mod beside;
mod body;
mod drawings;
mod line;
mod lists;
mod package;
mod runs;
mod shown;
mod styles;
mod tables;
mod walk;
mod xml;

use package::{DocumentParts, LARGEST_TEXT};
use styles::{WordLists, WordStyles};
use walk::DocumentWalk;

use super::decode;
use super::tree::{ReadDocument, tidy};

/// Why a file is not read, and what to do.
type WordRefusal = (String, &'static str);

/// Reads a Word file.
///
/// # Errors
/// Why it is not read, and what to do.
pub(super) fn read(bytes: &[u8]) -> Result<ReadDocument, WordRefusal> {
    const AGAIN: &str = "open it in Word or LibreOffice and save it again as .docx; cut a very large one into several";
    let again = |why: String| (why, AGAIN);
    let parts = DocumentParts::new(bytes).map_err(again)?;
    let main = main_part(&parts).map_err(again)?;
    let Some(main) = main.filter(|main| parts.has(main)) else { return Err(other_kind(&parts)) };
    let text = |name: &str| part_text(&parts, name).map_err(again);
    let document = text(&main)?.unwrap_or_default();
    let document = xml::parse(&document).map_err(again)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default();
    let relations = beside::relations(&relations, folder);
    // What a document lacks, or what is damaged of it beside its text, has no styles and lists.
    let (mut styles, mut lists) = (WordStyles::default(), WordLists::default());
    for (kind, target) in beside::of_document(&relations) {
        match (kind, text(target)?) {
            ("styles", Some(own)) => {
                if let Ok(own) = xml::parse(&own) {
                    styles = WordStyles::read(&own);
                }
            }
            ("numbering", Some(own)) => {
                if let Ok(own) = xml::parse(&own) {
                    lists = WordLists::read(&own);
                }
            }
            _ => {}
        }
    }
    let notes = beside::notes(&relations, &styles, &text)?;
    let mut walk = DocumentWalk::new(&parts, &relations, &styles, &lists, &notes);
    properties(&parts, &mut walk.document).map_err(again)?;
    walk.document.visible = shown::words(document.root_element(), &styles);
    walk.whole(document.root_element());
    beside::around(&relations, document.root_element(), &styles, &text, &mut walk.document)?;
    walk.unplaced();
    Ok(walk.document)
}

/// A part as text.
fn part_text(parts: &DocumentParts, name: &str) -> Result<Option<String>, String> {
    Ok(parts.get(name, LARGEST_TEXT)?.map(|bytes| decode::decode(&bytes, false).text))
}

/// The part with the text, as the file says, or where every program has it.
fn main_part(parts: &DocumentParts) -> Result<Option<String>, String> {
    let relations = part_text(parts, "_rels/.rels")?.unwrap_or_default();
    let relations = beside::relations(&relations, "");
    let named =
        relations.values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target.clone());
    let usual = "word/document.xml";
    let named = named.filter(|named| parts.has(named) && named.starts_with("word"));
    Ok(named.or_else(|| parts.has(usual).then(|| usual.to_owned())))
}

/// What a file without a document is.
fn other_kind(parts: &DocumentParts) -> WordRefusal {
    let kind = parts.get("mimetype", 1000).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let kind = kind.unwrap_or_default();
    let save = "open it in the program that made it and save it as .docx";
    let what = if kind.contains("opendocument.text") {
        "an OpenDocument text (.odt), whatever its name says"
    } else if kind.contains("opendocument") {
        "an OpenDocument file that is no text"
    } else if kind.contains("epub") {
        "an electronic book (.epub)"
    } else if parts.has_folder("xl/") {
        "a table of Excel"
    } else if parts.has_folder("ppt/") {
        return (
            "the file is a presentation of PowerPoint".to_owned(),
            "copy its text into a Word document and save that as .docx",
        );
    } else if parts.has("Index/Document.iwa") {
        "a document of Pages"
    } else {
        return (
            "the file has no text of Word in it (`word/document.xml`)".to_owned(),
            "look whether it is the right file; open it in Word and save it as .docx",
        );
    };
    (format!("the file is {what}"), save)
}

/// Title and author, as the properties of the file have them.
fn properties(parts: &DocumentParts, document: &mut ReadDocument) -> Result<(), String> {
    let text = part_text(parts, "docProps/core.xml")?.unwrap_or_default();
    let Ok(properties) = xml::parse(&text) else { return Ok(()) };
    for node in properties.root_element().children() {
        let words = tidy(node.text().unwrap_or_default());
        match xml::name(node) {
            "title" => document.title = words,
            "creator" if !words.is_empty() => document.authors.push(words),
            _ => {}
        }
    }
    Ok(())
}
