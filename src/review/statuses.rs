//! The review statuses of a whole project, each made once.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::state::{ReviewStatus, evaluate};
use super::subject::Subject;
use crate::model::Project;

/// The review status of every text and facts file of a project on a day.
#[derive(Clone, Debug, Default)]
pub struct ReviewStatuses<'a> {
    texts: BTreeMap<(&'a str, &'a str), Arc<ReviewStatus>>,
    facts: BTreeMap<(&'a str, &'a str), Arc<ReviewStatus>>,
}

impl<'a> ReviewStatuses<'a> {
    /// Judges all of a project.
    pub fn of(project: &'a Project, today: NaiveDate) -> Self {
        let judge = |subject| Arc::new(evaluate(project, subject, today).status);
        let texts = project.texts.iter().map(|((id, lang), text)| ((id.as_str(), lang.as_str()), Subject::Text(text)));
        let facts = project
            .facts
            .iter()
            .map(|((region, lang), facts)| ((region.as_str(), lang.as_str()), Subject::Facts(facts)));
        Self {
            texts: texts.map(|(key, subject)| (key, judge(subject))).collect(),
            facts: facts.map(|(key, subject)| (key, judge(subject))).collect(),
        }
    }

    /// The status of a guide or worksheet, by its id and language.
    pub fn text(&self, id: &str, lang: &str) -> Option<Arc<ReviewStatus>> {
        self.texts.get(&(id, lang)).cloned()
    }

    /// The status of facts, by their region and language.
    pub fn facts(&self, region: &str, lang: &str) -> Option<Arc<ReviewStatus>> {
        self.facts.get(&(region, lang)).cloned()
    }
}
