//! Pictures, drawings and other objects among the words of a Word file.

use roxmltree::Node;

use super::package::LARGEST_PICTURE;
use super::runs::ParagraphRuns;
use super::walk::{DocumentWalk, chosen};
use super::xml::{attribute, name};
use crate::import::tree::{DocumentPiece, Fate, FoundPicture, PieceKind, excerpt, tidy};

const PLACE: &str = "save it as .png, .jpg or .svg beside the guide and list it under `figures`, if families need it";
const SAY: &str = "say in words what it shows, or save it as a picture";

impl DocumentWalk<'_> {
    /// What stands in a run beside words.
    pub(super) fn embedded(&mut self, node: Node, read: &mut ParagraphRuns) {
        match name(node) {
            "fldChar" => self.field(node),
            "instrText" => self.field_code(node),
            "AlternateContent" => {
                if let Some(chosen) = chosen(node) {
                    chosen.children().filter(Node::is_element).for_each(|own| self.embedded(own, read));
                }
            }
            "drawing" | "pict" => {
                let before = (read.behind.len(), self.document.notices.len());
                self.drawing(node, &described(node), read);
                if before == (read.behind.len(), self.document.notices.len()) {
                    self.document.note_once(
                        Fate::Left,
                        self.spot(),
                        "a drawing without words, such as a line or an arrow",
                        SAY,
                    );
                }
            }
            "object" => {
                let program = node.descendants().find_map(|own| attribute(own, "ProgID")).unwrap_or("another program");
                let what = format!("an object of {}", excerpt(program));
                self.document.note(Fate::Left, self.spot(), what, "", SAY);
            }
            _ => {}
        }
    }

    /// The parts of a drawing.
    fn drawing(&mut self, node: Node, alt: &str, read: &mut ParagraphRuns) {
        for part in node.children().filter(Node::is_element) {
            if Self::is_text_box(part) {
                self.text_box(part, read);
                continue;
            }
            match name(part) {
                "blip" | "imagedata" => self.image(part, alt, read),
                "chart" => self.leave_drawing("a chart", alt),
                "relIds" => self.leave_drawing("a drawing of SmartArt", alt),
                "Fallback" => {}
                "AlternateContent" => {
                    if let Some(chosen) = chosen(part) {
                        self.drawing(chosen, alt, read);
                    }
                }
                "textpath" => {
                    let words = tidy(attribute(part, "string").unwrap_or_default());
                    self.leave_drawing("words drawn as WordArt", &words);
                }
                "cNvPr" | "docPr" | "txbx" | "textbox" | "spPr" => self.drawing(part, alt, read),
                _ => {
                    let own = described(part);
                    self.drawing(part, if own.is_empty() { alt } else { &own }, read);
                }
            }
        }
    }

    fn leave_drawing(&mut self, what: &str, alt: &str) {
        let alt = if alt.is_empty() { String::new() } else { format!(" (“{}”)", excerpt(alt)) };
        self.document.note(Fate::Left, self.spot(), format!("{what}{alt}"), "", SAY);
    }

    /// A picture.
    fn image(&mut self, node: Node, alt: &str, read: &mut ParagraphRuns) {
        let id = node
            .attributes()
            .find(|a| matches!(a.name(), "embed" | "id" | "link" | "relid") && a.namespace().is_some());
        let Some(relation) = id.and_then(|id| self.relations.get(id.value())) else { return };
        let (spot, target) = (self.spot(), relation.target.clone());
        if relation.outside {
            let what = format!("a picture that stands elsewhere (`{}`)", excerpt(&target));
            self.document.note(Fate::Left, spot, what, "", PLACE);
            return;
        }
        let name = target.rsplit('/').next().unwrap_or_default().to_owned();
        match self.parts.get(&target, LARGEST_PICTURE) {
            Ok(Some(bytes)) if !bytes.is_empty() => {
                let number = self.document.pictures.len();
                self.document.pictures.push(FoundPicture {
                    spot,
                    name,
                    bytes,
                    alt: alt.to_owned(),
                    caption: String::new(),
                });
                read.behind.push(DocumentPiece { spot, kind: PieceKind::Picture(number) });
            }
            Ok(_) => self.document.note(
                Fate::Left,
                spot,
                format!("a picture that the file does not have (`{}`)", excerpt(&target)),
                "",
                PLACE,
            ),
            Err(why) => self.document.note(Fate::Left, spot, format!("a picture: {why}"), "", PLACE),
        }
    }
}

/// What a drawing is said to show.
fn described(node: Node) -> String {
    let described = node.children().chain(node.children().flat_map(|child| child.children()));
    let mut texts = described
        .filter(|own| matches!(name(*own), "docPr" | "cNvPr" | "shape"))
        .filter_map(|own| ["descr", "alt", "title"].iter().find_map(|key| attribute(own, key)).map(tidy));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}
