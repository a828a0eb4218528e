//! The structure of a file (ISO 32000-1, 14.7): what a screen reader reads out, in its order.

use std::collections::{BTreeMap, BTreeSet};

use super::exported::{ExportedFile, Spoken, SpokenCell};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};

/// The elements that files of this program have (14.8.4), and those that its exporter maps to them.
const ELEMENTS: &[&str] = &[
    "Document",
    "Part",
    "Div",
    "Title",
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "THead",
    "TBody",
    "TFoot",
    "TR",
    "TH",
    "TD",
    "Caption",
    "Figure",
    "Link",
    "Reference",
    "Form",
    "Span",
    "Strong",
    "Em",
    "Aside",
    "BlockQuote",
    "Note",
];

/// How deep elements may lie in each other.
const DEEPEST: usize = 64;

/// Adds what is read out.
pub(super) fn read(file: &File, found: &mut ExportedFile) {
    let Some(root) = file.catalog().and_then(|catalog| file.dict_at(catalog, "StructTreeRoot")) else { return };
    let numbers = file.pages();
    let mut words: BTreeMap<(usize, i32), String> = BTreeMap::new();
    for (turn, page) in found.pages.iter().enumerate() {
        for letter in &page.letters {
            if let Some(content) = letter.content {
                words.entry((turn, content)).or_default().push_str(&letter.text);
            }
        }
    }
    let mut walk = StructureWalk { file, numbers, words, seen: BTreeSet::new(), found };
    let open = OpenElement {
        element: "Document".to_owned(),
        lang: walk.found.lang.clone(),
        page: None,
        picture: false,
        cell: None,
        list: None,
    };
    if let Some(kids) = root.get("K") {
        walk.kids(kids, &open, 0);
    }
    let unread: Vec<String> = std::mem::take(&mut walk.words).into_values().filter(|w| !w.trim().is_empty()).collect();
    found.strange.extend(unread.into_iter().map(|words| format!("words that no screen reader gets: `{words}`")));
}

/// What the elements around a place say of it.
#[derive(Clone)]
struct OpenElement {
    element: String,
    lang: String,
    page: Option<usize>,
    picture: bool,
    cell: Option<usize>,
    list: Option<usize>,
}

struct StructureWalk<'a> {
    file: &'a File,
    numbers: Vec<u32>,
    /// Words by page and number of their marked content; those that were read out are taken away.
    words: BTreeMap<(usize, i32), String>,
    seen: BTreeSet<u32>,
    found: &'a mut ExportedFile,
}

impl StructureWalk<'_> {
    fn kids(&mut self, kids: &Object, open: &OpenElement, depth: usize) {
        if depth > DEEPEST {
            self.found.strange.push("elements that lie too deep in each other".to_owned());
            return;
        }
        if let Some(number) = kids.reference()
            && !self.seen.insert(number)
        {
            self.found.strange.push("an element that is read out twice".to_owned());
            return;
        }
        match self.file.resolve(kids) {
            Some(Object::Array(kids)) => kids.iter().for_each(|kid| self.kids(kid, open, depth + 1)),
            Some(Object::Int(number)) => self.content(*number, open),
            Some(Object::Dict(dict)) => match dict.name("Type") {
                Some(b"MCR") => {
                    let inner = OpenElement { page: self.page(dict).or(open.page), ..open.clone() };
                    if let Some(number) = dict.int("MCID") {
                        self.content(number, &inner);
                    }
                }
                Some(b"OBJR") => {}
                _ => self.element(dict, open, depth),
            },
            _ => {}
        }
    }

    /// The page that an element or a piece of content stands on.
    fn page(&self, dict: &Dict) -> Option<usize> {
        let page = dict.reference("Pg")?;
        self.numbers.iter().position(|number| *number == page)
    }

    fn element(&mut self, dict: &Dict, open: &OpenElement, depth: usize) {
        let text = |key: &str| self.file.at(dict, key).and_then(Object::as_text);
        let name = String::from_utf8_lossy(dict.name("S").unwrap_or_default()).into_owned();
        let (lang, alt) = (text("Lang"), text("Alt"));
        if !ELEMENTS.contains(&name.as_str()) {
            self.found.strange.push(format!("an element `{name}`"));
        }
        for key in ["ActualText", "E"] {
            if let Some(words) = text(key) {
                self.found.strange.push(format!("words that are read out in the place of others: `{words}`"));
            }
        }
        let is_span = matches!(name.as_str(), "Span" | "Strong" | "Em");
        let inner = OpenElement {
            element: if is_span { open.element.clone() } else { name.clone() },
            lang: lang.unwrap_or_else(|| open.lang.clone()),
            page: self.page(dict).or(open.page),
            picture: open.picture || name == "Figure" && alt.is_some(),
            cell: self.cell(dict, &name).or(open.cell),
            list: if name == "L" { self.list(open.list) } else { open.list },
        };
        match (name.as_str(), alt) {
            ("Figure", Some(words)) => {
                self.found.spoken.push(Spoken {
                    element: name,
                    lang: inner.lang.clone(),
                    words,
                    picture: true,
                    cell: inner.cell,
                    list: inner.list,
                });
            }
            // The fields are held against their questions when they are written.
            (_, None) | ("Form", _) => {}
            (_, Some(words)) => {
                self.found.strange.push(format!("words that are read out in the place of others: `{words}`"));
            }
        }
        if let Some(kids) = dict.get("K") {
            self.kids(kids, &inner, depth + 1);
        }
    }

    /// The turn of a cell of a table, which is added to those of the file.
    fn cell(&mut self, dict: &Dict, name: &str) -> Option<usize> {
        if !matches!(name, "TH" | "TD") {
            return None;
        }
        let bytes = |object: &Object| match self.file.resolve(object) {
            Some(Object::Str(bytes) | Object::Name(bytes)) => bytes.clone(),
            _ => Vec::new(),
        };
        let mut cell = SpokenCell { is_head: name == "TH", ..SpokenCell::default() };
        cell.id = dict.get("ID").map(bytes).unwrap_or_default();
        let attributes = match self.file.at(dict, "A") {
            Some(Object::Array(all)) => all.iter().filter_map(|one| self.file.resolve(one)?.dict()).collect(),
            Some(one) => one.dict().into_iter().collect::<Vec<_>>(),
            None => Vec::new(),
        };
        for attributes in attributes {
            if let Some(scope) = attributes.name("Scope") {
                cell.scope = String::from_utf8_lossy(scope).into_owned();
            }
            cell.heads.extend(self.file.array_at(attributes, "Headers").unwrap_or_default().iter().map(bytes));
        }
        self.found.cells.push(cell);
        self.found.cells.len().checked_sub(1)
    }

    /// The turn of a list, which is added to those of the file.
    fn list(&mut self, around: Option<usize>) -> Option<usize> {
        self.found.lists.push(around);
        self.found.lists.len().checked_sub(1)
    }

    fn content(&mut self, number: i64, open: &OpenElement) {
        let key = open.page.zip(i32::try_from(number).ok());
        let Some(words) = key.and_then(|key| self.words.remove(&key)) else { return };
        if open.picture {
            if !words.trim().is_empty() {
                self.found.strange.push(format!("words in a picture that no screen reader gets: `{words}`"));
            }
            return;
        }
        let OpenElement { element, lang, cell, list, .. } = open.clone();
        match self
            .found
            .spoken
            .last_mut()
            .filter(|last| !last.picture && last.element == element && last.lang == lang)
            .filter(|last| last.cell == cell && last.list == list)
        {
            Some(last) => last.words.push_str(&words),
            None => self.found.spoken.push(Spoken { element, lang, words, picture: false, cell, list }),
        }
    }
}
