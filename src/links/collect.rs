//! The web addresses in files, each with the places that name it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::rich::{Inline, each_inline};
use crate::source::markdown;
use crate::source::place::locate;
use crate::source::yaml::{Value, YamlNode};

/// A place that names an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AddressPlace {
    /// The file.
    pub(crate) file: String,
    /// The bytes of the address in it.
    pub(crate) range: Range<usize>,
}

/// An address and the places that name it, in the order of the files.
pub(crate) type Address = (String, Vec<AddressPlace>);

/// The web addresses in some files: their paths, texts and trees, and where Markdown stands in them. Each address once, in
/// the order of the alphabet.
pub(crate) fn collect<'a>(
    files: impl Iterator<Item = (&'a str, &'a str, &'a YamlNode, &'a [&'a str])>,
) -> Vec<Address> {
    let mut addresses: BTreeMap<String, Vec<AddressPlace>> = BTreeMap::new();
    for (file, source, root, rich) in files {
        let mut add = |node: &YamlNode, range: &Range<usize>, address: &str| {
            let place = AddressPlace { file: file.to_owned(), range: locate(source, node, range) };
            addresses.entry(address.to_owned()).or_default().push(place);
        };
        whole(root, &mut add);
        root.select_all(rich).into_iter().for_each(|node| in_markdown(node, &mut add));
    }
    addresses.into_iter().collect()
}

fn is_web(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
}

/// Values that are an address: those of sources, of facts, of clinics.
fn whole(node: &YamlNode, add: &mut impl FnMut(&YamlNode, &Range<usize>, &str)) {
    match &node.value {
        Value::Str(text) => {
            let address = text.trim();
            if is_web(address) && !address.contains(char::is_whitespace) {
                add(node, &(0..text.len()), address);
            }
        }
        Value::Seq(items) => items.iter().for_each(|item| whole(item, add)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, value)| whole(value, add)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

/// Links of a Markdown value.
fn in_markdown(node: &YamlNode, add: &mut impl FnMut(&YamlNode, &Range<usize>, &str)) {
    let Some(text) = node.as_str() else { return };
    let (mut links, mut from) = (Vec::new(), 0);
    each_inline(&markdown::parse(text).blocks, &mut |inline| {
        if let Inline::Link { url, .. } = inline {
            links.push(url.clone());
        }
    });
    for link in links.iter().filter(|link| is_web(link)) {
        let found = text[from..].find(link.as_str()).map(|at| from + at..from + at + link.len());
        from = found.as_ref().map_or(from, |range| range.end);
        add(node, &found.unwrap_or(0..text.len()), link);
    }
}
