//! The review statuses of a whole project, each made once.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::digest::facts_of;
use super::state::{ReviewStatus, evaluate, evaluate_printed};
use super::subject::Subject;
use crate::model::Project;

/// The review status of every text and facts file of a project on a day.
#[derive(Clone, Debug, Default)]
pub struct ReviewStatuses<'a> {
    texts: BTreeMap<(&'a str, &'a str), Arc<ReviewStatus>>,
    facts: BTreeMap<(&'a str, &'a str), Arc<ReviewStatus>>,
    /// By id and language of a text, and by region.
    printed: BTreeMap<(&'a str, &'a str, &'a str), Arc<ReviewStatus>>,
}

impl<'a> ReviewStatuses<'a> {
    /// Judges all of a project.
    pub fn of(project: &'a Project, today: NaiveDate) -> Self {
        let judge = |subject| Arc::new(evaluate(project, subject, today).status);
        let texts = project.texts.par_iter();
        let texts = texts.map(|((id, lang), text)| ((id.as_str(), lang.as_str()), judge(Subject::Text(text))));
        let facts = project
            .facts
            .iter()
            .map(|((region, lang), facts)| ((region.as_str(), lang.as_str()), Subject::Facts(facts)));
        Self {
            texts: texts.collect(),
            facts: facts.map(|(key, subject)| (key, judge(subject))).collect(),
            printed: printed(project, today),
        }
    }

    /// The status of a guide or worksheet, by its id and language.
    pub fn text(&self, id: &str, lang: &str) -> Option<Arc<ReviewStatus>> {
        self.texts.get(&(id, lang)).cloned()
    }

    /// The status of those facts of a region that a text prints, by the text's id and language; `None` where there are none.
    pub fn printed_facts(&self, id: &str, lang: &str, region: &str) -> Option<Arc<ReviewStatus>> {
        self.printed.get(&(id, lang, region)).cloned()
    }

    /// The status of facts, by their region and language.
    pub fn facts(&self, region: &str, lang: &str) -> Option<Arc<ReviewStatus>> {
        self.facts.get(&(region, lang)).cloned()
    }
}

/// The status of what each text prints of the facts of each region, in its language; judged once for texts that print the
/// same.
fn printed(project: &Project, today: NaiveDate) -> BTreeMap<(&str, &str, &str), Arc<ReviewStatus>> {
    let mut judged = BTreeMap::new();
    let mut all = BTreeMap::new();
    for ((id, lang), text) in &project.texts {
        let ids = facts_of(text);
        for ((region, _), facts) in project.facts.iter().filter(|((_, own), _)| own == lang && !ids.is_empty()) {
            let status = judged
                .entry((region, lang, ids.clone()))
                .or_insert_with(|| Arc::new(evaluate_printed(project, facts, &ids, today)));
            all.insert((id.as_str(), lang.as_str(), region.as_str()), status.clone());
        }
    }
    all
}
