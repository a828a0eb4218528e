//! What paper costs: sheets beside the compile they are made from, a long booklet, every product of a guide.
//! `cargo bench --profile dev --bench paper` prints a table; run it on an idle machine, twice, and compare rows of one run.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

use std::path::Path;
use std::time::{Duration, Instant};

use handout::audit::Sight;
use handout::diag::Sink;
use handout::document::Job;
use handout::engine::Base;
use handout::engine::fonts::Fonts;
use handout::job::{Options, Outcome, Shared, Stopwatch, WantedTargets, batch, build_document, load, plan};
use handout::model::Project;
use handout::model::{OutputTarget, Paper, Product};
use handout::project::Tree;
use handout::review::statuses::ReviewStatuses;
use handout::source::Sources;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of each measurement; the median counts.
const ROUNDS: usize = 15;

fn row(what: &str, figure: &str) {
    println!("{what:<68} {figure:>14}");
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}

fn clock() -> Stopwatch {
    let start = Instant::now();
    Stopwatch(Box::new(move || start.elapsed()))
}

/// A project with what all its documents share.
struct Loaded {
    project: Project,
    base: Base,
    sources: Sources,
}

fn loaded(tree: &Tree) -> Loaded {
    let fonts = Fonts::load(tree);
    let today = "2026-12-01".parse().expect("a date");
    let mut sink = Sink::default();
    let (project, sources) = load(tree, &fonts, today, &mut sink);
    assert!(!sink.has_errors(), "{:?}", sink.into_sorted());
    Loaded { project: project.expect("a project"), base: Base::new(tree, fonts), sources }
}

fn jobs(project: &Project) -> Vec<Job<'_>> {
    let reviews = ReviewStatuses::of(project, "2026-12-01".parse().expect("a date"));
    plan(project, &reviews, &mut Sink::default()).jobs
}

fn printed(asked: &[OutputTarget]) -> WantedTargets {
    WantedTargets { asked: asked.to_vec(), ..WantedTargets::default() }
}

/// The median of what each step took: compile, audit, sheets, export.
fn took(loaded: &Loaded, job: &Job, options: &Options, rounds: usize) -> ([Duration; 4], usize) {
    let stopwatch = clock();
    let shared = Shared {
        base: &loaded.base,
        sources: &loaded.sources,
        asked: &[],
        sight: Sight::Frames,
        stopwatch: &stopwatch,
    };
    let mut pages = 0;
    let runs: Vec<[Duration; 4]> = (0..rounds)
        .map(|_| {
            let mut sink = Sink::default();
            let Outcome::Built(document) = build_document(job, &shared, options, &mut sink) else {
                panic!("{:?}", sink.into_sorted())
            };
            pages = document.pages;
            document.took
        })
        .collect();
    let median = |step: usize| {
        let mut all: Vec<Duration> = runs.iter().map(|run| run[step]).collect();
        all.sort_unstable();
        all[all.len() / 2]
    };
    ([0, 1, 2, 3].map(median), pages)
}

/// The shipped guide with its sections over and over, under ids of their own.
fn long(tree: &Tree, times: usize) -> Tree {
    let path = "sources/guides/heroin-family-support/en.yaml";
    let text = String::from_utf8_lossy(&tree.get(path).expect("it ships").bytes).into_owned();
    let from = text.find("sections:\n").expect("sections") + "sections:\n".len();
    let to = text.find("\nfaq:").expect("questions") + 1;
    let sections: String =
        (0..times).map(|n| text[from..to].replace("  - id: ", &format!("  - id: again-{n}-"))).collect();
    let mut tree = tree.clone();
    tree.insert(path, [&text[..from], &sections, &text[to..]].concat());
    tree
}

/// The most memory that this process has had, where the system tells.
#[cfg(target_os = "linux")]
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}

#[cfg(not(target_os = "linux"))]
fn peak() -> Option<u64> {
    None
}

fn main() {
    let tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository can be read");
    let shipped = loaded(&tree);
    let all = jobs(&shipped.project);
    let is_asked =
        |j: &&Job| j.text.head.id == "heroin-family-support" && j.text.head.lang == "en" && j.paper == Paper::Letter;
    println!("heroin-family-support, English, Letter; sheets are composed and held against their pages");
    for product in [Product::Trifold, Product::Booklet, Product::Card] {
        let job = all.iter().filter(is_asked).find(|j| j.product == product).expect("it is made");
        let office = Options { export: true, prints: printed(&[OutputTarget::Office]), ..Options::default() };
        let press = Options { prints: printed(&[OutputTarget::Press]), ..office.clone() };
        let reading = Options { prints: printed(&[]), ..office.clone() };
        let name = product.as_str();
        let ([compile, _, _, read], _) = took(&shipped, job, &reading, ROUNDS);
        row(&format!("{name}: compile, with copy-fitting"), &ms(compile));
        for (kind, options) in [("office", &office), ("press", &press)] {
            let ([_, _, sheets, export], _) = took(&shipped, job, options, ROUNDS);
            let share = 100.0 * sheets.as_secs_f64() / compile.as_secs_f64();
            row(
                &format!("{name}, {kind}: sheets (limit 10 % of the compile)"),
                &format!("{} {share:.1} %", ms(sheets)),
            );
            row(&format!("{name}, {kind}: export of the sheets"), &ms(export.saturating_sub(read)));
        }
    }

    println!("\nevery product of heroin-family-support, English and Spanish, Letter and A4, two workers");
    let mine: Vec<Job> = all.iter().filter(|j| j.text.head.id == "heroin-family-support").cloned().collect();
    let stopwatch = clock();
    let shared = Shared {
        base: &shipped.base,
        sources: &shipped.sources,
        asked: &[],
        sight: Sight::Frames,
        stopwatch: &stopwatch,
    };
    let options = Options { jobs: 2, export: true, prints: printed(&[OutputTarget::Office]) };
    let mut runs: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            batch(&mine, &shared, &options, |_| ());
            start.elapsed()
        })
        .collect();
    runs.sort_unstable();
    row(&format!("{} documents with their office sheets (limit 1000 ms)", mine.len()), &ms(runs[2]));

    println!("\na booklet of about 400 pages, Letter");
    let long = loaded(&long(&tree, 86));
    let jobs = jobs(&long.project);
    let job = jobs.iter().filter(is_asked).find(|j| j.product == Product::Booklet).expect("it is made");
    let set = Options { export: false, prints: printed(&[]), ..Options::default() };
    took(&long, job, &set, 1);
    let compiled = peak();
    let ([compile, audit, sheets, export], pages) = took(&long, job, &options, 3);
    row("pages", &pages.to_string());
    row("compile", &ms(compile));
    row("audit", &ms(audit));
    row("sheets, with their audit", &ms(sheets));
    row("export, to read and for the office", &ms(export));
    row("beyond the compile (limit 2000 ms)", &ms(audit + sheets + export));
    if let (Some(compiled), Some(all)) = (compiled, peak()) {
        row("most memory of compile and audit alone", &format!("{compiled} MiB"));
        row("most memory with sheets and export (limit 400 MB beyond)", &format!("{all} MiB"));
    }
}
