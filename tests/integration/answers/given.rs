//! Files of families as they are given: by name, by a pattern, or as the folder that they are in.

use super::ANSWERS;
use crate::support::{Fixture, Run};

/// Three filled worksheets in `returned/`, one of them flattened too, and a photo.
fn returned() -> Fixture {
    let fixture = Fixture::reviewed();
    let pdf = fixture.filled(ANSWERS);
    for name in ["b.pdf", "a.PDF", "c [2].pdf"] {
        let target = fixture.path("returned").join(name);
        std::fs::create_dir_all(fixture.path("returned")).expect("a folder can be made");
        std::fs::copy(fixture.path(&pdf), target).expect("a file can be copied");
    }
    fixture.run(&["flatten", "returned/b.pdf"]).exits(0);
    fixture.write("returned/photo.jpg", "a photo").write("returned/.hidden.pdf", "not of the family");
    fixture
}

fn files(run: &Run) -> Vec<String> {
    let all: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let name = |one: &serde_json::Value| one["file"].as_str().unwrap_or_default().replace('\\', "/");
    all.as_array().expect("a list").iter().map(name).collect()
}

#[test]
fn a_folder_is_all_its_worksheets() {
    let fixture = returned();
    let run = fixture.run(&["extract", "returned", "--format", "json"]);
    run.exits(0);
    assert_eq!(files(&run), ["returned/a.PDF", "returned/b.pdf", "returned/c [2].pdf"]);
    fixture.run(&["flatten", "returned", "--out", "paper"]).exits(0);
    assert!(fixture.path("paper/a-flat.pdf").exists() && !fixture.path("paper/b-flat-flat.pdf").exists());
    std::fs::create_dir(fixture.path("empty")).expect("a folder can be made");
    fixture.run(&["extract", "empty"]).exits(1).complains("this is a folder without a PDF in it");
}

#[test]
fn patterns_are_expanded_where_the_shell_does_not() {
    let fixture = returned();
    let run = fixture.run(&["extract", "returned/b.pdf", "returned/?.pdf", "--format", "json"]);
    run.exits(0);
    assert_eq!(files(&run), ["returned/b.pdf", "returned/a.PDF"]);
    // A file that is called like a pattern is that file.
    fixture
        .run(&["extract", "returned/c [2].pdf", "--format", "json"])
        .exits(0)
        .prints("\"file\": \"returned/c [2].pdf\"");
    fixture.run(&["extract", "returned/*.docx"]).exits(1).complains("no file matches this");
    // What can be read is read beside it.
    fixture
        .run(&["extract", "returned/b.pdf", "returned/[b.pdf", "--format", "json"])
        .exits(1)
        .prints("returned/b.pdf");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_unicode_are_files_too() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = returned();
    let name = std::ffi::OsStr::from_bytes(b"Jos\xe9.pdf");
    std::fs::copy(fixture.path("returned/b.pdf"), fixture.path("returned").join(name)).expect("a file can be copied");
    fixture.run(&["extract", "returned/J*.pdf", "--format", "csv"]).exits(0).prints("returned/Jos");
    std::fs::rename(fixture.path("returned"), fixture.path("back [1]")).expect("a folder can be renamed");
    fixture.run(&["extract", "back [1]/?.pdf", "--format", "csv"]).exits(0).prints("back [1]/b.pdf");
}
