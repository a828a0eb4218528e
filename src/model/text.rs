//! Guides and worksheets.

use std::sync::Arc;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::KnownDate;
use super::exception::Exception;
use super::field::Field;
use super::figure::Figure;
use super::help::{HelpCall, HelpRow};
use super::person::Person;
use super::product::Product;
use super::rich::{Block, fact_marks};
use super::topic::Topic;

/// A guide or a worksheet in one language.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Text {
    /// The file it came from, relative to the project.
    pub file: String,
    /// What every text has.
    pub head: Head,
    /// What it says.
    pub body: Body,
    /// When to get help, the most urgent level first; empty where it does not say.
    pub get_help: Vec<HelpRow>,
    /// Sources of what it says.
    pub references: Vec<Reference>,
    /// Its pictures.
    pub figures: Vec<Arc<Figure>>,
    /// Products that staff asked for; every one that fits where `None`.
    pub products: Option<Vec<Product>>,
}

/// What every text has.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Head {
    /// Id, the same in every language.
    pub id: String,
    /// Language, as an ISO 639-1 code.
    pub lang: String,
    /// Its title, on page 1, above later pages and in viewers.
    pub title: String,
    /// Number of this edition.
    pub revision: u32,
    /// Why there is this text.
    pub purpose: Option<String>,
    /// For whom it is.
    pub audience: String,
    /// The one thing to remember.
    pub main_message: Option<String>,
    /// Two or three sentences.
    pub summary: String,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// The work it adapts.
    pub based_on: Option<BasedOn>,
    /// The day this revision was issued.
    pub issued: NaiveDate,
    /// The day the first revision was published.
    pub first_published: Option<NaiveDate>,
    /// The day a person checked the evidence.
    pub evidence_checked: Option<NaiveDate>,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// Who paid for it, and whose interests it touches.
    pub funding: Option<String>,
    /// The same under its first name; a text has one of the two, and is signed with the name that it has.
    pub interests: Option<String>,
    /// Words that a rule would refuse, and why they stand.
    pub exceptions: Vec<Exception>,
    /// Questions for the reviewer; in no digest, and printed in packets alone.
    pub reviewer_notes: Vec<String>,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Body {
    /// A guide.
    Guide(Guide),
    /// A worksheet.
    Worksheet(Worksheet),
}

/// The body of a guide.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Guide {
    /// Opening words.
    pub introduction: Vec<Block>,
    /// What it says, in order; products of little room print the brief of each.
    pub sections: Vec<Section>,
    /// Questions and answers.
    pub faq: Vec<Question>,
    /// Worksheets that go with it.
    pub worksheets: Vec<NamedWorksheet>,
    /// What each inner panel of a tri-fold is about: all three, or none where the text flows.
    pub panels: Vec<InnerPanel>,
    /// The id of the picture on the covers of its tri-fold and its booklet.
    pub cover: Option<String>,
}

/// An inner panel of a tri-fold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InnerPanel {
    /// Its head.
    pub heading: String,
    /// The id of the picture above it.
    pub figure: Option<String>,
    /// What stands on it, in order.
    pub parts: Vec<PanelPart>,
}

/// Something that stands on an inner panel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PanelPart {
    /// A section, by its id.
    Section(String),
    /// The questions with their answers.
    Questions,
    /// The safety facts that the text does not print itself.
    Safety,
}

impl PanelPart {
    /// The part of a name: the questions and the facts have names of their own.
    pub fn named(name: &str) -> Self {
        match name {
            "faq" => PanelPart::Questions,
            "safety" => PanelPart::Safety,
            id => PanelPart::Section(id.to_owned()),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            PanelPart::Section(id) => id,
            PanelPart::Questions => "faq",
            PanelPart::Safety => "safety",
        }
    }
}

/// A text that another one names, with the title that it prints.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct NamedWorksheet {
    /// Id of the worksheet.
    pub id: String,
    /// Title, in the language of the text that names it.
    pub title: String,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Section {
    /// Unique in the guide: a step of its path.
    pub id: String,
    /// Its heading, of level 1; contents and bookmarks name it.
    pub heading: String,
    /// One or two sentences, used where space is short.
    pub brief: String,
    /// The text.
    pub body: Vec<Block>,
}

impl Section {
    /// How many of its blocks are text: those after it are boxes, which may stand beside it. A section of boxes alone
    /// is all text, and so are boxes below a heading of their own.
    pub fn text_length(&self) -> usize {
        let boxes = self.body.iter().rev().take_while(|block| block.is_box()).count();
        let text = self.body.len() - boxes;
        let headed = text.checked_sub(1).is_none_or(|last| matches!(self.body[last], Block::Heading { .. }));
        if headed { self.body.len() } else { text }
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Question {
    /// Unique in the guide: a step of its path.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Vec<Block>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Reference {
    /// Unique in the text: citations name it by it.
    pub id: Option<String>,
    /// Title of the work.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The year in which it was published.
    pub year: Option<u32>,
    /// What kind of evidence it is, in words of the text's language, such as "guideline".
    pub kind: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// The day it was read.
    pub accessed: Option<NaiveDate>,
}

/// A person as credited by the original.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// Who it is, as the original says.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Credentials, such as `LPC, MAC`.
    pub credentials: Option<String>,
}

/// The work that a text adapts.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct BasedOn {
    /// Title of the original.
    pub title: String,
    /// Its authors.
    pub authors: Vec<Credit>,
    /// Its clinical reviewers.
    pub reviewed_by: Vec<Credit>,
    /// When it was published, as far as that is known.
    pub published: Option<KnownDate>,
    /// When it was last edited.
    pub edited: Option<KnownDate>,
    /// Its publisher, `None` where unknown.
    pub publisher: Option<String>,
}

/// The body of a worksheet.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Worksheet {
    /// What it asks, in order; questions are numbered through.
    pub parts: Vec<Part>,
}

/// A part of a worksheet.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Part {
    /// Unique in the worksheet: answers are kept by it.
    pub id: String,
    /// Its heading, of level 1.
    pub heading: String,
    /// Text before the fields.
    pub text: Vec<Block>,
    /// Whether the emergency line stands at the foot of its pages.
    pub danger_line: bool,
    /// How often its fields are printed, and what each time is called.
    pub repeat: Option<(u32, String)>,
    /// What can be filled in, in order.
    pub fields: Vec<Field>,
}

impl Head {
    /// Who paid for it, and whose interests it touches; `None` where it is not stated.
    pub fn paid_by(&self) -> Option<&str> {
        self.funding.as_deref().or(self.interests.as_deref())
    }
}

impl Text {
    /// `guide` or `worksheet`.
    pub fn kind(&self) -> &'static str {
        match self.body {
            Body::Guide(_) => "guide",
            Body::Worksheet(_) => "worksheet",
        }
    }

    /// Whether a product can be made of this text.
    pub fn fits(&self, product: Product) -> bool {
        product.of_worksheets() == matches!(self.body, Body::Worksheet(_))
            && (!product.needs_calls() || !self.head.topics.is_empty() || !self.get_help.is_empty())
    }

    /// Every block of rich text, in order.
    pub fn blocks(&self) -> Vec<&Block> {
        match &self.body {
            Body::Guide(guide) => guide
                .introduction
                .iter()
                .chain(guide.sections.iter().flat_map(|s| &s.body))
                .chain(guide.faq.iter().flat_map(|q| &q.answer))
                .collect(),
            Body::Worksheet(sheet) => sheet.parts.iter().flat_map(|p| &p.text).collect(),
        }
    }

    /// The ids of the facts of which its briefs print the number, in order.
    pub fn facts_in_briefs(&self) -> Vec<&str> {
        match &self.body {
            Body::Guide(guide) => {
                let briefs = guide.sections.iter().flat_map(|section| fact_marks(&section.brief));
                briefs.map(|(_, id)| id).collect()
            }
            Body::Worksheet(_) => Vec::new(),
        }
    }

    /// The ids of the facts that it says to call.
    pub fn called_facts(&self) -> impl Iterator<Item = &str> {
        self.get_help.iter().flat_map(|row| &row.calls).filter_map(HelpCall::fact)
    }

    /// Minutes to read it at 200 words a minute, rounded up.
    pub fn read_minutes(&self) -> usize {
        let count = |text: &str| text.split_whitespace().count();
        let head = &self.head;
        let mut words =
            count(&head.title) + count(&head.summary) + count(head.main_message.as_deref().unwrap_or_default());
        words += self.get_help.iter().flat_map(|row| &row.when).map(|when| count(when)).sum::<usize>();
        words += self.blocks().iter().map(|b| b.words()).sum::<usize>();
        if let Body::Guide(guide) = &self.body {
            words += guide.sections.iter().map(|s| count(&s.heading)).sum::<usize>();
            words += guide.faq.iter().map(|q| count(&q.question)).sum::<usize>();
        }
        words.div_ceil(200).max(1)
    }
}
