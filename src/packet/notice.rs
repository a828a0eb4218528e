//! A notice that a text was withdrawn, for a place where copies lie, with a slip on which that place answers.

use super::pieces::{field, fill, half, named, part, said, sheet_text};
use crate::model::date::{self, written};
use crate::model::field::{Choice, Field, FieldType};
use crate::model::rich::{Block, ListItem};
use crate::model::text::{Body, Part, Text, Worksheet};
use crate::model::{CopyPlace, FoundCopies, SheetPurpose, SlipInfo, StaffSheet, Withdrawal};

/// What a notice is made of.
pub struct NoticeRequest<'a> {
    /// What its slip asks about.
    pub info: &'a SlipInfo,
    /// The place.
    pub place: &'a CopyPlace,
    /// Why, and what stands in its place.
    pub withdrawal: &'a Withdrawal,
    /// The title of the text, in the language of staff where it has one.
    pub title: &'a str,
    /// The editions that were withdrawn, as their pages name themselves: title, id, language and revision.
    pub editions: &'a [String],
    /// The title of what stands in its place.
    pub replaced_by: Option<&'a str>,
    /// The language of the notice: that of staff.
    pub lang: &'a str,
}

/// A notice as a worksheet, and what makes it a sheet; `None` for a language that notices do not speak.
pub fn notice(request: &NoticeRequest) -> Option<(Text, StaffSheet)> {
    let w = words(request.lang)?;
    let NoticeRequest { info, place, withdrawal, lang, .. } = request;
    let day = date::parse(&withdrawal.on).map_or_else(|| withdrawal.on.clone(), |day| written(day, lang));
    let mut text = sheet_text(&format!("withdrawn-{}", info.text), lang, date::parse(&info.asked).unwrap_or_default());
    text.head.revision = withdrawal.revision.unwrap_or(1);
    text.head.title = fill(w.title, &[request.title]);
    text.head.audience = fill(w.to, &[&place.name]);
    text.head.summary = fill(w.withdrew, &[&info.publisher, &day]);
    text.body = Body::Worksheet(Worksheet { parts: vec![what_to_do(request, w), answer(w)] });
    Some((text, StaffSheet { purpose: SheetPurpose::Slip((*info).clone()), footer: w.footer, how: None }))
}

/// What was withdrawn, why, and what to do.
fn what_to_do(request: &NoticeRequest, w: &NoticeWords) -> Part {
    let item = |words: &str| ListItem { figure: None, blocks: vec![said(words)] };
    let mut blocks = vec![
        named(w.which, &fill(w.every, &[&request.editions.join(" · ")])),
        named(w.why, &request.withdrawal.reason),
    ];
    let instead = match (request.replaced_by, request.withdrawal.replaced_by.as_deref()) {
        (Some(title), Some(id)) => format!("{title} ({id})"),
        (None, Some(id)) => id.to_owned(),
        (_, None) => w.nothing.to_owned(),
    };
    blocks.push(named(w.instead, &instead));
    blocks.push(Block::List { first: Some(1), items: w.steps.iter().map(|step| item(step)).collect() });
    part("notice", w.todo.to_owned(), blocks, Vec::new())
}

/// What the place answers.
fn answer(w: &NoticeWords) -> Part {
    let options = FoundCopies::ALL.iter().zip(w.copies);
    let options =
        options.map(|((id, _), label)| Choice { id: (*id).to_owned(), label: label.to_owned() }).collect::<Vec<_>>();
    let needed = |field: Field| Field { required: true, ..field };
    let fields = vec![
        needed(field("copies", w.ask, FieldType::Choice { options }, None)),
        half(field("count", w.count, FieldType::Text, None)),
        half(field("words", w.more, FieldType::LongText { lines: 1 }, None)),
        half(needed(field("name", w.name, FieldType::Text, None))),
        half(needed(field("date", w.date, FieldType::Date, None))),
    ];
    part("answer", w.answer.to_owned(), vec![said(w.back)], fields)
}

/// The words of notices in a language; `{}` stands for names, days and titles.
struct NoticeWords {
    title: &'static str,
    to: &'static str,
    withdrew: &'static str,
    footer: &'static str,
    todo: &'static str,
    which: &'static str,
    every: &'static str,
    why: &'static str,
    instead: &'static str,
    nothing: &'static str,
    steps: [&'static str; 4],
    answer: &'static str,
    back: &'static str,
    ask: &'static str,
    copies: [&'static str; 3],
    count: &'static str,
    more: &'static str,
    name: &'static str,
    date: &'static str,
}

/// The words of a language.
fn words(lang: &str) -> Option<&'static NoticeWords> {
    match lang {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

const ENGLISH: NoticeWords = NoticeWords {
    title: "Do not hand out: {}",
    to: "Place: {}",
    withdrew: "{} withdrew this handout on {}. Please throw away every copy, then answer below.",
    footer: "A notice for staff: not for families.",
    todo: "What to do",
    which: "Withdrawn",
    every: "{}. The words in brackets stand at the foot of each page. Every revision that you have, in every form: leaflet, folded, booklet, card, large print, worksheet. The paper itself does not say that it is withdrawn.",
    why: "Why",
    instead: "In its place",
    nothing: "Nothing yet. Ask before you give families something else.",
    steps: [
        "Collect every printed copy: on tables, in racks, drawers and folders, beside the copier.",
        "Tear them up or shred them, so that nobody takes one out again.",
        "Take the file off websites, shared folders and screens.",
        "Tell everybody here who hands it out, and families who have it where you can reach them.",
    ],
    answer: "Your answer",
    back: "Fill this in on screen and save it, or with a pen, and send it back to whoever sent it.",
    ask: "What became of the copies here",
    copies: [
        "All copies that we found were thrown away or taken off",
        "There were no copies here",
        "Some copies may still be here or with families",
    ],
    count: "About how many copies",
    more: "What else there is to say",
    name: "Your name",
    date: "Day",
};

const SPANISH: NoticeWords = NoticeWords {
    title: "No entregar: {}",
    to: "Lugar: {}",
    withdrew: "{} retiró este folleto el {}. Por favor, deseche todas las copias y responda abajo.",
    footer: "Aviso para el personal: no es para las familias.",
    todo: "Qué hacer",
    which: "Retirado",
    every: "{}. Lo que está entre paréntesis aparece al pie de cada página. Todas las revisiones que tenga, en cualquier forma: hoja, plegable, folleto, tarjeta, letra grande, hoja de trabajo. El papel mismo no dice que está retirado.",
    why: "Por qué",
    instead: "En su lugar",
    nothing: "Nada todavía. Pregunte antes de dar otra cosa a las familias.",
    steps: [
        "Reúna todas las copias impresas: en mesas, estantes, cajones y carpetas, junto a la fotocopiadora.",
        "Deséchelas de modo que nadie vuelva a sacar una.",
        "Quite el archivo de sitios web, carpetas compartidas y pantallas.",
        "Avise a todos los que lo entregan aquí, y a las familias que lo tienen, si puede comunicarse con ellas.",
    ],
    answer: "Su respuesta",
    back: "Llene esto en pantalla y guárdelo, o a mano, y devuélvalo a quien lo envió.",
    ask: "Qué pasó con las copias de aquí",
    copies: [
        "Todas las copias que encontramos se desecharon o se quitaron",
        "Aquí no había copias",
        "Puede que aún haya copias aquí o con las familias",
    ],
    count: "Cuántas copias, más o menos",
    more: "Qué más quiere decir",
    name: "Su nombre",
    date: "Día",
};
