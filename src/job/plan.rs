//! The plan: sorted jobs, none of which writes where another does.

use std::collections::BTreeSet;

use super::needed_facts::Needs;
use crate::diag::{Code, Finding, Sink};
use crate::document::Job;
use crate::model::fact::review_id;
use crate::model::rich::{Inline, each_inline};
use crate::model::text::Body;
use crate::model::{Clinic, ClinicDetail, Facts, Paper, Product, Project, Strings, Text, Withdrawal};
use crate::review::statuses::ReviewStatuses;

/// What was asked for; empty lists mean everything.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Ids of guides and worksheets.
    pub ids: Vec<String>,
    /// Languages, as ISO 639-1 codes.
    pub langs: Vec<String>,
    /// What is made of them.
    pub products: Vec<Product>,
    /// Ids of clinics.
    pub clinics: Vec<String>,
    /// What is printed on.
    pub papers: Vec<Paper>,
}

impl Selection {
    /// Whether everything is asked for.
    pub fn is_all(&self) -> bool {
        self.ids.is_empty()
            && self.langs.is_empty()
            && self.products.is_empty()
            && self.clinics.is_empty()
            && self.papers.is_empty()
    }

    /// Both, of which no list is in both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        fn either<T: Clone>(a: Vec<T>, b: &[T]) -> Vec<T> {
            if a.is_empty() { b.to_vec() } else { a }
        }
        Self {
            ids: either(self.ids, &other.ids),
            langs: either(self.langs, &other.langs),
            products: either(self.products, &other.products),
            clinics: either(self.clinics, &other.clinics),
            papers: either(self.papers, &other.papers),
        }
    }

    /// Whether a file is of what is asked for: those of other texts, languages and clinics are not.
    pub fn concerns(&self, file: &str) -> bool {
        let of_text = |kind: &str| file.strip_prefix(kind).and_then(|rest| rest.split_once('/'));
        if let Some((id, rest)) = of_text("sources/guides/").or_else(|| of_text("sources/worksheets/")) {
            // Pictures are of all languages.
            let lang = rest.strip_suffix(".yaml").unwrap_or_default().to_owned();
            return any(&self.ids, &id.to_owned()) && (lang.is_empty() || any(&self.langs, &lang));
        }
        let named = |folder: &str| file.strip_prefix(folder).and_then(|name| name.strip_suffix(".yaml"));
        if let Some(clinic) = named("sources/clinics/") {
            return any(&self.clinics, &clinic.to_owned());
        }
        if let Some(lang) = named("sources/strings/") {
            return any(&self.langs, &lang.to_owned());
        }
        let is_of = |lang: &str| any(&self.langs, &lang.to_owned());
        if let Some((_, lang)) = named("sources/facts/").and_then(|name| name.rsplit_once('.')) {
            return is_of(lang);
        }
        match named("sources/reviews/").and_then(|name| name.rsplit_once('.')) {
            Some((id, lang)) => is_of(lang) && (id.starts_with("facts-") || any(&self.ids, &id.to_owned())),
            None => true,
        }
    }

    fn wants(&self, job: &Job) -> bool {
        self.names(&job.text.head.id, &job.text.head.lang, &job.clinic.id)
            && any(&self.products, &job.product)
            && any(&self.papers, &job.paper)
    }

    /// Whether a text is asked for, for a clinic.
    fn names(&self, id: &String, lang: &String, clinic: &String) -> bool {
        any(&self.ids, id) && any(&self.langs, lang) && any(&self.clinics, clinic)
    }
}

/// Whether a value is asked for by a list, of which the empty one asks for everything.
fn any<T: PartialEq>(list: &[T], value: &T) -> bool {
    list.is_empty() || list.contains(value)
}

/// A text that cannot be made for a clinic, because a file has errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Id of the text, the same in every language.
    pub id: String,
    /// Its language, as an ISO 639-1 code.
    pub lang: String,
    /// Id of the clinic.
    pub clinic: String,
    /// Why not, for the table of what is not released.
    pub reason: String,
    /// Whether nothing is wrong with it: it was withdrawn.
    pub is_withdrawn: bool,
}

/// What a project makes.
#[derive(Clone, Debug, Default)]
pub struct Plan<'a> {
    /// The jobs, sorted by output path.
    pub jobs: Vec<Job<'a>>,
    /// What would be made if files had no errors.
    pub blocked: Vec<Blocked>,
}

impl<'a> Plan<'a> {
    /// What is asked for of it.
    #[must_use]
    pub fn select(&self, selection: &Selection) -> Self {
        Self {
            jobs: self.jobs.iter().filter(|job| selection.wants(job)).cloned().collect(),
            blocked: self.blocked.iter().filter(|b| selection.names(&b.id, &b.lang, &b.clinic)).cloned().collect(),
        }
    }
}

/// Everything that a project makes.
pub fn plan<'a>(project: &'a Project, reviews: &ReviewStatuses, sink: &mut Sink) -> Plan<'a> {
    let mut planner = Planner { project, reviews, plan: Plan::default(), lacking: BTreeSet::new() };
    planner.block_broken();
    for text in project.texts.values() {
        let needs = Needs::of(text);
        for clinic in &project.settings.clinics {
            if let Err(reason) = planner.add(text, &needs, clinic, sink) {
                planner.block(&text.head.id, &text.head.lang, clinic, &reason);
            }
        }
    }
    let mut plan = planner.plan;
    plan.jobs.sort_by_cached_key(Job::stem);
    plan
}

/// A plan as it grows.
struct Planner<'a, 'r> {
    project: &'a Project,
    reviews: &'r ReviewStatuses<'r>,
    plan: Plan<'a>,
    /// Files of texts, and the regions and clinics that were said to lack what they print: one finding for each pair.
    lacking: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Planner<'a, '_> {
    fn block(&mut self, id: &str, lang: &str, clinic: &str, reason: &str) {
        let is_withdrawn = self.withdrawn(id, lang).is_some();
        let [id, lang, clinic, reason] = [id, lang, clinic, reason].map(str::to_owned);
        self.plan.blocked.push(Blocked { id, lang, clinic, reason, is_withdrawn });
    }

    /// The withdrawal of a text, where it is one for which nothing is made.
    fn withdrawn(&self, id: &str, lang: &str) -> Option<&'a Withdrawal> {
        let withdrawal = self.project.withdrawn.get(&(id.to_owned(), lang.to_owned()));
        withdrawal.filter(|_| !self.project.makes_withdrawn)
    }

    /// Blocks the texts whose files have errors.
    fn block_broken(&mut self) {
        let project = self.project;
        let facts: BTreeSet<String> = project.clinics.values().map(|c| review_id(&c.region)).collect();
        for (id, lang) in project.broken.iter().filter(|(id, _)| !facts.contains(id)) {
            for clinic in &project.settings.clinics {
                self.block(id, lang, clinic, "its file has errors");
            }
        }
    }

    /// Adds the documents of a text for a clinic; an error is why there are none.
    fn add(&mut self, text: &'a Text, needs: &Needs, clinic: &str, sink: &mut Sink) -> Result<(), String> {
        let project = self.project;
        let head = &text.head;
        if let Some(withdrawal) = self.withdrawn(&head.id, &head.lang) {
            return Err(withdrawal.to_string());
        }
        let (Some(clinic), Some(strings)) = (project.clinics.get(clinic), project.strings.get(&head.lang)) else {
            return Err("the clinic's file or the labels of the language have errors".to_owned());
        };
        if !clinic.speaks(&head.lang) {
            return Err("its clinic's file lacks the language".to_owned());
        }
        let facts = match needs.any() {
            true if project.broken.contains(&(review_id(&clinic.region), head.lang.clone())) => {
                return Err("the facts have errors".to_owned());
            }
            true => project.facts.get(&(clinic.region.clone(), head.lang.clone())),
            false => None,
        };
        if let Some(lack) = needs.lack(facts) {
            if self.lacking.insert((&text.file, &clinic.region)) {
                sink.push(lack.finding(text, clinic));
            }
            return Err("its clinic's region lacks facts that it prints".to_owned());
        }
        if let Some(finding) = unsaid(text, facts, clinic) {
            if self.lacking.insert((&text.file, &clinic.id)) {
                sink.push(finding);
            }
            return Err("its clinic does not say what it prints of it".to_owned());
        }
        let Some(text_review) = self.reviews.text(&head.id, &head.lang) else { return Ok(()) };
        let facts =
            facts.and_then(|facts| Some((facts, self.reviews.printed_facts(&head.id, &head.lang, &clinic.region)?)));
        for product in Product::ALL.iter().copied().filter(|product| makes(project, text, *product)) {
            for paper in project.settings.papers.iter().copied() {
                self.plan.jobs.push(Job {
                    text,
                    product,
                    clinic,
                    paper,
                    strings,
                    facts: facts.clone(),
                    text_review: text_review.clone(),
                    publisher: &project.settings.publisher,
                    other_editions: other_editions(project, text, clinic, strings, product),
                    thickness: project.settings.thickness,
                    is_released: false,
                    withdrawn: project.withdrawn.get(&(head.id.clone(), head.lang.clone())),
                    sheet: None,
                });
            }
        }
        Ok(())
    }
}

/// What a text or its facts print of a clinic and the clinic does not say, as a finding at the clinic.
fn unsaid(text: &Text, facts: Option<&Facts>, clinic: &Clinic) -> Option<Finding> {
    let lang = &text.head.lang;
    let own = text.blocks().into_iter();
    let blocks = own.chain(facts.into_iter().flat_map(|facts| &facts.facts).flat_map(|fact| &fact.body));
    let mut missing: Option<ClinicDetail> = None;
    each_inline(blocks, &mut |inline| {
        if let Inline::Clinic(detail) = inline
            && clinic.detail(*detail, lang).is_none()
        {
            missing = Some(*detail);
        }
    });
    let key = missing?.as_str();
    let what = format!("the clinic has no `{key}` in the language `{lang}`, which `{}` prints", text.head.id);
    let hint = format!("add `{key}: {{{lang}: \"...\"}}`, or take `[](clinic:{key})` out of the text");
    Some(Finding::new(Code::MissingKey, what).at(&clinic.file(), 0..0).hint(hint))
}

/// What else a text exists in, beside a product: other languages by their own names, products for other readers.
fn other_editions(project: &Project, text: &Text, clinic: &Clinic, strings: &Strings, product: Product) -> Vec<String> {
    let others = project.texts.keys().filter(|(id, lang)| *id == text.head.id && *lang != text.head.lang);
    let others = others.filter(|(_, lang)| clinic.speaks(lang));
    let names: Vec<&str> =
        others.filter_map(|(_, lang)| project.strings.get(lang).map(|s| s.get("language_name"))).collect();
    let languages = (!names.is_empty()).then(|| format!("{} {}", strings.get("also_in"), names.join(", ")));
    let products = Product::ALL.iter().filter(|other| **other != product && makes(project, text, **other));
    let labels = products.filter_map(|other| other.alternative_label()).map(|label| strings.get(label).to_owned());
    languages.into_iter().chain(labels).collect()
}

/// Why a project makes no document of a product of a text, in words for staff; `None` where it makes one.
pub fn why_not(project: &Project, text: &Text, product: Product) -> Option<String> {
    let (id, name) = (&text.head.id, product.as_str());
    if makes(project, text, product) {
        None
    } else if product.of_worksheets() != matches!(text.body, Body::Worksheet(_)) {
        let kind = if product.of_worksheets() { "worksheets" } else { "guides" };
        Some(format!("a `{name}` is made of {kind}, and `{id}` is none"))
    } else if !project.settings.products.contains(&product) {
        Some(format!("add `{name}` to `products:` in sources/project.yaml, which does not list it"))
    } else if !text.fits(product) {
        Some(format!("a `{name}` needs `topics:` or `get_help:` in `{id}`, from which it has its numbers to call"))
    } else {
        Some(format!("`products:` in the file of `{id}` does not list it"))
    }
}

/// Whether a project makes a product of a text.
fn makes(project: &Project, text: &Text, product: Product) -> bool {
    text.fits(product)
        && project.settings.products.contains(&product)
        && text.products.as_ref().is_none_or(|list| list.contains(&product))
}
