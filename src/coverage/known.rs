//! What is known of a text: what is held against instruments, and what it prints, counted.

use std::collections::BTreeSet;

use crate::language::Grades;
use crate::model::rich::{Block, BoxKind, Inline, each_inline, plain};
use crate::model::{Body, Clinic, Fact, Facts, Point, Project, Text};
use crate::review::digest::facts_of;
use crate::review::state::ReviewStatus;

/// A text with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CoverageSubject<'a> {
    /// The project that it belongs to.
    pub(crate) project: &'a Project,
    /// What is held against instruments.
    pub(crate) text: &'a Text,
    /// Who hands it out; `None` where its file has errors.
    pub(crate) clinic: Option<&'a Clinic>,
    /// What is known of its review.
    pub(crate) review: &'a ReviewStatus,
    /// What is known of the review of the facts that it prints, where it prints any.
    pub(crate) facts_review: Option<&'a ReviewStatus>,
    /// How hard it is to read; `None` where its language has no measure.
    pub(crate) grades: Option<&'a Grades>,
    /// Whether layouts, fonts or labels are the project's own.
    pub(crate) own_design: bool,
}

impl<'a> CoverageSubject<'a> {
    /// The facts of the clinic's region in the text's language.
    pub(super) fn facts(&self) -> Option<&'a Facts> {
        let region = &self.clinic?.region;
        self.project.facts.get(&(region.clone(), self.text.head.lang.clone()))
    }

    /// Those of them that the text prints.
    pub(super) fn printed_facts(&self) -> Vec<&'a Fact> {
        let Some(facts) = self.facts() else { return Vec::new() };
        let ids = facts_of(self.text);
        facts.facts.iter().filter(|fact| ids.contains(&fact.id)).collect()
    }

    /// Where the text stands.
    pub(super) fn file(&self) -> &'a str {
        &self.text.file
    }

    /// The id and the language as they are typed: `naloxone-at-home --lang en`.
    pub(super) fn typed(&self) -> String {
        format!("{} --lang {}", self.text.head.id, self.text.head.lang)
    }
}

/// What a text prints, counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Prints {
    /// Lists of the text with numbers.
    pub(super) numbered: usize,
    /// Facts whose points are numbered.
    pub(super) numbered_facts: Vec<String>,
    /// How many items each list of the text has.
    pub(super) lists: Vec<usize>,
    /// Tables.
    pub(super) tables: usize,
    /// Boxes.
    pub(super) boxes: usize,
    /// Of those, boxes with what to do.
    pub(super) do_boxes: usize,
    /// Ids of facts that the text itself prints whole, as boxes.
    pub(super) whole_facts: Vec<String>,
    /// Runs of bold words.
    pub(super) bold: usize,
    /// Ids of pictures that stand on their own.
    pub(super) placed: Vec<String>,
    /// How many steps have a picture.
    pub(super) step_pictures: usize,
    /// How many signs and steps of printed facts have a picture.
    pub(super) fact_pictures: usize,
    /// Ids of the sources that are cited.
    pub(super) cited: BTreeSet<String>,
    /// Numbers in digits, each once, in the order in which they stand.
    pub(super) numbers: Vec<String>,
}

impl Prints {
    /// What a text prints.
    pub(super) fn of(subject: &CoverageSubject) -> Self {
        let mut prints = Self::default();
        let blocks = subject.text.blocks();
        blocks.iter().for_each(|block| prints.count(block));
        each_inline(blocks.iter().copied(), &mut |inline| match inline {
            Inline::Strong(_) => prints.bold += 1,
            Inline::Citation(id) => drop(prints.cited.insert(id.clone())),
            Inline::Text(_) | Inline::Emph(_) | Inline::Link { .. } | Inline::FactNumber(_) | Inline::Clinic(_) => {}
        });
        head_words(subject.text).for_each(|words| prints.add_numbers(words));
        for block in blocks {
            prints.add_numbers_of(block);
        }
        for fact in subject.printed_facts() {
            // Worksheets print points, and whole facts only where they name them so.
            let whole = matches!(subject.text.body, Body::Guide(_)) || prints.whole_facts.contains(&fact.id);
            if fact.number.is_none() {
                prints.add_numbers_of_fact(fact, whole);
            }
            if fact.numbered && !fact.points.is_empty() {
                prints.numbered_facts.push(fact.id.clone());
            }
            let pictured = |point: &&Point| matches!(point, Point::Headed(point) if point.figure.is_some());
            prints.fact_pictures += fact.points.iter().filter(pictured).count();
        }
        // Numbers to call are none to understand.
        let called = |number: &String| {
            let facts = subject.facts().into_iter().flat_map(|facts| &facts.facts);
            facts.filter_map(|fact| fact.number.as_ref()).any(|called| called == number)
        };
        prints.numbers.retain(|number| !called(number));
        prints
    }

    /// How many pictures are printed, without that of a cover.
    pub(super) fn pictures(&self) -> usize {
        self.placed.len() + self.step_pictures + self.fact_pictures
    }

    /// Counts a block with those that it holds.
    fn count(&mut self, block: &Block) {
        match block {
            Block::List { first, items } => {
                self.lists.push(items.len());
                self.numbered += usize::from(first.is_some());
                self.step_pictures += items.iter().filter(|item| item.figure.is_some()).count();
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.count(block));
            }
            Block::Box { kind, blocks, .. } => {
                self.boxes += 1;
                self.do_boxes += usize::from(*kind == BoxKind::Do);
                blocks.iter().for_each(|block| self.count(block));
            }
            Block::Table { .. } => self.tables += 1,
            Block::Fact(id) => self.whole_facts.push(id.clone()),
            Block::Figure(id) => self.placed.push(id.clone()),
            Block::Paragraph(_) | Block::Heading(_) => {}
        }
    }

    fn add_numbers_of(&mut self, block: &Block) {
        block.inlines(&mut |content| self.add_numbers(&plain(content, &|_| None)));
    }

    fn add_numbers_of_fact(&mut self, fact: &Fact, whole: bool) {
        fact.body.iter().filter(|_| whole).for_each(|block| self.add_numbers_of(block));
        for point in &fact.points {
            match point {
                Point::Line(words) => self.add_numbers(words),
                Point::Headed(point) => {
                    [Some(&point.head), point.text.as_ref()].into_iter().flatten().for_each(|w| self.add_numbers(w));
                }
            }
        }
    }

    /// Adds the numbers in some words.
    fn add_numbers(&mut self, words: &str) {
        let digits = |word: &&str| word.chars().any(|c| c.is_ascii_digit());
        let ends = |c: char| !c.is_alphanumeric() && c != '%';
        for word in words.split_whitespace().filter(digits) {
            let number = word.trim_matches(ends);
            if !self.numbers.iter().any(|known| known == number) {
                self.numbers.push(number.to_owned());
            }
        }
    }
}

/// What a text says besides its parts: title, message, summary, headings, questions, when to get help.
fn head_words(text: &Text) -> impl Iterator<Item = &str> {
    let head = [Some(&text.head.title), text.head.main_message.as_ref(), Some(&text.head.summary)];
    let within: Vec<&String> = match &text.body {
        Body::Guide(guide) => {
            let sections = guide.sections.iter().flat_map(|section| [&section.heading, &section.brief]);
            sections.chain(guide.faq.iter().map(|asked| &asked.question)).collect()
        }
        Body::Worksheet(sheet) => sheet.parts.iter().map(|part| &part.heading).collect(),
    };
    let help = text.get_help.iter().flat_map(|row| &row.when);
    head.into_iter().flatten().chain(within).chain(help).map(String::as_str)
}

/// The parts of a text with how many words each has: its sections, or the parts of a worksheet.
pub(super) fn parts(text: &Text) -> Vec<(&str, usize)> {
    let words = |blocks: &[Block]| blocks.iter().map(Block::words).sum();
    match &text.body {
        Body::Guide(guide) => guide.sections.iter().map(|s| (s.id.as_str(), words(&s.body))).collect(),
        Body::Worksheet(sheet) => sheet.parts.iter().map(|p| (p.id.as_str(), words(&p.text))).collect(),
    }
}
