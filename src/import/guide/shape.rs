//! The form of a guide for the pieces of a document: title, introduction, sections, questions.

use super::addresses::typed_links;
use super::asked::marked_questions;
use super::frames::asks_in_bold;
use super::items::{bold_headings, typed_lists};
use super::sources::listed_sources;
use crate::import::tree::{
    DocumentPiece, DocumentSpot, Fate, GuideShape, PieceKind, ReadDocument, ShapedPart, WordsRun, counted, each_runs,
    excerpt, level_of, plain, words_of,
};

/// Headings below which questions stand, in small letters.
const QUESTIONS: &[&str] = &[
    "questions",
    "faq",
    "faqs",
    "frequently asked questions",
    "common questions",
    "questions and answers",
    "q&a",
    "q & a",
    "q and a",
    "your questions",
    "your questions answered",
    "preguntas",
    "preguntas frecuentes",
    "preguntas y respuestas",
    "preguntas comunes",
    "sus preguntas",
];

/// Finds the form.
pub(crate) fn shape(document: &mut ReadDocument) -> GuideShape {
    typed_links(document);
    marked_questions(document);
    bold_headings(document);
    long_passages(document);
    let pieces = std::mem::take(&mut document.pieces);
    let mut pieces = typed_lists(pieces, document);
    let title = title(document, &mut pieces);
    let mut shape = GuideShape { title, ..GuideShape::default() };
    let pieces = listed_sources(pieces, document, &mut shape);
    let level = pieces.iter().filter_map(level_of).min();
    for piece in pieces {
        match piece.kind {
            PieceKind::Heading(own, runs) if Some(own) == level => {
                shape.sections.push(ShapedPart { heading: plain(&runs), spot: piece.spot, pieces: Vec::new() });
            }
            kind => {
                let pieces = shape.sections.last_mut().map_or(&mut shape.introduction, |section| &mut section.pieces);
                pieces.push(DocumentPiece { spot: piece.spot, kind });
            }
        }
    }
    questions(&mut shape, document);
    if shape.sections.is_empty() {
        // A guide has a section; a text without headings is one.
        let spot = shape.introduction.first().map_or(DocumentSpot::Whole, |piece| piece.spot);
        let pieces = std::mem::take(&mut shape.introduction);
        shape.sections.push(ShapedPart { heading: String::new(), spot, pieces });
    }
    shape
}

/// The longest heading, in letters: more is a paragraph that somebody gave the style of one.
const LONGEST_HEADING: usize = 150;
/// The longest words in italics, in letters: more are hard to read.
const LONGEST_EMPHASIS: usize = 60;

/// Headings that are paragraphs, and paragraphs that are in italics.
fn long_passages(document: &mut ReadDocument) {
    let (mut headings, mut slanted) = (Vec::new(), Vec::new());
    for piece in &mut document.pieces {
        if let PieceKind::Heading(_, runs) = &mut piece.kind
            && plain(runs).chars().count() > LONGEST_HEADING
        {
            headings.push(piece.spot);
            piece.kind = PieceKind::Paragraph(std::mem::take(runs));
        }
    }
    each_runs(&mut document.pieces, &mut |spot, runs| {
        let long = |run: &WordsRun| run.emph && run.text.chars().count() > LONGEST_EMPHASIS;
        if runs.iter().any(long) {
            slanted.push(spot);
            runs.iter_mut().for_each(|run| run.emph = false);
        }
    });
    for (spots, what, hint) in [
        (headings, "headings of more than 150 letters, set as paragraphs", "write a short heading above them"),
        (slanted, "long passages in italics, set upright", "where the look means something, say it in words"),
    ] {
        spots.into_iter().for_each(|spot| document.note_once(Fate::Changed, spot, what, hint));
    }
}

/// The title: what the document calls so, or the one heading above all others.
fn title(document: &mut ReadDocument, pieces: &mut Vec<DocumentPiece>) -> String {
    let headings: Vec<(usize, u8)> =
        pieces.iter().enumerate().filter_map(|(i, piece)| Some((i, level_of(piece)?))).collect();
    let top = headings.iter().map(|(_, level)| *level).min();
    let highest: Vec<usize> = headings.iter().filter(|(_, level)| Some(*level) == top).map(|(i, _)| *i).collect();
    let at = |i: usize, pieces: &[DocumentPiece]| match &pieces[i].kind {
        PieceKind::Heading(_, runs) => plain(runs),
        _ => String::new(),
    };
    let known = std::mem::take(&mut document.title);
    if document.title_is_shown {
        return known;
    }
    match highest.as_slice() {
        // One heading above others, or the one that the document is called by.
        [only] if headings.len() > 1 && *only == headings[0].0 => {
            let title = at(*only, pieces);
            pieces.remove(*only);
            title
        }
        [first, ..] if same_words(&at(*first, pieces), &known) || headings.len() == 1 && *first == 0 => {
            let title = at(*first, pieces);
            pieces.remove(*first);
            title
        }
        _ => known,
    }
}

/// Whether a title begins with the words of another: pages add their site behind a bar.
fn same_words(heading: &str, title: &str) -> bool {
    let (heading, title) = (heading.to_lowercase(), title.to_lowercase());
    !heading.is_empty() && title.strip_prefix(&heading).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a heading says that questions follow.
fn heads_questions(heading: &str) -> bool {
    let words = heading.trim_end_matches([':', '.', '?', '!']).trim().to_lowercase();
    QUESTIONS.contains(&words.as_str())
        || words.contains("(faq")
        || words.starts_with("frequently asked")
        || words.starts_with("preguntas frecuentes")
}

/// Moves questions and their answers to where a guide has them.
fn questions(shape: &mut GuideShape, document: &mut ReadDocument) {
    let asking = shape.sections.iter().filter(|section| section.heading.ends_with('?')).count();
    // A document that is written in questions keeps them as its sections.
    let few = asking * 2 < shape.sections.len();
    let (mut kept, mut moved) = (Vec::new(), Vec::new());
    for section in std::mem::take(&mut shape.sections) {
        if few && section.heading.ends_with('?') && !words_of(&section.pieces).is_empty() {
            moved.push(section.heading.clone());
            shape.questions.push(section);
            continue;
        }
        let asks = heads_questions(&section.heading);
        let (rest, mut found) = split(section.pieces, asks);
        let spot = section.spot;
        if asks && words_of(&rest).is_empty() && !found.is_empty() {
            let what = format!("the heading “{}”: the program prints its own above the questions", section.heading);
            document.note(Fate::Left, spot, what, &section.heading, "nothing");
            shape.gone.push(spot);
            // Pictures, which have no words.
            if let Some(first) = found.first_mut() {
                first.pieces.splice(0..0, rest);
            }
        } else if words_of(&rest).is_empty() && !found.is_empty() && !section.heading.is_empty() {
            let what = format!("the heading “{}”: all below it are questions, which stand together", section.heading);
            document.note(Fate::Left, spot, what, &section.heading, "if it is needed, write a section with it");
            shape.gone.push(spot);
        } else {
            kept.push(ShapedPart { heading: section.heading, spot, pieces: rest });
        }
        shape.questions.extend(found);
    }
    let (rest, found) = split(std::mem::take(&mut shape.introduction), false);
    shape.introduction = rest;
    shape.questions.splice(0..0, found);
    shape.sections = kept;
    if !moved.is_empty() {
        let what = format!(
            "{} moved to the questions behind the sections: “{}”",
            counted(moved.len(), "heading that asks,", "headings that ask,"),
            excerpt(&moved.join("”, “"))
        );
        let spot = shape.questions.first().map_or(DocumentSpot::Whole, |question| question.spot);
        document.note(Fate::Changed, spot, what, "", "look whether the sections still follow one another");
    }
}

/// Pieces without the questions among them, and these; `asks` where a heading says that questions follow.
fn split(pieces: Vec<DocumentPiece>, asks: bool) -> (Vec<DocumentPiece>, Vec<ShapedPart>) {
    let bold = pieces.iter().filter(|piece| asks_in_bold(piece).is_some()).count();
    let in_bold = asks && bold > 0 || bold > 1;
    let level = pieces.iter().filter_map(level_of).min().filter(|_| asks);
    let (mut rest, mut found): (Vec<DocumentPiece>, Vec<ShapedPart>) = (Vec::new(), Vec::new());
    let mut open = false;
    for piece in pieces {
        let asked = match &piece.kind {
            PieceKind::Question(question, answer) => Some((plain(question), answer.clone(), false)),
            PieceKind::Heading(own, runs) if Some(*own) == level => Some((plain(runs), Vec::new(), true)),
            _ if in_bold => asks_in_bold(&piece).map(|runs: &Vec<WordsRun>| (plain(runs), Vec::new(), true)),
            _ => None,
        };
        match asked {
            Some((heading, pieces, goes_on)) => {
                open = goes_on;
                found.push(ShapedPart { heading, spot: piece.spot, pieces });
            }
            // Another heading ends the last answer.
            None if open && (level.is_some() || !matches!(piece.kind, PieceKind::Heading(..))) => {
                if let Some(last) = found.last_mut() {
                    last.pieces.push(piece);
                }
            }
            None => {
                open = false;
                rest.push(piece);
            }
        }
    }
    // What nothing answers is no question.
    if found.iter().any(|part| part.pieces.is_empty()) && !asks {
        for part in std::mem::take(&mut found) {
            let runs = vec![WordsRun { text: part.heading, strong: true, ..WordsRun::default() }];
            let kind = PieceKind::Paragraph(runs);
            rest.push(DocumentPiece { spot: part.spot, kind });
            rest.extend(part.pieces);
        }
        rest.sort_by_key(|piece| piece.spot);
    }
    (rest, found)
}
