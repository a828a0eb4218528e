//! The schema inside the PDF: properties in the XMP metadata, described by an extension schema as PDF/A asks
//! (ISO 19005-2, 6.6.2.3.2), so that a form says what it asks wherever it went and whatever saved it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::ZlibDecoder;
use serde::{Deserialize, Serialize};
use std::io::Read;

use crate::acroform::face::packed;
use crate::acroform::names::MOST_FIELDS;
use crate::pdf::file::File;
use crate::pdf::xmp;
use crate::questions::schema::{FORMAT, FieldLimits, FormField, FormPart, FormSchema};
use crate::review::digest::Digest;

/// The namespace of the properties.
const NAMESPACE: &str = "https://github.com/handout-project/handout/ns/form/1/";

/// The most bytes that a schema may unpack to.
const MOST: u64 = 4 << 20;

/// The properties with what they hold.
const PROPERTIES: [(&str, &str); 5] = [
    ("Form", "Id of the worksheet"),
    ("Revision", "Revision of the worksheet"),
    ("Language", "Language of the worksheet"),
    ("SchemaDigest", "SHA-256 of the questions"),
    ("Schema", "Questions with types, options and limits: JSON, deflated, in base 64"),
];

/// What a form says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embedded {
    /// What it asks.
    pub schema: FormSchema,
    /// How many letters each text field shows.
    pub limits: FieldLimits,
    /// The digest of its pages as they were made (`fingerprint`); none in the first forms.
    #[serde(default)]
    pub pages: Option<String>,
}

/// Why the schema of a form cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// There is none.
    Missing,
    /// It was made by a newer program.
    Newer,
    /// It was changed, or is broken.
    Broken,
}

/// Puts the schema into the metadata.
pub fn write(file: &mut File, embedded: &Embedded) -> Option<()> {
    let packet = xmp::read(file)?;
    let schema = &embedded.schema;
    let json = serde_json::to_vec(embedded).ok()?;
    let values = [
        schema.form.clone(),
        schema.revision.to_string(),
        schema.lang.clone(),
        schema.digest().as_str().to_owned(),
        STANDARD.encode(packed(&json)),
    ];
    let mut described = format!(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Questions of a handout worksheet</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>handout</pdfaSchema:prefix>\
         <pdfaSchema:property><rdf:Seq>"
    );
    let mut properties = String::new();
    for ((name, about), value) in PROPERTIES.iter().zip(values) {
        described.push_str(&format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:category>internal</pdfaProperty:category>\
             <pdfaProperty:description>{about}</pdfaProperty:description><pdfaProperty:name>{name}</pdfaProperty:name>\
             <pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        ));
        properties.push_str(&format!("<handout:{name}>{}</handout:{name}>", xmp::escaped(&value)));
    }
    described.push_str("</rdf:Seq></pdfaSchema:property></rdf:li>");
    let schemas = packet.find("</rdf:Bag></pdfaExtension:schemas>")?;
    let end = packet.rfind("</rdf:Description></rdf:RDF>")?;
    let (before, after) = (packet.get(..schemas)?, packet.get(end..)?);
    let between = packet.get(schemas..end)?;
    let own = "<rdf:Description rdf:about=\"\"";
    let named = before.replacen(own, &format!("{own} xmlns:handout=\"{NAMESPACE}\""), 1);
    xmp::write(file, [&named, &described, between, &properties, after].concat())
}

/// Reads the schema back, however the packet was written anew.
///
/// # Errors
/// Where there is none that can be used.
pub fn read(file: &File) -> Result<Embedded, Unusable> {
    let packet = xmp::read(file).ok_or(Unusable::Missing)?;
    let properties = xmp::properties(&packet, NAMESPACE).ok_or(Unusable::Missing)?;
    let packed = properties.get("Schema").ok_or(Unusable::Broken)?;
    let digest = properties.get("SchemaDigest").ok_or(Unusable::Broken)?;
    let packed: String = packed.chars().filter(|c| !c.is_whitespace()).collect();
    let packed = STANDARD.decode(packed).map_err(|_| Unusable::Broken)?;
    let mut json = Vec::new();
    let read = ZlibDecoder::new(&*packed).take(MOST + 1).read_to_end(&mut json);
    if read.is_err() || json.len() as u64 > MOST {
        return Err(Unusable::Broken);
    }
    let head: EmbeddedHead = serde_json::from_slice(&json).map_err(|_| Unusable::Broken)?;
    if head.schema.format > FORMAT {
        return Err(Unusable::Newer);
    }
    let embedded: Embedded = serde_json::from_slice(&json).map_err(|_| Unusable::Broken)?;
    let sound = embedded.schema.digest().as_str() == digest.trim();
    let sound = sound && embedded.schema.is_sound() && answer_count(&embedded.schema) <= MOST_FIELDS;
    if sound { Ok(embedded) } else { Err(Unusable::Broken) }
}

/// How many answers a form asks for, boxes to tick one by one.
fn answer_count(schema: &FormSchema) -> usize {
    // Rows and columns are counted before anything is made of them: the schema may come from a stranger.
    let field = |field: &FormField| match (field.kind.options(), field.kind.table()) {
        (Some(options), _) => options.len().saturating_add(1),
        (_, Some((rows, columns))) => (rows as usize).saturating_mul(columns.len()).saturating_add(1),
        (None, None) => field.kind.cells().len(),
    };
    let part = |part: &FormPart| {
        let each = part.fields.iter().map(field).fold(1, usize::saturating_add);
        each.saturating_mul(part.times() as usize)
    };
    schema.parts.iter().map(part).fold(0, usize::saturating_add)
}

/// What every [`FORMAT`] has, to tell a newer one from a broken one.
#[derive(Deserialize)]
struct EmbeddedHead {
    schema: EmbeddedVersion,
}

#[derive(Deserialize)]
struct EmbeddedVersion {
    format: u32,
}

impl Embedded {
    /// The digest of its questions.
    pub fn digest(&self) -> Digest {
        self.schema.digest()
    }
}
