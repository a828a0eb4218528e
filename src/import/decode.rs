//! Bytes to text: the encodings of word processors and of old web pages.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page its encoding is looked for, as browsers do.
const FAR: usize = 1024;

/// A text, and the name of its encoding where that is not UTF-8 and was guessed.
pub(super) struct Decoded {
    /// The text.
    pub(super) text: String,
    /// The encoding that it was taken for, where nothing says it.
    pub(super) guessed: Option<&'static str>,
    /// How many bytes are in no encoding.
    pub(super) broken: usize,
}

/// The text of some bytes; `html` where a page may say its encoding.
pub(super) fn decode(bytes: &[u8], html: bool) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes, None);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), guessed: None, broken: 0 };
    }
    if let Some(encoding) = html.then(|| declared(bytes)).flatten().filter(|encoding| *encoding != UTF_8) {
        return decoded(encoding, bytes, None);
    }
    // A few broken bytes in UTF-8, or an old text: in the latter each letter with an accent is one.
    let utf_8 = decoded(UTF_8, bytes, None);
    let letters = utf_8.text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if utf_8.broken <= letters { utf_8 } else { decoded(WINDOWS_1252, bytes, Some("windows-1252")) }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], guessed: Option<&'static str>) -> Decoded {
    let (text, _, _) = encoding.decode(bytes);
    let broken = text.matches('\u{fffd}').count();
    Decoded { text: text.into_owned(), guessed, broken }
}

/// The encoding that the head of a page names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(FAR)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, name) = head.split_once("charset").or_else(|| head.split_once("encoding"))?;
    let name = name.trim_start_matches([' ', '=', '"', '\'']);
    let name = &name[..name.find(['"', '\'', ' ', ';', '>', '/', '?']).unwrap_or(name.len())];
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told() {
        for (bytes, text, guessed) in [
            (&b"\xef\xbb\xbfa"[..], "a", None),
            (b"\xff\xfea\0\xed\0", "a\u{ed}", None),
            ("día".as_bytes(), "día", None),
            (b"<meta charset=windows-1252>d\xeda", "<meta charset=windows-1252>día", None),
            (
                b"<meta http-equiv=x content='text/html; charset=iso-8859-1'>\x93a\x94",
                "<meta http-equiv=x content='text/html; charset=iso-8859-1'>“a”",
                None,
            ),
            (b"d\xeda", "día", Some("windows-1252")),
        ] {
            let decoded = decode(bytes, true);
            assert_eq!((decoded.text.as_str(), decoded.guessed), (text, guessed));
        }
        let broken = decode("áéí \u{fffd}".replace('\u{fffd}', "?").as_bytes(), false);
        assert_eq!(broken.broken, 0);
        let mut bytes = "áéíóú".as_bytes().to_vec();
        bytes.push(0xff);
        assert_eq!((decode(&bytes, false).broken, decode(&bytes, false).guessed), (1, None));
    }
}
