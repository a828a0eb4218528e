//! What becomes part of a page: drawing commands behind its own, each as content of an element of the structure tree.

use std::sync::Arc;

use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};

/// The parent tree: which structure elements the content of each page and each annotation belongs to
/// (ISO 32000-1, 14.7.4.4).
pub(super) struct Tags {
    /// The number of the object of the structure tree's root.
    pub(super) tree: u32,
    /// Its keys and values.
    nums: Vec<(i64, Object)>,
}

impl Tags {
    pub(super) fn read(file: &File) -> Option<Self> {
        let tree = file.catalog()?.reference("StructTreeRoot")?;
        let root = file.get(tree)?.dict()?;
        let nums = file.array_at(file.dict_at(root, "ParentTree")?, "Nums")?;
        let nums = nums.chunks_exact(2).filter_map(|pair| Some((pair[0].int()?, pair[1].clone()))).collect();
        Some(Self { tree, nums })
    }

    pub(super) fn get(&self, key: i64) -> Option<&Object> {
        self.nums.iter().find(|(k, _)| *k == key).map(|(_, value)| value)
    }

    /// Sets the value of a key, behind the others where it is new.
    pub(super) fn set(&mut self, key: i64, value: Object) {
        match self.nums.iter_mut().find(|(k, _)| *k == key) {
            Some((_, old)) => *old = value,
            None => self.nums.push((key, value)),
        }
    }

    pub(super) fn remove(&mut self, key: i64) {
        self.nums.retain(|(k, _)| *k != key);
    }

    /// Adds an element behind all others of the document; its number.
    pub(super) fn add(&self, file: &mut File, mut element: Dict, page: u32) -> Option<u32> {
        let kids = file.get(self.tree)?.dict()?.get("K")?.clone();
        let document = match file.resolve(&kids)?.array() {
            Some(list) => list.iter().find_map(Object::reference)?,
            None => kids.reference()?,
        };
        element.set("Type", Object::name("StructElem"));
        element.set("P", Object::Ref(document));
        element.set("Pg", Object::Ref(page));
        let number = file.add(Object::Dict(element));
        let kid = Object::Ref(number);
        let before = file.get(document)?.dict()?.get("K").cloned().filter(|k| k.array().is_none());
        let listed = before.as_ref().map(|k| file.resolve(k).and_then(Object::array).map(<[Object]>::to_vec));
        let dict = file.get_mut(document)?.dict_mut()?;
        match (dict.get_mut("K"), listed) {
            (Some(Object::Array(kids)), _) => kids.push(kid),
            (_, Some(Some(mut kids))) => {
                kids.push(kid);
                dict.set("K", Object::Array(kids));
            }
            _ => dict.set("K", Object::Array(before.into_iter().chain([kid]).collect())),
        }
        Some(number)
    }

    pub(super) fn write(self, file: &mut File) {
        let nums = self.nums.into_iter().flat_map(|(key, value)| [Object::Int(key), value]).collect();
        let tree = Object::Dict(Dict::of([("Nums", Object::Array(nums))]));
        if let Some(root) = file.get_mut(self.tree).and_then(Object::dict_mut) {
            root.set("ParentTree", tree);
        }
    }
}

/// A look that is drawn into a page.
pub(super) enum Look {
    /// One that the file has, by the number of its object: many may share it.
    There(u32),
    /// One of our own.
    New(Stream),
}

/// What is drawn into a page.
pub(super) struct PageDrawing {
    /// The number of the page's object.
    pub(super) page: u32,
    /// The structure elements of its content by their `MCID` (14.7.4.2).
    pub(super) elements: Vec<Object>,
    /// The form XObjects by their names among its resources.
    pub(super) objects: Dict,
    /// Drawing commands behind those of the page.
    pub(super) content: String,
}

impl PageDrawing {
    /// Draws a look at its place (`cm`), as content of a structure element; the number of the content (`MCID`).
    pub(super) fn draw(&mut self, file: &mut File, tag: &str, element: u32, look: Option<(&Look, &str)>) -> usize {
        let id = self.elements.len();
        self.elements.push(Object::Ref(element));
        self.content.push_str(&format!("/{tag} <</MCID {id}>> BDC\n"));
        if let Some((look, place)) = look {
            let name = format!("HandoutField{id}");
            let object = match look {
                Look::There(number) => *number,
                Look::New(stream) => file.add(Object::Stream(stream.clone())),
            };
            self.objects.set(&name, Object::Ref(object));
            self.content.push_str(&format!("q {place} cm /{name} Do Q\n"));
        }
        self.content.push_str("EMC\n");
        id
    }

    /// Draws lines, in the coordinates of the page, as content of a structure element; the number of the content.
    pub(super) fn lines(&mut self, tag: &str, element: u32, lines: &str) -> usize {
        let id = self.elements.len();
        self.elements.push(Object::Ref(element));
        self.content.push_str(&format!("/{tag} <</MCID {id}>> BDC\n{lines}EMC\n"));
        id
    }
}

/// The content streams of a page (7.7.3.3) with more behind them, between `q` and `Q` so that nothing of one reaches
/// the other.
pub(super) fn with_content(file: &mut File, page: &Dict, content: &str) -> Vec<Object> {
    let stream = |text: &str| Object::Stream(Stream { dict: Dict::default(), data: Arc::from(text.as_bytes()) });
    let mut contents = vec![Object::Ref(file.add(stream("q\n")))];
    if let Some(before) = page.get("Contents") {
        match file.resolve(before).and_then(Object::array) {
            Some(list) => contents.extend(list.iter().cloned()),
            None => contents.extend(before.reference().map(Object::Ref)),
        }
    }
    contents.push(Object::Ref(file.add(stream(content))));
    contents
}
