//! `handout explain`: what a finding means.

use std::sync::LazyLock;

use crate::cli::args::ExplainArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::terminal::{Terminal, table};
use crate::cmd::names::did_you_mean;
use crate::diag::Code;

/// The page of the documentation that has a section for each code.
static FINDINGS: LazyLock<String> = LazyLock::new(|| include_str!("../../docs/findings.md").replace('\r', ""));

/// Prints the section of a code, or all codes.
///
/// # Errors
/// Where there is no such code.
pub fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let Some(asked) = &args.code else {
        let row = |code: &Code| [code.as_str(), code.severity().as_str(), code.about()].map(str::to_owned).to_vec();
        let rows: Vec<Vec<String>> = Code::ALL.iter().map(row).collect();
        table(&rows).iter().for_each(|line| terminal.result(line));
        return Ok(Exit::Done);
    };
    // As it is printed, too: `error[unknown-key]`.
    let name = asked.split_once('[').map_or(asked.as_str(), |(_, code)| code);
    let name = name.trim().trim_end_matches(']');
    let Some(code) = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(name)) else {
        let known = Code::ALL.iter().map(|code| code.as_str());
        return Err(format!("there is no finding `{name}`{}", did_you_mean(name, known)).into());
    };
    terminal.result(&explained(*code));
    Ok(Exit::Done)
}

/// What the documentation says of a code, after its usual severity.
pub fn explained(code: Code) -> String {
    let head = format!("{} [{}]: {}", code.severity().as_str(), code.as_str(), code.about());
    match section(code) {
        Some(section) => format!("{head}\n\n{}", section.trim()),
        None => head,
    }
}

/// The section of a code without its heading.
fn section(code: Code) -> Option<&'static str> {
    let (_, rest) = FINDINGS.split_once(&format!("\n### `{}`\n", code.as_str()))?;
    Some(rest.split("\n### ").next().unwrap_or(rest))
}
