//! A finding: one problem at one place, with what to do about it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Code, Severity};

/// A byte range in a file of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The file, relative to the project, with forward slashes.
    pub file: String,
    /// The bytes meant.
    pub range: Range<usize>,
    /// Line and column, where no excerpt may be shown: in files with what families wrote.
    pub line: Option<(usize, usize)>,
}

impl Location {
    /// A place in `file`.
    pub fn new(file: &str, range: Range<usize>) -> Self {
        Self { file: file.to_owned(), range, line: None }
    }

    /// Whether the file as a whole is meant, and no line of it.
    pub fn is_whole_file(&self) -> bool {
        self.range == (0..0)
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The stable code.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where it is; `None` where it concerns no file.
    pub place: Option<Location>,
    /// What to do next, in words a member of clinic staff understands.
    pub hints: Vec<String>,
}

impl Finding {
    /// A finding of the code's usual severity.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), place: None, hints: Vec::new() }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, file: &str, range: Range<usize>) -> Self {
        self.place = Some(Location::new(file, range));
        self
    }

    /// Says on which line and column of a file of which nothing may be shown.
    #[must_use]
    pub fn at_line(mut self, file: &str, line: usize, column: usize) -> Self {
        self.place = Some(Location { file: file.to_owned(), range: 0..0, line: Some((line, column)) });
        self
    }

    /// Whether both say the same of the same place, whatever their hints.
    fn is_same(&self, other: &Self) -> bool {
        (self.code, self.severity, &self.message, &self.place)
            == (other.code, other.severity, &other.message, &other.place)
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// The hints that one finding takes over from others like it.
const OTHERS: usize = 3;

/// One finding of several that are the same but for their hints: one mistake in a layout fails in every document.
fn merge(same: &[Finding]) -> Option<Finding> {
    let (first, others) = same.split_first()?;
    let mut merged = first.clone();
    let mut further: Vec<&String> = Vec::new();
    for hint in others.iter().flat_map(|f| &f.hints) {
        if !merged.hints.contains(hint) && !further.contains(&hint) {
            further.push(hint);
        }
    }
    let more = further.len().saturating_sub(OTHERS);
    merged.hints.extend(further.into_iter().take(OTHERS).cloned());
    if more > 0 {
        merged.hints.push(format!("and {more} more like this"));
    }
    Some(merged)
}

/// Where findings of a step are collected.
#[derive(Clone, Debug, Default)]
pub struct Sink(Vec<Finding>);

impl Sink {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds several.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|f| f.severity == Severity::Error)
    }

    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|f| f.severity == Severity::Error).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The findings sorted by file and position, each once, with the hints of all that differ in their hints alone.
    pub fn into_sorted(self) -> Vec<Finding> {
        let mut findings = self.0;
        findings.sort_by(|a, b| {
            let key = |f: &Finding| (f.place.clone().map(|p| (p.file, p.line, p.range.start, p.range.end)), f.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        let mut sorted = Vec::new();
        for same in findings.chunk_by(Finding::is_same) {
            sorted.extend(merge(same));
        }
        sorted
    }

    /// The findings as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }
}
