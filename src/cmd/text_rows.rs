//! The texts and facts files of a project as tables show them, each with what is known of its review.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::release::BROKEN_REVIEWS;
use crate::diag::list;
use crate::model::Project;
use crate::model::fact::review_id;
use crate::project::Tree;
use crate::review::state::{ReviewStatus, State};
use crate::review::statuses::ReviewStatuses;
use crate::review::subject::Subject;

/// A text or facts file with its review status.
pub(super) struct Row<'a> {
    pub(super) subject: Subject<'a>,
    /// Its own.
    pub(super) status: ReviewStatus,
    /// Of a text the status of those facts that its documents print, with the id of their file: for each region in which
    /// there are clinics.
    pub(super) facts: Vec<(String, Arc<ReviewStatus>)>,
    /// Of facts that changed, the ids of the texts for which that is no matter: they print none of what changed.
    unchanged_for: Vec<String>,
}

impl Row<'_> {
    /// The state that its documents print: the worse of its own and that of its facts.
    pub(super) fn state(&self) -> State {
        self.facts.iter().map(|(_, facts)| facts.state).fold(self.status.state, State::max)
    }

    /// The day of the next review as its documents print it: the first of its own and that of its facts.
    pub(super) fn next_review(&self) -> Option<NaiveDate> {
        let own = self.status.next_review?;
        Some(self.facts.iter().filter_map(|(_, facts)| facts.next_review).fold(own, Ord::min))
    }

    /// Why it is in its state, and what ends it.
    pub(super) fn reason(&self) -> String {
        let own = &self.status.reason;
        let wanting = self.facts.iter().filter(|(_, facts)| facts.state != State::Current);
        // One thing is said once.
        let same = |facts: &ReviewStatus| facts.state == self.status.state && facts.reason == *own;
        let as_well = wanting.clone().find(|(_, facts)| same(facts));
        let wanting: Vec<String> = wanting
            .map(|(id, facts)| {
                let why = if same(facts) { " as well".to_owned() } else { format!(": {}", facts.reason) };
                format!("`{id}`, which it prints, is {}{why}", facts.state.as_str())
            })
            .collect();
        let first = self.facts.iter().find(|(_, facts)| {
            facts.next_review.is_some()
                && facts.next_review == self.next_review()
                && self.status.next_review != self.next_review()
        });
        match first {
            _ if as_well.is_some() => format!("{own}; {}", wanting.join("; ")),
            _ if !wanting.is_empty() => format!("{}; {own}", wanting.join("; ")),
            Some((id, _)) if self.status.state == State::Current => {
                format!("{own}; `{id}`, which it prints, is due first")
            }
            Some(_) | None if self.unchanged_for.is_empty() => own.clone(),
            Some(_) | None => {
                let texts = list(self.unchanged_for.iter().map(String::as_str));
                format!("{own}, but none of those in {texts}")
            }
        }
    }
}

/// Every text and facts file of a project with its review status, facts last.
pub(super) fn statuses<'p>(project: &'p Project, reviews: &ReviewStatuses) -> Vec<Row<'p>> {
    let unread = |id: &str, lang: &str| project.broken_reviews.contains(&(id.to_owned(), lang.to_owned()));
    let clinics = project.settings.clinics.iter().filter_map(|id| project.clinics.get(id));
    let regions: BTreeSet<&String> = clinics.map(|clinic| &clinic.region).collect();
    let row = |subject: Subject<'p>| {
        let (id, lang) = (subject.id(), subject.lang());
        let known = match subject {
            Subject::Text(_) => reviews.text(&id, lang),
            Subject::Facts(facts) => reviews.facts(&facts.region, lang),
        };
        let mut status = known?.as_ref().clone();
        if unread(&id, lang) {
            BROKEN_REVIEWS.clone_into(&mut status.reason);
        }
        let (mut facts, mut unchanged_for) = (Vec::new(), Vec::new());
        match subject {
            Subject::Text(_) => {
                for region in &regions {
                    let Some(mut printed) = reviews.printed_facts(&id, lang, region) else { continue };
                    if unread(&review_id(region), lang) {
                        BROKEN_REVIEWS.clone_into(&mut Arc::make_mut(&mut printed).reason);
                    }
                    facts.push((review_id(region), printed));
                }
            }
            Subject::Facts(own) if status.state == State::Changed => {
                let texts = project.texts.keys().filter(|(id, lang)| {
                    let status = reviews.printed_facts(id, lang, &own.region);
                    *lang == own.lang && status.is_some_and(|status| status.ruling().is_some())
                });
                unchanged_for = texts.map(|(id, _)| id.clone()).collect();
            }
            Subject::Facts(_) => {}
        }
        Some(Row { subject, status, facts, unchanged_for })
    };
    let texts = project.texts.values().filter_map(|text| row(Subject::Text(text)));
    let facts = project.facts.values().filter_map(|facts| row(Subject::Facts(facts)));
    texts.chain(facts).collect()
}

/// State and reason of a text whose file has errors.
pub(super) const UNREADABLE: (&str, &str) = ("unreadable", "the file has errors");

/// `guide`, `worksheet` or `facts`, of a text whose file has errors.
pub(super) fn kind(tree: &Tree, id: &str, lang: &str) -> &'static str {
    let has = |folder: &str| tree.get(&format!("sources/{folder}/{id}/{lang}.yaml")).is_some();
    if has("guides") {
        "guide"
    } else if has("worksheets") {
        "worksheet"
    } else {
        "facts"
    }
}
