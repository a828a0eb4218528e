//! Fields become page content: what they show is drawn into the page, their tags and the spoken answers stay
//! (`PrintField` attributes, ISO 32000-1, 14.8.5.6), and nothing can be filled in any more.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::acroform::appearance::{self, FieldBox};
use crate::acroform::fill::option_label;
use crate::acroform::font::{FieldFont, FontInFile};
use crate::acroform::read::{FormContents, PdfFieldKind, Widget};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};
use crate::questions::format;
use crate::questions::schema::FormSchema;

/// One widget on its way into the page.
struct DrawnField {
    /// The number of its object.
    object: u32,
    /// Left, bottom, right and top on the page, in points.
    rect: [f64; 4],
    /// What it shows, where it shows anything.
    look: Option<Stream>,
    /// `tv`, `cb` or `rb` (14.8.5.6, table 348).
    role: &'static str,
    /// Of a button whether it is on.
    on: Option<bool>,
    /// The answer as it is spoken.
    spoken: String,
}

/// Flattens a form of this program whose fields are as they are to be printed.
///
/// # Errors
/// Where the file's pages or tags are not as this program writes them.
pub fn flatten(
    file: &mut File,
    contents: &FormContents,
    schema: &FormSchema,
    font: &FieldFont,
) -> Result<(), &'static str> {
    let font = FontInFile { font, object: font.add(file) };
    let mut drawn = BTreeMap::new();
    for (name, field) in &contents.fields {
        let value = contents.values.get(name).map_or("", String::as_str);
        for widget in &field.widgets {
            let shown = option_label(schema, name, value).filter(|_| field.kind == PdfFieldKind::Choice);
            let answer = Answer { value, shown: shown.unwrap_or(value), lang: &schema.lang };
            drawn.insert(widget.object, draw(field.kind, widget, answer, font));
        }
    }
    let mut tags = Tags::read(file).ok_or("it has no tags")?;
    for page in file.pages() {
        draw_page(file, page, &drawn, &mut tags).ok_or("a page is not as this program writes it")?;
    }
    tags.write(file);
    let root = file.root().ok_or("it has no catalog")?;
    file.get_mut(root).and_then(Object::dict_mut).ok_or("it has no catalog")?.remove("AcroForm");
    Ok(())
}

/// What stands in a field.
#[derive(Clone, Copy)]
struct Answer<'a> {
    /// What the file keeps: words, the id of an option, or the state of a button.
    value: &'a str,
    /// The words that are shown of it.
    shown: &'a str,
    /// The language of the form.
    lang: &'a str,
}

/// What a widget shows of an answer.
fn draw(kind: PdfFieldKind, widget: &Widget, answer: Answer, font: FontInFile) -> DrawnField {
    let (width, height) = widget.size();
    let words = |lines: bool| {
        let field_box = FieldBox { width, height, lines };
        (!answer.shown.is_empty()).then(|| appearance::text(font, field_box, answer.shown))
    };
    let marked = !answer.value.is_empty();
    let (look, role, on) = match kind {
        PdfFieldKind::Text { lines } => (words(lines), "tv", None),
        PdfFieldKind::Choice => (words(false), "tv", None),
        PdfFieldKind::Check => (marked.then(|| appearance::tick(width, height)), "cb", Some(marked)),
        PdfFieldKind::Radio => {
            let on = marked && widget.state.as_deref() == Some(answer.value);
            (on.then(|| appearance::dot(width, height)), "rb", Some(on))
        }
    };
    let spoken = match on {
        Some(on) => format::spoken_tick(answer.lang, on),
        None if answer.shown.is_empty() => format::spoken_empty(answer.lang),
        None => answer.shown,
    };
    DrawnField { object: widget.object, rect: widget.rect, look, role, on, spoken: spoken.to_owned() }
}

/// The parent tree: which structure elements the content of each page and each annotation belongs to
/// (ISO 32000-1, 14.7.4.4).
struct Tags {
    /// The number of the object of the structure tree's root.
    tree: u32,
    /// Its keys and values.
    nums: Vec<(i64, Object)>,
}

impl Tags {
    fn read(file: &File) -> Option<Self> {
        let tree = file.catalog()?.reference("StructTreeRoot")?;
        let root = file.get(tree)?.dict()?;
        let nums = file.array_at(file.dict_at(root, "ParentTree")?, "Nums")?;
        let nums = nums.chunks_exact(2).filter_map(|pair| Some((pair[0].int()?, pair[1].clone()))).collect();
        Some(Self { tree, nums })
    }

    fn get(&self, key: i64) -> Option<&Object> {
        self.nums.iter().find(|(k, _)| *k == key).map(|(_, value)| value)
    }

    /// Sets the value of a key, behind the others where it is new.
    fn set(&mut self, key: i64, value: Object) {
        match self.nums.iter_mut().find(|(k, _)| *k == key) {
            Some((_, old)) => *old = value,
            None => self.nums.push((key, value)),
        }
    }

    fn remove(&mut self, key: i64) {
        self.nums.retain(|(k, _)| *k != key);
    }

    fn write(self, file: &mut File) {
        let nums = self.nums.into_iter().flat_map(|(key, value)| [Object::Int(key), value]).collect();
        let tree = Object::Dict(Dict::of([("Nums", Object::Array(nums))]));
        if let Some(root) = file.get_mut(self.tree).and_then(Object::dict_mut) {
            root.set("ParentTree", tree);
        }
    }
}

/// Draws the fields of a page into it; `None` where it is not as this program writes it.
fn draw_page(file: &mut File, number: u32, drawn: &BTreeMap<u32, DrawnField>, tags: &mut Tags) -> Option<()> {
    let page = file.get(number)?.dict()?.clone();
    let annotations = file.array_at(&page, "Annots").unwrap_or_default().to_vec();
    let (gone, kept): (Vec<Object>, Vec<Object>) =
        annotations.into_iter().partition(|a| a.reference().is_some_and(|n| drawn.contains_key(&n)));
    if gone.is_empty() {
        return Some(());
    }
    let parents = page.int("StructParents")?;
    let mut resources = file.inherited(&page, "Resources").and_then(Object::dict).cloned().unwrap_or_default();
    let mut drawing = PageDrawing {
        page: number,
        elements: match tags.get(parents) {
            Some(array) => file.resolve(array)?.array()?.to_vec(),
            None => Vec::new(),
        },
        objects: file.dict_at(&resources, "XObject").cloned().unwrap_or_default(),
        content: String::from("Q\n"),
    };
    for field in gone.iter().filter_map(|a| drawn.get(&a.reference()?)) {
        drawing.add(file, field, tags)?;
    }
    let elements = file.add(Object::Array(drawing.elements));
    tags.set(parents, Object::Ref(elements));
    resources.set("XObject", Object::Dict(drawing.objects));
    let contents = with_content(file, &page, &drawing.content);
    let page = file.get_mut(number)?.dict_mut()?;
    page.set("Contents", Object::Array(contents));
    page.set("Resources", Object::Dict(resources));
    match kept.is_empty() {
        true => drop(page.remove("Annots")),
        false => page.set("Annots", Object::Array(kept)),
    }
    Some(())
}

/// What is drawn into a page.
struct PageDrawing {
    /// The number of the page's object.
    page: u32,
    /// The structure elements of its content by their `MCID` (14.7.4.2).
    elements: Vec<Object>,
    /// The form XObjects by their names among its resources.
    objects: Dict,
    /// Drawing commands behind those of the page.
    content: String,
}

impl PageDrawing {
    /// Draws a field, as content of the structure element that its annotation had.
    fn add(&mut self, file: &mut File, field: &DrawnField, tags: &mut Tags) -> Option<()> {
        let parent = file.get(field.object)?.dict()?.int("StructParent")?;
        let element = tags.get(parent)?.reference()?;
        tags.remove(parent);
        let id = self.elements.len();
        self.elements.push(Object::Ref(element));
        self.content.push_str(&format!("/Form <</MCID {id}>> BDC\n"));
        if let Some(look) = &field.look {
            let name = format!("HandoutField{id}");
            let object = file.add(Object::Stream(look.clone()));
            self.objects.set(&name, Object::Ref(object));
            self.content.push_str(&format!("q 1 0 0 1 {:.2} {:.2} cm /{name} Do Q\n", field.rect[0], field.rect[1]));
        }
        self.content.push_str("EMC\n");
        let tag = file.get_mut(element)?.dict_mut()?;
        field.speak(tag);
        tag.set("Pg", Object::Ref(self.page));
        tag.set("K", Object::Array(vec![Object::Int(id as i64)]));
        Some(())
    }
}

impl DrawnField {
    /// Puts question and answer into the structure element (14.8.5.6).
    fn speak(&self, tag: &mut Dict) {
        let asked = tag.get("Alt").and_then(Object::as_text).unwrap_or_default();
        let mut print = Dict::of([("O", Object::name("PrintField")), ("Role", Object::name(self.role))]);
        if let Some(on) = self.on {
            print.set("checked", Object::name(if on { "on" } else { "off" }));
        }
        print.set("Desc", Object::text(&asked));
        let between = if asked.ends_with(['.', '?', '!', ':']) { " " } else { ": " };
        tag.set("Alt", Object::text(&format!("{asked}{between}{}", self.spoken)));
        tag.set("A", Object::Dict(print));
    }
}

/// The content streams of a page (7.7.3.3) with more behind them, between `q` and `Q` so that nothing of one reaches
/// the other.
fn with_content(file: &mut File, page: &Dict, content: &str) -> Vec<Object> {
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
