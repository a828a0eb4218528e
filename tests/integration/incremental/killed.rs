//! Builds that are ended at any moment: what they leave is whole, and the next build is right.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use handout::manifest::Manifest;
use handout::review::digest::Digest;

use super::{pdfs, small};
use crate::support::{Fixture, TODAY};

/// A project of as many small texts, each in three products.
fn many(texts: usize) -> Fixture {
    let fixture = small();
    let sheet = fixture.read("sources/worksheets/tiny/en.yaml");
    for i in 0..texts {
        fixture.write(
            &format!("sources/worksheets/tiny-{i}/en.yaml"),
            sheet.replacen("id: tiny", &format!("id: tiny-{i}"), 1),
        );
    }
    fixture.edit("sources/project.yaml", "papers: [letter]", "papers: [letter, a4]");
    fixture
}

/// Builds, ended after some time by a signal that no program can catch; whether it had not ended by itself.
fn build_for(fixture: &Fixture, time: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_handout"))
        .args(["build", "-q", "--prune", "--out", "grown", "--today", TODAY])
        .current_dir(fixture.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program was built");
    #[expect(clippy::disallowed_methods, reason = "a build is ended after some time")]
    let start = Instant::now();
    while start.elapsed() < time {
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    let _ = child.wait();
    true
}

/// Every PDF of the folder is whole and listed, with its own bytes unless the run that was to write it has not ended.
fn is_true(fixture: &Fixture) {
    let files = pdfs(&fixture.path("grown"));
    let manifest = Manifest::read(&fixture.path("grown")).expect("a manifest that can be read");
    for (path, bytes) in &files {
        assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{path} is whole");
        let entry = manifest.files.get(path).unwrap_or_else(|| panic!("nothing lists {path}"));
        let digest = Digest::of(bytes);
        assert!(entry.is_planned() || entry.sha256 == digest.as_str(), "{path} is what the manifest says");
    }
    for (path, entry) in &manifest.files {
        assert!(entry.is_planned() || files.contains_key(path), "{path} is there");
    }
}

/// Ends builds at moments spread over their length. Each begins with a change of what every document prints, now and then
/// back to what was printed before.
fn ended(texts: usize, moments: u32) {
    let fixture = many(texts);
    #[expect(clippy::disallowed_methods, reason = "moments are spread over the length of a build")]
    let start = Instant::now();
    fixture.run(&["build", "--out", "grown", "--today", TODAY]).exits(0);
    let whole = start.elapsed();
    let mut clean: BTreeMap<u32, BTreeMap<String, Vec<u8>>> = BTreeMap::from([(1, pdfs(&fixture.path("grown")))]);
    let clinic = fixture.read("sources/clinics/maple.yaml");
    let mut ended = 0;
    for turn in 0..moments {
        let way = turn * 7 % 3;
        fixture.write("sources/clinics/maple.yaml", clinic.replace("555-0101", &format!("555-010{way}")));
        ended += u32::from(build_for(&fixture, whole * (turn * 37 % moments) / moments));
        is_true(&fixture);
        if turn % 10 == 9 {
            fixture.run(&["build", "-q", "--prune", "--out", "grown", "--today", TODAY]).exits(0);
            let made = pdfs(&fixture.path("grown"));
            let wanted = clean.entry(way).or_insert_with(|| {
                let _ = std::fs::remove_dir_all(fixture.path("clean"));
                fixture.run(&["build", "-q", "--out", "clean", "--today", TODAY]).exits(0);
                pdfs(&fixture.path("clean"))
            });
            assert!(made == *wanted, "after {turn} builds");
            is_true(&fixture);
        }
    }
    assert!(ended * 2 > moments, "only {ended} of {moments} builds were ended");
}

#[test]
fn builds_that_are_ended_leave_whole_files() {
    ended(8, 40);
}

#[test]
#[ignore = "takes ten minutes: 200 moments of a build of 300 documents; run by hand"]
fn two_hundred_moments_of_three_hundred_documents() {
    ended(72, 200);
}
