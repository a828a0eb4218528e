//! What is handed in and is no form, such as a photo, a scan or a print: what it is, and how its answers get in all the
//! same.

use crate::acroform::embed;
use crate::diag::{Code, Finding};
use crate::pdf::file::File;

/// What to do first.
pub(super) const SAVED: &str = "name the PDF that was filled in and saved";

/// How the files begin that are handed in in the place of a PDF, and what they are.
const KINDS: &[(&[u8], &str)] = &[
    (b"\xff\xd8\xff", "a photo or picture (JPEG)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\0", "a scan or picture (TIFF)"),
    (b"MM\0*", "a scan or picture (TIFF)"),
    (b"%FDF", "answers without their form (FDF)"),
    (b"PK\x03\x04", "a document of an office program (such as DOCX), or a packed folder (ZIP)"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program (such as DOC)"),
    (b"{\\rtf", "a document of an office program (RTF)"),
];

/// What a file is that is no PDF.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some((_, what)) = KINDS.iter().find(|(begin, _)| start.starts_with(begin)) {
        return Some(what);
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Some("a photo or film (HEIC)");
    }
    if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        return Some("a picture (WebP)");
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(2048)]).to_lowercase();
    let has = |word: &str| head.contains(word);
    match () {
        () if has("<xfdf") => Some("answers without their form (XFDF)"),
        () if has("<html") || has("<!doctype html") => Some("a web page"),
        () => None,
    }
}

/// A file that is no PDF, as a finding.
pub(super) fn not_pdf(name: &str, bytes: &[u8]) -> Finding {
    let (message, hint) = match kind(bytes) {
        None => ("the file is no PDF".to_owned(), SAVED),
        Some(what) if what.starts_with("answers") => (
            format!("the file is no PDF: it is {what}"),
            "open the form in the program that wrote it, import the file there, save the form, and name that PDF",
        ),
        Some(what) => (format!("the file is no PDF: it is {what}"), SAVED),
    };
    typed_in(Finding::new(Code::BadPdf, message).at(name, 0..0).hint(hint), "ID")
}

/// A PDF without a form, as a finding.
pub(super) fn no_fields(name: &str, file: &File) -> Finding {
    let flat = embed::read(file).is_ok();
    let finding = Finding::new(Code::NoForm, "the file has no fields").at(name, 0..0);
    let finding = finding.hint(if flat {
        "it was flattened: its answers are printed on the pages and no data any more"
    } else {
        "name the PDF that was filled in and saved; printing to a new PDF takes the fields away"
    });
    type_in(finding, file)
}

/// A finding with the way forward, for the worksheet that a file says it is.
pub(super) fn type_in(finding: Finding, file: &File) -> Finding {
    // The file may come from a stranger: what is printed as a command is an id and nothing else.
    let id =
        |id: &String| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let form = embed::read(file).ok().map(|embedded| embedded.schema.form).filter(id);
    typed_in(finding, form.as_deref().unwrap_or("ID"))
}

/// A finding with what to type to bring answers in by hand.
fn typed_in(finding: Finding, id: &str) -> Finding {
    let whose = if id == "ID" { " (ID is the id of the worksheet)" } else { "" };
    finding
        .hint(format!("or type its answers in, as a line of the table that this begins{whose}:"))
        .hint(format!("`handout fields {id} --format csv > answers.csv`"))
        .hint(format!("`handout fill {id} --data answers.csv`"))
}
