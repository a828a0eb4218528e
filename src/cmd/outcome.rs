//! What became of the documents of a build: written on the thread that made them, then summed up.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use crate::cli::exit::Failure;
use crate::cli::terminal::Terminal;
use crate::diag::{Finding, Sink};
use crate::document::Job;
use crate::job::{JobResult, MadeOf, Outcome, Stopwatch, Timings, printed};
use crate::manifest::FileEntry;
use crate::output;
use crate::record::{KnownDocument, KnownFile};
use crate::review::state::State;

/// What became of a document.
pub(crate) struct DocumentOutcome {
    /// The path of its file to read, below the folder.
    path: String,
    is_draft: bool,
    /// Whether an earlier build made it, so that nothing was to do.
    is_kept: bool,
    /// What it comes to in every way in which it may be set; empty where it was only checked.
    printed: String,
    /// The files that were written, or are kept, by path below the folder.
    entries: Vec<(String, FileEntry)>,
    findings: Sink,
    /// Why files could not be written.
    failures: Vec<Failure>,
    /// Whether findings forbid it.
    is_forbidden: bool,
    /// Whether it has no room in its product.
    is_unfit: bool,
    timings: Timings,
    write_time: Duration,
}

impl DocumentOutcome {
    /// That of a document that an earlier build made; without files it has no room in its product.
    pub(crate) fn kept(job: &Job, document: &KnownDocument, entries: Vec<(String, FileEntry)>) -> Self {
        let KnownDocument { pages, ref printed, .. } = *document;
        let mut findings = Sink::default();
        findings.extend(document.findings.iter().cloned());
        let is_unfit = entries.is_empty();
        Self {
            path: job.path(None),
            is_draft: !job.is_released && job.state() != State::Current,
            is_kept: true,
            printed: printed.clone(),
            entries,
            findings,
            failures: Vec::new(),
            is_forbidden: false,
            is_unfit,
            timings: Timings { documents: usize::from(!is_unfit), pages, ..Timings::default() },
            write_time: Duration::ZERO,
        }
    }

    /// What to know of it, so that it need not be made again; nothing where it was not made or not written.
    pub(crate) fn known(&self, made_of: &MadeOf, places: impl Fn() -> String) -> Option<KnownDocument> {
        if !self.failures.is_empty() || self.entries.is_empty() && !self.is_unfit {
            return None;
        }
        let file = |e: &FileEntry| KnownFile { pages: e.pages, bytes: e.bytes, sha256: e.sha256.clone() };
        let points = |found: &Finding| found.place.as_ref().is_some_and(|place| !place.is_whole_file());
        Some(KnownDocument {
            made_of: made_of.clone(),
            printed: self.printed.clone(),
            pages: self.timings.pages,
            outputs: self.entries.iter().map(|(path, entry)| (path.clone(), file(entry))).collect(),
            findings: self.findings.iter().cloned().collect(),
            places: if self.findings.iter().any(points) { places() } else { String::new() },
        })
    }
}

/// What became of all of them.
#[derive(Default)]
pub(crate) struct BuildOutcome {
    /// The files that were written, by path below the folder.
    pub(crate) entries: Vec<(String, FileEntry)>,
    /// The path of the file that was written, where it is the only one.
    pub(crate) only: Option<String>,
    /// How many documents an earlier build had made.
    pub(crate) kept: usize,
    /// How many documents are drafts.
    pub(crate) drafts: usize,
    /// Paths of documents that findings forbid.
    pub(crate) forbidden: BTreeSet<String>,
    /// Paths of documents that have no room in their product.
    pub(crate) unfit: BTreeSet<String>,
    /// How many files were written, of which a document may have several.
    pub(crate) files: usize,
    /// Why files could not be written or removed.
    pub(crate) failures: Vec<Failure>,
    /// How many documents and pages there are, and how long they took.
    pub(crate) timings: Timings,
    /// How long writing took, summed over threads.
    pub(crate) write_time: Duration,
}

/// Writes one document where it belongs; without a folder it was only checked.
pub(crate) fn write_document(result: JobResult, folder: Option<&Path>, watch: &Stopwatch) -> DocumentOutcome {
    let job = result.job;
    let mut finished = DocumentOutcome {
        path: job.path(None),
        is_draft: !job.is_released && job.state() != State::Current,
        is_kept: false,
        printed: folder.map(|_| printed(job)).unwrap_or_default(),
        entries: Vec::new(),
        findings: result.findings,
        failures: Vec::new(),
        is_forbidden: matches!(result.outcome, Outcome::Forbidden),
        is_unfit: matches!(result.outcome, Outcome::NoRoom),
        timings: Timings::default(),
        write_time: Duration::ZERO,
    };
    let Outcome::Built(document) = result.outcome else { return finished };
    finished.timings.add(&document);
    let Some(folder) = folder else { return finished };
    let lap = watch.start();
    for out in &document.outputs {
        let path = job.path(out.print);
        let file = folder.join(&path);
        match output::write(&file, &out.bytes) {
            Ok(()) => finished.entries.push((path, FileEntry::new(job, out))),
            Err(error) => finished.failures.push(Failure::unwritten(file.display(), &error)),
        }
    }
    finished.write_time = lap();
    finished
}

impl BuildOutcome {
    /// Sums up what became of documents; their findings go to the others.
    pub(crate) fn collect(documents: Vec<DocumentOutcome>, sink: &mut Sink, terminal: &mut Terminal) -> Self {
        let mut sum = Self::default();
        for document in documents {
            sink.extend(document.findings.into_sorted());
            sum.drafts += usize::from(document.is_draft && document.timings.documents > 0);
            sum.kept += usize::from(document.is_kept && !document.is_unfit);
            sum.timings.sum(&document.timings);
            sum.write_time += document.write_time;
            sum.failures.extend(document.failures);
            if document.is_forbidden {
                sum.forbidden.insert(document.path);
            } else if document.is_unfit {
                sum.unfit.insert(document.path);
            }
            for (path, _) in &document.entries {
                terminal.detail(&if document.is_kept { format!("{path} (had not changed)") } else { path.clone() });
            }
            sum.files += document.entries.len();
            sum.entries.extend(document.entries);
        }
        sum.only = match sum.entries.as_slice() {
            [(path, _)] if sum.timings.documents == 1 => Some(path.clone()),
            _ => None,
        };
        sum
    }
}
