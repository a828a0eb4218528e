//! Placeholders become fields: each link to `x-field:` that a layout left becomes a widget annotation, its tag becomes
//! `Form`, and the file gets an AcroForm (ISO 32000-1, 12.7). Typst has no forms of its own yet; when it has, this file
//! and `layouts/components/field.typ` are what changes.

use std::collections::BTreeMap;

use crate::acroform::appearance::{self, FieldBox, default_appearance};
use crate::acroform::embed::{self, Embedded};
use crate::acroform::fingerprint;
use crate::acroform::font::FieldFont;
use crate::acroform::names::{ON, RESOURCE};
use crate::model::Entry;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};
use crate::questions::controls::{Control, ControlShape, SCHEME, Spot};
use crate::questions::schema::{FieldLimits, FormSchema};

/// Field flags (12.7.3.1 and 12.7.4).
mod flag {
    pub(super) const REQUIRED: i64 = 1 << 1;
    pub(super) const MULTILINE: i64 = 1 << 12;
    pub(super) const RADIO: i64 = 1 << 15;
    pub(super) const COMBO: i64 = 1 << 17;
    pub(super) const NO_SCROLL: i64 = 1 << 23;
}

/// A placeholder in the file.
struct Placeholder {
    annotation: u32,
    page: u32,
    rect: [f64; 4],
    parent: i64,
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
        font,
        font_object,
        tags,
        nodes: BTreeMap::new(),
        roots: Vec::new(),
        limits: FieldLimits::new(),
    };
    for control in controls {
        let mut places = Vec::new();
        for spot in &control.places {
            let place = found
                .remove(spot.key.as_ref() as &str)
                .ok_or_else(|| format!("the pages have no field `{}`", spot.key))?;
            places.push((spot, place));
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
        ("DA", Object::text(&default_appearance())),
    ])));
    let root = file.root().ok_or("the file has no catalog")?;
    let catalog = file.get_mut(root).and_then(Object::dict_mut).ok_or("the file has no catalog")?;
    catalog.set("AcroForm", Object::Ref(acro_form));
    let pages = fingerprint::pages(file).map(|digest| digest.as_str().to_owned());
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

struct FormWriter<'a> {
    file: &'a mut File,
    font: &'a FieldFont,
    font_object: u32,
    tags: BTreeMap<i64, u32>,
    /// Fields that hold others, by qualified name.
    nodes: BTreeMap<String, u32>,
    roots: Vec<u32>,
    limits: FieldLimits,
}

impl FormWriter<'_> {
    fn control(&mut self, control: &Control, places: Vec<(&Spot, Placeholder)>) -> Option<()> {
        let required = if control.required { flag::REQUIRED } else { 0 };
        if control.shape == ControlShape::Radio {
            let group = self.file.add(Object::Null);
            let mut kids = Vec::new();
            for (spot, place) in places {
                let (w, h) = size(&place);
                let state = spot.state.as_deref()?;
                let mut widget = self.widget(&place, &spot.tip)?;
                widget.set("Parent", Object::Ref(group));
                self.states(&mut widget, state, appearance::dot(w, h), appearance::nothing(w, h));
                kids.push(Object::Ref(place.annotation));
                self.file.set(place.annotation, Object::Dict(widget));
            }
            let mut field = Dict::of([
                ("FT", Object::name("Btn")),
                ("Ff", Object::Int(flag::RADIO | required)),
                ("TU", Object::text(&control.tip)),
                ("Kids", Object::Array(kids)),
            ]);
            self.name(&mut field, &control.name, group)?;
            self.file.set(group, Object::Dict(field));
            return Some(());
        }
        let (spot, place) = places.into_iter().next()?;
        let (w, h) = size(&place);
        let mut field = self.widget(&place, &spot.tip)?;
        match &control.shape {
            ControlShape::Text { entry } => {
                let lines = *entry == Entry::Lines;
                let room = FieldBox { width: w, height: h, lines };
                let most = room.letters(self.font);
                self.limits.insert(control.name.clone(), most);
                let flags = flag::NO_SCROLL | if lines { flag::MULTILINE } else { 0 };
                field.set("FT", Object::name("Tx"));
                field.set("Ff", Object::Int(flags | required));
                field.set("MaxLen", Object::Int(i64::try_from(most).ok()?));
                self.shown(&mut field, room);
            }
            ControlShape::Drop(options) => {
                let option = |id: &str, label: &str| Object::Array(vec![Object::text(id), Object::text(label)]);
                field.set("FT", Object::name("Ch"));
                field.set("Ff", Object::Int(flag::COMBO | required));
                field.set("Opt", Object::Array(options.iter().map(|o| option(&o.id, &o.label)).collect()));
                self.shown(&mut field, FieldBox { width: w, height: h, lines: false });
            }
            ControlShape::Check | ControlShape::Radio => {
                field.set("FT", Object::name("Btn"));
                field.set("Ff", Object::Int(required));
                self.states(&mut field, ON, appearance::tick(w, h), appearance::nothing(w, h));
            }
        }
        self.name(&mut field, &control.name, place.annotation)?;
        self.file.set(place.annotation, Object::Dict(field));
        Some(())
    }

    /// The annotation of a placeholder as a widget, its tag as `Form`.
    fn widget(&mut self, place: &Placeholder, tip: &str) -> Option<Dict> {
        let tag = self.file.get_mut(*self.tags.get(&place.parent)?)?.dict_mut()?;
        tag.set("S", Object::name("Form"));
        // Firefox takes a name from here alone.
        tag.set("Alt", Object::text(tip));
        tag.remove("Lang");
        Some(Dict::of([
            ("Type", Object::name("Annot")),
            ("Subtype", Object::name("Widget")),
            ("Rect", Object::numbers(place.rect)),
            ("P", Object::Ref(place.page)),
            ("F", Object::Int(4)),
            ("StructParent", Object::Int(place.parent)),
            // Never drawn, since there is no colour for it; but Chromium sets words at its inner edge.
            ("BS", Object::Dict(Dict::of([("W", Object::Int(2))]))),
            ("TU", Object::text(tip)),
        ]))
    }

    /// An empty text appearance and how to show what is typed.
    fn shown(&mut self, field: &mut Dict, room: FieldBox) {
        let empty = self.file.add(Object::Stream(appearance::words(self.font, self.font_object, room, "")));
        field.set("DA", Object::text(&default_appearance()));
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
                match self.file.get_mut(parent)?.dict_mut()?.get_mut("Kids")? {
                    Object::Array(kids) => kids.push(Object::Ref(number)),
                    _ => return None,
                }
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

fn size(place: &Placeholder) -> (f64, f64) {
    let [x0, y0, x1, y1] = place.rect;
    ((x1 - x0).abs(), (y1 - y0).abs())
}
