//! A guide in YAML, of a document that was read.

mod addresses;
mod asked;
mod blocks;
mod figures;
mod frames;
mod inline;
mod items;
mod shape;
mod sources;
mod words;
mod wrap;
mod yaml;

use std::collections::BTreeSet;

pub(super) use self::asked::begins_with_mark;
use self::blocks::BodyWriter;
use self::figures::TakenPictures;
pub(super) use self::inline::address;
use self::words::{Unwritten, unwritten};
use super::report;
use super::request::NewGuide;
use super::tree::{DocumentPiece, GuideShape, Notice, ReadDocument};
use super::verify;
use crate::model::letters::unaccented;

/// How many things are noticed one by one while it is written.
const MOST_NOTICES: usize = 5_000;

/// A guide that was written.
#[derive(Debug)]
pub(super) struct WrittenGuide {
    /// Its text.
    pub(super) text: String,
    /// The files of its pictures.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    /// What was noticed.
    pub(super) notices: Vec<Notice>,
    /// How many sections and questions it has.
    pub(super) counts: (usize, usize),
    /// Its form.
    pub(super) shape: GuideShape,
    /// How each paragraph of a Word file begins.
    pub(super) beginnings: Vec<String>,
}

/// Writes the guide of a document; `finished` adds what is found once it is whole.
pub(super) fn write(
    mut document: ReadDocument,
    new: &NewGuide,
    finished: &dyn Fn(&str, &ReadDocument) -> Vec<Notice>,
) -> WrittenGuide {
    let pictures = figures::take(&mut document, new.flaw);
    let shape = shape::shape(&mut document);
    let checks = verify::verify(&shape, new.fact);
    let mut body = GuideBody::of(&shape, &pictures, unwritten(new.lang));
    document.notices.append(&mut body.notices);
    let text =
        |document: &ReadDocument| whole(&shape, &body, &pictures, &checks, new, &report::head(&shape, document, new));
    let more = finished(&text(&document), &document);
    document.notices.extend(more);
    document.notices.sort_by_key(|notice| (notice.spot, notice.fate));
    let text = text(&document);
    let mut notices = document.notices;
    notices.extend(checks);
    let counts = (shape.sections.len(), shape.questions.len());
    WrittenGuide { text, pictures: pictures.files, notices, counts, shape, beginnings: document.beginnings }
}

/// The sections and questions of a guide as YAML.
struct GuideBody {
    introduction: String,
    sections: String,
    questions: String,
    notices: Vec<Notice>,
}

impl GuideBody {
    fn of(shape: &GuideShape, pictures: &TakenPictures, marks: &Unwritten) -> Self {
        let mut all = Self {
            introduction: String::new(),
            sections: String::new(),
            questions: String::new(),
            notices: Vec::new(),
        };
        if !shape.introduction.is_empty() {
            let text = all.markdown(&shape.introduction, pictures);
            if !text.is_empty() {
                all.introduction = format!("introduction: {}", yaml::block(&text, "  "));
            }
        }
        let mut ids = BTreeSet::new();
        for part in &shape.sections {
            let text = all.markdown(&part.pieces, pictures);
            let heading = if part.heading.is_empty() { marks.heading } else { &part.heading };
            let text = if text.is_empty() { marks.body } else { &text };
            let id = id_of(&part.heading, "section", &mut ids);
            all.sections.push_str(&format!(
                "  - id: {id}\n    heading: {}\n    brief: {}\n    body: {}",
                yaml::line(heading, "    "),
                yaml::line(marks.brief, "    "),
                yaml::block(text, "      "),
            ));
        }
        ids.clear();
        for part in &shape.questions {
            let text = all.markdown(&part.pieces, pictures);
            let text = if text.is_empty() { marks.answer } else { &text };
            let id = id_of(&part.heading, "question", &mut ids);
            let question = yaml::line(&part.heading, "    ");
            all.questions.push_str(&format!(
                "  - id: {id}\n    question: {question}\n    answer: {}",
                yaml::block(text, "      ")
            ));
        }
        all
    }

    fn markdown(&mut self, pieces: &[DocumentPiece], pictures: &TakenPictures) -> String {
        let mut writer = BodyWriter::new(&pictures.ids);
        writer.pieces(pieces);
        for notice in std::mem::take(&mut writer.notices) {
            let full = self.notices.len() >= MOST_NOTICES;
            match self.notices.iter_mut().find(|known| notice.words.is_empty() && known.what == notice.what) {
                Some(known) => known.more += notice.more + 1,
                None if full => {}
                None => self.notices.push(notice),
            }
        }
        writer.text()
    }
}

/// The file as a whole.
fn whole(
    shape: &GuideShape,
    body: &GuideBody,
    pictures: &TakenPictures,
    checks: &[Notice],
    new: &NewGuide,
    head: &str,
) -> String {
    let marks = unwritten(new.lang);
    let title = if shape.title.is_empty() { marks.title } else { &shape.title };
    let mut text = head.to_owned();
    text.push_str(&format!("id: {}\ntitle: {}\n", new.id, yaml::line(title, "")));
    text.push_str("revision: 1                      # raise it with every change, then have the text reviewed\n");
    text.push_str(&format!("audience: {}\n", yaml::line(marks.audience, "")));
    text.push_str("# main_message: The one thing to remember.\n");
    text.push_str(&format!("summary: {}\n", yaml::line(marks.summary, "")));
    text.push_str(&format!("authors: [{}]\ndates: {{issued: {}}}\n", new.author, new.day));
    text.push_str("# topics: [opioids]              # prints whom to call in danger, first steps and safety facts\n");
    if !checks.is_empty() {
        text.push_str("# Numbers and claims of the document, for who checks them; take out what was checked. None of it is printed.\nreviewer_notes:\n");
        for check in checks {
            text.push_str(&format!("  - {}\n", yaml::line(&report::for_reviewer(check, shape), "  ")));
        }
    }
    text.push_str(&body.introduction);
    text.push_str("# A brief stands where a product has no room for the whole text.\nsections:\n");
    text.push_str(&body.sections);
    if !body.questions.is_empty() {
        text.push_str(&format!("faq:\n{}", body.questions));
    }
    if !pictures.taken.is_empty() {
        text.push_str("figures:\n");
    }
    for picture in &pictures.taken {
        let alt = if picture.alt.is_empty() { marks.alt } else { &picture.alt };
        text.push_str(&format!(
            "  - id: {}\n    file: {}\n    alt: {}\n",
            picture.id,
            picture.file,
            yaml::line(alt, "    ")
        ));
        if !picture.caption.is_empty() {
            text.push_str(&format!("    caption: {}\n", yaml::line(&picture.caption, "    ")));
        }
        text.push_str(&format!("    width: {}\n", picture.width.as_str()));
    }
    text.push_str(&references(shape, marks));
    text
}

/// The sources that the document lists, or how they are written.
fn references(shape: &GuideShape, marks: &Unwritten) -> String {
    if shape.sources.is_empty() {
        return "# What you read to write this, so that others can check it:\n# references:\n\
            #   - {title: Title of the page, publisher: Who publishes it, url: \"https://example.org\"}\n"
            .to_owned();
    }
    let mut text =
        "# As the document lists them. Of each: what it is called, who publishes it, its year if it is known.\n\
        # [](ref:source-1) in a text prints the number of the first.\nreferences:\n"
            .to_owned();
    for (number, source) in (1..).zip(&shape.sources) {
        let title = if source.title.is_empty() { marks.source } else { &source.title };
        text.push_str(&format!(
            "  - id: source-{number}\n    title: {}\n    publisher: {}\n",
            yaml::line(title, "    "),
            yaml::line(marks.publisher, "    ")
        ));
        if let Some(url) = &source.url {
            text.push_str(&format!("    url: {}\n", yaml::quoted(url)));
        }
    }
    text
}

/// An id for a heading, other than those before.
fn id_of(heading: &str, kind: &str, known: &mut BTreeSet<String>) -> String {
    const LONGEST: usize = 40;
    let plain = unaccented(heading).to_lowercase();
    let mut id = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + word.len() >= LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LONGEST));
    }
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        id = if id.is_empty() { kind.to_owned() } else { format!("{kind}-{id}") };
    }
    let first = id.clone();
    let mut count = 1;
    while !known.insert(id.clone()) {
        count += 1;
        id = format!("{first}-{count}");
    }
    id
}
