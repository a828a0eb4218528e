//! What a clinic has, to a guide: Word files, web pages and Markdown read as pieces of text, and written as YAML.
//!
//! Each reader makes the same tree of pieces, and says what it leaves out. One writer makes a guide of it. At the end
//! the words of both are counted, in another way than they were read: what is in neither the guide nor the list of what
//! was left out is said too.

mod account;
mod comment;
mod decode;
mod docx;
mod guide;
mod html;
mod kind;
mod links;
mod markdown;
mod pictures;
mod report;
mod request;
mod tree;
mod verify;

use std::sync::Arc;

use crate::diag::Finding;
use crate::source::lint::other_than;
use html::SourcePlaces;
use kind::DocumentKind;
use markdown::MarkdownPage;
use report::ReportedFile;
use tree::{DocumentSpot, Fate, ReadDocument, tidy};

pub use pictures::ReadBeside;
pub use request::NewGuide;

/// The most bytes of a document.
pub const LARGEST: u64 = 100_000_000;

/// What to do about a document that is too large.
const CUT: &str = "cut the document into several, and make a guide of each";

/// The most paragraphs of a document, those of tables and lists among them.
const MOST_PIECES: usize = 50_000;
/// The most headings and questions.
const MOST_HEADINGS: usize = 2_000;
/// The most bytes of its words.
const MOST_WORDS: usize = 1_000_000;
/// The most bytes of a guide, as all files of the sources are bounded.
const LARGEST_GUIDE: usize = 2_000_000;

/// A guide made from a document.
#[derive(Debug)]
pub struct ImportedGuide {
    /// Its text.
    pub text: String,
    /// The names and bytes of the pictures beside it.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What was left out, taken otherwise, or is to be checked.
    pub findings: Vec<Finding>,
    /// The text of the document, if it is a text: findings point into it.
    pub source: Option<Arc<str>>,
    /// How many sections it has.
    pub sections: usize,
    /// How many questions it has.
    pub questions: usize,
}

/// Makes a guide of a document, given by its name and bytes.
///
/// # Errors
/// What is wrong with a document that is not read.
pub fn import(name: &str, bytes: &[u8], beside: ReadBeside, new: &NewGuide) -> Result<ImportedGuide, Finding> {
    let refused = |(why, hint): (String, &str)| report::refusal(new.from, &why, hint);
    let (mut document, source) = match kind::of(name, bytes).map_err(refused)? {
        DocumentKind::Word => (docx::read(bytes).map_err(refused)?, None),
        kind => {
            let (document, source) = text(bytes, beside, kind == DocumentKind::Page).map_err(refused)?;
            (document, Some(source))
        }
    };
    invisible(&mut document);
    if tidy(&document.visible).is_empty() && document.pictures.is_empty() {
        return Err(refused((
            "the document has no words".to_owned(),
            "look whether it is the right file; words in a picture are to be typed",
        )));
    }
    bounded(&document).map_err(refused)?;
    let other = other_than(&document.visible, new.lang);
    let links = links::links_of(&mut document.pieces);
    let counted = |text: &str, document: &ReadDocument| {
        let words = account::missing(&document.visible, text, &document.notices);
        words.into_iter().chain(links::lost(&links, text, &document.notices)).collect()
    };
    let written = guide::write(document, new, &counted);
    if written.text.len() > LARGEST_GUIDE {
        return Err(refused(("the guide would be larger than 2 MB".to_owned(), CUT)));
    }
    let reported = ReportedFile { name: new.from, text: source.as_deref(), beginnings: &written.beginnings };
    let mut findings = report::findings(&written.notices, &written.shape, &reported);
    findings.splice(0..0, other.map(|name| report::other_language(new.from, name, new.lang)));
    Ok(ImportedGuide {
        findings,
        source: source.map(Arc::from),
        text: written.text,
        pictures: written.pictures,
        sections: written.counts.0,
        questions: written.counts.1,
    })
}

/// Refuses a document that is larger than any that one guide can hold.
fn bounded(document: &ReadDocument) -> Result<(), (String, &'static str)> {
    let (pieces, headings) = tree::sizes(&document.pieces);
    let refused = |what: String| Err((format!("the document has {what}, more than a guide can hold"), CUT));
    if pieces > MOST_PIECES {
        refused(format!("{pieces} paragraphs"))
    } else if headings > MOST_HEADINGS {
        refused(format!("{headings} headings"))
    } else if document.visible.len() > MOST_WORDS {
        refused(format!("{} letters", document.visible.len()))
    } else {
        Ok(())
    }
}

/// Reads a page or a Markdown text; gives its letters too.
fn text(bytes: &[u8], beside: ReadBeside, is_page: bool) -> Result<(ReadDocument, String), (String, &'static str)> {
    let most = if is_page { kind::LARGEST_PAGE } else { kind::LARGEST_MARKDOWN };
    if bytes.len() > most {
        return Err((format!("the document is larger than {} MB", most / 1_000_000), CUT));
    }
    let decoded = decode::decode(bytes, is_page);
    let source = decoded.text.trim_start_matches('\u{feff}');
    let places = SourcePlaces::new(source, !is_page);
    let page = if is_page { MarkdownPage::default() } else { markdown::page(source) };
    let shown = if is_page { source } else { &page.html };
    let mut document = html::read(shown, &places, beside).map_err(|why| (why, CUT))?;
    for (key, value) in page.head {
        match key.as_str() {
            "title" => document.title = value,
            "author" | "authors" => document.authors.push(value),
            _ if value.is_empty() => {}
            _ => {
                let what = format!("`{key}: {}` in the head of the file", tree::excerpt(&value));
                document.note(Fate::Left, places.spot((0, 0)), what, "", "nothing, unless families need it");
            }
        }
    }
    for words in page.loose {
        document.visible.push('\n');
        document.visible.push_str(&words);
        let what = format!("a footnote that the text does not lead to: “{}”", tree::excerpt(&words));
        document.note(Fate::Left, DocumentSpot::Whole, what, &words, "write it into the text, if it is needed");
    }
    if let Some(encoding) = decoded.guessed {
        let what = format!("the letters, read as {encoding}, since the file does not say how they are written");
        document.note(
            Fate::Changed,
            DocumentSpot::Whole,
            what,
            "",
            "look at letters with accents; if they are wrong, save the file as UTF-8",
        );
    }
    if decoded.broken > 0 {
        let what = format!(
            "{}, which no encoding has",
            tree::counted(decoded.broken, "broken character", "broken characters")
        );
        document.note(
            Fate::Changed,
            DocumentSpot::Whole,
            what,
            "",
            "look for the sign \u{fffd} in the guide and write what belongs there",
        );
    }
    Ok((document, source.to_owned()))
}

/// Says how many characters were left out that print nothing.
fn invisible(document: &mut ReadDocument) {
    let count = document.visible.chars().filter(|c| tree::prints_nothing(*c) && !c.is_control()).count();
    if count > 0 {
        let what = format!(
            "{} nothing, such as soft hyphens",
            tree::counted(count, "character that prints", "characters that print")
        );
        document.note(Fate::Left, DocumentSpot::Whole, what, "", "nothing");
    }
}
