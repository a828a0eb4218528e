//! All jobs, on all cores; what each step took.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::run::{BuiltDocument, Outcome, Shared, build_document};
use crate::diag::Sink;
use crate::document::Job;
use crate::model::OutputTarget;

/// Where laps are measured: `cli` passes a clock in, tests pass none.
pub struct Stopwatch(pub Box<dyn Fn() -> Duration + Send + Sync>);

impl Stopwatch {
    /// A stopwatch that always shows zero.
    pub fn stopped() -> Self {
        Self(Box::new(|| Duration::ZERO))
    }

    /// Starts a lap; calling the result ends it.
    pub fn start(&self) -> impl Fn() -> Duration + '_ {
        let from = (self.0)();
        move || (self.0)().saturating_sub(from)
    }
}

/// How the batch runs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Worker threads; 0 means one for each core.
    pub jobs: usize,
    /// Whether PDF bytes are wanted.
    pub export: bool,
    /// How what is folded or cut is to be printed.
    pub prints: WantedTargets,
}

/// Which files are made of a document beside that to read.
#[derive(Clone, Debug, Default)]
pub struct WantedTargets {
    /// What was asked for.
    pub asked: Vec<OutputTarget>,
    /// Outputs of earlier builds: those to print are made anew with their pages, also where nobody asked.
    pub before: BTreeSet<String>,
}

impl WantedTargets {
    /// Whether the output at a path is made.
    pub fn wants(&self, print: Option<OutputTarget>, path: &str) -> bool {
        print.is_none_or(|print| self.asked.contains(&print)) || self.before.contains(path)
    }
}

/// What one job came to.
pub struct JobResult<'a> {
    /// The job.
    pub job: &'a Job<'a>,
    /// What became of it.
    pub outcome: Outcome,
    /// Findings of this job.
    pub findings: Sink,
}

/// Sums over all documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Documents.
    pub documents: usize,
    /// Pages.
    pub pages: usize,
    /// Compile, audit, sheets, export, summed over threads.
    pub took: [Duration; 4],
}

impl Timings {
    /// Adds a document.
    pub fn add(&mut self, document: &BuiltDocument) {
        self.documents += 1;
        self.pages += document.pages;
        for (sum, one) in self.took.iter_mut().zip(document.took) {
            *sum += one;
        }
    }

    /// Adds other sums.
    pub fn sum(&mut self, other: &Timings) {
        self.documents += other.documents;
        self.pages += other.pages;
        for (sum, one) in self.took.iter_mut().zip(other.took) {
            *sum += one;
        }
    }
}

/// Runs jobs on several threads; `done` gets each document as it is finished, on the thread that made it, and the
/// results come back in the order of the jobs, so that nothing depends on which was first.
///
/// Plain threads, not a work-stealing pool: exporting is parallel inside, and a stolen job would be timed twice.
pub fn batch<'a, R: Send>(
    jobs: &'a [Job<'a>],
    shared: &Shared,
    options: &Options,
    done: impl Fn(JobResult<'a>) -> R + Sync,
) -> Vec<R> {
    let options = Options { jobs: workers(options.jobs, jobs.len()), ..options.clone() };
    each(jobs, options.jobs, |job| {
        let mut findings = Sink::default();
        let outcome = build_document(job, shared, &options, &mut findings);
        done(JobResult { job, outcome, findings })
    })
}

/// Does work on each item on several threads, 0 meaning one for each core; the results come back in the order of the
/// items.
pub fn each<'a, T: Sync, R: Send>(items: &'a [T], workers: usize, work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let workers = self::workers(workers, items.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<R>>> = Mutex::new(items.iter().map(|_| None).collect());
    let take = || {
        while let Some((i, item)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?))) {
            let result = work(item);
            results.lock().unwrap_or_else(PoisonError::into_inner)[i] = Some(result);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(take);
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().flatten().collect()
}

/// How many workers there are for so many items; 0 wanted means one for each core.
fn workers(wanted: usize, items: usize) -> usize {
    let workers = match wanted {
        0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        n => n,
    };
    workers.min(items)
}
