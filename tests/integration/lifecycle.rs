//! From draft to release and back: what a change of a letter, a number, a person or a day does to files and credits.

use std::path::Path;
use std::process::Command;

use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const FACTS: &str = "sources/facts/us.en.yaml";
const LEAFLET: &str = "maple/first-visit.en-leaflet-letter";

/// The words of a PDF on one line, by poppler.
#[track_caller]
pub(crate) fn words(path: &Path) -> String {
    let output = Command::new("pdftotext").arg(path).arg("-").output().expect("pdftotext is installed");
    assert!(output.status.success(), "pdftotext {}", path.display());
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The PDFs below a folder, without their folder.
fn files(fixture: &Fixture, folder: &str) -> Vec<String> {
    let dir = fixture.path(folder).join("maple");
    let mut names: Vec<String> = std::fs::read_dir(dir)
        .map(|entries| entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

#[track_caller]
fn record(fixture: &Fixture, id: &str, date: &str) {
    fixture.record(id, "sample-reviewer", date).exits(0).prints("recorded: Sample Reviewer, MD reviewed");
}

#[track_caller]
fn sign_design(fixture: &Fixture) {
    let by = ["review", "record", "design", "--by", "Sample Designer", "--date", TODAY, "--today", TODAY];
    fixture.run(&by).exits(0);
}

fn state(fixture: &Fixture, id: &str, today: &str) -> (String, String) {
    let run = fixture.run(&["status", "--format", "json", "--today", today]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("status prints JSON");
    let texts = json["texts"].as_array().expect("a list of texts");
    let text = texts.iter().find(|t| t["id"] == id).unwrap_or_else(|| panic!("no {id}"));
    (text["state"].as_str().unwrap_or_default().to_owned(), text["reason"].as_str().unwrap_or_default().to_owned())
}

const SIGNED: &str = "Reviewed by Sample Reviewer, MD · November 25, 2026 · next review";

#[test]
#[ignore = "needs pdftotext"]
fn a_letter_takes_the_credit_away_and_brings_it_back() {
    let fixture = Fixture::reviewed();
    let release = || fixture.run(&["build", "--release", "--today", TODAY]);
    fixture.build(&[]).exits(0);
    let reviewed = words(&fixture.path(&format!("out/{LEAFLET}.pdf")));
    for part in [
        SIGNED,
        "next review February 23, 2027",
        "Review recorded by Sample Publisher.",
        "Text digest",
        "Reviewed November 25, 2026, next review February 23, 2027",
    ] {
        assert!(reviewed.contains(part), "no `{part}` in {reviewed}");
    }
    release().exits(0).prints("released 6 documents");
    let edition = std::fs::read(fixture.path(&format!("release/{LEAFLET}.pdf"))).expect("it was released");

    fixture.edit(GUIDE, "Two people are enough.", "Two people are enoughs.");
    let run = fixture.build(&[]);
    run.exits(0).complains("warning[changed-under-revision]").prints(&format!("{LEAFLET}.pdf is of an earlier build"));
    let changed = words(&fixture.path(&format!("out/{LEAFLET}-DRAFT.pdf")));
    assert!(!changed.contains("Reviewed by Sample Reviewer"), "{changed}");
    assert_eq!(
        changed.matches("The text of this handout was changed since its review.").count(),
        3,
        "two footers, one strip: {changed}"
    );
    release()
        .exits(1)
        .prints("not released: 2 documents")
        .prints("text changed: the words changed after the last sign-off")
        .prints("the last reviewed edition stays");
    assert_eq!(
        std::fs::read(fixture.path(&format!("release/{LEAFLET}.pdf"))).ok(),
        Some(edition.clone()),
        "the edition is untouched"
    );

    fixture.edit(GUIDE, "Two people are enoughs.", "Two people are enough.");
    fixture.build(&["--prune"]).exits(0).prints("removed maple/first-visit.en-leaflet-letter-DRAFT.pdf");
    assert!(words(&fixture.path(&format!("out/{LEAFLET}.pdf"))).contains(SIGNED));
    release().exits(0);
    assert_eq!(
        std::fs::read(fixture.path(&format!("release/{LEAFLET}.pdf"))).ok(),
        Some(edition),
        "the same words make the same bytes"
    );
}

#[test]
#[ignore = "needs pdftotext"]
fn a_number_takes_the_credit_from_every_text() {
    let fixture = Fixture::reviewed();
    fixture.run(&["build", "--release", "--today", TODAY]).exits(0);
    fixture.edit(FACTS, "number: 1-800-662-4357", "number: 1 800 662 4357");
    fixture.build(&[]).exits(0);
    assert_eq!(files(&fixture, "out").iter().filter(|f| f.ends_with("-DRAFT.pdf")).count(), 6);
    for file in files(&fixture, "out") {
        let text = words(&fixture.path("out/maple").join(&file));
        assert!(!text.contains("Reviewed by Sample Reviewer"), "{file}: {text}");
        assert!(text.contains("The emergency text of this handout was changed since its review."), "{file}: {text}");
    }
    let run = fixture.run(&["build", "--release", "--today", TODAY]);
    run.exits(1).prints("facts changed").prints("the released file is removed: its facts are not those of today");
    assert_eq!(files(&fixture, "release"), Vec::<String>::new(), "no released file keeps the old number");
    fixture.edit(FACTS, "revision: 1", "revision: 2");
    record(&fixture, "facts-us", "2026-11-30");
    fixture.build(&["--prune"]).exits(0);
    assert!(words(&fixture.path(&format!("out/{LEAFLET}.pdf"))).contains(SIGNED));
    fixture.run(&["build", "--release", "--today", TODAY]).exits(0);
    assert_eq!(files(&fixture, "release").len(), 6);
}

#[test]
fn drafts_and_reviewed_texts_are_named_apart() {
    let fixture = Fixture::reviewed();
    fixture.remove("sources/reviews/all-fields.en.yaml");
    fixture.build(&[]).exits(0).prints("built 6 documents");
    assert_eq!(
        files(&fixture, "out"),
        [
            "all-fields.en-worksheet-a4-DRAFT.pdf",
            "all-fields.en-worksheet-letter-DRAFT.pdf",
            "all-fields.en-worksheet-paper-a4-DRAFT.pdf",
            "all-fields.en-worksheet-paper-letter-DRAFT.pdf",
            "first-visit.en-leaflet-a4.pdf",
            "first-visit.en-leaflet-letter.pdf"
        ]
    );
    assert!(!fixture.path("release").exists(), "only --release touches it");
}

#[test]
fn a_review_goes_overdue_by_the_first_day_that_comes() {
    let fixture = Fixture::reviewed();
    assert_eq!(state(&fixture, "facts-us", "2027-02-23").0, "current");
    let (overdue, reason) = state(&fixture, "facts-us", "2027-02-24");
    assert_eq!(
        (overdue.as_str(), reason.as_str()),
        ("overdue", "the check of the fact `call-911` was due on 2027-02-23")
    );
    // A text is what its pages say, and says whose fault that is.
    assert_eq!(state(&fixture, "first-visit", "2027-02-23").0, "current");
    let (overdue, reason) = state(&fixture, "first-visit", "2027-02-24");
    let of_facts = "`facts-us`, which it prints, is overdue: the check of the fact `call-911` was due on 2027-02-23; ";
    assert_eq!(overdue, "overdue");
    assert_eq!(reason, format!("{of_facts}reviewed by Sample Reviewer on 2026-11-25"));
    let (overdue, reason) = state(&fixture, "first-visit", "2028-11-26");
    assert_eq!(overdue, "overdue");
    assert_eq!(reason, format!("{of_facts}the next review was due on 2028-11-25"));
    fixture.run(&["build", "--release", "--today", TODAY]).exits(0);
    let late = fixture.run(&["build", "--release", "--today", "2027-02-24"]);
    late.exits(1).prints("facts overdue").prints("the released file is removed: its review is overdue");
    assert_eq!(files(&fixture, "release"), Vec::<String>::new());
}

#[test]
fn a_released_edition_goes_when_its_own_review_is_due() {
    let fixture = Fixture::reviewed();
    fixture.run(&["build", "--release", "--today", TODAY]).exits(0);
    fixture.edit(GUIDE, "Two people are enough.", "Two people will do.");
    // The facts are signed again, so they alone would hold.
    fixture
        .run(&[
            "review",
            "record",
            "facts-us",
            "--lang",
            "en",
            "--reviewer",
            "sample-reviewer",
            "--date",
            "2027-02-20",
            "--by",
            "Sample Clerk",
            "--today",
            "2027-03-01",
        ])
        .exits(0);
    let run = fixture.run(&["build", "first-visit", "--release", "--today", "2027-03-01"]);
    run.exits(1).prints("the released file is removed: its review is overdue");
}

#[test]
fn any_difference_in_who_signed_or_wrote_voids_a_sign_off() {
    for (from, to, why) in [
        ("credentials: MD", "credentials: DO", "the reviewer Sample Reviewer stands otherwise in people.yaml"),
        (
            "name: Sample Reviewer",
            "name: Sample M. Reviewer",
            "the reviewer Sample Reviewer stands otherwise in people.yaml",
        ),
        (
            "role: addiction medicine physician",
            "role: physician",
            "the reviewer Sample Reviewer stands otherwise in people.yaml",
        ),
        (
            "role: addiction medicine physician",
            "role: addiction medicine physician\n    addiction_professional: true",
            "the reviewer Sample Reviewer stands otherwise in people.yaml",
        ),
        ("name: Sample Authors", "name: Other Authors", "the authors are not those of the day of signing"),
        ("id: sample-reviewer", "id: another-reviewer", "the reviewer Sample Reviewer stands otherwise in people.yaml"),
    ] {
        let fixture = Fixture::reviewed();
        fixture.edit("sources/people.yaml", from, to);
        // The sign-off of the facts may be void too, which is told with it.
        let (state, reason) = state(&fixture, "first-visit", TODAY);
        assert_eq!(state, "unreviewed", "{to}");
        assert!(reason.contains(&format!("no sign-off holds: {why}")), "{to}: {reason}");
    }
}

#[test]
fn an_author_under_a_second_id_cannot_review() {
    let fixture = Fixture::reviewed();
    fixture.edit(
        "sources/people.yaml",
        "{id: sample-authors, kind: organisation, name: Sample Authors}",
        "{id: sample-authors, name: \"sample  REVIEWER\", credentials: MD}",
    );
    let run = fixture.record("first-visit", "sample-reviewer", "2026-11-30");
    run.exits(2).complains("sample REVIEWER is an author of `first-visit` and cannot review it");
}

#[test]
fn a_signed_text_is_kept_by_its_digest() {
    let fixture = Fixture::reviewed();
    let show = fixture.run(&["review", "show", "first-visit", "--lang", "en", "--today", TODAY]);
    let digest = show
        .exits(0)
        .out
        .lines()
        .find_map(|l| l.trim().strip_prefix("digest "))
        .expect("the digest is shown")
        .to_owned();
    let kept = fixture.read(&format!("sources/reviews/texts/{digest}.json"));
    assert_eq!(handout::review::digest::Digest::of(kept.as_bytes()).as_str(), digest);
    assert!(kept.contains("Two people are enough."));
}

#[test]
fn what_an_addiction_professional_signs_says_so() {
    let fixture = Fixture::reviewed();
    fixture.record("first-visit", "sample-professional", "2026-11-30").exits(0);
    fixture.build(&["first-visit"]).exits(0);
    let show = fixture.run(&["review", "show", "first-visit", "--lang", "en", "--today", TODAY]);
    show.exits(0).prints("Sample Professional, LPC signed revision 2 on 2026-11-30").prints("holds until 2028-11-30");
    fixture
        .record("first-visit", "sample-professional", "2026-11-30")
        .exits(2)
        .complains("this very sign-off is recorded already");
}

#[test]
fn a_failed_build_leaves_the_old_file() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let path = fixture.path(&format!("out/{LEAFLET}.pdf"));
    let before = std::fs::read(&path).expect("it was built");
    let manifest = fixture.read("out/manifest.json");
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    fixture.build(&["--prune"]).exits(1).complains("error[wrong-type]").prints("built 4 documents");
    assert_eq!(std::fs::read(&path).ok(), Some(before.clone()));
    fixture.edit(GUIDE, "revision: two", "revision: 2");
    fixture.write(
        "layouts/components/callout.typ",
        "#let callout(..any) = none\n#let pair-of(..any) = none\n#let boxed(..any) = none",
    );
    fixture.build(&[]).exits(1).complains("error[audit]");
    assert_eq!(std::fs::read(&path).ok(), Some(before));
    fixture.remove("layouts/components/callout.typ");
    fixture.build(&[]).exits(0);
    assert_eq!(fixture.read("out/manifest.json"), manifest, "the same sources make the same manifest");
}

#[test]
fn one_job_and_many_make_the_same_bytes_today_and_tomorrow() {
    let fixture = Fixture::reviewed();
    fixture.build(&["--jobs", "1", "--out", "one"]).exits(0);
    fixture.build(&["--jobs", "2", "--out", "two"]).exits(0);
    fixture.run(&["build", "--jobs", "5", "--out", "three", "--today", "2026-12-02"]).exits(0);
    for file in files(&fixture, "one").iter().map(|f| format!("maple/{f}")).chain(["manifest.json".to_owned()]) {
        let read = |folder: &str| std::fs::read(fixture.path(folder).join(&file)).expect("it was built");
        assert!(read("one") == read("two") && read("two") == read("three"), "{file} differs");
    }
}

#[test]
fn the_manifest_has_inputs_outputs_and_states() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let manifest: serde_json::Value = serde_json::from_str(&fixture.read("out/manifest.json")).expect("JSON");
    let entry = &manifest["files"][format!("{LEAFLET}.pdf")];
    let bytes = std::fs::read(fixture.path(&format!("out/{LEAFLET}.pdf"))).expect("it was built");
    assert_eq!(entry["sha256"], handout::review::digest::Digest::of(&bytes).as_str());
    assert_eq!((entry["state"].as_str(), entry["next_review"].as_str()), (Some("current"), Some("2027-02-23")));
    for input in [GUIDE, FACTS, "sources/people.yaml", "layouts/system.typ", "sources/strings/en.yaml"] {
        assert_eq!(manifest["inputs"][input].as_str().map(str::len), Some(64), "{input}");
    }
    // Building a part keeps the rest.
    fixture.build(&["all-fields", "--paper", "a4"]).exits(0);
    let again: serde_json::Value = serde_json::from_str(&fixture.read("out/manifest.json")).expect("JSON");
    assert_eq!(again, manifest);
}

#[test]
fn only_listed_files_are_pruned() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    fixture.write("out/maple/mine.pdf", "mine");
    fixture.edit("sources/project.yaml", "papers: [letter, a4]", "papers: [letter]");
    fixture
        .build(&[])
        .exits(0)
        .prints("first-visit.en-leaflet-a4.pdf is of an earlier build and made no more (--prune removes it)");
    assert!(fixture.path("out/maple/first-visit.en-leaflet-a4.pdf").exists());
    fixture.build(&["--prune"]).exits(0).prints("removed maple/first-visit.en-leaflet-a4.pdf");
    assert_eq!(
        files(&fixture, "out"),
        [
            "all-fields.en-worksheet-letter.pdf",
            "all-fields.en-worksheet-paper-letter.pdf",
            "first-visit.en-leaflet-letter.pdf",
            "mine.pdf"
        ]
    );
}

#[test]
fn a_manifest_cannot_lead_out_of_its_folder() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let manifest =
        fixture.read("out/manifest.json").replacen("maple/first-visit.en-leaflet-a4.pdf", "../sources/people.yaml", 1);
    fixture.write("out/manifest.json", manifest);
    fixture.build(&["--prune"]).exits(2).complains("which is no path in its folder");
    assert!(fixture.path("sources/people.yaml").exists());
    fixture.write("out/manifest.json", "{");
    fixture.build(&[]).exits(2).complains("is no manifest of handout");
}

#[test]
fn a_sample_clinic_is_never_released() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/clinics/maple.yaml", "region: us", "sample: true\nregion: us");
    fixture.run(&["build", "--release", "--today", TODAY]).exits(1).prints("the clinic `maple` is a sample");
    assert_eq!(files(&fixture, "release"), Vec::<String>::new());
}

#[test]
fn facts_that_nobody_signed_keep_everything_from_release() {
    let fixture = Fixture::reviewed();
    fixture.remove("sources/reviews/facts-us.en.yaml");
    fixture
        .run(&["build", "--release", "--today", TODAY])
        .exits(1)
        .prints("not released: 6 documents")
        .prints("facts unreviewed: nobody has signed it off");
}

#[test]
fn drafts_and_releases_never_share_a_folder() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    fixture
        .run(&["build", "--release", "--today", TODAY, "--out", "out"])
        .exits(2)
        .complains("is a folder of drafts: name another folder for releases");
    fixture.run(&["build", "--release", "--today", TODAY]).exits(0);
    for out in ["release", "release/sub"] {
        fixture.build(&["--out", out]).exits(2).complains("only `build --release` writes");
    }
}

#[test]
fn a_revision_names_one_text() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "Two people are enough.", "Two people will do.");
    fixture
        .record("first-visit", "sample-reviewer", "2026-11-30")
        .exits(2)
        .complains("revision 2 of `first-visit` was signed on 2026-11-25 with other words; raise `revision`");
    // Recorded by hand all the same, it is not released.
    let other = Fixture::reviewed();
    other.edit(GUIDE, "Two people are enough.", "Two people will do.").remove("sources/reviews/first-visit.en.yaml");
    other.record("first-visit", "sample-reviewer", "2026-11-30").exits(0);
    let signed = other.read("sources/reviews/first-visit.en.yaml");
    let signed = signed.split_once("sign_offs:\n").expect("a list").1;
    let both = fixture.read("sources/reviews/first-visit.en.yaml") + signed;
    fixture.write("sources/reviews/first-visit.en.yaml", both);
    assert_eq!(state(&fixture, "first-visit", TODAY).0, "current");
    fixture
        .run(&["build", "--release", "--today", TODAY])
        .exits(1)
        .prints("text: other words were signed under this revision number");
}

#[test]
fn the_latest_review_rules_even_with_a_shorter_term() {
    let fixture = Fixture::reviewed();
    let args = [
        "review",
        "record",
        "first-visit",
        "--lang",
        "en",
        "--reviewer",
        "sample-professional",
        "--date",
        "2026-11-30",
        "--next",
        "2027-01-15",
        "--by",
        "Sample Clerk",
        "--today",
        TODAY,
    ];
    fixture.run(&args).exits(0);
    assert_eq!(state(&fixture, "first-visit", "2027-01-15").0, "current");
    assert_eq!(state(&fixture, "first-visit", "2027-01-16").0, "overdue");
}

#[test]
fn a_void_sign_off_of_these_words_is_no_change_of_words() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "Two people are enough.", "Two people will do.").edit(GUIDE, "revision: 2", "revision: 3");
    record(&fixture, "first-visit", "2026-11-30");
    fixture.edit("sources/people.yaml", "credentials: MD", "credentials: DO");
    let (state, reason) = state(&fixture, "first-visit", TODAY);
    assert_eq!(state, "unreviewed");
    let why = "no sign-off holds: the reviewer Sample Reviewer stands otherwise in people.yaml";
    assert_eq!(reason, format!("{why}; `facts-us`, which it prints, is unreviewed as well"));
}

#[test]
fn files_with_errors_stand_in_the_table_of_what_is_not_released() {
    let fixture = Fixture::reviewed();
    fixture.run(&["build", "--release", "--today", TODAY]).exits(0);
    fixture.edit(FACTS, "number: 1-800-662-4357", "numbr: 1-800-662-4357");
    let run = fixture.run(&["build", "--release", "--today", TODAY]);
    run.exits(1).complains("error[unknown-key]").says_nothing_of("missing-fact");
    run.prints("maple/first-visit.en  the facts have errors")
        .prints("what was released stays until this is corrected")
        .says_nothing_of("--prune");
    let broken = Fixture::reviewed();
    broken.edit(GUIDE, "revision: 2", "revision: two");
    broken.run(&["build", "--release", "--today", TODAY]).exits(1).prints("maple/first-visit.en  its file has errors");
}

#[test]
fn facts_without_authors_cannot_be_signed() {
    let fixture = Fixture::reviewed();
    fixture.remove(FACTS).remove("sources/reviews/facts-us.en.yaml");
    let run = fixture.record("facts-us", "sample-reviewer", "2026-11-30");
    run.exits(2).complains("people.yaml lacks the authors of `facts-us`");
}

#[test]
fn a_project_that_cannot_be_used_is_a_matter_of_configuration() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "papers: [letter, a4]", "papers: letter");
    for command in [&["build"][..], &["check"], &["status"]] {
        fixture
            .run(command)
            .exits(2)
            .complains("error[wrong-type]: `papers` should be a list")
            .says_nothing_of("stray-file");
    }
}

fn release(fixture: &Fixture, today: &str) -> crate::support::Run {
    fixture.run(&["build", "--release", "--today", today])
}

fn manifest(fixture: &Fixture, folder: &str) -> serde_json::Value {
    serde_json::from_str(&fixture.read(&format!("{folder}/manifest.json"))).expect("a manifest is JSON")
}

#[test]
fn a_killed_build_leaves_no_file_that_nothing_lists() {
    let fixture = Fixture::reviewed();
    let mut child = Command::new(env!("CARGO_BIN_EXE_handout"))
        .args(["build", "--jobs", "1", "--today", TODAY])
        .current_dir(fixture.path(""))
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program was built");
    while files(&fixture, "out").iter().all(|f| !f.ends_with(".pdf")) && child.try_wait().is_ok_and(|s| s.is_none()) {
        std::thread::yield_now();
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let listed = manifest(&fixture, "out");
    let written: Vec<String> = files(&fixture, "out").into_iter().filter(|f| f.ends_with(".pdf")).collect();
    assert!(!written.is_empty(), "it was killed after the first file");
    for file in written {
        assert!(listed["files"].get(format!("maple/{file}")).is_some(), "{file} is not in {listed}");
    }
    // What the killed run left half written goes, and files that it did not come to are not missed.
    fixture.write("out/maple/.handout-abc.tmp", "half").write("out/maple/.handout-abc.pdf", "another's");
    fixture.edit("sources/project.yaml", "papers: [letter, a4]", "papers: [letter]");
    fixture.build(&["--prune"]).exits(0).says_nothing_of("all-fields.en-worksheet-letter");
    assert_eq!(
        files(&fixture, "out"),
        [
            ".handout-abc.pdf",
            "all-fields.en-worksheet-letter.pdf",
            "all-fields.en-worksheet-paper-letter.pdf",
            "first-visit.en-leaflet-letter.pdf"
        ]
    );
}

#[test]
fn a_job_that_fails_keeps_its_entry_only_with_its_file() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    let before = manifest(&fixture, "out");
    fixture.edit(GUIDE, "Two people are enough.", "Two people will do.").edit(GUIDE, "revision: 2", "revision: 3");
    fixture.write(
        "layouts/components/callout.typ",
        "#let callout(..any) = none\n#let pair-of(..any) = none\n#let boxed(..any) = none",
    );
    fixture.build(&["first-visit"]).exits(1).complains("error[audit]");
    let after = manifest(&fixture, "out");
    assert_eq!(after["files"], before["files"], "the draft was not made, the old file is still there");
    fixture.remove("layouts/components/callout.typ");
    fixture.build(&["first-visit"]).exits(0);
    assert!(manifest(&fixture, "out")["files"].get(format!("{LEAFLET}-DRAFT.pdf")).is_some());
}

#[test]
fn one_build_at_a_time_writes_to_a_folder() {
    let fixture = Fixture::reviewed();
    let lock = handout::output::lock(&fixture.path("out")).expect("it can be locked").expect("nobody else has it");
    let taken = "error: another build is writing to out; wait for it to end";
    fixture.build(&[]).exits(3).complains(taken);
    fixture.build(&["--out", "other"]).exits(0);
    fixture.run(&["check", "--today", TODAY]).exits(0);
    drop(lock);
    fixture.build(&[]).exits(0);

    let lock = handout::output::lock(&fixture.path("sources/reviews")).expect("it can be locked");
    let args = ["review", "record", "first-visit", "--lang", "en", "--reviewer", "sample-professional"];
    let args = [&args[..], &["--date", "2026-11-30", "--by", "Sample Clerk", "--today", TODAY]].concat();
    fixture.run(&args).exits(3).complains("another sign-off is being written to sources/reviews; wait for it to end");
    drop(lock);
    fixture.run(&args).exits(0).says_nothing_of("stray-file");
}

#[test]
fn nothing_released_outlives_its_review_or_its_facts() {
    const OVERDUE: &str = "the released file is removed: its review is overdue";
    const FACTS_GONE: &str = "the released file is removed: its facts are not those of today";
    let changes: [fn(&Fixture) -> &Fixture; 4] = [
        |f| f.remove(GUIDE),
        |f| f.edit(GUIDE, "revision: 2", "revision: two"),
        |f| {
            f.write(
                "layouts/components/callout.typ",
                "#let callout(..any) = none\n#let pair-of(..any) = none\n#let boxed(..any) = none",
            );
            sign_design(f);
            f
        },
        // A design that nobody signed.
        |f| f.write("layouts/components/own.typ", "// ours"),
    ];
    let change_facts = |f: &Fixture| {
        f.edit(FACTS, "number: 1-800-662-4357", "number: 1 800 662 4357").edit(FACTS, "revision: 1", "revision: 2");
        record(f, "facts-us", "2026-11-30");
    };
    for (i, change) in changes.into_iter().enumerate() {
        let fixture = Fixture::reviewed();
        release(&fixture, TODAY).exits(0);
        change(&fixture);
        let stays = release(&fixture, TODAY);
        stays.says_nothing_of("is removed");
        assert!(fixture.path(&format!("release/{LEAFLET}.pdf")).exists(), "{i}: it may stay");
        change_facts(&fixture);
        release(&fixture, TODAY).exits(1).prints(LEAFLET).prints(FACTS_GONE);
        assert!(!fixture.path(&format!("release/{LEAFLET}.pdf")).exists(), "{i}: the old number is gone");

        let fixture = Fixture::reviewed();
        release(&fixture, TODAY).exits(0);
        change(&fixture);
        release(&fixture, "2027-02-24").exits(1).prints(LEAFLET).prints(OVERDUE);
        assert!(!fixture.path(&format!("release/{LEAFLET}.pdf")).exists(), "{i}: the review is overdue");
        assert!(manifest(&fixture, "release")["files"].get(format!("{LEAFLET}.pdf")).is_none());
    }
    // A run that asks for another text looks after this one too.
    let fixture = Fixture::reviewed();
    release(&fixture, TODAY).exits(0);
    let run = fixture.run(&["build", "all-fields", "--release", "--today", "2027-02-24"]);
    run.exits(1).prints(LEAFLET).prints("released earlier, and not made anew").prints(OVERDUE);
    assert_eq!(files(&fixture, "release"), Vec::<String>::new());
    // Facts that cannot be read say nothing about what was printed of them.
    let fixture = Fixture::reviewed();
    release(&fixture, TODAY).exits(0);
    fixture.edit(FACTS, "number: 1-800-662-4357", "numbr: 1-800-662-4357");
    release(&fixture, TODAY).exits(1).prints("what was released stays until this is corrected");
    assert_eq!(files(&fixture, "release").len(), 6);
}

#[test]
fn a_job_that_cannot_be_made_stands_in_the_table() {
    let fixture = Fixture::reviewed();
    fixture.write(
        "layouts/components/callout.typ",
        "#let callout(..any) = none\n#let pair-of(..any) = none\n#let boxed(..any) = none",
    );
    sign_design(&fixture);
    let run = release(&fixture, TODAY);
    run.exits(1).complains("error[audit]").prints("not released: 2 documents");
    run.prints(&format!("{LEAFLET}  it could not be made: see the findings  nothing was released before"));
}

#[test]
fn drafts_find_no_way_around_into_a_release() {
    let fixture = Fixture::reviewed();
    for out in ["Release", "nowhere/../release", "sources/../RELEASE", "release/drafts", "Release/drafts"] {
        fixture.build(&["--out", out]).exits(2).complains("only `build --release` writes to a folder called release");
    }
    for out in ["out", "Out", "out/sub", "nowhere/../out"] {
        let run = fixture.run(&["build", "--release", "--today", TODAY, "--out", out]);
        run.exits(2).complains("the project's folder `out` is for drafts: name another folder for releases");
    }
    assert!(!fixture.path("out").exists() && !fixture.path("release").exists(), "nothing was made");
    fixture.run(&["build", "--release", "--today", TODAY, "--out", "given"]).exits(0);
    for out in ["given", "given/sub", "sources/../given/a/b", "given/nowhere/../sub"] {
        fixture.build(&["--out", out]).exits(2).complains("given is a folder of released texts");
    }
    let inside = crate::support::run_in(&fixture.path("given/maple"), &["build", "--out", "drafts"]);
    inside.exits(2).complains("given is a folder of released texts");
    let here = crate::support::run_in(&fixture.path("given"), &["--project", "..", "build", "--out", "."]);
    here.exits(2).complains("error: . is a folder of released texts");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(fixture.path("given"), fixture.path("link")).expect("a link can be made");
        fixture.build(&["--out", "link/sub"]).exits(2).complains("given is a folder of released texts");
        fixture.build(&[]).exits(0);
        std::fs::remove_dir_all(fixture.path("out/maple")).expect("it was built");
        std::os::unix::fs::symlink(fixture.path("given/maple"), fixture.path("out/maple")).expect("a link can be made");
        fixture.build(&[]).exits(2).complains("given is a folder of released texts");
    }
}

#[test]
fn the_current_folder_has_a_name() {
    let fixture = Fixture::reviewed();
    let here = fixture.path("").display().to_string();
    for out in [".", here.trim_end_matches('/')] {
        fixture.build(&["all-fields", "--out", out]).exits(0).prints(" in .");
    }
}

#[test]
fn sign_offs_that_cannot_be_read_take_nothing_back() {
    for (id, what) in [("first-visit", "text"), ("facts-us", "facts")] {
        let fixture = Fixture::reviewed();
        release(&fixture, TODAY).exits(0);
        fixture.edit(&format!("sources/reviews/{id}.en.yaml"), "sign_offs:", "sign_ofs:");
        let run = release(&fixture, TODAY);
        run.exits(1).complains("error[unknown-key]").says_nothing_of("nobody has signed it off");
        run.prints(&format!("{what}: the file of its sign-offs has errors"));
        run.prints("what was released stays until this is corrected");
        assert_eq!(files(&fixture, "release").len(), 6, "{id}");
        assert_eq!(state(&fixture, id, TODAY).1, "the file of its sign-offs has errors");
        // It does not outlive its review all the same.
        release(&fixture, "2027-02-24").exits(1).prints("the released file is removed: its review is overdue");
        assert_eq!(files(&fixture, "release"), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn findings_come_also_where_files_cannot_be_written() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    fixture.write("out/maple/all-fields.en-worksheet-letter.pdf/in-the-way", "");
    fixture.write("out/maple/all-fields.en-worksheet-a4.pdf/in-the-way", "");
    let run = fixture.build(&[]);
    run.exits(3).complains("error[wrong-type]");
    let failures = run.err.lines().filter(|l| l.starts_with("error: ") && l.contains(".pdf cannot be written"));
    assert_eq!(failures.count(), 2, "{}", run.err);
    fixture.write("file", "");
    fixture
        .build(&["--out", "file"])
        .exits(2)
        .complains("error[wrong-type]")
        .complains("file/manifest.json cannot be read");
}

#[test]
fn a_manifest_of_a_newer_program_is_left_alone() {
    let fixture = Fixture::reviewed();
    let newer = "{\"format\": 2, \"files\": []}\n";
    fixture.write("out/manifest.json", newer);
    fixture.build(&[]).exits(2).complains("manifest.json was written by a newer handout");
    assert_eq!(fixture.read("out/manifest.json"), newer);
}

#[test]
fn status_in_json_lists_texts_with_errors() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "revision: 2", "revision: two").edit(FACTS, "revision: 1", "revision: one");
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    let json: serde_json::Value = serde_json::from_str(&run.exits(1).out).expect("status prints JSON");
    let nobody: [&str; 0] = [];
    for (id, kind) in [("first-visit", "guide"), ("facts-us", "facts")] {
        let texts = json["texts"].as_array().expect("a list of texts");
        let text = texts.iter().find(|t| t["id"] == id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(
            *text,
            serde_json::json!({
                "id": id, "lang": "en", "kind": kind, "revision": null, "state": "unreadable", "text_state": "unreadable", "facts": [],
                "reason": "the file has errors", "reviewers": nobody, "reviewed": null, "next_review": null,
                "days_left": null, "reviewers_needed": null, "blocked_by": ["the file has errors"], "digest": null, "exceptions": nobody, "funding": null,
            })
        );
    }
}

/// What has no room on a disk is lost, and said to be.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a disk that is full");
    let output = Command::new(env!("CARGO_BIN_EXE_handout"))
        .args(["schema", "guide"])
        .stdout(full)
        .stderr(std::process::Stdio::piped())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the output could not be written"));
}

#[test]
#[ignore = "needs pdftotext"]
fn status_tells_the_day_that_the_page_prints() {
    let fixture = Fixture::reviewed();
    fixture
        .run(&["status", "--today", TODAY])
        .prints("2027-02-23   reviewed by Sample Reviewer on 2026-11-25; `facts-us`");
    fixture.build(&["--product", "leaflet", "--paper", "letter", "first-visit"]).exits(0);
    assert!(words(&fixture.path(&format!("out/{LEAFLET}.pdf"))).contains("next review February 23, 2027"));
}

#[test]
fn the_only_file_is_named_and_an_empty_project_says_so() {
    let fixture = Fixture::reviewed();
    let one = ["first-visit", "--product", "leaflet", "--paper", "letter"];
    fixture.build(&one).exits(0).prints(&format!("built out/{LEAFLET}.pdf (2 pages)\n"));
    fixture.build(&[]).exits(0).prints(" in out\n");
    for folder in ["guides", "worksheets", "reviews"] {
        std::fs::remove_dir_all(fixture.path("sources").join(folder)).expect("it can be removed");
    }
    fixture.build(&[]).exits(0).prints("this project has no guide and no worksheet yet");
    fixture.run(&["status", "--today", TODAY]).exits(0).prints("this project has no guide and no worksheet yet");
}
