//! A face in which answers are shown: whole, as a Type 0 font with Identity-H (ISO 32000-1, 9.7), so that a viewer can
//! write any of its letters and the saved file still conforms.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};

/// A face, ready to be put into files. Lengths are in thousandths of the size (ISO 32000-1, 9.2.4).
#[derive(Clone, Debug)]
pub(super) struct FontFace {
    /// Its PostScript name (`BaseFont`).
    name: String,
    /// Glyph and advance by character.
    glyphs: BTreeMap<char, (u16, f64)>,
    /// The advance of every glyph in turn (`W`, 9.7.4.3).
    widths: Vec<f64>,
    /// Left, bottom, right and top of all glyphs (`FontBBox`, 9.8.1).
    bbox: [f64; 4],
    /// Above the baseline.
    ascent: f64,
    /// Below the baseline, as a negative number.
    descent: f64,
    /// The height of capitals.
    capitals: f64,
    /// The font file, deflated (`FontFile2`, 9.9).
    program: Arc<[u8]>,
    /// Its length before, in bytes (`Length1`).
    length: usize,
    /// The map from glyphs to characters, deflated (`ToUnicode`, 9.10.3).
    to_unicode: Arc<[u8]>,
}

impl FontFace {
    /// Reads a font with TrueType outlines; `None` where it is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let face = ttf_parser::Face::parse(bytes, 0).ok().filter(|face| face.tables().glyf.is_some())?;
        let scale = 1000.0 / f64::from(face.units_per_em());
        let advance = |glyph: u16| f64::from(face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0)) * scale;
        let widths: Vec<f64> = (0..face.number_of_glyphs()).map(advance).collect();
        let mut glyphs = BTreeMap::new();
        // U+FEFF and the like print nothing, and a map to them is refused by validators.
        let usable = |c: &char| !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{200b}'..='\u{200f}');
        for table in face.tables().cmap?.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            table.codepoints(|code| {
                if let Some(c) = char::from_u32(code).filter(usable)
                    && let Some(glyph) = table.glyph_index(code).filter(|g| g.0 != 0)
                {
                    glyphs.entry(c).or_insert((glyph.0, advance(glyph.0)));
                }
            });
        }
        let bbox = face.global_bounding_box();
        let name = face
            .names()
            .into_iter()
            .find(|n| n.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && n.is_unicode())
            .and_then(|n| n.to_string())?;
        let to_unicode = packed(to_unicode(&glyphs).as_bytes());
        Some(Self {
            name: name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
            widths,
            bbox: [bbox.x_min, bbox.y_min, bbox.x_max, bbox.y_max].map(|v| (f64::from(v) * scale).round()),
            ascent: f64::from(face.ascender()) * scale,
            descent: f64::from(face.descender()) * scale,
            capitals: f64::from(face.capital_height().unwrap_or(face.ascender())) * scale,
            program: packed(bytes),
            length: bytes.len(),
            to_unicode,
            glyphs,
        })
    }

    /// Glyph and advance of a character that it can draw.
    pub(super) fn glyph(&self, c: char) -> Option<(u16, f64)> {
        self.glyphs.get(&c).copied()
    }

    /// The height of capitals at a size, in points.
    pub(super) fn capitals(&self, size: f64) -> f64 {
        self.capitals * size / 1000.0
    }

    /// From the top of a line to its baseline at a size, in points.
    pub(super) fn ascent(&self, size: f64) -> f64 {
        self.ascent * size / 1000.0
    }

    /// From one baseline to the next at a size, as viewers set it, in points.
    pub(super) fn leading(&self, size: f64) -> f64 {
        (self.ascent - self.descent) * size / 1000.0
    }

    /// Puts the whole font into a file; its object number.
    pub(super) fn add(&self, file: &mut File) -> u32 {
        let program = file.add(Self::packed_stream(&self.program, Some(self.length)));
        let map = file.add(Self::packed_stream(&self.to_unicode, None));
        let descriptor = file.add(Object::Dict(self.descriptor(program)));
        let descendant = file.add(Object::Dict(self.descendant(descriptor)));
        file.add(Object::Dict(Dict::of([
            ("Type", Object::name("Font")),
            ("Subtype", Object::name("Type0")),
            ("BaseFont", Object::name(&self.name)),
            ("Encoding", Object::name("Identity-H")),
            ("DescendantFonts", Object::Array(vec![Object::Ref(descendant)])),
            ("ToUnicode", Object::Ref(map)),
        ])))
    }

    /// Deflated bytes as a stream, with the length before where a reader asks for it.
    fn packed_stream(data: &Arc<[u8]>, length: Option<usize>) -> Object {
        let mut dict = Dict::of([("Filter", Object::name("FlateDecode"))]);
        if let Some(length) = length {
            dict.set("Length1", Object::Int(i64::try_from(length).unwrap_or_default()));
        }
        Object::Stream(Stream { dict, data: data.clone() })
    }

    /// The font descriptor (9.8).
    fn descriptor(&self, program: u32) -> Dict {
        Dict::of([
            ("Type", Object::name("FontDescriptor")),
            ("FontName", Object::name(&self.name)),
            ("Flags", Object::Int(4)),
            ("FontBBox", Object::numbers(self.bbox)),
            ("ItalicAngle", Object::Int(0)),
            ("Ascent", Object::number(self.ascent)),
            ("Descent", Object::number(self.descent)),
            ("CapHeight", Object::number(self.capitals)),
            ("StemV", Object::Int(80)),
            ("FontFile2", Object::Ref(program)),
        ])
    }

    /// The CIDFont (9.7.4).
    fn descendant(&self, descriptor: u32) -> Dict {
        let system = Dict::of([
            ("Registry", Object::Str(b"Adobe".to_vec())),
            ("Ordering", Object::Str(b"Identity".to_vec())),
            ("Supplement", Object::Int(0)),
        ]);
        let widths = self.widths.iter().map(|w| Object::number(*w)).collect();
        Dict::of([
            ("Type", Object::name("Font")),
            ("Subtype", Object::name("CIDFontType2")),
            ("BaseFont", Object::name(&self.name)),
            ("CIDSystemInfo", Object::Dict(system)),
            ("FontDescriptor", Object::Ref(descriptor)),
            ("CIDToGIDMap", Object::name("Identity")),
            ("DW", Object::Int(0)),
            ("W", Object::Array(vec![Object::Int(0), Object::Array(widths)])),
        ])
    }
}

/// The map from glyphs to characters (9.10.3); of several characters with one glyph the first counts.
fn to_unicode(glyphs: &BTreeMap<char, (u16, f64)>) -> String {
    use std::fmt::Write;
    let mut by_glyph = BTreeMap::new();
    for (c, (glyph, _)) in glyphs {
        by_glyph.entry(*glyph).or_insert(*c);
    }
    let pairs: Vec<(u16, char)> = by_glyph.into_iter().collect();
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) \
         /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n\
         endcodespacerange\n",
    );
    for part in pairs.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", part.len());
        for (glyph, c) in part {
            let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("{u:04X}")).collect();
            let _ = writeln!(out, "<{glyph:04X}> <{units}>");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}

/// Bytes packed as `FlateDecode` wants them.
pub(super) fn packed(bytes: &[u8]) -> Arc<[u8]> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    Arc::from(encoder.finish().unwrap_or_default())
}
