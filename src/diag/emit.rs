//! Findings as text: source excerpt, caret and hints.

use std::collections::BTreeMap;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Finding, Severity};

/// The text of each file that a finding may point into.
pub type Files = BTreeMap<String, Arc<str>>;

/// Whether the text carries ANSI colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No escape codes.
    Plain,
    /// ANSI colours.
    Colour,
}

/// Renders one finding, with a line feed at its end.
pub fn render(finding: &Finding, files: &Files, style: Style) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let group = Group::with_title(level.primary_title(finding.message.as_str()).id(finding.code.as_str()));
    let Some(place) = &finding.place else { return print(group, finding, style) };
    if let Some((line, column)) = place.line {
        let origin = Origin::path(place.file.as_str()).line(line).char_column(column);
        return print(group.element(origin), finding, style);
    }
    let Some(text) = files.get(&place.file).filter(|_| !place.is_whole_file()) else {
        return print(group.element(Origin::path(place.file.as_str())), finding, style);
    };
    // The mark that some editors put at the head of a file is no column.
    let head = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[head..];
    let range = clamp(text, &(place.range.start.saturating_sub(head)..place.range.end.saturating_sub(head)));
    let snippet = Snippet::source(text).path(place.file.as_str()).annotation(AnnotationKind::Primary.span(range));
    print(group.element(snippet), finding, style)
}

fn print<'a>(mut group: Group<'a>, finding: &'a Finding, style: Style) -> String {
    for hint in &finding.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// Where a finding stands in a file, counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinePlace {
    /// Its line.
    pub line: usize,
    /// Its first column.
    pub column: usize,
    /// The column behind it.
    pub end: usize,
}

/// The line and the columns of a finding; `None` where a whole file or none is meant.
pub fn line_place(finding: &Finding, files: &Files) -> Option<LinePlace> {
    let place = finding.place.as_ref()?;
    if let Some((line, column)) = place.line {
        return Some(LinePlace { line, column, end: column });
    }
    let text = files.get(&place.file).filter(|_| !place.is_whole_file())?;
    let range = clamp(text, &place.range);
    let begin = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..begin].matches('\n').count() + 1;
    // The mark that some editors put at the head of a file is no column.
    let columns = |to: usize| text[begin..to].chars().filter(|c| *c != '\u{feff}').count() + 1;
    Some(LinePlace { line, column: columns(range.start), end: columns(range.end) })
}

/// A range that lies in the text, on one line, on character boundaries, and covers at least something.
fn clamp(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let mut end = range.end.clamp(start, line_end.max(start));
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if end == start {
        end = text[start..].chars().next().filter(|c| *c != '\n').map_or(start, |c| start + c.len_utf8());
    }
    start..end
}

/// "3 errors, 1 warning", or `None` where there is nothing to count.
pub fn summary(findings: &[Finding]) -> Option<String> {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let part = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")];
    let parts: Vec<String> = kinds.into_iter().filter_map(|(severity, word)| part(count(severity), word)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
