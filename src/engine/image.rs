//! Logos: whether the typesetter can draw them, asked before anything is set.

use quick_xml::Reader;
use quick_xml::events::Event;
use roxmltree::{Attribute, Document, Node, ParsingOptions};
use typst::foundations::Bytes;

/// What is wrong with a picture, if anything is; behind a semicolon what to do, where it is not to save it again.
pub fn problem(name: &str, bytes: &[u8]) -> Option<String> {
    if bytes.len() > 5_000_000 {
        return Some(
            "it is larger than 5 MB; make it smaller, such as 1,000 pixels wide, and save it under the same name"
                .to_owned(),
        );
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
    if has_entities(text) {
        return Some(contains("entities"));
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(svg) = Document::parse_with_options(text, options) else {
        let is_svg = text.contains("<svg") || text.contains(":svg");
        return Some(if is_svg { "it is damaged" } else { "it is no SVG file" }.to_owned());
    };
    if !svg.root_element().tag_name().name().eq_ignore_ascii_case("svg") {
        return Some("it is no SVG file".to_owned());
    }
    if let Some(what) = svg.descendants().find_map(forbidden) {
        return Some(contains(what));
    }
    // Its own words speak of XML.
    typst::visualize::SvgImage::new(Bytes::new(bytes.to_vec())).err().map(|_| "it is damaged".to_owned())
}

/// What is said of a logo with something in it that it may not have.
fn contains(what: &str) -> String {
    format!(
        "it has {what} in it; save it again as a plain SVG, with words converted to paths and without scripts, links and pictures"
    )
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

/// What a logo may not have, if a part of its SVG is that: an element of any namespace, in letters of any case, or
/// something that leads out of the file.
fn forbidden(node: Node) -> Option<&'static str> {
    let name = node.tag_name().name();
    let found = FORBIDDEN.iter().find(|(forbidden, _)| name.eq_ignore_ascii_case(forbidden));
    found.map(|(_, what)| *what).or_else(|| leads_out(node).then_some("links"))
}

/// Whether a part of an SVG refers to another file: a link, a style sheet, a source of a fill.
fn leads_out(node: Node) -> bool {
    let is_link = |attribute: &Attribute| attribute.name().eq_ignore_ascii_case("href");
    let is_sheet = |css: &str| packed(css).contains("@import") || has_outer_source(css);
    node.attributes().any(|a| if is_link(&a) { is_outer(a.value()) } else { has_outer_source(a.value()) })
        || node.pi().is_some_and(|instruction| instruction.target == "xml-stylesheet")
        || (node.tag_name().name().eq_ignore_ascii_case("style")
            && node.children().filter_map(|c| c.text()).any(is_sheet))
}

/// Whether a style has `url(..)` of another file.
fn has_outer_source(css: &str) -> bool {
    packed(css).split("url(").skip(1).any(|rest| is_outer(rest.trim_start_matches(['"', '\''])))
}

/// Whether an address is that of another file or page.
fn is_outer(address: &str) -> bool {
    let address = packed(address);
    ["http:", "https:", "file:", "//"].iter().any(|scheme| address.starts_with(scheme))
}

/// Small letters, without white space.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

/// Whether an SVG declares entities, asked before it is parsed: one of them, named often enough, fills any memory. A
/// document type alone is what many drawing programs write.
fn has_entities(svg: &str) -> bool {
    let mut reader = Reader::from_str(svg);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(declarations)) if declarations.contains("<!ENTITY") => return true,
            Ok(Event::DocType(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Text(_)) => {}
            // The document type stands before the first element.
            Ok(_) => return false,
            // Another parser may read what this one does not.
            Err(_) => return svg.contains("<!ENTITY"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:s=\"http://www.w3.org/2000/svg\" \
         xmlns:S=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">";

    fn svg(before: &str, inside: &str) -> Option<String> {
        problem("a.svg", format!("{before}{HEAD}{inside}</svg>").as_bytes())
    }

    #[test]
    fn drawings_alone_are_logos() {
        let doctype = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">";
        for (before, inside) in [
            ("", "<title>Textile</title><path d=\"M0 0L9 9\"/>"),
            (doctype, "<path d=\"M0 0L9 9\"/>"),
            // What no program draws is no part of the logo.
            ("", "<!-- <text>Certified</text> @import --><path d=\"M0 0L9 9\"/>"),
            ("", "<desc>href=\"https://example.org\"</desc><path d=\"M0 0L9 9\"/>"),
            ("", "<linearGradient id=\"a\"/><path fill=\"url(#a)\" style=\"fill:url('#a')\" d=\"M0 0L9 9\"/>"),
            ("", "<path id=\"a\" d=\"M0 0L9 9\"/><s:use xlink:href=\"#a\"/><style>path{fill:red}</style>"),
        ] {
            assert_eq!(svg(before, inside), None, "{before}{inside}");
        }
    }

    #[test]
    fn what_else_is_in_a_logo_is_named() {
        for (inside, what) in [
            ("<s:text>Certified</s:text>", "words"),
            ("<S:TextPath/>", "words"),
            ("<TEXT>a</TEXT>", "words"),
            ("<text\nx=\"1\">a</text>", "words"),
            ("<g><g><tspan>a</tspan></g></g>", "words"),
            ("<s:image/>", "another picture"),
            ("<image href=\"data:image/png;base64,AAAA\"/>", "another picture"),
            ("<filter><feImage/></filter>", "another picture"),
            ("<foreignObject/>", "something other"),
            ("<s:script/>", "a script"),
            ("<style>@import url(a.css);</style>", "links"),
            ("<style><![CDATA[ @IMPORT 'a.css'; ]]></style>", "links"),
            ("<style>path { fill: url( \"https://example.org/a\" ) }</style>", "links"),
            ("<path style=\"fill:url(http://example.org/a)\"/>", "links"),
            ("<path fill=\"url('file:///a.svg#b')\"/>", "links"),
            ("<a href = 'https://example.org'/>", "links"),
            ("<a xlink:href=\" HTTP://example.org\"/>", "links"),
            ("<a href=\"&#104;ttps://example.org\"/>", "links"),
            ("<use href=\"file:///etc/a.svg#b\"/>", "links"),
            ("<?xml-stylesheet href=\"https://example.org/a.css\"?>", "links"),
            ("<path", "damaged"),
            ("<nobody:path/>", "damaged"),
        ] {
            assert!(svg("", inside).is_some_and(|p| p.contains(what)), "{inside}: {:?}", svg("", inside));
        }
        let declared = "<!DOCTYPE svg [<!ENTITY a \"b\">]>";
        assert!(svg(declared, "<title>&a;</title>").is_some_and(|p| p.contains("entities")));
        // Two gigabytes, if anybody expanded it.
        let bomb = format!("<!DOCTYPE svg [<!-- ]> --><!ENTITY a \"{}\">]>", "b".repeat(100_000));
        let named = format!("<title>{}</title>", "&a;".repeat(20_000));
        assert!(svg(&bomb, &named).is_some_and(|p| p.contains("entities")));
    }

    #[test]
    fn other_files_are_no_logos() {
        for other in ["words", "<html/>", "<html><body><svg/></body></html>", "<html><br></html>", ""] {
            assert_eq!(problem("a.svg", other.as_bytes()).as_deref(), Some("it is no SVG file"), "{other}");
        }
        assert!(problem("a.png", b"words").is_some_and(|p| p.contains("no PNG")));
    }
}
