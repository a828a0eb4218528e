//! Packets for reviewers: made, answered, read back.

use handout::pdf::object::Object;
use handout::review::digest::Digest;

use crate::answers::beside::write_beside;
use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "first-visit";
const TEXT: &str = "sources/guides/first-visit/en.yaml";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const PACKET: &str = "packets/first-visit.en-r2-sample-reviewer.pdf";

const APPROVAL: &str = "overall: {decision: approve, name: Sample Reviewer, date: 2026-12-01}\n";

/// A project in which nobody has signed the guide.
fn unsigned() -> Fixture {
    let fixture = Fixture::reviewed();
    fixture.remove(REVIEW);
    fixture
}

fn packet(fixture: &Fixture, more: &[&str]) -> Run {
    let args = ["review", "packet", GUIDE, "--lang", "en", "--for", "sample-reviewer", "--today", TODAY];
    fixture.run(&[&args[..], more].concat())
}

/// A packet filled in, by its path.
fn answered(fixture: &Fixture, pdf: &str, answers: &str) -> String {
    fixture.write("answers.yaml", answers);
    fixture.run(&["fill", pdf, "--data", "answers.yaml", "--out", "back", "--replace"]).exits(0);
    let stem = pdf.rsplit('/').next().unwrap_or(pdf).trim_end_matches(".pdf");
    format!("back/{stem}-filled.pdf")
}

fn import(fixture: &Fixture, pdf: &str) -> Run {
    fixture.run(&["review", "import", pdf, "--today", TODAY])
}

fn state(fixture: &Fixture) -> String {
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    let text = json["texts"].as_array().expect("texts").iter().find(|t| t["id"] == GUIDE).expect("the guide").clone();
    text["state"].as_str().unwrap_or_default().to_owned()
}

/// The names of the files in a folder of the records.
fn kept(fixture: &Fixture, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(fixture.path(&format!("sources/reviews/{folder}")));
    let mut names: Vec<String> =
        entries.into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn an_approved_packet_is_a_sign_off_and_a_letter_ends_it() {
    let fixture = unsigned();
    packet(&fixture, &["--by", "2026-12-20"]).exits(0).prints(&format!("wrote {PACKET}"));
    let back = answered(&fixture, PACKET, APPROVAL);
    let run = import(&fixture, &back);
    run.exits(0).prints(
        "recorded: Sample Reviewer, MD approved `first-visit` (en, revision 2) on 2026-12-01, next review 2028-12-01",
    );
    assert_eq!(state(&fixture), "current");
    let record = fixture.read(REVIEW);
    assert!(record.contains("recorded_by: packet ") && record.contains("file: evidence/"), "{record}");
    assert_eq!(kept(&fixture, "evidence").len(), 1);
    // The very file again, and another answer to the same packet.
    import(&fixture, &back).exits(0).complains("warning[packet-refused]: this very answer was imported already");
    let other = answered(&fixture, PACKET, &format!("{APPROVAL}section-after: {{decision: approve}}\n"));
    import(&fixture, &other).exits(1).complains("answered this packet before, with another file");
    assert_eq!(fixture.read(REVIEW), record);
    // One letter.
    fixture.edit(TEXT, "Two people are enough.", "Two people are enoughs.").edit(TEXT, "revision: 2", "revision: 3");
    assert_eq!(state(&fixture), "changed");
    packet(&fixture, &[]).exits(0);
    let again = "packets/first-visit.en-r3-sample-reviewer.pdf";
    let back = answered(&fixture, again, APPROVAL);
    import(&fixture, &back).exits(0).prints("revision 3");
    assert_eq!(state(&fixture), "current");
    let told = fixture.run(&["history", GUIDE, "--today", TODAY]);
    assert_eq!(told.out.matches("reviewed it").count(), 2, "{told:?}");
}

#[test]
#[ignore = "needs pdftotext"]
fn a_second_packet_shows_exactly_what_changed() {
    let fixture = Fixture::reviewed();
    fixture.edit(TEXT, "Two people are enough.", "Two people are enoughs.").edit(TEXT, "revision: 2", "revision: 3");
    packet(&fixture, &[]).exits(0);
    let words = crate::lifecycle::words(&fixture.path("packets/first-visit.en-r3-sample-reviewer.pdf"));
    assert!(words.contains("What changed since revision 2, signed on November 25"), "{words}");
    assert!(words.contains("[- enough. -] [+ enoughs. +]"), "{words}");
    assert_eq!(words.matches("[-").count(), 2, "one that explains, one that is meant: {words}");
    assert!(words.contains("Unchanged, and not printed again:"), "{words}");
    packet(&fixture, &["--whole"]).exits(0);
    let whole = crate::lifecycle::words(&fixture.path("packets/first-visit.en-r3-sample-reviewer.pdf"));
    assert!(whole.len() > words.len() && !whole.contains("not printed again"), "{whole}");
    packet(&fixture, &["--since", "7"]).exits(2).complains("no revision 7 of `first-visit` was signed");
    packet(&fixture, &["--since", "often"]).exits(2).complains("--since takes");
}

#[test]
fn what_a_reviewer_asks_for_is_said_at_its_place_and_kept() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let answers = "section-after: {decision: change, old: Two people are enough., new: Three people are enough., comment: Two may not do.}\n\
                   overall: {decision: change, name: Sample Reviewer, date: 2026-12-01}\n";
    let back = answered(&fixture, PACKET, answers);
    let run = import(&fixture, &back);
    run.exits(0)
        .complains("warning[reviewer-asks]: the reviewer Sample Reviewer, MD asks for a change: “Three people are enough.” instead of “Two people are enough.”; “Two may not do.”")
        .complains("Two people are enough.")
        .prints("kept the answer of Sample Reviewer: `first-visit` is not approved as it stands");
    assert_eq!(state(&fixture), "unreviewed");
    assert_eq!((kept(&fixture, "evidence").len(), kept(&fixture, "packets").len()), (1, 2));
}

#[test]
fn a_packet_that_is_not_the_one_that_was_asked_about_is_refused() {
    let none = |fixture: &Fixture, pdf: &str, why: &str| {
        import(fixture, pdf).exits(1).complains("error[packet-refused]").complains(why);
        assert!(!fixture.path(REVIEW).exists(), "{why}");
        assert_eq!(state(fixture), "unreviewed", "{why}");
    };
    // The text moved on.
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let back = answered(&fixture, PACKET, APPROVAL);
    fixture.edit(TEXT, "Two people are enough.", "Two people will do.");
    none(&fixture, &back, "moved on since this packet was made of revision 2: `Who may come along?` changed");
    // Of another project.
    let other = unsigned();
    other.write("back.pdf", std::fs::read(fixture.path(&back)).expect("it is there"));
    none(&other, "back.pdf", "this project did not make this packet");
    // By another person, by an author, by nobody, on no day, on a day that cannot be.
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let says = |answers: &str| answered(&fixture, PACKET, answers);
    let back = says("overall: {decision: approve, name: Sample Professional, date: 2026-12-01}\n");
    none(&fixture, &back, "`Sample Professional` answered a packet that was for Sample Reviewer");
    let back = says("overall: {decision: approve, date: 2026-12-01}\n");
    none(&fixture, &back, "does not say who answered");
    let back = says("overall: {decision: approve, name: Sample Reviewer}\n");
    none(&fixture, &back, "has no day on which it was answered");
    let back = says("overall: {decision: approve, name: Sample Reviewer, date: 2026-12-02}\n");
    none(&fixture, &back, "the answer is dated 2026-12-02");
    let back = says("overall: {decision: approve, name: Sample Reviewer, date: 2026-11-30}\n");
    none(&fixture, &back, "the packet was made on 2026-12-01");
    // Half answered: nothing is signed, and what was said is kept.
    let back = says("overall: {name: Sample Reviewer, date: 2026-12-01}\n");
    import(&fixture, &back).exits(0).complains("Sample Reviewer, MD decided nothing of the whole text");
    assert_eq!(state(&fixture), "unreviewed");
    // A worksheet of families is no packet.
    fixture.write("a.yaml", "{}\n");
    fixture.run(&["fill", "all-fields", "--data", "a.yaml", "--today", TODAY]).exits(0);
    let sheet = std::fs::read_dir(fixture.path("filled")).expect("filled").flatten().next().expect("a form").path();
    import(&fixture, &sheet.display().to_string()).exits(1).complains("this is no packet of handout");
}

#[test]
#[ignore = "needs pdftotext"]
fn questions_stand_at_their_part_and_checks_and_lists_at_the_end() {
    let fixture = unsigned();
    let notes = "[\"after: Are two enough?\", \"Is it all right?\", \"nowhere: Still a question.\"]";
    fixture.edit(TEXT, "[\"Is the order of the steps right?\"]", notes);
    packet(&fixture, &[]).exits(0);
    let words = crate::lifecycle::words(&fixture.path(PACKET));
    let at = |what: &str| words.find(what).unwrap_or_else(|| panic!("{what}: {words}"));
    assert!(at("Are two enough?") < at("Open questions of the authors"));
    assert!(!words.contains("after: Are two enough?"), "{words}");
    assert!(at("Open questions of the authors") < at("Is it all right?"));
    assert!(at("Is it all right?") < at("Nowhere: Still a question."));
    assert!(at("The whole text") < at("PIF TICK") && words.contains("CDC Clear Communication Index"));
    assert!(words.contains("Fill in the boxes on screen") && !words.contains("with a pen, sign it"));
    // An answer asks for nothing, and is said at its place.
    let back = answered(&fixture, PACKET, &format!("{APPROVAL}section-after: {{note-1: Two will do.}}\n"));
    import(&fixture, &back).exits(0).complains("answers: “Two will do.” to “Are two enough?”").prints("recorded:");
    packet(&fixture, &["--paper"]).exits(0);
    let paper = crate::lifecycle::words(&fixture.path(&PACKET.replace(".pdf", "-paper.pdf")));
    assert!(paper.contains("with a pen, sign it") && !paper.contains("on screen, save"), "{paper}");
    assert!(paper.contains("Signature"), "{paper}");
}

#[test]
fn whoever_did_not_sign_the_edition_before_reads_all_of_it() {
    let fixture = Fixture::reviewed();
    let people = fixture.read("sources/people.yaml");
    fixture.write("sources/people.yaml", format!("{people}  - {{id: other-doc, name: Other Doc, credentials: MD}}\n"));
    fixture.edit(TEXT, "Two people are enough.", "Two people will do.").edit(TEXT, "revision: 2", "revision: 3");
    let asked = |person: &[&str], pdf: &str| {
        let args = ["review", "packet", GUIDE, "--lang", "en", "--today", TODAY];
        fixture.run(&[&args[..], person].concat()).exits(0);
        fixture.run(&["fields", &format!("packets/{pdf}")]).out.matches(".decision").count()
    };
    let few = asked(&["--for", "sample-reviewer"], "first-visit.en-r3-sample-reviewer.pdf");
    let all = asked(&["--for", "other-doc"], "first-visit.en-r3-other-doc.pdf");
    assert!(few < all, "{few} {all}");
    assert_eq!(asked(&["--for", "other-doc", "--since", "2"], "first-visit.en-r3-other-doc.pdf"), all);
    assert_eq!(asked(&[], "first-visit.en-r3.pdf"), all);
    // A packet of changes that was signed by its reader, whose signature was taken back meanwhile.
    let pdf = "packets/first-visit.en-r3-sample-reviewer.pdf";
    let back = answered(&fixture, pdf, APPROVAL);
    let void = ["review", "void", GUIDE, "--lang", "en", "--by", "Sample Clerk", "--reason", "wrong", "--today", TODAY];
    fixture.run(&void).exits(0);
    import(&fixture, &back).exits(1).complains("alone, which Sample Reviewer did not sign");
}

#[test]
fn packets_are_not_made_of_what_could_not_be_signed_or_over_answers() {
    let fixture = Fixture::reviewed();
    fixture.edit(TEXT, "Two people are enough.", "Two people will do.");
    packet(&fixture, &[])
        .exits(2)
        .complains("revision 2 of `first-visit` was signed with other words: raise `revision`");
    fixture.edit(TEXT, "revision: 2", "revision: 1");
    packet(&fixture, &[]).exits(2).complains("revision 2 of `first-visit` was signed, and this is revision 1");
    let fixture = unsigned();
    packet(&fixture, &["--by", "2026-12-20"]).exits(0);
    let due = fixture.run(&["due", "--today", TODAY]);
    due.prints("asked Sample Reviewer on 2026-12-01, answer wanted by 2026-12-20");
    packet(&fixture, &[]).exits(0);
    let back = answered(&fixture, PACKET, &APPROVAL.replace("approve", "reject"));
    fixture.write(PACKET, std::fs::read(fixture.path(&back)).expect("it is there"));
    packet(&fixture, &[]).exits(2).complains("packets/first-visit.en-r2-sample-reviewer.pdf holds answers: import it");
    import(&fixture, PACKET).exits(0);
    let due = fixture.run(&["due", "--today", TODAY]);
    due.prints("Sample Reviewer answered the packet of 2026-12-01 and does not approve");
}

#[test]
fn no_box_of_a_packet_cuts_words_off() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let limits = |pdf: &str| {
        let file = handout::pdf::file::File::read(&std::fs::read(fixture.path(pdf)).expect("it is there"));
        let contents = handout::acroform::read::read(&file.expect("a PDF")).expect("fields");
        contents.fields.values().filter(|field| field.max_letters.is_some()).count()
    };
    assert_eq!(limits(PACKET), 0);
    fixture.build(&["all-fields", "--product", "worksheet", "--paper", "letter"]).exits(0);
    assert!(limits("out/maple/all-fields.en-worksheet-letter.pdf") > 0, "worksheets are held to their paper");
}

#[test]
fn authors_are_not_asked() {
    let fixture = unsigned();
    let people = fixture.read("sources/people.yaml");
    fixture.write(
        "sources/people.yaml",
        people.replace("kind: organisation, name: Sample Authors", "name: Sam Author, credentials: RN"),
    );
    let asked = ["review", "packet", GUIDE, "--lang", "en", "--for", "sample-authors", "--today", TODAY];
    fixture.run(&asked).exits(2).complains("Sam Author is an author of `first-visit`");
    // To nobody in particular, and answered by the author.
    fixture.run(&["review", "packet", GUIDE, "--lang", "en", "--today", TODAY]).exits(0);
    let answers = "overall: {decision: approve, name: Sam Author, date: 2026-12-01}\n";
    let back = answered(&fixture, "packets/first-visit.en-r2.pdf", answers);
    import(&fixture, &back).exits(1).complains("`Sam Author` is an author of `first-visit` and cannot check it");
    assert_eq!(state(&fixture), "unreviewed");
}

#[test]
fn facts_have_packets_too_and_paper_ones() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/facts/us.en.yaml", "number: 1-800-662-4357", "number: 1 800 662 4357");
    fixture.edit("sources/facts/us.en.yaml", "revision: 1", "revision: 2");
    let asked = ["review", "packet", "facts-us", "--lang", "en", "--for", "sample-reviewer", "--today", TODAY];
    fixture.run(&asked).exits(0).prints("packets/facts-us.en-r2-sample-reviewer.pdf");
    let back = answered(&fixture, "packets/facts-us.en-r2-sample-reviewer.pdf", APPROVAL);
    import(&fixture, &back).exits(0).prints("approved `facts-us` (en, revision 2)");
    packet(&fixture, &["--paper"]).exits(0).prints("packets/first-visit.en-r2-sample-reviewer-paper.pdf");
}

#[test]
fn wording_that_was_asked_for_is_written_and_nothing_else() {
    let fixture = unsigned();
    fixture.edit("sources/project.yaml", "review: {months: 24}", "review: {months: 24, guide: {reviewers: 2}}");
    let ask = |person: &str| {
        fixture.run(&["review", "packet", GUIDE, "--lang", "en", "--for", person, "--today", TODAY]).exits(0);
    };
    let answer = |revision: u32, person: &str, name: &str, more: &str, decision: &str| {
        let whole = format!("overall: {{decision: {decision}, name: {name}, date: 2026-12-01}}\n{more}");
        answered(&fixture, &format!("packets/first-visit.en-r{revision}-{person}.pdf"), &whole)
    };
    ask("sample-reviewer");
    ask("sample-professional");
    let first = answer(2, "sample-reviewer", "Sample Reviewer", "", "approve");
    import(&fixture, &first).exits(0).prints("it prints as unreviewed still: 1 of 2 reviewers signed it");
    let more = "question-who-may-come: {decision: change, old: Two people are enough., new: Two or three people are enough.}\n";
    let second = answer(2, "sample-professional", "Sample Professional", more, "change");
    import(&fixture, &second).exits(0).complains("warning[reviewer-asks]");
    let before = fixture.read(TEXT);
    let apply = ["review", "apply", GUIDE, "--lang", "en", "--today", TODAY];
    fixture.run(&apply).exits(0).prints(
        "“Two or three people are enough.” instead of “Two people are enough.”, asked for by sample-professional",
    );
    let wanted = before
        .replace("Two people are enough.", "Two or three people are enough.")
        .replace("revision: 2\n", "revision: 3\n");
    assert_eq!(fixture.read(TEXT), wanted);
    fixture.run(&apply).exits(2).complains("no answer to a packet");
    assert_ne!(state(&fixture), "current");
    ask("sample-reviewer");
    ask("sample-professional");
    let first = answer(3, "sample-reviewer", "Sample Reviewer", "", "approve");
    let second = answer(3, "sample-professional", "Sample Professional", "", "approve");
    import(&fixture, &first).exits(0);
    import(&fixture, &second).exits(0).says_nothing_of("still");
    assert_eq!(state(&fixture), "current");
}

#[test]
fn wording_that_cannot_be_written_is_left_and_said() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let answers = "question-who-may-come: {decision: change, old: Nobody ever said this., new: So it is.}\n\
                   section-after: {decision: change, new: More of it.}\n\
                   overall: {decision: change, name: Sample Reviewer, date: 2026-12-01}\n";
    let back = answered(&fixture, PACKET, answers);
    import(&fixture, &back).exits(0);
    let before = fixture.read(TEXT);
    let run = fixture.run(&["review", "apply", GUIDE, "--lang", "en", "--today", TODAY]);
    run.exits(1).complains("do not stand in the file as they were typed").complains("not both");
    assert_eq!(fixture.read(TEXT), before);
}

#[test]
fn a_packet_that_was_changed_beside_its_fields_signs_nothing() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    // Words on the page itself.
    let back = answered(&fixture, PACKET, APPROVAL);
    fixture.alter(&back, |file, _| {
        let page = file.pages()[0];
        let contents = file.get(page).and_then(|page| page.dict()).and_then(|page| page.get("Contents")).cloned();
        let second = file.pages()[1];
        let other = file.get_mut(second).and_then(Object::dict_mut).expect("a page");
        other.set("Contents", contents.expect("it has contents"));
    });
    import(&fixture, &back).exits(1).complains("error[pages-changed]");
    assert!(!fixture.path(REVIEW).exists());
    // A note beside the fields: kept, and no plain approval.
    let back = answered(&fixture, PACKET, APPROVAL);
    fixture.alter(&back, |file, _| write_beside(file));
    let run = import(&fixture, &back);
    run.exits(1).complains("beside the fields").complains("so that this is no plain approval");
    run.prints("kept the answer of Sample Reviewer: `first-visit` is not approved as it stands");
    assert!(!fixture.path(REVIEW).exists());
    assert_eq!(kept(&fixture, "evidence").len(), 1);
}

#[test]
fn an_import_that_was_interrupted_goes_on() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let back = answered(&fixture, PACKET, APPROVAL);
    import(&fixture, &back).exits(0);
    let record = fixture.read(REVIEW);
    // Killed before the record was written; before that, before the answer was.
    for lost in [vec![REVIEW.to_owned()], {
        let answers = kept(&fixture, "packets").into_iter().filter(|name| name.matches('.').count() == 2);
        answers.map(|name| format!("sources/reviews/packets/{name}")).chain([REVIEW.to_owned()]).collect()
    }] {
        for path in &lost {
            fixture.remove(path);
        }
        assert_eq!(state(&fixture), "unreviewed");
        import(&fixture, &back).exits(0).prints("recorded: Sample Reviewer, MD approved");
        assert_eq!(fixture.read(REVIEW), record);
    }
}

#[test]
fn nothing_is_signed_before_what_proves_it_is_kept() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let back = answered(&fixture, PACKET, APPROVAL);
    // The file that came back cannot be kept: nor is what it says.
    let (asked, evidence) = (kept(&fixture, "packets"), "sources/reviews/evidence");
    fixture.write(evidence, "no folder");
    import(&fixture, &back).exits(3).complains("cannot be written");
    assert!(!fixture.path(REVIEW).exists());
    assert_eq!(kept(&fixture, "packets"), asked);
    fixture.remove(evidence);
    // What it says cannot be kept: the file is, and nothing follows of it.
    let digest = Digest::of(&std::fs::read(fixture.path(&back)).expect("it is there"));
    let id = asked[0].trim_end_matches(".json");
    let answer = fixture.path(&format!("sources/reviews/packets/{id}.{}.json", &digest.as_str()[..16]));
    std::fs::create_dir(&answer).expect("a folder in its place");
    import(&fixture, &back).exits(3).complains("cannot be written");
    assert!(!fixture.path(REVIEW).exists());
    assert_eq!(kept(&fixture, "evidence").len(), 1);
    std::fs::remove_dir(&answer).expect("the folder");
    import(&fixture, &back).exits(0).prints("recorded: Sample Reviewer, MD approved");
}

#[test]
fn an_import_waits_for_the_one_who_writes() {
    let fixture = unsigned();
    packet(&fixture, &[]).exits(0);
    let back = answered(&fixture, PACKET, APPROVAL);
    let held = handout::output::lock(&fixture.path("sources/reviews")).expect("it can be locked");
    assert!(held.is_some(), "nobody else holds it");
    import(&fixture, &back).exits(3).complains("another sign-off is being written");
    assert!(!fixture.path(REVIEW).exists());
    drop(held);
    import(&fixture, &back).exits(0);
}

#[test]
fn two_imports_at_once_lose_nothing() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "review: {months: 24}", "review: {months: 24, guide: {reviewers: 2}}");
    let people = [("sample-reviewer", "Sample Reviewer"), ("sample-professional", "Sample Professional")];
    let back = people.map(|(id, name)| {
        fixture.run(&["review", "packet", GUIDE, "--lang", "en", "--for", id, "--today", TODAY]).exits(0);
        let whole = format!("overall: {{decision: approve, name: {name}, date: 2026-12-01}}\n");
        answered(&fixture, &format!("packets/first-visit.en-r2-{id}.pdf"), &whole)
    });
    let before = fixture.read(REVIEW);
    // One that has to wait says so, and tries again.
    let import_until_done = |pdf: &str| {
        (0..50).any(|_| {
            let run = import(&fixture, pdf);
            assert!(run.code == 0 || run.err.contains("another sign-off is being written"), "{run:?}");
            run.code == 0
        })
    };
    // Which of them comes between reading and writing of the other is chance: more than once.
    for _ in 0..3 {
        std::thread::scope(|scope| {
            let both = back.each_ref().map(|pdf| scope.spawn(move || import_until_done(pdf)));
            both.into_iter().for_each(|one| assert!(one.join().expect("no panic")));
        });
        assert_eq!(fixture.read(REVIEW).matches("- text: first-visit").count(), 3);
        assert_eq!(state(&fixture), "current");
        fixture.write(REVIEW, &before);
    }
}

/// Every string of a canonical form that is words: names, addresses and days are none.
fn sentences(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(words) if words.contains(' ') && !words.contains("](") => found.push(words.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| sentences(item, found)),
        serde_json::Value::Object(map) => map.values().for_each(|value| sentences(value, found)),
        _ => {}
    }
}

#[test]
#[ignore = "needs pdftotext"]
fn a_packet_shows_every_word_that_its_approval_signs() {
    let fixture = Fixture::reviewed();
    // As letters alone: lines end anywhere.
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for (id, revision) in [("first-visit", 2), ("all-fields", 1), ("facts-us", 1)] {
        let args = ["review", "packet", id, "--lang", "en", "--whole", "--today", TODAY];
        fixture.run(&args).exits(0);
        let shown = letters(&crate::lifecycle::words(&fixture.path(&format!("packets/{id}.en-r{revision}.pdf"))));
        let asked =
            kept(&fixture, "packets").into_iter().map(|name| fixture.read(&format!("sources/reviews/packets/{name}")));
        let asked = asked.map(|json| serde_json::from_str::<serde_json::Value>(&json).expect("JSON"));
        let info = asked.into_iter().find(|info| info["text"] == id).expect("it was asked");
        let canonical =
            fixture.read(&format!("sources/reviews/texts/{}.json", info["digest"].as_str().expect("a digest")));
        let mut all = Vec::new();
        sentences(&serde_json::from_str(&canonical).expect("JSON"), &mut all);
        assert!(all.len() > 10, "{id}: {}", all.len());
        // What goes on over the page is there in two pieces.
        let in_two = |words: &str| {
            words.char_indices().any(|(at, _)| shown.contains(&words[..at]) && shown.contains(&words[at..]))
        };
        let lacks = |words: &&String| !(shown.contains(&letters(words)) || in_two(&letters(words)));
        let missing: Vec<&String> = all.iter().filter(lacks).collect();
        assert!(missing.is_empty(), "{id}: {missing:#?}");
    }
}
