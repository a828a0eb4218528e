//! What forms cost: placeholders to fields, filling, reading back, flattening. `cargo bench --profile dev --bench forms`
//! prints a table; run it on an idle machine, twice, and compare rows of one run.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

use std::path::Path;
use std::time::{Duration, Instant};

use handout::acroform::names::FieldValues;
use handout::acroform::read;
use handout::acroform::write;
use handout::answers::cell::{Input, cells};
use handout::answers::complete::{FillOptions, Template};
use handout::answers::{extract, open};
use handout::diag::Sink;
use handout::document::products::fit_ladder;
use handout::document::{Document, Form};
use handout::engine::Base;
use handout::engine::fonts::Fonts;
use handout::job::{Selection, load, plan};
use handout::model::{CellType, Entry, Product};
use handout::pdf::file::File;
use handout::pdf::{FileKind, Stamp, export_objects};
use handout::project::Tree;
use handout::questions::schema::FormSchema;
use handout::review::statuses::ReviewStatuses;

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
fn answers(schema: &FormSchema) -> FieldValues {
    let mut raw = FieldValues::new();
    for cell in cells(schema) {
        let words = match cell.takes {
            CellType::Words(Entry::Date) => "2026-12-03".to_owned(),
            CellType::Words(Entry::Time) => "14:30".to_owned(),
            CellType::Words(Entry::Phone) => "(555) 010-0199".to_owned(),
            CellType::Words(Entry::Number) | CellType::Scale { .. } => "7".to_owned(),
            CellType::Words(Entry::Words | Entry::Lines) => "We will call".to_owned(),
            CellType::Tick | CellType::YesNo => "yes".to_owned(),
            CellType::Ticks(options) | CellType::One(options) => {
                options.first().map(|o| o.id.clone()).unwrap_or_default()
            }
        };
        cell.write(&schema.lang, &Input::Words(words), &mut raw).expect("answers that the form takes");
    }
    raw
}

fn pages(base: &Base, document: &Document) -> typst_layout::PagedDocument {
    let data = handout::engine::data::data(document, &base.families());
    handout::engine::compile::compile(base, document.job, &data, &mut Sink::default()).expect("pages")
}

fn main() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project");
    let fonts = Fonts::load(&tree);
    let mut sink = Sink::default();
    let project = load(&tree, &fonts, today, &mut sink).0.expect("the project");
    let selection = Selection {
        ids: vec!["intervention-plan".to_owned()],
        langs: vec!["en".to_owned()],
        products: vec![Product::Worksheet],
        ..Selection::default()
    };
    let plan = plan(&project, &ReviewStatuses::of(&project, today), &mut sink).select(&selection);
    let job = plan.jobs.first().expect("a worksheet");
    let base = Base::new(&tree, fonts);
    let font = base.field_font().expect("the font of fields").clone();
    let said = Document::compose(job, fit_ladder(job.product)[0]).expect("a language with sentences");
    let document = pages(&base, &said);
    let Form { schema, controls } = said.form.clone().expect("questions");
    let places: usize = controls.iter().map(|c| c.places.len()).sum();
    let stamp = Stamp { file: "bench", identifier: "bench", issued: today };
    let exported = export_objects(&document, FileKind::Reading, stamp, &mut Sink::default()).expect("a PDF");

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
    let fill = |flatten| {
        let options = FillOptions { flatten, ..FillOptions::new("bench") };
        template.fill(raw.clone(), options, &mut Sink::default()).expect("a filled form")
    };
    row("fill, in memory, one thread", &ms(median(|| drop(fill(false)))));
    row("fill and flatten", &ms(median(|| drop(fill(true)))));
    let filled = fill(false);
    row(
        "extract, in memory, one thread",
        &ms(median(|| {
            let mut sink = Sink::default();
            let (_, found) = open::open("bench", &filled, &mut sink).expect("a form");
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
