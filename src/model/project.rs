//! A project, valid by construction.

use std::collections::{BTreeMap, BTreeSet};

use super::design::DesignSignOff;
use super::review::SignOff;
use super::{Clinic, Facts, Instrument, Person, Product, ReaderTest, Settings, Strings, Text, Withdrawal};

/// A project, valid by construction.
#[derive(Clone, Debug)]
pub struct Project {
    /// `project.yaml`
    pub settings: Settings,
    /// `people.yaml` by id.
    pub people: BTreeMap<String, Person>,
    /// Clinics by id.
    pub clinics: BTreeMap<String, Clinic>,
    /// Guides and worksheets without errors, by id and language.
    pub texts: BTreeMap<(String, String), Text>,
    /// Guides, worksheets and facts with errors, by id (`facts-<region>`) and language.
    pub broken: BTreeSet<(String, String)>,
    /// Facts by region and language.
    pub facts: BTreeMap<(String, String), Facts>,
    /// Labels by language.
    pub strings: BTreeMap<String, Strings>,
    /// Ids and languages whose file of sign-offs has errors, so that nobody can say who signed.
    pub broken_reviews: BTreeSet<(String, String)>,
    /// Sign-offs by id (of a text or of facts) and language.
    pub sign_offs: BTreeMap<(String, String), Vec<SignOff>>,
    /// Withdrawals of texts, by id and language, also of those that were taken back.
    pub withdrawals: BTreeMap<(String, String), Vec<Withdrawal>>,
    /// The texts that are withdrawn, by id and language.
    pub withdrawn: BTreeMap<(String, String), Withdrawal>,
    /// Whether what is withdrawn is made all the same, for an archive.
    pub makes_withdrawn: bool,
    /// Tests with readers, by id and language.
    pub reader_tests: BTreeMap<(String, String), Vec<ReaderTest>>,
    /// The words of facts that were signed, by their digest: those that are kept as they were.
    pub kept_facts: BTreeMap<String, String>,
    /// Sign-offs of the project's own design, in the order in which they were recorded; `None` where their file has
    /// errors.
    pub design_sign_offs: Option<Vec<DesignSignOff>>,
    /// The project's own instruments by id, those without errors.
    pub instruments: BTreeMap<String, Instrument>,
}

impl Project {
    /// Whether there are facts of the same region in a language, also where their file has errors.
    pub fn has_facts(&self, facts: &Facts, lang: &str) -> bool {
        self.facts.contains_key(&(facts.region.clone(), lang.to_owned()))
            || self.broken.contains(&(facts.review_id(), lang.to_owned()))
    }

    /// Makes what is withdrawn, for an archive: as the products of these, whatever else is made of it.
    pub fn make_archive(&mut self, products: Vec<Product>) {
        self.makes_withdrawn = true;
        self.settings.products = products;
        for key in self.withdrawn.keys() {
            if let Some(text) = self.texts.get_mut(key) {
                text.products = None;
            }
        }
    }

    /// Whether there is a text of an id and a language, also where it has errors.
    pub fn has_text(&self, id: &str, lang: &str) -> bool {
        let key = (id.to_owned(), lang.to_owned());
        self.texts.contains_key(&key) || self.broken.contains(&key)
    }
}
