//! `handout list`: every text and facts file with title, state, products and pages.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::load::{SaidProject, load_said};
use super::not_built::{EMPTY, is_empty};
use super::text_rows::{Row, UNREADABLE, kind, statuses};
use crate::cli::args::{Format, ListArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::diag::Sink;
use crate::document::Job;
use crate::job;
use crate::manifest::Manifest;
use crate::project::Tree;
use crate::review::statuses::ReviewStatuses;

/// What a text is made into, by its id and language.
type Products<'a> = BTreeMap<(String, String), Vec<&'a Job<'a>>>;

/// Prints the list.
///
/// # Errors
/// Where the project cannot be read.
pub fn run(global: &Global, args: &ListArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let Some(SaidProject { tree, project, exit }) = load_said(global, today, terminal)? else { return Ok(Exit::Usage) };
    let reviews = ReviewStatuses::of(&project, today);
    let rows = statuses(&project, &reviews);
    // `build` says what stands in the way of a plan.
    let plan = job::plan(&project, &reviews, &mut Sink::default());
    let mut products = Products::new();
    for job in &plan.jobs {
        products.entry((job.text.head.id.clone(), job.text.head.lang.clone())).or_default().push(job);
    }
    let built = Manifest::read(&global.root.join("out")).unwrap_or_default();
    let list = ListedTexts { rows: &rows, products: &products, built: &built, broken: &project.broken, tree: &tree };
    match args.format {
        Format::Json => terminal.result(&serde_json::to_string_pretty(&list.json()).unwrap_or_default()),
        Format::Text => {
            table(&list.cells()).iter().for_each(|line| terminal.result(line.trim_end()));
            if is_empty(&project) {
                terminal.result(EMPTY);
            }
        }
    }
    Ok(exit)
}

/// What there is to list.
struct ListedTexts<'a> {
    rows: &'a [Row<'a>],
    products: &'a Products<'a>,
    /// What was built last into `out/`.
    built: &'a Manifest,
    /// Texts whose files have errors.
    broken: &'a std::collections::BTreeSet<(String, String)>,
    tree: &'a Tree,
}

impl<'a> ListedTexts<'a> {
    fn jobs(&self, row: &Row) -> &[&Job<'a>] {
        self.products.get(&(row.subject.id(), row.subject.lang().to_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many pages a document had when it was built last.
    fn pages(&self, job: &Job) -> Option<usize> {
        let entry = self.built.files.get(&job.path(None))?;
        (!entry.is_planned()).then_some(entry.pages)
    }

    /// Products, each with its pages where they were built: the first paper and clinic of it.
    fn products(&self, row: &Row) -> String {
        let mut named: Vec<(&str, Option<usize>)> = Vec::new();
        for job in self.jobs(row) {
            let product = job.product.as_str();
            let pages = self.pages(job);
            match named.iter_mut().find(|(name, _)| *name == product) {
                Some((_, known)) => *known = known.or(pages),
                None => named.push((product, pages)),
            }
        }
        let say = |(name, pages): &(&str, Option<usize>)| pages.map_or((*name).to_owned(), |n| format!("{name} {n}"));
        named.iter().map(say).collect::<Vec<_>>().join(", ")
    }

    /// The table for people, with its head.
    fn cells(&self) -> Vec<Vec<String>> {
        let head = ["text", "lang", "kind", "state", "title", "made into, with pages as built last"];
        let known = self.rows.iter().map(|row| {
            let subject = row.subject;
            let state = row.state().as_str().to_owned();
            let (lang, kind) = (subject.lang().to_owned(), subject.kind().to_owned());
            vec![subject.id(), lang, kind, state, subject.title().to_owned(), self.products(row)]
        });
        let broken = self.broken.iter().map(|(id, lang)| {
            [id.as_str(), lang, kind(self.tree, id, lang), UNREADABLE.0, "-", "-"].map(str::to_owned).to_vec()
        });
        std::iter::once(head.map(str::to_owned).to_vec()).chain(known).chain(broken).collect()
    }

    fn json(&self) -> Value {
        let known = self.rows.iter().map(|row| {
            let subject = row.subject;
            let products: Vec<Value> = self
                .jobs(row)
                .iter()
                .map(|job| {
                    json!({
                        "product": job.product.as_str(),
                        "clinic": job.clinic.id,
                        "paper": job.paper.as_str(),
                        "file": job.path(None),
                        "pages": self.pages(job),
                    })
                })
                .collect();
            json!({
                "id": subject.id(),
                "lang": subject.lang(),
                "kind": subject.kind(),
                "title": subject.title(),
                "revision": subject.revision(),
                "state": row.state().as_str(),
                "products": products,
            })
        });
        let broken = self.broken.iter().map(|(id, lang)| {
            json!({
                "id": id,
                "lang": lang,
                "kind": kind(self.tree, id, lang),
                "title": null,
                "revision": null,
                "state": UNREADABLE.0,
                "products": [],
            })
        });
        json!({"texts": known.chain(broken).collect::<Vec<_>>()})
    }
}
