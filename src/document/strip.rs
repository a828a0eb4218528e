//! The credits of a document as its product has room for them: who reviewed it and who wrote it, a line each, and below
//! that a small paragraph. A strip is as high in a draft as once it is signed, so that no page moves by a signature: what
//! it leaves out is decided here, by the widths of letters.

use super::around;
use super::job::Job;
use super::letters::{LetterWidths, Weight};
use super::node::{Node, Origin, Role};
use crate::model::date::written;
use crate::model::{LeafPath, Product};
use crate::review::credit::Credits;
use crate::review::reviewers::{CheckedLine, Wording};

/// The measures of a strip, in points; those of the layouts (`layouts/components/credits.typ`).
struct StripMeasures {
    /// Size, pitch and width of the lines that name people.
    people: (f64, f64, f64),
    /// Size, pitch and width of a column of the paragraph.
    text: (f64, f64, f64),
    /// How many columns the paragraph has.
    columns: usize,
    /// For how many lines of people it keeps room: two reviewers with names of 60 letters and credentials of 40, and an
    /// author. More people are named in shorter ways.
    rows: usize,
    /// How high it may be, in points without its insets: that of the pages that are lower.
    most: f64,
}

/// Between people and paragraph, in points.
const GAP: f64 = 5.0;

/// Size and width of the last lines of a card on the narrower of both papers, in points (`layouts/products/card.typ`).
const CARD: (f64, f64) = (8.0, 218.0);

/// The strip of a product, on the narrower of both papers; none where it has no credits of its own.
fn measures(product: Product) -> Option<StripMeasures> {
    Some(match product {
        Product::Leaflet | Product::Worksheet | Product::WorksheetPaper => {
            StripMeasures { people: (10.0, 12.5, 468.0), text: (9.0, 11.4, 242.0), columns: 2, rows: 5, most: 600.0 }
        }
        Product::LargePrint => {
            StripMeasures { people: (18.0, 22.0, 425.0), text: (18.0, 22.0, 470.0), columns: 1, rows: 12, most: 580.0 }
        }
        Product::Booklet => {
            StripMeasures { people: (10.0, 12.5, 260.0), text: (9.0, 11.4, 292.0), columns: 1, rows: 10, most: 440.0 }
        }
        Product::Trifold => {
            StripMeasures { people: (9.5, 11.8, 195.0), text: (8.5, 10.4, 195.0), columns: 1, rows: 6, most: 500.0 }
        }
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
#[derive(Clone, Debug, Default, PartialEq)]
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

/// The credits, in the first wording that the product has room for, with as much of what else there is to say.
pub(super) fn strip(job: &Job, credits: &Credits) -> Strip {
    let letters = LetterWidths::embedded();
    let paragraph = |others: &[String], roles: &[String]| -> String {
        let all: Vec<&str> = roles.iter().chain(others).chain(&credits.colophon).map(String::as_str).collect();
        all.join(" ")
    };
    let Some(room) = measures(job.product) else { return Strip::default() };
    let (size, pitch, width) = room.people;
    let lines = |words: &str| letters.lines(words, Weight::Bold, size, width);
    let (size, text_pitch, width) = room.text;
    let text_lines = |words: &str| letters.lines(words, Weight::Regular, size, width);
    let rows_signed = text_lines(&credits.signed_colophon.join(" ")).div_ceil(room.columns);
    let height = (room.rows as f64 * pitch + GAP + rows_signed as f64 * text_pitch).min(room.most);
    // How many lines of the paragraph there is room for below the people of a wording.
    let rows_below = |wording: &Wording| {
        let people = lines(&credits.wrote) + wording.lines.iter().map(|line| lines(&line.short)).sum::<usize>();
        ((height - people as f64 * pitch - GAP) / text_pitch).max(0.0).floor() as usize * room.columns
    };
    let has_room = |wording: &&Wording| text_lines(&paragraph(&wording.others, &[])) <= rows_below(wording);
    // On the same panel of a tri-fold the sentence of the state says when the next review is due.
    let wordings = || credits.checked.iter().filter(|wording| job.product != Product::Trifold || !wording.due);
    let Some(wording) = wordings().find(has_room).or_else(|| wordings().next_back()) else { return Strip::default() };
    // With a role where it takes no line more, else in a sentence of its own.
    let (mut checked, mut roles) = (Vec::new(), Vec::new());
    for CheckedLine { short, role } in &wording.lines {
        let with_role = role.as_ref().filter(|(with_role, _)| lines(with_role) == lines(short));
        roles.extend(role.iter().filter(|_| with_role.is_none()).map(|(_, sentence)| sentence.clone()));
        checked.push(with_role.map_or(short, |(with_role, _)| with_role).clone());
    }
    // Whoever signed text and facts on days of their own stands in two lines.
    roles.dedup();
    let whole = |besides: &[Besides]| {
        let more: Vec<&str> = besides.iter().map(|b| b.words.as_str()).collect();
        Some(more.join(" ")).filter(|more| !more.is_empty())
    };
    let taken = |roles: &[String], besides: &[Besides]| {
        text_lines(&paragraph(&wording.others, roles)) + whole(besides).map_or(0, |more| text_lines(&more))
    };
    let (rows, mut kept) = (rows_below(wording), besides(job, credits));
    while taken(&roles, &kept) > rows {
        match kept.iter().enumerate().max_by_key(|(_, b)| b.spare) {
            Some((i, _)) => drop(kept.remove(i)),
            // All of them or none.
            None if !roles.is_empty() => roles.clear(),
            None => break,
        }
    }
    Strip {
        checked,
        wrote: credits.wrote.clone(),
        colophon: paragraph(&wording.others, &roles),
        more: whole(&kept),
        // A panel has one height in any state.
        height: if job.product == Product::Trifold { 0.0 } else { height },
    }
}

/// The sentence of the state where it stands alone. A card has no credits: where text and facts were reviewed on days of
/// their own it says both if they take no line more than one, else that of what it prints, the facts where it has a topic.
pub(super) fn imprint(job: &Job, credits: &Credits) -> String {
    let of_days = credits.footer_of_days.as_ref().filter(|_| job.product == Product::Card);
    let Some([both, of_facts]) = of_days else { return credits.footer.clone() };
    let letters = LetterWidths::embedded();
    let id = around::id_line(job, "credits").text();
    let lines = |review: &str| letters.lines(&format!("{id} {review}"), Weight::Bold, CARD.0, CARD.1);
    let of_what_it_prints = if job.text.head.topics.is_empty() { &credits.footer } else { of_facts };
    if lines(both) > lines(of_what_it_prints) { of_what_it_prints.clone() } else { both.clone() }
}

/// What else there is to say: hours, what else it exists in, purpose, first day, evidence, funding, address for comments.
fn besides(job: &Job, credits: &Credits) -> Vec<Besides> {
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
    besides.extend(credits.interests.iter().map(|words| Besides { words: words.clone(), spare: 5 }));
    besides.extend(job.clinic.feedback.iter().map(|feedback| said("feedback", feedback, 6)));
    besides
}
