//! Designs of one's own: what they are, that a build says so, and that nothing is released with one nobody signed.

use crate::support::{Fixture, Run, TODAY, root};

const RICH: &str = "layouts/components/rich.typ";
const PAGE: &str = "layouts/components/page.typ";
const TOKENS: &str = "layouts/system.typ";
const LABELS: &str = "sources/strings/en.yaml";
const BOLD: &str = "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_700Bold.ttf";
const REGULAR: &str = "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf";
const SIGN_OFFS: &str = "sources/reviews/design.yaml";
const GUIDE: &str = "sources/guides/first-visit/en.yaml";
/// The one document that these tests make.
const ONE: [&str; 5] = ["first-visit", "--product", "leaflet", "--paper", "letter"];
const RELEASED: &str = "release/maple/first-visit.en-leaflet-letter.pdf";

/// A file that ships, as text.
#[track_caller]
fn shipped(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("it ships")
}

/// Puts a file that ships into the project, with words replaced that stand in it once.
#[track_caller]
fn own(fixture: &Fixture, path: &str, from: &str, to: &str) {
    let text = shipped(path);
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
    fixture.write(path, text.replacen(from, to, 1));
}

fn build(fixture: &Fixture) -> Run {
    fixture.build(&ONE)
}

fn release(fixture: &Fixture) -> Run {
    fixture.build(&[&["--release"], &ONE[..]].concat())
}

fn sign_on(fixture: &Fixture, date: &str) -> Run {
    let by = "Sample Designer";
    fixture.run(&["review", "record", "design", "--by", by, "--date", date, "--today", TODAY])
}

fn status(fixture: &Fixture) -> serde_json::Value {
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    serde_json::from_str(&run.out).expect("status prints JSON")
}

/// The regular face, which says of itself that it is bold.
fn regular_as_bold() -> Vec<u8> {
    let mut font = std::fs::read(root().join(REGULAR)).expect("it ships");
    let entry = font.windows(4).position(|tag| tag == b"OS/2").expect("it has the table") + 8;
    let table = u32::from_be_bytes(font[entry..entry + 4].try_into().expect("four bytes")) as usize;
    // usWeightClass
    font[table + 4..table + 6].copy_from_slice(&700_u16.to_be_bytes());
    font
}

/// A change of the project's design that misleads and that the audit passes: what it does, and a file that it is in.
type Misleading = (&'static str, fn(&Fixture), &'static str);

/// What misleads in ways that no rule of the audit forbids.
const MISLEADING: [Misleading; 6] = [
    ("an alarm in the colour of the text", |f| own(f, TOKENS, "rgb(\"#6b1a10\")", "rgb(\"#1d2b30\")"), TOKENS),
    (
        "a bold font that is regular",
        |f| {
            f.write(BOLD, regular_as_bold());
        },
        BOLD,
    ),
    (
        "a label that says the contrary",
        |f| own(f, LABELS, "interests: Funding and interests", "interests: Nobody paid for it"),
        LABELS,
    ),
    ("a title that shouts the calls down", |f| own(f, TOKENS, "    title: 28pt", "    title: 60pt"), TOKENS),
    ("calls as quiet as notes", |f| own(f, TOKENS, "    calls: (46pt,", "    calls: (12pt,"), TOKENS),
    (
        "a loud page number above a quiet state",
        |f| {
            own(
                f,
                PAGE,
                "let number = align(end, say-par(\"footer.page\", page-of))",
                "let number = align(end, text(size: 15pt, say-par(\"footer.page\", page-of)))",
            );
        },
        PAGE,
    ),
];

#[test]
fn designs_that_no_rule_forbids_are_not_released_until_somebody_signs() {
    for (what, change, file) in MISLEADING {
        let fixture = Fixture::reviewed();
        change(&fixture);
        let said = "the design is the project's own";
        let run = build(&fixture);
        assert_eq!(run.out.lines().filter(|line| line.contains(said)).count(), 1, "{what}");
        run.exits(0).prints("is not signed: nobody has looked at proofs and signed it");
        let run = release(&fixture);
        run.exits(1).prints("not released: 1 document").prints("design: nobody has looked at proofs and signed it");
        assert!(!fixture.path(RELEASED).exists(), "{what}: it was released");

        sign_on(&fixture, TODAY).exits(0).prints("recorded: Sample Designer signed the design of this project");
        release(&fixture).exits(0).prints("released release/maple/").prints("signed by Sample Designer on 2026-12-01");
        let edition = std::fs::read(fixture.path(RELEASED)).expect("it was released");
        let draft = std::fs::read(fixture.path(&RELEASED.replace("release/", "out/"))).ok();
        assert_eq!(draft, Some(edition.clone()), "{what}: the signature changes what is printed");

        let mut bytes = std::fs::read(fixture.path(file)).expect("the design has the file");
        bytes.push(b'\n');
        fixture.write(file, bytes);
        let run = release(&fixture);
        run.exits(1).prints("design: its files changed after the last signature").prints("what was released stays");
        assert_eq!(std::fs::read(fixture.path(RELEASED)).ok(), Some(edition), "{what}");
    }
}

#[test]
fn what_is_no_design_of_its_own() {
    let fixture = Fixture::reviewed();
    // Byte for byte the program's.
    for path in [RICH, LABELS] {
        fixture.write(path, shipped(path));
    }
    fixture.write(BOLD, std::fs::read(root().join(BOLD)).expect("it ships"));
    // Nothing that a build reads as a layout, a font or labels.
    fixture.write("layouts/README.md", "ours").write("fonts/OFL.txt", "a licence");
    let run = build(&fixture);
    run.exits(0).says_nothing_of("design");
    assert!(status(&fixture).get("design").is_none());
    fixture.run(&["review", "show", "design", "--today", TODAY]).exits(0).prints("has no design of its own");
    sign_on(&fixture, TODAY).exits(2).complains("this project has no design of its own");
    // A facts file and a logo are content, with reviews of their own or none; the fixture has both of its own.
    assert!(fixture.path("sources/facts/us.en.yaml").exists() && fixture.path("sources/clinics/maple.svg").exists());
    fixture.edit("sources/clinics/maple.svg", "<svg ", "<svg  ");
    release(&fixture).exits(0);
}

#[test]
fn status_and_show_name_the_files_and_what_changed() {
    let fixture = Fixture::reviewed();
    own(&fixture, TOKENS, "    title: 28pt", "    title: 24pt");
    let design = &status(&fixture)["design"];
    assert_eq!((&design["state"], &design["files"][0]["path"]), (&"unsigned".into(), &TOKENS.into()));
    assert!(design["signed_by"].is_null() && design["digest"].as_str().is_some_and(|d| d.len() == 64));
    fixture.run(&["status", "--today", TODAY]).prints("the design is the project's own (1 file) and is not signed");
    sign_on(&fixture, "2026-11-30").exits(0).prints("that is no clinical review");
    let signed = &status(&fixture)["design"];
    assert_eq!((&signed["state"], &signed["signed"]), (&"signed".into(), &"2026-11-30".into()));
    assert_eq!(signed["digest"], design["digest"]);
    let show = || fixture.run(&["review", "show", "design", "--today", TODAY]);
    show().exits(0).prints("Sample Designer signed on 2026-11-30\n  holds").prints(TOKENS);

    fixture.edit(TOKENS, "    title: 24pt", "    title: 23pt");
    own(&fixture, LABELS, "page: Page", "page: page");
    assert_eq!(status(&fixture)["design"]["state"], "unsigned");
    show()
        .prints("does not hold: the files are not those that were signed")
        .prints("layouts/system.typ changed since")
        .prints("sources/strings/en.yaml was added since");
    // The very files that were signed, again.
    fixture.edit(TOKENS, "    title: 23pt", "    title: 24pt").remove(LABELS);
    show().prints("holds");
    fixture.write(TOKENS, shipped(TOKENS));
    show().prints("has no design of its own").prints("is of files that are not there any more");
}

#[test]
fn a_signature_by_hand_does_not_hold() {
    let fixture = Fixture::reviewed();
    own(&fixture, TOKENS, "    title: 28pt", "    title: 24pt");
    sign_on(&fixture, "2026-12-02").exits(2).complains("the sign-off is dated 2026-12-02, after today (2026-12-01)");
    assert!(!fixture.path(SIGN_OFFS).exists());
    sign_on(&fixture, TODAY).exits(0);
    sign_on(&fixture, TODAY).exits(2).complains("this very sign-off is recorded already");
    let signed = fixture.read(SIGN_OFFS);

    let dated = signed.replace("2026-12-01", "2026-12-02");
    fixture.write(SIGN_OFFS, dated);
    build(&fixture).complains("error[review-in-future]: this sign-off of the design is dated 2026-12-02");
    release(&fixture).exits(1).prints("design: no sign-off holds: dated 2026-12-02, after today");

    fixture.write(SIGN_OFFS, signed.replace("signed_by:", "signd_by:"));
    build(&fixture).exits(1).complains("error[unknown-key]: there is no key `signd_by` here");
    release(&fixture).exits(1).prints("design: the file of its sign-offs has errors");
    sign_on(&fixture, TODAY).exits(2).complains("sources/reviews/design.yaml has errors; correct them first");

    fixture.write(SIGN_OFFS, signed.replace("form: 1", "form: 2"));
    release(&fixture).exits(1).prints("signed under form 2, which this program does not know");

    let name = signed.replace("Sample Designer", "\"Sample\\nDesigner\\e[31m\"");
    fixture.write(SIGN_OFFS, name);
    release(&fixture).exits(0).prints("signed by Sample Designer[31m on 2026-12-01");
}

#[test]
fn a_text_called_design_is_asked_for_with_its_language() {
    let fixture = Fixture::reviewed();
    let text = fixture.read(GUIDE).replace("id: first-visit", "id: design");
    fixture.write("sources/guides/design/en.yaml", text);
    let run = fixture.run(&["review", "show", "design", "--lang", "en", "--today", TODAY]);
    run.exits(0).prints("design (en), revision 2: unreviewed");
    let mut line = vec!["review", "record", "design", "--lang", "en", "--by", "Sample Clerk", "--date", "2026-11-30"];
    line.extend(["--today", TODAY]);
    fixture.run(&line).exits(2).complains("a text needs --reviewer");
    line.extend(["--reviewer", "sample-reviewer"]);
    fixture.run(&line).exits(0).prints("reviewed `design` (en, revision 2)");
    assert!(fixture.path("sources/reviews/design.en.yaml").exists() && !fixture.path(SIGN_OFFS).exists());
    let reviewer = ["review", "record", "design", "--reviewer", "sample-reviewer", "--by", "A", "--date", "2026-11-30"];
    fixture.run(&reviewer).exits(2).complains("a design is signed with --by and --date alone");
    let missing = ["review", "record", "first-visit", "--reviewer", "x", "--by", "A", "--date", "2026-11-30"];
    fixture.run(&missing).exits(2).complains("a text needs --lang");
}
