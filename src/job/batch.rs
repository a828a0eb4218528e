//! All jobs, on all cores; what each step took.

use std::time::Duration;

use rayon::prelude::*;

use super::plan::Job;
use super::run::{Document, Shared, make};
use crate::diag::Sink;

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
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Worker threads; 0 means one for each core.
    pub jobs: usize,
    /// Whether PDF bytes are wanted.
    pub export: bool,
}

/// What one job came to.
pub struct Outcome<'a> {
    /// The job.
    pub job: &'a Job<'a>,
    /// The document; `None` where a finding forbids it, or the sink of `done` says so.
    pub document: Option<Document>,
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
    /// Compile, audit, export, summed over threads.
    pub took: [Duration; 3],
}

impl Timings {
    /// Adds a document.
    pub fn add(&mut self, document: &Document) {
        self.documents += 1;
        self.pages += document.pages;
        for (sum, one) in self.took.iter_mut().zip(document.took) {
            *sum += one;
        }
    }
}

/// Runs jobs on several threads; `done` gets each document as it is finished, on the thread that made it, and the
/// outcomes come back in the order of the jobs, so that nothing depends on which was first.
pub fn batch<'a, R: Send>(
    jobs: &'a [Job<'a>],
    shared: &Shared,
    options: Options,
    done: impl Fn(Outcome<'a>) -> R + Sync,
) -> Vec<R> {
    let work = || {
        jobs.par_iter()
            .map(|job| {
                let mut findings = Sink::default();
                let document = make(job, shared, options.export, &mut findings);
                done(Outcome { job, document, findings })
            })
            .collect()
    };
    match rayon::ThreadPoolBuilder::new().num_threads(options.jobs).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
