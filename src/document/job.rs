//! Which document is meant: a text as a product, for a clinic, on a paper, with what is known of its review.

use std::sync::Arc;

use crate::model::{Body, Clinic, Facts, OutputTarget, Paper, Product, StaffSheet, Strings, Text, Withdrawal};
use crate::review::credit::ReviewPair;
use crate::review::state::{ReviewStatus, State};

/// One document to make.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// What it says.
    pub text: &'a Text,
    /// The form in which it says it.
    pub product: Product,
    /// Who hands it out: name, colours and numbers on its pages.
    pub clinic: &'a Clinic,
    /// What it is printed on.
    pub paper: Paper,
    /// Labels of the text's language.
    pub strings: &'a Strings,
    /// The facts that it prints, with what is known of their review.
    pub facts: Option<(&'a Facts, Arc<ReviewStatus>)>,
    /// What is known of the text's review.
    pub text_review: Arc<ReviewStatus>,
    /// Who publishes it and records its reviews.
    pub publisher: &'a str,
    /// What else the text exists in, in words: other languages by their own names, large print.
    pub other_editions: Vec<String>,
    /// How thick the paper is, in points: by so much the pages of a booklet's inner sheets move towards the spine.
    pub thickness: f64,
    /// Whether it is made for a folder of releases, which holds no drafts: there its name never says that it is one.
    pub is_released: bool,
    /// That its text was withdrawn, where it is printed all the same.
    pub withdrawn: Option<&'a Withdrawal>,
    /// What it is for, where it is a sheet for staff or reviewers.
    pub sheet: Option<&'a StaffSheet>,
}

impl Job<'_> {
    /// What is known of the review of its text and of its facts.
    pub fn reviews(&self) -> ReviewPair<'_> {
        ReviewPair { text: &self.text_review, facts: self.facts.as_ref().map(|(_, review)| review.as_ref()) }
    }

    /// Whether it has inner panels with heads of their own.
    pub fn has_panels(&self) -> bool {
        let Body::Guide(guide) = &self.text.body else { return false };
        self.product == Product::Trifold && !guide.panels.is_empty()
    }

    /// The state that rules.
    pub fn state(&self) -> State {
        self.reviews().state()
    }

    /// `<clinic>/<id>.<lang>-<product>-<paper>`
    pub fn stem(&self) -> String {
        let head = &self.text.head;
        format!("{}/{}.{}-{}-{}", self.clinic.id, head.id, head.lang, self.product.as_str(), self.paper.as_str())
    }

    /// The output below the folder, to read or to print: drafts say so in their name.
    pub fn path(&self, print: Option<OutputTarget>) -> String {
        let mark = match self.state() {
            _ if self.is_released => "",
            State::Current => "",
            State::Withdrawn => "-WITHDRAWN",
            State::Overdue | State::Changed | State::Unreviewed => "-DRAFT",
        };
        self.file(print, mark)
    }

    /// The same in a folder of releases, which holds no drafts.
    pub fn released(&self, print: Option<OutputTarget>) -> String {
        self.file(print, "")
    }

    fn file(&self, print: Option<OutputTarget>, mark: &str) -> String {
        let print = print.map_or_else(String::new, |print| format!("-{}", print.as_str()));
        format!("{}{print}{mark}.pdf", self.stem())
    }

    /// Every way in which it can be printed, and that to read first.
    pub fn prints(&self) -> Vec<Option<OutputTarget>> {
        let prints: &[OutputTarget] = if self.product.has_sheets() { OutputTarget::ALL } else { &[] };
        std::iter::once(None).chain(prints.iter().copied().map(Some)).collect()
    }

    /// Every output that it can have.
    pub fn paths(&self) -> Vec<String> {
        self.prints().into_iter().map(|print| self.path(print)).collect()
    }

    /// Whether its language is read from right to left.
    pub fn right_to_left(&self) -> bool {
        matches!(self.text.head.lang.as_str(), "ar" | "dv" | "fa" | "he" | "ps" | "ur" | "yi")
    }
}
