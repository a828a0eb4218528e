//! The XMP metadata of a file (ISO 16684-1): one packet, its properties read as XML. It is added to as text, since the
//! exporter writes one packet of plain RDF.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::escape::{partial_escape, resolve_xml_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;
use quick_xml::{Result, XmlVersion};

use super::file::File;
use super::object::{Dict, Object, Stream};

/// The most bytes that a packet may unpack to.
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

/// Text as it stands in an element.
pub fn escaped(text: &str) -> Cow<'_, str> {
    partial_escape(text)
}

/// The simple properties of a namespace by their local names: elements that hold text alone, or attributes
/// (ISO 16684-1, 7.5 and 7.9.2.2), under whatever prefix and wherever they stand; the first of each name counts. `None`
/// where no element declares the namespace. A packet that is no XML is read up to where it ceases to be.
pub fn properties(packet: &str, namespace: &str) -> Option<BTreeMap<String, String>> {
    let mut reader = PropertyReader { namespace, declared: false, found: BTreeMap::new(), open: None };
    // What was found before the mistake stays.
    let _ = reader.packet(packet);
    reader.declared.then_some(reader.found)
}

/// An element of the namespace that was begun.
struct OpenProperty {
    /// Its local name.
    name: String,
    /// Its text so far; `None` once it holds more than text.
    text: Option<String>,
    /// How many elements in it are open.
    below: usize,
}

struct PropertyReader<'n> {
    namespace: &'n str,
    declared: bool,
    found: BTreeMap<String, String>,
    open: Option<OpenProperty>,
}

impl PropertyReader<'_> {
    /// Reads a packet to its end. The reader holds no more than 128 namespaces at a time and expands no entity of the
    /// packet's own, so the work is that of its length.
    fn packet(&mut self, packet: &str) -> Result<()> {
        let mut reader = NsReader::from_str(packet);
        // Some writers put a bare `&` or `<` into titles: what looks like a tag then is one that never ends.
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        loop {
            match reader.read_event()? {
                Event::Start(element) => {
                    self.attributes(&reader, &element);
                    match &mut self.open {
                        Some(open) => {
                            open.text = None;
                            open.below += 1;
                        }
                        None => self.open = self.property(&reader, element.name()),
                    }
                }
                Event::Empty(element) => {
                    self.attributes(&reader, &element);
                    match &mut self.open {
                        Some(open) => open.text = None,
                        None => self.close(self.property(&reader, element.name())),
                    }
                }
                Event::End(_) => match self.open.take() {
                    Some(open) if open.below > 0 => {
                        self.open = Some(OpenProperty { below: open.below - 1, ..open });
                    }
                    open => self.close(open),
                },
                Event::Text(text) => self.text(Some(&text)),
                Event::CData(text) => self.text(Some(&text)),
                Event::GeneralRef(reference) => self.text(character(&reference).as_deref()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    /// The property that an element begins, if it is of the namespace.
    fn property(&self, reader: &NsReader<&[u8]>, name: QName) -> Option<OpenProperty> {
        let (of, name) = reader.resolver().resolve_element(name);
        (of == ResolveResult::Bound(Namespace(self.namespace))).then(|| OpenProperty {
            name: name.into_inner().to_owned(),
            text: Some(String::new()),
            below: 0,
        })
    }

    /// Keeps an element that has ended, if it held text alone.
    fn close(&mut self, open: Option<OpenProperty>) {
        if let Some(OpenProperty { name, text: Some(text), .. }) = open {
            self.found.entry(name).or_insert(text);
        }
    }

    /// Text within an element; `None` is what cannot be read.
    fn text(&mut self, more: Option<&str>) {
        if let Some(open) = &mut self.open {
            match (&mut open.text, more) {
                (Some(text), Some(more)) => text.push_str(more),
                (text, _) => *text = None,
            }
        }
    }

    /// Keeps the attributes of an element that are of the namespace.
    fn attributes(&mut self, reader: &NsReader<&[u8]>, element: &BytesStart) {
        // Two of one name are no matter: the first counts.
        for attribute in element.attributes().with_checks(false).flatten() {
            if attribute.key.as_namespace_binding().is_some() {
                self.declared |= *attribute.value == *self.namespace;
                continue;
            }
            let (of, name) = reader.resolver().resolve_attribute(attribute.key);
            if of == ResolveResult::Bound(Namespace(self.namespace))
                && let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
            {
                self.found.entry(name.into_inner().to_owned()).or_insert_with(|| value.into_owned());
            }
        }
    }
}

/// What a reference stands for: a character by its number, or one of the five that XML names (XML 1.0, 4.6).
fn character(reference: &BytesRef) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(character) => Some(character.to_string()),
        None => resolve_xml_entity(reference).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://example.org/ours/";

    fn properties_of(packet: &str) -> Option<Vec<(String, String)>> {
        properties(packet, OURS).map(|found| found.into_iter().collect())
    }

    /// The one property of a packet.
    #[track_caller]
    fn holds(packet: &str, name: &str, value: &str) {
        assert_eq!(properties_of(packet), Some(vec![(name.to_owned(), value.to_owned())]), "{packet}");
    }

    #[test]
    fn properties_are_read_however_they_are_written() {
        for packet in [
            // Under any prefix, or none.
            format!("<R xmlns:handout='{OURS}'><handout:Form>plan</handout:Form></R>"),
            format!("<R xmlns:ns0=\"{OURS}\" ><ns0:Form >plan</ns0:Form\n></R>"),
            format!("<R><Form xmlns='{OURS}'>plan</Form></R>"),
            format!("<a:Form xmlns:a='{OURS}'>plan</a:Form>"),
            // As attributes, declared before or behind them.
            format!("<R xmlns:h='{OURS}' h:Form='plan'/>"),
            format!("<R\n  h:Form = \"plan\" xmlns:h = \"{OURS}\"></R>"),
            // Declared far outside, and declared twice.
            format!("<x xmlns:h='{OURS}'><r:RDF xmlns:r='r'><r:D r:about=''><h:Form>plan</h:Form></r:D></r:RDF></x>"),
            format!("<x xmlns:a='{OURS}' xmlns:b='{OURS}'><a:Form>plan</a:Form><b:Form>other</b:Form></x>"),
            // In pieces.
            format!("<R xmlns:h='{OURS}'><h:Form>pl<![CDATA[a]]>n</h:Form></R>"),
            format!("<R xmlns:h='{OURS}'><h:Form>pl<!-- or <h:Form>no</h:Form> -->an<?x y?></h:Form></R>"),
            format!("<R xmlns:h='{OURS}'><h:Form>&#112;l&#x61;n</h:Form></R>"),
            format!("<R xmlns:h='{OURS}' h:Form='&#112;l&#x61;n'/>"),
            format!("<R xmlns:h='{OURS}'><h:Form xml:lang='x-default'>plan</h:Form></R>"),
            // Beside what is not XML in every way, and before what is not at all.
            format!("<?xpacket begin=\"\u{feff}\"?><R xmlns:h='{OURS}'><t>A & B</t><h:Form>plan</h:Form></R>"),
            format!("<R xmlns:h='{OURS}'><h:Form>plan</h:Form></S></R>"),
            format!("<x><t>a < b</t><u>c@<d>e</u><R xmlns:h='{OURS}'><h:Form>plan</h:Form></R></x>"),
        ] {
            holds(&packet, "Form", "plan");
        }
        holds(&format!("<h:A xmlns:h='{OURS}'>&lt;a b=&quot;&apos;&amp;&gt;</h:A>"), "A", "<a b=\"'&>");
        holds(&format!("<h:A xmlns:h='{OURS}' h:a='&lt;&amp;amp;'/>").replace("<h:A", "<R"), "a", "<&amp;");
        holds(&format!("<h:A xmlns:h='{OURS}'/>"), "A", "");
    }

    #[test]
    fn only_the_namespace_itself_counts() {
        // Another namespace under the prefix that it usually has, beside it, and within it.
        holds(
            &format!("<x xmlns:h='{OURS}'><y xmlns:h='{OURS}other/'><h:Form>no</h:Form></y><h:Form>plan</h:Form></x>"),
            "Form",
            "plan",
        );
        holds(&format!("<x xmlns:a='urn:a' xmlns:h='{OURS}' a:Form='no' Form='no' h:Form='plan'/>"), "Form", "plan");
        // Nowhere but in words.
        assert_eq!(properties_of(&format!("<R><!-- xmlns:h='{OURS}' <h:Form>plan</h:Form> --></R>")), None);
        assert_eq!(properties_of(&format!("<R><ns>{OURS}</ns><h:Form>plan</h:Form></R>")), None);
        assert_eq!(properties_of(&format!("<R uri='{OURS}'/>")), None);
        assert_eq!(properties_of("no XML"), None);
    }

    #[test]
    fn what_holds_more_than_text_is_no_property() {
        let none = Some(Vec::new());
        for inner in ["<b/>", "<b>x</b>", "x<b>y</b>z", "&own;", "&#0;", "&#xD800;"] {
            let packet = format!("<R xmlns:h='{OURS}'><h:A>{inner}</h:A></R>");
            assert_eq!(properties_of(&packet), none, "{packet}");
        }
        // An entity of the packet's own is not expanded, however often it is named.
        let bomb = format!(
            "<!DOCTYPE R [<!ENTITY a \"{}\"><!ENTITY b \"{}\">]><R xmlns:h='{OURS}' h:B='&b;'><h:A>{}</h:A></R>",
            "a".repeat(1000),
            "&a;".repeat(1000),
            "&b;".repeat(1000)
        );
        assert_eq!(properties_of(&bomb), none);
    }

    #[test]
    fn a_packet_is_read_within_bounds() {
        // Elements in each other, namespaces in each other, and attributes without end.
        let deep = "<a>".repeat(1_000_000);
        assert_eq!(properties_of(&format!("<R xmlns:h='{OURS}'><h:A>{deep}")), Some(Vec::new()));
        let many: String = (0..40_000).map(|n| format!("<a xmlns:p{n}='{OURS}'>")).collect();
        assert_eq!(properties_of(&many), Some(Vec::new()));
        let wide: String = (0..300_000).map(|n| format!(" h:a{}=''", n % 10)).collect();
        let found = properties(&format!("<R xmlns:h='{OURS}'{wide}/>"), OURS).unwrap_or_default();
        assert_eq!(found.len(), 10);
    }
}
