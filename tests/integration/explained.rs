//! `handout explain` and `docs/findings.md`: each code has a section, whose mistake gives the finding that it quotes.

use handout::diag::Code;

use super::support::{Fixture, TODAY, root};

/// The section of a code.
fn section(page: &'static str, code: Code) -> &'static str {
    let (_, rest) = page
        .split_once(&format!("\n### `{}`\n", code.as_str()))
        .unwrap_or_else(|| panic!("no section for `{}`", code.as_str()));
    rest.split("\n### ").next().unwrap_or_default()
}

/// What the program prints of a mistake, as a section quotes it.
fn quoted(section: &str) -> Vec<&str> {
    section.lines().filter_map(|line| line.strip_prefix("> ")).collect()
}

/// A file of the fixture, the wrong lines of it and the right ones, where a section has such.
fn replacement(section: &str) -> Option<(&str, &str, &str)> {
    let (_, rest) = section.split_once("Wrong, in `")?;
    let (path, rest) = rest.split_once('`')?;
    let mut blocks = rest.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').map_or("", |(_, b)| b));
    Some((path, blocks.next()?, blocks.next()?))
}

/// The kept outputs of all findings.
fn kept() -> String {
    let folder = root().join("tests/integration/findings");
    let files = std::fs::read_dir(folder).expect("the folder of snapshots").map(|entry| entry.expect("a file").path());
    let texts = files.filter(|path| path.extension().is_some_and(|e| e == "txt"));
    texts.map(|path| std::fs::read_to_string(path).expect("a snapshot")).collect()
}

#[test]
fn every_code_is_explained_by_a_mistake_that_gives_it() {
    let page: &'static str = std::fs::read_to_string(root().join("docs/findings.md")).expect("the page").leak();
    let (kept, mut shown) = (kept(), 0);
    for code in Code::ALL {
        let name = code.as_str();
        let section = section(page, *code);
        let quotes = quoted(section);
        assert!(!quotes.is_empty(), "{name} quotes nothing");
        let is_of = |quote: &&str| quote.contains(&format!("[{name}]: "));
        assert!(quotes.iter().all(is_of), "{name} quotes another code");
        let printed = match replacement(section) {
            Some((path, wrong, right)) => {
                shown += 1;
                let fixture = Fixture::reviewed();
                let text = std::fs::read_to_string(fixture.path(path))
                    .or_else(|_| std::fs::read_to_string(root().join(path)))
                    .unwrap_or_else(|why| panic!("{name}: {path}: {why}"));
                assert_eq!(text.matches(right).count(), 1, "{name}: `{right}` stands not once in {path}");
                fixture.write(path, text.replace(right, wrong));
                let how = if section.contains("check --language") { "--language" } else { "--paper=letter" };
                fixture.run(&["check", how, "--today", TODAY]).err
            }
            None => kept.clone(),
        };
        for quote in quotes {
            assert!(printed.lines().any(|line| line == quote), "{name}: no `{quote}` in\n{printed}");
        }
    }
    assert!(shown >= 36, "only {shown} codes have a mistake to make");
}

#[test]
fn explain_prints_the_section_of_a_code() {
    let fixture = Fixture::reviewed();
    let run = fixture.run(&["explain", "unknown-key"]);
    run.exits(0);
    assert!(run.out.starts_with("error [unknown-key]: A key that this kind of file does not have.\n\n"), "{}", run.out);
    assert!(run.out.contains("sumary: What happens") && run.out.contains("Right:"), "{}", run.out);
    assert!(!run.out.contains("comment-in-text"), "{}", run.out);
    assert_eq!(fixture.run(&["explain", "error[unknown-key]"]).out, run.out);
    assert_eq!(fixture.run(&["explain"]).out.lines().count(), Code::ALL.len());
    fixture.run(&["explain", "unknown-kay"]).exits(2).complains("(did you mean `unknown-key`?)");
}
