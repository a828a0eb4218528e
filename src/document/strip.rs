//! The credits of a document as its product has room for them: who reviewed it and who wrote it, a line each, and below
//! that a small paragraph. A strip is as high in a draft as once it is signed, so that no page moves by a signature: what
//! it leaves out is decided here, by the widths of letters.

use super::job::Job;
use super::letters::{LetterWidths, Weight};
use super::node::{Node, Origin, Role};
use crate::model::date::written;
use crate::model::{LeafPath, Product};
use crate::review::credit::Credits;

/// The measures of a strip, in points; those of the layouts (`layouts/components/credits.typ`).
struct StripMeasures {
    /// Size, pitch and width of the lines that name people.
    people: (f64, f64, f64),
    /// Size, pitch and width of a column of the paragraph.
    text: (f64, f64, f64),
    /// How many columns the paragraph has.
    columns: usize,
    /// For how many lines of people it keeps room: two reviewers with names of 60 letters and credentials of 40, and an
    /// author.
    rows: usize,
}

/// Between people and paragraph, in points.
const GAP: f64 = 5.0;

/// The strip of a product, on the narrower of both papers; none where it has no credits of its own.
fn measures(product: Product) -> Option<StripMeasures> {
    Some(match product {
        Product::Leaflet | Product::Worksheet | Product::WorksheetPaper => {
            StripMeasures { people: (10.0, 12.5, 468.0), text: (9.0, 11.4, 242.0), columns: 2, rows: 5 }
        }
        Product::LargePrint => {
            StripMeasures { people: (18.0, 22.0, 425.0), text: (18.0, 22.0, 470.0), columns: 1, rows: 12 }
        }
        Product::Booklet => {
            StripMeasures { people: (10.0, 12.5, 260.0), text: (9.0, 11.4, 292.0), columns: 1, rows: 10 }
        }
        Product::Trifold => StripMeasures { people: (9.5, 11.8, 195.0), text: (8.5, 10.4, 195.0), columns: 1, rows: 8 },
        Product::Card => return None,
    })
}

/// Something that a strip may say besides, which gives way where it has no room.
#[derive(Clone, Debug)]
struct Besides {
    /// The words.
    words: String,
    /// How soon it gives way: 0 last.
    spare: u8,
}

/// What a strip says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strip {
    /// Who reviewed it and when, or that nobody did.
    checked: Vec<String>,
    /// Who wrote it.
    wrote: String,
    /// What the program says of review, author and original.
    colophon: String,
    /// What text and clinic say besides.
    more: Option<String>,
    /// How high it is, in points, without its insets.
    pub(super) height: f64,
}

impl Strip {
    /// Who reviewed it, who wrote it; and what else there is to say.
    pub(super) fn nodes(&self) -> Vec<Node> {
        let root = LeafPath::root("credits");
        let plain = |path, role, words: &String| Node::plain(path, role, Origin::Computed, words.clone());
        let checked = root.join("checked");
        // Names of authors and clinics are no place for sentences about review.
        let lines = self.checked.iter().enumerate().map(|(i, line)| plain(checked.join(i), Role::Claim, line));
        let mut nodes = vec![Node::group(checked.clone(), Role::Column, Origin::Computed, lines.collect())];
        nodes.push(plain(root.join("wrote"), Role::Line, &self.wrote));
        nodes.push(plain(root.join("colophon"), Role::Claim, &self.colophon));
        nodes.extend(self.more.iter().map(|more| plain(root.join("more"), Role::Line, more)));
        nodes
    }
}

/// The credits, with as much of what else there is to say as the product has room for.
pub(super) fn strip(job: &Job, credits: &Credits) -> Strip {
    let (product, besides) = (job.product, besides(job));
    let whole = |besides: &[Besides]| {
        let more: Vec<&str> = besides.iter().map(|b| b.words.as_str()).collect();
        Some(more.join(" ")).filter(|more| !more.is_empty())
    };
    let Some(room) = measures(product) else {
        let checked = credits.checked.iter().map(|line| line.short.clone()).collect();
        return Strip {
            checked,
            wrote: credits.wrote.clone(),
            colophon: credits.colophon.join(" "),
            more: whole(&besides),
            height: 0.0,
        };
    };
    let letters = LetterWidths::embedded();
    let (size, pitch, width) = room.people;
    let lines = |words: &str| letters.lines(words, Weight::Bold, size, width);
    // With a role where it takes no line more, else in a sentence of its own.
    let (mut checked, mut roles, mut high) = (Vec::new(), Vec::new(), lines(&credits.wrote));
    for line in &credits.checked {
        // The sentence of the state, with its days, stands on the same panel.
        let mut said = if product == Product::Trifold { &line.bare } else { &line.short };
        if let Some((with_role, sentence)) = &line.role {
            if lines(with_role) == lines(said) {
                said = with_role;
            } else {
                roles.push(sentence.clone());
            }
        }
        high += lines(said);
        checked.push(said.clone());
    }
    let (size, text_pitch, width) = room.text;
    let text_lines = |words: &str| letters.lines(words, Weight::Regular, size, width);
    let rows_signed = text_lines(&credits.signed_colophon.join(" ")).div_ceil(room.columns);
    let height = room.rows as f64 * pitch + GAP + rows_signed as f64 * text_pitch;
    let rows = ((height - high as f64 * pitch - GAP) / text_pitch).max(0.0).floor() as usize * room.columns;
    let taken = |roles: &[String], besides: &[Besides]| {
        text_lines(&said(credits, roles)) + whole(besides).map_or(0, |more| text_lines(&more))
    };
    let mut kept = besides;
    while taken(&roles, &kept) > rows {
        match kept.iter().enumerate().max_by_key(|(_, b)| b.spare) {
            Some((i, _)) => drop(kept.remove(i)),
            // All of them or none.
            None if !roles.is_empty() => roles.clear(),
            None => break,
        }
    }
    // A panel has one height in any state.
    let height = if product == Product::Trifold { 0.0 } else { height };
    Strip { checked, wrote: credits.wrote.clone(), colophon: said(credits, &roles), more: whole(&kept), height }
}

/// What else there is to say: hours, what else it exists in, purpose, first day, evidence, funding, address for comments.
fn besides(job: &Job) -> Vec<Besides> {
    let head = &job.text.head;
    let said = |key: &str, words: &str, spare| {
        let words = format!("{}: {words}", job.strings.get(key));
        let stop = if words.ends_with(['.', '!', '?']) { "" } else { "." };
        Besides { words: format!("{words}{stop}"), spare }
    };
    let mut besides: Vec<Besides> = Vec::new();
    // A booklet has them above its credits.
    let hours = job.clinic.hours.get(&head.lang).filter(|_| job.product != Product::Booklet);
    besides.extend(hours.map(|hours| said("hours", hours, 1)));
    if !job.other_editions.is_empty() {
        besides.push(Besides { words: format!("{}.", job.other_editions.join(" · ")), spare: 2 });
    }
    besides.extend(head.purpose.iter().map(|purpose| said("purpose", purpose, 3)));
    besides.extend(head.first_published.map(|day| said("first_published", &written(day, &head.lang), 4)));
    besides.extend(head.evidence_checked.map(|day| said("evidence_checked", &written(day, &head.lang), 4)));
    // Funding that is not stated is left out: `status` says so.
    besides.extend(head.paid_by().map(|words| said("interests", words, 5)));
    besides.extend(job.clinic.feedback.iter().map(|feedback| said("feedback", feedback, 6)));
    besides
}

/// The sentences of the colophon, with some roles.
fn said(credits: &Credits, roles: &[String]) -> String {
    let all: Vec<&str> = roles.iter().chain(&credits.colophon).map(String::as_str).collect();
    all.join(" ")
}
