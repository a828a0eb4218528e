//! Exceptions of a text: words that a rule would refuse, and that stand for a reason.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Code;
use crate::source::yaml::YamlNode;

/// Code, words and place of an exception.
type Listed<'a> = (&'a str, String, &'a YamlNode);

/// The exceptions of a file, and which of them were needed.
#[derive(Default)]
pub struct Exceptions<'a> {
    listed: Vec<Listed<'a>>,
    needed: RefCell<BTreeSet<usize>>,
    /// Of those that are a part of what a finding is about, what that is.
    near: RefCell<BTreeMap<usize, String>>,
}

impl<'a> Exceptions<'a> {
    /// The exceptions that a file lists.
    pub(crate) fn of(root: &'a YamlNode) -> Self {
        let one = |node: &'a YamlNode| {
            let text = node.get("text")?;
            Some((node.get("code")?.as_str()?, one_line(text.as_str()?), text))
        };
        Self {
            listed: root.select("exceptions[]").into_iter().filter_map(one).collect(),
            needed: RefCell::default(),
            near: RefCell::default(),
        }
    }

    /// Whether a finding about some words is withheld.
    pub(super) fn cover(&self, code: Code, words: &str) -> bool {
        let words = one_line(words);
        let same =
            |(_, (rule, text, _)): &(usize, &(&str, String, &YamlNode))| *rule == code.as_str() && *text == words;
        let covering: Vec<usize> = self.listed.iter().enumerate().filter(same).map(|(i, _)| i).collect();
        self.needed.borrow_mut().extend(&covering);
        for (i, (rule, text, _)) in self.listed.iter().enumerate() {
            if *rule == code.as_str() && words.contains(text.as_str()) && *text != words {
                self.near.borrow_mut().entry(i).or_insert_with(|| words.clone());
            }
        }
        !covering.is_empty()
    }

    /// Code, words and place of those that nothing needed, and longer words that a finding of the code is about.
    pub(super) fn unneeded(&self) -> Vec<(&Listed<'a>, Option<String>)> {
        let (needed, near) = (self.needed.borrow(), self.near.borrow());
        let unneeded = self.listed.iter().enumerate().filter(|(i, _)| !needed.contains(i));
        unneeded.map(|(i, listed)| (listed, near.get(&i).cloned())).collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
