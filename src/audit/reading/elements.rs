//! Which elements layouts may use, and what each is to the audit.

use typst::foundations::{Content, StyleChain};
use typst::model::{Destination, LinkElem, LinkTarget};
use typst::pdf::{ArtifactElem, PdfMarkerTag, PdfMarkerTagKind};
use typst::visualize::ImageElem;

use crate::model::LeafPath;

/// The prefix of the labels under which layouts print blocks.
const PREFIX: &str = "h:";

/// The elements that layouts may use, by their names in Typst: those whose words are printed as they are and tell readers
/// of screens nothing else. What is not tagged and cannot be located leaves no trace, and needs none.
const KNOWN: &[&str] = &[
    "align",
    "artifact",
    "block",
    "box",
    "caption",
    "cell",
    "columns",
    "context",
    "emph",
    "enum",
    "figure",
    "grid",
    "heading",
    "image",
    "item",
    "layout",
    "link",
    "link-marker",
    "list",
    "metadata",
    "move",
    "pad",
    "par",
    "pdf-marker-tag",
    "place",
    "sequence",
    "stack",
    "strong",
    "styled",
    "table",
    "text",
    "title",
    "underline",
];

/// What an open element is to the audit.
pub(super) enum Element {
    /// A labelled block, by its path.
    LabelledBlock(LeafPath),
    /// The mark of a list item.
    Mark,
    /// Passed over by screen readers.
    Artifact,
    /// A picture with what it shows.
    Picture(Option<String>),
    /// A link to the web.
    Link(String),
    /// A heading, by its turn among all.
    Heading(usize),
    /// None of these.
    Other,
}

/// What an element is; headings are known by the walk.
pub(super) fn element(content: &Content) -> Element {
    if let Some(path) =
        content.label().and_then(|label| label.resolve().as_str().strip_prefix(PREFIX).map(LeafPath::read))
    {
        return Element::LabelledBlock(path);
    }
    if content.to_packed::<ArtifactElem>().is_some() {
        return Element::Artifact;
    }
    if content.to_packed::<PdfMarkerTag>().is_some_and(|tag| tag.kind == PdfMarkerTagKind::ListItemLabel) {
        return Element::Mark;
    }
    if let Some(image) = content.to_packed::<ImageElem>() {
        return Element::Picture(image.alt.get_cloned(StyleChain::default()).map(|alt| alt.to_string()));
    }
    match content.to_packed::<LinkElem>().map(|link| &link.dest) {
        Some(LinkTarget::Dest(Destination::Url(url))) => Element::Link(url.as_str().to_owned()),
        _ => Element::Other,
    }
}

/// The name of an element that layouts may not use.
pub(super) fn strange(content: &Content) -> Option<&'static str> {
    let name = content.elem().name();
    (!KNOWN.contains(&name)).then_some(name)
}
