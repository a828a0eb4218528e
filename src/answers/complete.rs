//! From answers to a finished file: what has no room is moved, values and looks are set, and the result is read back.

use crate::acroform::appearance::covers;
use crate::acroform::embed::Embedded;
use crate::acroform::fill::{fill, label};
use crate::acroform::flatten::flatten;
use crate::acroform::font::FieldFont;
use crate::acroform::names::{FieldValues, RESOURCE};
use crate::acroform::read::{Found, PdfFieldKind, acts, read};
use crate::answers::cell::cells;
use crate::answers::extract::{letters, too_long, whole};
use crate::answers::overflow::{FieldCapacity, Stuck, rooms, spread};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};
use crate::questions::schema::{FormSchema, extra_name};
use std::collections::BTreeMap;

/// An empty form, ready to be filled many times.
pub struct Template {
    file: File,
    found: Found,
    embedded: Embedded,
    rooms: BTreeMap<String, FieldCapacity>,
    marks: Vec<(String, String)>,
    font_object: u32,
}

impl Template {
    /// Prepares a form; `None` where it has no place for fonts.
    pub fn new(mut file: File, found: Found, embedded: Embedded, font: &FieldFont) -> Option<Self> {
        let font_object = font_object(&mut file, font)?;
        let marks = cells(&embedded.schema).into_iter().map(|c| (c.name, c.mark)).collect();
        Some(Self { rooms: rooms(&found), file, found, embedded, marks, font_object })
    }

    /// What stands in the form already, for example what a clinic wrote in beforehand.
    pub fn answers(&self) -> FieldValues {
        whole(&self.found).map(|(_, raw)| raw).unwrap_or_default()
    }

    /// The questions.
    pub fn schema(&self) -> &FormSchema {
        &self.embedded.schema
    }

    /// Moves what has no room to the page for it, and says what was moved and what cannot be shown; `line` is that of a
    /// table. `None` where something has no room at all.
    pub fn settle(
        &self,
        name: &str,
        line: Option<usize>,
        raw: FieldValues,
        font: &FieldFont,
        sink: &mut Sink,
    ) -> Option<FieldValues> {
        settle(name, line, raw, &self.embedded.schema, (&self.marks, &self.rooms), font, sink)
    }

    /// The filled file.
    pub fn fill(
        &self,
        name: &str,
        line: Option<usize>,
        raw: FieldValues,
        font: &FieldFont,
        flat: bool,
        sink: &mut Sink,
    ) -> Option<Vec<u8>> {
        let raw = self.settle(name, line, raw, font, sink)?;
        if !has_looks(name, &self.found, &raw, sink) {
            return None;
        }
        let mut file = self.file.clone();
        fill(&mut file, &self.found, &self.embedded.schema, &raw, (font, self.font_object));
        finish(name, file, &self.embedded.schema, &raw, font, flat, sink)
    }
}

/// Flattens a file of this program as some viewer saved it: every answer gets its look anew.
pub fn flat(name: &str, mut file: File, found: &Found, font: &FieldFont, sink: &mut Sink) -> Option<Vec<u8>> {
    let (embedded, raw) = whole(found)?;
    let schema = &embedded.schema;
    let marks: Vec<(String, String)> = cells(schema).into_iter().map(|c| (c.name, c.mark)).collect();
    let sound = has_looks(name, found, &raw, sink);
    let raw = settle(name, None, raw, schema, (&marks, &rooms(found)), font, sink)?;
    if !sound {
        return None;
    }
    let font_object = font_object(&mut file, font)?;
    fill(&mut file, found, schema, &raw, (font, font_object));
    finish(name, file, schema, &raw, font, true, sink)
}

/// Whether every answer of a button has a look: a circle or box that shows it.
fn has_looks(name: &str, found: &Found, raw: &FieldValues, sink: &mut Sink) -> bool {
    let mut sound = true;
    for (field, at) in &found.fields {
        let Some(answer) = raw.get(field).filter(|a| !a.is_empty()) else { continue };
        let shown = match at.kind {
            PdfFieldKind::Radio => at.widgets.iter().any(|w| w.state.as_ref() == Some(answer)),
            PdfFieldKind::Check => at.widgets.iter().any(|w| w.state.is_some()),
            PdfFieldKind::Text { .. } | PdfFieldKind::Choice => true,
        };
        if !shown {
            let message = format!("no box or circle shows the answer `{field}`");
            let finding = Finding::new(Code::BadAnswer, message).at(name, 0..0);
            sink.push(
                finding.hint("choose it once more in a viewer and save; or fill in a form that handout built anew"),
            );
            sound = false;
        }
    }
    sound
}

fn settle(
    name: &str,
    line: Option<usize>,
    mut raw: FieldValues,
    schema: &FormSchema,
    (marks, rooms): (&[(String, String)], &BTreeMap<String, FieldCapacity>),
    font: &FieldFont,
    sink: &mut Sink,
) -> Option<FieldValues> {
    raw.retain(|_, text| !text.is_empty());
    let mut say = |finding: Finding| {
        sink.push(match line {
            Some(line) => finding.at_line(name, line, 1),
            None => finding,
        });
    };
    for (field, text) in &raw {
        let shown = label(schema, field, text).unwrap_or(text);
        if rooms.contains_key(field) && !covers(font, shown) {
            say(letters(name, field));
        }
    }
    match spread(&mut raw, marks, rooms, font) {
        Ok(moved) => {
            for field in moved {
                say(too_long(
                    name,
                    &field,
                    "the rest of it stands on the page for extra space, under the number of its question",
                ));
            }
            Some(raw)
        }
        Err(Stuck::Mixed(fields)) => {
            for field in fields {
                let message = format!("the answer `{field}` reads like half of one that has no room in its field");
                let hint = "the page for extra space begins and ends such halves with `…` and a number in square brackets: write these in another way";
                say(Finding::new(Code::BadAnswer, message).at(name, 0..0).hint(hint));
            }
            None
        }
        Err(Stuck::Long(fields)) => {
            for field in fields {
                let hint = if field == extra_name() {
                    "shorten it: this is the page for what did not fit"
                } else {
                    "shorten it: the page for extra space has no room for the rest either"
                };
                let mut finding = too_long(name, &field, hint);
                finding.severity = Severity::Error;
                say(finding);
            }
            None
        }
    }
}

/// CellType out what a viewer or a stranger made run by itself: neither PDF/A nor a family has a use for it.
fn disarm(file: &mut File, found: &Found) {
    let Some(root) = file.root() else { return };
    let fields = found.fields.values().flat_map(|f| f.widgets.iter().map(|w| w.object).chain([f.object]));
    for number in fields.collect::<Vec<_>>() {
        if let Some(dict) = file.get_mut(number).and_then(Object::dict_mut) {
            dict.remove("A");
            dict.remove("AA");
        }
    }
    for page in file.pages() {
        let annotations = file.get(page).and_then(Object::dict).and_then(|p| file.array_at(p, "Annots"));
        let acting: Vec<u32> = annotations
            .unwrap_or_default()
            .iter()
            .filter_map(Object::reference)
            .filter(|n| file.get(*n).and_then(Object::dict).is_some_and(|d| acts(file, d, "A")))
            .collect();
        for number in acting {
            if let Some(dict) = file.get_mut(number).and_then(Object::dict_mut) {
                dict.remove("A");
                dict.remove("AA");
            }
        }
        if let Some(dict) = file.get_mut(page).and_then(Object::dict_mut) {
            dict.remove("AA");
        }
    }
    if let Some(Object::Ref(form)) = file.catalog().and_then(|c| c.get("AcroForm")).cloned()
        && let Some(form) = file.get_mut(form).and_then(Object::dict_mut)
    {
        for key in ["NeedAppearances", "XFA", "CO"] {
            form.remove(key);
        }
    }
    let names = file.catalog().and_then(|c| file.dict_at(c, "Names")).cloned();
    if let Some(catalog) = file.get_mut(root).and_then(Object::dict_mut) {
        for key in ["OpenAction", "AA"] {
            catalog.remove(key);
        }
        if let Some(mut names) = names {
            names.remove("JavaScript");
            catalog.set("Names", Object::Dict(names));
        }
    }
}

/// Flattens where asked, writes, and reads the fields back: what stands in the file is what was to stand there.
fn finish(
    name: &str,
    mut file: File,
    schema: &FormSchema,
    raw: &FieldValues,
    font: &FieldFont,
    flat: bool,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let found = read(&file)?;
    if found.values != *raw {
        let message = "the form does not hold what was to be filled in";
        let mut finding = Finding::new(Code::BadAnswer, message).at(name, 0..0);
        finding = finding.hint("a field of it was changed: build the worksheet again");
        sink.push(finding);
        return None;
    }
    if flat && let Err(why) = flatten(&mut file, &found, schema, font) {
        sink.push(Finding::new(Code::BadPdf, format!("the file cannot be flattened: {why}")).at(name, 0..0));
        return None;
    }
    disarm(&mut file, &found);
    Some(file.write())
}

/// The object of the font in which answers are shown; put in again where a viewer lost it.
fn font_object(file: &mut File, font: &FieldFont) -> Option<u32> {
    let form = file.catalog()?.get("AcroForm")?.clone();
    let dict = file.resolve(&form)?.dict()?.clone();
    let resources = file.dict_at(&dict, "DR").cloned().unwrap_or_default();
    let mut fonts = file.dict_at(&resources, "Font").cloned().unwrap_or_default();
    if let Some(number) = fonts.reference(RESOURCE)
        && file.get(number).and_then(Object::dict).is_some_and(|f| f.name("Subtype") == Some(b"Type0"))
    {
        return Some(number);
    }
    let number = font.add(file);
    fonts.set(RESOURCE, Object::Ref(number));
    let mut resources = resources;
    resources.set("Font", Object::Dict(fonts));
    let mut changed: Dict = dict;
    changed.set("DR", Object::Dict(resources));
    match form {
        Object::Ref(at) => file.set(at, Object::Dict(changed)),
        _ => {
            let root = file.root()?;
            file.get_mut(root)?.dict_mut()?.set("AcroForm", Object::Dict(changed));
        }
    }
    Some(number)
}
