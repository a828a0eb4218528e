//! What a run found as data: JSON of our own, or SARIF 2.1.0 (OASIS), which editors and code hosts read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::args::ReportFormat;
use crate::diag::{Code, Files, Finding, LinePlace, Severity, line_place};

/// What a run found, kept until its end.
pub struct Report {
    format: ReportFormat,
    findings: Vec<(Finding, Option<LinePlace>)>,
    /// How many lines the files have in which findings stand.
    lines: BTreeMap<String, usize>,
    said: Vec<String>,
    failures: Vec<String>,
    /// What was asked for beside findings, by name.
    data: BTreeMap<&'static str, Value>,
}

impl Report {
    /// A report in which nothing stands.
    pub fn new(format: ReportFormat) -> Self {
        let (findings, said, failures) = (Vec::new(), Vec::new(), Vec::new());
        Self { format, findings, lines: BTreeMap::new(), said, failures, data: BTreeMap::new() }
    }

    /// Adds what was asked for beside findings.
    pub fn data(&mut self, name: &'static str, value: Value) {
        self.data.insert(name, value);
    }

    /// Adds findings; `files` are there to count lines in.
    pub fn findings(&mut self, findings: &[Finding], files: &Files) {
        for place in findings.iter().filter_map(|finding| finding.place.as_ref()) {
            let lines = files.get(&place.file).map_or(1, |text| text.lines().count().max(1));
            self.lines.insert(place.file.clone(), lines);
        }
        self.findings.extend(findings.iter().map(|finding| (finding.clone(), line_place(finding, files))));
    }

    /// Adds what is said of the run.
    pub fn say(&mut self, line: &str) {
        self.said.push(line.to_owned());
    }

    /// Adds why the run itself failed.
    pub fn failure(&mut self, problem: &str) {
        self.failures.push(problem.to_owned());
    }

    /// The report as text.
    pub fn to_text(&self) -> String {
        let value = if self.format == ReportFormat::Sarif { self.sarif() } else { self.json() };
        serde_json::to_string_pretty(&value).unwrap_or_default()
    }

    fn json(&self) -> Value {
        let finding = |(finding, place): &(Finding, Option<LinePlace>)| {
            json!({
                "code": finding.code.as_str(),
                "severity": finding.severity.as_str(),
                "message": finding.message,
                "file": finding.place.as_ref().map(|place| &place.file),
                "line": place.map(|place| place.line),
                "column": place.map(|place| place.column),
                "end_column": place.map(|place| place.end),
                "help": finding.hints,
            })
        };
        let findings: Vec<Value> = self.findings.iter().map(finding).collect();
        let mut report = json!({"findings": findings, "said": self.said, "failures": self.failures});
        self.data.iter().for_each(|(name, value)| report[name] = value.clone());
        report
    }

    fn sarif(&self) -> Value {
        let used = |code: &&Code| self.findings.iter().any(|(finding, _)| finding.code == **code);
        let codes: Vec<Code> = Code::ALL.iter().filter(used).copied().collect();
        let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
        let results = self.findings.iter().map(|(finding, place)| self.result(finding, *place, &codes));
        let failures = self.failures.iter().map(|problem| json!({"level": "error", "message": {"text": problem}}));
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "handout",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": self.failures.is_empty(),
                    "toolExecutionNotifications": failures.collect::<Vec<_>>(),
                }],
                "results": results.collect::<Vec<_>>(),
            }],
        })
    }

    /// A finding with its place: of a whole file all its lines.
    fn result(&self, finding: &Finding, place: Option<LinePlace>, codes: &[Code]) -> Value {
        let text: Vec<&str> = std::iter::once(&finding.message).chain(&finding.hints).map(String::as_str).collect();
        let mut result = json!({
            "ruleId": finding.code.as_str(),
            "ruleIndex": codes.iter().position(|code| *code == finding.code),
            "level": level(finding.severity),
            "message": {"text": format!("{}.", text.join(". "))},
        });
        if let Some(at) = &finding.place {
            let region = match place {
                Some(LinePlace { line, column, end }) => {
                    json!({"startLine": line, "startColumn": column, "endLine": line, "endColumn": end})
                }
                None => json!({"startLine": 1, "endLine": self.lines.get(&at.file)}),
            };
            let physical = json!({"artifactLocation": {"uri": uri(&at.file)}, "region": region});
            result["locations"] = json!([{"physicalLocation": physical}]);
        }
        result
    }
}

/// The level of a finding (SARIF 2.1.0, 3.27.10).
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// What a code means.
fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": code.about()},
        "help": {"text": format!("`handout explain {}` shows the mistake and how it is mended.", code.as_str())},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

/// A path as a relative URI reference (RFC 3986, 4.2): what is neither letter, digit nor one of `-._~/` is encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
