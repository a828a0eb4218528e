//! Lists and empty lines that a text loses: where it is printed in one paragraph, and where YAML folds its lines.

use super::Lint;
use crate::diag::{Code, Sink};
use crate::source::markdown::items::begins_item;
use crate::source::yaml::YamlNode;

impl Lint<'_> {
    /// Lists in texts that are printed in one paragraph.
    pub(crate) fn lists(&self, nodes: &[&YamlNode], sink: &mut Sink) {
        for node in nodes {
            let lines = self.written(node);
            let items = items(&lines);
            // A dash that a line happens to begin with is no list.
            let listed =
                |i: &usize| items.len() > 1 || lines[..*i].last().is_some_and(|above| above.trim_end().ends_with(':'));
            if let Some(first) = items.first().filter(|i| listed(i)) {
                let start = node.range.start + lines[..*first].iter().map(|line| line.len()).sum::<usize>();
                let line = lines[*first];
                let from = start + line.len() - line.trim_start().len();
                sink.push(
                    self.node(Code::Markdown, node, "a list in a text that is printed in one paragraph")
                        .at(self.file, from..from.max(start + line.trim_end().len()))
                        .hint(
                            "write it as a sentence; texts with lists are `body`, `answer`, `introduction` and `text`",
                        ),
                );
            }
        }
    }

    /// Lists and empty lines of Markdown that YAML folds into one line.
    pub(crate) fn folded(&self, nodes: &[&YamlNode], sink: &mut Sink) {
        for node in nodes {
            let Some(what) = self.lost_by_folding(node) else { continue };
            sink.push(
                self.node(Code::Markdown, node, format!("{what} that YAML folds into one paragraph here"))
                    .hint("write `|` behind the colon of the key, and the text on the lines below, indented"),
            );
        }
    }

    /// What of a Markdown value YAML folds into one line, if anything.
    pub(super) fn lost_by_folding(&self, node: &YamlNode) -> Option<&'static str> {
        let value = node.as_str()?;
        let typed = self.source.get(node.range.clone()).unwrap_or_default();
        let breaks = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
        // Every line break is kept, but where quotes may have others.
        if breaks(typed) <= breaks(value) && !typed.starts_with('"') {
            return None;
        }
        let written = self.written(node);
        let kept: Vec<&str> = value.split_inclusive('\n').collect();
        let lost = |count: &dyn Fn(&[&str]) -> usize| count(&written) > count(&kept);
        if lost(&|lines| items(lines).len()) {
            Some("a list")
        } else if lost(&paragraphs) {
            Some("an empty line between paragraphs")
        } else {
            None
        }
    }

    /// The lines of a value as they were typed, with the line breaks.
    fn written(&self, node: &YamlNode) -> Vec<&str> {
        self.source.get(node.range.clone()).unwrap_or_default().split_inclusive('\n').collect()
    }
}

/// Which lines look like items of a list.
fn items(lines: &[&str]) -> Vec<usize> {
    let folded = |line: &str| line.trim().trim_start_matches("> ").to_owned();
    (0..lines.len()).filter(|i| begins_item(&folded(lines[*i]))).collect()
}

/// How many paragraphs there are, each behind an empty line.
fn paragraphs(lines: &[&str]) -> usize {
    let empty = |line: &&str| line.trim().is_empty();
    let end = lines.iter().rposition(|line| !empty(line)).map_or(0, |last| last + 1);
    lines[..end].windows(2).filter(|pair| empty(&pair[0]) && !empty(&pair[1])).count()
}
