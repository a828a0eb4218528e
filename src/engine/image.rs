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
    if !elements(text).any(|name| name == "svg") {
        return Some("it is no SVG file".to_owned());
    }
    let small = text.to_ascii_lowercase();
    let kept: String = small.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = [("<!entity", "entities"), ("href=\"http", "links"), ("href='http", "links"), ("@import", "links")];
    let what = elements(text).find_map(|name| FORBIDDEN.iter().find(|(n, _)| *n == name)).map(|(_, what)| what);
    if let Some(what) = what.or_else(|| marks.iter().find(|(mark, _)| kept.contains(mark)).map(|(_, what)| what)) {
        return Some(format!("it has {what} in it; convert words to paths, take out the rest"));
    }
    // Its own words speak of XML.
    typst::visualize::SvgImage::new(Bytes::new(bytes.to_vec())).err().map(|_| "it is damaged".to_owned())
}

/// Elements that a logo may not have, in small letters and without a prefix.
const FORBIDDEN: &[(&str, &str)] = &[
    ("text", "words"),
    ("tspan", "words"),
    ("textpath", "words"),
    ("script", "a script"),
    ("image", "another picture"),
    ("feimage", "another picture"),
    ("foreignobject", "something other than a drawing"),
];

/// The names of elements, in small letters and without the prefix of a namespace; those in comments too.
fn elements(text: &str) -> impl Iterator<Item = String> {
    text.split('<').skip(1).map(|tag| {
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
        name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_alone_are_logos() {
        let svg = |inside: &str| {
            let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:s=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">";
            problem("a.svg", format!("{head}{inside}</svg>").as_bytes())
        };
        assert_eq!(svg("<title>Textile</title><path d=\"M0 0L9 9\"/>"), None);
        for (inside, what) in [
            ("<s:text>Certified</s:text>", "words"),
            ("<S:TextPath/>", "words"),
            ("<text\nx=\"1\">a</text>", "words"),
            ("<s:image/>", "another picture"),
            ("<foreignObject/>", "something other"),
            ("<s:script/>", "a script"),
            ("<style>@import url(a.css);</style>", "links"),
            ("<a href = 'https://example.org'/>", "links"),
            ("<path", "damaged"),
        ] {
            assert!(svg(inside).is_some_and(|p| p.contains(what)), "{inside}: {:?}", svg(inside));
        }
        assert!(problem("a.svg", b"words").is_some_and(|p| p.contains("no SVG")));
    }
}
