//! Logos: whether the typesetter can draw them, asked before anything is set.

use typst::foundations::Bytes;

/// What is wrong with a picture, if anything is.
pub fn problem(name: &str, bytes: &[u8]) -> Option<String> {
    if bytes.len() > 5_000_000 {
        return Some("it is larger than 5 MB".to_owned());
    }
    if name.ends_with(".png") {
        let signature = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
        if !bytes.starts_with(&signature) {
            return Some("it is no PNG file, whatever its name says".to_owned());
        }
        let data = Bytes::new(bytes.to_vec());
        let format = typst::visualize::RasterFormat::Exchange(typst::visualize::ExchangeFormat::Png);
        return typst::visualize::RasterImage::new(data, format, typst::foundations::Smart::Auto)
            .err()
            .map(|e| e.to_string());
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("it is no SVG file".to_owned()) };
    if !text.contains("<svg") {
        return Some("it is no SVG file".to_owned());
    }
    for (mark, what) in [
        ("<text", "words"),
        ("<script", "a script"),
        ("<image", "another picture"),
        ("<!ENTITY", "entities"),
        ("href=\"http", "links"),
    ] {
        if text.contains(mark) {
            return Some(format!("it has {what} in it; convert words to paths, take out the rest"));
        }
    }
    None
}
