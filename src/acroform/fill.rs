//! Values into fields: the value, its look, the state of its buttons.

use crate::acroform::appearance::{self, FieldBox, default_appearance};
use crate::acroform::font::FieldFont;
use crate::acroform::names::{FieldValues, ON};
use crate::acroform::read::{FieldAt, Found, PdfFieldKind, Widget};
use crate::model::field::{CellType, FieldCell};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};
use crate::questions::schema::FormSchema;

/// Puts values into the fields of a file and gives every field that has one its look; `font` is the number of the font
/// in the file. Fields without a value are emptied.
pub fn fill(file: &mut File, found: &Found, schema: &FormSchema, raw: &FieldValues, font: (&FieldFont, u32)) {
    for (name, field) in &found.fields {
        let value = raw.get(name).map_or("", String::as_str);
        // Only what is touched is written anew.
        if value.is_empty() && !found.values.contains_key(name) {
            continue;
        }
        match field.kind {
            PdfFieldKind::Text { lines } => words(file, field, value, value, lines, font),
            PdfFieldKind::Choice => {
                let label = label(schema, name, value).unwrap_or(value);
                words(file, field, value, label, false, font);
            }
            PdfFieldKind::Check => {
                let on = field.widgets.first().and_then(|w| w.state.clone()).unwrap_or_else(|| ON.to_owned());
                buttons(file, field, if value.is_empty() { None } else { Some(&on) });
            }
            PdfFieldKind::Radio => buttons(file, field, Some(value).filter(|v| !v.is_empty())),
        }
    }
}

/// The words of an option of a drop-down list.
pub(crate) fn label<'a>(schema: &'a FormSchema, name: &str, id: &str) -> Option<&'a str> {
    let (prefix, field) = name.split_once('.')?;
    let part = schema
        .parts
        .iter()
        .find(|p| prefix == p.id || prefix.strip_prefix(&p.id).is_some_and(|r| r.starts_with('[')))?;
    let kind = &part.fields.iter().find(|f| f.id == field)?.kind;
    let [FieldCell { takes: CellType::One(options), .. }] = *kind.cells() else { return None };
    options.iter().find(|o| o.id == id).map(|o| o.label.as_str())
}

fn words(file: &mut File, field: &FieldAt, value: &str, shown: &str, lines: bool, font: (&FieldFont, u32)) {
    if let Some(dict) = file.get_mut(field.object).and_then(Object::dict_mut) {
        match value {
            "" => drop(dict.remove("V")),
            value => dict.set("V", Object::text(value)),
        }
        dict.remove("RV");
        // The position in the list of what was chosen, as some viewers write it.
        dict.remove("I");
        dict.set("DA", Object::text(&default_appearance()));
    }
    for widget in &field.widgets {
        let (width, height) = widget.size();
        let look = appearance::words(font.0, font.1, FieldBox { width, height, lines }, shown);
        let look = file.add(Object::Stream(look));
        if let Some(dict) = file.get_mut(widget.object).and_then(Object::dict_mut) {
            dict.set("AP", Object::Dict(Dict::of([("N", Object::Ref(look))])));
            dict.remove("MK");
        }
    }
}

fn buttons(file: &mut File, field: &FieldAt, state: Option<&str>) {
    if let Some(dict) = file.get_mut(field.object).and_then(Object::dict_mut) {
        dict.set("V", Object::name(state.unwrap_or("Off")));
    }
    for widget in &field.widgets {
        let on = is_on(widget, state);
        if let Some(dict) = file.get_mut(widget.object).and_then(Object::dict_mut) {
            let shown = if on { state.unwrap_or("Off") } else { "Off" };
            dict.set("AS", Object::name(shown));
        }
    }
}

fn is_on(widget: &Widget, state: Option<&str>) -> bool {
    state.is_some() && widget.state.as_deref() == state
}
