//! Every file of a project to its model; one bad file does not stop the others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::check::{check_clinic, check_facts, check_reviews, check_strings, unknown};
use super::lint::{CLINIC_CLAIMS, Lint, TEXT_CLAIMS};
use super::lower;
use super::raw::{self, SourceKind};
use super::schema;
use super::sources::Sources;
use super::yaml::{self, YamlNode};
use crate::diag::list;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::{self, Clinic, Facts, Person, Project, Settings, SignOff, Strings, Text, date};
use crate::project::{FileOrigin, Tree};

/// What loading needs beside the files.
pub struct Context<'a> {
    /// Whether the fonts draw a character.
    pub covers: &'a dyn Fn(char) -> bool,
    /// The day on which states are judged.
    pub today: NaiveDate,
    /// Whether there are sentences about review in a language.
    pub speaks: &'a dyn Fn(&str) -> bool,
    /// What is wrong with a logo of that name and those bytes, if anything is.
    pub logo_problem: &'a dyn Fn(&str, &[u8]) -> Option<String>,
}

/// Loads a project, and the files that findings may point into; no project where `project.yaml` itself cannot be used.
pub fn load(tree: &Tree, context: &Context, sink: &mut Sink) -> (Option<Project>, Sources) {
    let mut loader = Loader {
        tree,
        context,
        read: BTreeSet::new(),
        names: Names::default(),
        broken: BTreeSet::new(),
        broken_reviews: BTreeSet::new(),
        trees: BTreeMap::new(),
    };
    let project = loader.load(sink);
    (project, Sources::new(tree.files(), loader.trees))
}

/// The ids that other files may name, known even where a file has mistakes.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) people: BTreeMap<String, Option<Person>>,
    /// `people.yaml` cannot be read, so that nobody can say who is missing from it.
    pub(crate) people_unknown: bool,
    /// Languages of which a facts file cannot be read, so that nobody can say what it lacks.
    pub(crate) facts_unknown: BTreeSet<String>,
    /// The ids of the facts of each language.
    pub(crate) facts: BTreeMap<String, BTreeSet<String>>,
    /// The languages of each worksheet, with its title where it can be read.
    pub(crate) worksheets: BTreeMap<String, BTreeMap<String, Option<String>>>,
    pub(crate) guides: BTreeSet<String>,
}

struct Loader<'a> {
    tree: &'a Tree,
    context: &'a Context<'a>,
    read: BTreeSet<String>,
    names: Names,
    broken: BTreeSet<(String, String)>,
    broken_reviews: BTreeSet<(String, String)>,
    /// Trees of the files that were read.
    trees: BTreeMap<String, YamlNode>,
}

/// The languages of `project.yaml` with their places, also where the file has mistakes.
type Languages = Vec<(String, std::ops::Range<usize>)>;

const PROJECT: &str = "sources/project.yaml";
const PEOPLE: &str = "sources/people.yaml";

impl Loader<'_> {
    fn load(&mut self, sink: &mut Sink) -> Option<Project> {
        let (settings, listed) = self.settings(sink);
        // Where `project.yaml` does not say, the texts are still read, so that all mistakes come at once.
        let languages: Vec<String> = if listed.is_empty() {
            self.tree
                .below("sources/strings/")
                .filter_map(|(path, _)| stem(path, "sources/strings/"))
                .map(str::to_owned)
                .collect()
        } else {
            listed.iter().map(|(lang, _)| lang.clone()).collect()
        };
        for (path, _) in self.tree.below("sources/guides/") {
            self.names.guides.extend(text_key(path, "sources/guides/").map(|(id, _)| id.to_owned()));
        }
        for (path, _) in self.tree.below("sources/worksheets/") {
            if let Some((id, lang)) = text_key(path, "sources/worksheets/") {
                let root = self.tree.text(path, &mut Sink::default());
                let root = root.and_then(|source| yaml::parse(path, source, &mut Sink::default()));
                let title = root.as_ref().and_then(|r| r.get("title")?.as_str()).map(lower::line);
                let title = title.filter(|title| !title.is_empty());
                self.names.worksheets.entry(id.to_owned()).or_default().insert(lang.to_owned(), title);
            }
        }
        let people = self.people(sink);
        let facts = self.facts(&languages, sink);
        let strings = self.strings(&languages, &listed, sink);
        let clinics = self.clinics(&listed, sink);
        let texts = self.texts(&languages, sink);
        let sign_offs = self.reviews(sink);
        self.references(sink);
        self.layouts(sink);
        if !listed.is_empty() {
            self.strays(sink);
        }
        let broken = std::mem::take(&mut self.broken);
        let broken_reviews = std::mem::take(&mut self.broken_reviews);
        Some(Project { settings: settings?, people, clinics, texts, broken, facts, strings, broken_reviews, sign_offs })
    }

    /// Reads one file: its tree, and its raw form where nothing is wrong with it. `lint` adds what a schema cannot say.
    fn file<T: DeserializeOwned>(
        &mut self,
        kind: SourceKind,
        path: &str,
        sink: &mut Sink,
        lint: impl FnOnce(&Lint, &YamlNode, &Names, &mut Sink),
    ) -> Option<T> {
        self.read.insert(path.to_owned());
        let mut own = Sink::default();
        let source = self.tree.text(path, &mut own);
        let tree = source.and_then(|source| yaml::parse(path, source, &mut own));
        if let (Some(source), Some(root)) = (source, &tree) {
            let linter = Lint { file: path, source, covers: self.context.covers };
            schema::check(kind, &linter, root, &mut own);
            lint(&linter, root, &self.names, &mut own);
        }
        let failed = own.has_errors();
        let value = tree.as_ref().filter(|_| !failed).and_then(|root| match serde_json::from_value(root.to_json()) {
            Ok(value) => Some(value),
            Err(error) => {
                own.push(
                    Finding::new(Code::BadValue, format!("the file is not as it should be ({error})")).at(path, 0..1),
                );
                None
            }
        });
        self.trees.extend(tree.map(|tree| (path.to_owned(), tree)));
        sink.extend(own.into_sorted());
        value
    }

    fn settings(&mut self, sink: &mut Sink) -> (Option<Settings>, Languages) {
        let mut languages = Languages::new();
        let raw: Option<raw::RawProject> = self.file(SourceKind::Project, PROJECT, sink, |lint, root, _, sink| {
            lint.characters(root, sink);
            lint.claims(&root.select("publisher"), CLINIC_CLAIMS, sink);
            languages.extend(
                root.select("languages[]").iter().filter_map(|n| Some((n.as_str()?.to_owned(), n.range.clone()))),
            );
            for key in ["languages", "clinics", "papers", "products"] {
                for (i, node) in root.select(&format!("{key}[]")).iter().enumerate() {
                    let earlier = &root.select(&format!("{key}[]"))[..i];
                    if earlier.iter().any(|n| n.value == node.value) {
                        let name = node.as_str().unwrap_or_default();
                        sink.push(
                            lint.node(
                                Code::SameOutput,
                                node,
                                format!("`{name}` stands twice in `{key}`, so two jobs would write the same files"),
                            )
                            .hint("take one of them out"),
                        );
                    }
                }
            }
        });
        let settings = raw.map(|raw| Settings {
            papers: raw.papers,
            languages: raw.languages,
            products: raw.products,
            clinics: raw.clinics,
            publisher: lower::line(&raw.publisher),
            review_months: raw.review.months,
            thickness: model::settings::millimetres(raw.print.map_or(0.1, |print| print.thickness)),
        });
        (settings, languages)
    }

    fn people(&mut self, sink: &mut Sink) -> BTreeMap<String, Person> {
        if self.tree.get(PEOPLE).is_none() {
            self.names.people_unknown = true;
            sink.push(
                Finding::new(Code::Unreadable, "there is no `sources/people.yaml`")
                    .at(PEOPLE, 0..0)
                    .hint("create it with a list `people:` of those who write and review, each with `id` and `name`"),
            );
            return BTreeMap::new();
        }
        let mut ids = Vec::new();
        let mut unknown = true;
        let raw: Option<raw::RawPeople> = self.file(SourceKind::People, PEOPLE, sink, |lint, root, _, sink| {
            unknown = incomplete(root, "people");
            lint.characters(root, sink);
            let printed =
                ["name", "name_in.*", "credentials", "role"].map(|key| root.select(&format!("people[].{key}")));
            lint.claims(&printed.concat(), TEXT_CLAIMS, sink);
            let nodes = root.select("people[].id");
            ids.extend(nodes.iter().filter_map(|n| n.as_str()).map(str::to_owned));
            lint.distinct("person", &nodes, sink);
        });
        let people: BTreeMap<String, Person> =
            raw.into_iter().flat_map(|r| r.people).map(|p| (p.id.clone(), lower::person(p))).collect();
        self.names.people_unknown = unknown;
        self.names.people = ids.into_iter().map(|id| (id.clone(), people.get(&id).cloned())).collect();
        people
    }

    fn facts(&mut self, languages: &[String], sink: &mut Sink) -> BTreeMap<(String, String), Facts> {
        let mut all = BTreeMap::new();
        for (path, file) in self.tree.below("sources/facts/") {
            let Some((region, lang)) = stem(path, "sources/facts/").and_then(|s| s.rsplit_once('.')) else { continue };
            if !languages.iter().any(|l| l == lang) {
                self.read.insert(path.to_owned());
                continue;
            }
            // A default that nobody asked for must not complain about people that the project does not have.
            let default = file.origin == FileOrigin::Default;
            let mut own = Sink::default();
            let raw: Option<raw::RawFacts> = self.file(SourceKind::Facts, path, &mut own, |lint, root, names, sink| {
                check_facts(lint, root, names, region, default, sink);
            });
            sink.extend(own.into_sorted());
            let source = self.tree.get(path).and_then(|f| std::str::from_utf8(&f.bytes).ok());
            let root = source.and_then(|source| yaml::parse(path, source, &mut Sink::default()));
            if root.as_ref().is_none_or(|root| incomplete(root, "facts")) {
                self.names.facts_unknown.insert(lang.to_owned());
            }
            if let Some(root) = root {
                let ids =
                    root.select("facts[].id").iter().filter_map(|n| n.as_str()).map(str::to_owned).collect::<Vec<_>>();
                self.names.facts.entry(lang.to_owned()).or_default().extend(ids);
                self.older(path, &root, sink);
            }
            let people = &self.names.people;
            match raw.and_then(|raw| lower::facts(raw, path, lang, people)) {
                Some(facts) => drop(all.insert((region.to_owned(), lang.to_owned()), facts)),
                None => drop(self.broken.insert((model::fact::review_id(region), lang.to_owned()))),
            }
        }
        all
    }

    /// Warns where the project's facts are older than those that come with the binary.
    fn older(&self, path: &str, root: &YamlNode, sink: &mut Sink) {
        let Some(default) = self.tree.replaced(path).and_then(|f| std::str::from_utf8(&f.bytes).ok()) else { return };
        let Some(default) = yaml::parse(path, default, &mut Sink::default()) else { return };
        let issued = |node: &YamlNode| node.get("issued").and_then(YamlNode::as_str).and_then(date::parse);
        if let (Some(ours), Some(theirs)) = (issued(root), issued(&default))
            && ours < theirs
            && let Some(node) = root.get("issued")
        {
            sink.push(
                Finding::new(
                    Code::OlderFacts,
                    format!("these facts are of {ours}, those that come with handout of {theirs}"),
                )
                .at(path, node.range.clone())
                .hint("compare the two and take over what changed, or delete this file to use the newer one"),
            );
        }
    }

    fn strings(&mut self, languages: &[String], listed: &Languages, sink: &mut Sink) -> BTreeMap<String, Strings> {
        let mut all = BTreeMap::new();
        for lang in languages {
            if !(self.context.speaks)(lang) {
                let place = listed.iter().find(|(l, _)| l == lang).map_or(0..0, |(_, place)| place.clone());
                let spoken = self.tree.below("sources/strings/").filter_map(|(path, _)| stem(path, "sources/strings/"));
                let spoken: Vec<&str> = spoken.filter(|l| (self.context.speaks)(l)).collect();
                sink.push(
                    Finding::new(
                        Code::UnsupportedLanguage,
                        format!("handout has no sentences about review in the language `{lang}`"),
                    )
                    .at(PROJECT, place)
                    .hint(format!("take it out: these sentences are fixed in the program, in {}", list(spoken))),
                );
                continue;
            }
            let path = format!("sources/strings/{lang}.yaml");
            if self.tree.get(&path).is_none() {
                sink.push(
                    Finding::new(Code::MissingLabel, format!("there is no file `{path}` for the language `{lang}`"))
                        .hint("copy `sources/strings/en.yaml` and translate its labels"),
                );
                continue;
            }
            let raw: Option<BTreeMap<String, String>> =
                self.file(SourceKind::Strings, &path, sink, |lint, root, _, sink| {
                    lint.characters(root, sink);
                    check_strings(lint, root, sink);
                });
            if let Some(strings) = raw.and_then(|labels| Strings::new(lang, labels)) {
                all.insert(lang.clone(), strings);
            }
        }
        for (path, _) in self.tree.below("sources/strings/") {
            self.read.insert(path.to_owned());
        }
        all
    }

    fn clinics(&mut self, listed: &Languages, sink: &mut Sink) -> BTreeMap<String, Clinic> {
        let mut all = BTreeMap::new();
        let languages: Vec<&str> =
            listed.iter().map(|(lang, _)| lang.as_str()).filter(|l| (self.context.speaks)(l)).collect();
        for (path, _) in self.tree.below("sources/clinics/") {
            let Some(id) = stem(path, "sources/clinics/") else {
                if path.ends_with(".svg") || path.ends_with(".png") {
                    self.read.insert(path.to_owned());
                }
                continue;
            };
            let (tree, context) = (self.tree, self.context);
            let logo = |name: &str| {
                let file = tree.get(&format!("sources/clinics/{name}"))?;
                Some((context.logo_problem)(name, &file.bytes))
            };
            let raw: Option<raw::RawClinic> = self.file(SourceKind::Clinic, path, sink, |lint, root, _, sink| {
                lint.characters(root, sink);
                check_clinic(lint, root, id, &languages, &logo, sink);
            });
            if let Some(clinic) = raw.and_then(|raw| lower::clinic(raw, tree)) {
                all.insert(id.to_owned(), clinic);
            }
        }
        all
    }

    fn texts(&mut self, languages: &[String], sink: &mut Sink) -> BTreeMap<(String, String), Text> {
        let mut texts = BTreeMap::new();
        for (folder, kind) in [("sources/guides/", SourceKind::Guide), ("sources/worksheets/", SourceKind::Worksheet)] {
            for (path, _) in self.tree.below(folder) {
                let Some((id, lang)) = text_key(path, folder) else { continue };
                if !languages.iter().any(|l| l == lang) {
                    continue;
                }
                let check = |lint: &Lint, root: &YamlNode, names: &Names, sink: &mut Sink| {
                    super::text::check(lint, root, &super::text::TextPlace { id, lang, kind }, names, sink);
                };
                let text = if kind == SourceKind::Guide {
                    let raw = self.file(kind, path, sink, check);
                    let title = |id: &str| self.names.worksheets.get(id)?.get(lang)?.clone();
                    raw.and_then(|raw| lower::guide(raw, path, lang, &self.names.people, &title))
                } else {
                    let raw = self.file(kind, path, sink, check);
                    raw.and_then(|raw| lower::worksheet(raw, path, lang, &self.names.people))
                };
                let key = (id.to_owned(), lang.to_owned());
                match text {
                    Some(text) => drop(texts.insert(key, text)),
                    None => drop(self.broken.insert(key)),
                }
            }
        }
        texts
    }

    fn reviews(&mut self, sink: &mut Sink) -> BTreeMap<(String, String), Vec<SignOff>> {
        let mut all = BTreeMap::new();
        for (path, _) in self.tree.below("sources/reviews/") {
            if path.starts_with("sources/reviews/texts/") || path.starts_with("sources/reviews/evidence/") {
                self.read.insert(path.to_owned());
                continue;
            }
            let Some((id, lang)) = stem(path, "sources/reviews/").and_then(|s| s.rsplit_once('.')) else { continue };
            let today = self.context.today;
            let mut bad = Sink::default();
            if !self.has_text(id, lang) {
                bad.push(
                    Finding { severity: Severity::Warning, ..Finding::new(Code::UnknownId, format!("the project has no text `{id}` in `{lang}`, whose sign-offs these are")) }
                        .at(path, 0..0)
                        .hint("a file of sign-offs is named `<id>.<lang>.yaml` after its text; if the text got another id, it must be reviewed again"),
                );
            }
            let raw: Option<raw::Reviews> = self.file(SourceKind::Reviews, path, sink, |lint, root, names, _| {
                check_reviews(lint, root, (id, lang), names, today, &mut bad);
            });
            // A sign-off that does not hold voids itself; the others in the file still count.
            sink.extend(bad.into_sorted());
            let key = (id.to_owned(), lang.to_owned());
            match raw {
                Some(raw) => drop(all.insert(key, raw.sign_offs)),
                None => drop(self.broken_reviews.insert(key)),
            }
        }
        all
    }

    /// Whether there is a file of that id and language.
    fn has_text(&self, id: &str, lang: &str) -> bool {
        let texts = ["guides", "worksheets"].map(|folder| format!("sources/{folder}/{id}/{lang}.yaml"));
        let facts = id.strip_prefix("facts-").map(|region| format!("sources/facts/{region}.{lang}.yaml"));
        texts.iter().chain(&facts).any(|path| self.tree.get(path).is_some())
    }

    /// Ids that `project.yaml` names.
    fn references(&self, sink: &mut Sink) {
        let Some(source) = self.tree.text(PROJECT, &mut Sink::default()) else { return };
        let Some(root) = yaml::parse(PROJECT, source, &mut Sink::default()) else { return };
        let written: BTreeSet<&str> =
            self.tree.below("sources/clinics/").filter_map(|(p, _)| stem(p, "sources/clinics/")).collect();
        for node in root.select("clinics[]") {
            if let Some(id) = node.as_str()
                && !written.contains(id)
            {
                sink.push(unknown(PROJECT, node, "clinic", id, written.iter().copied()));
            }
        }
    }

    /// Layouts of the project that are no text.
    fn layouts(&self, sink: &mut Sink) {
        for (path, _) in self
            .tree
            .below("layouts/")
            .filter(|(path, file)| path.ends_with(".typ") && file.origin == FileOrigin::Project)
        {
            self.tree.text(path, sink);
        }
    }

    fn strays(&self, sink: &mut Sink) {
        for (path, file) in self.tree.below("sources/") {
            let known =
                self.read.contains(path) || file.origin == FileOrigin::Default || path == PROJECT || path == PEOPLE;
            let aside = path.ends_with("README.md") || path.ends_with(".schema.json");
            if !known && !aside {
                sink.push(
                    Finding::new(Code::StrayFile, "nothing reads this file").at(path, 0..0).hint(stray_hint(path)),
                );
            }
        }
    }
}

/// What to do with a file that nothing reads.
fn stray_hint(path: &str) -> String {
    let text = ["sources/guides/", "sources/worksheets/"].iter().any(|folder| path.starts_with(folder));
    let lang = ["sources/guides/", "sources/worksheets/"]
        .iter()
        .find_map(|folder| text_key(path, folder))
        .map(|(_, lang)| lang);
    match lang {
        _ if path.ends_with(".yml") => "rename it so that it ends in `.yaml`".to_owned(),
        Some(lang) if !lang.contains('/') => {
            format!("the project has no language `{lang}`: add it to `languages` in project.yaml, or move the file out of `sources/`")
        }
        _ if text => "texts are `guides/<id>/<lang>.yaml` and `worksheets/<id>/<lang>.yaml`: rename it, or move it out of `sources/`".to_owned(),
        _ if path.starts_with("sources/facts/") => "facts are `facts/<region>.<lang>.yaml`: rename it, or move it out of `sources/`".to_owned(),
        _ => "move it out of `sources/`, where only files stand that handout knows".to_owned(),
    }
}

/// Whether a file does not name all that it lists.
fn incomplete(root: &YamlNode, list: &str) -> bool {
    root.get(list)
        .is_none_or(|list| list.items().iter().any(|item| item.get("id").and_then(YamlNode::as_str).is_none()))
}

/// `<stem>` of `<folder><stem>.yaml`.
fn stem<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_suffix(".yaml")
}

/// Id and language of `<folder><id>/<lang>.yaml`.
fn text_key<'a>(path: &'a str, folder: &str) -> Option<(&'a str, &'a str)> {
    stem(path, folder)?.split_once('/')
}
