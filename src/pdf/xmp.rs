//! The XMP metadata of a file (ISO 16684-1), read and added to as text: the exporter writes one packet of plain RDF.

use std::sync::Arc;

use super::file::File;
use super::object::{Dict, Object, Stream};

/// The most that a packet may unpack to.
const MOST: usize = 4 << 20;

/// The XMP packet of a file.
pub fn read(file: &File) -> Option<String> {
    let Object::Stream(stream) = file.at(file.catalog()?, "Metadata")? else { return None };
    String::from_utf8(file.unpack(stream, MOST).ok()?).ok()
}

/// Writes the XMP packet anew, unpacked, as PDF/A wants it (ISO 19005-2, 6.6.2.1).
pub fn write(file: &mut File, packet: String) -> Option<()> {
    let number = file.catalog()?.reference("Metadata")?;
    let dict = Dict::of([("Type", Object::name("Metadata")), ("Subtype", Object::name("XML"))]);
    file.set(number, Object::Stream(Stream { dict, data: Arc::from(packet.into_bytes()) }));
    Some(())
}

/// Text as XML has it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
