//! What the pages of a product must say, how often and where: a table in Rust, never read from layouts or
//! project files.

use super::pages::Info;
use crate::engine::Lines;
use crate::engine::data::{contents, contents_after, keywords};
use crate::engine::lines::{column_format, drops, format as written_as};
use crate::form::plan::controls;
use crate::form::schema::Schema;
use crate::job::{Fit, Job, ways};
use crate::model::rich::{Block, Inline, plain};
use crate::model::text::{Body, Field, FieldShape, Guide, Part};
use crate::model::{Fact, Facts, Product};
use crate::review::credit::{Credits, foreign_sentences};

/// Where a block may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the text, at its place in the order.
    Flow,
    /// In the text, on the first page.
    First,
    /// In the text, on the last page.
    Last,
    /// In the text, on these pages, from 0.
    Pages(usize, usize),
}

/// A block that must be printed exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The path that its layout labels it with.
    pub path: String,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub place: Where,
    /// Whether it may stand beside the text of its section.
    pub beside: bool,
    /// Whether it is printed again on each page that it goes over: the header of a table.
    pub again: bool,
    /// The mark of a list item that stands before it.
    pub mark: Option<String>,
}

/// Everything that may be printed.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// The blocks of the text, in order, each exactly once.
    pub flow: Vec<Expected>,
    /// The lines of every footer, by path.
    pub footer: Vec<(String, String)>,
    /// "Page" and "of", around the numbers of pages; `None` where pages have no footers.
    pub page_words: Option<(String, String)>,
    /// The number of pages, where it is fixed.
    pub count: Option<usize>,
    /// The emergency line, and the paths of the parts on whose pages it must stand.
    pub danger: Option<(String, Vec<String>)>,
    /// Words that may stand above the text of later pages, at most once a page.
    pub header: Vec<(String, String)>,
    /// Language.
    pub lang: String,
    /// Width and height of the paper, in points.
    pub size: (f64, f64),
    /// Title, authors, description and keywords of the file.
    pub info: Info,
    /// Alternative texts of pictures.
    pub alts: Vec<String>,
    /// Where links may lead.
    pub links: Vec<String>,
    /// Headings that the contents name, each with the path of its own: contents stand where there are more pages than
    /// `contents_after`, and there only.
    pub contents: Vec<(String, String)>,
    /// The most pages without contents.
    pub contents_after: usize,
    /// The heading of the contents.
    pub contents_label: String,
    /// The keys of the controls that a screen fills in, in order, each exactly once.
    pub controls: Vec<String>,
    /// Pictures, each at most once: their bytes.
    pub images: Vec<std::sync::Arc<[u8]>>,
    /// Sentences about a state of review that is not this document's.
    pub foreign: Vec<String>,
    /// The letters of the language's review sentences may stand in these blocks alone.
    pub review_paths: Vec<String>,
}

/// The table of a job.
pub fn expectations(job: &Job, lines: &Lines, credits: &Credits, fit: Fit) -> Expectations {
    let facts = job.facts.as_ref().map(|(f, _)| *f);
    let mut table = Table { out: Expectations::default(), facts, next_mark: None };
    match job.product {
        Product::Trifold => table.trifold(job, lines, credits, fit),
        Product::Card => table.card(job, lines, credits),
        _ => table.pages(job, lines, credits),
    }
    let head = &job.text.head;
    table.out.images = job.clinic.logo.iter().map(|l| l.bytes.clone()).collect();
    table.out.lang.clone_from(&head.lang);
    table.out.size = job.product.page_size(job.paper);
    table.out.info = Info {
        title: head.title.clone(),
        authors: head.authors.iter().map(|a| a.name.clone()).collect(),
        description: head.summary.clone(),
        keywords: keywords(job),
    };
    table.out.alts = job.clinic.logo.iter().filter_map(|l| l.alt.get(&head.lang).cloned()).collect();
    table.out.foreign = foreign_sentences(credits, &head.lang);
    table.out
}

impl Table<'_> {
    /// Pages with a footer each: leaflets, large print, booklets, worksheets.
    fn pages(&mut self, job: &Job, lines: &Lines, credits: &Credits) {
        let (facts, head) = (self.facts, &job.text.head);
        let table = self;
        table.first("clinic.name", &job.clinic.name);
        table.first("clinic.line", &lines.clinic);
        table.first("audience", &head.audience);
        if let Some(read) = &lines.read {
            table.first("read", read);
        }
        if job.product.of_worksheets() {
            let key = if job.product.fillable() { "screen" } else { "pen" };
            table.first(key, job.strings.get(key));
        }
        table.first("title", &head.title);
        table.first("summary", &head.summary);
        if let Some(facts) = facts {
            let column = contents_after(job.product).is_some();
            let calls = head.topics.iter().flat_map(|t| t.demands().lines).map(|id| (id, Where::First));
            // In one column the first steps may go on over the page.
            let steps = if column { Where::Flow } else { Where::First };
            let first_aid = head.topics.iter().flat_map(|t| t.demands().first_aid).map(|id| (id, steps));
            for (n, (id, place)) in calls.chain(first_aid).enumerate() {
                let place = if column && n > 0 { Where::Flow } else { place };
                if let Some(fact) = facts.get(id) {
                    table.entry(fact, place);
                }
            }
        }
        if let Some(message) = &head.main_message {
            table.flow("main_message", message);
        }
        match &job.text.body {
            Body::Guide(guide) => table.guide(job, guide, lines),
            Body::Worksheet(sheet) => {
                let mut number = 0;
                for (i, part) in sheet.parts.iter().enumerate() {
                    table.part(job, part, i + 1, &mut number);
                }
                let danger: Vec<String> =
                    sheet.parts.iter().filter(|p| p.danger_line).map(|p| format!("parts.{}.", p.id)).collect();
                table.out.danger = lines.danger.clone().map(|line| (line, danger));
            }
        }
        table.references(job, lines, Where::Flow);
        if let Some(schema) = Schema::of(job.text).filter(|_| job.product.fillable()) {
            for key in ["extra.heading", "extra.help"] {
                table.push(key, job.strings.get(if key == "extra.help" { "extra_help" } else { "extra" }), Where::Last);
            }
            table.out.controls =
                controls(&schema, job.strings).into_iter().flat_map(|c| c.places).map(|spot| spot.key).collect();
        }
        if let Some(pages) = contents_after(job.product) {
            // The same list as the layout's.
            table.out.contents_after = pages;
            table.out.contents = contents(job);
            table.out.contents_label = job.strings.get("contents").to_owned();
        }
        table.credits(lines, credits);
        table.out.footer = [
            ("footer.id", Some(&lines.footer_id)),
            ("footer.yours", lines.footer_yours.as_ref()),
            ("footer.review", Some(&credits.footer)),
        ]
        .into_iter()
        .filter_map(|(path, text)| Some((path.to_owned(), text?.clone())))
        .collect();
        table.out.page_words = Some((job.strings.get("page").to_owned(), job.strings.get("of").to_owned()));
        table.out.header = vec![("header.title".to_owned(), head.title.clone())];
    }
}

pub(super) struct Table<'a> {
    pub(super) out: Expectations,
    pub(super) facts: Option<&'a Facts>,
    /// The mark of the list item whose first block comes next.
    next_mark: Option<String>,
}

impl Table<'_> {
    pub(super) fn push(&mut self, path: &str, text: &str, place: Where) {
        self.out.flow.push(Expected {
            path: path.to_owned(),
            text: text.to_owned(),
            place,
            beside: false,
            again: path.contains(".columns."),
            mark: self.next_mark.take(),
        });
    }

    fn first(&mut self, path: &str, text: &str) {
        self.push(path, text, Where::First);
    }

    fn flow(&mut self, path: &str, text: &str) {
        self.push(path, text, Where::Flow);
    }

    /// An entry of the emergency box.
    pub(super) fn entry(&mut self, fact: &Fact, place: Where) {
        let id = &fact.id;
        self.push(&format!("emergency.{id}.title"), &fact.title, place);
        if let Some(short) = &fact.short {
            self.push(&format!("emergency.{id}.short"), short, place);
        }
        for (i, point) in fact.points.iter().enumerate() {
            self.mark(fact.numbered, i);
            self.push(&format!("emergency.{id}.points.{i}"), point, place);
        }
    }

    pub(super) fn references(&mut self, job: &Job, lines: &Lines, place: Where) {
        if lines.references.is_empty() {
            return;
        }
        self.push("references.heading", job.strings.get("sources"), place);
        for (i, line) in lines.references.iter().enumerate() {
            self.links(line);
            self.push(&format!("references.{i}"), &plain(line, &|_| None), place);
        }
    }

    /// The mark of a list item.
    pub(super) fn mark(&mut self, ordered: bool, index: usize) {
        self.next_mark = Some(if ordered { format!("{}.", index + 1) } else { "•".to_owned() });
    }

    pub(super) fn links(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Link { url, .. } => self.out.links.push(url.clone()),
                Inline::Strong(content) | Inline::Emph(content) => self.links(content),
                Inline::Text(_) | Inline::FactNumber(_) => {}
            }
        }
    }

    fn words(&self, content: &[Inline]) -> String {
        plain(content, &|id| self.facts.and_then(|f| f.get(id)?.number.clone()))
    }

    pub(super) fn blocks(&mut self, path: &str, blocks: &[Block]) {
        for (i, block) in blocks.iter().enumerate() {
            let path = format!("{path}.{i}");
            match block {
                Block::Paragraph(content) => {
                    self.links(content);
                    self.flow(&path, &self.words(content));
                }
                Block::List { ordered, items } => {
                    for (i, item) in items.iter().enumerate() {
                        self.mark(*ordered, i);
                        self.blocks(&format!("{path}.{i}"), item);
                    }
                }
                Block::Note { title, blocks } => {
                    self.flow(&format!("{path}.title"), title);
                    self.blocks(&path, blocks);
                }
                Block::Fact(id) => self.fact(&path, id),
            }
        }
    }

    pub(super) fn fact(&mut self, path: &str, id: &str) {
        if let Some(fact) = self.facts.and_then(|f| f.get(id)) {
            self.flow(&format!("{path}.title"), &fact.title);
            self.blocks(path, &fact.body);
        }
    }

    fn guide(&mut self, job: &Job, guide: &Guide, lines: &Lines) {
        self.blocks("introduction", &guide.introduction);
        for section in &guide.sections {
            let path = format!("sections.{}", section.id);
            self.flow(&format!("{path}.heading"), &section.heading);
            let from = self.out.flow.len();
            self.blocks(&format!("{path}.body"), &section.body);
            let aside = format!("{path}.body.");
            let split = section.text_length();
            for expected in &mut self.out.flow[from..] {
                let index =
                    expected.path.strip_prefix(&aside).and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
                expected.beside = index.is_some_and(|i| i >= split);
            }
        }
        if !guide.faq.is_empty() {
            self.flow("faq.heading", job.strings.get("questions"));
        }
        for question in &guide.faq {
            let path = format!("faq.{}", question.id);
            self.flow(&format!("{path}.question"), &question.question);
            self.blocks(&format!("{path}.answer"), &question.answer);
        }
        if let Some(facts) = self.facts {
            let ids = crate::engine::data::safety(job, guide, facts, ways(job.product)[0]);
            if !ids.is_empty() {
                self.flow("safety.heading", job.strings.get("safety"));
            }
            for id in ids {
                self.fact(&format!("safety.{id}"), &id);
            }
        }
        if let Some(titles) = &lines.worksheets {
            self.flow("worksheets.heading", job.strings.get("worksheets"));
            self.flow("worksheets", titles);
        }
    }

    fn part(&mut self, job: &Job, part: &Part, index: usize, number: &mut usize) {
        let path = format!("parts.{}", part.id);
        self.flow(&format!("{path}.number"), &format!("{} {index}", job.strings.get("part")));
        self.flow(&format!("{path}.heading"), &part.heading);
        self.blocks(&format!("{path}.text"), &part.text);
        let times = part.repeat.as_ref().map_or(1, |(n, _)| *n);
        for time in 1..=times {
            let prefix = match &part.repeat {
                Some((_, label)) => {
                    let prefix = format!("{path}.{time}");
                    self.flow(&format!("{prefix}.label"), &format!("{label} {time}"));
                    prefix
                }
                None => path.clone(),
            };
            for field in &part.fields {
                *number += 1;
                self.field(job, &format!("{prefix}.{}", field.id), field, *number);
            }
        }
    }

    fn field(&mut self, job: &Job, path: &str, field: &Field, number: usize) {
        self.flow(&format!("{path}.number"), &number.to_string());
        self.flow(&format!("{path}.label"), &field.label);
        let (lang, signature) = (&job.text.head.lang, matches!(field.shape, FieldShape::Signature));
        let format = written_as(lang, &field.shape).map(|f| (format!("{path}.format"), f));
        if let Some((path, format)) = format.as_ref().filter(|_| !signature) {
            self.flow(path, format);
        }
        if field.required {
            self.flow(&format!("{path}.required"), job.strings.get("required"));
        }
        if let Some(help) = &field.help {
            self.flow(&format!("{path}.help"), help);
        }
        match &field.shape {
            shape if drops(job.product, shape) => {}
            FieldShape::Checkboxes(options) | FieldShape::Choice(options) => {
                for option in options {
                    self.flow(&format!("{path}.options.{}", option.id), &option.label);
                }
            }
            FieldShape::Scale { low, high } => {
                self.flow(&format!("{path}.low"), low);
                self.flow(&format!("{path}.high"), high);
                for step in 0..=10 {
                    self.flow(&format!("{path}.scale.{step}"), &step.to_string());
                }
            }
            FieldShape::Table { columns, .. } => {
                for column in columns {
                    let path = format!("{path}.columns.{}", column.id);
                    self.flow(&path, &column.label);
                    if let Some(format) = column_format(lang, column.kind) {
                        self.flow(&format!("{path}.format"), format);
                    }
                }
            }
            FieldShape::Signature => {
                self.flow(&format!("{path}.date"), job.strings.get("date"));
                if let Some((path, format)) = &format {
                    self.flow(path, format);
                }
            }
            _ => {}
        }
    }

    pub(super) fn credits(&mut self, lines: &Lines, credits: &Credits) {
        let columns = [
            ("wrote", &credits.wrote_label, &credits.wrote),
            ("checked", &credits.checked_label, &credits.checked),
            ("current", &credits.current_label, &credits.current),
        ];
        for (name, label, sentences) in columns {
            self.push(&format!("credits.{name}.label"), label, Where::Last);
            for (i, sentence) in sentences.iter().enumerate() {
                let path = format!("credits.{name}.{i}");
                self.push(&path, sentence, Where::Last);
                // Names of authors and clinics are no place for sentences about review.
                if name == "checked" {
                    self.out.review_paths.push(path);
                }
            }
        }
        if let Some(original) = &credits.original {
            self.push("credits.original", original, Where::Last);
            self.out.review_paths.push("credits.original".to_owned());
        }
        for (i, line) in lines.more.iter().enumerate() {
            self.push(&format!("credits.more.{i}"), line, Where::Last);
        }
        self.out.review_paths.push("footer.review".to_owned());
    }
}
