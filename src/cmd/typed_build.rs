//! A build as it was typed: where it goes, what of a plan is wanted, and whether anything is to do.

use std::path::Path;

use chrono::NaiveDate;

use super::exit;
use super::folder::{BuildTarget, Folder};
use super::summary::UNCHANGED;
use super::unmatched::unmatched;
use crate::cli::args::Selected;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::cli::viewer;
use crate::document::Job;
use crate::job::{Plan, WantedTargets};
use crate::manifest::{FileEntry, FolderKind};
use crate::model::Project;
use crate::project::Tree;
use crate::record::{KnownRun, Record, digest_of, digest_of_tree};
use crate::review::digest::{CANON, Digest};
use crate::review::subject::Subject;

/// A run as it was typed.
pub(crate) struct Run<'a> {
    pub(crate) global: &'a Global,
    pub(crate) what: &'a Selected,
    pub(crate) target: Option<&'a BuildTarget>,
    /// The day on which reviews are judged.
    pub(crate) today: NaiveDate,
}

impl Run<'_> {
    /// Opens the folder before the sources are read, so that no run writes over the outputs of newer ones; one that is
    /// not there yet is made once there is something to write.
    pub(crate) fn open_existing(&self) -> Result<Option<Folder>, Failure> {
        let target = self.target.filter(|target| target.path.is_dir());
        target.map(|target| Folder::open(target, self.global)).transpose()
    }

    /// What is asked for of a plan.
    pub(crate) fn wanted<'p>(&self, project: &Project, plan: &Plan<'p>) -> Result<Plan<'p>, Failure> {
        let selection = self.what.documents.selection();
        let mut wanted = plan.select(&selection);
        if self.is_of_archive() {
            wanted.jobs.retain(|job| job.withdrawn.is_some());
            if let Some(job) = wanted.jobs.iter().find(|job| !is_as_withdrawn(job)) {
                let (id, lang) = (&job.text.head.id, &job.text.head.lang);
                return Err(format!(
                    "the words of `{id}` ({lang}) are not those that were withdrawn: get its file of that day back from a copy, or print the others by name"
                )
                .into());
            }
            wanted.blocked.retain(|own| project.withdrawn.contains_key(&(own.id.clone(), own.lang.clone())));
        }
        if self.is_of_archive() && wanted.jobs.is_empty() && wanted.blocked.is_empty() {
            return Err(
                "nothing of what was asked for is withdrawn, so there is nothing to print for an archive".into()
            );
        }
        if wanted.jobs.is_empty() && wanted.blocked.is_empty() && !selection.is_all() {
            return Err(unmatched(project, plan, &selection).into());
        }
        Ok(wanted)
    }

    /// Whether withdrawn texts are printed, and these alone.
    pub(crate) fn is_of_archive(&self) -> bool {
        self.target.is_some_and(|target| target.withdrawn)
    }

    /// The folder, ready to be written to; `None` where nothing is written.
    pub(crate) fn open(
        &self,
        opened: Result<Option<Folder>, Failure>,
        project: &Project,
    ) -> Result<Option<Folder>, Failure> {
        let Some(target) = self.target else { return opened };
        let mut folder = match opened? {
            Some(folder) => folder,
            None => Folder::open(target, self.global)?,
        };
        folder.admit(&project.settings.clinics)?;
        Ok(Some(folder))
    }

    /// How documents are to be printed: as asked, and as they were before.
    pub(crate) fn prints(&self, folder: Option<&Folder>) -> WantedTargets {
        let before = folder
            .into_iter()
            .flat_map(|folder| folder.before.files.keys().filter(|file| folder.path.join(file).exists()).cloned());
        WantedTargets { asked: self.what.prints(), before: before.collect() }
    }

    /// Shows the first file, where that was asked for.
    pub(crate) fn show_first(&self, first: Option<&str>, terminal: &mut Terminal) -> Result<(), Failure> {
        let Some(target) = self.target.filter(|target| target.open) else { return Ok(()) };
        let Some(first) = first else {
            terminal.say("nothing was built that could be opened");
            return Ok(());
        };
        let file = target.path.join(first);
        let shown = self.global.shown(&file);
        viewer::show(&file).map_err(|e| Failure::environment(format!("{shown} cannot be opened: {e}")))
    }

    /// A digest of what was asked for, on which day: a run of the same files that asks for the same comes to the same.
    pub(crate) fn asked(&self) -> String {
        let Selected { documents, print, thickness, today: _, jobs: _, timings: _ } = self.what;
        let target =
            self.target.map(|target| (self.global.shown(&target.path), target.kind, target.prune, target.withdrawn));
        digest_of(&format!("{:?}", (documents, print, thickness, self.today, target)))
    }

    /// The earlier run that came to the same, where nothing changed since: the same files were read, and what it made is
    /// there. Nothing is parsed for it. What is released is always judged anew.
    pub(crate) fn steady<'r>(&self, folder: &mut Folder, record: &'r Record, tree: &Tree) -> Option<&'r KnownRun> {
        let target = self.target?;
        let is_plain = !(target.verify || target.explain || self.what.timings);
        if target.kind == FolderKind::Releases || !is_plain {
            return None;
        }
        let asked = self.asked();
        let known = record.runs.iter().find(|run| run.asked == asked)?;
        let is_same = known.files == digest_of_tree(tree) && known.manifest == digest_of(&folder.before.to_json());
        let is_there = |(path, entry): (&String, &FileEntry)| is_of_size(&folder.path.join(path), entry.bytes);
        let are_there = is_same && folder.before.files.iter().all(is_there);
        (are_there && folder.admit(&known.clinics).is_ok()).then_some(known)
    }

    /// Says again what a run said, after which nothing changed.
    pub(crate) fn say_again(&self, known: &KnownRun, tree: &Tree, terminal: &mut Terminal) -> Result<Exit, Failure> {
        terminal.findings(&known.findings, &tree.files());
        let mut said = known.said.iter();
        if let Some(what) = said.next() {
            // Of no documents nobody asks whether they changed.
            terminal.say(&format!("{what}{}", known.first.as_ref().map_or("", |_| UNCHANGED)));
        }
        said.for_each(|line| terminal.say(line));
        self.show_first(known.first.as_deref(), terminal)?;
        Ok(exit(&known.findings))
    }
}

/// Whether a file lies at a path, and no link, of a size.
pub(crate) fn is_of_size(path: &Path, bytes: usize) -> bool {
    let found = std::fs::symlink_metadata(path);
    found.is_ok_and(|found| found.is_file() && usize::try_from(found.len()) == Ok(bytes))
}

/// Whether a text has the words that were withdrawn, as far as these are known.
fn is_as_withdrawn(job: &Job) -> bool {
    let canonical = || Subject::Text(job.text).canonical(CANON).unwrap_or_default();
    let digest = job.withdrawn.and_then(|withdrawal| withdrawal.digest.as_ref());
    digest.is_none_or(|digest| Digest::of(canonical().as_bytes()).as_str() == digest)
}
