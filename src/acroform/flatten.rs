//! Fields become page content: what they show is drawn into the page, their tags and the spoken answers stay
//! (`PrintField` attributes, ISO 32000-1, 14.8.5.6), and nothing can be filled in any more.

use std::collections::{BTreeMap, BTreeSet};

use crate::acroform::appearance::{self, FieldBox, add_faces};
use crate::acroform::beside::BesideKind;
use crate::acroform::drawing::{Look, PageDrawing, Tags, with_content};
use crate::acroform::fill::{option_label, shown_values};
use crate::acroform::flatten_beside;
use crate::acroform::font::{FieldFont, FontInFile};
use crate::acroform::look;
use crate::acroform::names::RESOURCE;
use crate::acroform::read::{FormContents, PdfField, PdfFieldKind, Widget};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};
use crate::questions::format;
use crate::questions::schema::FormSchema;

/// One widget on its way into the page.
struct DrawnField {
    /// The number of its object.
    object: u32,
    /// What it shows, where it shows anything.
    look: Option<Look>,
    /// Where that stands, as a matrix (`cm`).
    place: String,
    /// `tv`, `cb` or `rb` (14.8.5.6, table 348).
    role: &'static str,
    /// Of a button whether it is on.
    on: Option<bool>,
    /// The answer as it is spoken.
    spoken: String,
}

/// Flattens a form of this program whose fields are as they are to be printed; those of `kept` as a viewer drew them.
///
/// # Errors
/// Where the file's pages or tags are not as this program writes them.
pub fn flatten(
    file: &mut File,
    contents: &FormContents,
    schema: &FormSchema,
    font: &FieldFont,
    kept: &BTreeSet<String>,
) -> Result<(), &'static str> {
    let beside = contents.beside.iter().flat_map(|page| &page.words).map(String::as_str);
    let others = add_faces(file, font, shown_values(schema, &contents.values).chain(beside));
    let font = FontInFile { font, object: font.add(file), others: &others };
    let mut drawn = BTreeMap::new();
    for (name, field) in &contents.fields {
        let value = contents.values.get(name).map_or("", String::as_str);
        for widget in &field.widgets {
            let shown = option_label(schema, name, value).filter(|_| field.kind == PdfFieldKind::Choice);
            let answer = Answer { value, shown: shown.unwrap_or(value), lang: &schema.lang };
            let mut drawing = draw(field, widget, answer, font);
            if let (true, Some((number, look))) = (kept.contains(name), own_look(file, widget.object)) {
                drawing.place = look::placed(file, look, widget.rect).ok_or("a field has no size")?;
                drawing.look = Some(Look::There(number));
            }
            drawn.insert(widget.object, drawing);
        }
    }
    let mut tags = Tags::read(file).ok_or("it has no tags")?;
    for page in file.pages() {
        draw_page(file, page, &drawn, &mut tags, (font, &schema.lang))
            .ok_or("a page is not as this program writes it")?;
    }
    tags.write(file);
    let root = file.root().ok_or("it has no catalog")?;
    file.get_mut(root).and_then(Object::dict_mut).ok_or("it has no catalog")?.remove("AcroForm");
    Ok(())
}

/// The look that a widget has.
fn own_look(file: &File, widget: u32) -> Option<(u32, &Stream)> {
    look::normal(file, file.get(widget)?.dict()?)
}

/// Whether a viewer drew a widget in a font of its own: one in ours alone lacks the same letters.
pub fn drawn_in_another_font(file: &File, widget: u32) -> bool {
    let fonts =
        own_look(file, widget).and_then(|(_, look)| file.dict_at(file.dict_at(&look.dict, "Resources")?, "Font"));
    fonts.is_some_and(|fonts| fonts.entries().any(|(name, _)| name != RESOURCE.as_bytes()))
}

/// Whether a viewer drew a widget, in whatever font.
pub fn drawn_by_a_viewer(file: &File, widget: u32) -> bool {
    own_look(file, widget).is_some_and(|(_, look)| !look.data.starts_with(appearance::TEXT_START.as_bytes()))
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
fn draw(field: &PdfField, widget: &Widget, answer: Answer, font: FontInFile) -> DrawnField {
    let (width, height) = widget.size();
    let words = |lines: bool| {
        let field_box = FieldBox { width, height, lines, size: field.size };
        (!answer.shown.is_empty()).then(|| appearance::text(font, field_box, answer.shown))
    };
    let marked = !answer.value.is_empty();
    let (look, role, on) = match field.kind {
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
    let place = format!("1 0 0 1 {:.2} {:.2}", widget.rect[0], widget.rect[1]);
    DrawnField { object: widget.object, look: look.map(Look::New), place, role, on, spoken: spoken.to_owned() }
}

/// Draws the fields of a page into it, and what stands beside them; `None` where it is not as this program writes it.
fn draw_page(
    file: &mut File,
    number: u32,
    drawn: &BTreeMap<u32, DrawnField>,
    tags: &mut Tags,
    words: (FontInFile, &str),
) -> Option<()> {
    let page = file.get(number)?.dict()?.clone();
    let annotations = file.array_at(&page, "Annots").unwrap_or_default().to_vec();
    let (gone, kept): (Vec<Object>, Vec<Object>) =
        annotations.into_iter().partition(|a| a.reference().is_some_and(|n| drawn.contains_key(&n)));
    let beside = |a: &Object| file.resolve(a).and_then(Object::dict).is_some_and(|a| BesideKind::of(a).is_some());
    if gone.is_empty() && !kept.iter().any(beside) {
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
        field.draw(file, &mut drawing, tags)?;
    }
    let kept = flatten_beside::draw(file, kept, &mut drawing, tags, words);
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

impl DrawnField {
    /// Draws it, as content of the structure element that its annotation had.
    fn draw(&self, file: &mut File, drawing: &mut PageDrawing, tags: &mut Tags) -> Option<()> {
        let parent = file.get(self.object)?.dict()?.int("StructParent")?;
        let element = tags.get(parent)?.reference()?;
        tags.remove(parent);
        let look = self.look.as_ref().map(|look| (look, self.place.as_str()));
        let id = drawing.draw(file, "Form", element, look);
        let tag = file.get_mut(element)?.dict_mut()?;
        self.speak(tag);
        tag.set("Pg", Object::Ref(drawing.page));
        tag.set("K", Object::Array(vec![Object::Int(id as i64)]));
        Some(())
    }

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
