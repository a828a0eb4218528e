//! What a build makes again after a change: the result is always that of a build into an empty folder.

mod edits;
mod killed;

use std::collections::BTreeMap;
use std::path::Path;

use handout::manifest::Manifest;
use handout::record::NAME;

use self::edits::{Chance, Edited};
use crate::support::{Fixture, Run, TODAY, root};

const GUIDE: &str = "sources/guides/short/en.yaml";

/// A small project of two texts, one of them in two languages, with sign-offs, pictures and every kind of product.
pub(crate) fn small() -> Fixture {
    let fixture = Fixture::reviewed();
    for old in ["sources/guides/first-visit/en.yaml", "sources/worksheets/all-fields/en.yaml"] {
        fixture.remove(old);
    }
    let old = ["all-fields.en", "first-visit.en"].map(|name| format!("sources/reviews/{name}.yaml"));
    for file in &old {
        fixture.remove(file);
    }
    fixture
        .write(GUIDE, GUIDE_TEXT)
        .write("sources/guides/short/es.yaml", SPANISH)
        .write("sources/guides/short/leaf.svg", fixture.read("sources/clinics/maple.svg"))
        .write("sources/worksheets/tiny/en.yaml", WORKSHEET)
        .write("sources/strings/en.yaml", shipped("sources/strings/en.yaml"))
        .write(
            "sources/facts/us.es.yaml",
            shipped("sources/facts/us.es.yaml").replace("handout-project", "sample-authors"),
        )
        .edit("sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", PRODUCTS)
        .edit("sources/project.yaml", "papers: [letter, a4]", "papers: [letter]")
        .edit("sources/project.yaml", "languages: [en]", "languages: [en, es]")
        .edit("sources/clinics/maple.yaml", "hours: {en: ", "hours: {es: \"De lunes a viernes\", en: ")
        .edit("sources/clinics/maple.yaml", "logo_alt: {en: ", "logo_alt: {es: \"Una hoja de arce\", en: ");
    fixture
}

fn shipped(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("a shipped file")
}

const PRODUCTS: &str = "products: [leaflet, trifold, card, worksheet, worksheet-paper]";

const GUIDE_TEXT: &str = "\
id: short
title: A short visit
revision: 1
audience: Families
main_message: Come as you are.
summary: What happens at a visit.
authors: [sample-authors]
dates: {issued: 2026-11-20, evidence_checked: 2026-11-19}
topics: [opioids]
interests: No one paid for this text.
figures:
  - {id: leaf, file: leaf.svg, alt: A leaf of a maple tree, width: third}
introduction: |
  A visit takes an hour. Nobody has to decide anything.
sections:
  - id: before
    heading: Before you come
    brief: Write down what you want to ask.
    body: |
      Write down three questions. If you are afraid for a life, call [](fact:call-911).

      > [!FIGURE] leaf

      - Bring the list of medicines.
      - Bring someone you trust.
  - id: after
    heading: After the visit
    brief: Rest, and talk about it the next day.
    body: |
      Rest. Treatment takes time.
faq:
  - id: who
    question: Who may come along?
    answer: Anyone the person trusts.
references:
  - {title: A sample source, publisher: Sample House, url: \"https://example.org/source\"}
worksheets: [tiny]
";

const SPANISH: &str = "\
id: short
title: Una visita corta
revision: 1
audience: Familias
main_message: Venga como es.
summary: Lo que pasa en una visita.
authors: [sample-authors]
dates: {issued: 2026-11-20, evidence_checked: 2026-11-19}
interests: Nadie pagó por este texto.
introduction: |
  Una visita dura una hora. Nadie tiene que decidir nada en ese día.
sections:
  - id: before
    heading: Antes de venir
    brief: Escriba lo que quiere preguntar.
    body: |
      Escriba tres preguntas que usted quiere hacer en la visita con nosotros.
references:
  - {title: Una fuente, publisher: Casa de Ejemplo, url: \"https://example.org/fuente\"}
";

const WORKSHEET: &str = "\
id: tiny
title: My questions
revision: 1
audience: Families
summary: What I want to ask.
authors: [sample-authors]
dates: {issued: 2026-11-20, evidence_checked: 2026-11-19}
parts:
  - id: questions
    heading: What I ask
    fields:
      - {id: first, type: text, label: My first question}
      - {id: calm, type: checkbox, label: I feel calm}
";

/// A build with what it left: exit code, what it said, and its PDFs.
struct Built {
    run: Run,
    files: BTreeMap<String, Vec<u8>>,
}

/// Builds into a folder.
fn build(fixture: &Fixture, folder: &str, args: &[&str]) -> Built {
    let run = fixture.run(&[&["build", "--prune", "--out", folder], args].concat());
    Built { run, files: pdfs(&fixture.path(folder)) }
}

/// The PDFs of a folder, by their paths in it.
fn pdfs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let clinics = std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let files = clinics.flat_map(|clinic| std::fs::read_dir(clinic.path()).into_iter().flatten().flatten());
    files
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "pdf"))
        .map(|entry| {
            let path = entry.path();
            let name = path.strip_prefix(folder).expect("a file of the folder").display().to_string();
            (name, std::fs::read(path).expect("a file"))
        })
        .collect()
}

/// What a build said, whatever it had made before and wherever it wrote.
fn said(run: &Run, folder: &str) -> (i32, String, String) {
    let lines = run.out.lines().filter(|line| !line.starts_with("removed "));
    let lines = lines.map(|line| line.split("; nothing had changed").next().unwrap_or_default().to_owned());
    let lines = lines.map(|line| match line.split_once("; ") {
        Some((what, how)) if how.ends_with("had not changed") => what.to_owned(),
        _ => line,
    });
    let out = lines.collect::<Vec<_>>().join("\n").replace(folder, "FOLDER");
    (run.code, out, run.err.replace(folder, "FOLDER"))
}

/// Holds a folder that grew by edits to a new one.
#[track_caller]
fn is_clean(fixture: &Fixture, args: &[&str], edits: &[String]) -> i32 {
    let _ = std::fs::remove_dir_all(fixture.path("clean"));
    let (grown, clean) = (build(fixture, "grown", args), build(fixture, "clean", args));
    let last = || format!("after {:#?}\n{}\n{}", &edits[edits.len().saturating_sub(4)..], grown.run.out, grown.run.err);
    for (path, bytes) in &clean.files {
        assert!(grown.files.get(path) == Some(bytes), "{path} is not what a new folder has, {}", last());
    }
    // Files of texts with errors stay.
    if clean.run.code == 0 {
        assert_eq!(said(&grown.run, "grown"), said(&clean.run, "clean"), "{}", last());
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&grown.files), names(&clean.files), "{}", last());
        let manifest = |folder: &str| Manifest::read(&fixture.path(folder)).expect("a manifest");
        assert_eq!(manifest("grown"), manifest("clean"), "{}", last());
    }
    clean.run.code
}

/// Random edits one after the other, each followed by a build; what cannot be built is taken back.
fn edits_from(seed: u64, count: usize) {
    let fixture = small();
    fixture.edit("sources/project.yaml", PRODUCTS, edits::FEW);
    let mut edited = Edited::new(&fixture, Chance(seed));
    let mut edits = vec!["nothing".to_owned()];
    assert_eq!(is_clean(&fixture, &["--today", TODAY], &edits), 0);
    let mut whole = 0;
    for _ in 0..count {
        edits.push(edited.edit());
        let args: Vec<String> = edited.args();
        let code = is_clean(&fixture, &args.iter().map(String::as_str).collect::<Vec<_>>(), &edits);
        if code == 0 {
            whole += 1;
            edited.keep();
        } else {
            edited.take_back();
        }
    }
    assert!(whole * 2 > count, "only {whole} of {count} edits could be built");
}

/// The same in several projects at once.
fn edits_on_threads(seeds: &[u64], count: usize) {
    std::thread::scope(|scope| {
        for seed in seeds {
            scope.spawn(move || edits_from(*seed, count));
        }
    });
}

#[test]
fn two_hundred_edits() {
    edits_on_threads(&[5, 6], 100);
}

#[test]
#[ignore = "half an hour on two cores: by hand"]
fn two_thousand_edits() {
    edits_on_threads(&[1, 2, 3, 4], 500);
}

/// Which documents a build made, by `--explain`: `short.en-leaflet` and such.
fn made(fixture: &Fixture) -> Vec<String> {
    let run = fixture.build(&["--explain"]);
    let lines = run.out.lines().filter(|line| line.contains(": made, "));
    lines.map(|line| line.trim_start_matches("maple/").split("-letter").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn only_what_prints_a_word_is_made_again() {
    let fixture = small();
    fixture.build(&[]).exits(0);
    assert_eq!(made(&fixture), Vec::<String>::new());
    fixture.edit(GUIDE, "brief: Rest, and talk", "brief: Sleep, and talk");
    assert_eq!(made(&fixture), ["short.en-trifold"]);
    fixture.edit(GUIDE, "Treatment takes time.", "Treatment takes a long time.");
    assert!(made(&fixture).contains(&"short.en-leaflet".to_owned()));
    fixture.edit("sources/worksheets/tiny/en.yaml", "My first question", "What I ask first");
    assert_eq!(made(&fixture), ["tiny.en-worksheet", "tiny.en-worksheet-paper"]);
    let facts = fixture.read("sources/facts/us.es.yaml");
    fixture.write("sources/facts/us.es.yaml", format!("# Checked by nobody.\n\n{facts}"));
    assert_eq!(made(&fixture), Vec::<String>::new(), "a comment");
    fixture.edit(GUIDE, "title: A short visit", "title: A quick visit");
    assert_eq!(made(&fixture), ["short.en-card", "short.en-leaflet", "short.en-trifold"]);
}

#[test]
fn a_build_with_nothing_to_do_says_what_the_first_one_said() {
    let fixture = small();
    let first = fixture.build(&[]);
    first.exits(0);
    let second = fixture.build(&[]);
    assert_eq!(second.out.trim_end(), format!("{}; nothing had changed", first.out.trim_end()));
    assert_eq!(second.err, first.err);
    let later = fixture.run(&["build", "--today", "2026-12-02"]);
    assert_eq!(later.out, second.out, "another day judges anew, and makes nothing");
    fixture.build(&["--anew"]).exits(0).says_nothing_of("had not changed");
}

#[test]
fn a_file_that_is_not_what_was_made_is_made_again() {
    let fixture = small();
    fixture.build(&[]).exits(0);
    let leaflet = fixture.path("out/maple/tiny.en-worksheet-paper-letter-DRAFT.pdf");
    let bytes = std::fs::read(&leaflet).expect("a leaflet");
    let is_whole = || assert!(std::fs::read(&leaflet).expect("a leaflet") == bytes);
    std::fs::remove_file(&leaflet).expect("it is there");
    assert_eq!(made(&fixture), ["tiny.en-worksheet-paper"]);
    is_whole();
    std::fs::write(&leaflet, &bytes[..bytes.len() / 2]).expect("it can be written");
    fixture.build(&[]).exits(0).prints("; 1 made anew, ");
    is_whole();
    let garbled: Vec<u8> = bytes.iter().map(|byte| byte ^ 1).collect();
    std::fs::write(&leaflet, &garbled).expect("it can be written");
    fixture.build(&[]).exits(0).prints("; nothing had changed");
    fixture.build(&["--verify"]).exits(0).prints("; 1 made anew, ");
    is_whole();
}

#[test]
fn a_record_that_is_damaged_or_of_another_program_counts_as_none() {
    let fixture = small();
    fixture.build(&[]).exits(0);
    let path = format!("out/{NAME}");
    let record = fixture.read(&path);
    let all = made(&small()).len();
    let half = &record[..record.len() / 2];
    let changed = record.replacen("letter", "lettre", 1);
    for damaged in ["", "{}", half, &changed, &edits::of_another_program(&record)] {
        fixture.write(&path, damaged);
        assert_eq!(made(&fixture).len(), all);
        assert_eq!(fixture.read(&path).len(), record.len(), "it is written anew");
    }
    fixture.remove(&path);
    assert_eq!(made(&fixture).len(), all);
}

#[test]
fn what_is_released_is_held_to_its_bytes() {
    let fixture = Fixture::reviewed();
    let release = || fixture.run(&["build", "--release", "--today", TODAY]);
    release().exits(0);
    release().exits(0).prints("; nothing had changed");
    let leaflet = fixture.path("release/maple/first-visit.en-leaflet-letter.pdf");
    let bytes = std::fs::read(&leaflet).expect("a leaflet");
    std::fs::write(&leaflet, bytes.iter().map(|byte| byte ^ 1).collect::<Vec<u8>>()).expect("it can be written");
    release().exits(0).prints("; 1 made anew, ");
    assert!(std::fs::read(&leaflet).expect("a leaflet") == bytes);
}

#[test]
fn what_nobody_reads_and_whose_file_it_is_count_too() {
    let fixture = small();
    fixture.remove("sources/facts/us.es.yaml").edit("sources/project.yaml", "languages: [en, es]", "languages: [en]");
    fixture.remove("sources/guides/short/es.yaml");
    fixture.build(&[]).exits(0).says_nothing_of("stray-file");
    // What is left out of the manifest may be a finding.
    fixture.write("sources/guides/short/notes.md", "notes");
    fixture.build(&[]).complains("stray-file");
    fixture.remove("sources/guides/short/notes.md");
    fixture.build(&[]).says_nothing_of("stray-file");
    // A copy of a default is the project's own, and so are its authors.
    let fixture = small();
    fixture.remove("sources/facts/us.es.yaml");
    let first = fixture.build(&[]);
    fixture.write("sources/facts/us.es.yaml", shipped("sources/facts/us.es.yaml"));
    let copied = fixture.build(&[]);
    let anew = fixture.build(&["--anew"]);
    assert_eq!((copied.code, &copied.err), (anew.code, &anew.err));
    assert_ne!(copied.err, first.err, "the authors of the copy are not in people.yaml");
}

#[test]
fn what_was_found_in_a_file_goes_with_it() {
    let fixture = small();
    let logo = std::fs::read(root().join("tests/fixtures/reviewed/sources/clinics/maple.svg")).expect("a logo");
    fixture.write("sources/clinics/maple.svg", logo);
    let both = fixture.build(&["--print", "office,press"]);
    both.exits(0);
    let press: Vec<String> = pdfs(&fixture.path("out")).into_keys().filter(|name| name.contains("-press")).collect();
    assert!(!press.is_empty());
    press.iter().for_each(|name| std::fs::remove_file(fixture.path(&format!("out/{name}"))).expect("it is there"));
    let office = fixture.build(&[]);
    let anew = fixture.build(&["--anew"]);
    assert_eq!((office.code, &office.err), (anew.code, &anew.err));
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_refused_with_nothing_to_do_too() {
    let fixture = small();
    fixture.build(&[]).exits(0);
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::rename(fixture.path("out/maple"), elsewhere.path().join("maple")).expect("it can be moved");
    std::os::unix::fs::symlink(elsewhere.path().join("maple"), fixture.path("out/maple")).expect("a link");
    fixture.build(&[]).exits(2).complains("is a link that leads out of its folder");
}
