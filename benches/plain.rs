//! What the layouts cost beside a plain one (`plain.typ`) that sets the same words, pictures and pages.
//! `cargo bench --profile dev --bench plain` prints a table: milliseconds of CPU of all threads (Linux alone tells them),
//! the least of all rounds; how many settings of a document were tried, and how often all of them were laid out until
//! their places held still. Both ways take turns, each with all texts of a product: as in a build, what Typst knows of the
//! layouts themselves outlives a document, and what it knows of a document does not.
//!
//! Run it on an idle machine, and compare rows of one run. Where times are noisy, instructions tell: those of a document
//! are half of the difference between `valgrind --tool=callgrind BENCH leaflet-letter ours 4` and the same with 6; put
//! `plain` in place of `ours` for the other, `audit` for the audit alone. `BENCH` is the newest `target/debug/deps/plain-*`, and
//! `RAYON_NUM_THREADS=1` keeps it on one thread.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use handout::audit::{self, Sight};
use handout::diag::Sink;
use handout::document::{Document, Job};
use handout::engine::compile::{self, LayoutInput};
use handout::engine::fonts::Fonts;
use handout::engine::{Base, data};
use handout::job::{Fitted, Fitter, Fitting, Shared, Stopwatch, load, plan};
use handout::model::{Paper, Product};
use handout::pdf::{self, FileKind, Stamp};
use handout::project::Tree;
use handout::review::statuses::ReviewStatuses;
use handout::source::Sources;
use typst_layout::PagedDocument;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of each measurement; the least counts.
const ROUNDS: usize = 15;

/// Those of an audit that looks at pages as pixels.
const INK_ROUNDS: usize = 2;

/// The CPU time of all threads so far, in milliseconds; 0 where the system does not tell.
#[cfg(target_os = "linux")]
fn cpu() -> f64 {
    // Given back for a moment, the processor's time is entered in the books.
    std::thread::yield_now();
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return 0.0 };
    let spent = |thread: std::io::Result<std::fs::DirEntry>| -> Option<f64> {
        let spent = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        spent.split_whitespace().next()?.parse().ok()
    };
    threads.filter_map(spent).sum::<f64>() / 1e6
}

#[cfg(not(target_os = "linux"))]
fn cpu() -> f64 {
    0.0
}

/// What one run of something cost, and what came of it.
fn took<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let before = cpu();
    let made = work();
    (cpu() - before, made)
}

/// What Typst did meanwhile: how often each of its steps was taken.
fn steps(work: impl FnOnce()) -> BTreeMap<String, usize> {
    typst_timing::enable();
    work();
    typst_timing::disable();
    let mut told = Vec::new();
    typst_timing::export_json(&mut told, |span| (span.to_string(), 0)).expect("steps");
    let told: Vec<serde_json::Value> = serde_json::from_slice(&told).expect("JSON");
    let mut steps = BTreeMap::new();
    for step in told.iter().filter(|step| step["ph"] == "B") {
        *steps.entry(step["name"].as_str().unwrap_or_default().to_owned()).or_insert(0) += 1;
    }
    steps
}

/// How many settings were tried, and how often all of them together were laid out.
fn runs(steps: &BTreeMap<String, usize>) -> (usize, usize) {
    let runs = || steps.iter().filter(|(name, _)| name.starts_with("iter ("));
    (runs().find(|(name, _)| *name == "iter (1)").map_or(0, |(_, n)| *n), runs().map(|(_, n)| n).sum())
}

/// A document both ways.
struct Bench<'a> {
    shared: &'a Shared<'a>,
    job: &'a Job<'a>,
}

impl<'a> Bench<'a> {
    fn ours(&self) -> Fitted<'a> {
        let mut sink = Sink::default();
        match (Fitter { job: self.job, shared: self.shared }).fit(&mut sink) {
            Fitting::Set(fitted) => *fitted,
            Fitting::NoRoom | Fitting::Failed => panic!("{:?}", sink.into_sorted()),
        }
    }

    /// The files that a document shows: its logo and its pictures.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let logo = self.job.clinic.logo.iter();
        let logo = logo.map(|logo| (format!("build/logo.{}", logo.kind.extension()), logo.bytes.to_vec()));
        let facts = self.job.facts.as_ref().map(|(facts, _)| facts.figures.as_slice()).unwrap_or_default();
        let figures = self.job.text.figures.iter().chain(facts).map(|figure| (figure.path(), figure.bytes.to_vec()));
        logo.chain(figures).collect()
    }

    /// The same words set plainly: what has room is known.
    fn plain(&self, document: &Document) -> PagedDocument {
        let data = data::data(document, &self.shared.base.families());
        let mut sink = Sink::default();
        let input = LayoutInput { layout: "plain", data: &data, files: self.files() };
        let set = compile::set(self.shared.base, self.job, input, &mut sink);
        set.unwrap_or_else(|| panic!("{:?}", sink.into_sorted()))
    }

    fn export(&self, pages: &PagedDocument) -> Vec<u8> {
        let stem = self.job.stem();
        let stamp = Stamp { file: &self.job.text.file, identifier: &stem, issued: self.job.text.head.issued };
        let mut sink = Sink::default();
        let file = pdf::export(pages, FileKind::Reading, stamp, &mut sink);
        file.unwrap_or_else(|| panic!("{:?}", sink.into_sorted()))
    }

    /// Sets it in one of both ways, and forgets what is two documents old.
    fn once(&self, way: &str, document: &Document) -> PagedDocument {
        let pages = if way == "plain" { self.plain(document) } else { self.ours().pages };
        compile::evict(1);
        pages
    }

    fn audit(&self, document: &Document, pages: &PagedDocument, sight: Sight) {
        audit::audit(document, pages, self.shared.sources, sight, &mut Sink::default());
    }

    /// What it cost, each the least so far: to set, to audit, to export.
    fn lap(&self, way: &str, document: &Document, least: &mut [f64; 3]) {
        let (set, pages) = took(|| if way == "plain" { self.plain(document) } else { self.ours().pages });
        let (audit, ()) = took(|| self.audit(document, &pages, Sight::Frames));
        let (export, _) = took(|| self.export(&pages));
        compile::evict(1);
        *least = [least[0].min(set), least[1].min(audit), least[2].min(export)];
    }
}

const WAYS: [&str; 2] = ["ours", "plain"];

/// The rows of a product, whose texts are set one after the other.
fn rows(benches: &[Bench]) {
    let sets: Vec<Fitted> = benches.iter().map(Bench::ours).collect();
    compile::evict(1);
    compile::evict(1);
    let mut least = vec![[[f64::MAX; 3]; 2]; benches.len()];
    for _ in 0..ROUNDS {
        for (w, way) in WAYS.iter().enumerate() {
            // The first one of a turn finds nothing of its layouts, and does not count.
            if let (Some(bench), Some(set)) = (benches.last(), sets.last()) {
                bench.once(way, &set.document);
            }
            for ((bench, set), least) in benches.iter().zip(&sets).zip(&mut least) {
                bench.lap(way, &set.document, &mut least[w]);
            }
        }
    }
    for ((bench, set), least) in benches.iter().zip(&sets).zip(&least) {
        let runs = WAYS.map(|way| {
            compile::evict(1);
            compile::evict(1);
            runs(&steps(|| drop(bench.once(way, &set.document))))
        });
        let pages = WAYS.map(|way| bench.once(way, &set.document).pages().len());
        let [[ours, audit, export], [plain, _, exports]] = *least;
        let page = [ours / pages[0] as f64, plain / pages[1] as f64];
        let ink = || took(|| bench.audit(&set.document, &set.pages, Sight::Pixels)).0;
        let ink = (0..INK_ROUNDS).map(|_| ink()).fold(f64::MAX, f64::min);
        println!(
            "{:<44} {:>3}/{:<2} {}x{}/{} {ours:>6.1} {plain:>5.1} {:>5.2} {:>5.2} {:>5.2}  {audit:>5.1} {ink:>5.0} {export:>5.1} {exports:>5.1} {:>5.2}",
            bench.job.stem().trim_start_matches("riverside/"),
            pages[0],
            pages[1],
            runs[0].0,
            runs[0].1,
            runs[1].1,
            page[0],
            page[1],
            page[0] / page[1],
            (ours + audit + export) / (plain + exports),
        );
    }
}

fn main() {
    let mut tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository can be read");
    let plain = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/plain.typ");
    tree.insert("layouts/products/plain.typ", std::fs::read_to_string(plain).expect("the plain layout"));
    let fonts = Fonts::load(&tree);
    let today = "2026-12-01".parse().expect("a date");
    let mut sink = Sink::default();
    let (project, sources): (_, Sources) = load(&tree, &fonts, today, &mut sink);
    let project = project.expect("a project");
    let base = Base::new(&tree, fonts);
    let jobs = plan(&project, &ReviewStatuses::of(&project, today), &mut sink).jobs;
    let stopwatch = Stopwatch::stopped();
    let shared = Shared { base: &base, sources: &sources, asked: &[], sight: Sight::Frames, stopwatch: &stopwatch };
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let named = |part: &str| -> Vec<Bench> {
        jobs.iter().filter(|job| job.stem().contains(part)).map(|job| Bench { shared: &shared, job }).collect()
    };
    if let [part, way, count] = args.as_slice() {
        let benches = named(part);
        let sets: Vec<Fitted> = benches.iter().map(Bench::ours).collect();
        let count = count.parse().expect("a number");
        for (bench, set) in benches.iter().zip(&sets).cycle().take(count) {
            if way == "audit" {
                bench.audit(&set.document, &set.pages, Sight::Frames);
            } else {
                bench.once(way, &set.document);
            }
        }
        return;
    }
    println!(
        "ms of CPU, the least of {ROUNDS}; settings tried x runs of the layout, ours/plain; \"ink\" is an audit that looks at pixels; \"all\" is with audit and PDF\n"
    );
    println!(
        "{:<44} {:>6} {:>5} {:>6} {:>5} {:>5} {:>5} {:>5}  {:>5} {:>5} {:>5} {:>5} {:>5}",
        "", "pages", "runs", "ours", "plain", "/page", "plain", "ratio", "audit", "ink", "PDF", "plain", "all"
    );
    for product in [Product::Leaflet, Product::LargePrint, Product::Booklet, Product::Trifold] {
        for paper in [Paper::Letter, Paper::A4] {
            let part = format!("-{}-{}", product.as_str(), paper.as_str());
            if args.first().is_none_or(|arg| part.contains(arg.as_str())) {
                rows(&named(&part));
            }
        }
    }
}
