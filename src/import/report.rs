//! What was noticed in a document, as findings, as comments at the head of the guide, and as notes to the reviewer.

use super::comment::comment;
use super::request::NewGuide;
use super::tree::{DocumentSpot, Fate, GuideShape, Notice, ReadDocument, excerpt};
use crate::diag::{Code, Finding, Severity};

/// How many findings of one fate are printed; the head of the guide has all.
const SHOWN: usize = 40;
/// How many lines the head of a guide has at most.
const LINES: usize = 1000;

/// How many bytes of the words of one thing stand there.
const LONGEST_WORDS: usize = 4_000;

/// The longest line, in bytes, of which an excerpt is shown: pages are written by programs too.
const LONGEST_LINE: usize = 2_000;

/// A document of which something is said: its name, and what names the places in it.
pub(super) struct ReportedFile<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its text, if it is one.
    pub(super) text: Option<&'a str>,
    /// How each paragraph of a Word file begins.
    pub(super) beginnings: &'a [String],
}

/// The place of something, in words.
fn place(spot: DocumentSpot, beginnings: &[String]) -> Option<String> {
    match spot {
        DocumentSpot::Whole => None,
        DocumentSpot::Line(place) => Some(format!("line {}", place.line)),
        DocumentSpot::Paragraph(number) => Some(format!("paragraph {number}{}", begins(number, beginnings))),
    }
}

/// How a paragraph of a Word file begins, by which staff find it there; of one without words, the last before it.
fn begins(number: usize, beginnings: &[String]) -> String {
    let known = beginnings.get(..number.min(beginnings.len())).unwrap_or_default();
    match known.iter().rposition(|words| !words.is_empty()) {
        Some(at) if at + 1 == number => format!(", “{}”", known[at]),
        Some(at) => format!(", behind “{}”", known[at]),
        None => String::new(),
    }
}

/// The last heading before a place.
fn under(spot: DocumentSpot, shape: &GuideShape) -> Option<&str> {
    let parts = shape.sections.iter().chain(&shape.questions);
    let named = parts.map(|part| (part.spot, part.heading.as_str())).filter(|(_, heading)| !heading.is_empty());
    // Below a heading that the guide does not have, it stands under none.
    let all = named.chain(shape.gone.iter().map(|gone| (*gone, "")));
    let before = all.filter(|(own, _)| *own <= spot && spot != DocumentSpot::Whole);
    before.max_by_key(|(own, _)| *own).map(|(_, heading)| heading).filter(|heading| !heading.is_empty())
}

/// Where something stands, in words: its place and the heading above it.
fn whereabouts(spot: DocumentSpot, shape: &GuideShape, beginnings: &[String]) -> String {
    match (place(spot, beginnings), under(spot, shape)) {
        // A paragraph that is the heading itself.
        (Some(place), Some(heading)) if place.contains(&format!("“{}”", excerpt(heading))) => place,
        (Some(place), Some(heading)) => format!("{place}, under “{}”", excerpt(heading)),
        (Some(place), None) => place,
        (None, _) => String::new(),
    }
}

/// Something, with how many more of the kind there are.
fn said(notice: &Notice) -> String {
    match notice.more {
        0 => notice.what.clone(),
        more => format!("{} ({} places)", notice.what, more + 1),
    }
}

/// The findings of what was noticed, in the order of the document.
pub(super) fn findings(notices: &[Notice], shape: &GuideShape, file: &ReportedFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (fate, code, verb) in [
        (Fate::Left, Code::LeftOut, "left out"),
        (Fate::Changed, Code::TakenOtherwise, "taken otherwise"),
        (Fate::Check, Code::ToVerify, "to be checked"),
    ] {
        let all: Vec<&Notice> = notices.iter().filter(|notice| notice.fate == fate).collect();
        for notice in all.iter().take(SHOWN) {
            let about = whereabouts(notice.spot, shape, file.beginnings);
            let heading = under(notice.spot, shape).map(|heading| format!(" under “{}”", excerpt(heading)));
            let message = match (fate, notice.spot) {
                // What is to be checked has its places.
                (Fate::Check, _) => format!("{verb}{}: {}", heading.unwrap_or_default(), said(notice)),
                (_, DocumentSpot::Line(..)) if heading.is_none() => format!("{verb}: {}", said(notice)),
                _ if about.is_empty() => format!("{verb}: {}", said(notice)),
                _ => format!("{verb}: {} ({about})", said(notice)),
            };
            let finding = Finding::new(code, message).hint(notice.hint);
            findings.push(at(finding, file, notice.spot));
        }
        let more = all.len().saturating_sub(SHOWN);
        if more > 0 {
            let message = format!("{verb}: {more} more of this kind");
            findings.push(Finding::new(code, message).at(file.name, 0..0).hint(if fate == Fate::Check {
                "`reviewer_notes` of the guide has all of them"
            } else {
                "the head of the guide has all of them"
            }));
        }
    }
    findings
}

fn at(finding: Finding, file: &ReportedFile, spot: DocumentSpot) -> Finding {
    let DocumentSpot::Line(place) = spot else { return finding.at(file.name, 0..0) };
    let text = file.text.unwrap_or_default();
    let (before, behind) = text.split_at_checked(place.start).unwrap_or((text, ""));
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let length = before.len() - begin + behind.find('\n').unwrap_or(behind.len());
    if length > LONGEST_LINE {
        return finding.at_line(file.name, place.line, before[begin..].chars().count() + 1);
    }
    // A file of which the first byte is meant is no file as a whole.
    finding.at(file.name, place.start..place.end.max(place.start + 1))
}

/// A document that is not read.
pub(super) fn refusal(file: &str, why: &str, hint: &str) -> Finding {
    Finding { severity: Severity::Error, ..Finding::new(Code::NotImported, why).at(file, 0..0).hint(hint) }
}

/// A document in another language than that of the guide.
pub(super) fn other_language(file: &str, name: &str, lang: &str) -> Finding {
    Finding::new(Code::OtherLanguage, format!("this looks like {name}, and the guide is for `{lang}`"))
        .at(file, 0..0)
        .hint("if it is meant to be, translate it in the new guide; else begin it anew with the right `--lang`")
}

/// The comments at the head of a guide.
pub(super) fn head(shape: &GuideShape, document: &ReadDocument, new: &NewGuide) -> String {
    let authors = &document.authors;
    let mut text = comment(
        &format!(
            "A guide made from {}. Read all of it: `handout check {}` says what is left to write, marked with [insert. A line \
             that begins with # is a comment for yourself and is never printed. docs/authors.md has every key.",
            new.from, new.id
        ),
        "",
        "",
    );
    if !authors.is_empty() {
        let named = authors.join(", ");
        text.push_str(&comment(&format!("The document names as its author: {named}. That is no credit: who writes the guide stands under `authors`."), "", ""));
    }
    for (fate, title) in [
        (Fate::Left, "The document has this, and the guide has not. Take the lines out once you have looked at them:"),
        (Fate::Changed, "The guide has this in another form than the document:"),
    ] {
        let all: Vec<&Notice> = document.notices.iter().filter(|notice| notice.fate == fate).collect();
        if all.is_empty() {
            continue;
        }
        text.push_str(&comment(title, "", ""));
        for notice in all.iter().take(LINES) {
            let about = whereabouts(notice.spot, shape, &document.beginnings);
            let about = if about.is_empty() { String::new() } else { format!(" ({about})") };
            text.push_str(&comment(&format!("{}{about}", said(notice)), "- ", "  "));
            // The words of something short stand there whole.
            if notice.fate == Fate::Left && notice.words.chars().count() > 60 {
                let end = notice.words.floor_char_boundary(LONGEST_WORDS);
                let more = if end < notice.words.len() { " .." } else { "" };
                text.push_str(&comment(&format!("{}{more}", &notice.words[..end]), "  ", "  "));
            }
        }
        if all.len() > LINES {
            text.push_str(&comment(&format!("and {} more", all.len() - LINES), "- ", "  "));
        }
    }
    text
}

/// A note to the reviewer.
pub(super) fn for_reviewer(notice: &Notice, shape: &GuideShape) -> String {
    let under = under(notice.spot, shape).map(|heading| format!("In “{}”: ", excerpt(heading))).unwrap_or_default();
    format!("{under}{}", notice.what)
}
