//! Copy-fitting: a product of a fixed number of pages is set in declared ways, one after the other, until it fits; what
//! fits in none is said with the text to shorten and by how many words, tried out before it is said.

use typst_layout::PagedDocument;

use super::plan::Job;
use super::run::Shared;
use super::shorten::{Cut, Part, parts};
use crate::audit::pages::{Pages, read};
use crate::audit::{Expected, Where, expectations};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::engine::room::{Room, name, rooms};
use crate::engine::{self, Lines};
use crate::impose::order::Panel;
use crate::model::Product;
use crate::model::text::Body;
use crate::review::credit::Credits;
use crate::source::schema::{joined, list};
use crate::source::yaml;

/// A way to set a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Whether sections are printed whole, where there is a choice between them and their briefs.
    pub whole: bool,
    /// Whether the safety facts of the topic are printed that the text itself does not print.
    pub facts: bool,
    /// How close: 0 as designed, then the steps of `layouts/system.typ`.
    pub step: usize,
}

/// The ways of pages that go on as long as the text does.
const LONG: &[Fit] = &[Fit { whole: true, facts: true, step: 0 }];

/// The ways of a tri-fold: the whole text where it has room, else the briefs of its sections with the safety facts of the
/// topic, then closer; without those facts only where they have no room at the closest either.
const TRIFOLD: &[Fit] = &[
    Fit { whole: true, facts: true, step: 0 },
    Fit { whole: false, facts: true, step: 0 },
    Fit { whole: false, facts: true, step: 1 },
    Fit { whole: false, facts: true, step: 2 },
    Fit { whole: false, facts: true, step: 3 },
    Fit { whole: false, facts: false, step: 0 },
    Fit { whole: false, facts: false, step: 1 },
    Fit { whole: false, facts: false, step: 2 },
    Fit { whole: false, facts: false, step: 3 },
];

/// The ways of a product, in the order in which they are tried.
pub fn ways(product: Product) -> &'static [Fit] {
    if product == Product::Trifold { TRIFOLD } else { LONG }
}

/// A document as it was set.
pub struct Fitted {
    /// How.
    pub fit: Fit,
    /// The pages.
    pub document: PagedDocument,
}

/// What came of it.
pub enum Fitting {
    /// It has room, or no layout says where panels begin: the audit judges that.
    Set(Fitted),
    /// It has none, which was said.
    NoRoom,
    /// The layout failed, which was said.
    Failed,
}

/// What is needed to set a text.
pub struct Setting<'a> {
    /// The job.
    pub job: &'a Job<'a>,
    /// What all jobs share.
    pub shared: &'a Shared<'a>,
    /// The composed lines.
    pub lines: &'a Lines,
    /// The credits.
    pub credits: &'a Credits,
}

impl Setting<'_> {
    fn set(&self, job: &Job, fit: Fit, sink: &mut Sink) -> Option<PagedDocument> {
        let data = engine::data::data(job, self.lines, self.credits, &self.shared.base.families(), fit);
        engine::compile::compile(self.shared.base, job, &data, sink)
    }

    /// Sets the text in the first way in which it fits.
    pub fn fit(&self, sink: &mut Sink) -> Fitting {
        let product = self.job.product;
        let ways = ways(product);
        for (turn, fit) in ways.iter().enumerate() {
            if turn + 1 < ways.len() && self.hopeless(*fit) {
                continue;
            }
            let mut said = Sink::default();
            let Some(document) = self.set(self.job, *fit, &mut said) else {
                sink.extend(said.iter().cloned());
                return Fitting::Failed;
            };
            let fitted = |document| Fitting::Set(Fitted { fit: *fit, document });
            if !product.is_fitted() {
                sink.extend(said.iter().cloned());
                return fitted(document);
            }
            let pages = read(&document);
            let rooms = rooms(product, &document, &pages);
            let over: Vec<&Room> = rooms.iter().filter(|r| r.pages > r.allowed).collect();
            if over.is_empty() {
                sink.extend(said.iter().cloned());
                self.say_how(*fit, &pages, sink);
                return fitted(document);
            }
            if turn + 1 == ways.len() {
                self.say_over(*fit, &rooms, &pages, sink);
            }
        }
        Fitting::NoRoom
    }

    /// Whether a text has more letters than the inner panels of a tri-fold take, so that it need not be set to know: at
    /// 10.5 pt, the smallest size that may be used, three of them take about 5,200. Each block ends half a line early and
    /// stands half a line from the next one, which are another 40; a heading is larger, and as much again.
    fn hopeless(&self, fit: Fit) -> bool {
        const MOST: usize = 5200;
        let inner = Where::Pages(Panel::InnerFirst.page(), Panel::InnerLast.page());
        let table = expectations(self.job, self.lines, self.credits, fit);
        // Sources may be smaller.
        let own = table.flow.iter().filter(|e| e.place == inner && !e.path.starts_with("references."));
        let room = |e: &Expected| {
            let heading = [".heading", ".question"].iter().any(|end| e.path.ends_with(end));
            e.text.chars().count() + if heading { 80 } else { 40 }
        };
        own.map(room).sum::<usize>() > MOST
    }

    /// Says how a text was made to fit, and which panels it leaves empty.
    fn say_how(&self, fit: Fit, pages: &Pages, sink: &mut Sink) {
        let (file, stem) = (&self.job.text.file, self.job.stem());
        if fit.step > 0 {
            let smaller = if fit.step > 1 { " and smaller letters" } else { "" };
            sink.push(
                Finding::new(Code::SetCloser, format!("`{stem}` has room only with less space{smaller}"))
                    .at(file, 0..0)
                    .hint("a shorter text is set larger; nothing needs to be done"),
            );
        }
        if self.job.product != Product::Trifold {
            return;
        }
        if let (Body::Guide(guide), Some((facts, _)), false) = (&self.job.text.body, &self.job.facts, fit.facts) {
            let left: Vec<String> = engine::data::safety(self.job, guide, facts, fit);
            if !left.is_empty() {
                let named = list(left.iter().map(String::as_str));
                let message = format!("`{stem}` has no room for the facts {named}");
                let hint =
                    "shorter `brief` texts and answers make room for them; the leaflet and the booklet print them";
                sink.push(Finding::new(Code::FactsLeftOut, message).at(file, 0..0).hint(hint));
            }
        }
        let lowest = |page| pages.runs.iter().filter(|r| r.page == page).map(|r| r.height).fold(0.0, f64::max);
        let empty: Vec<usize> = (1..pages.count.saturating_sub(1)).filter(|page| lowest(*page) < 0.5).collect();
        if empty.is_empty() {
            return;
        }
        let names: Vec<String> = empty.iter().map(|page| name(self.job.product, *page)).collect();
        let (all, are) = (joined(&names), if names.len() == 1 { "is" } else { "are" });
        let mut found =
            Finding::new(Code::HalfEmpty, format!("{all} of `{stem}` {are} more than half empty")).at(file, 0..0);
        if empty.iter().any(|page| *page != Panel::Flap.page()) {
            let longer = if fit.whole { "longer sections" } else { "longer `brief` texts" };
            found =
                found.hint(format!("{longer} or another question fill inner panels; they may also stay as they are"));
        }
        if empty.contains(&Panel::Flap.page()) {
            found = found.hint("`worksheets:` are named on the flap; it may also stay as it is");
        }
        sink.push(found);
    }

    /// Says what has no room, and what to shorten.
    fn say_over(&self, fit: Fit, rooms: &[Room], pages: &Pages, sink: &mut Sink) {
        let (job, stem) = (self.job, self.job.stem());
        let listed = job.text.products.as_ref().is_some_and(|list| list.contains(&job.product));
        let asked = listed || self.shared.asked.contains(&job.product);
        let severity = if asked { Severity::Error } else { Severity::Hint };
        for room in rooms.iter().filter(|r| r.pages > r.allowed) {
            let lines = if room.over <= 1 { "1 line".to_owned() } else { format!("{} lines", room.over) };
            let message = format!("`{stem}` has no room: about {lines} over on {}", room.name);
            let finding = || Finding { severity, ..Finding::new(Code::DoesNotFit, message.clone()) };
            let advice = self.advice(fit, room, pages);
            if advice.is_empty() {
                let what = if room.name == "the back" {
                    "the credits and the clinic's lines are too long for it: fewer reviewers, or shorter credentials and roles \
                     of them in `sources/people.yaml`; a shorter `interests`, or shorter lines of the clinic"
                } else if room.name == "the flap" {
                    "fewer `worksheets:`, or shorter titles of them"
                } else {
                    "the texts on it are too long"
                };
                sink.push(finding().at(&job.text.file, 0..0).hint(what));
            }
            for (part, words, page) in advice {
                let (file, range) = self.place(&part);
                let line =
                    self.shared.files.get(&file).map(|text| text[..range.start.min(text.len())].lines().count().max(1));
                let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
                let many = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
                sink.push(finding().at(&file, range).hint(format!(
                    "shorten `{}`{line}, on {}, by about {many}{}",
                    part.path(),
                    name(job.product, page),
                    if asked { "" } else { "; or leave this product out: name those to make in `products:`" }
                )));
            }
        }
    }

    /// Which texts to shorten by how many words, and the page that each begins on: one of the longest alone where it has
    /// the words to give, else all that are longer than some length. Tried out: with these words cut, it fits.
    fn advice(&self, fit: Fit, room: &Room, pages: &Pages) -> Vec<(Part, usize, usize)> {
        let on = |part: &Part| {
            let prefix = part.printed();
            pages.runs.iter().find(|r| {
                r.block.as_ref().is_some_and(|b| b.path == prefix || b.path.starts_with(&format!("{prefix}.")))
            })
        };
        let end = room.first + room.pages;
        let mut whole =
            Cut { text: self.job.text.clone(), facts: self.job.facts.as_ref().map(|(facts, _)| (*facts).clone()) };
        // Texts that save lives stand on the back of a tri-fold beside credits that can be shorter.
        if self.job.product == Product::Trifold && room.name == "the back" {
            return Vec::new();
        }
        let mut found: Vec<(Part, usize, usize)> = parts(self.job, fit.whole)
            .into_iter()
            .filter_map(|part| {
                let page = on(&part)?.page;
                // What began beyond the last panel is said to stand on it.
                (room.first..end)
                    .contains(&page)
                    .then(|| (part.words(&mut whole), part, page.min(room.first + room.allowed - 1)))
            })
            .map(|(words, part, page)| (part, words, page))
            .collect();
        found.sort_by_key(|(_, words, _)| std::cmp::Reverse(*words));
        // Words that save lives are not what is cut where others can be.
        if found.iter().any(|(part, ..)| !part.is_fact()) {
            found.retain(|(part, ..)| !part.is_fact());
        } else if room.name == "the flap" && self.titles() > 40 {
            return Vec::new();
        }
        let Some(most) = found.first().map(|(_, words, _)| *words) else { return Vec::new() };
        let over = |cuts: &[(Part, usize)]| {
            let mut cut = whole.clone();
            cuts.iter().for_each(|(part, words)| part.cut(&mut cut, *words));
            let facts = cut.facts.as_ref().zip(self.job.facts.as_ref()).map(|(f, (_, standing))| (f, standing.clone()));
            let job = Job { text: &cut.text, facts, ..self.job.clone() };
            let document = self.set(&job, fit, &mut Sink::default())?;
            let pages = read(&document);
            let rooms = rooms(job.product, &document, &pages);
            rooms.iter().find(|r| r.name == room.name).map(|r| r.over)
        };
        let fits = |cuts: &[(Part, usize)]| over(cuts) == Some(0);
        // One of the longest texts alone, of which a quarter is to be left: that which is far longer than the others, else
        // that which needs the fewest words less.
        let outlier = found.get(1).is_none_or(|(_, second, _)| most * 2 >= second * 3);
        let alone = found.iter().take(if outlier { 1 } else { 3 }).filter_map(|(part, words, page)| {
            let fewest = first(1, words - (words / 4).max(8).min(*words), |cut| fits(&[(part.clone(), cut)]))?;
            Some((part.clone(), fewest, *page))
        });
        if let Some(one) = alone.min_by_key(|(_, words, _)| *words) {
            return vec![one];
        }
        // All texts down to one length: the greatest that fits.
        let cuts = |length: usize| -> Vec<(Part, usize)> {
            let longer = found.iter().filter(|(_, words, _)| *words > length);
            longer.map(|(part, words, _)| (part.clone(), words - length)).collect()
        };
        let Some(spared) = first(0, most.saturating_sub(8), |spared| fits(&cuts(most - spared))) else {
            return Vec::new();
        };
        let page = |part: &Part| found.iter().find(|(p, ..)| p == part).map_or(room.first, |(.., page)| *page);
        cuts(most - spared)
            .into_iter()
            .map(|(part, words)| {
                let page = page(&part);
                (part, words, page)
            })
            .collect()
    }

    /// The words of the worksheets that are named on a flap.
    fn titles(&self) -> usize {
        let Body::Guide(guide) = &self.job.text.body else { return 0 };
        guide.worksheets.iter().map(|w| w.title.split_whitespace().count()).sum()
    }

    /// Where a text stands in its file.
    fn place(&self, part: &Part) -> (String, std::ops::Range<usize>) {
        let file = part.file(self.job);
        let root = self.shared.files.get(file).and_then(|text| yaml::parse(file, text, &mut Sink::default()));
        (file.to_owned(), root.as_ref().and_then(|root| part.find(root)).unwrap_or(0..0))
    }
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
