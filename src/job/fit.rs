//! Copy-fitting: a product of a fixed number of pages is set in declared ways, one after the other, until it fits; what
//! fits in none is said with the text to shorten and by how many words, tried out before it is said.

use typst_layout::PagedDocument;

use super::lost;
use super::options::Shared;
use crate::audit::overflow::{PanelOverflow, overflow};
use crate::audit::reading::{Pages, read};
use crate::diag::{Code, Finding, Severity, Sink, joined, list};
use crate::document::products::{PanelGroup, Remedy, SlotKind, fills_booklet, fit_ladder, page_name, panels};
use crate::document::safety::without_repeats;
use crate::document::shorten::Copy;
use crate::document::{Document, Fit, Job, Placement, Role};
use crate::engine;
use crate::model::{Panel, Product};

/// A document that has room.
pub struct Fitted<'a> {
    /// What it says, in the way in which it is set.
    pub document: Document<'a>,
    /// Its pages.
    pub pages: PagedDocument,
}

/// What came of it.
pub enum Fitting<'a> {
    /// It has room, or no layout says where panels begin: the audit judges that.
    Set(Box<Fitted<'a>>),
    /// It has none, which was said.
    NoRoom,
    /// It cannot be set, which was said.
    Failed,
}

/// Sets a job so that it fits.
pub struct Fitter<'a> {
    /// The job.
    pub job: &'a Job<'a>,
    /// What all jobs share.
    pub shared: &'a Shared<'a>,
}

impl<'a> Fitter<'a> {
    fn set(&self, document: &Document, sink: &mut Sink) -> Option<PagedDocument> {
        let data = engine::data::data(document, &self.shared.base.families());
        engine::compile::compile(self.shared.base, self.job, &data, sink)
    }

    fn panels(&self) -> &'static [PanelGroup] {
        panels(self.job.product, self.job.has_panels())
    }

    /// Sets the text in the first way in which it fits.
    pub fn fit(&self, sink: &mut Sink) -> Fitting<'a> {
        let product = self.job.product;
        let ladder = without_repeats(self.job, fit_ladder(product));
        // By how much the whole text had no room, where it was tried.
        let mut over_whole: Option<String> = None;
        for (turn, fit) in ladder.iter().enumerate() {
            let Some(document) = Document::compose(self.job, *fit) else {
                sink.push(unsupported_language(self.job));
                return Fitting::Failed;
            };
            let is_last = turn + 1 == ladder.len();
            let letters = estimated_letters(&document);
            if !is_last && letters > MOST_LETTERS {
                if fit.whole {
                    over_whole = Some(format!("has about {letters} letters where {MOST_LETTERS} have room"));
                }
                continue;
            }
            let mut said = Sink::default();
            let Some(set) = self.set(&document, &mut said) else {
                sink.extend(said.iter().cloned());
                return Fitting::Failed;
            };
            let fitted = |document, pages| Fitting::Set(Box::new(Fitted { document, pages }));
            if self.panels().is_empty() {
                sink.extend(said.iter().cloned());
                return fitted(document, set);
            }
            let pages = read(&set);
            let overflows = overflow(self.panels(), &set, &pages);
            if let (Product::Booklet, [_, text, notes, _]) = (product, &*overflows)
                && !fills_booklet(text.pages, notes.pages)
            {
                self.say_short(text.pages, notes.pages, sink);
                return Fitting::NoRoom;
            }
            if !overflows.iter().any(PanelOverflow::is_over) {
                sink.extend(said.iter().cloned());
                say_how(&document, &pages, over_whole.as_deref(), sink);
                lost::say_lost(&document, self.shared, sink);
                return fitted(document, set);
            }
            if fit.whole {
                let lines: usize =
                    overflows.iter().filter(|over| over.panel.remedy == Remedy::Texts).map(|o| o.lines).sum();
                over_whole = Some(lines).filter(|lines| *lines > 0).map(|lines| format!("is about {lines} lines over"));
            }
            if is_last {
                self.say_over(&document, &overflows, &pages, sink);
            }
        }
        Fitting::NoRoom
    }

    /// Says that a text is too short for a booklet.
    fn say_short(&self, text: usize, notes: usize, sink: &mut Sink) {
        let job = self.job;
        let asked = self.shared.asks_for(job);
        let counted = |pages: usize| if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        let what = format!(
            "`{}` is not made: between its covers it would have {} of text, and {} for notes",
            job.stem(),
            counted(text),
            counted(notes)
        );
        let severity = if asked { Severity::Error } else { Severity::Hint };
        let found = Finding { severity, ..Finding::new(Code::TooShort, what) }.at(&job.text.file, 0..0);
        sink.push(found.hint(if asked {
            "take it out of `products:`, or ask for the leaflet or the tri-fold, which serve a text as short as this"
        } else {
            "leaflet and tri-fold serve a text as short as this; nothing needs to be done"
        }));
    }

    /// Says what has no room, and what to shorten.
    fn say_over(&self, document: &Document, panels: &[PanelOverflow], pages: &Pages, sink: &mut Sink) {
        let (job, stem) = (self.job, self.job.stem());
        let asked = self.shared.asks_for(job);
        let severity = if asked { Severity::Error } else { Severity::Hint };
        for over in panels.iter().filter(|panel| panel.is_over()) {
            let lines = if over.lines <= 1 { "1 line".to_owned() } else { format!("{} lines", over.lines) };
            let message = format!("`{stem}` has no room: about {lines} over on {}", over.panel.name);
            let finding = || Finding { severity, ..Finding::new(Code::DoesNotFit, message.clone()) };
            let advice = self.advice(document, over, pages);
            if advice.is_empty() {
                sink.push(finding().at(&job.text.file, 0..0).hint(remedy(over.panel.remedy)));
            }
            for Advice { copy, words, page } in advice {
                let (file, place) = self.place(&copy);
                let line = self.shared.sources.line(file, &place);
                let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
                let many = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
                sink.push(finding().at(file, place).hint(format!(
                    "shorten `{}`{line}, on {}, by about {many}{}",
                    copy.source,
                    page_name(job.product, page),
                    if asked { "" } else { "; or leave this product out: name those to make in `products:`" }
                )));
            }
        }
    }

    /// Which texts to shorten by how many words: one of the longest alone where it has the words to give, else all that
    /// are longer than some length. Tried out: with these words cut, it fits.
    fn advice(&self, document: &Document, over: &PanelOverflow, pages: &Pages) -> Vec<Advice> {
        let found = candidates(document, over, pages);
        let Some(most) = found.first().map(|candidate| candidate.words) else { return Vec::new() };
        let fits = |cuts: &[(&Copy, usize)]| {
            let shorter =
                cuts.iter().fold(document.clone(), |document, (copy, words)| document.shortened(copy, *words));
            let Some(set) = self.set(&shorter, &mut Sink::default()) else { return false };
            let overflows = overflow(self.panels(), &set, &read(&set));
            overflows.iter().any(|panel| panel.panel == over.panel && panel.lines == 0)
        };
        // One of the longest texts alone, of which a quarter is to be left: that which is far longer than the others, else
        // that which needs the fewest words less.
        let outlier = found.get(1).is_none_or(|second| most * 2 >= second.words * 3);
        let alone = found.iter().take(if outlier { 1 } else { 3 }).filter_map(|Advice { copy, words, page }| {
            let fewest = first(1, words - (words / 4).max(8).min(*words), |cut| fits(&[(copy, cut)]))?;
            Some(Advice { copy: copy.clone(), words: fewest, page: *page })
        });
        if let Some(one) = alone.min_by_key(|advice| advice.words) {
            return vec![one];
        }
        // All texts down to one length: the greatest that fits.
        let longer = |length: usize| found.iter().filter(move |candidate| candidate.words > length);
        let cuts = |length: usize| longer(length).map(move |c| (&c.copy, c.words - length)).collect::<Vec<_>>();
        let Some(spared) = first(0, most.saturating_sub(8), |spared| fits(&cuts(most - spared))) else {
            return Vec::new();
        };
        let length = most - spared;
        longer(length).map(|c| Advice { words: c.words - length, ..c.clone() }).collect()
    }

    /// Where a text stands in its file.
    fn place(&self, copy: &Copy) -> (&'a str, std::ops::Range<usize>) {
        let file = match &self.job.facts {
            Some((facts, _)) if copy.is_fact => &facts.file,
            _ => &self.job.text.file,
        };
        (file, self.shared.sources.place(file, &copy.source))
    }
}

/// A text to shorten: by how many words, or how many it has, and the page on which it begins.
#[derive(Clone)]
struct Advice {
    copy: Copy,
    words: usize,
    page: usize,
}

/// The texts on a panel that can be shortened, the longest first, with all their words.
fn candidates(document: &Document, over: &PanelOverflow, pages: &Pages) -> Vec<Advice> {
    // Texts that save lives stand on such a panel beside credits that can be shorter.
    if over.panel.remedy == Remedy::Credits {
        return Vec::new();
    }
    let on = |copy: &Copy| {
        let of_copy =
            |run: &&crate::audit::reading::TextRun| run.block.as_ref().is_some_and(|b| copy.printed.holds(&b.path));
        pages.runs.iter().find(of_copy).map(|run| run.page)
    };
    let mut found: Vec<Advice> = document
        .copy()
        .into_iter()
        .filter_map(|copy| {
            let page = on(&copy)?;
            let words = document.word_count(&copy);
            // What began beyond the last panel is said to stand on it.
            let shown = page.min(over.first + over.panel.pages - 1);
            (over.first..over.first + over.pages).contains(&page).then_some(Advice { copy, words, page: shown })
        })
        .collect();
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.words));
    // Words that save lives are not what is cut where others can be.
    if found.iter().any(|candidate| !candidate.copy.is_fact) {
        found.retain(|candidate| !candidate.copy.is_fact);
    } else if over.panel.remedy == Remedy::Worksheets && title_words(document) > 40 {
        return Vec::new();
    }
    found
}

/// The words of the titles of the worksheets that a document names.
fn title_words(document: &Document) -> usize {
    let named = document.slots.iter().filter(|filled| filled.kind == SlotKind::Worksheets);
    let titles = named.flat_map(|filled| &filled.nodes).filter(|node| node.role != Role::Heading);
    titles.map(|node| node.text().split(" · ").map(|title| title.split_whitespace().count()).sum::<usize>()).sum()
}

/// What to do where no text on a panel can be shortened.
fn remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Credits => {
            "the credits and the clinic's lines are too long for it: fewer reviewers, or shorter credentials and roles \
             of them in `sources/people.yaml`; a shorter `funding` or `purpose`, or shorter lines of the clinic"
        }
        Remedy::Worksheets => "fewer `worksheets:`, or shorter titles of them",
        Remedy::Texts => "the texts on it are too long",
    }
}

/// A language in which handout cannot say what was reviewed.
fn unsupported_language(job: &Job) -> Finding {
    let what = format!("handout has no sentences about review in `{}`", job.text.head.lang);
    Finding::new(Code::UnsupportedLanguage, what)
}

/// The letters that the inner panels of a tri-fold take: at 10.5 pt, the smallest size that may be used.
const MOST_LETTERS: usize = 5200;

/// How many letters a text has on the inner panels of a tri-fold, so that one need not be set to know that it has too many.
/// Each block ends half a line early and stands half a line from the next one, which are another 40; a heading is larger,
/// and as much again.
fn estimated_letters(document: &Document) -> usize {
    let is_inner = |place| match place {
        Placement::Pages(from, to) => from >= Panel::InnerFirst.page() && to <= Panel::InnerLast.page(),
        Placement::Flow
        | Placement::Beside
        | Placement::First
        | Placement::Last
        | Placement::Head
        | Placement::Foot => false,
    };
    let sources = |kind| matches!(kind, SlotKind::References);
    let mut letters = 0;
    // Sources may be smaller.
    for node in document.slots.iter().filter(|filled| !sources(filled.kind)).flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if is_inner(node.place) && !node.words.is_empty() {
                let is_heading = matches!(node.role, Role::Heading | Role::Question);
                letters += node.text().chars().count() + if is_heading { 80 } else { 40 };
            }
        });
    }
    letters
}

/// Says how a text was made to fit, and which panels it leaves empty.
fn say_how(document: &Document, pages: &Pages, over_whole: Option<&str>, sink: &mut Sink) {
    let Document { job, fit, .. } = document;
    let (file, stem) = (&job.text.file, job.stem());
    if fit.step > 0 {
        let smaller = if fit.step > 1 { " and smaller letters" } else { "" };
        sink.push(
            Finding::new(Code::CopyFitted, format!("`{stem}` has room only with less space{smaller}"))
                .at(file, 0..0)
                .hint("a shorter text is set larger; nothing needs to be done"),
        );
    }
    let left = document.facts_left_out();
    if !left.is_empty() {
        let message = format!("`{stem}` has no room for the facts {}", list(left));
        let hint = "shorter `brief` texts and answers make room for them; the leaflet and the booklet print them";
        sink.push(Finding::new(Code::FactsLeftOut, message).at(file, 0..0).hint(hint));
    }
    if document.pages.is_some() {
        say_empty(job, *fit, (pages, over_whole), sink);
    }
}

/// Says which panels of a letter-fold are more than half empty, and by how much the whole text was over where briefs stand
/// for it.
fn say_empty(job: &Job, fit: Fit, (pages, over_whole): (&Pages, Option<&str>), sink: &mut Sink) {
    let (file, stem) = (&job.text.file, job.stem());
    let lowest = |page| pages.runs.iter().filter(|r| r.page == page).map(|r| r.height).fold(0.0, f64::max);
    let empty: Vec<usize> = (1..pages.count.saturating_sub(1)).filter(|page| lowest(*page) < 0.5).collect();
    if empty.is_empty() {
        return;
    }
    let names: Vec<String> = empty.iter().map(|page| page_name(job.product, *page)).collect();
    let (all, are) = (joined(&names), if names.len() == 1 { "is" } else { "are" });
    let mut found =
        Finding::new(Code::UnderfullPanel, format!("{all} of `{stem}` {are} more than half empty")).at(file, 0..0);
    if empty.iter().any(|page| *page != Panel::Flap.page()) {
        let longer = if fit.whole { "longer sections" } else { "longer `brief` texts" };
        found = found.hint(format!("{longer} or another question fill inner panels; they may also stay as they are"));
        if let Some(over) = over_whole.filter(|_| !fit.whole) {
            found = found.hint(format!("the whole text {over}; shorter, it is printed instead of the `brief` texts"));
        }
    }
    if empty.contains(&Panel::Flap.page()) {
        found = found.hint("`get_help:` and the titles of `worksheets:` stand on the flap; it may also stay as it is");
    }
    sink.push(found);
}

/// The first number of a range for which something holds that goes on holding, by halving.
fn first(low: usize, high: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    if low > high || !holds(high) {
        return None;
    }
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    Some(high)
}
