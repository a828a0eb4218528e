//! Styles and lists of a Word file.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::xml::{attribute, child, is, name, switch, value};

/// How many styles a style is based on at most.
const CHAIN: usize = 20;

/// A style.
#[derive(Clone, Debug, Default)]
struct WordStyle {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: (Option<String>, Option<usize>),
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
}

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct WordStyles(BTreeMap<String, WordStyle>);

impl WordStyles {
    /// Reads them.
    pub(super) fn read(document: &Document) -> Self {
        let mut styles = BTreeMap::new();
        for node in document.root_element().children().filter(|node| is(*node, "style")) {
            let Some(id) = attribute(node, "styleId") else { continue };
            let mut style = WordStyle {
                name: value(node, "name").unwrap_or_default().to_lowercase(),
                based_on: value(node, "basedOn").map(str::to_owned),
                ..WordStyle::default()
            };
            if let Some(own) = child(node, "pPr") {
                style.outline = value(own, "outlineLvl").and_then(|level| level.parse().ok());
                style.list = list_of(own);
            }
            if let Some(own) = child(node, "rPr") {
                style.bold = switch(own, "b");
                style.italic = switch(own, "i");
                style.hidden = switch(own, "vanish");
            }
            styles.insert(id.to_owned(), style);
        }
        Self(styles)
    }

    /// A style and those that it is based on.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a WordStyle> {
        let mut next = id;
        std::iter::from_fn(move || {
            let style = self.0.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(CHAIN)
    }

    /// The name of a style, in small letters; its id where it has none.
    pub(super) fn name(&self, id: Option<&str>) -> String {
        let id = id.unwrap_or_default();
        self.0.get(id).map_or_else(|| id.to_lowercase(), |style| style.name.clone())
    }

    /// The level of a heading of a style, the highest of which is 1.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        let by_name = |name: &str| name.strip_prefix("heading ")?.trim().parse::<u8>().ok();
        let level =
            |style: &WordStyle| by_name(&style.name).or_else(|| style.outline.map(|level| level.saturating_add(1)));
        match self.chain(id).find_map(level) {
            Some(level @ 1..=9) => Some(level),
            Some(_) => None,
            None => id
                .filter(|id| !self.0.contains_key(*id))
                .and_then(|id| id.to_lowercase().strip_prefix("heading")?.parse().ok()),
        }
    }

    /// Whether the words of a style are bold, italic and hidden.
    pub(super) fn looks(&self, id: Option<&str>) -> (bool, bool, bool) {
        let first = |look: fn(&WordStyle) -> Option<bool>| self.chain(id).find_map(look).unwrap_or(false);
        (first(|style| style.bold), first(|style| style.italic), first(|style| style.hidden))
    }

    /// The list of a style: its number and level.
    pub(super) fn list(&self, id: Option<&str>) -> (Option<String>, Option<usize>) {
        let number = self.chain(id).find_map(|style| style.list.0.clone());
        (number, self.chain(id).find_map(|style| style.list.1))
    }
}

/// Number and level of the list of a paragraph or style.
pub(super) fn list_of(properties: Node) -> (Option<String>, Option<usize>) {
    let Some(list) = child(properties, "numPr") else { return (None, None) };
    (value(list, "numId").map(str::to_owned), value(list, "ilvl").and_then(|level| level.parse().ok()))
}

/// Whether the levels of lists have numbers, and from which on.
#[derive(Debug, Default)]
pub(super) struct WordLists {
    /// Of each list, the form of its levels.
    lists: BTreeMap<String, BTreeMap<usize, LevelForm>>,
}

/// How a level of a list counts.
#[derive(Clone, Debug, Default)]
pub(super) struct LevelForm {
    /// Its first number; `None` of bullets.
    pub(super) first: Option<u32>,
    /// Whether it counts with letters or Roman numbers.
    pub(super) lettered: bool,
    /// What stands about the number, where it has words, such as "Step 1:".
    pub(super) words: String,
}

impl WordLists {
    /// Reads them.
    pub(super) fn read(document: &Document) -> Self {
        let (mut forms, mut lists) = (BTreeMap::new(), BTreeMap::new());
        for node in document.root_element().children() {
            match name(node) {
                "abstractNum" => {
                    let levels: BTreeMap<usize, LevelForm> = levels(node).collect();
                    forms.insert(attribute(node, "abstractNumId").unwrap_or_default(), levels);
                }
                "num" => {
                    let mut levels: BTreeMap<usize, LevelForm> =
                        value(node, "abstractNumId").and_then(|id| forms.get(id)).cloned().unwrap_or_default();
                    for own in node.children().filter(|own| is(*own, "lvlOverride")) {
                        let level = attribute(own, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                        let start = value(own, "startOverride").and_then(|start| start.parse().ok());
                        if let (Some(start), Some(LevelForm { first: Some(first), .. })) =
                            (start, levels.get_mut(&level))
                        {
                            *first = start;
                        }
                    }
                    lists.insert(attribute(node, "numId").unwrap_or_default().to_owned(), levels);
                }
                _ => {}
            }
        }
        Self { lists }
    }

    /// How a level of a list counts.
    pub(super) fn form(&self, list: &str, level: usize) -> LevelForm {
        self.lists.get(list).and_then(|levels| levels.get(&level)).cloned().unwrap_or_default()
    }

    /// Whether there is such a list.
    pub(super) fn has(&self, list: &str) -> bool {
        self.lists.contains_key(list)
    }
}

/// The levels of the form of a list.
fn levels<'a>(form: Node<'a, '_>) -> impl Iterator<Item = (usize, LevelForm)> + 'a + use<'a> {
    let levels: Vec<(usize, LevelForm)> = form
        .children()
        .filter(|level| is(*level, "lvl"))
        .map(|level| {
            let at = attribute(level, "ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
            let format = value(level, "numFmt");
            let plain = matches!(format, Some("bullet" | "none") | None);
            let lettered = format.is_some_and(|format| format.ends_with("Letter") || format.ends_with("Roman"));
            let text = value(level, "lvlText").unwrap_or_default();
            // One letter is a bullet of a symbol font.
            let worded = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
            let words = if worded { text.to_owned() } else { String::new() };
            let start = value(level, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
            (at, LevelForm { first: (!plain).then_some(start), lettered, words })
        })
        .collect();
    levels.into_iter()
}
