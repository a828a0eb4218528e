//! Fields become page content: what they show is drawn into the page, their tags and the spoken answers stay
//! (`PrintField` attributes, ISO 32000-1, 14.8.5.6), and nothing can be filled in any more.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::acroform::appearance::{self, FieldBox};
use crate::acroform::fill::label;
use crate::acroform::font::FieldFont;
use crate::acroform::read::{FieldAt, Found, PdfFieldKind, Widget};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};
use crate::questions::format;
use crate::questions::schema::FormSchema;

/// One widget on its way into the page.
struct DrawnField {
    object: u32,
    rect: [f64; 4],
    /// What it shows, where it shows anything.
    look: Option<Stream>,
    /// `tv`, `cb` or `rb`, and whether it is on.
    role: &'static str,
    on: Option<bool>,
    /// The answer as it is spoken.
    spoken: String,
}

/// Flattens a form of this program whose fields are as they are to be printed.
///
/// # Errors
/// Where the file's pages or tags are not as this program writes them.
pub fn flatten(file: &mut File, found: &Found, schema: &FormSchema, font: &FieldFont) -> Result<(), &'static str> {
    let font_object = font.add(file);
    let mut drawn = BTreeMap::new();
    for (name, field) in &found.fields {
        let value = found.values.get(name).map_or("", String::as_str);
        for widget in &field.widgets {
            drawn.insert(widget.object, draw(schema, name, field, widget, value, (font, font_object)));
        }
    }
    let mut tags = Tags::read(file).ok_or("it has no tags")?;
    for page in file.pages() {
        draw_page(file, page, &drawn, &mut tags)?;
    }
    tags.write(file);
    let root = file.root().ok_or("it has no catalog")?;
    file.get_mut(root).and_then(Object::dict_mut).ok_or("it has no catalog")?.remove("AcroForm");
    Ok(())
}

fn draw(
    schema: &FormSchema,
    name: &str,
    field: &FieldAt,
    widget: &Widget,
    value: &str,
    (font, font_object): (&FieldFont, u32),
) -> DrawnField {
    let (width, height) = widget.size();
    let words = |shown: &str, lines: bool| {
        let room = FieldBox { width, height, lines };
        (!shown.is_empty()).then(|| appearance::words(font, font_object, room, shown))
    };
    let on = !value.is_empty() && (field.kind == PdfFieldKind::Check || widget.state.as_deref() == Some(value));
    let lang = schema.lang.as_str();
    let (look, role, state, spoken) = match field.kind {
        PdfFieldKind::Text { lines } => (words(value, lines), "tv", None, value.to_owned()),
        PdfFieldKind::Choice => {
            let shown = label(schema, name, value).unwrap_or(value);
            (words(shown, false), "tv", None, shown.to_owned())
        }
        PdfFieldKind::Check => (on.then(|| appearance::tick(width, height)), "cb", Some(on), String::new()),
        PdfFieldKind::Radio => (on.then(|| appearance::dot(width, height)), "rb", Some(on), String::new()),
    };
    let spoken = match state {
        Some(on) => format::ticked(lang, on).to_owned(),
        None if spoken.is_empty() => format::empty(lang).to_owned(),
        None => spoken,
    };
    DrawnField { object: widget.object, rect: widget.rect, look, role, on: state, spoken }
}

/// The parent tree: which structure elements the content of each page and each annotation belongs to.
struct Tags {
    tree: u32,
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

    fn write(self, file: &mut File) {
        let nums = self.nums.into_iter().flat_map(|(key, value)| [Object::Int(key), value]).collect();
        let tree = Object::Dict(Dict::of([("Nums", Object::Array(nums))]));
        if let Some(root) = file.get_mut(self.tree).and_then(Object::dict_mut) {
            root.set("ParentTree", tree);
        }
    }
}

fn draw_page(
    file: &mut File,
    number: u32,
    drawn: &BTreeMap<u32, DrawnField>,
    tags: &mut Tags,
) -> Result<(), &'static str> {
    const BROKEN: &str = "a page is not as this program writes it";
    let page = file.get(number).and_then(Object::dict).ok_or(BROKEN)?.clone();
    let annotations = file.array_at(&page, "Annots").unwrap_or_default().to_vec();
    let (gone, kept): (Vec<Object>, Vec<Object>) =
        annotations.into_iter().partition(|a| a.reference().is_some_and(|n| drawn.contains_key(&n)));
    if gone.is_empty() {
        return Ok(());
    }
    let parents = page.int("StructParents").ok_or(BROKEN)?;
    let mut elements = match tags.get(parents) {
        Some(array) => file.resolve(array).and_then(Object::array).ok_or(BROKEN)?.to_vec(),
        None => Vec::new(),
    };
    let mut resources = file.inherited(&page, "Resources").and_then(Object::dict).cloned().unwrap_or_default();
    let mut objects = file.dict_at(&resources, "XObject").cloned().unwrap_or_default();
    let mut content = String::from("Q\n");
    for drawn in gone.iter().filter_map(|a| drawn.get(&a.reference()?)) {
        let widget = file.get(drawn.object).and_then(Object::dict).ok_or(BROKEN)?;
        let parent = widget.int("StructParent").ok_or(BROKEN)?;
        let element = tags.get(parent).and_then(Object::reference).ok_or(BROKEN)?;
        tags.nums.retain(|(key, _)| *key != parent);
        let id = elements.len();
        elements.push(Object::Ref(element));
        content.push_str(&format!("/Form <</MCID {id}>> BDC\n"));
        if let Some(look) = &drawn.look {
            let name = format!("HandoutField{id}");
            let object = file.add(Object::Stream(look.clone()));
            objects.set(&name, Object::Ref(object));
            content.push_str(&format!("q 1 0 0 1 {:.2} {:.2} cm /{name} Do Q\n", drawn.rect[0], drawn.rect[1]));
        }
        content.push_str("EMC\n");
        let tag = file.get_mut(element).and_then(Object::dict_mut).ok_or(BROKEN)?;
        let asked = tag.get("Alt").and_then(Object::as_text).unwrap_or_default();
        let mut print = Dict::of([("O", Object::name("PrintField")), ("Role", Object::name(drawn.role))]);
        if let Some(on) = drawn.on {
            print.set("checked", Object::name(if on { "on" } else { "off" }));
        }
        print.set("Desc", Object::text(&asked));
        let said = if asked.ends_with(['.', '?', '!', ':']) { " " } else { ": " };
        tag.set("Alt", Object::text(&format!("{asked}{said}{}", drawn.spoken)));
        tag.set("A", Object::Dict(print));
        tag.set("Pg", Object::Ref(number));
        tag.set("K", Object::Array(vec![Object::Int(id as i64)]));
    }
    let elements = file.add(Object::Array(elements));
    match tags.nums.iter_mut().find(|(key, _)| *key == parents) {
        Some((_, value)) => *value = Object::Ref(elements),
        None => tags.nums.push((parents, Object::Ref(elements))),
    }
    resources.set("XObject", Object::Dict(objects));
    let stream = |text: &str| Object::Stream(Stream { dict: Dict::default(), data: Arc::from(text.as_bytes()) });
    let mut contents = vec![Object::Ref(file.add(stream("q\n")))];
    match page.get("Contents") {
        Some(Object::Array(before)) => contents.extend(before.iter().cloned()),
        Some(Object::Ref(before)) => match file.get(*before) {
            Some(Object::Array(list)) => contents.extend(list.iter().cloned()),
            _ => contents.push(Object::Ref(*before)),
        },
        _ => {}
    }
    contents.push(Object::Ref(file.add(stream(&content))));
    let page = file.get_mut(number).and_then(Object::dict_mut).ok_or(BROKEN)?;
    page.set("Contents", Object::Array(contents));
    page.set("Resources", Object::Dict(resources));
    match kept.is_empty() {
        true => drop(page.remove("Annots")),
        false => page.set("Annots", Object::Array(kept)),
    }
    Ok(())
}
