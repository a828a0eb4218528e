//! What a document is made of, part by part, as digests: the same parts make the same bytes.
//!
//! A job is made from its own values and from what all jobs share, and from nothing else. So its parts are the values
//! themselves, whatever stands beside them in their files: a comment or a blank line makes nothing anew.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::needed_facts::needed_facts;
use super::options::Shared;
use crate::document::Job;
use crate::model::{Facts, Text};
use crate::project::Tree;
use crate::review::digest::Digest;

/// Digests of the parts of a document, 32 hexadecimal digits each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOf {
    /// The text with its pictures.
    pub text: String,
    /// The facts that it prints.
    pub facts: String,
    /// The clinic with its logo.
    pub clinic: String,
    /// The labels of the language.
    pub labels: String,
    /// What is known of the reviews of text and facts on the day.
    pub review: String,
    /// Publisher, other editions, thickness of the paper.
    pub around: String,
    /// Layouts and fonts.
    pub design: String,
    /// How closely its pages are looked at, and whether it was asked for by name.
    pub look: String,
}

impl MadeOf {
    /// Whether everything is the same of which the words of a document say nothing: clinic, labels, design, the look at it.
    pub fn is_same_beside_words(&self, other: &Self) -> bool {
        let parts = |made: &Self| [&made.clinic, &made.labels, &made.design, &made.look].map(Clone::clone);
        parts(self) == parts(other)
    }

    /// The parts that differ, in words.
    pub fn changed(&self, before: &Self) -> Vec<&'static str> {
        let Self { text, facts, clinic, labels, review, around, design, look } = self;
        let parts = [
            (text == &before.text, "the text or its pictures"),
            (facts == &before.facts, "the facts that it prints"),
            (clinic == &before.clinic, "the clinic"),
            (labels == &before.labels, "the labels of its language"),
            (review == &before.review, "what is known of its review"),
            (around == &before.around, "the publisher, its other editions or the paper"),
            (design == &before.design, "the layouts or fonts"),
            (look == &before.look, "how closely its pages are looked at"),
        ];
        parts.into_iter().filter(|(same, _)| !same).map(|(_, what)| what).collect()
    }
}

/// Digests of values that many documents share, each made once.
pub struct Parts<'a> {
    design: String,
    shared: &'a Shared<'a>,
    /// By the place of a value in memory, where it stays as long as the project.
    known: BTreeMap<(usize, usize), String>,
}

impl<'a> Parts<'a> {
    /// Those of a run over the files of a tree.
    pub fn new(tree: &Tree, shared: &'a Shared<'a>) -> Self {
        let mut state = Hashed::default();
        for folder in ["layouts/", "fonts/"] {
            for (path, file) in tree.below(folder).filter(|(path, _)| !path.ends_with(".md")) {
                let digest = file.sha256.map_or_else(|| Digest::of(&file.bytes), Digest::from);
                (path, digest).hash(&mut state);
            }
        }
        Self { design: state.digest(), shared, known: BTreeMap::new() }
    }

    /// The parts of a document.
    pub fn of(&mut self, job: &Job) -> MadeOf {
        let Job {
            text,
            product: _,
            clinic,
            paper: _,
            strings,
            facts,
            text_review,
            publisher,
            other_editions,
            thickness,
            is_released: _,
            withdrawn,
            sheet: _,
        } = job;
        let of_facts = facts.as_ref().map(|(facts, _)| {
            let key = (address(*text), address(*facts));
            self.known.entry(key).or_insert_with(|| digest(&PrintedFactValues(facts, text))).clone()
        });
        let review = facts.as_ref().map(|(_, review)| review.as_ref());
        let key = (address(text_review.as_ref()), review.map_or(0, address));
        let review = self.known.entry(key).or_insert_with(|| digest(&(text_review, review))).clone();
        MadeOf {
            text: self.once(*text),
            facts: of_facts.unwrap_or_default(),
            clinic: self.once(*clinic),
            labels: self.once(*strings),
            review,
            around: digest(&(publisher, other_editions, thickness.to_bits(), withdrawn)),
            design: self.design.clone(),
            look: digest(&(self.shared.sight, self.shared.asks_for(job))),
        }
    }

    fn once<T: Hash>(&mut self, value: &T) -> String {
        self.known.entry((address(value), 0)).or_insert_with(|| digest(value)).clone()
    }
}

fn address<T>(value: &T) -> usize {
    std::ptr::from_ref(value).addr()
}

/// What a text prints of a file of facts.
struct PrintedFactValues<'a>(&'a Facts, &'a Text);

impl Hash for PrintedFactValues<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Facts {
            file,
            region,
            lang,
            title,
            revision,
            issued,
            authors,
            exceptions,
            reviewer_notes: _,
            figures,
            facts,
        } = self.0;
        (file, region, lang, title, revision, issued, authors, exceptions, figures).hash(state);
        let needed = needed_facts(self.1);
        facts.iter().filter(|fact| needed.contains(&fact.id)).for_each(|fact| fact.hash(state));
    }
}

fn digest<T: Hash>(value: &T) -> String {
    let mut state = Hashed::default();
    value.hash(&mut state);
    state.digest()
}

/// What is hashed, to make a digest of.
#[derive(Default)]
struct Hashed(Vec<u8>);

impl Hashed {
    /// Half of a SHA-256: nobody gains by two values of one digest, and there are many of them.
    fn digest(&self) -> String {
        let mut digest = Digest::of(&self.0).as_str().to_owned();
        digest.truncate(32);
        digest
    }
}

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Asked for by nobody here.
    fn finish(&self) -> u64 {
        0
    }
}
