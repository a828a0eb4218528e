//! What stands in the way of a text's release, or will before its next review, in words for staff.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::release::PEOPLE;
use super::text_rows::{Row, UNREADABLE};
use crate::model::Project;
use crate::model::fact::review_id;
use crate::review::digest::facts_of;
use crate::review::sign_off::{DueCause, ValidSignOff};
use crate::review::state::{ReviewStatus, State};
use crate::review::subject::Subject;

/// What is known of all texts on a day.
pub(super) struct Blocks<'a> {
    /// The project.
    pub(super) project: &'a Project,
    /// The files in which placeholders stand for words.
    pub(super) unfinished: &'a BTreeSet<String>,
    /// The day on which reviews are judged.
    pub(super) today: NaiveDate,
}

impl Blocks<'_> {
    /// Of a text or facts file; of one that is current what ends it, unless that is its own next review.
    pub(super) fn of(&self, row: &Row) -> Vec<String> {
        if let Some(withdrawal) = self.withdrawal(&row.subject.id(), row.subject.lang()) {
            return vec![withdrawal];
        }
        let status = &row.status;
        let mut blocks = match (status.state, row.subject) {
            (State::Current, _) => self.before_its_review(status),
            (_, Subject::Text(_)) => vec![self.with_grace(&status.reason, status)],
            (_, Subject::Facts(_)) => vec![self.with_grace(&row.reason(), status)],
        };
        blocks.extend(row.facts.iter().filter_map(|(id, facts)| self.facts(id, facts, status)));
        blocks.extend(self.broken_facts(row).map(|id| format!("`{id}`, which it prints, has errors")));
        blocks.extend(self.unwritten(row));
        blocks
    }

    /// Of a text whose file has errors.
    pub(super) fn of_unreadable(&self, id: &str, lang: &str) -> Vec<String> {
        vec![self.withdrawal(id, lang).unwrap_or_else(|| UNREADABLE.1.to_owned())]
    }

    /// That a text is withdrawn, by whom and why.
    pub(super) fn withdrawal(&self, id: &str, lang: &str) -> Option<String> {
        self.project.withdrawn.get(&(id.to_owned(), lang.to_owned())).map(ToString::to_string)
    }

    /// What ends a review that is current before its own day.
    fn before_its_review(&self, status: &ReviewStatus) -> Vec<String> {
        let under_revision =
            "other words were signed under this revision number; raise `revision` and have it signed again";
        let first = due_first(status).filter(|sign_off| sign_off.due != DueCause::Review);
        let first = first.map(|sign_off| format!("{} is due on {}", sign_off.what_is_due(), sign_off.next_review));
        let under_revision = status.changed_under_revision.then(|| under_revision.to_owned());
        under_revision.into_iter().chain(first).collect()
    }

    /// What facts that a text prints have to do with it.
    fn facts(&self, id: &str, facts: &ReviewStatus, text: &ReviewStatus) -> Option<String> {
        if facts.state != State::Current {
            let why = self.with_grace(&facts.reason, facts);
            return Some(format!("`{id}`, which it prints, is {}: {why}", facts.state.as_str()));
        }
        let due = due_first(facts)?;
        let is_first = text.state == State::Current && text.next_review.is_some_and(|own| due.next_review < own);
        is_first.then(|| format!("`{id}`, which it prints, is due first: {} on {}", due.what_is_due(), due.next_review))
    }

    /// The id of facts that a text prints and whose file has errors.
    fn broken_facts(&self, row: &Row) -> Option<String> {
        let project = self.project;
        let clinics = project.settings.clinics.iter().filter_map(|id| project.clinics.get(id));
        let is_broken = |id: &String| project.broken.contains(&(id.clone(), row.subject.lang().to_owned()));
        let broken = clinics.map(|clinic| review_id(&clinic.region)).find(is_broken);
        broken.filter(|_| matches!(row.subject, Subject::Text(text) if !facts_of(text).is_empty()))
    }

    /// Why something is not current, and until when it may be released all the same.
    fn with_grace(&self, why: &str, status: &ReviewStatus) -> String {
        match status.grace.filter(|last| status.state == State::Overdue && *last >= self.today) {
            Some(last) => format!("{why}; it may still be released until {last}"),
            None => why.to_owned(),
        }
    }

    /// That a placeholder stands in a file of which it prints words.
    fn unwritten(&self, row: &Row) -> Option<String> {
        let lang = row.subject.lang();
        let facts = row.facts.iter().filter_map(|(id, _)| id.strip_prefix("facts-"));
        let facts = facts.map(|region| format!("sources/facts/{region}.{lang}.yaml"));
        let own = [row.subject.file().to_owned(), PEOPLE.to_owned(), "sources/project.yaml".to_owned()];
        let file = own.into_iter().chain(facts).find(|file| self.unfinished.contains(file))?;
        Some(format!("placeholders stand for words in {file}"))
    }
}

/// Of the sign-offs of a review the one whose day is that of the next review.
pub(super) fn due_first(status: &ReviewStatus) -> Option<&ValidSignOff> {
    let day = status.next_review?;
    status.of_each().into_iter().find(|sign_off| sign_off.next_review == day)
}
