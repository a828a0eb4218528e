//! The only writer to the terminal: results to standard output, findings and progress to standard error.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use anstream::AutoStream;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use super::args::{Color, ReportFormat};
use super::report::Report;
use crate::diag::{Files, Finding, Severity, Style, render, summary};

/// Standard output and error with the manners that were asked for.
pub struct Terminal {
    out: AutoStream<std::io::Stdout>,
    err: AutoStream<std::io::Stderr>,
    colour: Style,
    quiet: bool,
    verbose: bool,
    lost: Option<std::io::Error>,
    /// What is printed at the end, in the place of all else.
    report: Option<Report>,
}

impl Terminal {
    /// A terminal with the given manners.
    pub fn new(color: Color, quiet: bool, verbose: bool) -> Self {
        let choice = match color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        let err = AutoStream::new(std::io::stderr(), choice);
        let colour = if err.current_choice() == anstream::ColorChoice::Never { Style::Plain } else { Style::Colour };
        Self { out: AutoStream::new(std::io::stdout(), choice), err, colour, quiet, verbose, lost: None, report: None }
    }

    /// Keeps all that is said and found for a report at the end, unless that is for people.
    pub fn report(&mut self, format: ReportFormat) {
        self.report = (format != ReportFormat::Text).then(|| Report::new(format));
    }

    /// A result, unless `-q`.
    pub fn say(&mut self, line: &str) {
        if !self.quiet {
            self.result(line);
        }
    }

    /// A line for people beside a result that programs read, unless `-q`: to standard error.
    pub fn aside(&mut self, line: &str) {
        if !self.quiet {
            let _ = writeln!(self.err, "{line}");
        }
    }

    /// Whether details are said.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// A detail, with `-v` only.
    pub fn detail(&mut self, line: &str) {
        if self.verbose && self.report.is_none() {
            self.result(line);
        }
    }

    /// What was asked for, always; a reader that went away is no error.
    pub fn result(&mut self, line: &str) {
        if let Some(report) = &mut self.report {
            return report.say(line);
        }
        let written = writeln!(self.out, "{line}");
        self.note(written);
    }

    /// A table that was asked for: its rows for people, or its value as a part of a report.
    pub fn table(&mut self, rows: &[Vec<String>], name: &'static str, value: Value) {
        match &mut self.report {
            Some(report) => report.data(name, value),
            None => table(rows).iter().for_each(|line| self.result(line.trim_end())),
        }
    }

    /// Why a result could not be written whole, such as a full disk.
    pub fn close(mut self) -> Option<std::io::Error> {
        if let Some(report) = self.report.take() {
            self.result(&report.to_text());
        }
        let flushed = self.out.flush();
        self.note(flushed);
        self.lost
    }

    fn note(&mut self, written: std::io::Result<()>) {
        if let Err(error) = written
            && error.kind() != std::io::ErrorKind::BrokenPipe
        {
            self.lost.get_or_insert(error);
        }
    }

    /// Findings with their excerpts, and how many there are.
    pub fn findings(&mut self, findings: &[Finding], files: &Files) {
        if let Some(report) = &mut self.report {
            return report.findings(findings, files);
        }
        let shown = |finding: &&Finding| !(self.quiet && finding.severity == Severity::Hint);
        let findings: Vec<Finding> = findings.iter().filter(shown).cloned().collect();
        for finding in &findings {
            let _ = writeln!(self.err, "{}", render(finding, files, self.colour));
        }
        if let Some(summary) = summary(&findings) {
            let _ = writeln!(self.err, "{summary}");
        }
    }

    /// A failure of the run itself.
    pub fn failure(&mut self, problem: &str) {
        if let Some(report) = &mut self.report {
            return report.failure(problem);
        }
        let _ = writeln!(self.err, "error: {problem}");
    }

    /// A progress bar on a terminal, shown once the work has taken a second.
    pub fn progress(&self, length: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Progress { bar, wanted: std::io::stderr().is_terminal() && !self.quiet }
    }
}

/// A progress bar.
pub struct Progress {
    bar: ProgressBar,
    wanted: bool,
}

impl Progress {
    /// One piece of work is done.
    pub fn step(&self) {
        if self.wanted && self.bar.is_hidden() && self.bar.elapsed() > Duration::from_secs(1) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// All is done.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Rows set in columns, two spaces apart; the last column is not padded.
pub fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|s| s.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (i, cell) in row.iter().enumerate() {
                line.push_str(cell);
                if i + 1 < row.len() {
                    line.push_str(&" ".repeat(widths[i] - cell.chars().count() + 2));
                }
            }
            line
        })
        .collect()
}
