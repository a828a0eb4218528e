//! What the review desk costs: `status` and `due` over many texts, a packet, and the import of many answers.
//! `cargo bench --profile dev --bench desk` prints a table: seconds from start to end of a run of the program, the median
//! of several; limits are what a desk is to keep. Run it on an idle machine.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use handout::diag::Sink;
use handout::engine::fonts::Fonts;
use handout::job::load;
use handout::model::{Person, SignOff};
use handout::project::Tree;
use handout::review::digest::{CANON, Digest};
use handout::review::subject::Subject;
use handout::source::raw::Reviews;
use handout::source::yaml;

/// How many texts, with three sign-offs each.
const TEXTS: usize = 1000;
/// How many answered packets.
const PACKETS: usize = 200;
const ROUNDS: usize = 7;
const TODAY: &str = "2026-12-01";
const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reviewed");

/// Runs the program in a project; the seconds it took.
fn run(project: &Path, args: &[&str]) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
    command.current_dir(project).args(args).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program was built");
    assert!(status.code().is_some_and(|code| code <= 1), "{args:?}: {status}");
    start.elapsed().as_secs_f64()
}

fn median(mut work: impl FnMut() -> f64) -> f64 {
    let mut took: Vec<f64> = (0..ROUNDS).map(|_| work()).collect();
    took.sort_by(f64::total_cmp);
    took[ROUNDS / 2]
}

fn row(what: &str, took: f64, limit: f64) {
    println!("{what:<64} {:>9.0} ms (limit {:.0})", took * 1000.0, limit * 1000.0);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { drop(std::fs::copy(entry.path(), target)) }
    }
}

/// A project of so many guides, each with three sign-offs of its words.
fn project(at: &Path, texts: usize) {
    copy(Path::new(FIXTURE), at);
    let sources = at.join("sources");
    let guide = std::fs::read_to_string(sources.join("guides/first-visit/en.yaml")).expect("the guide");
    for n in 0..texts {
        let folder = sources.join(format!("guides/visit-{n}"));
        copy(&sources.join("guides/first-visit"), &folder);
        let own = guide.replace("id: first-visit", &format!("id: visit-{n}"));
        std::fs::write(folder.join("en.yaml"), own).expect("a guide");
    }
    std::fs::create_dir_all(sources.join("reviews/texts")).expect("a folder");
    let tree = Tree::read(at).expect("the project");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let project = load(&tree, &Fonts::load(&tree), day, &mut Sink::default()).0.expect("the project");
    for text in project.texts.values().filter(|text| text.head.id.starts_with("visit-")) {
        let canonical = Subject::Text(text).canonical(CANON).unwrap_or_default();
        let digest = Digest::of(canonical.as_bytes());
        std::fs::write(sources.join(format!("reviews/texts/{}.json", digest.as_str())), &canonical).expect("the words");
        let sign_offs = (1..=3).map(|month| SignOff {
            text: text.head.id.clone(),
            lang: text.head.lang.clone(),
            revision: text.head.revision,
            canon: CANON,
            digest: digest.as_str().to_owned(),
            reviewed: format!("2026-0{month}-01"),
            next_review: format!("2028-0{month}-01"),
            recorded_by: "Sample Clerk".to_owned(),
            reviewer: project.people["sample-reviewer"].signer(),
            authors: text.head.authors.iter().map(Person::signer).collect(),
            evidence: None,
            seal: None,
            taken_back: None,
        });
        let reviews = Reviews { sign_offs: sign_offs.collect(), ..Reviews::default() };
        let record = yaml::write("A record.", &reviews).expect("a record");
        std::fs::write(sources.join(format!("reviews/{}.en.yaml", text.head.id)), record).expect("a record");
    }
}

/// Changes a guide, so that what was signed is another text.
fn change(project: &Path, n: usize) {
    let file = project.join(format!("sources/guides/visit-{n}/en.yaml"));
    let text = std::fs::read_to_string(&file).expect("the guide").replace("revision: 2", "revision: 3");
    std::fs::write(&file, text.replace("Two people are enough", "Three people are enough")).expect("the guide");
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let many = folder.path().join("many");
    project(&many, TEXTS);
    for what in ["status", "due"] {
        let args = [what, "--today", TODAY];
        let first = run(&many, &args);
        row(&format!("{what} of {TEXTS} texts with {} sign-offs, the first time", 3 * TEXTS), first, 1.0);
        row(&format!("{what} once more, nothing changed"), median(|| run(&many, &args)), 0.3);
    }
    let desk = folder.path().join("desk");
    project(&desk, PACKETS);
    (0..PACKETS).for_each(|n| change(&desk, n));
    let packet = |n: usize| {
        let id = format!("visit-{n}");
        run(&desk, &["review", "packet", &id, "--lang", "en", "--for", "sample-reviewer", "--today", TODAY])
    };
    row("a packet with what changed", median(|| packet(0)), 0.15);
    for n in 0..PACKETS {
        packet(n);
    }
    let answer = format!("overall: {{decision: approve, name: Sample Reviewer, date: {TODAY}}}\n");
    std::fs::write(desk.join("answer.yaml"), answer).expect("an answer");
    for n in 0..PACKETS {
        let pdf = format!("packets/visit-{n}.en-r3-sample-reviewer.pdf");
        run(&desk, &["fill", &pdf, "--data", "answer.yaml", "--out", "back"]);
    }
    let took = run(&desk, &["review", "import", "back", "--today", TODAY]);
    let recorded = std::fs::read_dir(desk.join("sources/reviews/evidence")).expect("evidence").count();
    assert_eq!(recorded, PACKETS, "every answer was recorded");
    row(&format!("import of {PACKETS} answers"), took, 5.0);
}
