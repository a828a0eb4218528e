//! What `build --release` may build, and what becomes of a released file whose text may not be released any more.

use chrono::NaiveDate;

use crate::job::{Blocked, Job};
use crate::manifest::Manifest;
use crate::model::date;
use crate::review::state::State;

/// A job that is not released.
pub(crate) struct Refusal {
    /// The job.
    pub(crate) stem: String,
    /// Its file in the folder of releases.
    pub(crate) path: String,
    /// Why.
    pub(crate) reason: String,
    /// What becomes of the edition released before.
    pub(crate) effect: String,
    /// Whether that edition is removed.
    pub(crate) remove: bool,
}

/// The rows of texts that cannot be made at all: what was released of them stays until their files are right.
pub(crate) fn blocked(blocked: &[Blocked]) -> Vec<Refusal> {
    blocked
        .iter()
        .map(|b| Refusal {
            stem: format!("{}/{}.{}", b.clinic, b.id, b.lang),
            path: String::new(),
            reason: b.reason.clone(),
            effect: "what was released stays until this is corrected".to_owned(),
            remove: false,
        })
        .collect()
}

/// Sorts jobs into those that may be released and those that may not.
pub(crate) fn sort<'a>(jobs: Vec<Job<'a>>, before: &Manifest, today: NaiveDate) -> (Vec<Job<'a>>, Vec<Refusal>) {
    let (mut released, mut refused) = (Vec::new(), Vec::new());
    for job in jobs {
        match refuse(&job, before, today) {
            Some(refusal) => refused.push(refusal),
            None => released.push(job),
        }
    }
    (released, refused)
}

fn refuse(job: &Job, before: &Manifest, today: NaiveDate) -> Option<Refusal> {
    let judged = job.judged();
    let mut reasons = Vec::new();
    if job.clinic.sample {
        reasons.push(format!("the clinic `{}` is a sample", job.clinic.id));
    }
    for (what, standing) in [("text", Some(judged.text)), ("facts", judged.facts)] {
        if standing.is_some_and(|s| s.state == State::Current && s.changed_under_revision) {
            reasons.push(format!(
                "{what}: other words were signed under this revision number; raise `revision` and have it signed again"
            ));
        }
    }
    if judged.text.state != State::Current {
        reasons.push(format!("text {}: {}", judged.text.state.as_str(), judged.text.reason));
    }
    if let Some(facts) = judged.facts.filter(|f| f.state != State::Current) {
        reasons.push(format!("facts {}: {}", facts.state.as_str(), facts.reason));
    }
    if reasons.is_empty() {
        return None;
    }
    let path = format!("{}.pdf", job.stem());
    let (effect, remove) = match before.files.get(&path) {
        None => ("nothing was released before", false),
        Some(entry) => {
            let due = entry.next_review.as_deref().and_then(date::parse).is_some_and(|day| day < today);
            let other_facts = judged.facts.is_some_and(|f| Some(f.digest.as_str()) != entry.facts_digest.as_deref());
            let facts_hold = judged.facts.is_none_or(|f| f.state == State::Current) && !other_facts && !due;
            if job.clinic.sample {
                ("the released file is removed: its clinic is a sample", true)
            } else if judged.text.state == State::Changed && facts_hold {
                ("the last reviewed edition stays", false)
            } else if other_facts {
                ("the released file is removed: its facts are not those of today", true)
            } else if due || judged.text.state == State::Overdue {
                ("the released file is removed: its review is overdue", true)
            } else {
                ("the released file is removed: its review does not hold any more", true)
            }
        }
    };
    Some(Refusal { stem: job.stem(), path, reason: reasons.join("; "), effect: effect.to_owned(), remove })
}
