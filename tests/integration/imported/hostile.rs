//! Documents that are broken, of another kind, or made to fill a machine: each is refused with what to do, soon.

use std::time::Instant;

use super::files::{docx, p, png, zip};
use super::made_in;
use crate::support::Fixture;

/// Refuses a document, and writes nothing.
#[track_caller]
fn refused(name: &str, bytes: &[u8], why: &str) {
    let fixture = Fixture::reviewed();
    #[expect(clippy::disallowed_methods, reason = "a test that measures how long a file takes")]
    let begin = Instant::now();
    let run = made_in(&fixture, name, bytes);
    assert!(begin.elapsed().as_secs() < 20, "{name} took {:?}", begin.elapsed());
    run.exits(1).complains("error[not-imported]: ").complains(why).complains(" = help: ");
    assert!(!fixture.path("sources/guides/made").exists());
}

#[test]
fn files_of_another_kind_are_named() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let password: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    refused("a.docx", &ole, "the file is an old Word file (.doc), whatever its name says");
    refused("a.docx", &[ole, password].concat(), "the file is protected by a password");
    refused("a.docx", &zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "an OpenDocument text (.odt)");
    refused("a.docx", &zip(&[("xl/workbook.xml", b"<a/>")]), "a table of Excel");
    refused("a.docx", &zip(&[("a.txt", b"words")]), "no text of Word in it (`word/document.xml`)");
    refused("a.docx", b"PK\x03\x04 and no more", "the file is damaged");
    refused("a.docx", b"words", "no Word file, whatever its name says");
    refused("a.pdf", b"%PDF-1.7", "a PDF");
    refused("a.md", b"", "the file is empty");
    refused("a.html", b"<p></p><script>words</script>", "the document has no words");
    refused("a.md", b"a\0b", "the file is no text");
}

#[test]
fn files_that_would_fill_a_machine_are_refused() {
    let bomb = |document: &str| zip(&[("word/document.xml", document.as_bytes())]);
    refused("a.docx", &bomb(&" ".repeat(60_000_000)), "is larger than 40 MB");
    refused("a.docx", &bomb(&"<w:p>".repeat(200_000)), "more than 250 deep");
    let many = format!("<a>{}</a>", "<b/>".repeat(1_600_000));
    refused("a.docx", &bomb(&many), "the document has more than");
    let entities = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>";
    refused("a.docx", &bomb(entities), "declares entities");
    let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    refused("a.docx", &bomb(outside), "declares entities");
    refused("a.docx", &bomb("<a>"), "no XML that can be read");
    refused("a.html", &b"<p>word ".repeat(2_500_000), "larger than 16 MB");
    refused("a.html", "<div>".repeat(50_000).as_bytes(), "more than 200 deep");
    refused("a.html", "<b><p>".repeat(50_000).as_bytes(), "");
    refused("a.html", format!("<p {}>a</p>", "a=1 b=2 ".repeat(5000)).as_bytes(), "more than 2,000 attributes");
    refused("a.md", &b"> ".repeat(5000), "");
    refused("a.md", &b"a*b _c [d ".repeat(500_000), "larger than 4 MB");
    refused("a.html", &b"<h2>a</h2><p>b</p>".repeat(20_000), "20000 headings, more than a guide can hold");
    refused("a.md", &b"word words ".repeat(100_000), "letters, more than a guide can hold");
    refused("a.html", &b"<p>a".repeat(90_000), "90000 paragraphs, more than a guide can hold");
    refused("a.html", &b"<b>a".repeat(500_000), "");
}

#[test]
fn large_and_odd_ones_are_read() {
    let fixture = Fixture::reviewed();
    let rows = "<tr><td>a<td>b<td>c<td>d</tr>".repeat(2500);
    let run = made_in(&fixture, "a.html", format!("<h1>T</h1><table>{rows}</table>"));
    run.exits(0).says_nothing_of("nowhere");
    let broken = [&b"# Caf\xc3\xa9 \xc3\xa9\xc3\xa9\n\nwords \xff\xfe here\n"[..]].concat();
    let fixture = Fixture::reviewed();
    made_in(&fixture, "a.md", broken).exits(0).complains("broken characters, which no encoding has");
    let fixture = Fixture::reviewed();
    let page = format!("<p>words<img src='data:image/png;base64,{}'>", "A".repeat(50_000_000 / 16));
    made_in(&fixture, "a.html", page).exits(0).complains("of a kind that is not known");
}

/// The head of a PNG that says how large it is, and no more.
fn giant() -> Vec<u8> {
    let mut bytes = png(10, 10);
    bytes[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    bytes
}

#[test]
fn pictures_that_cannot_be_printed_are_left_out() {
    let image = |name: &str| format!("<w:p><w:r><w:drawing><a:blip r:embed=\"{name}\"/></w:drawing></w:r></w:p>");
    let body =
        [p("", "Words."), image("giant.png"), image("small.png"), image("a.emf"), image("none.png"), image("b.png")]
            .concat();
    let parts: &[(&str, &str, &[u8])] = &[
        ("giant.png", "image", &giant()),
        ("small.png", "image", &png(20, 20)),
        ("a.emf", "image", b"\x01\0\0\0 drawing"),
        ("../../../etc/b.png", "image", &png(1100, 500)),
    ];
    let fixture = Fixture::reviewed();
    let run = made_in(&fixture, "a.docx", docx(&body, parts));
    run.exits(0).prints("and 0 pictures");
    run.complains("the picture has 2147483647 x 2147483647 pixels")
        .complains("pixels to the inch")
        .complains("kind EMF");
    assert_eq!(std::fs::read_dir(fixture.path("sources/guides/made")).expect("the folder").count(), 1);
}
