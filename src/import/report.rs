//! What was noticed in a document, as findings, as comments at the head of the guide, and as notes to the reviewer.

use super::comment::comment;
use super::request::NewGuide;
use super::tree::{DocumentSpot, Fate, GuideShape, Notice, excerpt};
use crate::diag::{Code, Finding, Severity};

/// How many findings of one fate are printed; the head of the guide has all.
const SHOWN: usize = 40;
/// How many lines the head of a guide has at most.
const LINES: usize = 1000;

/// How many bytes of the words of one thing stand there.
const LONGEST_WORDS: usize = 4_000;

/// The place of something, in words.
fn place(spot: DocumentSpot) -> Option<String> {
    match spot {
        DocumentSpot::Whole => None,
        DocumentSpot::Line(line, _) => Some(format!("line {line}")),
        DocumentSpot::Paragraph(number) => Some(format!("paragraph {number}")),
    }
}

/// The last heading before a place.
fn under(spot: DocumentSpot, shape: &GuideShape) -> Option<&str> {
    let parts = shape.sections.iter().chain(&shape.questions);
    let before = parts.filter(|part| part.spot <= spot && spot != DocumentSpot::Whole && !part.heading.is_empty());
    before.max_by_key(|part| part.spot).map(|part| part.heading.as_str())
}

/// Where something stands, in words: its place and the heading above it.
fn whereabouts(spot: DocumentSpot, shape: &GuideShape) -> String {
    match (place(spot), under(spot, shape)) {
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
pub(super) fn findings(notices: &[Notice], shape: &GuideShape, file: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (fate, code, verb) in [
        (Fate::Left, Code::LeftOut, "left out"),
        (Fate::Changed, Code::TakenOtherwise, "taken otherwise"),
        (Fate::Check, Code::ToVerify, "to be checked"),
    ] {
        let all: Vec<&Notice> = notices.iter().filter(|notice| notice.fate == fate).collect();
        for notice in all.iter().take(SHOWN) {
            let about = whereabouts(notice.spot, shape);
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
            findings.push(Finding::new(code, message).at(file, usize::MAX - 1..usize::MAX).hint(
                if fate == Fate::Check {
                    "`reviewer_notes` of the guide has all of them"
                } else {
                    "the head of the guide has all of them"
                },
            ));
        }
    }
    findings
}

fn at(finding: Finding, file: &str, spot: DocumentSpot) -> Finding {
    match spot {
        DocumentSpot::Whole => finding.at(file, 0..0),
        DocumentSpot::Line(line, column) => finding.at_line(file, line, column),
        DocumentSpot::Paragraph(number) => finding.at(file, number..number),
    }
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
pub(super) fn head(notices: &[Notice], shape: &GuideShape, authors: &[String], new: &NewGuide) -> String {
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
        let all: Vec<&Notice> = notices.iter().filter(|notice| notice.fate == fate).collect();
        if all.is_empty() {
            continue;
        }
        text.push_str(&comment(title, "", ""));
        for notice in all.iter().take(LINES) {
            let about = whereabouts(notice.spot, shape);
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
