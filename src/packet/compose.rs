//! A packet as a worksheet: what is asked, what changed, each part whole with places to answer, then the whole text.

use std::sync::Arc;

use super::edition::{INTRODUCTION, parts as edition_parts, rest};
use super::pieces::{field, fill, half, named, part, said, sheet_text};
use super::redline::{ComparedPart, PartChange, WordRun, compare};
use super::words::{DECISIONS, PacketWords, words};
use crate::model::date::written;
use crate::model::field::{Choice, Field, FieldType};
use crate::model::rich::{Block, Inline, ListItem};
use crate::model::text::{Body, Guide, Part, Section, Text, Worksheet};
use crate::model::{Facts, Figure, Head, HelpCall, PacketInfo, Person, Point, SheetPurpose, StaffSheet, date};
use crate::review::digest::CANON;
use crate::review::subject::Subject;

/// What a packet is made of.
pub struct PacketRequest<'a> {
    /// The text.
    pub subject: Subject<'a>,
    /// What it asks about.
    pub info: &'a PacketInfo,
    /// Who is asked.
    pub person: Option<&'a Person>,
    /// The edition that it is held against: canonical JSON with its version, its revision and the day on which it was signed.
    pub since: Option<EarlierEdition>,
    /// Whether parts without a change are printed too.
    pub whole: bool,
    /// Whether it is answered with a pen.
    pub is_paper: bool,
    /// What the checks say of the text, a line each; `None` where they do not speak its language.
    pub checks: Option<Vec<String>>,
    /// How it stands against published lists.
    pub lists: Vec<PacketList>,
}

/// A published list, and how the text stands against it.
#[derive(Clone, Debug)]
pub struct PacketList {
    /// Its name.
    pub title: String,
    /// An item each: what it asks, how the text stands, by what or what to do.
    pub rows: Vec<[String; 3]>,
}

/// An earlier edition, by the words that are kept of it.
#[derive(Clone, Debug)]
pub struct EarlierEdition {
    /// Its canonical JSON.
    pub canonical: String,
    /// The version of that form.
    pub canon: u32,
    /// Its revision.
    pub revision: u32,
    /// The day on which it was signed.
    pub day: String,
}

/// A packet as a worksheet, and what makes it a sheet; `None` for a language that packets do not speak.
pub fn packet(request: &PacketRequest) -> Option<(Text, StaffSheet)> {
    let w = words(request.subject.lang())?;
    let composer = PacketComposer { request, w, compared: compared(request) };
    let purpose = SheetPurpose::Packet(request.info.clone());
    Some((composer.text(), StaffSheet { purpose, footer: w.footer, how: (!request.is_paper).then_some(w.how) }))
}

/// The parts of the text held against those of the earlier edition, where there is one.
fn compared(request: &PacketRequest) -> Option<Vec<ComparedPart>> {
    let since = request.since.as_ref()?;
    // In the form of the earlier edition, where that can write the newer one.
    let now = request.subject.canonical(since.canon).or_else(|| request.subject.canonical(CANON))?;
    Some(compare(&edition_parts(&since.canonical), &edition_parts(&now)))
}

struct PacketComposer<'a> {
    request: &'a PacketRequest<'a>,
    w: &'static PacketWords,
    compared: Option<Vec<ComparedPart>>,
}

impl PacketComposer<'_> {
    fn text(&self) -> Text {
        let (request, w) = (self.request, self.w);
        let subject = request.subject;
        let lang = subject.lang();
        let who =
            request.person.map_or_else(|| w.to_anybody.to_owned(), |p| fill(w.to, &[&p.in_lang(lang).credited()]));
        let how = if request.is_paper { w.with_a_pen } else { w.on_screen };
        let parts = self.parts();
        let answered = parts.iter().filter(|part| part.id != "overall" && !part.fields.is_empty()).count().to_string();
        let asked = fill(w.asked, &[&request.info.publisher]);
        let mut summary = format!("{asked} {} {how}", fill(w.parts, &[&answered]));
        if let Some(day) = request.info.wanted.as_deref().and_then(date::parse) {
            summary = format!("{summary} {}", fill(w.by, &[&written(day, lang)]));
        }
        let (issued, references, figures) = match subject {
            Subject::Text(text) => (text.head.issued, text.references.clone(), text.figures.clone()),
            Subject::Facts(facts) => (facts.issued, Vec::new(), facts.figures.clone()),
        };
        let sheet = sheet_text(&format!("packet-{}", subject.id()), lang, issued);
        let head = Head {
            title: fill(w.title, &[subject.title()]),
            revision: subject.revision(),
            audience: who,
            summary,
            authors: subject.authors().to_vec(),
            ..sheet.head
        };
        let body = Body::Worksheet(Worksheet { parts });
        Text { file: subject.file().to_owned(), head, body, references, figures, ..sheet }
    }

    fn parts(&self) -> Vec<Part> {
        let subject = self.request.subject;
        let mut parts: Vec<Part> = self.changes().into_iter().collect();
        match subject {
            Subject::Text(text) => {
                parts.extend(self.wanted("head").then(|| self.asked("head", self.w.head, self.head(text))));
                match &text.body {
                    Body::Guide(guide) => parts.extend(self.guide(guide, &text.figures)),
                    Body::Worksheet(sheet) => parts.extend(self.sheet(sheet, &text.figures)),
                }
            }
            Subject::Facts(facts) => parts.extend(self.facts(facts)),
        }
        parts.extend(self.questions());
        parts.push(self.overall());
        parts.extend(self.checks());
        parts.extend(self.lists());
        parts
    }

    /// Whether a part is printed: it changed, or all are.
    fn wanted(&self, key: &str) -> bool {
        let Some(compared) = self.compared.as_ref().filter(|_| !self.request.whole) else { return true };
        let own = compared.iter().find(|part| part.key == key);
        own.is_none_or(|part| part.change != PartChange::Same || part.is_moved)
    }

    /// What changed, where an earlier edition is known.
    fn changes(&self) -> Option<Part> {
        let (compared, since, w) = (self.compared.as_ref()?, self.request.since.as_ref()?, self.w);
        let lang = self.request.subject.lang();
        let day = date::parse(&since.day).map_or_else(|| since.day.clone(), |day| written(day, lang));
        let name = |part: &ComparedPart| match part.heading.as_str() {
            "" if part.key == INTRODUCTION => w.introduction.to_owned(),
            "" => w.head.to_owned(),
            heading => heading.to_owned(),
        };
        let mut text = Vec::new();
        let mut same = Vec::new();
        for part in compared {
            let name = name(part);
            if part.is_moved {
                text.push(said(fill(w.moved, &[&name])));
            }
            match &part.change {
                PartChange::Same => same.push(name),
                PartChange::New => text.push(said(fill(w.new, &[&name]))),
                PartChange::Gone(old) => {
                    text.push(said(fill(w.gone, &[&name])));
                    text.extend(old.lines.iter().map(|line| said(removed(line))));
                }
                PartChange::Words(lines) => {
                    text.push(Block::Heading(vec![Inline::Text(name)]));
                    text.extend(lines.iter().map(|line| Block::Paragraph(line.iter().map(run).collect())));
                }
            }
        }
        if text.is_empty() {
            text.push(said(w.nothing));
        } else {
            text.insert(0, said(w.marks));
        }
        if !self.request.whole && !same.is_empty() {
            text.push(said(fill(w.same, &[&same.join(" · ")])));
        }
        Some(part("changes", fill(w.changed, &[&since.revision.to_string(), &day]), text, Vec::new()))
    }

    /// What stands around the parts of a text.
    fn head(&self, text: &Text) -> Vec<Block> {
        let (head, k) = (&text.head, &self.w.keys);
        let topics: Vec<&str> = head.topics.iter().map(|topic| topic.as_str()).collect();
        let exceptions = head.exceptions.iter().map(|e| named(k.exceptions, &format!("“{}”: {}", e.text, e.reason)));
        let own = [
            Some((k.title, head.title.clone())),
            Some((k.audience, head.audience.clone())),
            Some((k.summary, head.summary.clone())),
            head.main_message.clone().map(|words| (k.main_message, words)),
            head.purpose.clone().map(|words| (k.purpose, words)),
            head.paid_by().map(|words| (k.funding, words.to_owned())),
            (!topics.is_empty()).then(|| (k.topics, topics.join(", "))),
        ];
        let help = text.get_help.iter().map(|row| {
            let calls: Vec<String> = row.calls.iter().map(HelpCall::written).collect();
            let words = format!("{} ({}): {}", row.level.as_str(), calls.join(", "), row.when.join(" · "));
            named(k.help, &words)
        });
        let own = own.into_iter().flatten().map(|(key, words)| named(key, &words)).chain(help).chain(exceptions);
        own.chain(self.rest("head")).collect()
    }

    /// What else is signed of a part than stands in it as families see it, a line for each: with it a packet has all words.
    fn rest(&self, key: &str) -> Vec<Block> {
        let canonical = self.request.subject.canonical(CANON).unwrap_or_default();
        let is_wanted = |kind: &str, key: &str| !SHOWN.iter().any(|(of, keys)| *of == kind && keys.contains(&key));
        let lines = rest(&canonical, &is_wanted).into_iter().find(|part| part.key == key).map(|part| part.lines);
        let item = |line: String| ListItem { figure: None, blocks: vec![said(spaced_addresses(&line))] };
        let items: Vec<ListItem> = lines.unwrap_or_default().into_iter().map(item).collect();
        let also = if key.starts_with("part:") { self.w.asked_there } else { self.w.also };
        if items.is_empty() { Vec::new() } else { vec![said(also), Block::List { first: None, items }] }
    }

    fn guide(&self, guide: &Guide, figures: &[Arc<Figure>]) -> Vec<Part> {
        let w = self.w;
        let mut parts = Vec::new();
        if !guide.introduction.is_empty() && self.wanted(INTRODUCTION) {
            parts.push(self.asked("introduction", w.introduction, self.whole(&guide.introduction, figures)));
        }
        for Section { id, heading, brief, body } in &guide.sections {
            if self.wanted(&format!("section:{id}")) {
                let mut text = self.whole(body, figures);
                text.push(named(w.brief, brief));
                parts.push(self.asked(&format!("section-{id}"), heading, text));
            }
        }
        for question in &guide.faq {
            if self.wanted(&format!("question:{}", question.id)) {
                let text = self.whole(&question.answer, figures);
                parts.push(self.asked(&format!("question-{}", question.id), &question.question, text));
            }
        }
        parts
    }

    fn sheet(&self, sheet: &Worksheet, figures: &[Arc<Figure>]) -> Vec<Part> {
        let wanted = sheet.parts.iter().filter(|own| self.wanted(&format!("part:{}", own.id)));
        wanted
            .map(|own| {
                let text = [self.whole(&own.text, figures), self.rest(&format!("part:{}", own.id))].concat();
                self.asked(&format!("part-{}", own.id), &own.heading, text)
            })
            .collect()
    }

    fn facts(&self, facts: &Facts) -> Vec<Part> {
        let wanted = facts.facts.iter().filter(|fact| self.wanted(&format!("fact:{}", fact.id)));
        wanted
            .map(|fact| {
                let of_points = fact.points.iter().filter_map(|point| match point {
                    Point::Headed(point) => point.figure.clone().map(Block::Figure),
                    Point::Line(_) => None,
                });
                let body: Vec<Block> = fact.body.iter().cloned().chain(of_points).collect();
                let text = [self.whole(&body, &facts.figures), self.rest(&format!("fact:{}", fact.id))].concat();
                self.asked(&format!("fact-{}", fact.id), &fact.title, text)
            })
            .collect()
    }

    /// Blocks as families see them; what a screen reader says of pictures stands below them.
    fn whole(&self, blocks: &[Block], figures: &[Arc<Figure>]) -> Vec<Block> {
        let mut whole = Vec::new();
        for block in blocks {
            whole.push(block.clone());
            if let Block::Figure(id) = block
                && let Some(figure) = figures.iter().find(|figure| figure.id == *id)
            {
                whole.push(named(self.w.alt, &figure.alt));
            }
            if let Block::Fact(_) = block {
                whole.push(said(self.w.fact));
            }
        }
        whole
    }

    /// A part with places to answer.
    fn asked(&self, id: &str, heading: &str, text: Vec<Block>) -> Part {
        let w = self.w;
        let kinds = ["section-", "question-", "part-", "fact-"];
        let own_id = kinds.iter().find_map(|kind| id.strip_prefix(kind));
        let notes = self.notes().filter(|note| note.at.is_some() && note.at == own_id).map(|note| note.asked(w));
        let mut fields: Vec<Field> = notes.collect();
        fields.extend([
            self.decision("decision", &fill(w.decision, &[heading]), false),
            half(field("old", w.old, FieldType::LongText { lines: 2 }, Some(w.old_help))),
            half(field("new", w.new_words, FieldType::LongText { lines: 2 }, Some(w.new_help))),
            half(field("comment", w.comment, FieldType::LongText { lines: 2 }, Some(w.comment_help))),
        ]);
        part(id, heading.to_owned(), text, fields)
    }

    fn decision(&self, id: &str, label: &str, required: bool) -> Field {
        let choice = |(id, label): (&&str, &&str)| Choice { id: (*id).to_owned(), label: (*label).to_owned() };
        let options = DECISIONS.iter().zip(&self.w.decisions).map(choice).collect();
        Field { required, ..field(id, label, FieldType::Choice { options }, None) }
    }

    /// Questions of the authors: one that begins with the id of a printed part, and a colon, belongs there.
    fn notes(&self) -> impl Iterator<Item = AuthorNote<'_>> {
        self.request.subject.reviewer_notes().iter().enumerate().map(|(i, note)| {
            let own = note.split_once(": ").filter(|(id, _)| self.prints(id));
            AuthorNote { number: i + 1, at: own.map(|(id, _)| id), words: own.map_or(note, |(_, words)| words) }
        })
    }

    /// Whether a part with an id is printed.
    fn prints(&self, id: &str) -> bool {
        let is = |kind: &str, own: &str| own == id && self.wanted(&format!("{kind}:{id}"));
        match self.request.subject {
            Subject::Facts(facts) => facts.facts.iter().any(|fact| is("fact", &fact.id)),
            Subject::Text(text) => match &text.body {
                Body::Guide(guide) => {
                    guide.sections.iter().any(|own| is("section", &own.id))
                        || guide.faq.iter().any(|own| is("question", &own.id))
                }
                Body::Worksheet(sheet) => sheet.parts.iter().any(|own| is("part", &own.id)),
            },
        }
    }

    /// Questions of the authors that belong to no part, each with room for an answer.
    fn questions(&self) -> Option<Part> {
        let notes = self.notes().filter(|note| note.at.is_none());
        let fields: Vec<Field> = notes.map(|note| Field { help: None, ..note.asked(self.w) }).collect();
        let text = vec![said(self.w.note_help)];
        (!fields.is_empty()).then(|| part("questions", self.w.questions.to_owned(), text, fields))
    }

    /// What the checks say.
    fn checks(&self) -> Option<Part> {
        let lines = self.request.checks.as_ref().filter(|lines| !lines.is_empty())?;
        let item = |line: &String| ListItem { figure: None, blocks: vec![said(line)] };
        let items = lines.iter().map(item).collect();
        let text = vec![said(self.w.found), Block::List { first: None, items }];
        Some(part("checks", self.w.checks.to_owned(), text, Vec::new()))
    }

    /// How the text stands against published lists, a part for each.
    fn lists(&self) -> Vec<Part> {
        let item = |[asks, result, words]: &[String; 3]| ListItem {
            figure: None,
            blocks: vec![named(&format!("{asks}: {result}"), words)],
        };
        let items = |list: &PacketList| Block::List { first: None, items: list.rows.iter().map(item).collect() };
        let lists = self.request.lists.iter().enumerate();
        lists
            .map(|(i, list)| {
                let text = vec![said(self.w.list), items(list)];
                part(&format!("list-{}", i + 1), list.title.clone(), text, Vec::new())
            })
            .collect()
    }

    /// What is asked of the whole, and of whoever answers.
    fn overall(&self) -> Part {
        let w = self.w;
        let line = |id: &str, label: &str| field(id, label, FieldType::Text, None);
        let is_of_changes = self.compared.is_some() && !self.request.whole;
        let whole = if is_of_changes { w.whole_of_changes } else { w.whole };
        let day = Field { required: true, ..half(field("date", w.date, FieldType::Date, None)) };
        let mut fields =
            vec![self.decision("decision", whole, true), Field { required: true, ..half(line("name", w.name)) }, day];
        fields.extend([
            field("comment", w.comment, FieldType::LongText { lines: 2 }, Some(w.comment_help)),
            half(line("credentials", w.credentials)),
            half(line("role", w.role)),
            half(line("licence", w.licence)),
            half(field("until", w.until, FieldType::Date, None)),
            field("interests", w.interests, FieldType::LongText { lines: 1 }, Some(w.interests_help)),
        ]);
        let pen = self.request.is_paper.then(|| field("signature", w.signature, FieldType::Signature, None));
        let fields = fields.into_iter().chain(pen).collect();
        part("overall", w.overall.to_owned(), Vec::new(), fields)
    }
}

/// A question of the authors.
struct AuthorNote<'a> {
    /// Its place among them, from 1.
    number: usize,
    /// The id of the part that it belongs to.
    at: Option<&'a str>,
    /// What they ask.
    words: &'a str,
}

impl AuthorNote<'_> {
    /// The question with room for an answer.
    fn asked(&self, w: &PacketWords) -> Field {
        let words = capital(self.words);
        field(&format!("note-{}", self.number), &words, FieldType::LongText { lines: 1 }, Some(w.note_help))
    }
}

/// What packets show of each kind of part in a form of their own.
const SHOWN: &[(&str, &[&str])] = &[
    (
        "head",
        &[
            "title",
            "audience",
            "summary",
            "main_message",
            "purpose",
            "funding",
            "interests",
            "topics",
            "get_help",
            "exceptions",
            "references",
        ],
    ),
    ("section", &["heading", "brief", "body"]),
    ("question", &["question", "answer"]),
    ("part", &["heading", "text"]),
    ("fact", &["title", "body"]),
];

/// Words that begin with a capital letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Web addresses with places at which a line may end.
fn spaced_addresses(line: &str) -> String {
    let word = |word: &str| match word.contains("://") && word.len() > 50 {
        true => word.replace('/', "/ ").replace("/ / ", "//"),
        false => word.to_owned(),
    };
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Words that went, told apart without colour.
fn removed(words: &str) -> String {
    format!("[- {} -]", words.trim())
}

/// A run of a redline: what came is strong too.
fn run(run: &WordRun) -> Inline {
    match run {
        WordRun::Kept(words) => Inline::Text(words.clone()),
        WordRun::Removed(words) => Inline::Text(format!("{} ", removed(words))),
        WordRun::Added(words) => Inline::Strong(vec![Inline::Text(format!("[+ {} +] ", words.trim()))]),
    }
}
