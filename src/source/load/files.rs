//! The files of a project, each of which is read, parsed and turned into JSON once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::de::DeserializeOwned;

use crate::diag::{Code, Finding, Sink};
use crate::model::figure::FindPictureFlaw;
use crate::project::Tree;
use crate::source::lint::{Coverage, Exceptions, KnownNumbers, Lint, OwnSentences};
use crate::source::raw::SourceKind;
use crate::source::schema;
use crate::source::swallowed;
use crate::source::yaml::{self, YamlNode};

/// What loading needs beside the files.
pub struct Context<'a> {
    /// Whether the fonts draw a character.
    pub covers: &'a (dyn Fn(char) -> bool + Sync),
    /// The day on which states are judged.
    pub today: NaiveDate,
    /// Whether there are sentences about review in a language.
    pub speaks: &'a (dyn Fn(&str) -> bool + Sync),
    /// The SHA-256 of some bytes, in hexadecimal digits.
    pub sha256: &'a (dyn Fn(&[u8]) -> String + Sync),
    /// The forms of the program's own sentences about review, in which `{}` stands for names, dates and numbers.
    pub own_sentences: &'a [&'a str],
    /// What is wrong with a logo of that name and those bytes, if anything is.
    pub logo_problem: &'a (dyn Fn(&str, &[u8]) -> Option<String> + Sync),
    /// What is wrong with a picture of that name and those bytes at a width, if anything is.
    pub picture_flaw: FindPictureFlaw<'a>,
}

/// The files of a project while they are loaded.
pub(super) struct SourceFiles<'a> {
    /// What there is.
    pub(super) tree: &'a Tree,
    /// What loading needs besides.
    pub(super) context: &'a Context<'a>,
    /// The numbers of the facts and clinics that were read.
    pub(super) numbers: KnownNumbers,
    coverage: Coverage<'a>,
    own_sentences: OwnSentences,
    parsed: BTreeMap<String, ParsedFile<'a>>,
    read: BTreeSet<String>,
}

/// A file that was parsed.
struct ParsedFile<'a> {
    /// Its text and the tree; `None` where it is no text or no YAML.
    content: Option<(&'a str, YamlNode)>,
    /// What parsing found, until the file is read.
    findings: Sink,
}

impl<'a> SourceFiles<'a> {
    /// The files of a tree, none of them read yet.
    pub(super) fn new(tree: &'a Tree, context: &'a Context<'a>) -> Self {
        let coverage = Coverage::new(context.covers);
        let own_sentences = OwnSentences::new(context.own_sentences.iter().copied());
        let numbers = KnownNumbers::default();
        Self { tree, context, numbers, coverage, own_sentences, parsed: BTreeMap::new(), read: BTreeSet::new() }
    }

    /// Parses a file, if that has not been done; what is wrong with it is reported when it is read.
    fn parsed(&mut self, path: &str) -> &ParsedFile<'a> {
        let tree = self.tree;
        self.parsed.entry(path.to_owned()).or_insert_with(|| ParsedFile::of(tree, path))
    }

    /// Parses files side by side, if that has not been done.
    pub(super) fn parse(&mut self, paths: &[&str]) {
        let tree = self.tree;
        let unread: Vec<&str> = paths.iter().copied().filter(|path| !self.parsed.contains_key(*path)).collect();
        let parsed: Vec<_> = unread.par_iter().map(|path| ((*path).to_owned(), ParsedFile::of(tree, path))).collect();
        self.parsed.extend(parsed);
    }

    /// The tree of a file that was parsed.
    pub(super) fn parsed_root(&self, path: &str) -> Option<&YamlNode> {
        self.parsed.get(path)?.content.as_ref().map(|(_, root)| root)
    }

    /// The tree of a file; `None` where it cannot be parsed.
    pub(super) fn root(&mut self, path: &str) -> Option<&YamlNode> {
        self.parsed(path).content.as_ref().map(|(_, root)| root)
    }

    /// Reads a file: its raw form where nothing is wrong with it. `check` adds what a schema cannot say and may note
    /// something, which is also returned where the file has mistakes.
    pub(super) fn read<T: DeserializeOwned, N: Default>(
        &mut self,
        kind: SourceKind,
        path: &str,
        sink: &mut Sink,
        check: impl FnOnce(&Lint, &YamlNode, &mut Sink) -> N,
    ) -> (Option<T>, N) {
        self.mark_read(path);
        self.parsed(path);
        let (value, note, findings) = self.read_parsed(kind, path, check);
        sink.extend(findings);
        (value, note)
    }

    /// The same of a file that was parsed: what was found is returned, for files that are read side by side.
    pub(super) fn read_parsed<T: DeserializeOwned, N: Default>(
        &self,
        kind: SourceKind,
        path: &str,
        check: impl FnOnce(&Lint, &YamlNode, &mut Sink) -> N,
    ) -> (Option<T>, N, Vec<Finding>) {
        let Some(file) = self.parsed.get(path) else { return (None, N::default(), Vec::new()) };
        let mut findings = file.findings.clone();
        let (mut value, mut note) = (None, N::default());
        if let Some((source, root)) = &file.content {
            let (coverage, numbers, own_sentences) = (&self.coverage, &self.numbers, &self.own_sentences);
            let lint = Lint { file: path, source, coverage, exceptions: Exceptions::of(root), numbers, own_sentences };
            let json = root.to_json();
            schema::check(kind, &lint, root, &json, &mut findings);
            note = check(&lint, root, &mut findings);
            if !findings.has_errors() {
                value = typed(json, path, &mut findings);
            }
        }
        (value, note, findings.into_sorted())
    }

    /// Says that a file has its use, whether or not it is read.
    pub(super) fn mark_read(&mut self, path: &str) {
        self.read.insert(path.to_owned());
    }

    /// Whether a file has its use.
    pub(super) fn is_read(&self, path: &str) -> bool {
        self.read.contains(path)
    }

    /// The trees of the files that were parsed, by their paths.
    pub(super) fn into_trees(self) -> BTreeMap<String, YamlNode> {
        self.parsed.into_iter().filter_map(|(path, file)| Some((path, file.content?.1))).collect()
    }
}

impl<'a> ParsedFile<'a> {
    fn of(tree: &'a Tree, path: &str) -> Self {
        let mut findings = Sink::default();
        let source = tree.text(path, &mut findings);
        let content = source.and_then(|source| Some((source, yaml::parse(path, source, &mut findings)?)));
        if let Some((source, root)) = &content {
            swallowed::report(path, source, root, &mut findings);
        }
        Self { content, findings }
    }
}

/// The raw form of a file that its schema allows.
fn typed<T: DeserializeOwned>(json: serde_json::Value, path: &str, sink: &mut Sink) -> Option<T> {
    serde_json::from_value(json)
        .map_err(|error| {
            sink.push(
                Finding::new(Code::BadValue, format!("the file is not as it should be ({error})")).at(path, 0..1),
            );
        })
        .ok()
}
