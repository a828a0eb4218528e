//! What stands in the fields of a file, whoever made or saved it (ISO 32000-1, 12.7.3 and 12.7.4).

use std::collections::{BTreeMap, BTreeSet};

use super::answers::Raw;
use super::embed::{self, Embedded, Unusable};
use super::write::ON;
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};

/// The most fields that are looked at.
const MOST: usize = 50_000;

/// How deep fields may lie in each other.
const DEPTH: usize = 32;

/// What a file's form holds.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the form says of itself; an error where it was not made by this program.
    pub embedded: Result<Embedded, Unusable>,
    /// What stands in the fields.
    pub raw: Raw,
    /// The fields by qualified name.
    pub fields: BTreeMap<String, FieldAt>,
    /// The names of the fields in the order of the file.
    pub order: Vec<String>,
    /// What a reader should know.
    pub notes: BTreeSet<Note>,
    /// Names that several fields have.
    pub double: BTreeSet<String>,
}

/// What a reader should know of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// It is signed.
    Signed,
    /// It has an XFA form beside its fields.
    Xfa,
    /// It has scripts or actions.
    Scripts,
}

/// A field in the file.
#[derive(Clone, Debug)]
pub struct FieldAt {
    /// The number of its object.
    pub object: u32,
    /// What it is.
    pub kind: Kind,
    /// Its widgets.
    pub widgets: Vec<Widget>,
    /// The most letters it takes.
    pub most: Option<usize>,
}

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, on one line or several.
    Text {
        /// Whether on several.
        lines: bool,
    },
    /// A box to tick.
    Check,
    /// Radio buttons.
    Radio,
    /// A list to choose from.
    Choice,
}

/// Where a field is shown.
#[derive(Clone, Debug)]
pub struct Widget {
    /// The number of its object.
    pub object: u32,
    /// Left, bottom, right, top.
    pub rect: [f64; 4],
    /// The state that it shows when it is on.
    pub state: Option<String>,
}

impl Widget {
    /// Width and height.
    pub fn size(&self) -> (f64, f64) {
        let [x0, y0, x1, y1] = self.rect;
        ((x1 - x0).abs(), (y1 - y0).abs())
    }
}

/// Reads the form of a file; `None` where it has none.
pub fn read(file: &File) -> Option<Found> {
    let catalog = file.catalog()?;
    let form = file.dict_at(catalog, "AcroForm")?;
    let mut walk = Walk {
        file,
        found: Found {
            embedded: embed::read(file),
            raw: Raw::new(),
            fields: BTreeMap::new(),
            order: Vec::new(),
            notes: BTreeSet::new(),
            double: BTreeSet::new(),
        },
        seen: BTreeSet::new(),
    };
    if form.get("XFA").is_some() {
        walk.found.notes.insert(Note::Xfa);
    }
    let scripted = |dict: &Dict| dict.get("AA").is_some() || dict.get("OpenAction").is_some_and(|a| is_script(file, a));
    let named = file.dict_at(catalog, "Names").is_some_and(|n| n.get("JavaScript").is_some());
    if named || scripted(catalog) {
        walk.found.notes.insert(Note::Scripts);
    }
    for kid in file.array_at(form, "Fields").unwrap_or_default() {
        walk.field(kid, "", &Above::default(), 0);
    }
    (!walk.found.fields.is_empty() || !walk.found.notes.is_empty()).then_some(walk.found)
}

fn is_script(file: &File, action: &Object) -> bool {
    let action = file.resolve(action).and_then(Object::dict);
    action.is_some_and(|a| a.name("S") == Some(b"JavaScript"))
}

/// What a field has from those above it.
#[derive(Clone, Default)]
struct Above<'a> {
    kind: Option<&'a [u8]>,
    flags: i64,
    value: Option<&'a Object>,
    most: Option<i64>,
}

struct Walk<'a> {
    file: &'a File,
    found: Found,
    seen: BTreeSet<u32>,
}

impl<'a> Walk<'a> {
    fn field(&mut self, object: &'a Object, prefix: &str, above: &Above<'a>, depth: usize) {
        let Some(number) = object.reference() else { return };
        if depth > DEPTH || self.seen.len() >= MOST || !self.seen.insert(number) {
            return;
        }
        let Some(dict) = self.file.get(number).and_then(Object::dict) else { return };
        let own = self.file.at(dict, "T").and_then(Object::as_text);
        let name = match (prefix, &own) {
            ("", Some(own)) => own.clone(),
            (prefix, Some(own)) => format!("{prefix}.{own}"),
            (prefix, None) => prefix.to_owned(),
        };
        let here = Above {
            kind: self.file.at(dict, "FT").and_then(|o| match o {
                Object::Name(name) => Some(name.as_slice()),
                _ => None,
            }),
            flags: self.file.at(dict, "Ff").and_then(Object::int).unwrap_or(above.flags),
            value: self.file.at(dict, "V").or(above.value),
            most: self.file.at(dict, "MaxLen").and_then(Object::int).or(above.most),
        };
        let here = Above { kind: here.kind.or(above.kind), ..here };
        let scripted = |d: &Dict| d.get("AA").is_some() || d.get("A").is_some_and(|a| is_script(self.file, a));
        let mut noted = scripted(dict);
        let kids = self.file.array_at(dict, "Kids").unwrap_or_default();
        let file = self.file;
        let kid_dict = |kid: &'a Object| file.resolve(kid).and_then(Object::dict);
        if kids.iter().any(|k| kid_dict(k).is_some_and(|d| d.get("T").is_some())) {
            if noted {
                self.found.notes.insert(Note::Scripts);
            }
            for kid in kids {
                self.field(kid, &name, &here, depth + 1);
            }
            return;
        }
        let mut widgets = Vec::new();
        if kids.is_empty() {
            widgets.extend(self.widget(number, dict));
        }
        for kid in kids {
            if let (Some(object), Some(dict)) = (kid.reference(), kid_dict(kid)) {
                noted |= scripted(dict);
                widgets.extend(self.widget(object, dict));
            }
        }
        if noted {
            self.found.notes.insert(Note::Scripts);
        }
        self.terminal(number, name, &here, widgets);
    }

    fn widget(&self, object: u32, dict: &Dict) -> Option<Widget> {
        let numbers: Vec<f64> =
            self.file.array_at(dict, "Rect")?.iter().filter_map(|o| self.file.resolve(o)?.float()).collect();
        let [a, b, c, d] = <[f64; 4]>::try_from(numbers).ok()?;
        let looks = self.file.dict_at(dict, "AP").and_then(|ap| self.file.at(ap, "N"));
        let state = match looks {
            Some(Object::Dict(looks)) => looks
                .entries()
                .map(|(key, _)| key)
                .find(|k| *k != b"Off")
                .map(|k| String::from_utf8_lossy(k).into_owned()),
            _ => None,
        };
        Some(Widget { object, rect: [a.min(c), b.min(d), a.max(c), b.max(d)], state })
    }

    fn terminal(&mut self, number: u32, name: String, above: &Above<'a>, widgets: Vec<Widget>) {
        let kind = match above.kind {
            Some(b"Tx") => Kind::Text { lines: above.flags & (1 << 12) != 0 },
            Some(b"Ch") => Kind::Choice,
            // A button to press holds nothing.
            Some(b"Btn") if above.flags & (1 << 16) != 0 => return,
            Some(b"Btn") if above.flags & (1 << 15) != 0 => Kind::Radio,
            Some(b"Btn") => Kind::Check,
            Some(b"Sig") => {
                if above.value.is_some() {
                    self.found.notes.insert(Note::Signed);
                }
                return;
            }
            _ => return,
        };
        let value = match kind {
            Kind::Text { .. } | Kind::Choice => above.value.and_then(|v| self.words(v)),
            Kind::Check | Kind::Radio => self.state(above.value, &widgets),
        };
        let value = match (kind, value) {
            (Kind::Check, Some(_)) => Some(ON.to_owned()),
            (_, value) => value.map(|v| printable(&v)),
        };
        if self.found.fields.contains_key(&name) {
            self.found.double.insert(name);
            return;
        }
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            self.found.raw.insert(name.clone(), value);
        }
        let most = above.most.and_then(|n| usize::try_from(n).ok());
        self.found.order.push(name.clone());
        self.found.fields.insert(name, FieldAt { object: number, kind, widgets, most });
    }

    /// The words of a value: a string, a stream of words, or several strings.
    fn words(&self, value: &Object) -> Option<String> {
        match value {
            Object::Stream(stream) => Object::Str(self.file.unpack(stream)?).as_text(),
            Object::Array(list) => {
                let words: Vec<String> =
                    list.iter().filter_map(|o| self.file.resolve(o)).filter_map(Object::as_text).collect();
                Some(words.join(";"))
            }
            Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            other => other.as_text(),
        }
    }

    /// The state of a button: what its value says, else what its widgets show.
    fn state(&self, value: Option<&Object>, widgets: &[Widget]) -> Option<String> {
        let said = value.and_then(|v| self.words(v));
        let shown = widgets.iter().find_map(|w| {
            let state = self.file.get(w.object)?.dict()?.name("AS")?;
            (state != b"Off").then(|| String::from_utf8_lossy(state).into_owned())
        });
        said.or(shown).filter(|s| s != "Off")
    }
}

/// Words with line breaks of one kind, and without characters that print nothing and could mislead a terminal.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
