//! Pictures that a document names: out of its own text, or from the files beside it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The most bytes of a picture in a text.
const LARGEST: usize = 40_000_000;

/// Reads a file beside the document by its path; says why it cannot.
pub type ReadBeside<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, String>;

/// Name and bytes of a picture by its address in a page.
///
/// # Errors
/// Why there is none, in words.
pub(super) fn load(address: &str, beside: ReadBeside) -> Result<(String, Vec<u8>), String> {
    let address = address.trim();
    if let Some(data) = address.strip_prefix("data:") {
        let (kind, data) = data.split_once(',').ok_or("its data cannot be read")?;
        if data.len() > LARGEST {
            return Err("it is larger than 10 MB".to_owned());
        }
        let bytes = if kind.ends_with(";base64") {
            let packed: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
            STANDARD.decode(packed).map_err(|_| "its data cannot be read")?
        } else {
            unescaped(data)
        };
        return Ok((String::new(), bytes));
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    if path.starts_with("//") || scheme.is_some_and(|scheme| scheme.len() > 1) {
        return Err("it stands on a web page, and nothing is fetched".to_owned());
    }
    let path = String::from_utf8(unescaped(path)).map_err(|_| "its name cannot be read")?;
    if path.is_empty() {
        return Err("it has no file".to_owned());
    }
    let outside =
        path.starts_with(['/', '\\']) || path.contains(':') || path.split(['/', '\\']).any(|part| part == "..");
    if outside {
        return Err(format!("`{path}` lies outside the folder of the document"));
    }
    let bytes = beside(&path)?;
    Ok((path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(), bytes))
}

/// An address without its `%20`.
fn unescaped(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        out.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

/// The end of a picture's name by its first bytes, where a guide takes its kind.
///
/// # Errors
/// What it is instead.
pub(crate) fn extension(bytes: &[u8]) -> Result<&'static str, &'static str> {
    const KINDS: &[(&[u8], Result<&str, &str>)] = &[
        (b"\x89PNG\r\n\x1a\n", Ok("png")),
        (b"\xff\xd8\xff", Ok("jpg")),
        (b"GIF8", Err("a GIF")),
        (b"BM", Err("a BMP")),
        (b"II*\0", Err("a TIFF")),
        (b"MM\0*", Err("a TIFF")),
        (b"RIFF", Err("a WebP")),
        (b"\xd7\xcd\xc6\x9a", Err("a drawing of the kind WMF")),
        (b"\x01\0\x09\0", Err("a drawing of the kind WMF")),
        (b"\x01\0\0\0", Err("a drawing of the kind EMF")),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return *kind;
    }
    let head = &bytes[..bytes.len().min(2000)];
    let head = String::from_utf8_lossy(head);
    if head.contains("<svg") || head.contains(":svg") { Ok("svg") } else { Err("of a kind that is not known") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_from_the_text_or_from_beside_it() {
        let beside = |path: &str| if path == "a b/c.png" { Ok(vec![1]) } else { Err("none".to_owned()) };
        assert_eq!(load("data:image/png;base64,AQID", &beside), Ok((String::new(), vec![1, 2, 3])));
        assert_eq!(load("data:image/svg+xml,%3Csvg/%3E", &beside), Ok((String::new(), b"<svg/>".to_vec())));
        assert_eq!(load("a%20b/c.png?v=1", &beside), Ok(("c.png".to_owned(), vec![1])));
        for outside in ["/etc/passwd", "../c.png", "a/../../c.png", "\\c.png", "C:c.png", "a\\..\\c.png"] {
            assert!(load(outside, &beside).is_err_and(|why| why.contains("outside")), "{outside}");
        }
        for remote in ["https://example.org/a.png", "//example.org/a.png", "file:///etc/passwd", "HTTP://a/b"] {
            assert!(load(remote, &beside).is_err_and(|why| why.contains("nothing is fetched")), "{remote}");
        }
        for bad in ["", "data:", "data:image/png;base64,@@", "%ff", "x.png"] {
            assert!(load(bad, &beside).is_err(), "{bad}");
        }
    }
}
