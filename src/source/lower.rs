//! From what was typed to what it means; the sources have been checked, so nothing is reported here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::markdown::{self, ParsedTexts};
use super::raw;
use crate::model::clinic::{Clinic, Logo};
use crate::model::colour::Colour;
use crate::model::fact::{Fact, Facts, HeadedPoint, Point};
use crate::model::field::{Choice, Column, Field, FieldType, TypeKeys, Width};
use crate::model::figure::PictureFile;
use crate::model::ink::{Cmyk, Ink, Inks};
use crate::model::letters::{composed, dialled};
use crate::model::person::Person;
use crate::model::rich::Block;
use crate::model::text::{
    BasedOn, Body, Credit, Guide, Head, InnerPanel, NamedWorksheet, PanelPart, Part, Question, Reference, Section,
    Text, Worksheet,
};
use crate::model::{
    Exception, Figure, HelpCall, HelpRow, Instrument, InstrumentItem, Interests, Licence, PictureKind, Topic, date,
};
use crate::project::Tree;

/// People by id; `None` where nothing but the id can be read.
type Authors = BTreeMap<String, Option<Person>>;

/// What a text or facts file is lowered with.
pub(crate) struct Lowering<'a> {
    /// Its path in the project.
    pub(crate) file: &'a str,
    /// The language by its name.
    pub(crate) lang: &'a str,
    /// Those whom `people.yaml` has.
    pub(crate) people: &'a Authors,
    /// Its Markdown texts, parsed by the check.
    pub(crate) texts: ParsedTexts,
    /// The bytes of a file beside it, with their SHA-256 in hexadecimal digits.
    pub(crate) beside: &'a dyn Fn(&str) -> Option<PictureFile>,
}

impl Lowering<'_> {
    /// The blocks of a Markdown text; words that stand twice in a file are parsed again.
    fn rich(&mut self, text: &str) -> Vec<Block> {
        self.texts.take(text).unwrap_or_else(|| markdown::parse(text).blocks)
    }

    /// Its pictures, those that can be read.
    fn figures(&self, raw: Vec<raw::RawFigure>) -> Vec<Arc<Figure>> {
        let figure = |figure: raw::RawFigure| {
            let (bytes, sha256) = (self.beside)(&figure.file)?;
            Some(Arc::new(Figure {
                id: figure.id,
                kind: PictureKind::of(&figure.file)?,
                bytes,
                sha256,
                alt: line(&figure.alt),
                caption: lines(figure.caption),
                credit: lines(figure.credit),
                width: figure.width,
            }))
        };
        raw.into_iter().filter_map(figure).collect()
    }

    /// The authors by value; a default facts file may name people whom the project does not have.
    fn authors(&self, ids: &[String]) -> Option<Vec<Person>> {
        ids.iter().map(|id| Some(self.people.get(id)?.as_ref()?.in_lang(self.lang))).collect()
    }
}

/// Words on one line.
pub(crate) fn line(text: &str) -> String {
    composed(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words on one line, where there are any.
fn lines(text: Option<String>) -> Option<String> {
    text.map(|t| line(&t)).filter(|t| !t.is_empty())
}

/// Exceptions, each of their words on one line.
fn exceptions(raw: Vec<Exception>) -> Vec<Exception> {
    raw.into_iter().map(|e| Exception { text: line(&e.text), reason: line(&e.reason), ..e }).collect()
}

/// A person or an organisation.
pub(crate) fn person(raw: raw::RawPerson) -> Person {
    Person {
        id: raw.id,
        kind: raw.kind,
        name: line(&raw.name),
        name_in: raw.name_in.into_iter().map(|(lang, name)| (lang, line(&name))).collect(),
        credentials: lines(raw.credentials),
        role: lines(raw.role),
        addiction_professional: raw.addiction_professional,
        specialties: raw.specialties.iter().map(|field| line(field)).collect(),
        interests: raw.interests.map(|own| Interests { words: line(&own.words), ..own }),
        licence: raw.licence.map(|own| Licence { body: line(&own.body), ..own }),
        not_same_as: raw.not_same_as,
    }
}

/// The facts of a region; `None` where the day of issue is none.
pub(crate) fn facts(raw: raw::RawFacts, mut lowering: Lowering) -> Option<Facts> {
    let authors = lowering.authors(&raw.authors).unwrap_or_default();
    let figures = lowering.figures(raw.figures);
    let facts = raw
        .facts
        .into_iter()
        .map(|f| Fact {
            id: f.id,
            title: line(&f.title),
            number: number(f.number, f.letters),
            short: lines(f.short),
            shorter: lines(f.shorter),
            points: f.points.into_iter().map(point).collect(),
            numbered: f.numbered,
            line: lines(f.line),
            body: lowering.rich(&f.body),
            source: match f.source {
                raw::FactSource::Work(work) => Some(work),
                raw::FactSource::None(_) => None,
            },
            source_seen: f.source_seen.as_deref().and_then(date::parse),
            recheck_after: f.recheck_after,
        })
        .collect();
    Some(Facts {
        file: lowering.file.to_owned(),
        region: raw.region,
        lang: lowering.lang.to_owned(),
        title: line(&raw.title),
        revision: raw.revision,
        issued: date::parse(&raw.issued)?,
        authors,
        exceptions: exceptions(raw.exceptions),
        reviewer_notes: raw.reviewer_notes.iter().map(|note| line(note)).collect(),
        figures,
        facts,
    })
}

/// A number as it is printed: one in letters has its digits behind it, "1-800-CDC-INFO (1-800-232-4636)".
fn number(digits: Option<String>, letters: Option<String>) -> Option<String> {
    let digits = lines(digits.map(|digits| dialled(&digits)))?;
    Some(match lines(letters.map(|letters| dialled(&letters))) {
        Some(letters) => format!("{letters} ({digits})"),
        None => digits,
    })
}

fn point(raw: raw::RawPoint) -> Point {
    match raw {
        raw::RawPoint::Line(words) => Point::Line(line(&words)),
        raw::RawPoint::Headed(raw::RawHeadedPoint { head, text, brief, figure }) => {
            Point::Headed(HeadedPoint { head: line(&head), text: lines(text), brief: lines(brief), figure })
        }
    }
}

/// A clinic; `None` where its logo is not in the tree.
pub(crate) fn clinic(raw: raw::RawClinic, tree: &Tree) -> Option<Clinic> {
    let logo = match raw.logo {
        Some(name) => Some(Logo {
            kind: PictureKind::of(&name)?,
            bytes: Arc::from(&*tree.get(&format!("sources/clinics/{name}"))?.bytes),
            alt: raw.logo_alt,
        }),
        None => None,
    };
    let colours = raw.colours.as_ref();
    Some(Clinic {
        id: raw.id,
        name: line(&raw.name),
        sample: raw.sample,
        region: raw.region,
        address: raw.address.iter().map(|l| line(l)).collect(),
        phone: line(&dialled(&raw.phone)),
        hours: raw.hours.into_iter().map(|(lang, text)| (lang, line(&text))).collect(),
        feedback: lines(raw.feedback),
        logo,
        primary: colours.and_then(|c| Colour::parse(&c.primary)).unwrap_or(Colour(0x0b, 0x4f, 0x5c)),
        tint: colours.and_then(|c| Colour::parse(&c.tint)).unwrap_or(Colour(0xe4, 0xef, 0xf0)),
        inks: raw.print.map(inks).unwrap_or_default(),
    })
}

fn inks(raw: raw::PrintInks) -> Inks {
    Inks { primary: raw.primary.map(ink), tint: raw.tint.map(ink) }
}

fn ink(raw: raw::RawInk) -> Ink {
    let share = raw.share.unwrap_or(100.0);
    match raw.spot {
        Some(name) => Ink::Spot { name: line(&name), cmyk: Cmyk(raw.cmyk), tint: share },
        None => Ink::Process(Cmyk(raw.cmyk).tint(share)),
    }
}

fn topics(names: &[String]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = names.iter().filter_map(|n| Topic::parse(n)).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

fn based_on(raw: raw::RawBasedOn) -> BasedOn {
    let credits = |credits: Vec<Credit>| {
        credits.into_iter().map(|c| Credit { name: line(&c.name), credentials: lines(c.credentials) }).collect()
    };
    BasedOn {
        title: line(&raw.title),
        authors: credits(raw.authors),
        reviewed_by: credits(raw.reviewed_by),
        published: raw.published.as_ref().and_then(raw::RawKnownDate::known),
        edited: raw.edited.as_ref().and_then(raw::RawKnownDate::known),
        publisher: Some(line(&raw.publisher)).filter(|p| p != "unknown"),
    }
}

fn references(raw: Vec<raw::RawReference>) -> Vec<Reference> {
    raw.into_iter()
        .map(|r| Reference {
            id: r.id,
            title: line(&r.title),
            publisher: line(&r.publisher),
            year: r.year,
            kind: lines(r.kind),
            url: lines(r.url),
            accessed: r.accessed.as_deref().and_then(date::parse),
        })
        .collect()
}

/// When to get help; what is no call has been said.
fn get_help(raw: Vec<raw::RawHelp>) -> Vec<HelpRow> {
    let row = |row: raw::RawHelp| {
        let calls = match row.call {
            raw::RawCalls::One(call) => vec![call],
            raw::RawCalls::Several(calls) => calls,
        };
        HelpRow {
            level: row.level,
            calls: calls.iter().filter_map(|call| HelpCall::parse(call)).collect(),
            when: row.when.iter().map(|words| line(words)).collect(),
        }
    };
    raw.into_iter().map(row).collect()
}

/// What guides and worksheets begin with. They are typed apart, as a schema that refuses unknown keys has no parts.
macro_rules! head {
    ($raw:ident, $lowering:ident) => {
        Head {
            id: $raw.id,
            lang: $lowering.lang.to_owned(),
            title: line(&$raw.title),
            revision: $raw.revision,
            purpose: lines($raw.purpose),
            audience: line(&$raw.audience),
            main_message: lines($raw.main_message),
            summary: line(&$raw.summary),
            authors: $lowering.authors(&$raw.authors)?,
            based_on: $raw.based_on.map(based_on),
            issued: date::parse(&$raw.dates.issued)?,
            first_published: $raw.dates.first_published.as_deref().and_then(date::parse),
            evidence_checked: $raw.dates.evidence_checked.as_deref().and_then(date::parse),
            topics: topics(&$raw.topics),
            funding: lines($raw.funding),
            interests: lines($raw.interests),
            exceptions: exceptions($raw.exceptions),
            reviewer_notes: $raw.reviewer_notes.iter().map(|note| line(note)).collect(),
        }
    };
}

/// A guide; `None` where a worksheet that it names has no title that could be read.
pub(crate) fn guide(
    raw: raw::RawGuide,
    mut lowering: Lowering,
    title: &dyn Fn(&str) -> Option<String>,
) -> Option<Text> {
    let head = head!(raw, lowering);
    let figures = lowering.figures(raw.figures);
    let sections = raw
        .sections
        .into_iter()
        .map(|s| Section { id: s.id, heading: line(&s.heading), brief: line(&s.brief), body: lowering.rich(&s.body) })
        .collect();
    let faq = raw
        .faq
        .into_iter()
        .map(|q| Question { id: q.id, question: line(&q.question), answer: lowering.rich(&q.answer) })
        .collect();
    let worksheets: Option<Vec<NamedWorksheet>> =
        raw.worksheets.into_iter().map(|id| Some(NamedWorksheet { title: title(&id)?, id })).collect();
    let introduction = raw.introduction.as_deref().map(|text| lowering.rich(text)).unwrap_or_default();
    let panels = raw.panels.unwrap_or_default().into_iter().map(panel).collect();
    Some(Text {
        file: lowering.file.to_owned(),
        head,
        body: Body::Guide(Guide { introduction, sections, faq, worksheets: worksheets?, panels, cover: raw.cover }),
        get_help: get_help(raw.get_help),
        references: references(raw.references),
        figures,
        products: raw.products,
    })
}

fn panel(raw: raw::RawInnerPanel) -> InnerPanel {
    let parts = raw.sections.iter().map(|name| PanelPart::named(name)).collect();
    InnerPanel { heading: line(&raw.heading), figure: raw.figure, parts }
}

/// A worksheet; `None` where an author or the day of issue cannot be read.
pub(crate) fn worksheet(raw: raw::RawWorksheet, mut lowering: Lowering) -> Option<Text> {
    let head = head!(raw, lowering);
    let figures = lowering.figures(raw.figures);
    let parts = raw
        .parts
        .into_iter()
        .map(|p| Part {
            id: p.id,
            heading: line(&p.heading),
            text: p.text.as_deref().map(|text| lowering.rich(text)).unwrap_or_default(),
            danger_line: p.danger_line,
            repeat: p.repeat.zip(lines(p.repeat_label)),
            fields: p.fields.into_iter().filter_map(field).collect(),
        })
        .collect();
    Some(Text {
        file: lowering.file.to_owned(),
        head,
        body: Body::Worksheet(Worksheet { parts }),
        get_help: get_help(raw.get_help),
        references: references(raw.references),
        figures,
        products: raw.products,
    })
}

/// A field; `None` of a type that there is not, which the schema has said.
fn field(raw: raw::RawField) -> Option<Field> {
    let options = raw.options.unwrap_or_default();
    let columns = raw.columns.unwrap_or_default();
    let keys = TypeKeys {
        lines: raw.lines,
        options: options.into_iter().map(|o| Choice { id: o.id, label: line(&o.label) }).collect(),
        low: lines(raw.low).unwrap_or_default(),
        high: lines(raw.high).unwrap_or_default(),
        rows: raw.rows,
        columns: columns.into_iter().map(|c| Column { id: c.id, label: line(&c.label), kind: c.kind }).collect(),
    };
    Some(Field {
        id: raw.id,
        label: line(&raw.label),
        help: lines(raw.help),
        required: raw.required,
        width: raw.width.unwrap_or(Width::Full),
        kind: FieldType::new(&raw.kind.0, keys)?,
    })
}

/// An instrument.
pub(crate) fn instrument(raw: raw::RawInstrument) -> Instrument {
    let item = |item: raw::RawItem| InstrumentItem {
        number: item.number.map(|number| number.words()).filter(|number| !number.is_empty()),
        name: line(&item.name),
        asks: line(&item.asks),
        check: item.check,
        judge: lines(item.judge),
        helps: item.helps,
        applies_to: item.applies_to,
    };
    Instrument {
        id: raw.id,
        title: line(&raw.title),
        edition: line(&raw.edition),
        publisher: line(&raw.publisher),
        url: raw.url,
        note: lines(raw.note),
        items: raw.items.into_iter().map(item).collect(),
    }
}
