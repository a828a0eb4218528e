//! Which documents of a run are made, and what becomes of all of them.

use super::outcome::DocumentOutcome;
use crate::document::Job;
use crate::job::MadeOf;

/// A document of a run: what it is made of, and what became of it or why it must be made.
pub(crate) struct Decision {
    pub(crate) made_of: MadeOf,
    /// Its outcome of before, or why that does not hold.
    pub(crate) kept: Result<DocumentOutcome, String>,
}

/// The documents that a run makes, among those that it is to have.
pub(crate) struct Making<'a> {
    /// Those to make.
    pub(crate) jobs: Vec<Job<'a>>,
    /// On each of all; none where nothing is known.
    decisions: Option<Vec<Decision>>,
    /// A line on each of all.
    reasons: Vec<String>,
}

/// What became of all documents of a run.
pub(crate) struct MadeDocuments {
    /// In the order of the jobs.
    pub(crate) outcomes: Vec<DocumentOutcome>,
    /// What each is made of, where that is known.
    pub(crate) made_of: Vec<MadeOf>,
    /// Of each a line: why it was made, or that it was not.
    pub(crate) reasons: Vec<String>,
}

impl<'a> Making<'a> {
    /// Sorts jobs by what was decided on them; without decisions all are made.
    pub(crate) fn of(jobs: &[Job<'a>], decisions: Option<Vec<Decision>>) -> Self {
        let Some(decided) = &decisions else { return Self { jobs: jobs.to_vec(), decisions, reasons: Vec::new() } };
        let both = || jobs.iter().zip(decided);
        let reason = |(job, decision): (&Job, &Decision)| match &decision.kept {
            Ok(_) => format!("{}: not made, nothing that it prints has changed", job.stem()),
            Err(why) => format!("{}: made, {why}", job.stem()),
        };
        Self {
            reasons: both().map(reason).collect(),
            jobs: both().filter(|(_, decision)| decision.kept.is_err()).map(|(job, _)| job.clone()).collect(),
            decisions,
        }
    }

    /// All outcomes, from those of the documents that were made.
    pub(crate) fn with(self, outcomes: Vec<DocumentOutcome>) -> MadeDocuments {
        let Some(decisions) = self.decisions else {
            return MadeDocuments { outcomes, made_of: Vec::new(), reasons: self.reasons };
        };
        let mut made = outcomes.into_iter();
        let (mut outcomes, mut made_of) = (Vec::new(), Vec::new());
        for decision in decisions {
            made_of.push(decision.made_of);
            outcomes.extend(decision.kept.ok().or_else(|| made.next()));
        }
        MadeDocuments { outcomes, made_of, reasons: self.reasons }
    }
}
