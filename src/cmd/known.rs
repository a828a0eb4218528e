//! What earlier builds of a folder made, so that no document is made twice.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::folder::Folder;
use super::making::{Decision, MadeDocuments};
use super::outcome::DocumentOutcome;
use super::release::PEOPLE;
use super::typed_build::is_of_size;
use crate::document::Job;
use crate::job::{MadeOf, Parts, Shared, WantedTargets, printed};
use crate::manifest::FileEntry;
use crate::project::Tree;
use crate::record::{KnownFile, Record, digest_of};
use crate::review::digest::Digest;

/// What is known of the documents of a run.
pub(crate) struct Known<'a> {
    /// What earlier runs noted.
    pub(crate) record: Record,
    /// The folder that they wrote to.
    pub(crate) folder: &'a Folder,
    /// Digests of the files of this run, by path.
    pub(crate) inputs: &'a BTreeMap<String, String>,
    /// Which files are wanted of each document.
    pub(crate) prints: &'a WantedTargets,
    /// Whether files are read before they count as made.
    pub(crate) verify: bool,
}

impl Known<'_> {
    /// Decides on each job what must be made.
    pub(crate) fn decide(&self, jobs: &[Job], tree: &Tree, shared: &Shared) -> Vec<Decision> {
        let mut parts = Parts::new(tree, shared);
        let made_of: Vec<MadeOf> = jobs.iter().map(|job| parts.of(job)).collect();
        // What a document comes to takes longest to say, and of many at once on all cores.
        let decided = jobs.par_iter().zip(made_of);
        decided.map(|(job, made_of)| Decision { kept: self.kept(job, &made_of), made_of }).collect()
    }

    /// What was made of a job before, where it is what would be made now.
    fn kept(&self, job: &Job, made_of: &MadeOf) -> Result<DocumentOutcome, String> {
        let document = self.record.documents.get(&job.stem()).ok_or("no earlier build is known to have made it")?;
        let changed = made_of.changed(&document.made_of);
        // What changed may be printed elsewhere.
        let is_same =
            changed.is_empty() || made_of.is_same_beside_words(&document.made_of) && printed(job) == document.printed;
        if !is_same {
            return Err(format!("{} changed", changed.join(", ")));
        }
        if !document.places.is_empty() && document.places != self.places(job) {
            return Err("the file changed in which its findings stand".to_owned());
        }
        if document.outputs.is_empty() {
            return Ok(DocumentOutcome::kept(job, document, Vec::new()));
        }
        let prints = job.prints().into_iter().filter(|print| self.prints.wants(*print, &job.path(*print)));
        let entries = prints.map(|print| {
            let path = job.path(print);
            let file = document.outputs.get(&path).ok_or_else(|| format!("{path} was not made before"))?;
            self.is_there(&path, file)?;
            let KnownFile { pages, bytes, ref sha256 } = *file;
            let entry = FileEntry { pages, bytes, sha256: sha256.clone(), ..FileEntry::planned(job, print) };
            Ok((path, entry))
        });
        let entries = entries.collect::<Result<Vec<_>, String>>()?;
        // What was found belongs to all files that were made.
        if entries.len() != document.outputs.len() {
            return Err("fewer files of it are wanted than were made".to_owned());
        }
        Ok(DocumentOutcome::kept(job, document, entries))
    }

    /// Holds a file to what the manifest and the record say of it.
    fn is_there(&self, path: &str, known: &KnownFile) -> Result<(), String> {
        let listed = self.folder.before.files.get(path);
        if !listed.is_some_and(|entry| entry.sha256 == known.sha256 && entry.earlier.is_none()) {
            return Err(format!("another build wrote {path}, or did not end"));
        }
        let file = self.folder.path.join(path);
        if !is_of_size(&file, known.bytes) {
            return Err(format!("{path} is not there, or of another size"));
        }
        let same = || std::fs::read(&file).is_ok_and(|bytes| Digest::of(&bytes).as_str() == known.sha256);
        if self.verify && !same() {
            return Err(format!("{path} holds other bytes than were made"));
        }
        Ok(())
    }

    /// A digest of the files into which findings of a job may point.
    fn places(&self, job: &Job) -> String {
        let facts = job.facts.as_ref().map(|(facts, _)| &facts.file);
        let clinic = job.clinic.file();
        let people = PEOPLE.to_owned();
        let files = [Some(&job.text.file), facts, Some(&clinic), Some(&people)].into_iter().flatten();
        digest_of(&files.map(|file| format!("{file} {:?}\n", self.inputs.get(file))).collect::<String>())
    }

    /// Notes what became of the jobs of this run.
    pub(crate) fn note(mut self, jobs: &[Job], made: &MadeDocuments) -> Record {
        for ((job, made_of), outcome) in jobs.iter().zip(&made.made_of).zip(&made.outcomes) {
            match outcome.known(made_of, || self.places(job)) {
                None => drop(self.record.documents.remove(&job.stem())),
                Some(document) => drop(self.record.documents.insert(job.stem(), document)),
            }
        }
        self.record
    }
}
