//! All jobs, on all cores; what each step took.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::options::{Options, Shared};
use super::run::{BuiltDocument, Outcome, build_document};
use crate::diag::Sink;
use crate::document::Job;

/// What one job came to.
pub struct JobResult<'a> {
    /// The document that was to be made.
    pub job: &'a Job<'a>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was found on the way.
    pub findings: Sink,
}

/// Sums over all documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// How many documents were made.
    pub documents: usize,
    /// How many pages to read they have.
    pub pages: usize,
    /// How long compiling, auditing, imposing and exporting took, summed over threads.
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
    let take = &|| {
        while let Some((i, item)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?))) {
            let result = work(item);
            results.lock().unwrap_or_else(PoisonError::into_inner)[i] = Some(result);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| on_its_cores(workers, take));
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().flatten().collect()
}

/// Does a worker's work with the cores that are its share. The typesetter and the exporter are parallel inside, and left
/// to themselves have a thread for each core, which all the workers then wait for.
fn on_its_cores(workers: usize, work: impl FnOnce() + Send) {
    match rayon::ThreadPoolBuilder::new().num_threads((cores() / workers).max(1)).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// How many workers there are for so many items; 0 wanted means one for each core.
fn workers(wanted: usize, items: usize) -> usize {
    let workers = if wanted == 0 { cores() } else { wanted };
    workers.min(items)
}

/// How many threads run at the same time.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
