//! Nothing is trusted by its name: kept texts, released files, entries and days of manifests, links, pipes, and names of
//! people.

use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const LEAFLET: &str = "maple/first-visit.en-leaflet-letter.pdf";

fn release(fixture: &Fixture, today: &str) -> Run {
    fixture.run(&["build", "--release", "--today", today])
}

/// A project in which the guide was released and then changed.
fn released() -> Fixture {
    let fixture = Fixture::reviewed();
    release(&fixture, TODAY).exits(0);
    fixture.edit(GUIDE, "Two people are enough.", "Two people will do.");
    fixture
}

fn is_there(fixture: &Fixture) -> bool {
    fixture.path(&format!("release/{LEAFLET}")).exists()
}

#[test]
fn a_released_file_stays_only_as_it_was_released() {
    let fixture = released();
    release(&fixture, TODAY).exits(1).prints("the last reviewed edition stays");
    assert!(is_there(&fixture));
    fixture.write(&format!("release/{LEAFLET}"), "another file");
    release(&fixture, TODAY).exits(1).prints("the released file is removed: it is not the one that was released");
    assert!(!is_there(&fixture));
}

#[test]
fn a_day_moved_by_hand_is_not_believed() {
    let fixture = released();
    let manifest = fixture.read("release/manifest.json").replace("\"next_review\": \"20", "\"next_review\": \"29");
    fixture.write("release/manifest.json", manifest);
    release(&fixture, "2031-01-02").exits(1).prints("the released file is removed");
    assert!(!is_there(&fixture));
    // Nor that somebody signed what nobody did.
    let fixture = released();
    fixture.remove(REVIEW);
    release(&fixture, TODAY).exits(1).prints("the released file is removed");
    assert!(!is_there(&fixture));
}

#[test]
fn an_entry_never_names_bytes_that_a_killed_run_wrote_over() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let whole = fixture.read("out/manifest.json");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_handout"))
        .args(["build", "--jobs", "1", "--today", TODAY])
        .current_dir(fixture.path(""))
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program was built");
    while fixture.read("out/manifest.json") == whole && child.try_wait().is_ok_and(|s| s.is_none()) {
        std::thread::yield_now();
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let manifest: serde_json::Value = serde_json::from_str(&fixture.read("out/manifest.json")).expect("JSON");
    let before: serde_json::Value = serde_json::from_str(&whole).expect("JSON");
    let entry = &manifest["files"][LEAFLET];
    if entry["sha256"] == "" {
        assert_eq!(entry["earlier"], before["files"][LEAFLET]["sha256"], "what was there is known still");
    }
    fixture.build(&[]).exits(0);
    assert_eq!(fixture.read("out/manifest.json"), whole);
}

#[test]
fn kept_words_are_those_that_were_signed() {
    let fixture = Fixture::reviewed();
    let digest = fixture.read(REVIEW).lines().find_map(|l| l.trim().strip_prefix("digest: ").map(str::to_owned));
    let kept = format!("sources/reviews/texts/{}.json", digest.expect("a digest"));
    let words = fixture.read(&kept);
    fixture.build(&[]).exits(0).says_nothing_of("kept-text");
    fixture.write(&kept, words.replace("visit", "stay"));
    fixture.build(&[]).exits(0).complains("warning[kept-text]: the words kept for this sign-off are not those");
    // Nor is a new edition held against them.
    fixture.edit(GUIDE, "Two people are enough.", "Two people will do.").edit(GUIDE, "revision: 2", "revision: 3");
    let since = ["review", "packet", "first-visit", "--lang", "en", "--since", "2", "--today", TODAY];
    fixture.run(&since).exits(2).complains("the words of revision 2 are not kept as they were");
    fixture.remove(&kept);
    fixture.build(&[]).exits(0).complains("warning[kept-text]: the words of this sign-off are not kept any more");
}

#[test]
fn only_pdfs_are_pruned() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let manifest = fixture.read("out/manifest.json").replace(LEAFLET, ".handout.lock");
    fixture.write("out/manifest.json", manifest);
    fixture.build(&["--prune"]).exits(2).complains("lists `.handout.lock`, which is no PDF");
    assert!(fixture.path("out/.handout.lock").exists());
}

#[cfg(unix)]
#[test]
fn links_and_pipes_lead_nowhere() {
    let fixture = Fixture::reviewed();
    let elsewhere = Fixture::reviewed();
    std::fs::create_dir_all(fixture.path("out")).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path("sources"), fixture.path("out/maple")).expect("a link");
    fixture.build(&[]).exits(2).complains("out/maple is a link that leads out of its folder");
    std::fs::remove_file(fixture.path("out/maple")).expect("the link");
    let pipe = fixture.path("sources/guides/first-visit/pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()));
    fixture.build(&[]).exits(2).complains("is no file but a pipe or device");
    std::fs::remove_file(&pipe).expect("the pipe");
    std::os::unix::fs::symlink("/dev/zero", &pipe).expect("a link");
    fixture.build(&[]).exits(2).complains("is no file but a pipe or device");
}

#[test]
fn an_author_is_known_again_under_another_name() {
    let author = "{id: sample-authors, kind: organisation, name: Sample Authors}";
    let record = |fixture: &Fixture| fixture.record("first-visit", "sample-reviewer", "2026-11-30");
    for name in ["Reviewer, Sample", "Sample Q. Reviewer, RN", "S. Reviewer", "Sámple Reviewer-Roe"] {
        let fixture = Fixture::reviewed();
        fixture.edit("sources/people.yaml", author, &format!("{{id: sample-authors, name: \"{name}\"}}"));
        record(&fixture).exits(2).complains(&format!("{name} is an author of `first-visit` and cannot review it"));
    }
    let fixture = Fixture::reviewed();
    let other = "{id: sample-authors, name: Sample Q. Reviewer, not_same_as: [{id: sample-reviewer, reason: They work in two towns.}]}";
    fixture.edit("sources/people.yaml", author, other);
    record(&fixture).exits(0);
    let status = fixture.run(&["status", "--today", TODAY]);
    status
        .prints("people.yaml: `sample-authors` (Sample Q. Reviewer) is not `sample-reviewer`: They work in two towns.");
    fixture.edit("sources/people.yaml", "[{id: sample-reviewer,", "[{id: sample-reviewr,");
    fixture.build(&[]).exits(1).complains("there is no person `sample-reviewr`");
}
