//! What forms cost: placeholders to fields, filling, reading back, flattening. `cargo bench --profile dev --bench forms`
//! prints a table; run it on an idle machine, twice, and compare rows of one run.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

use std::path::Path;
use std::time::{Duration, Instant};

use handout::diag::Sink;
use handout::engine::fonts::Fonts;
use handout::engine::{Base, lines};
use handout::form::answers::{Given, Raw, Takes, cells};
use handout::form::plan::{Entry, controls};
use handout::form::schema::Schema;
use handout::form::settle::Template;
use handout::form::{extract, read, write};
use handout::job::{Job, Selection, plan};
use handout::model::Product;
use handout::pdf::file::File;
use handout::project::Tree;
use handout::review::credit;
use handout::source::load::{Context, load};

/// Rounds of each measurement; the median counts.
const ROUNDS: usize = 30;

fn median(mut work: impl FnMut()) -> Duration {
    let mut took: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    took.sort_unstable();
    took[ROUNDS / 2]
}

fn row(what: &str, figure: &str) {
    println!("{what:<64} {figure:>14}");
}

fn ms(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1000.0)
}

/// An answer of every kind, wherever there is room for one.
fn answers(schema: &Schema) -> Raw {
    let mut raw = Raw::new();
    for cell in cells(schema) {
        let words = match cell.takes {
            Takes::Words(Entry::Date) => "2026-12-03".to_owned(),
            Takes::Words(Entry::Phone) => "(555) 010-0199".to_owned(),
            Takes::Words(Entry::Number) | Takes::Scale => "7".to_owned(),
            Takes::Words(Entry::Words) => "We will call".to_owned(),
            Takes::Tick => "yes".to_owned(),
            Takes::Ticks(options) | Takes::One(options) => options.first().map(|o| o.id.clone()).unwrap_or_default(),
        };
        cell.write(&schema.lang, &Given::Words(words), &mut raw).expect("answers that the form takes");
    }
    raw
}

fn pages(base: &Base, job: &Job) -> typst_layout::PagedDocument {
    let lines = lines(job);
    let credits = credit::credits(&job.text.head, job.judged(), job.clinic, job.publisher).expect("sentences");
    let data = handout::engine::data::data(job, &lines, &credits, &base.families(), handout::job::ways(job.product)[0]);
    handout::engine::compile::compile(base, job, &data, &mut Sink::default()).expect("pages")
}

fn main() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project");
    let fonts = Fonts::load(&tree);
    let mut sink = Sink::default();
    let project = load(&tree, &Context { covers: &|c| fonts.covers(c), today }, &mut sink).expect("the project");
    let selection = Selection {
        ids: vec!["intervention-plan".to_owned()],
        langs: vec!["en".to_owned()],
        products: vec![Product::Worksheet],
        ..Selection::default()
    };
    let plan = plan(&project, &selection, today, &mut sink);
    let job = plan.jobs.first().expect("a worksheet");
    let base = Base::new(&tree, fonts);
    let font = base.field_font().expect("the font of fields").clone();
    let document = pages(&base, job);
    let schema = Schema::of(job.text).expect("questions");
    let controls = controls(&schema, job.strings);
    let places: usize = controls.iter().map(|c| c.places.len()).sum();
    let exported = handout::pdf::export(job, &document, &mut Sink::default()).expect("a PDF");

    println!("{}, {} fields at {places} places, {} pages\n", schema.form, controls.len(), document.pages().len());
    let mut form = exported.clone();
    write::write(&mut form, &schema, &controls, &font).expect("a form");
    let (plain, bytes) = (exported.write(), form.write());
    row("fields added to the PDF", &format!("{:.1} KB", (bytes.len() - plain.len()) as f64 / 1024.0));
    let copy = median(|| drop(exported.clone()));
    let both = median(|| {
        let mut form = exported.clone();
        write::write(&mut form, &schema, &controls, &font).expect("a form");
    });
    row("placeholders to fields", &ms(both.saturating_sub(copy)));
    let (before, after) = (median(|| drop(exported.write())), median(|| drop(form.write())));
    row("and longer to write", &ms(after.saturating_sub(before)));

    let file = File::read(&bytes).expect("a PDF");
    let found = read::read(&file).expect("a form");
    let embedded = found.embedded.clone().expect("questions");
    let template = Template::new(file, found, embedded, &font).expect("a form");
    let raw = answers(&schema);
    let fill =
        |flat| template.fill("bench", None, raw.clone(), &font, flat, &mut Sink::default()).expect("a filled form");
    row("fill, in memory, one thread", &ms(median(|| drop(fill(false)))));
    row("fill and flatten", &ms(median(|| drop(fill(true)))));
    let filled = fill(false);
    row(
        "extract, in memory, one thread",
        &ms(median(|| {
            let mut sink = Sink::default();
            let (_, found) = extract::open("bench", &filled, &mut sink).expect("a form");
            drop(extract::extract("bench", found, Some(&font), false, &mut sink));
        })),
    );
    let many = 600;
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..many / 2).for_each(|_| drop(fill(false))));
        }
    });
    row("fill, in memory, two threads", &format!("{:.0} a second", f64::from(many) / start.elapsed().as_secs_f64()));
}
