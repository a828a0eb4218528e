//! Numbers and claims in a text that a clinician must check: doses, shares, prices, years, telephone numbers, reviews.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::tree::{
    DocumentPiece, DocumentPlace, DocumentSpot, Fate, GuideShape, Notice, PieceKind, ShapedPart, WordsRun, excerpt,
    plain,
};
use crate::diag::joined;
use crate::source::lint::{claims_in, telephone_numbers};

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are tried in a test")
}

/// Kinds of what is to be checked, in words, and how it is written. The first that finds something has it.
static KINDS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    vec![
        (
            "doses and measures",
            pattern(
                r"(?i)\b\d[\d.,/]*(?:\s?[-–]\s?\d[\d.,]*|\s(?:to|a)\s\d[\d.,]*)?\s?(?:mg|mcg|µg|μg|g|kg|grams?|ml|cc|l|dl|iu|meq|mmol|mmhg|mm hg|units?|tablets?|tabs?|pills?|capsules?|drops?|puffs?|sprays?|doses?|teaspoons?|tablespoons?|cups?|ounces?|oz|lbs?|pounds?|calories|kcal|°\s?[cf]|degrees|tabletas?|pastillas?|cápsulas?|gotas?|dosis|unidades?|cucharadas?|cucharaditas?)(?:/(?:kg|ml|dl|l|day|h|día))*\b",
            ),
        ),
        (
            "times and spans",
            pattern(
                r"(?i)\b(?:every|cada)\s\d+(?:\s?[-–]\s?\d+|\s(?:to|a)\s\d+)?\s(?:hours?|minutes?|days?|weeks?|months?|years?|horas?|minutos?|días?|semanas?|meses|años?)\b|\b(?:once|twice|\d+ times|una vez|dos veces|\d+ veces)\s(?:a|per|daily|al|por)\s?(?:day|week|month|día|semana|mes)?\b|\b\d+(?:\s?[-–]\s?\d+|\s(?:to|a)\s\d+)?\s(?:hours?|minutes?|days?|weeks?|months?|years?|horas?|minutos?|días?|semanas?|meses|años?)\b",
            ),
        ),
        (
            "shares",
            pattern(
                r"(?i)\b\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b|por ciento\b)|\b(?:\d+|one|two|three|un[oa]?|dos|tres) (?:in|out of|of every|de cada) (?:\d[\d.,]*|two|three|four|five|ten|dos|tres|cuatro|cinco|diez)\b",
            ),
        ),
        ("prices", pattern(r"(?i)[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:dollars|euros|cents|dólares|pesos|USD|EUR)\b")),
        ("years and dates", pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b")),
        (
            "claims",
            pattern(
                r"(?i)\b(?:evidence[- ]based|clinically (?:proven|tested)|scientifically proven|(?:fda|ema)[- ]approved|(?:approved|recommended|endorsed|certified|accredited) by [^.;,]{3,60}|research (?:shows|has shown)|studies (?:show|have shown)|guaranteed?|basad[oa] en (?:la )?evidencia|aprobad[oa] por [^.;,]{3,60}|los estudios (?:muestran|demuestran)|garantizad[oa])\b",
            ),
        ),
    ]
});

/// What is to be checked in a guide, one notice for each part and kind.
pub(super) fn verify(shape: &GuideShape, fact: &dyn Fn(&str) -> Option<String>) -> Vec<Notice> {
    let mut notices = Vec::new();
    let opening = ShapedPart { heading: String::new(), spot: DocumentSpot::Whole, pieces: shape.introduction.clone() };
    for part in std::iter::once(&opening).chain(&shape.sections).chain(&shape.questions) {
        let mut found = PartFindings::default();
        found.words(part.spot, &part.heading);
        found.pieces(&part.pieces);
        notices.extend(found.notices(fact));
    }
    notices
}

/// How many places of the same words are named.
const PLACES: usize = 8;
/// How many words of a kind are named.
const WORDS: usize = 100;

/// Where words stand: " (lines 3 and 5)".
fn places(spots: &[DocumentSpot]) -> String {
    let number = |spot: &DocumentSpot| match spot {
        DocumentSpot::Whole => None,
        DocumentSpot::Line(DocumentPlace { line: number, .. }) | DocumentSpot::Paragraph(number) => {
            Some(number.to_string())
        }
    };
    let mut numbers: Vec<String> = spots.iter().take(PLACES).filter_map(number).collect();
    numbers.dedup();
    let what = if matches!(spots.first(), Some(DocumentSpot::Paragraph(_))) { "paragraph" } else { "line" };
    match (numbers.len(), spots.len() > PLACES) {
        (0, _) => String::new(),
        (1, false) => format!(" ({what} {})", numbers[0]),
        (_, more) => {
            if more {
                numbers.push("others".to_owned());
            }
            format!(" ({what}s {})", joined(&numbers))
        }
    }
}

/// What was found in a part: kind, words and place.
#[derive(Default)]
struct PartFindings(Vec<(&'static str, String, DocumentSpot)>);

const TELEPHONES: &str = "telephone numbers";
const REVIEWS: &str = "claims of a review";

impl PartFindings {
    fn pieces(&mut self, pieces: &[DocumentPiece]) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Heading(_, runs) | PieceKind::Paragraph(runs) => self.runs(piece.spot, runs),
                PieceKind::List(_, items) => items.iter().for_each(|item| self.pieces(item)),
                PieceKind::Table(grid) => grid.rows.iter().flatten().for_each(|cell| self.pieces(cell)),
                PieceKind::Frame(_, inner) => self.pieces(inner),
                PieceKind::Question(question, answer) => {
                    self.runs(piece.spot, question);
                    self.pieces(answer);
                }
                PieceKind::Picture(_) => {}
            }
        }
    }

    fn runs(&mut self, spot: DocumentSpot, runs: &[WordsRun]) {
        self.words(spot, &plain(runs));
    }

    fn words(&mut self, spot: DocumentSpot, words: &str) {
        let mut taken: Vec<Range<usize>> = Vec::new();
        let mut add = |kind: &'static str, range: Range<usize>, all: &mut Vec<(&'static str, String, DocumentSpot)>| {
            if taken.iter().all(|other| range.end <= other.start || other.end <= range.start) {
                if let Some(found) = words.get(range.clone()) {
                    all.push((kind, found.trim().to_owned(), spot));
                }
                taken.push(range);
            }
        };
        telephone_numbers(words).into_iter().for_each(|range| add(TELEPHONES, range, &mut self.0));
        claims_in(words).into_iter().for_each(|range| add(REVIEWS, range, &mut self.0));
        // Most words have no digit, and no claim.
        for (kind, pattern) in KINDS.iter() {
            pattern.find_iter(words).for_each(|found| add(kind, found.range(), &mut self.0));
        }
    }

    fn notices(self, fact: &dyn Fn(&str) -> Option<String>) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut kinds: Vec<&str> = Vec::new();
        self.0.iter().for_each(|(kind, ..)| {
            if !kinds.contains(kind) {
                kinds.push(kind);
            }
        });
        for kind in kinds {
            let all: Vec<&(&str, String, DocumentSpot)> = self.0.iter().filter(|(own, ..)| *own == kind).collect();
            let mut named: Vec<(&str, Vec<DocumentSpot>)> = Vec::new();
            let mut known: BTreeMap<&str, usize> = BTreeMap::new();
            for (_, words, spot) in all.iter().copied() {
                let at = *known.entry(words.as_str()).or_insert(named.len());
                match named.get_mut(at) {
                    Some((_, spots)) if !spots.contains(spot) && spots.len() <= PLACES => spots.push(*spot),
                    Some(_) => {}
                    None => named.push((words, vec![*spot])),
                }
            }
            let more = named.len().saturating_sub(WORDS);
            let mut named: Vec<String> = named
                .iter()
                .take(WORDS)
                .map(|(words, spots)| {
                    let instead = if kind == TELEPHONES { fact(words) } else { None };
                    let instead = instead.map(|fact| format!(", write `[]({fact})` instead")).unwrap_or_default();
                    format!("`{}`{}{instead}", excerpt(words), places(spots))
                })
                .collect();
            if more > 0 {
                named.push(format!("and {more} more"));
            }
            let hint = match kind {
                TELEPHONES => {
                    "a guide names numbers as facts, [](fact:ID), so that one review keeps them right everywhere"
                }
                REVIEWS => "take it out: the program prints who reviewed what, and only where it is true",
                _ => "somebody who knows must check it: `reviewer_notes` of the guide has it for the reviewer",
            };
            let what = format!("{kind}: {}", named.join(", "));
            let spot = all.first().map_or(DocumentSpot::Whole, |(.., spot)| *spot);
            notices.push(Notice { fate: Fate::Check, spot, what, words: String::new(), hint, more: 0 });
        }
        notices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_claims_are_found() {
        for (words, found) in [
            ("Take 500 mg twice a day", vec!["doses and measures", "times and spans"]),
            ("1-2 tablets every 4 to 6 hours", vec!["doses and measures", "times and spans"]),
            ("About 30 % of people, 1 in 10", vec!["shares", "shares"]),
            ("It costs $25.50", vec!["prices"]),
            ("Since 2019", vec!["years and dates"]),
            ("Call 911 or (555) 555-0123", vec![TELEPHONES, TELEPHONES]),
            ("An evidence-based guide approved by the FDA", vec!["claims", "claims"]),
            ("This leaflet was reviewed by Dr. Ana Ruiz", vec![REVIEWS]),
            ("Rest and drink.", vec![]),
        ] {
            let mut part = PartFindings::default();
            part.words(DocumentSpot::Whole, words);
            assert_eq!(part.0.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), found, "{words}");
        }
    }
}
