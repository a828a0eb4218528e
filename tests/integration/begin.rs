//! `handout new`: what staff begin with is sound as it is, and written over nothing.

use std::path::Path;

use crate::support::{Fixture, TODAY, root, run_in};

const DAY: [&str; 2] = ["--today", TODAY];

#[test]
fn a_new_project_builds_as_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    let made = run_in(dir.path(), &[&["new", "our-handouts"][..], &DAY].concat());
    made.exits(0).prints("made our-handouts with 21 files").prints("next: cd our-handouts && handout build");
    let project = dir.path().join("our-handouts");
    let check = run_in(&project, &[&["check"][..], &DAY].concat());
    check.exits(0);
    assert_eq!(check.err, "", "a new project has findings");
    run_in(&project, &[&["build"][..], &DAY].concat()).exits(0).prints("built 4 documents");
    assert!(project.join("out/our-clinic/your-visit.en-leaflet-letter-DRAFT.pdf").is_file());
    for file in [".gitignore", ".vscode/extensions.json", "README.md", "schemas/guide.schema.json"] {
        assert!(project.join(file).is_file(), "{file}");
    }
    let settings = std::fs::read_to_string(project.join(".vscode/settings.json")).expect("settings");
    for entry in std::fs::read_dir(project.join("schemas")).expect("schemas") {
        let name = entry.expect("a schema").file_name();
        let named = format!("\"./schemas/{}\": ", name.display());
        assert!(settings.contains(&named), "the settings of editors lack {named}");
    }
    let again = run_in(dir.path(), &[&["new", "our-handouts"][..], &DAY].concat());
    again.exits(2).complains("are there already; nothing was written");
}

/// The schema that a file names, from the folder of the file.
fn schema_of(file: &Path) -> std::path::PathBuf {
    let text = std::fs::read_to_string(file).expect("a file of the sources");
    let line = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
    file.parent().expect("a folder").join(line.unwrap_or_else(|| panic!("{} names no schema", file.display())))
}

#[test]
fn files_name_their_schemas_and_those_are_the_programs() {
    let sources = ["project.yaml", "people.yaml", "clinics/riverside.yaml", "strings/es.yaml", "facts/us.en.yaml"];
    let texts = ["guides/naloxone-at-home/en.yaml", "worksheets/what-i-want-to-say/en.yaml"];
    for file in sources.iter().chain(&texts) {
        let schema = schema_of(&root().join("sources").join(file));
        assert!(schema.is_file(), "{file} names {}", schema.display());
    }
    let dir = tempfile::tempdir().expect("a folder");
    run_in(dir.path(), &["schema", "--all", "schemas"]).exits(0);
    for entry in std::fs::read_dir(dir.path().join("schemas")).expect("schemas") {
        let (path, name) = entry.map(|e| (e.path(), e.file_name())).expect("a schema");
        let shipped = std::fs::read(root().join("schemas").join(&name)).expect("it ships");
        let fresh = std::fs::read(path).expect("it was written");
        assert!(shipped == fresh, "{name:?} is old: handout schema --all schemas");
    }
}

#[test]
fn what_is_begun_in_a_project_is_sound() {
    let dir = tempfile::tempdir().expect("a folder");
    run_in(dir.path(), &["new", "p"]).exits(0);
    let project = dir.path().join("p");
    let edit = |file: &str, from: &str, to: &str| {
        let path = project.join(file);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{file}: {text}");
        std::fs::write(&path, text.replace(from, to)).expect("it can be written");
    };
    let new = |args: &[&str]| run_in(&project, &[&["new"][..], args, &DAY].concat());
    new(&["guide", "sleep", "--lang", "es"]).exits(2).complains("`es` is not in `languages:` of project.yaml (`en`)");
    edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    edit("sources/project.yaml", "clinics: [our-clinic]", "clinics: [our-clinic, north]");
    edit("sources/clinics/our-clinic.yaml", "hours: {en", "hours: {es: \"De 9 a 17\", en");
    new(&["guide", "sleep"]).exits(0).prints("made sources/guides/sleep/en.yaml");
    new(&["guide", "dormir", "--lang", "es"]).exits(0);
    new(&["worksheet", "plan"]).exits(0).prints("sources/worksheets/plan/en.yaml");
    new(&["worksheet", "hoja", "--lang", "es"]).exits(0);
    new(&["clinic", "north"]).exits(0).prints("add `north` to `clinics:`");
    assert!(schema_of(&project.join("sources/guides/sleep/en.yaml")).is_file());
    let check = run_in(&project, &[&["check"][..], &DAY].concat());
    check.exits(0);
    // Nothing but words that are still to be written.
    assert!(!check.err.contains("error["), "{}", check.err);
    let said = check.err.matches("warning[").count();
    assert!(said > 0 && check.err.matches("these are the words of `handout new`").count() == said, "{}", check.err);

    new(&["guide", "sleep"]).exits(2).complains("there is a text `sleep` already; `handout new sleep --lang L`");
    new(&["guide", "Sleep Well"]).exits(2).complains("`Sleep Well` is no id");
    new(&["guide"]).exits(2).complains("`new guide` needs an id");
    new(&["giude", "x"]).exits(2).complains("(did you mean `guide`?)");
    new(&["slep", "--lang", "es"]).exits(2).complains("the project has no text `slep` (did you mean `sleep`?)");
}

#[test]
fn a_translation_has_the_structure_and_every_word_marked() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    fixture.run(&["new", "first-visit", "--lang", "es"]).exits(0).prints("made sources/guides/first-visit/es.yaml");
    fixture.run(&["new", "first-visit", "--lang", "es"]).exits(2).complains("is there already");
    let path = "sources/guides/first-visit/es.yaml";
    let (own, marked) = (fixture.read("sources/guides/first-visit/en.yaml"), fixture.read(path));
    assert_eq!(marked.replace("TRANSLATE ", ""), own);
    for line in [
        "title: TRANSLATE The first visit",
        "      TRANSLATE Write down **three questions**.",
        "    question: TRANSLATE Who may come along?",
        "  - {title: A sample source",
    ] {
        assert!(marked.contains(line), "no `{line}` in\n{marked}");
    }
    let check = fixture.run(&["check", "first-visit", "--lang", "es", "--paper", "letter", "--today", TODAY]);
    check.exits(1).complains("error[untranslated]: these words are still to be translated");
    let marks = marked.matches("TRANSLATE ").count();
    assert_eq!(check.err.matches("error[untranslated]").count(), marks, "{}", check.err);
}
