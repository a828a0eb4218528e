//! Word files and pictures made for the tests.

use std::io::Write;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A ZIP archive of parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let file = archive.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().expect("a part");
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).expect("it is packed");
        let (encoder, descriptor) = writer.finish().expect("it is packed");
        encoder.finish().expect("it is packed");
        entry.finish(descriptor).expect("it is written");
    }
    archive.finish().expect("an archive");
    bytes
}

/// A Word file with a text, and with other parts: their names below `word/`, kinds and content. The relation of each
/// part is called by the name of its file.
pub(crate) fn docx(body: &str, parts: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let mut relations = format!(
        "<Relationships xmlns=\"x\"><Relationship Id=\"web\" Type=\"{KINDS}/hyperlink\" Target=\"https://example.org/a b\" TargetMode=\"External\"/>"
    );
    for (name, kind, _) in parts {
        relations.push_str(&format!("<Relationship Id=\"{name}\" Type=\"{KINDS}/{kind}\" Target=\"{name}\"/>"));
    }
    relations.push_str("</Relationships>");
    let named: Vec<(String, &[u8])> = parts.iter().map(|(name, _, bytes)| (format!("word/{name}"), *bytes)).collect();
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    all.extend(named.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    zip(&all)
}

/// A part of Word's own with its namespaces.
pub(crate) fn part(element: &str, inside: &str) -> String {
    format!("<w:{element} {W}>{inside}</w:{element}>")
}

/// A paragraph of a style.
pub(crate) fn p(style: &str, words: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
    format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

/// An item of a list, by its number and level.
pub(crate) fn item(list: u8, level: u8, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

/// Styles of Word: its title and headings.
pub(crate) fn styles() -> String {
    let heading =
        |n: u8| format!("<w:style w:type=\"paragraph\" w:styleId=\"H{n}\"><w:name w:val=\"heading {n}\"/></w:style>");
    let others = "<w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>";
    part("styles", &format!("{}{}{others}", heading(1), heading(2)))
}

/// Two lists: the first of bullets, the second with numbers.
pub(crate) fn numbering() -> String {
    let levels = |format: &str| {
        (0..4)
            .map(|n| format!("<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/></w:lvl>"))
            .collect::<String>()
    };
    let form =
        |id: u8, format: &str| format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels(format));
    let list = |id: u8| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
    part("numbering", &format!("{}{}{}{}", form(1, "bullet"), form(2, "decimal"), list(1), list(2)))
}

/// A grey PNG of a size.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut pixmap = tiny_skia::Pixmap::new(width, height).expect("a size");
    pixmap.fill(tiny_skia::Color::from_rgba8(90, 90, 90, 255));
    pixmap.encode_png().expect("a PNG")
}
