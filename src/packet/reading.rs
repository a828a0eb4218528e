//! A sheet for whoever tries a text with readers: what to ask back, made from the headings and calls of the text.

use chrono::NaiveDate;

use super::pieces::{field, fill, half, part, said, sheet_text};
use crate::model::field::{Choice, Field, FieldType};
use crate::model::rich::{Block, ListItem};
use crate::model::text::{Body, Part, Text, Worksheet};
use crate::model::{SheetPurpose, StaffSheet};

/// What the ids of such sheets begin with.
const MARK: &str = "reading-";

/// Whether an id is that of such a sheet.
pub fn is_reading(form: &str) -> bool {
    form.starts_with(MARK)
}

/// What a sheet is made of.
pub struct ReadingRequest<'a> {
    /// The text that is tried.
    pub text: &'a Text,
    /// Whom its pages say to call, each by its title there.
    pub calls: &'a [String],
    /// The first digits of the digest of its words.
    pub digest: &'a str,
    /// The day on which the sheet is made.
    pub today: NaiveDate,
}

/// A sheet for one reader as a worksheet, and what makes it a sheet; `None` for a language that such sheets do not speak.
pub fn reading(request: &ReadingRequest) -> Option<(Text, StaffSheet)> {
    let own = request.text;
    let w = words(&own.head.lang)?;
    let mut text = sheet_text(&format!("{MARK}{}", own.head.id), &own.head.lang, request.today);
    text.head.revision = own.head.revision;
    text.head.title = fill(w.title, &[&own.head.title]);
    text.head.audience = w.audience.to_owned();
    text.head.summary = w.summary.to_owned();
    let mut parts = vec![begin(request, w), asked_back(own, w)];
    parts.extend(calls(request, w));
    parts.push(end(w));
    text.body = Body::Worksheet(Worksheet { parts });
    Some((text, StaffSheet { purpose: SheetPurpose::ReaderTest, footer: w.footer, how: None }))
}

/// Before the reading.
fn begin(request: &ReadingRequest, w: &ReadingWords) -> Part {
    let head = &request.text.head;
    let steps = w.steps.iter().map(|step| ListItem { figure: None, blocks: vec![said(*step)] }).collect();
    let revision = head.revision.to_string();
    let which = fill(w.which, &[&head.id, &head.lang, &revision, request.digest]);
    let fields = vec![
        half(field("reader", w.reader, FieldType::Text, Some(w.reader_help))),
        half(field("date", w.date, FieldType::Date, None)),
        field("by", w.by, FieldType::Text, None),
    ];
    part("before", w.before.to_owned(), vec![said(which), Block::List { first: Some(1), items: steps }], fields)
}

/// What the reader says of each part in their own words.
fn asked_back(text: &Text, w: &ReadingWords) -> Part {
    let headings: Vec<(&str, &str)> = match &text.body {
        Body::Guide(guide) => {
            let sections = guide.sections.iter().map(|own| (own.id.as_str(), own.heading.as_str()));
            sections.chain(guide.faq.iter().map(|own| (own.id.as_str(), own.question.as_str()))).collect()
        }
        Body::Worksheet(sheet) => sheet.parts.iter().map(|own| (own.id.as_str(), own.heading.as_str())).collect(),
    };
    let remember = (text.head.main_message.is_some())
        .then(|| field("remember", w.remember, FieldType::LongText { lines: 2 }, None));
    let asked = headings.into_iter().enumerate().map(|(i, (id, heading))| {
        let id = format!("part-{}-{id}", i + 1);
        field(&id, &fill(w.ask, &[heading]), FieldType::LongText { lines: 2 }, None)
    });
    part("words", w.words.to_owned(), vec![said(w.own_words)], remember.into_iter().chain(asked).collect())
}

/// When the reader would call whom.
fn calls(request: &ReadingRequest, w: &ReadingWords) -> Option<Part> {
    let asked = request.calls.iter().enumerate().map(|(i, call)| {
        field(&format!("call-{}", i + 1), &fill(w.call, &[call]), FieldType::LongText { lines: 2 }, None)
    });
    let fields: Vec<Field> = asked.collect();
    (!fields.is_empty()).then(|| part("calls", w.calls.to_owned(), Vec::new(), fields))
}

/// After the reading.
fn end(w: &ReadingWords) -> Part {
    let option = |(id, label): (&str, &str)| Choice { id: id.to_owned(), label: label.to_owned() };
    let options = ["yes", "partly", "no"].into_iter().zip(w.understood).map(option).collect();
    let long = |id: &str, label: &str| field(id, label, FieldType::LongText { lines: 2 }, None);
    let fields = vec![
        long("hard", w.hard),
        long("upset", w.upset),
        long("missing", w.missing),
        field("understood", w.verdict, FieldType::Choice { options }, None),
        long("notes", w.notes),
    ];
    part("after", w.after.to_owned(), Vec::new(), fields)
}

/// The words of such sheets in a language; `{}` stands for headings, calls, ids and numbers.
struct ReadingWords {
    title: &'static str,
    audience: &'static str,
    summary: &'static str,
    footer: &'static str,
    before: &'static str,
    which: &'static str,
    steps: [&'static str; 4],
    reader: &'static str,
    reader_help: &'static str,
    date: &'static str,
    by: &'static str,
    words: &'static str,
    own_words: &'static str,
    remember: &'static str,
    ask: &'static str,
    calls: &'static str,
    call: &'static str,
    after: &'static str,
    hard: &'static str,
    upset: &'static str,
    missing: &'static str,
    verdict: &'static str,
    understood: [&'static str; 3],
    notes: &'static str,
}

/// The words of a language.
fn words(lang: &str) -> Option<&'static ReadingWords> {
    match lang {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

const ENGLISH: ReadingWords = ReadingWords {
    title: "To try with a reader: {}",
    audience: "For whoever tries the text with a reader",
    summary: "One sheet for each reader. We try the text, never the reader: what is not understood is the text's fault.",
    footer: "A sheet for staff: not for families.",
    before: "Before you begin",
    which: "The text is {} ({}), revision {}, digest {}. Try it as it is printed.",
    steps: [
        "Ask whether now is a good time, and say that the reader may stop whenever they want.",
        "Let the reader read, or read aloud to them, without explaining anything.",
        "Take the text away. Then ask the questions below, and write down the reader's own words.",
        "Correct nothing until the end; then go through what was not clear, so that nobody leaves with a mistake.",
    ],
    reader: "Reader",
    reader_help: "A number or a word of your own, no name.",
    date: "Day",
    by: "Who tries it",
    words: "In the reader's own words",
    own_words: "Ask: what would you tell a friend that it says?",
    remember: "The one thing to remember from it",
    ask: "“{}”: what does this part say?",
    calls: "When to call",
    call: "Ask: when would you do this? “{}”",
    after: "After the reading",
    hard: "Words or sentences that were hard",
    upset: "What upset the reader, or felt wrong",
    missing: "What the reader looked for and did not find",
    verdict: "What matters was understood",
    understood: ["Yes", "In part", "No"],
    notes: "Notes",
};

const SPANISH: ReadingWords = ReadingWords {
    title: "Para probar con una persona: {}",
    audience: "Para quien prueba el texto con una persona",
    summary: "Una hoja por persona. Probamos el texto, nunca a la persona: lo que no se entiende es culpa del texto.",
    footer: "Hoja para el personal: no es para las familias.",
    before: "Antes de empezar",
    which: "El texto es {} ({}), revisión {}, código {}. Pruébelo tal como está impreso.",
    steps: [
        "Pregunte si es un buen momento, y diga que se puede parar cuando se quiera.",
        "Deje que la persona lea, o léale en voz alta, sin explicar nada.",
        "Retire el texto. Después haga las preguntas de abajo y anote las palabras de la persona.",
        "No corrija nada hasta el final; después repase lo que no quedó claro, para que nadie se vaya con un error.",
    ],
    reader: "Persona",
    reader_help: "Un número o una palabra suya, sin nombre.",
    date: "Día",
    by: "Quién lo prueba",
    words: "Con las palabras de la persona",
    own_words: "Pregunte: ¿qué le diría a una amistad que dice el texto?",
    remember: "Lo más importante del texto",
    ask: "“{}”: ¿qué dice esta parte?",
    calls: "Cuándo llamar",
    call: "Pregunte: ¿cuándo haría esto? “{}”",
    after: "Después de leer",
    hard: "Palabras o frases difíciles",
    upset: "Qué le molestó a la persona, o le pareció mal",
    missing: "Qué buscó la persona y no encontró",
    verdict: "Se entendió lo que importa",
    understood: ["Sí", "En parte", "No"],
    notes: "Notas",
};
