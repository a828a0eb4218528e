//! Small pages, each with something that makes words hard to read, or only seems to.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use super::{InkFlaw, Unseen, look};
use crate::project::Tree;

/// What Typst sees of a test: one file and the fonts that ship.
struct Small {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
}

impl World for Small {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// A small page with this on it.
fn set(body: &str) -> PagedDocument {
    let start = "#set page(width: 200pt, height: 60pt, margin: 10pt)\n#set text(font: \"Atkinson Hyperlegible Next\", \
                 size: 10pt, hyphenate: false)\n";
    let fonts: Vec<Font> = Tree::defaults()
        .below("fonts/atkinson")
        .flat_map(|(_, file)| Font::iter(Bytes::new(file.bytes.clone())).collect::<Vec<_>>())
        .collect();
    let path = RootedPath::new(VirtualRoot::Project, VirtualPath::new("main.typ").expect("a path"));
    let world = Small {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_infos(fonts.iter().map(|font| FontInfo::clone(font.info())))),
        fonts,
        main: Source::new(path.intern(), format!("{start}{body}")),
    };
    typst::compile::<PagedDocument>(&world).output.expect("a page")
}

/// What is said of it.
fn flaws(body: &str) -> Vec<InkFlaw> {
    look(&set(body), &[], false).words.into_iter().map(|unseen| unseen.flaw).collect()
}

/// Nothing is said of it.
#[track_caller]
fn pass(body: &str) {
    assert_eq!(flaws(body), [], "{body}");
}

/// This alone is said of it, once or more often.
#[track_caller]
fn said(body: &str, flaw: InkFlaw) {
    let flaws = flaws(body);
    assert!(!flaws.is_empty() && flaws.iter().all(|found| *found == flaw), "{flaws:?}: {body}");
}

/// It is too faint.
#[track_caller]
fn faint(body: &str) {
    let flaws = flaws(body);
    assert!(matches!(flaws[..], [InkFlaw::Faint(_)]), "{flaws:?}: {body}");
}

const WORDS: &str = "Take two tablets each morning";

#[test]
fn plain_words() {
    pass(WORDS);
    pass("Words *in bold* and _in italics_, fluffy (_off_) 1/2. *To*_f_)");
    pass("#text(7pt)[Small words with (signs), \"quotes\" and jumping quails]");
    pass("#text(18pt, fill: rgb(\"#949494\"))[Large words]");
    pass("#text(40pt)[Largest]");
    pass(
        "#set par(leading: 0.45em)\nJumping quails eat grapes, gently jogging, by the Ångström ÄÖÜ and Émile over and over",
    );
    pass("#box(fill: black, inset: (x: 4pt), outset: (y: 3pt), text(fill: white)[White words]) and others");
    pass("#v(15pt)#rotate(20deg)[Turned words] #scale(x: -100%)[Mirrored words] #skew(ax: 10deg)[slanted words]");
    pass("#rotate(90deg, reflow: true)[words]");
    assert_eq!(look(&set("#pagebreak()\n "), &[], false).words, []);
}

#[test]
fn words_are_counted_over_the_document() {
    let document = set("One #text(fill: white)[two] three #pagebreak() four #text(fill: white)[five]");
    let turns: Vec<(usize, usize)> =
        look(&document, &[], false).words.iter().map(|Unseen { page, turn, .. }| (*page, *turn)).collect();
    assert_eq!(turns, [(0, 1), (1, 4)]);
}

#[test]
fn things_drawn_later_cover_words() {
    for over in [
        "polygon(fill: white, (0pt, 0pt), (20pt, 0pt), (10pt, 12pt))",
        "ellipse(width: 25pt, height: 10pt, fill: white)",
        "line(length: 40pt, stroke: 8pt + white)",
        "line(length: 40pt, stroke: 0.25pt + white)",
        "curve(stroke: 5pt + white, curve.move((0pt, 0pt)), curve.cubic((10pt, 20pt), (20pt, -20pt), (40pt, 5pt)))",
        "rect(width: 100pt, height: 12pt, fill: white.transparentize(94%))",
        "rect(width: 100pt, height: 12pt, fill: black.transparentize(94%))",
        "rect(width: 100pt, height: 0.05pt, fill: black)",
        "rect(width: 100pt, height: 12pt, fill: gradient.linear(white, black))",
        "rotate(30deg, rect(width: 20pt, height: 12pt, fill: white))",
        "box(clip: true, width: 20pt, height: 9pt, circle(radius: 30pt, fill: white))",
        "image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"))",
    ] {
        said(&format!("{WORDS}#place(top, dx: 20pt, dy: 4pt, {over})"), InkFlaw::Covered);
    }
    let white = "#box(fill: black, outset: 3pt, text(fill: white)[White words])";
    let veil = "#place(top, rect(width: 100%, height: 20pt, fill: white.transparentize(94%)))";
    said(&format!("{white}{veil}"), InkFlaw::Covered);
    said("#strike[Words that do not hold]", InkFlaw::Covered);
}

#[test]
fn things_beside_words_do_not() {
    pass(&format!("{WORDS}#place(top, dx: 150pt, dy: -2pt, ellipse(width: 25pt, height: 14pt, fill: red))"));
    pass(&format!("{WORDS}#place(top, dy: 12pt, line(length: 100%, stroke: 1pt))"));
    // A ring around words, whose box is over them.
    pass(&format!(
        "{WORDS}#place(top, dx: -8pt, dy: -8pt, rect(width: 180pt, height: 26pt, radius: 5pt, stroke: 1pt))"
    ));
    pass("A #link(\"https://example.org\")[#underline[link, jumping quails]] in a line.");
    // What a clip leaves nothing of.
    pass(&format!(
        "{WORDS}#place(top, dy: 20pt, box(clip: true, width: 20pt, height: 5pt, place(dy: -20pt, rect(fill: red)[])))"
    ));
    pass(&format!("{WORDS}#place(top, rect(width: 100%, height: 12pt, fill: rgb(0, 0, 0, 0)))"));
}

#[test]
fn other_ink_below_words_crosses_them() {
    for below in [
        "line(length: 100pt, stroke: 3pt + rgb(\"#ff7f50\"))",
        "line(length: 100pt, stroke: 0.25pt)",
        "rect(width: 60pt, height: 3pt, fill: black)",
        "rect(width: 60pt, height: 0.1pt, fill: black)",
        "polygon(fill: rgb(\"#ff7f50\"), (0pt, -9pt), (20pt, -9pt), (10pt, 6pt))",
        "line(angle: 90deg, length: 8pt, stroke: 0.5pt)",
        "rect(width: 40pt, height: 20pt, fill: gradient.linear(white, black))",
        "image(width: 80pt, bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='9'><circle r='9'/></svg>\"))",
    ] {
        said(&format!("#place(top, dx: 20pt, dy: 4pt, {below}){WORDS}"), InkFlaw::Crossed);
    }
    said(
        &format!("#place(top, dx: 25pt, dy: -5pt, rect(width: 90pt, height: 20pt, fill: yellow)){WORDS}"),
        InkFlaw::Crossed,
    );
    said(&format!("#place(top, dy: 3pt, rotate(3deg, line(length: 100pt))){WORDS}"), InkFlaw::Crossed);
}

#[test]
fn words_on_grounds() {
    faint("#text(fill: white)[White words]");
    faint("#text(fill: luma(120))[Grey words]");
    faint("#text(18pt, fill: luma(150))[Grey words]");
    let on = |ground: &str, words: &str| {
        format!("#place(top, {ground})#place(top, dx: 30pt, dy: 8pt, text(fill: white)[{words}])")
    };
    let clipped =
        "box(clip: true, radius: 12pt, width: 120pt, height: 30pt, rect(width: 200pt, height: 90pt, fill: navy))";
    let turned = "rotate(10deg, rect(width: 150pt, height: 40pt, fill: navy))";
    pass(&on(clipped, "White words"));
    pass(&on(turned, "White"));
    said(&on(clipped, "White words that reach out of it"), InkFlaw::Crossed);
    said(&on(turned, "White words that reach out of it"), InkFlaw::Crossed);
    // A number in a disc on a picture.
    let picture = "image(width: 150pt, height: 40pt, bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'>\
                   <path stroke='red' d='M0 0L90 30M0 30L90 0M45 0V30M0 15H90'/></svg>\"))";
    let disc = "#place(top, dx: 60pt, dy: 10pt, circle(radius: 8pt, fill: black, \
                align(center + horizon, text(fill: white)[12])))";
    pass(&format!("#place(top, {picture}){disc}"));
    said(&format!("#place(top, {picture}){WORDS}"), InkFlaw::Crossed);
}

#[test]
fn words_cut_off() {
    said("#box(clip: true, height: 4pt)[Take two tablets]", InkFlaw::Covered);
    said("#box(clip: true, width: 30pt, height: 9pt, box(width: 90pt)[Take two tablets])", InkFlaw::Covered);
    said("#box(clip: true, width: 0pt, height: 9pt, box(width: 90pt)[Take two tablets])", InkFlaw::Covered);
    said("#place(dx: 400pt)[Outside]", InkFlaw::Covered);
    said("#place(dx: 165pt, box(width: 90pt)[Half outside])", InkFlaw::Covered);
    said("#place(dx: -900000pt)[Far]", InkFlaw::Covered);
    said("#place(dx: -9000000pt)[Far]", InkFlaw::Unjudged("something turned, moved or scaled beyond measure"));
    pass("#box(clip: true, inset: 3pt, radius: 4pt)[Take two tablets]");
}

#[test]
fn words_on_words() {
    let two = |dx: &str, fill: &str| {
        format!("#place(top)[Take two tablets]#place(top, dx: {dx}, text(fill: {fill})[Other words])")
    };
    assert_eq!(flaws(&two("10pt", "black")), [InkFlaw::Overlapped(1), InkFlaw::Overlapped(0)]);
    assert_eq!(flaws(&two("10pt", "red")), [InkFlaw::Overlapped(1), InkFlaw::Overlapped(0)]);
    pass(&two("90pt", "black"));
    // The upright stroke stands between letters.
    said("#place(top)[T a k e]#place(top, dx: 6pt)[|]", InkFlaw::Overlapped(1));
}

#[test]
fn what_cannot_be_judged() {
    let large = "#set page(width: 2000pt)\n";
    for (body, why) in [
        ("#text(fill: gradient.linear(black, navy))[Words]", "letters with a gradient or pattern"),
        ("#text(fill: black.transparentize(5%))[Words]", "letters that are see-through"),
        ("#text(stroke: 0.1pt)[Words]", "outlined letters"),
        ("#box(width: 9pt, height: 5pt, fill: tiling(size: (9pt, 9pt))[x])", "a page with a pattern"),
        (large, "a page that is too large"),
        ("#page(fill: red.transparentize(50%))[Words]", "a page with a see-through ground"),
        ("#scale(0.001%)[Words]", "something turned, moved or scaled beyond measure"),
        ("#scale(x: 0%)[Words]", "something turned, moved or scaled beyond measure"),
        (
            "#place(rect(width: 3000pt, height: 5pt, fill: gradient.linear(red, blue))) Words",
            "a gradient that is too large",
        ),
    ] {
        said(&format!("{body} words"), InkFlaw::Unjudged(why));
    }
}
