//! Every finding code has a bad project whose findings are kept as text, whole: message, place, caret and help.
//!
//! `findings/<case>.txt` is what the program prints for a case. A file that is not there is written and the test still
//! fails; look at it, and run the test again. A file that no case uses fails.

mod answers;
mod bounds;
mod cases;
mod help;
mod hostile;
mod imported;
mod many;
mod network;
mod paper;
mod records;
mod staff;
mod subset;
mod words;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use handout::diag::Code;

use super::support::{Fixture, TODAY, root};
use answers::ANSWER_CASES;
use bounds::BOUND_CASES;
use cases::{CASES, Case};
use help::HELP_CASES;
use imported::IMPORT_CASES;
use network::NETWORK_CASES;
use paper::PAPER_CASES;
use records::RECORD_CASES;
use staff::STAFF_CASES;
use words::WORD_CASES;

/// Every case.
fn cases() -> impl Iterator<Item = &'static Case> {
    let first = CASES.iter().chain(HELP_CASES).chain(ANSWER_CASES).chain(PAPER_CASES);
    first
        .chain(RECORD_CASES)
        .chain(STAFF_CASES)
        .chain(BOUND_CASES)
        .chain(WORD_CASES)
        .chain(NETWORK_CASES)
        .chain(IMPORT_CASES)
}

/// What is printed, with the same port for every server on this machine; all have five digits.
fn with_one_port(printed: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let mut parts = printed.split(HOST);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + HOST + "50000" + &part[5..])
}

fn folder() -> PathBuf {
    root().join("tests/integration/findings")
}

impl Case {
    /// What the program prints for it.
    fn printed(&self) -> Result<String, String> {
        let fixture = Fixture::reviewed();
        (self.set_up)(&fixture);
        let args: &[&str] = if self.args.is_empty() { &["check", "--paper", "letter"] } else { self.args };
        // What stands in a PDF is read on every day alike.
        let today: &[&str] = if ["extract", "flatten"].contains(&args[0]) { &[] } else { &["--today", TODAY] };
        let run = fixture.run(&[args, today].concat());
        let code = if self.unusable { 2 } else { i32::from(run.err.contains("error[")) };
        if run.code != code {
            return Err(format!("{}: exits {} instead of {code}\n{}{}", self.name, run.code, run.out, run.err));
        }
        Ok(with_one_port(&run.err))
    }

    /// Holds what is printed against what is kept.
    fn hold(&self) -> Result<(), String> {
        let (path, printed) = (folder().join(format!("{}.txt", self.name)), self.printed()?);
        if !printed.contains(&format!("[{}]: ", self.code.as_str())) {
            return Err(format!("{}: no finding with the code {}\n{printed}", self.name, self.code.as_str()));
        }
        match std::fs::read_to_string(&path) {
            Ok(kept) if kept == printed => Ok(()),
            Ok(kept) => Err(format!("{}: printed\n{printed}\nkept\n{kept}", self.name)),
            Err(_) => {
                std::fs::write(&path, &printed).expect("the folder of snapshots can be written");
                Err(format!("{}: written anew, look at it\n{printed}", self.name))
            }
        }
    }
}

#[test]
fn every_finding_reads_as_kept() {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(case) = cases().nth(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(why) = case.hold() {
                wrong.lock().expect("no case panics").push(why);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let wrong = wrong.into_inner().expect("no case panics");
    assert!(wrong.is_empty(), "{} of {} cases\n{}", wrong.len(), cases().count(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let without: Vec<&str> =
        Code::ALL.iter().filter(|code| !cases().any(|c| c.code == **code)).map(|c| c.as_str()).collect();
    assert!(without.is_empty(), "no case for {without:?}");
}

#[test]
fn every_snapshot_is_of_one_case() {
    let names: BTreeSet<String> = cases().map(|c| format!("{}.txt", c.name)).collect();
    assert_eq!(names.len(), cases().count(), "two cases have one name");
    let kept = std::fs::read_dir(folder()).expect("the folder of snapshots is there");
    let unused: Vec<String> = kept
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".txt") && !names.contains(name))
        .collect();
    assert!(unused.is_empty(), "no case uses {unused:?}");
}

#[test]
fn findings_are_worded_alike() {
    for case in cases() {
        // Another test says so where the file is not there.
        let kept = std::fs::read_to_string(folder().join(format!("{}.txt", case.name))).unwrap_or_default();
        for line in kept.lines() {
            let words = line.trim_start();
            let Some((_, text)) = words
                .split_once("]: ")
                .filter(|(head, _)| ["error[", "warning[", "hint["].iter().any(|kind| head.starts_with(kind)))
                .or_else(|| words.strip_prefix("= help: ").map(|text| ("", text)))
            else {
                continue;
            };
            // Names keep their letters: `USB`, U+200B, YAML, Markdown, HTML.
            let first: Vec<char> = text.chars().take(2).collect();
            let capital =
                first.first().is_some_and(|c| c.is_uppercase()) && first.get(1).is_some_and(|c| c.is_lowercase());
            let name = ["Markdown "].iter().any(|n| text.starts_with(n));
            assert!(!capital || name, "{}: `{text}` begins with a capital letter", case.name);
            assert!(!text.ends_with('.'), "{}: `{text}` ends with a full stop", case.name);
            assert!(!text.replace("```", "").contains("``"), "{}: `{text}` names nothing", case.name);
        }
    }
}
