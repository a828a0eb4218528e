//! Placeholders become fields: each link to `x-field:` that a layout left becomes a widget annotation, its tag becomes
//! `Form`, and the file gets an AcroForm (ISO 32000-1, 12.7). Typst has no forms of its own yet; when it has, this file
//! and `layouts/components/field.typ` are what changes.

use std::collections::BTreeMap;

use crate::acroform::appearance::{self, FONT_SIZE, FieldBox, default_appearance};
use crate::acroform::embed::{self, Embedded};
use crate::acroform::fingerprint;
use crate::acroform::font::{FieldFont, FontInFile};
use crate::acroform::names::{ON, RESOURCE};
use crate::model::Entry;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};
use crate::questions::controls::{Control, ControlPlace, ControlShape, SCHEME};
use crate::questions::schema::{FieldLimits, FormSchema};

/// Field flags (12.7.3.1 and 12.7.4).
mod flag {
    pub(super) const REQUIRED: i64 = 1 << 1;
    pub(super) const MULTILINE: i64 = 1 << 12;
    pub(super) const RADIO: i64 = 1 << 15;
    pub(super) const COMBO: i64 = 1 << 17;
    pub(super) const NO_SCROLL: i64 = 1 << 23;
}

/// A placeholder in the file: a link that a layout left.
struct Placeholder {
    /// The number of the object of its annotation.
    annotation: u32,
    /// The number of its page's object.
    page: u32,
    /// Left, bottom, right and top on the page, in points.
    rect: [f64; 4],
    /// Its key in the parent tree (`StructParent`, 14.7.4.4).
    parent: i64,
}

impl Placeholder {
    /// Width and height in points.
    fn size(&self) -> (f64, f64) {
        let [x0, y0, x1, y1] = self.rect;
        ((x1 - x0).abs(), (y1 - y0).abs())
    }
}

/// Turns the placeholders of a form into fields.
///
/// # Errors
/// Where a placeholder is missing or the file is not as the exporter writes it.
pub fn write(file: &mut File, schema: &FormSchema, controls: &[Control], font: &FieldFont) -> Result<(), String> {
    let mut found = placeholders(file);
    let tags = tags(file);
    let font_object = font.add(file);
    let mut form = FormWriter {
        file,
        font: FontInFile { font, object: font_object, others: &[] },
        tags,
        nodes: BTreeMap::new(),
        roots: Vec::new(),
        limits: FieldLimits::new(),
        scrolls: schema.scrolls(),
    };
    for control in controls {
        let mut places = Vec::new();
        for place in &control.places {
            let placeholder = found
                .remove(place.key.as_ref() as &str)
                .ok_or_else(|| format!("the pages have no field `{}`", place.key))?;
            places.push((place, placeholder));
        }
        form.control(control, places).ok_or_else(|| format!("the tag of the field `{}` is not found", control.name))?;
    }
    if let Some(key) = found.keys().next() {
        return Err(format!("the pages have a field `{key}` that the worksheet does not"));
    }
    let FormWriter { roots, limits, .. } = form;
    let fonts = Dict::of([(RESOURCE, Object::Ref(font_object))]);
    let acro_form = file.add(Object::Dict(Dict::of([
        ("Fields", Object::Array(roots.into_iter().map(Object::Ref).collect())),
        ("DR", Object::Dict(Dict::of([("Font", Object::Dict(fonts))]))),
        ("DA", Object::text(&default_appearance(FONT_SIZE))),
    ])));
    let root = file.root().ok_or("the file has no catalog")?;
    let catalog = file.get_mut(root).and_then(Object::dict_mut).ok_or("the file has no catalog")?;
    catalog.set("AcroForm", Object::Ref(acro_form));
    let pages = fingerprint::page_fingerprint(file).map(|digest| digest.as_str().to_owned());
    embed::write(file, &Embedded { schema: schema.clone(), limits, pages })
        .ok_or("the metadata are not as the exporter writes them")?;
    Ok(())
}

/// The placeholders of all pages by key.
fn placeholders(file: &File) -> BTreeMap<String, Placeholder> {
    let mut found = BTreeMap::new();
    for page in file.pages() {
        let annotations = file.get(page).and_then(Object::dict).and_then(|p| file.array_at(p, "Annots"));
        for number in annotations.unwrap_or_default().iter().filter_map(Object::reference) {
            let Some(dict) = file.get(number).and_then(Object::dict) else { continue };
            let target = file.dict_at(dict, "A").and_then(|a| file.at(a, "URI")).and_then(Object::as_text);
            let Some(key) = target.as_deref().and_then(|t| t.strip_prefix(SCHEME)) else { continue };
            let rect: Vec<f64> =
                file.array_at(dict, "Rect").unwrap_or_default().iter().filter_map(Object::float).collect();
            if let (Ok(rect), Some(parent)) = (<[f64; 4]>::try_from(rect), dict.int("StructParent")) {
                found.insert(key.to_owned(), Placeholder { annotation: number, page, rect, parent });
            }
        }
    }
    found
}

/// The structure element of each annotation, by its `StructParent`.
fn tags(file: &File) -> BTreeMap<i64, u32> {
    let tree = || {
        let root = file.dict_at(file.catalog()?, "StructTreeRoot")?;
        file.array_at(file.dict_at(root, "ParentTree")?, "Nums")
    };
    tree().unwrap_or_default().chunks_exact(2).filter_map(|pair| Some((pair[0].int()?, pair[1].reference()?))).collect()
}

/// Writes the fields of a form one by one.
struct FormWriter<'a> {
    file: &'a mut File,
    font: FontInFile<'a>,
    /// The structure element of each annotation, by its `StructParent`.
    tags: BTreeMap<i64, u32>,
    /// Fields that hold others, by qualified name.
    nodes: BTreeMap<String, u32>,
    /// Fields that no other holds.
    roots: Vec<u32>,
    limits: FieldLimits,
    /// Whether fields take more than they show.
    scrolls: bool,
}

impl FormWriter<'_> {
    /// Writes a control; `None` where the tag of a placeholder is not found.
    fn control(&mut self, control: &Control, places: Vec<(&ControlPlace, Placeholder)>) -> Option<()> {
        let required = if control.required { flag::REQUIRED } else { 0 };
        match &control.shape {
            ControlShape::Radio => self.radio_buttons(control, places, required),
            ControlShape::Text { entry } => {
                let lines = match entry {
                    Entry::Lines => true,
                    Entry::Words | Entry::Date | Entry::Time | Entry::Phone | Entry::Number => false,
                };
                self.single(control, places, |writer, field, (width, height)| {
                    let field_box = FieldBox { width, height, lines, size: FONT_SIZE };
                    let letters = field_box.usual_letters(writer.font.font);
                    writer.limits.insert(control.name.clone(), letters);
                    let flags = if lines { flag::MULTILINE } else { 0 };
                    let whole = if writer.scrolls { 0 } else { flag::NO_SCROLL };
                    field.set("FT", Object::name("Tx"));
                    field.set("Ff", Object::Int(flags | whole | required));
                    if !writer.scrolls {
                        field.set("MaxLen", Object::Int(i64::try_from(letters).ok()?));
                    }
                    writer.shown(field, field_box);
                    Some(())
                })
            }
            ControlShape::DropDown(options) => self.single(control, places, |writer, field, (width, height)| {
                let option = |id: &str, label: &str| Object::Array(vec![Object::text(id), Object::text(label)]);
                field.set("FT", Object::name("Ch"));
                field.set("Ff", Object::Int(flag::COMBO | required));
                field.set("Opt", Object::Array(options.iter().map(|o| option(&o.id, &o.label)).collect()));
                writer.shown(field, FieldBox { width, height, lines: false, size: FONT_SIZE });
                Some(())
            }),
            ControlShape::Check => self.single(control, places, |writer, field, (width, height)| {
                field.set("FT", Object::name("Btn"));
                field.set("Ff", Object::Int(required));
                writer.states(field, ON, appearance::tick(width, height), appearance::nothing(width, height));
                Some(())
            }),
        }
    }

    /// A field with one widget, which are one object (12.5.6.19); `fill_in` adds what its type asks for.
    fn single(
        &mut self,
        control: &Control,
        places: Vec<(&ControlPlace, Placeholder)>,
        fill_in: impl FnOnce(&mut Self, &mut Dict, (f64, f64)) -> Option<()>,
    ) -> Option<()> {
        let (place, placeholder) = places.into_iter().next()?;
        let mut field = self.widget(&placeholder, &place.tooltip)?;
        fill_in(self, &mut field, placeholder.size())?;
        self.name(&mut field, &control.name, placeholder.annotation)?;
        self.file.set(placeholder.annotation, Object::Dict(field));
        Some(())
    }

    /// A field whose widgets are its kids, each with a state of its own (12.7.4.2.4).
    fn radio_buttons(
        &mut self,
        control: &Control,
        places: Vec<(&ControlPlace, Placeholder)>,
        required: i64,
    ) -> Option<()> {
        let group = self.file.add(Object::Null);
        let mut kids = Vec::new();
        for (place, placeholder) in places {
            let (width, height) = placeholder.size();
            let state = place.state.as_deref()?;
            let mut widget = self.widget(&placeholder, &place.tooltip)?;
            widget.set("Parent", Object::Ref(group));
            self.states(&mut widget, state, appearance::dot(width, height), appearance::nothing(width, height));
            kids.push(Object::Ref(placeholder.annotation));
            self.file.set(placeholder.annotation, Object::Dict(widget));
        }
        let mut field = Dict::of([
            ("FT", Object::name("Btn")),
            ("Ff", Object::Int(flag::RADIO | required)),
            ("TU", Object::text(&control.tooltip)),
            ("Kids", Object::Array(kids)),
        ]);
        self.name(&mut field, &control.name, group)?;
        self.file.set(group, Object::Dict(field));
        Some(())
    }

    /// The annotation of a placeholder as a widget, its tag as `Form`.
    fn widget(&mut self, placeholder: &Placeholder, tooltip: &str) -> Option<Dict> {
        let tag = self.file.get_mut(*self.tags.get(&placeholder.parent)?)?.dict_mut()?;
        tag.set("S", Object::name("Form"));
        // Firefox takes a name from here alone.
        tag.set("Alt", Object::text(tooltip));
        tag.remove("Lang");
        Some(Dict::of([
            ("Type", Object::name("Annot")),
            ("Subtype", Object::name("Widget")),
            ("Rect", Object::numbers(placeholder.rect)),
            ("P", Object::Ref(placeholder.page)),
            ("F", Object::Int(4)),
            ("StructParent", Object::Int(placeholder.parent)),
            // Never drawn, since there is no colour for it; but Chromium sets words at its inner edge.
            ("BS", Object::Dict(Dict::of([("W", Object::Int(2))]))),
            ("TU", Object::text(tooltip)),
        ]))
    }

    /// An empty text appearance and how to show what is typed.
    fn shown(&mut self, field: &mut Dict, field_box: FieldBox) {
        let empty = self.file.add(Object::Stream(appearance::text(self.font, field_box, "")));
        field.set("DA", Object::text(&default_appearance(FONT_SIZE)));
        field.set("AP", Object::Dict(Dict::of([("N", Object::Ref(empty))])));
    }

    /// The two looks of a box or circle, which starts empty.
    fn states(&mut self, field: &mut Dict, state: &str, on: Stream, off: Stream) {
        let on = self.file.add(Object::Stream(on));
        let off = self.file.add(Object::Stream(off));
        let looks = Dict::of([(state, Object::Ref(on)), ("Off", Object::Ref(off))]);
        field.set("AP", Object::Dict(Dict::of([("N", Object::Dict(looks))])));
        field.set("AS", Object::name("Off"));
        // For viewers that draw buttons anew: a tick or a dot by their own means (12.7.4.2.3).
        let sign = if state == ON { "4" } else { "l" };
        field.set("MK", Object::Dict(Dict::of([("CA", Object::text(sign))])));
    }

    /// Hangs a field into the tree by its qualified name.
    fn name(&mut self, field: &mut Dict, name: &str, number: u32) -> Option<()> {
        let (above, own) = name.rsplit_once('.').map_or((None, name), |(above, own)| (Some(above), own));
        field.set("T", Object::text(own));
        match above {
            None => self.roots.push(number),
            Some(above) => {
                let parent = self.node(above)?;
                field.set("Parent", Object::Ref(parent));
                let Object::Array(kids) = self.file.get_mut(parent)?.dict_mut()?.get_mut("Kids")? else { return None };
                kids.push(Object::Ref(number));
            }
        }
        Some(())
    }

    /// The field that holds those of a part or a question.
    fn node(&mut self, name: &str) -> Option<u32> {
        if let Some(number) = self.nodes.get(name) {
            return Some(*number);
        }
        let number = self.file.add(Object::Null);
        let mut dict = Dict::of([("Kids", Object::Array(Vec::new()))]);
        self.name(&mut dict, name, number)?;
        self.file.set(number, Object::Dict(dict));
        self.nodes.insert(name.to_owned(), number);
        Some(number)
    }
}
