//! The files: bytes put together by hand, and worksheets of our own that were tampered with.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use handout::acroform::embed::Embedded;
use handout::acroform::font::FieldFont;
use handout::acroform::names::FieldValues;
use handout::acroform::read;
use handout::answers::complete::{FillOptions, Template};
use handout::diag::Sink;
use handout::model::Product;
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object};
use handout::pdf::xmp;
use handout::questions::schema::FORMAT;
use handout::review::digest::Digest;
use handout::source::Sources;
use serde_json::{Value, json};

use crate::inside::{FONTS, base, jobs, made, project, reviewed};

/// The font in which answers are shown.
pub(super) static FONT: LazyLock<FieldFont> = LazyLock::new(|| FONTS.for_fields().expect("the font is there"));

/// The worksheet of the reviewed fixture, empty.
static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let tree = reviewed();
    let (project, base) = (project(&tree).0.expect("the fixture is sound"), base(&tree));
    let jobs = jobs(&project);
    let job = jobs.iter().find(|j| j.product == Product::Worksheet).expect("it has a worksheet");
    let mut sink = Sink::default();
    made(&base, job, &Sources::default(), &[], &mut sink).bytes().unwrap_or_else(|| panic!("{:?}", sink.into_sorted()))
});

/// Some answers.
fn answers() -> FieldValues {
    [
        ("short.full-name", "Ana Ñúñez"),
        ("short.day", "12/03/2026"),
        ("short.agreed", "Yes"),
        ("long.ride", "not-sure"),
        ("long.bring.card", "Yes"),
        ("long.worry", "7"),
        ("helpers[2].helper-name", "Zoë"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// Fills the worksheet.
pub(super) fn fill(bytes: &[u8], flat: bool) -> Option<Vec<u8>> {
    let file = File::read(bytes).ok()?;
    let found = read::read(&file)?;
    let embedded = found.embedded.clone().ok()?;
    let options = FillOptions { flatten: flat, ..FillOptions::new("form.pdf") };
    Template::new(file, found, embedded, &FONT)?.fill(answers(), options, &mut Sink::default())
}

/// The worksheet, filled in.
pub(super) static OURS: LazyLock<Vec<u8>> = LazyLock::new(|| fill(&EMPTY, false).expect("it can be filled in"));

/// Objects by number, in any words, with a table that is right.
pub(super) fn pdf(objects: &[(u64, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f\r\n");
    for (number, object) in objects {
        let _ = write!(table, "{number} 1\n{:010} 00000 n\r\n", out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let at = out.len();
    out.extend_from_slice(format!("{table}trailer\n<<{trailer}>>\nstartxref\n{at}\n%%EOF\n").as_bytes());
    out
}

const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>";

/// One page, the entries of a catalog, and more objects.
pub(super) fn page(catalog: &str, more: &[(u64, &str)]) -> Vec<u8> {
    let mut objects =
        vec![(1, format!("<</Type/Catalog/Pages 2 0 R{catalog}>>").into_bytes()), (2, PAGES.into()), (3, PAGE.into())];
    objects.extend(more.iter().map(|(number, object)| (*number, object.as_bytes().to_vec())));
    pdf(&objects, "/Root 1 0 R/Size 99")
}

/// A form with fields of these objects.
fn form(fields: &str, more: &[(u64, &str)]) -> Vec<u8> {
    page(&format!("/AcroForm<</Fields[{fields}]>>"), more)
}

pub(super) fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// So many bytes of nothing, packed; made once for each size.
fn bomb(mega: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0u8; 1 << 20];
    (0..mega).for_each(|_| encoder.write_all(&zeros).expect("memory can be written"));
    encoder.finish().expect("memory can be written")
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{dict}/Length {}>>stream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A file whose table is a stream with these entries, rows of 1, 4 and 2 bytes; its own number is 9.
fn streamed(objects: &[(u64, Vec<u8>)], within: &[(u64, u64)], entries: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let (mut rows, mut index) = (Vec::new(), String::new());
    let mut row = |number: u64, kind: u8, place: usize| {
        rows.push(kind);
        rows.extend_from_slice(&u32::try_from(place).unwrap_or(u32::MAX).to_be_bytes());
        rows.extend_from_slice(&[0, 0]);
        let _ = write!(index, "{number} 1 ");
    };
    for (number, object) in objects {
        row(*number, 1, out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    for (number, container) in within {
        row(*number, 2, usize::try_from(*container).expect("a small number"));
    }
    let at = out.len();
    let entries =
        if entries.contains("/W") { entries.to_owned() } else { format!("/W[1 4 2]/Index[{index}]{entries}") };
    let dict = format!("/Type/XRef/Root 1 0 R/Size 99/Filter/FlateDecode{entries}");
    out.extend_from_slice(b"9 0 obj\n");
    out.extend_from_slice(&stream(&dict, &packed(&rows)));
    out.extend_from_slice(format!("\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    out
}

/// An object stream of these objects.
fn container(objects: &[(u64, &str)], entries: &str) -> Vec<u8> {
    let (mut head, mut body) = (String::new(), String::new());
    for (number, object) in objects {
        let _ = write!(head, "{number} {} ", body.len());
        let _ = write!(body, "{object} ");
    }
    let n = if entries.contains("/N ") { String::new() } else { format!("/N {}", objects.len()) };
    let dict = format!("/Type/ObjStm/First {}/Filter/FlateDecode{n}{entries}", head.len());
    stream(&dict, &packed(format!("{head}{body}").as_bytes()))
}

/// The catalog and pages in an object stream.
fn contained() -> [(u64, &'static str); 3] {
    [(1, "<</Type/Catalog/Pages 2 0 R>>"), (2, PAGES), (3, PAGE)]
}

/// The worksheet with objects changed.
fn ours(change: impl FnOnce(&mut File)) -> Vec<u8> {
    let mut file = File::read(&OURS).expect("it was just written");
    change(&mut file);
    file.write()
}

fn catalog(file: &mut File) -> &mut Dict {
    let root = file.root().expect("there is one");
    file.get_mut(root).and_then(Object::dict_mut).expect("there is one")
}

fn field<'a>(file: &'a mut File, name: &str) -> &'a mut Dict {
    let number = read::read(file).expect("it is a form").fields[name].object;
    file.get_mut(number).and_then(Object::dict_mut).expect("it was just found")
}

/// The worksheet with other questions inside it; `None` leaves their digest as it was.
fn asking(json: &[u8], digest: Option<&str>) -> Vec<u8> {
    inside(&STANDARD.encode(packed(json)), digest)
}

/// The worksheet with other words for its questions.
fn inside(schema: &str, digest: Option<&str>) -> Vec<u8> {
    ours(|file| {
        let packet = xmp::read(file).expect("it has metadata");
        let replaced = |packet: &str, name: &str, value: &str| {
            let (open, close) = (format!("<handout:{name}>"), format!("</handout:{name}>"));
            let (from, to) = (packet.find(&open).expect("it is there") + open.len(), packet.find(&close).expect("so"));
            format!("{}{value}{}", &packet[..from], &packet[to..])
        };
        let packet = replaced(&packet, "Schema", schema);
        let packet = match digest {
            Some(digest) => replaced(&packet, "SchemaDigest", digest),
            None => packet,
        };
        xmp::write(file, packet).expect("it has metadata");
    })
}

/// The worksheet with its questions changed and sealed again.
fn sealed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let file = File::read(&OURS).expect("it was just written");
    let embedded = read::read(&file).and_then(|f| f.embedded.ok()).expect("it is ours");
    let mut value = serde_json::to_value(&embedded).expect("it is JSON");
    change(&mut value);
    let digest = match serde_json::from_value::<Embedded>(value.clone()) {
        Ok(embedded) => embedded.schema.digest(),
        Err(_) => Digest::of(b""),
    };
    asking(&serde_json::to_vec(&value).expect("it is JSON"), Some(digest.as_str()))
}

fn text(words: &str) -> Object {
    Object::text(words)
}

/// So many objects from 10 on, and references to them.
fn many(count: u64, object: impl Fn(u64) -> String) -> (Vec<(u64, Vec<u8>)>, String) {
    let objects = (10..10 + count).map(|n| (n, object(n).into_bytes())).collect();
    let refs = (10..10 + count).fold(String::new(), |mut refs, n| {
        let _ = write!(refs, "{n} 0 R ");
        refs
    });
    (objects, refs)
}

/// A form of many fields, and one more object 5.
fn wide(count: u64, five: &str, object: impl Fn(u64) -> String) -> Vec<u8> {
    let (mut objects, refs) = many(count, object);
    objects.push((1, format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{refs}]>>>>").into_bytes()));
    objects.push((2, PAGES.into()));
    objects.push((3, PAGE.into()));
    objects.push((5, five.as_bytes().to_vec()));
    pdf(&objects, "/Root 1 0 R/Size 99")
}

/// A form that was not made here, with everything that forms have.
fn foreign() -> Vec<u8> {
    let mut objects = vec![
        (1, b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R 13 0 R 14 0 R 16 0 R 17 0 R 18 0 R 19 0 R 20 0 R 22 0 R]>>>>".to_vec()),
        (2, PAGES.into()),
        (3, PAGE.into()),
        // Kind, flags and value come from above; names in three encodings.
        (10, b"<</T(group)/FT/Tx/Ff 4096/V(from above)/Kids[11 0 R 12 0 R]>>".to_vec()),
        (11, b"<</Parent 10 0 R/T<FFFE6E006F006D00>/Rect[0 0 100 20]>>".to_vec()),
        (12, b"<</Parent 10 0 R/T<EFBBBF C3B1>/V(own)/Rect[0 0 100 20]>>".to_vec()),
        (13, b"<</T(check)/FT/Btn/V/On/AS/On/AP<</N<</On 99 0 R/Off 99 0 R>>>>/Rect[0 0 9 9]>>".to_vec()),
        (14, b"<</T(radio)/FT/Btn/Ff 32768/V/b/Kids[15 0 R]>>".to_vec()),
        (15, b"<</Parent 14 0 R/AS/b/AP<</N<</b 99 0 R>>>>/Rect[0 0 9 9]>>".to_vec()),
        (16, b"<</T(list)/FT/Ch/V[(one) (two)]/Rect[0 0 100 20]>>".to_vec()),
        (17, b"<</T(push)/FT/Btn/Ff 65536/Rect[0 0 100 20]>>".to_vec()),
        (18, b"<</T(doc)/FT/Tx/V(\\223n\\240)/Rect[0 0 100 20]>>".to_vec()),
        (19, b"<</FT/Tx/V(nameless)/Rect[0 0 100 20]>>".to_vec()),
        (20, b"<</T(stream)/FT/Tx/V 21 0 R/Rect[0 0 100 20]>>".to_vec()),
        (22, b"<</T(drop)/FT/Ch/Ff 131072/V(b)/Opt[[(a)(A)][(b)(B)]]/Rect[0 0 100 20]>>".to_vec()),
    ];
    objects.push((21, stream("/Filter/FlateDecode", &packed(b"a long answer"))));
    pdf(&objects, "/Root 1 0 R/Size 99")
}

/// A crafted file.
pub(super) struct Case {
    /// Its name.
    pub(super) name: &'static str,
    /// Makes it.
    pub(super) make: fn() -> Vec<u8>,
}

macro_rules! cases {
    ($($name:literal: $make:expr,)*) => {
        &[$(Case { name: $name, make: || $make },)*]
    };
}

/// Every file.
pub(super) const CASES: &[Case] = cases! {
    "ours": OURS.clone(),
    "ours-empty": EMPTY.clone(),
    "ours-printed": fill(&EMPTY, true).expect("it can be flattened"),
    // What is no form.
    "empty-file": Vec::new(),
    "not-a-pdf": b"PK\x03\x04 a spreadsheet".to_vec(),
    "pdf-in-words": b"%PDF-1.7 and nothing else".to_vec(),
    "no-form": page("", &[]),
    "empty-form": form("", &[]),
    "foreign": foreign(),
    "encrypted-user-password": page("", &[]).replaced("/Root", "/Encrypt<</Filter/Standard/V 2/R 3/P -1/O(o)/U(u)>>/Root"),
    "encrypted-owner-password": streamed(&[(7, container(&contained(), ""))], &[(1, 7), (2, 7), (3, 7)], "/Encrypt 4 0 R"),
    "signed": form("10 0 R 11 0 R", &[
        (10, "<</T(name)/FT/Tx/V(Ana)/Rect[0 0 100 20]>>"),
        (11, "<</T(sign)/FT/Sig/V<</Type/Sig/ByteRange[0 1 2 3]>>/Rect[0 0 0 0]>>"),
    ]),
    "signed-ours": ours(|file| {
        let sign = Dict::of([("T", text("sign")), ("FT", Object::name("Sig")), ("V", Object::Dict(Dict::default()))]);
        let sign = file.add(Object::Dict(sign));
        let form = catalog(file).reference("AcroForm").expect("it is an object");
        let fields = file.get_mut(form).and_then(Object::dict_mut).and_then(|f| f.get_mut("Fields"));
        if let Some(Object::Array(fields)) = fields { fields.push(Object::Ref(sign)) }
    }),
    // Cut off, or with tables that lie.
    "cut-at-the-tenth": OURS[..OURS.len() / 10].to_vec(),
    "cut-in-the-middle": OURS[..OURS.len() / 2].to_vec(),
    "cut-before-the-table": OURS[..OURS.len() * 98 / 100].to_vec(),
    "cut-in-the-table": OURS[..OURS.len() - 300].to_vec(),
    "startxref-astray": ours(|_| {}).replaced("\nstartxref\n", "\nstartxref\n7"),
    "startxref-beyond-numbers": page("", &[]).replaced("\nstartxref\n", "\nstartxref\n18446744073709551615 "),
    "offsets-astray": OURS.replaced("%PDF-1.7\n", "%PDF-1.7\n%%%\n"),
    "previous-table-is-itself": form("10 0 R", &[(10, "<</T(a)/FT/Tx/V(b)>>")]).replaced("trailer\n<<", "trailer\n<</Prev 9"),
    "tables-in-a-circle": circle(),
    // Trees that are none, and what lies deep.
    "page-tree-in-a-circle": pdf(&[(1, b"<</Pages 2 0 R>>".to_vec()), (2, b"<</Kids[2 0 R 3 0 R]>>".to_vec()), (3, b"<</Kids[2 0 R]>>".to_vec())], "/Root 1 0 R"),
    "field-tree-in-a-circle": form("10 0 R", &[
        (10, "<</T(a)/Kids[11 0 R 12 0 R]>>"),
        (11, "<</T(b)/Kids[10 0 R]>>"),
        (12, "<</T(c)/FT/Tx/V(read)>>"),
    ]),
    "field-its-own-kid": form("10 0 R", &[(10, "<</T(a)/FT/Tx/V(read)/Kids[10 0 R]>>")]),
    "references-in-a-circle": form("10 0 R 12 0 R", &[(10, "11 0 R"), (11, "10 0 R"), (12, "<</T(a)/FT/Tx/V 10 0 R>>")]),
    "deep-arrays": form("10 0 R", &[(10, &format!("<</T(a)/FT/Tx/V {}>>", "[".repeat(100_000)))]),
    "deep-dictionaries": form("10 0 R", &[(10, &"<</A".repeat(100_000))]),
    "deep-fields": wide(100, "null", |n| format!("<</T(a)/Kids[{} 0 R]/FT/Tx/V(b)>>", n + 1)),
    "deep-pages": {
        let (mut objects, _) = many(20_000, |n| format!("<</Type/Pages/Kids[{} 0 R]>>", n + 1));
        objects.push((1, b"<</Type/Catalog/Pages 10 0 R>>".to_vec()));
        pdf(&objects, "/Root 1 0 R")
    },
    // Streams that hold or measure themselves.
    "object-stream-in-object-stream": streamed(&[(8, container(&[(7, "<</Type/ObjStm/N 1/First 4/Length 9>>")], ""))], &[(1, 7), (7, 8)], ""),
    "object-stream-in-itself": streamed(&[(7, container(&[(7, "<<>>"), (1, "<</Pages 2 0 R>>"), (2, "<<>>")], ""))], &[(7, 7), (1, 7), (2, 7)], ""),
    "object-streams-in-a-circle": streamed(&[], &[(7, 8), (8, 7), (1, 7)], ""),
    "length-of-itself": page("/AcroForm<</Fields[10 0 R]>>", &[(10, "<</T(a)/FT/Tx/V 11 0 R>>"), (11, "<</Length 11 0 R>>stream\nabc\nendstream")]),
    "last-before-itself": streamed(&[(7, container(&contained(), "/Extends 7 0 R"))], &[(1, 7), (2, 7), (3, 7)], ""),
    // Bombs.
    "bomb-object-stream": streamed(&[(7, stream("/Type/ObjStm/N 3/First 10/Filter/FlateDecode", &bomb(200)))], &[(1, 7), (2, 7)], ""),
    "bomb-table": {
        let mut out = b"%PDF-1.7\n9 0 obj\n".to_vec();
        out.extend_from_slice(&stream("/Type/XRef/Root 1 0 R/Size 99/W[1 1 1]/Filter/FlateDecode", &bomb(200)));
        out.extend_from_slice(b"\nendobj\nstartxref\n9\n%%EOF");
        out
    },
    "bomb-metadata": bombed("/Metadata 5 0 R", "<</T(a)/FT/Tx/V(b)>>"),
    "bomb-value": bombed("", "<</T(a)/FT/Tx/V 5 0 R>>"),
    "bomb-of-bombs": {
        let (mut objects, mut within) = (Vec::new(), Vec::new());
        let data = bomb(40);
        for n in 10..60 {
            objects.push((n, stream("/Type/ObjStm/N 3/First 10/Filter/FlateDecode", &data)));
            within.push((n + 100, n));
        }
        streamed(&objects, &within, "")
    },
    "bombs-without-table": {
        let data = bomb(40);
        let objects: Vec<_> = (10..60).map(|n| (n, stream("/Type/ObjStm/N 3/First 10/Filter/FlateDecode", &data))).collect();
        pdf(&objects, "/Size 1")
    },
    "bombs-with-a-wrong-predictor": {
        let data = bomb(40);
        let dict = "/Type/ObjStm/N 3/First 10/Filter/FlateDecode/DecodeParms<</Predictor 99999>>";
        let objects: Vec<_> = (10..60).map(|n| (n, stream(dict, &data))).collect();
        pdf(&objects, "/Size 1")
    },
    "packed-twice": streamed(&[(7, stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", &packed(&bomb(40))))], &[(1, 7)], ""),
    "packed-by-lzw": form("10 0 R", &[(10, "<</T(a)/FT/Tx/V 11 0 R>>"), (11, "<</Filter/LZWDecode/Length 3>>stream\nabc\nendstream")]),
    "streams-in-each-other": {
        let objects: Vec<_> = (10..4_000).map(|n| (n, b"<<>>stream".to_vec())).collect();
        let file = pdf(&objects, "/Root 1 0 R").replaced("\nendobj\n", "\n");
        [file, vec![b' '; 1 << 20], b"endstream".to_vec()].concat()
    },
    // Numbers beyond all measure.
    "object-number-4-billion": page("/AcroForm<</Fields[4294967295 0 R]>>", &[(4_294_967_295, "<</T(a)/FT/Tx/V(b)>>")]),
    "ours-with-number-4-billion": OURS.replaced("xref\n0 ", "4294967295 0 obj null endobj xref\n0 "),
    "a-billion-objects-in-a-stream": streamed(&[(7, container(&contained(), "/N 1000000000"))], &[(1, 7), (2, 7), (3, 7)], ""),
    "first-beyond-numbers": streamed(&[(7, container(&contained(), "/First 9223372036854775807"))], &[(1, 7)], ""),
    "size-beyond-numbers": page("", &[]).replaced("/Size 99", "/Size 1000000000000"),
    "table-of-four-billion": page("", &[]).replaced("xref\n0 1\n", "xref\n0 4294967295\n"),
    "widths-of-eight": streamed(&[(7, container(&contained(), ""))], &[(1, 7)], "/W[8 8 8]/Size 1000000000000"),
    "widths-of-nothing": {
        let mut out = b"%PDF-1.7\n9 0 obj\n".to_vec();
        out.extend_from_slice(&stream("/Type/XRef/Root 1 0 R/Size 90000000/W[0 0 0]/Filter/FlateDecode", &bomb(60)));
        out.extend_from_slice(b"\nendobj\nstartxref\n9\n%%EOF");
        out
    },
    "index-beyond-numbers": streamed(&[], &[(1, 7)], "/W[1 1 1]/Index[18446744073709551615 3 9223372036854775807 9223372036854775807]"),
    "columns-beyond-measure": streamed(&[], &[(1, 7)], "/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 16/Columns 65536>>"),
    "rectangle-beyond-measure": ours(|file| {
        let far = Object::Real(1e300);
        let rect = vec![Object::Real(-1e300), Object::Int(i64::MIN), far.clone(), far];
        field(file, "short.full-name").set("Rect", Object::Array(rect));
    }),
    "no-room-at-all": ours(|file| {
        field(file, "short.full-name").set("Rect", Object::numbers([10.0, 10.0, 10.0, 10.0]));
        field(file, "short.full-name").set("MaxLen", Object::Int(-1));
    }),
    // What forms hold beside answers.
    "names-twice": form("10 0 R 11 0 R", &[(10, "<</T(a)/FT/Tx/V(first)>>"), (11, "<</T(a)/FT/Tx/V(second)>>")]),
    "xfa": page("/AcroForm<</XFA[(template) 5 0 R]/Fields[10 0 R]>>", &[(10, "<</T(a)/FT/Tx/V(b)>>")]),
    "xfa-alone": page("/AcroForm<</XFA 5 0 R/Fields[]>>", &[]),
    "script-at-opening": page("/OpenAction<</S/JavaScript/JS(app.alert)>>/AcroForm<</Fields[10 0 R]>>", &[(10, "<</T(a)/FT/Tx/V(b)>>")]),
    "script-by-name": page("/Names<</JavaScript<</Names[(a) 5 0 R]>>>>/AcroForm<</Fields[10 0 R]>>", &[(10, "<</T(a)/FT/Tx/V(b)>>")]),
    "script-of-a-field": form("10 0 R", &[(10, "<</T(a)/FT/Tx/V(b)/AA<</K<</S/JavaScript>>>>>>")]),
    "button-that-sends": form("10 0 R 11 0 R", &[
        (10, "<</T(a)/FT/Btn/Ff 65536/A<</S/SubmitForm/F(http://example.org)>>>>"),
        (11, "<</T(b)/FT/Tx/V(c)>>"),
    ]),
    "buttons-alone": form("10 0 R", &[(10, "<</T(a)/FT/Btn/Ff 65536>>")]),
    // More than any form, small as the file may be.
    "a-hundred-thousand-fields": wide(100_000, "null", |n| format!("<</T({n})/FT/Tx/V({n})>>")),
    "many-fields-one-answer": wide(15_000, &format!("({})", "a".repeat(1 << 20)), |n| format!("<</T({n})/FT/Tx/V 5 0 R>>")),
    "many-fields-one-packed-answer": {
        let (mut objects, refs) = many(15_000, |n| format!("<</T({n})/FT/Tx/V 5 0 R>>"));
        objects.push((1, format!("<</Pages 2 0 R/AcroForm<</Fields[{refs}]>>>>").into_bytes()));
        objects.push((2, PAGES.into()));
        objects.push((5, stream("/Filter/FlateDecode", &bomb(3))));
        pdf(&objects, "/Root 1 0 R")
    },
    "many-fields-one-name": wide(15_000, &format!("({})", "a".repeat(1 << 20)), |_| "<</T 5 0 R/FT/Tx/V(b)>>".to_owned()),
    "many-fields-one-list-of-kids": wide(10_000, &format!("[{}]", "3 0 R ".repeat(50_000)), |n| format!("<</T({n})/FT/Tx/Kids 5 0 R>>")),
    "many-fields-one-rectangle": wide(10_000, &format!("[{}]", "1 ".repeat(200_000)), |n| format!("<</T({n})/FT/Tx/Rect 5 0 R>>")),
    "many-fields-one-dictionary": {
        let keys = (0..900).fold(String::new(), |keys, n| keys + &format!("/K{n} 1"));
        wide(15_000, &format!("<<{keys}/T(a)/FT/Tx>>"), |_| "5 0 R".to_owned())
    },
    "many-page-trees-one-list-of-kids": {
        let (mut objects, refs) = many(30_000, |_| "<</Kids 5 0 R>>".to_owned());
        objects.push((1, b"<</Pages 10 0 R/AcroForm<</Fields[]>>>>".to_vec()));
        objects.push((5, format!("[{refs}]").into_bytes()));
        pdf(&objects, "/Root 1 0 R")
    },
    "ours-with-many-pages-one-list": ours(|file| {
        let list = file.add(Object::Array(vec![Object::Null; 50_000]));
        let page = Dict::of([("Contents", Object::Ref(list)), ("Annots", Object::Ref(list))]);
        let pages = (0..5_000).map(|_| Object::Ref(file.add(Object::Dict(page.clone())))).collect();
        let root = catalog(file).reference("Pages").expect("it has pages");
        file.get_mut(root).and_then(Object::dict_mut).expect("it has pages").set("Kids", Object::Array(pages));
    }),
    "ours-with-many-widgets-one-answer": ours(|file| {
        let widgets: Vec<Object> = (0..20_000)
            .map(|_| Object::Ref(file.add(Object::Dict(Dict::of([("Rect", Object::numbers([0.0, 0.0, 9.0, 9.0]))])))))
            .collect();
        let field = field(file, "long.hopes");
        field.set("Kids", Object::Array(widgets));
        field.set("V", text(&"a".repeat(20_000)));
    }),
    "one-comment-under-many-objects": "1 0 obj%".repeat(400_000).into_pdf(),
    "one-comment-after-many-numbers": "1 0 obj 5%".repeat(400_000).into_pdf(),
    "one-string-under-many-objects": "1 0 obj(".repeat(400_000).into_pdf(),
    "one-length-behind-a-comment": {
        let mut objects: Vec<(u64, Vec<u8>)> =
            (10..40_000).map(|n| (n, b"<</Length 5 0 R>>stream\n\nendstream".to_vec())).collect();
        objects.push((5, format!("%{}\n0", "-".repeat(1 << 20)).into_bytes()));
        pdf(&objects, "/Root 1 0 R")
    },
    "one-space-after-many-streams": {
        let length = 3_500_000;
        let objects: Vec<_> = (10..30_000).map(|n| (n, format!("<</Length {length}>>stream\n\nendstream").into_bytes())).collect();
        let mut file = pdf(&objects, "/Root 1 0 R");
        let table = file.windows(5).position(|w| w == b"xref\n").expect("it has a table");
        let rest = file.split_off(table);
        file.resize(8_000_000, b' ');
        let at = file.len();
        let rest = String::from_utf8(rest).expect("a table");
        let rest = format!("{}startxref\n{at}\n%%EOF", rest.split("startxref").next().unwrap_or_default());
        [file, rest.into_bytes()].concat()
    },
    "trailers-with-many-keys": {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut before = 0;
        for t in 0..2_000 {
            let at = out.len();
            let keys = (0..200).fold(String::new(), |keys, n| keys + &format!("/K{t}-{n} 1"));
            out.extend_from_slice(format!("xref\n0 0\ntrailer\n<</Prev {before}{keys}>>\n").as_bytes());
            before = at;
        }
        out.extend_from_slice(format!("startxref\n{before}\n%%EOF").as_bytes());
        out
    },
    "metadata-of-namespaces": ours(|file| {
        let mut packet = String::new();
        for n in 0..40_000 {
            let _ = write!(packet, "<a xmlns:p{n}=\"https://github.com/handout-project/handout/ns/form/1/\">");
        }
        xmp::write(file, packet).expect("it has metadata");
    }),
    // Questions inside the form that were tampered with.
    "questions-missing": ours(|file| drop(catalog(file).remove("Metadata"))),
    "questions-no-base64": inside("&&&&", None),
    "questions-bomb": inside(&STANDARD.encode(bomb(200)), None),
    "questions-no-json": asking(b"{\"schema\":", None),
    "questions-deep": asking(&b"[".repeat(3_000_000), None),
    "questions-changed": sealed(|v| v["schema"]["title"] = json!("Another")),
    "questions-under-another-digest": asking(&schema_bytes(|v| v["schema"]["title"] = json!("Another")), None),
    "questions-newer": sealed(|v| v["schema"]["format"] = json!(FORMAT + 1)),
    "questions-with-dots": sealed(|v| v["schema"]["parts"][0]["id"] = json!("short.er")),
    "questions-with-escapes": sealed(|v| v["schema"]["parts"][0]["id"] = json!("\u{1b}[2J")),
    "questions-a-billion-rows": sealed(|v| v["schema"]["parts"][1]["fields"][4]["rows"] = json!(1_000_000_000)),
    "questions-a-billion-times": sealed(|v| v["schema"]["parts"][2]["repeat"] = json!(4_000_000_000_u32)),
    "questions-four-million": sealed(|v| {
        let column = |n: usize| json!({"id": format!("c{n}"), "label": "", "type": "text"});
        let table = json!({"id": "t", "number": 4294967295_u32, "label": "", "type": "table", "rows": 100, "columns": (0..400).map(column).collect::<Vec<_>>()});
        v["schema"]["parts"] = json!([{"id": "p", "heading": "", "repeat": 100, "fields": [table]}]);
    }),
    "questions-by-the-thousand-moved": thousands(|mark| format!("a… [{mark}]"), {
        // Each mark is there, before where the search for it begins.
        let marks = (1..=100).flat_map(|r| (1..=20).map(move |c| format!("[1.{r}.{c}] …")));
        format!("{}\n[1.1.1] …{}", marks.collect::<Vec<_>>().join("\n"), "-".repeat(300_000))
    }),
    "questions-by-the-thousand-too-long": thousands(|_| "word ".repeat(10), String::new()),
    // Fields that are not what the questions say.
    "field-renamed": ours(|file| field(file, "short.full-name").set("T", text("nombre"))),
    "fields-gone": ours(|file| {
        let form = catalog(file).reference("AcroForm").expect("it is an object");
        let fields = file.get_mut(form).and_then(Object::dict_mut).and_then(|f| f.get_mut("Fields"));
        if let Some(Object::Array(fields)) = fields { fields.truncate(1) }
    }),
    "text-where-a-tick-was": ours(|file| {
        field(file, "short.agreed").set("FT", Object::name("Tx"));
        field(file, "short.agreed").set("V", text("perhaps"));
    }),
    "tick-where-text-was": ours(|file| {
        field(file, "short.full-name").set("FT", Object::name("Btn"));
        field(file, "short.full-name").set("V", Object::name("Yes"));
    }),
    "option-that-is-none": ours(|file| field(file, "long.ride").set("V", Object::name("by-boat"))),
    "scale-of-eleven": ours(|file| field(file, "long.worry").set("V", Object::name("11"))),
    // What would act on a terminal.
    "escapes-in-answers": form("10 0 R", &[(10, "<</T(a)/FT/Tx/V(\\033[31mred\\033[0m\\007 \\302\\233 and \\r\\nmore)>>")]),
    "escapes-in-names": form("10 0 R 11 0 R", &[(10, "<</T(a\\033[2J\\r\\nb)/FT/Tx/V(c)>>"), (11, "<</T<FEFF0061001B005B0032004A202E0060>/FT/Tx/V(d)>>")]),
    "escapes-in-names-twice": form("10 0 R 11 0 R", &[(10, "<</T<FEFF0061202E0060>/FT/Tx/V(c)>>"), (11, "<</T<FEFF0061202E0060>/FT/Tx/V(d)>>")]),
    "escapes-in-names-of-ours": ours(|file| field(file, "short.full-name").set("T", Object::Str(b"\xFE\xFF\x00a\x20\x2e\x00\x9b\x001".to_vec()))),
};

/// The worksheet with one table of 2,000 cells, what stands in each by its mark, and on the page for what did not fit.
fn thousands(cell: impl Fn(&str) -> String, extra: String) -> Vec<u8> {
    let column = |c: usize| json!({"id": format!("c{c}"), "label": "", "type": "text"});
    let columns: Vec<Value> = (1..=20).map(column).collect();
    let table = json!({"id": "t", "number": 1, "label": "", "type": "table", "rows": 100, "columns": columns});
    let asked = sealed(|v| v["schema"]["parts"] = json!([{"id": "p", "heading": "", "fields": [table]}]));
    let mut file = File::read(&asked).expect("it was just written");
    let mut fields = Vec::new();
    let mut field = |name: String, value: String, width: f64| {
        let field = Dict::of([
            ("T", text(&name)),
            ("FT", Object::name("Tx")),
            ("V", text(&value)),
            ("Rect", Object::numbers([0.0, 0.0, width, 20.0])),
        ]);
        fields.push(Object::Ref(file.add(Object::Dict(field))));
    };
    for (row, column) in (1..=100).flat_map(|r| (1..=20).map(move |c| (r, c))) {
        field(format!("p.t[{row}].c{column}"), cell(&format!("1.{row}.{column}")), 60.0);
    }
    field("extra-space.text".to_owned(), extra, 500.0);
    catalog(&mut file).set("AcroForm", Object::Dict(Dict::of([("Fields", Object::Array(fields))])));
    file.write()
}

fn schema_bytes(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let file = File::read(&OURS).expect("it was just written");
    let embedded = read::read(&file).and_then(|f| f.embedded.ok()).expect("it is ours");
    let mut value = serde_json::to_value(&embedded).expect("it is JSON");
    change(&mut value);
    serde_json::to_vec(&value).expect("it is JSON")
}

/// Tables each of which names the other as the one before it.
fn circle() -> Vec<u8> {
    let file = form("10 0 R", &[(10, "<</T(a)/FT/Tx/V(b)>>")]);
    let end = file.windows(10).rposition(|w| w == b"\nstartxref").expect("it has a table");
    let mut file = file[..end].to_vec();
    let first = file.windows(5).position(|w| w == b"xref\n").expect("it has a table");
    let second = file.len() + "/Prev 0000000000".len() + 1;
    let text = format!("trailer\n<</Prev {second:010}");
    let at = file.windows(10).position(|w| w == b"trailer\n<<").expect("it has a trailer");
    file.splice(at..at + 10, text.into_bytes());
    file.extend_from_slice(format!("\nxref\n0 0\ntrailer\n<</Prev {first}>>\nstartxref\n{second}\n%%EOF").as_bytes());
    file
}

/// A form with one field and a bomb as object 5.
fn bombed(catalog: &str, field: &str) -> Vec<u8> {
    let objects = [
        (1, format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>{catalog}>>").into_bytes()),
        (2, PAGES.into()),
        (3, PAGE.into()),
        (5, stream("/Filter/FlateDecode", &bomb(200))),
        (10, field.as_bytes().to_vec()),
    ];
    pdf(&objects, "/Root 1 0 R")
}

/// Files near the limit of 64 MB, each made to cost as much as it can.
pub(super) fn large() -> Vec<(&'static str, Vec<u8>)> {
    let object = |five: Vec<u8>| {
        let field = b"<</T(a)/FT/Tx/V(b)>>".to_vec();
        let catalog = b"<</Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>".to_vec();
        pdf(&[(1, catalog), (2, PAGES.into()), (3, PAGE.into()), (5, five), (10, field)], "/Root 1 0 R")
    };
    let objects = many(389_000, |_| "<</A 1>>".to_owned()).0;
    let heads: Vec<u8> = (0..280).flat_map(|n| format!("{n} 0 obj<<>>stream\n").into_bytes()).collect();
    vec![
        ("comment", "1 0 obj%".repeat(7_800_000).into_pdf()),
        ("string", "1 0 obj(".repeat(7_800_000).into_pdf()),
        ("lists", object(format!("[{}]", "[1]".repeat(499_000)).into_bytes())),
        ("dictionaries", object(format!("[{}]", "<</A 1>>".repeat(499_000)).into_bytes())),
        ("strings", object(format!("[{}]", format!("({})", "a".repeat(60)).repeat(980_000)).into_bytes())),
        ("objects", [pdf(&objects, "/A 1"), vec![b' '; 34_000_000]].concat()),
        (
            "streams-in-each-other",
            [b"%PDF-1.7\n".to_vec(), heads, vec![b'a'; 62_000_000], b"endstream".to_vec()].concat(),
        ),
        ("table", format!("xref\n0 15000000\n{}trailer<<>>startxref 9", "1 1n".repeat(15_500_000)).into_pdf()),
    ]
}

trait Bytes {
    /// With the last place of these words replaced.
    fn replaced(&self, from: &str, to: &str) -> Vec<u8>;
}

impl Bytes for Vec<u8> {
    fn replaced(&self, from: &str, to: &str) -> Vec<u8> {
        let at = self.windows(from.len()).rposition(|w| w == from.as_bytes()).expect("the words are there");
        [&self[..at], to.as_bytes(), &self[at + from.len()..]].concat()
    }
}

trait IntoPdf {
    /// After the first line of a PDF.
    fn into_pdf(self) -> Vec<u8>;
}

impl IntoPdf for String {
    fn into_pdf(self) -> Vec<u8> {
        format!("%PDF-1.7\n{self}").into_bytes()
    }
}
