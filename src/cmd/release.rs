//! What `build --release` may build, and what becomes of a released file whose text may not be released any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::folder::Folder;
use super::outcome::BuildOutcome;
use crate::diag::{Code, Sink};
use crate::document::Job;
use crate::job::Blocked;
use crate::manifest::{CreditedSignOff, FileEntry};
use crate::model::date;
use crate::model::fact::review_id;
use crate::model::{Facts, Project, SignOff};
use crate::review::credit::ReviewPair;
use crate::review::design::Design;
use crate::review::state::{ReviewStatus, State};
use crate::review::statuses::ReviewStatuses;
use crate::review::subject::is_digest_of;

/// Why nobody can say who signed a text.
pub(crate) const BROKEN_REVIEWS: &str = "the file of its sign-offs has errors";

/// Files of which every document may print words.
pub(crate) const PEOPLE: &str = "sources/people.yaml";
const PROJECT: &str = "sources/project.yaml";

/// What was released of a text stays while its files are put right.
const STAYS: &str = "what was released stays until this is corrected";

/// A document that is not released.
pub(crate) struct Refusal {
    /// `<clinic>/<id>.<lang>-<product>-<paper>`, or as much of that as is known.
    pub(crate) stem: String,
    /// Its files, by path below the folder of releases.
    pub(crate) paths: Vec<String>,
    /// Why it is not released, for staff.
    pub(crate) reason: String,
    /// What becomes of the edition released before, for staff.
    pub(crate) effect: String,
    /// Whether that edition is removed.
    pub(crate) remove: bool,
}

/// The rows of texts that cannot be made at all: what was released of them stays until their files are right.
pub(crate) fn blocked(blocked: &[Blocked]) -> Vec<Refusal> {
    blocked
        .iter()
        .filter(|b| !b.is_withdrawn)
        .map(|b| Refusal {
            stem: format!("{}/{}.{}", b.clinic, b.id, b.lang),
            paths: Vec::new(),
            reason: b.reason.clone(),
            effect: STAYS.to_owned(),
            remove: false,
        })
        .collect()
}

/// Judges what may be released, and what was.
pub(crate) struct Gate<'a> {
    /// What the texts and clinics are.
    pub(crate) project: &'a Project,
    /// What is known of their reviews.
    pub(crate) reviews: &'a ReviewStatuses<'a>,
    /// The folder of releases, with what it held before.
    pub(crate) folder: &'a Folder,
    /// The design, where it is not the program's.
    pub(crate) design: Option<&'a Design>,
    /// The day on which reviews are judged.
    pub(crate) today: NaiveDate,
    /// The files in which placeholders stand for words.
    pub(crate) unfinished: &'a BTreeSet<String>,
}

/// The files in which placeholders stand for words.
pub(crate) fn unfinished(sink: &Sink) -> BTreeSet<String> {
    let found = sink.iter().filter(|found| found.code == Code::Placeholder);
    found.filter_map(|found| Some(found.place.as_ref()?.file.clone())).collect()
}

impl Gate<'_> {
    /// Sorts jobs into those that may be released and those that may not.
    pub(crate) fn sort<'j>(&self, jobs: Vec<Job<'j>>) -> (Vec<Job<'j>>, Vec<Refusal>) {
        let (mut released, mut refused) = (Vec::new(), Vec::new());
        for job in jobs {
            match self.refuse(&job) {
                Some(refusal) => refused.push(refusal),
                None => released.push(Job { is_released: true, ..job }),
            }
        }
        (released, refused)
    }

    /// Adds the rows that are known once documents are made: of those that findings forbid, and of files that may not
    /// stay.
    pub(crate) fn refuse_made(&self, jobs: &[Job], built: &BuildOutcome, refused: &mut Vec<Refusal>) {
        refused.extend(jobs.iter().filter(|job| built.forbidden.contains(&job.path(None))).map(|job| self.unmade(job)));
        let expired = self.expired(&built.entries, refused);
        refused.extend(expired);
    }

    /// The row of a job that findings on its pages forbid.
    fn unmade(&self, job: &Job) -> Refusal {
        let paths = job.paths();
        let (effect, remove) = self.effect(&paths, (STAYS, false));
        Refusal { stem: job.stem(), paths, reason: "it could not be made: see the findings".to_owned(), effect, remove }
    }

    /// The rows of released files that this run did not make anew, has no other row for, and that may not stay.
    fn expired(&self, made: &[(String, FileEntry)], refused: &[Refusal]) -> Vec<Refusal> {
        let done: BTreeSet<&str> = made
            .iter()
            .map(|(path, _)| path)
            .chain(refused.iter().flat_map(|r| &r.paths))
            .map(String::as_str)
            .collect();
        let left = self.folder.before.files.iter().filter(|(path, _)| !done.contains(path.as_str()));
        left.filter_map(|(path, entry)| {
            let effect = self.expiry(path, entry)?.to_owned();
            let stem = path.strip_suffix(".pdf").unwrap_or(path).to_owned();
            let reason = "released earlier, and not made anew".to_owned();
            Some(Refusal { stem, paths: vec![path.clone()], reason, effect, remove: true })
        })
        .collect()
    }

    /// Why a released file may not stay, whatever became of its text; facts and sign-offs that cannot be read say nothing.
    /// A day in the manifest is believed only where no sign-off says an earlier one.
    fn expiry(&self, path: &str, entry: &FileEntry) -> Option<&'static str> {
        if self.project.withdrawn.contains_key(&(entry.text.clone(), entry.lang.clone())) {
            return Some("the released file is removed: its text is withdrawn");
        }
        if !self.folder.is_unchanged(path, entry) {
            return Some("the released file is removed: it is not the one that was released");
        }
        let facts = self.facts_of(entry);
        if let (Some(printed), Some((facts, status))) = (&entry.facts_digest, &facts)
            && printed != status.digest.as_str()
            && !status.valid_sign_offs.iter().any(|sign_off| sign_off.digest.as_str() == printed)
            && !is_digest_of(printed, facts)
        {
            return Some("the released file is removed: its facts are not those of today");
        }
        if self.names_taken_back(entry) {
            return Some("the released file is removed: a sign-off that it names was taken back");
        }
        let Some(signed) = self.signed_until(entry) else {
            return Some("the released file is removed: no sign-off of its words holds");
        };
        let facts = facts.filter(|_| entry.facts_digest.is_some());
        let facts = facts.and_then(|(_, status)| status.next_review);
        let listed = entry.next_review.as_deref().and_then(date::parse);
        let grace = Days::new(self.project.settings.review.grace.into());
        let last = |day: NaiveDate| day.checked_add_days(grace).unwrap_or(day);
        let due = [signed, listed, facts].into_iter().flatten().any(|day| last(day) < self.today);
        due.then_some("the released file is removed: its review is overdue")
    }

    /// The facts of a released file's region with what is known of their review: of those that it prints, where its text
    /// is still the one that was released, else of all.
    fn facts_of(&self, entry: &FileEntry) -> Option<(&Facts, Arc<ReviewStatus>)> {
        let region = &self.project.clinics.get(&entry.clinic)?.region;
        let facts = self.project.facts.get(&(region.clone(), entry.lang.clone()))?;
        let text = self.reviews.text(&entry.text, &entry.lang);
        let is_same = text.is_some_and(|text| text.digest.as_str() == entry.text_digest);
        let printed = self.reviews.printed_facts(&entry.text, &entry.lang, region).filter(|_| is_same);
        Some((facts, printed.or_else(|| self.reviews.facts(region, &entry.lang))?))
    }

    /// Whether a released file names a reviewer whose sign-off was taken back; of one that an earlier program released,
    /// whether any of its words was.
    fn names_taken_back(&self, entry: &FileEntry) -> bool {
        let clinic = self.project.clinics.get(&entry.clinic);
        let facts = clinic.map(|clinic| review_id(&clinic.region));
        let words = [(Some(&entry.text), Some(&entry.text_digest)), (facts.as_ref(), entry.facts_digest.as_ref())];
        words.into_iter().any(|(id, digest)| {
            let (Some(id), Some(digest)) = (id, digest) else { return false };
            let key = (id.clone(), entry.lang.clone());
            let of_words = self.of_words(&key, digest);
            let credits: Vec<&CreditedSignOff> = entry.credits.iter().filter(|credit| credit.of == *id).collect();
            let is_of = |s: &SignOff, credit: &CreditedSignOff| {
                s.reviewer.id == credit.reviewer && s.reviewed == credit.reviewed
            };
            if entry.credits.is_empty() {
                return of_words.iter().any(|s| s.taken_back.is_some());
            }
            credits.iter().any(|credit| {
                // Facts may name reviewers of several editions of their file.
                let all = self.project.sign_offs.get(&key).map(Vec::as_slice).unwrap_or_default();
                let all: Vec<&SignOff> = if *id == entry.text { of_words.clone() } else { all.iter().collect() };
                let mut own = all.into_iter().filter(|s| is_of(s, credit)).peekable();
                own.peek().is_some() && own.all(|s| s.taken_back.is_some())
            })
        })
    }

    /// The sign-offs of the words of a digest.
    fn of_words(&self, key: &(String, String), digest: &str) -> Vec<&SignOff> {
        let sign_offs = self.project.sign_offs.get(key).map(Vec::as_slice).unwrap_or_default();
        let signed: Vec<&SignOff> = sign_offs.iter().filter(|s| s.digest == digest).collect();
        sign_offs.iter().filter(|s| signed.iter().any(|own| s.is_of_words_of(own))).collect()
    }

    /// Until when the sign-offs of a released text say that its words hold; `None` where there is none of them, and no day
    /// where they cannot be read.
    fn signed_until(&self, entry: &FileEntry) -> Option<Option<NaiveDate>> {
        let key = (entry.text.clone(), entry.lang.clone());
        if self.project.broken_reviews.contains(&key) {
            return Some(None);
        }
        let of_words = self.of_words(&key, &entry.text_digest).into_iter();
        let days = of_words.filter(|s| s.taken_back.is_none()).filter_map(|s| date::parse(&s.next_review));
        days.max().map(Some)
    }

    /// What becomes of the files of a document, and whether they are removed, where they have not expired anyway.
    fn effect(&self, paths: &[String], otherwise: (&str, bool)) -> (String, bool) {
        let entries = || paths.iter().filter_map(|path| Some((path, self.folder.before.files.get(path)?)));
        if entries().next().is_none() {
            return ("nothing was released before".to_owned(), false);
        }
        let expired = entries().find_map(|(path, entry)| self.expiry(path, entry));
        let (effect, remove) = expired.map_or(otherwise, |why| (why, true));
        (effect.to_owned(), remove)
    }

    /// The row of a document that may not be released.
    fn refuse(&self, job: &Job) -> Option<Refusal> {
        let unread = |id: &str| self.project.broken_reviews.contains(&(id.to_owned(), job.text.head.lang.clone()));
        let unread = Unread {
            text: unread(&job.text.head.id),
            facts: job.facts.as_ref().is_some_and(|(facts, _)| unread(&facts.review_id())),
        };
        let mut reasons = reasons(job, unread, self.today);
        let reviewed = reasons.is_empty();
        reasons.extend(self.design.and_then(unsigned));
        reasons.extend(self.unwritten(job));
        if reasons.is_empty() {
            return None;
        }
        let paths: Vec<String> = job.prints().into_iter().map(|print| job.released(print)).collect();
        let (effect, remove) =
            if reviewed { self.effect(&paths, (STAYS, false)) } else { self.consequence(job, unread, &paths) };
        Some(Refusal { stem: job.stem(), paths, reason: reasons.join("; "), effect, remove })
    }

    /// Why a document is not finished: a placeholder stands in a file of which it prints words.
    fn unwritten(&self, job: &Job) -> Option<String> {
        let strings = format!("sources/strings/{}.yaml", job.text.head.lang);
        let own = [job.text.file.clone(), job.clinic.file(), strings, PEOPLE.to_owned(), PROJECT.to_owned()];
        let facts = job.facts.as_ref().map(|(facts, _)| facts.file.clone());
        let file = own.into_iter().chain(facts).find(|file| self.unfinished.contains(file))?;
        Some(format!("placeholders stand for words in {file}: see the warnings"))
    }

    /// What becomes of the files of a document that is refused, and whether they are removed.
    fn consequence(&self, job: &Job, unread: Unread, paths: &[String]) -> (String, bool) {
        let ReviewPair { text, facts } = job.reviews();
        let text_stays = unread.text
            || text.state == State::Changed
            || unread.facts && text.may_be_released(self.today) && !text.changed_under_revision;
        let facts_stay = unread.facts || facts.is_none_or(|f| f.may_be_released(self.today));
        if job.clinic.sample && paths.iter().any(|path| self.folder.before.files.contains_key(path)) {
            ("the released file is removed: its clinic is a sample".to_owned(), true)
        } else if text_stays && facts_stay {
            let stays = if unread.text || unread.facts { STAYS } else { "the last reviewed edition stays" };
            self.effect(paths, (stays, false))
        } else if text.state == State::Overdue {
            self.effect(paths, ("the released file is removed: its review is overdue", true))
        } else {
            self.effect(paths, ("the released file is removed: its review does not hold any more", true))
        }
    }
}

/// Why a design forbids every release, where it does.
fn unsigned(design: &Design) -> Option<String> {
    let why = design.signed.as_ref().err()?;
    Some(format!("design: {why}; look at proofs, then `handout review record design` signs it"))
}

/// Whether the files of the sign-offs of a document have errors.
#[derive(Clone, Copy)]
struct Unread {
    text: bool,
    facts: bool,
}

/// Why a document may not be released; none where it may.
fn reasons(job: &Job, unread: Unread, today: NaiveDate) -> Vec<String> {
    let ReviewPair { text, facts } = job.reviews();
    let reviews = [("text", Some(text), unread.text), ("facts", facts, unread.facts)];
    let mut reasons = Vec::new();
    if job.clinic.sample {
        reasons.push(format!("the clinic `{}` is a sample", job.clinic.id));
    }
    for (what, review, _) in reviews {
        if review.is_some_and(|r| r.may_be_released(today) && r.changed_under_revision) {
            reasons.push(format!(
                "{what}: other words were signed under this revision number; raise `revision` and have it signed again"
            ));
        }
    }
    for (what, review, unread) in reviews {
        if unread {
            reasons.push(format!("{what}: {BROKEN_REVIEWS}"));
        } else if let Some(review) = review.filter(|r| !r.may_be_released(today)) {
            reasons.push(format!("{what} {}: {}", review.state.as_str(), review.reason));
        }
    }
    reasons
}
