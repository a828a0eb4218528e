//! Markdown values: parsed once, for what is wrong with them and for what they print.

use super::Lint;
use super::printed::PrintedWords;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::source::markdown::{self, MarkdownProblem, NamedUse, ParsedTexts};
use crate::source::yaml::YamlNode;

impl Lint<'_> {
    /// Parses a Markdown value and keeps its blocks; its problems become findings, what it names and the words
    /// that it prints are returned.
    pub(crate) fn markdown<'n>(
        &self,
        node: &'n YamlNode,
        texts: &mut ParsedTexts,
        sink: &mut Sink,
    ) -> (Vec<NamedUse>, PrintedWords<'n>) {
        let text = node.as_str().unwrap_or_default();
        let mut parsed = markdown::parse(text);
        // "No crossed legs" forbids nothing that somebody does; "No cruce las piernas" does.
        if self.file.ends_with("en.yaml") {
            parsed.problems.extend(parsed.spanish.drain(..).map(MarkdownProblem::reads_like_something_to_do));
        }
        if !parsed.problems.is_empty() && self.lost_by_folding(node).is_some() {
            parsed.problems.clear();
        }
        for problem in parsed.problems {
            let finding = self.at(Code::Markdown, node, &problem.range, problem.message).hint(problem.hint);
            let severity = if problem.unclear { Severity::Warning } else { finding.severity };
            sink.push(Finding { severity, ..finding });
        }
        let printed = PrintedWords::rich(node, &parsed.blocks);
        texts.keep(text, parsed.blocks);
        (parsed.named, printed)
    }
}
