//! Texts that are not finished, and what others of the project have of that.

use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const SHEET: &str = "sources/worksheets/all-fields/en.yaml";
const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const BY: [&str; 8] = ["--reviewer", "sample-reviewer", "--date", TODAY, "--by", "Sample Clerk", "--today", TODAY];

#[test]
fn placeholders_are_neither_signed_nor_released() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "revision: 2", "revision: 3");
    fixture.edit(GUIDE, "audience: Families before a first visit", "audience: \"[insert for whom it is]\"");
    let record = fixture.run(&[&["review", "record", "first-visit", "--lang", "en"][..], &BY].concat());
    record.exits(2).complains("placeholders stand for words in sources/guides/first-visit/en.yaml");
    // Signed all the same, as an earlier program might have: it is not released.
    let shown = fixture.run(&["review", "show", "first-visit", "--lang", "en", "--today", TODAY]);
    let digest = shown.out.lines().find_map(|line| line.trim().strip_prefix("digest ")).expect("a digest").to_owned();
    let review = fixture.read(REVIEW);
    let old = review.lines().find_map(|line| line.trim().strip_prefix("digest: ")).expect("a digest").to_owned();
    fixture.write(
        REVIEW,
        review.replace(&old, &digest).replace("revision: 2", "revision: 3").replace("canon: 1", "canon: 2"),
    );
    let release = fixture.build(&["first-visit", "--release"]);
    release.exits(1).complains("warning[placeholder]: this placeholder is printed as it stands");
    release.prints("placeholders stand for words in sources/guides/first-visit/en.yaml");
    assert!(!fixture.path("release/maple/first-visit.en-leaflet-letter.pdf").exists());
}

#[test]
fn a_placeholder_of_a_person_is_not_released() {
    let fixture = Fixture::reviewed();
    fixture.build(&["first-visit", "--release"]).exits(0);
    fixture.edit("sources/people.yaml", "name: Sample Professional", "name: \"[insert a name]\"");
    let release = fixture.build(&["first-visit", "--release"]);
    release.exits(1).prints("placeholders stand for words in sources/people.yaml");
    let record = fixture.run(&[&["review", "record", "first-visit", "--lang", "en"][..], &BY].concat());
    record.exits(2).complains("placeholders stand for words in sources/people.yaml");
}

#[test]
fn words_of_new_texts_are_placeholders() {
    let fixture = Fixture::reviewed();
    for kind in ["guide", "worksheet"] {
        fixture.run(&["new", kind, &format!("my-{kind}"), "--today", TODAY]).exits(0);
        let check = fixture.run(&["check", &format!("my-{kind}"), "--today", TODAY]);
        check.exits(0).complains("warning[placeholder]: these are the words of `handout new`");
        let record = fixture.run(&[&["review", "record", &format!("my-{kind}"), "--lang", "en"][..], &BY].concat());
        record.exits(2).complains("write these first, since what is signed is printed");
    }
}

#[test]
fn what_is_wrong_with_another_text_is_said_in_a_line() {
    let fixture = Fixture::reviewed();
    fixture.edit(SHEET, "revision:", "revison:");
    for command in ["check", "build"] {
        let named = fixture.run(&[command, "first-visit", "--today", TODAY]);
        named.exits(0).prints("another file has errors, which `handout check` names");
        assert!(!named.err.contains("error["), "{}", named.err);
        fixture.run(&[command, "all-fields", "--today", TODAY]).exits(1).complains("revison");
        fixture.run(&[command, "--today", TODAY]).exits(1).complains("revison");
    }
    // Said again where nothing is to do.
    fixture.run(&["build", "first-visit", "--today", TODAY]).exits(0).prints("another file has errors");
}

#[test]
fn a_language_that_a_clinic_lacks_holds_back_no_other() {
    let fixture = Fixture::reviewed();
    let leaflet = || std::fs::read(fixture.path("out/maple/first-visit.en-leaflet-letter.pdf")).expect("it was built");
    fixture.build(&["first-visit"]).exits(0);
    let alone = leaflet();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    let spanish = fixture.read(GUIDE).replace("[](fact:call-911)", "[](clinic:phone)");
    fixture.write("sources/guides/first-visit/es.yaml", spanish);
    let run = fixture.build(&["first-visit", "--lang", "en"]);
    run.complains("`hours` has nothing for the language `es`");
    assert!(fixture.path("out/maple/first-visit.en-leaflet-letter.pdf").exists(), "{}{}", run.out, run.err);
    let run = fixture.build(&["first-visit"]);
    run.exits(1).prints("not built: maple/first-visit.es");
    // Nor is an edition named that the clinic does not have.
    assert!(leaflet() == alone);
}

#[test]
fn a_product_that_is_not_made_says_why() {
    let fixture = Fixture::reviewed();
    for (text, product, why) in [
        ("first-visit", "trifold", "add `trifold` to `products:` in sources/project.yaml, which does not list it"),
        ("all-fields", "leaflet", "a `leaflet` is made of guides, and `all-fields` is none"),
    ] {
        fixture.build(&[text, "--product", product]).exits(2).complains(why);
    }
}
