//! What browsers are shown: for each document that one looks at, its last pages, and what is wrong with it now.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tokio::sync::{Notify, watch};

use super::answer::{Drawn, ListedView, MadePages, Review, SeenAnswer};

/// How many documents are kept up to date: those that were looked at last.
const VIEWS: usize = 32;

/// What browsers are shown.
pub(super) struct Desk {
    shown: Mutex<Shown>,
    /// Counts what there is to see: whoever waits for more is woken.
    pub(super) turns: watch::Sender<u64>,
    /// Wakes whoever makes pages.
    pub(super) work: Notify,
}

#[derive(Default)]
struct Shown {
    documents: Vec<ListedView>,
    /// The stem of the document that is shown where none is named, once that is known.
    first: Option<String>,
    /// By the stem of the document; the empty one is the first of the project, until its stem is known.
    views: BTreeMap<String, Seen>,
    /// Their stems, that which was asked for last at the end.
    asked: Vec<String>,
    /// The SVG files of pages, by digest.
    drawings: BTreeMap<String, Arc<[u8]>>,
    /// The review of each document when it was first looked at.
    before: BTreeMap<String, Review>,
    version: u64,
}

/// A document as it was last seen.
#[derive(Default)]
struct Seen {
    version: u64,
    state: Value,
    /// Digests of its drawings.
    drawings: Vec<String>,
    /// Whether its files changed since.
    is_due: bool,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { shown: Mutex::default(), turns: watch::Sender::new(0), work: Notify::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Files changed: everything that is looked at is due.
    pub(super) fn changed(&self) {
        self.lock().views.values_mut().for_each(|seen| seen.is_due = true);
        self.work.notify_one();
    }

    /// The state of a document, where it is newer than a version; asks for it otherwise.
    pub(super) fn state(&self, view: &str, since: u64) -> Option<String> {
        let mut shown = self.lock();
        let view = match &shown.first {
            Some(first) if view.is_empty() => first.clone(),
            Some(_) | None => view.to_owned(),
        };
        shown.ask(&view);
        let seen = shown.views.entry(view.clone()).or_insert_with(|| Seen { is_due: true, ..Seen::default() });
        if seen.is_due {
            self.work.notify_one();
        }
        (seen.version > since).then(|| seen.state.to_string())
    }

    /// The SVG file of a page.
    pub(super) fn drawing(&self, digest: &str) -> Option<Arc<[u8]>> {
        self.lock().drawings.get(digest).cloned()
    }

    /// The digests of the drawings of a document that are here.
    pub(super) fn known(&self, view: &str) -> Vec<String> {
        self.lock().views.get(view).map(|seen| seen.drawings.clone()).unwrap_or_default()
    }

    /// A document that is due, the one that was asked for last first; it is no longer due.
    pub(super) fn take_due(&self) -> Option<String> {
        let mut shown = self.lock();
        let due = shown.asked.iter().rev().find(|view| shown.views.get(*view).is_some_and(|seen| seen.is_due));
        let due = due.cloned()?;
        if let Some(seen) = shown.views.get_mut(&due) {
            seen.is_due = false;
        }
        Some(due)
    }

    /// Takes in what became of a document; `news` is said of it.
    pub(super) fn put(&self, view: &str, answer: SeenAnswer) {
        let version = self.lock().put(view, answer);
        self.tell(version);
    }

    /// Says that pages could not be made for a reason that is no finding.
    pub(super) fn put_problem(&self, view: &str, problem: &str) {
        let version = self.lock().put_problem(view, problem);
        self.tell(version);
    }

    /// Wakes whoever waits, where there is something new.
    fn tell(&self, version: Option<u64>) {
        if let Some(version) = version {
            self.turns.send_replace(version);
        }
    }
}

impl Shown {
    fn ask(&mut self, view: &str) {
        self.asked.retain(|asked| asked != view);
        self.asked.push(view.to_owned());
        while self.asked.len() > VIEWS {
            let old = self.asked.remove(0);
            self.views.remove(&old);
        }
    }

    fn put(&mut self, view: &str, answer: SeenAnswer) -> Option<u64> {
        if !answer.documents.is_empty() {
            self.documents.clone_from(&answer.documents);
        }
        let stem = if answer.view.is_empty() { view.to_owned() } else { answer.view.clone() };
        if view.is_empty() && !stem.is_empty() {
            // From now on it has a name.
            self.first = Some(stem.clone());
            self.ask(&stem);
            self.asked.retain(|asked| !asked.is_empty());
            let seen = self.views.remove(view).unwrap_or_default();
            self.views.entry(stem.clone()).or_insert(seen);
        }
        let view = stem.as_str();
        let before = answer
            .review
            .as_ref()
            .map(|review| self.before.entry(view.to_owned()).or_insert_with(|| review.clone()).clone());
        let review = sentence(answer.review.as_ref(), before.as_ref());
        let is_gone = answer.review.is_none();
        let last = self.views.get(view).map(|seen| seen.state.clone()).unwrap_or_default();
        let (pages, sheets, stale) = match answer.made {
            Some(made) => {
                let drawings = made.pages.iter().chain(&made.sheets).map(|page| page.digest.clone()).collect();
                let (pages, sheets) = self.draw(made);
                self.views.entry(view.to_owned()).or_default().drawings = drawings;
                (pages, sheets, Value::Null)
            }
            None => {
                let why = if is_gone {
                    "These are the last pages of it: it cannot be made now, or is no longer there."
                } else {
                    "These are the last good pages: what was found must be put right first."
                };
                (last["pages"].clone(), last["sheets"].clone(), json!(why))
            }
        };
        let title = if answer.title.is_empty() { last["title"].clone() } else { json!(answer.title) };
        let news = match (answer.errors, answer.findings.len()) {
            (0, 0) => "Pages made anew. Nothing was found.".to_owned(),
            (0, found) => format!("Pages made anew. {} found.", count(found, "thing")),
            (errors, _) => format!("{} to put right.", count(errors, "error")),
        };
        let state = json!({
            "view": view,
            "title": if title.is_null() { json!("handout") } else { title },
            "lang": if answer.lang.is_empty() { last["lang"].clone() } else { json!(answer.lang) },
            "documents": self.documents,
            "pages": or_none(pages),
            "sheets": or_none(sheets),
            "stale": stale,
            "findings": answer.findings,
            "errors": answer.errors,
            "review": review,
            "news": news,
        });
        self.keep(view, state)
    }

    fn put_problem(&mut self, view: &str, problem: &str) -> Option<u64> {
        let mut state = self.views.get(view).map(|seen| seen.state.clone()).unwrap_or_default();
        if state.is_null() {
            state = json!({"view": view, "title": "handout", "lang": "en", "documents": self.documents, "pages": [], "sheets": [],
                "findings": [], "errors": 0, "review": ""});
        }
        state["stale"] = json!(problem);
        state["news"] = json!(problem);
        self.keep(view, state)
    }

    /// Keeps the state of a document, and the drawings that are still shown; the new version, where it is another state.
    fn keep(&mut self, view: &str, mut state: Value) -> Option<u64> {
        if !self.asked.iter().any(|asked| asked == view) {
            // Others were looked at since.
            self.views.remove(view);
            return None;
        }
        let seen = self.views.entry(view.to_owned()).or_default();
        state["version"] = json!(seen.version);
        let is_news = seen.state != state;
        if is_news {
            self.version += 1;
            state["version"] = json!(self.version);
            (seen.version, seen.state) = (self.version, state);
        }
        let used: Vec<&String> = self.views.values().flat_map(|seen| &seen.drawings).collect();
        self.drawings.retain(|digest, _| used.contains(&digest));
        is_news.then_some(self.version)
    }

    /// Keeps the drawings of pages; what is told of them are their digests.
    fn draw(&mut self, made: MadePages) -> (Value, Value) {
        let mut told = |pages: Vec<Drawn>| -> Value {
            pages
                .into_iter()
                .map(|Drawn { digest, drawing, words }| {
                    if let Some(drawing) = drawing {
                        self.drawings.insert(digest.clone(), drawing.into_bytes().into());
                    }
                    json!({"drawing": digest, "words": words})
                })
                .collect()
        };
        (told(made.pages), told(made.sheets))
    }
}

fn or_none(pages: Value) -> Value {
    if pages.is_null() { json!([]) } else { pages }
}

fn count(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// What is known of a review, and what changes did to it since somebody began to look.
fn sentence(now: Option<&Review>, before: Option<&Review>) -> String {
    let Some(now) = now else { return String::new() };
    let said = format!("Review: {}. {}.", now.state, capital(&now.reason));
    match before.filter(|before| before.state != now.state) {
        Some(before) => {
            format!("{said} It was {} when you began to look: your changes made it {}.", before.state, now.state)
        }
        None => said,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
