//! Which kind of document a file is, by its bytes and its name.

/// The most bytes of a page, with the pictures in it.
pub(super) const LARGEST_PAGE: usize = 16_000_000;
/// The most bytes of a Markdown text.
pub(super) const LARGEST_MARKDOWN: usize = 4_000_000;

/// A kind of document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    /// A Word file of today.
    Word,
    /// A web page.
    Page,
    /// Markdown, or plain text.
    Markdown,
}

/// What to do about all other files.
const SAVE: &str = "open it in the program that made it and save it as .docx (Word), .html or .md";

/// The kind of a file.
///
/// # Errors
/// What it is instead, and what to do.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<DocumentKind, (String, &'static str)> {
    let refused = |what: &str| Err((format!("the file is {what}"), SAVE));
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    if bytes.is_empty() {
        return Err(("the file is empty".to_owned(), "look whether it is the right file"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let utf_16: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        return if bytes.windows(utf_16.len()).any(|part| part == utf_16) {
            Err((
                "the file is protected by a password".to_owned(),
                "open it in Word, take the password off (File, Info, Protect), and save it as .docx",
            ))
        } else {
            Err((
                "the file is an old Word file (.doc), whatever its name says".to_owned(),
                "open it in Word or LibreOffice and save it as .docx",
            ))
        };
    }
    if bytes.starts_with(b"PK") {
        return Ok(DocumentKind::Word);
    }
    for (begin, what) in [
        (&b"%PDF-"[..], "a PDF, of which nobody can tell headings and lists"),
        (b"{\\rtf", "an RTF file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "a packed file"),
        (b"7z\xbc\xaf", "a packed file"),
        (b"Rar!", "a packed file"),
    ] {
        if bytes.starts_with(begin) {
            return refused(what);
        }
    }
    let head = &bytes[..bytes.len().min(4000)];
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if !wide && head.contains(&0) {
        return refused("no text");
    }
    match end.as_str() {
        "html" | "htm" | "xhtml" => Ok(DocumentKind::Page),
        "md" | "markdown" | "mkd" | "mdown" | "txt" | "text" | "mdx" | "qmd" | "rmd" => Ok(DocumentKind::Markdown),
        "docx" | "docm" | "dotx" => Err(("the file is no Word file, whatever its name says".to_owned(), SAVE)),
        "doc" | "odt" | "pages" | "rtf" | "pdf" | "epub" | "tex" | "rst" | "adoc" => {
            refused(&format!("a document of the kind .{end}"))
        }
        _ => {
            let start = String::from_utf8_lossy(head).trim_start().to_ascii_lowercase();
            if start.starts_with("<!doctype html") || start.starts_with("<html") {
                return Ok(DocumentKind::Page);
            }
            refused("of a kind that is not read")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_bytes_and_names() {
        let password =
            [&b"\xd0\xcf\x11\xe0"[..], &"EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect::<Vec<u8>>()].concat();
        for (name, bytes, kind) in [
            ("a.docx", &b"PK\x03\x04"[..], Ok(DocumentKind::Word)),
            ("a.HTM", b"<p>", Ok(DocumentKind::Page)),
            ("a.md", b"# A", Ok(DocumentKind::Markdown)),
            ("a", b"<!DOCTYPE html>", Ok(DocumentKind::Page)),
            ("a.docx", b"\xd0\xcf\x11\xe0", Err("an old Word file")),
            ("a.docx", &password, Err("a password")),
            ("a.docx", b"<html>", Err("no Word file")),
            ("a.docx", b"", Err("empty")),
            ("a.md", b"%PDF-1.7", Err("a PDF")),
            ("a.txt", b"a\0b", Err("no text")),
            ("a.xyz", b"words", Err("of a kind")),
            ("a.odt", b"words", Err(".odt")),
        ] {
            match (of(name, bytes), kind) {
                (Ok(found), Ok(kind)) => assert_eq!(found, kind, "{name}"),
                (Err((why, _)), Err(wanted)) => assert!(why.contains(wanted), "{name}: {why}"),
                (found, _) => panic!("{name}: {found:?}"),
            }
        }
    }
}
