//! The plan: sorted jobs, none of which writes where another does.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Finding, Sink};
use crate::document::Job;
use crate::model::fact::review_id;
use crate::model::{Clinic, Paper, Product, Project, Strings, Text, rich};
use crate::review::state::{Subject, evaluate};

/// What was asked for; empty lists mean everything.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Ids of guides and worksheets.
    pub ids: Vec<String>,
    /// Languages.
    pub langs: Vec<String>,
    /// Products.
    pub products: Vec<Product>,
    /// Clinics.
    pub clinics: Vec<String>,
    /// Papers.
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

    fn wants(&self, job: &Job) -> bool {
        fn any<T: PartialEq>(list: &[T], value: &T) -> bool {
            list.is_empty() || list.contains(value)
        }
        any(&self.ids, &job.text.head.id)
            && any(&self.langs, &job.text.head.lang)
            && any(&self.products, &job.product)
            && any(&self.clinics, &job.clinic.id)
            && any(&self.papers, &job.paper)
    }
}

/// A text that cannot be made for a clinic, because a file has errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Id of the text.
    pub id: String,
    /// Language.
    pub lang: String,
    /// Clinic.
    pub clinic: String,
    /// Why.
    pub reason: String,
}

/// What a project makes.
#[derive(Clone, Debug, Default)]
pub struct Plan<'a> {
    /// The jobs, sorted by output path.
    pub jobs: Vec<Job<'a>>,
    /// What would be made if files had no errors.
    pub blocked: Vec<Blocked>,
}

/// Every job of the project that is selected.
pub fn plan<'a>(project: &'a Project, selection: &Selection, today: chrono::NaiveDate, sink: &mut Sink) -> Plan<'a> {
    let people = |id: &str| project.people.get(id).cloned();
    let none = Vec::new();
    let signed = |id: &str, lang: &str| project.sign_offs.get(&(id.to_owned(), lang.to_owned())).unwrap_or(&none);
    let judge = |subject: Subject| evaluate(subject, signed(&subject.id(), subject.lang()), &people, today);
    let facts: BTreeMap<_, _> =
        project.facts.iter().map(|(key, facts)| (key, (facts, judge(Subject::Facts(facts))))).collect();
    let (mut jobs, mut blocked) = (Vec::new(), Vec::new());
    let mut block = |id: &str, lang: &str, clinic: &str, reason: &str| {
        let any = |list: &[String], value: &str| list.is_empty() || list.iter().any(|v| v == value);
        if any(&selection.ids, id) && any(&selection.langs, lang) && any(&selection.clinics, clinic) {
            let [id, lang, clinic, reason] = [id, lang, clinic, reason].map(str::to_owned);
            blocked.push(Blocked { id, lang, clinic, reason });
        }
    };
    let mut lacking = BTreeSet::new();
    let facts_ids: BTreeSet<String> = project.clinics.values().map(|c| review_id(&c.region)).collect();
    for (id, lang) in project.broken.iter().filter(|(id, _)| !facts_ids.contains(id)) {
        for clinic in &project.settings.clinics {
            block(id, lang, clinic, "its file has errors");
        }
    }
    for text in project.texts.values() {
        let head = &text.head;
        let standing = judge(Subject::Text(text));
        let needed = needed_facts(text);
        for id in &project.settings.clinics {
            let (Some(clinic), Some(strings)) = (project.clinics.get(id), project.strings.get(&head.lang)) else {
                block(&head.id, &head.lang, id, "the clinic's file or the labels of the language have errors");
                continue;
            };
            let region = (clinic.region.clone(), head.lang.clone());
            if !needed.is_empty() && project.broken.contains(&(review_id(&clinic.region), head.lang.clone())) {
                block(&head.id, &head.lang, id, "the facts have errors");
                continue;
            }
            let own = facts.get(&region).filter(|_| !needed.is_empty());
            let missing: Vec<&str> =
                needed.iter().map(String::as_str).filter(|id| own.is_none_or(|(f, _)| f.get(id).is_none())).collect();
            let numberless: Vec<&str> = numbers(text)
                .into_iter()
                .filter(|id| own.is_some_and(|(f, _)| f.get(id).is_some_and(|f| f.number.is_none())))
                .collect();
            if !missing.is_empty() || !numberless.is_empty() {
                if lacking.insert((text.file.as_str(), clinic.region.as_str())) {
                    sink.push(missing_facts(text, clinic, &missing, &numberless));
                }
                block(&head.id, &head.lang, id, "its clinic's region lacks facts that it prints");
                continue;
            }
            for product in Product::ALL.iter().copied().filter(|product| makes(project, text, *product)) {
                for paper in project.settings.papers.iter().copied() {
                    let job = Job {
                        text,
                        product,
                        clinic,
                        paper,
                        strings,
                        facts: own.map(|(f, s)| (*f, s.clone())),
                        standing: standing.clone(),
                        publisher: &project.settings.publisher,
                        also: also(project, text, strings, product),
                        thickness: project.settings.thickness,
                    };
                    if selection.wants(&job) {
                        jobs.push(job);
                    }
                }
            }
        }
    }
    jobs.sort_by_key(Job::stem);
    Plan { jobs, blocked }
}

/// The ids of all facts that a text prints.
fn needed_facts(text: &Text) -> BTreeSet<String> {
    let named = text.blocks().into_iter().flat_map(|b| rich::fact_ids(std::slice::from_ref(b)));
    let demanded = text.head.topics.iter().flat_map(|t| {
        let d = t.demands();
        [d.lines, d.first_aid, d.in_text, d.emergency_line].concat()
    });
    named.chain(demanded.map(str::to_owned)).collect()
}

/// The ids of facts of which a text prints the number.
fn numbers(text: &Text) -> BTreeSet<&str> {
    fn walk<'a>(content: &'a [rich::Inline], ids: &mut BTreeSet<&'a str>) {
        for inline in content {
            match inline {
                rich::Inline::FactNumber(id) => drop(ids.insert(id)),
                rich::Inline::Strong(c) | rich::Inline::Emph(c) | rich::Inline::Link { content: c, .. } => walk(c, ids),
                rich::Inline::Text(_) => {}
            }
        }
    }
    let mut ids = BTreeSet::new();
    for block in text.blocks() {
        block.inlines(&mut |content| walk(content, &mut ids));
    }
    ids
}

fn missing_facts(text: &Text, clinic: &Clinic, missing: &[&str], numberless: &[&str]) -> Finding {
    let list = |ids: &[&str]| crate::diag::list(ids.iter().copied());
    let (region, lang) = (&clinic.region, &text.head.lang);
    let place = format!("the region `{region}` of the clinic `{}`", clinic.id);
    let number = if numberless.len() == 1 { "has no number" } else { "have no number" };
    let (message, hint) = match (missing, numberless) {
        (missing, []) => (format!("{place} has no {} in the language `{lang}`", list(missing)), "add them"),
        ([], ids) => (format!("{} {number} in {place}, in the language `{lang}`", list(ids)), "add `number:`"),
        (missing, ids) => (
            format!("{place} has no {} in the language `{lang}`, and {} {number}", list(missing), list(ids)),
            "add what is missing",
        ),
    };
    Finding::new(Code::MissingFact, message).at(&text.file, 0..0).hint(format!(
        "{hint} to `sources/facts/{region}.{lang}.yaml`, or correct the clinic's `region:`; another country's number is never used instead"
    ))
}

fn also(project: &Project, text: &Text, strings: &Strings, product: Product) -> Vec<String> {
    let others = project.texts.keys().filter(|(id, lang)| *id == text.head.id && *lang != text.head.lang);
    let names: Vec<&str> =
        others.filter_map(|(_, lang)| project.strings.get(lang).map(|s| s.get("language_name"))).collect();
    let large = Product::LargePrint;
    let languages = (!names.is_empty()).then(|| format!("{} {}", strings.get("also_in"), names.join(", ")));
    let is_large = product != large && makes(project, text, large);
    languages.into_iter().chain(is_large.then(|| strings.get("large_print").to_owned())).collect()
}

/// Whether a project makes a product of a text.
fn makes(project: &Project, text: &Text, product: Product) -> bool {
    text.fits(product)
        && project.settings.products.contains(&product)
        && text.products.as_ref().is_none_or(|list| list.contains(&product))
}
