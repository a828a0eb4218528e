//! The files of a project as they were read: their texts to show, and the trees in which every value knows its place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::place::locate;
use super::yaml::{Value, YamlNode};
use crate::diag::Files;
use crate::model::LeafPath;

/// Files that findings may point into.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Files,
    trees: BTreeMap<String, YamlNode>,
}

impl Sources {
    /// Texts and trees by the paths of their files.
    pub fn new(files: Files, trees: BTreeMap<String, YamlNode>) -> Self {
        Self { files, trees }
    }

    /// The texts.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The bytes of a value in its file, by a path such as `sections.ID.brief`; the whole file where it is not there.
    pub fn place(&self, file: &str, path: &LeafPath) -> Range<usize> {
        self.tree(file).and_then(|root| root.find(path)).map_or(0..0, |node| node.range.clone())
    }

    /// The bytes of a key at the head of a file; the whole file where it is not there.
    pub fn key(&self, file: &str, key: &str) -> Range<usize> {
        self.tree(file).and_then(|root| root.entry(key)).map_or(0..0, |(key, _)| key.range.clone())
    }

    /// The line on which a place begins, from 1.
    pub fn line(&self, file: &str, place: &Range<usize>) -> Option<usize> {
        let text = self.files.get(file)?;
        Some(text[..place.start.min(text.len())].lines().count().max(1))
    }

    /// Where some words first stand in the values of a file.
    pub fn find_words(&self, file: &str, words: &str) -> Option<Range<usize>> {
        fn find(node: &YamlNode, source: &str, words: &str) -> Option<Range<usize>> {
            match &node.value {
                Value::Str(text) => {
                    let at = text.find(words)?;
                    Some(locate(source, node, &(at..at + words.len())))
                }
                Value::Seq(items) => items.iter().find_map(|item| find(item, source, words)),
                Value::Map(pairs) => pairs.iter().find_map(|(_, value)| find(value, source, words)),
                Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => None,
            }
        }
        find(self.tree(file)?, self.files.get(file)?, words)
    }

    /// The files that are YAML, by their paths, with their texts and trees.
    pub(crate) fn trees(&self) -> impl Iterator<Item = (&str, &str, &YamlNode)> {
        let text = |path: &String| self.files.get(path).map(AsRef::as_ref);
        self.trees.iter().filter_map(move |(path, root)| Some((path.as_str(), text(path)?, root)))
    }

    fn tree(&self, file: &str) -> Option<&YamlNode> {
        self.trees.get(file)
    }
}
