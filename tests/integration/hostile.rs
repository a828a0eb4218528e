//! Files as strangers may send them: each is read within bounds, and what is said of it is kept as text.
//!
//! `hostile/findings.txt` is what the program says of each file of [`files::CASES`]. A text that is not there is written
//! and the test still fails; look at it, and run the test again.

mod files;
mod graphs;
mod mutants;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use handout::acroform::names::FieldValues;
use handout::acroform::read::Note;
use handout::answers::complete::{FillOptions, Template, flatten_saved};
use handout::answers::{extract, open};
use handout::diag::{Finding, Severity, Sink, Style, render};

use crate::support::{Run, root, run_in};
use files::{CASES, Case, FONT};

/// What became of a file.
#[derive(Debug)]
struct Outcome {
    /// Findings of reading its answers.
    findings: Vec<Finding>,
    /// The answers as JSON; `None` where they were not read.
    answers: Option<String>,
    /// Findings of flattening it.
    flatten: Vec<Finding>,
    /// The flattened file.
    flat: Option<Vec<u8>>,
    /// The file filled with one answer.
    filled: Option<Vec<u8>>,
}

/// Reads, flattens and fills a file as the commands do.
fn judge(bytes: &[u8]) -> Outcome {
    let name = "file.pdf";
    let mut sink = Sink::default();
    let opened = open::open(name, bytes, &mut sink);
    let signed = opened.as_ref().is_some_and(|(_, found)| found.notes.contains(&Note::Signed));
    let mut flattening = Sink::default();
    let (mut flat_file, mut filled) = (None, None);
    let sound = !sink.has_errors();
    if let Some((file, found)) = opened.as_ref().filter(|_| !signed)
        && let Ok(embedded) = &found.embedded
    {
        flat_file = flatten_saved(name, file.clone(), found, &FONT, &mut flattening);
        let raw = FieldValues::from([("short.full-name".to_owned(), "Ana".to_owned())]);
        let template = Some(())
            .filter(|()| sound)
            .and_then(|()| Template::new(file.clone(), found.clone(), embedded.clone(), &FONT));
        filled = template.and_then(|t| t.fill(raw, FillOptions::new(name), &mut Sink::default()));
    }
    let answers = opened.map(|(_, found)| {
        let answers = extract::extract(name, found, Some(&FONT), false, &mut sink);
        answers.to_row();
        answers.to_json(name, None)["answers"].to_string()
    });
    let (findings, flatten) = (sink.into_sorted(), flattening.into_sorted());
    Outcome { findings, answers, flatten, flat: flat_file, filled }
}

/// Whatever was found is said in words that a terminal prints as they are.
fn hold_words(findings: &[Finding]) {
    for finding in findings {
        let words = render(finding, &handout::diag::Files::new(), Style::Plain);
        let bad = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!words.contains(bad), "{words:?}");
        assert!(words.len() < 20_000, "{} bytes of {}", words.len(), &words[..200]);
    }
}

fn folder() -> PathBuf {
    root().join("tests/integration/hostile")
}

/// The first findings; of thousands the others are as the first.
fn said(findings: &[Finding], out: &mut String) {
    const SOME: usize = 6;
    for finding in findings.iter().take(SOME) {
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        let _ = writeln!(out, "{severity}[{}]: {}", finding.code.as_str(), finding.message);
        for hint in &finding.hints {
            let _ = writeln!(out, "    {hint}");
        }
    }
    if findings.len() > SOME {
        let _ = writeln!(out, "... {} in all", findings.len());
    }
}

impl Case {
    /// What is said of the file, and how long it took.
    fn told(&self) -> (String, Duration) {
        let bytes = (self.make)();
        #[expect(clippy::disallowed_methods, reason = "the time that it takes is what is tested")]
        let start = Instant::now();
        let outcome = judge(&bytes);
        let took = start.elapsed();
        hold_words(&outcome.findings);
        hold_words(&outcome.flatten);
        let mut out = format!("== {}\n", self.name);
        said(&outcome.findings, &mut out);
        if let Some(answers) = &outcome.answers {
            let short: String = answers.chars().take(400).collect();
            let _ = writeln!(out, "answers: {short}");
            assert!(!answers.contains(|c: char| c.is_control()), "{}", self.name);
        }
        if !outcome.flatten.is_empty() {
            let _ = writeln!(out, "flatten:");
            said(&outcome.flatten, &mut out);
        }
        for (what, made) in [("flattened", &outcome.flat), ("filled", &outcome.filled)] {
            let Some(made) = made else { continue };
            assert!(made.len() < bytes.len() + 4_000_000, "{}: {} bytes {what}", self.name, made.len());
            assert!(handout::pdf::file::File::read(made).is_ok(), "{}: cannot be read when {what}", self.name);
            let _ = writeln!(out, "{what}");
        }
        (out, took)
    }
}

#[test]
fn every_file_is_read_within_bounds() {
    let next = AtomicUsize::new(0);
    let told = Mutex::new(vec![String::new(); CASES.len()]);
    let slow = Mutex::new(Vec::new());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = CASES.get(at) else { return };
            let (text, took) = case.told();
            told.lock().expect("no case panics")[at] = text;
            if took > Duration::from_secs(5) {
                slow.lock().expect("no case panics").push(format!("{}: {took:?}", case.name));
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().for_each(|w| w.join().expect("no file brings the program down"));
    });
    let slow = slow.into_inner().expect("no case panics");
    assert!(slow.is_empty(), "too slow: {slow:#?}");
    let told = told.into_inner().expect("no case panics").join("\n");
    let path = folder().join("findings.txt");
    match std::fs::read_to_string(&path) {
        Ok(kept) => {
            let pairs = kept.split("\n== ").zip(told.split("\n== "));
            let other = pairs.filter(|(kept, told)| kept.trim_end() != told.trim_end());
            let wrong: Vec<String> = other.map(|(kept, told)| format!("kept {kept}\nsaid {told}")).collect();
            assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
            assert_eq!(kept, told);
        }
        Err(_) => {
            std::fs::write(&path, &told).expect("the folder can be written");
            panic!("written anew, look at it\n{told}");
        }
    }
}

#[test]
fn names_of_files_are_their_own() {
    let names: BTreeSet<&str> = CASES.iter().map(|c| c.name).collect();
    assert_eq!(names.len(), CASES.len());
}

/// Writes files into a folder; their names.
fn written(dir: &Path, cases: impl Iterator<Item = &'static Case>) -> Vec<String> {
    cases
        .map(|case| {
            let name = format!("{}.pdf", case.name);
            std::fs::write(dir.join(&name), (case.make)()).expect("the folder can be written");
            name
        })
        .collect()
}

/// Runs the program with files as its last arguments.
fn with(dir: &Path, args: &[&str], files: &[String]) -> Run {
    run_in(dir, &[args, &files.iter().map(String::as_str).collect::<Vec<_>>()].concat())
}

/// The files in a folder.
fn listing(dir: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect()
}

const SOME: [&str; 12] = [
    "empty-file",
    "not-a-pdf",
    "no-form",
    "ours-printed",
    "encrypted-user-password",
    "cut-in-the-middle",
    "bomb-object-stream",
    "field-tree-in-a-circle",
    "a-hundred-thousand-fields",
    "questions-bomb",
    "escapes-in-names-twice",
    "signed-ours",
];

#[test]
fn the_commands_refuse_what_they_cannot_read() {
    let dir = tempfile::tempdir().expect("there is a folder for temporary files");
    let names = written(dir.path(), CASES.iter().filter(|c| SOME.contains(&c.name)));
    assert_eq!(names.len(), SOME.len());
    let before = listing(dir.path());
    let run = with(dir.path(), &["extract", "--color", "always", "--format", "json"], &names);
    run.exits(1)
        .complains("the file is encrypted")
        .complains("the file is cut off")
        .complains("the file is no PDF")
        .complains("was flattened")
        .prints("\"a.c\": \"read\"");
    assert!(!run.out.contains('\u{1b}'), "{}", run.out);
    let flattened = with(dir.path(), &["flatten", "--out", "flat"], &names);
    flattened.exits(1).complains("is signed, and any change would break");
    assert_eq!(listing(&dir.path().join("flat")), BTreeSet::new());
    std::fs::write(dir.path().join("answers.yaml"), "{}").expect("the folder can be written");
    for name in &names {
        run_in(dir.path(), &["fill", name, "--data", "answers.yaml"]).exits(1);
    }
    let after: BTreeSet<String> =
        listing(dir.path()).into_iter().filter(|n| n != "answers.yaml" && n != "flat").collect();
    assert_eq!(after, before, "something was written");
}

#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let dir = tempfile::tempdir().expect("there is a folder for temporary files");
    let file = std::fs::File::create(dir.path().join("large.pdf")).expect("the folder can be written");
    file.set_len(1 << 30).expect("a file with a hole");
    for command in ["extract", "flatten"] {
        run_in(dir.path(), &[command, "large.pdf"]).exits(1).complains("the file is larger than 64 MB");
    }
    assert_eq!(listing(dir.path()).len(), 1);
}

/// For `tests/hostile-table.sh`.
#[test]
#[ignore = "writes the files for the table of times and memory"]
fn write_the_files() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    std::fs::create_dir_all(&dir).expect("the folder can be made");
    written(&dir, CASES.iter());
    for (name, bytes) in files::large() {
        std::fs::write(dir.join(format!("large-{name}.pdf")), bytes).expect("the folder can be written");
    }
    let file = std::fs::File::create(dir.join("a-gigabyte.pdf")).expect("the folder can be written");
    file.set_len(1 << 30).expect("a file with a hole");
}
