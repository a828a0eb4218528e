//! A walk through the fields of a form (ISO 32000-1, 12.7.3), bounded in all that it looks at and keeps.

use std::collections::{BTreeMap, BTreeSet};

use crate::acroform::appearance::{UNNAMED_SIZE, size_of};
use crate::acroform::contents::{FormContents, Note, PdfField, PdfFieldKind, Widget};
use crate::acroform::embed::{Embedded, Unusable};
use crate::acroform::names::{FieldValues, MOST_FIELDS, ON, RestLengths};
use crate::pdf::file::{File, UnpackError};
use crate::pdf::object::{Dict, Object};

/// How deep fields may lie in each other.
pub(super) const DEPTH: usize = 32;

/// What may be looked at and kept: entries of dictionaries and lists, letters of names and answers, all together. Fields
/// may share them, so the size of the file is no bound.
pub(super) const WORK: usize = 4 << 20;

/// What a widget counts for.
const WIDGET: usize = 64;

/// How far from the corner of the page a field may lie, in points.
const FAR: f64 = 100_000.0;

/// Whether a dictionary has additional actions, or under a key one that does more than go to a place.
pub(crate) fn has_actions(file: &File, dict: &Dict, key: &str) -> bool {
    let action = file.dict_at(dict, key).and_then(|action| action.name("S"));
    dict.get("AA").is_some() || action.is_some_and(|s| !matches!(s, b"GoTo" | b"URI" | b"Named"))
}

/// What a field has from those above it (ISO 32000-1, 12.7.3.1).
#[derive(Clone, Default)]
pub(super) struct Inherited<'a> {
    /// `FT`
    pub(super) kind: Option<&'a [u8]>,
    /// `Ff`
    pub(super) flags: i64,
    /// `V`
    value: Option<&'a Object>,
    /// `MaxLen`
    max_letters: Option<i64>,
    /// `DA`, where it names a size
    size: Option<f64>,
}

/// A walk through the fields. Its steps are `None` where the file holds more than any form does.
pub(super) struct FieldWalk<'a> {
    pub(super) file: &'a File,
    pub(super) contents: FormContents,
    /// The numbers of the fields that were seen.
    pub(super) seen: BTreeSet<u32>,
    /// The numbers of the widgets that were seen.
    pub(super) widgets: BTreeSet<u32>,
    /// Whether fields are taken from pages: there several of a name are of several forms, and all are read.
    pub(super) apart: bool,
    /// How far the fields of a name are counted on.
    again: BTreeMap<String, usize>,
    /// What is left of [`WORK`].
    budget: usize,
}

impl<'a> FieldWalk<'a> {
    /// Nothing seen yet.
    pub(super) fn new(file: &'a File, embedded: Result<Embedded, Unusable>) -> Self {
        let contents = FormContents {
            embedded,
            values: FieldValues::new(),
            fields: BTreeMap::new(),
            order: Vec::new(),
            moved: RestLengths::new(),
            beside: Vec::new(),
            notes: BTreeSet::new(),
            duplicates: BTreeSet::new(),
            loose: Vec::new(),
        };
        Self {
            file,
            contents,
            seen: BTreeSet::new(),
            widgets: BTreeSet::new(),
            apart: false,
            again: BTreeMap::new(),
            budget: WORK,
        }
    }

    pub(super) fn spend(&mut self, work: usize) -> Option<()> {
        self.budget = self.budget.checked_sub(work)?;
        Some(())
    }

    /// Reads the fields that a form lists.
    pub(super) fn fields(&mut self, form: &'a Dict) -> Option<()> {
        let fields = self.file.array_at(form, "Fields").unwrap_or_default();
        self.spend(fields.len())?;
        let inherited = Inherited { size: self.file.at(form, "DA").and_then(size_of), ..Inherited::default() };
        for number in fields.iter().filter_map(Object::reference) {
            // Some list the kids instead of the field above them, which has their name and value.
            match self.file.get(number).and_then(Object::dict).filter(|dict| dict.get("Parent").is_some()) {
                Some(dict) if !self.seen.contains(&number) => self.hanging(number, dict)?,
                Some(_) => {}
                None => self.field(number, "", &inherited, 0)?,
            }
        }
        Some(())
    }

    /// Reads a field with what lies below it.
    pub(super) fn field(&mut self, number: u32, prefix: &str, inherited: &Inherited<'a>, depth: usize) -> Option<()> {
        let file = self.file;
        let Some(dict) = file.get(number).and_then(Object::dict).filter(|_| self.seen.insert(number)) else {
            return Some(());
        };
        if depth > DEPTH || self.seen.len() > MOST_FIELDS {
            return None;
        }
        self.spend(dict.len())?;
        let own = match file.at(dict, "T") {
            Some(Object::Str(bytes)) => {
                self.spend(prefix.len() + bytes.len())?;
                Object::Str(bytes.clone()).as_text().map(|own| without_controls(&own))
            }
            _ => None,
        };
        // It has the name of the field above it, as others beside it may.
        let unnamed = own.is_none() && depth > 0;
        let name = match (prefix, own) {
            ("", Some(own)) => own,
            (prefix, Some(own)) => format!("{prefix}.{own}"),
            (prefix, None) => prefix.to_owned(),
        };
        let kind = match file.at(dict, "FT") {
            Some(Object::Name(kind)) => Some(kind.as_slice()),
            _ => inherited.kind,
        };
        let here = Inherited {
            kind,
            flags: file.at(dict, "Ff").and_then(Object::int).unwrap_or(inherited.flags),
            value: file.at(dict, "V").or(inherited.value),
            max_letters: file.at(dict, "MaxLen").and_then(Object::int).or(inherited.max_letters),
            size: file.at(dict, "DA").and_then(size_of).or(inherited.size),
        };
        let mut acting = has_actions(file, dict, "A");
        let kids = file.array_at(dict, "Kids").unwrap_or_default();
        let mut below = Vec::new();
        for kid in kids {
            let kid_dict = file.resolve(kid).and_then(Object::dict);
            self.spend(1 + kid_dict.map_or(0, Dict::len))?;
            below.extend(kid.reference().zip(kid_dict));
        }
        // Kids are fields where they have a name, or where the field has no type of its own and they do. What was seen
        // already is above it: such a tree goes round in a circle.
        let is_field = |kid: &Dict| {
            kid.get("T").is_some() || here.kind.is_none() && (kid.get("FT").is_some() || kid.get("Kids").is_some())
        };
        if below.iter().any(|(number, kid)| is_field(kid) && !self.seen.contains(number)) {
            if acting {
                self.contents.notes.insert(Note::Scripts);
            }
            return below.into_iter().try_for_each(|(kid, _)| self.field(kid, &name, &here, depth + 1));
        }
        let mut widgets = Vec::new();
        if below.iter().all(|(kid, _)| *kid == number) {
            widgets.extend(self.widget(number, dict)?);
        }
        let (more, acts) = self.widgets_below(below)?;
        widgets.extend(more);
        acting |= acts;
        if acting {
            self.contents.notes.insert(Note::Scripts);
        }
        // A name is what answers go by, so a field without one gets the number of its object.
        let name = if name.is_empty() { format!("unnamed-{number}") } else { name };
        let apart = self.apart;
        self.apart |= unnamed;
        self.terminal(number, name, &here, widgets)?;
        self.apart = apart;
        Some(())
    }

    /// The widgets of a field, which may lie deeper, in kids that only hold others; and whether any has actions.
    fn widgets_below(&mut self, mut below: Vec<(u32, &'a Dict)>) -> Option<(Vec<Widget>, bool)> {
        let (mut widgets, mut acting) = (Vec::new(), false);
        for _ in 0..DEPTH {
            let mut deeper = Vec::new();
            for (number, kid) in below {
                acting |= has_actions(self.file, kid, "A");
                widgets.extend(self.widget(number, kid)?);
                let kids = self.file.array_at(kid, "Kids").unwrap_or_default();
                self.spend(kids.len())?;
                let dicts = kids.iter().filter_map(|kid| kid.reference().zip(self.file.resolve(kid)?.dict()));
                deeper.extend(dicts.filter(|(kid, _)| !self.widgets.contains(kid)));
            }
            below = deeper;
        }
        Some((widgets, acting))
    }

    fn widget(&mut self, object: u32, dict: &Dict) -> Option<Option<Widget>> {
        self.widgets.insert(object);
        let Some(rect) = self.file.array_at(dict, "Rect") else { return Some(None) };
        let number = |o: &Object| Some(self.file.resolve(o)?.float()?.clamp(-FAR, FAR));
        let numbers: Vec<f64> = rect.iter().take(5).filter_map(number).collect();
        let Ok([a, b, c, d]) = <[f64; 4]>::try_from(numbers) else { return Some(None) };
        let looks = self.file.dict_at(dict, "AP").and_then(|ap| self.file.at(ap, "N"));
        let state = match looks {
            Some(Object::Dict(looks)) => looks.entries().map(|(key, _)| key).find(|k| *k != b"Off"),
            _ => None,
        };
        self.spend(WIDGET + state.map_or(0, <[u8]>::len))?;
        let state = state.map(|s| String::from_utf8_lossy(s).into_owned());
        Some(Some(Widget { object, rect: [a.min(c), b.min(d), a.max(c), b.max(d)], state }))
    }

    fn terminal(&mut self, number: u32, name: String, inherited: &Inherited<'a>, widgets: Vec<Widget>) -> Option<()> {
        let dicts = || widgets.iter().filter_map(|widget| self.file.get(widget.object)?.dict());
        let flags = match inherited.kind {
            // Some programs say so of the widgets alone.
            Some(b"Btn") => dicts().filter_map(|dict| dict.int("Ff")).fold(inherited.flags, |all, own| all | own),
            _ => inherited.flags,
        };
        let states: BTreeSet<&String> = widgets.iter().filter_map(|widget| widget.state.as_ref()).collect();
        let value = inherited.value.or_else(|| dicts().find_map(|dict| self.file.at(dict, "V")));
        let kind = match inherited.kind {
            Some(b"Tx") => PdfFieldKind::Text { lines: inherited.flags & (1 << 12) != 0 },
            Some(b"Ch") => PdfFieldKind::Choice,
            // A button to press holds nothing.
            Some(b"Btn") if flags & (1 << 16) != 0 => return Some(()),
            // Check boxes of one field with other states exclude each other as radio buttons do.
            Some(b"Btn") if flags & (1 << 15) != 0 || states.len() > 1 => PdfFieldKind::Radio,
            Some(b"Btn") => PdfFieldKind::Check,
            Some(b"Sig") => {
                if inherited.value.is_some() {
                    self.contents.notes.insert(Note::Signed);
                }
                return Some(());
            }
            _ => return Some(()),
        };
        let name = self.own_name(name, kind, &widgets);
        if let Some(first) = self.contents.fields.get(&name) {
            return if first.kind == PdfFieldKind::Radio && kind == PdfFieldKind::Radio {
                self.join(number, &name, value, widgets)
            } else {
                self.contents.duplicates.insert(name);
                Some(())
            };
        }
        let value = match kind {
            PdfFieldKind::Text { .. } | PdfFieldKind::Choice => self.words(value)?,
            PdfFieldKind::Check | PdfFieldKind::Radio => self.state(value, &widgets)?,
        };
        let value = value.map(|value| match kind {
            PdfFieldKind::Check => ON.to_owned(),
            PdfFieldKind::Text { .. } | PdfFieldKind::Choice | PdfFieldKind::Radio => printable(&value),
        });
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            // Each widget may be given its look.
            self.spend(value.len().saturating_mul(widgets.len()))?;
            self.contents.values.insert(name.clone(), value);
        }
        let max_letters = inherited.max_letters.and_then(|n| usize::try_from(n).ok());
        self.contents.order.push(name.clone());
        // Some programs name it for the widget alone.
        let own = || dicts().find_map(|dict| self.file.at(dict, "DA").and_then(size_of));
        let size = inherited.size.or_else(own).unwrap_or(UNNAMED_SIZE);
        let field = PdfField { object: number, others: Vec::new(), kind, widgets, max_letters, size };
        self.contents.fields.insert(name, field);
        Some(())
    }

    /// The name under which a field is kept: taken from pages, each of several has one of its own, but for radio buttons
    /// that go together.
    fn own_name(&mut self, name: String, kind: PdfFieldKind, widgets: &[Widget]) -> String {
        let taken = |name: &str| {
            let Some(first) = self.contents.fields.get(name) else { return false };
            let has = |state: &Option<String>| first.widgets.iter().any(|w| w.state == *state);
            let together = first.kind == kind && kind == PdfFieldKind::Radio;
            !together || widgets.iter().any(|w| has(&w.state))
        };
        if !self.apart || !taken(&name) {
            return name;
        }
        let from = self.again.get(&name).copied().unwrap_or(2);
        let own = (from..).map(|n| (n, format!("{name}-{n}"))).find(|(_, own)| !taken(own));
        let Some((n, own)) = own else { return name };
        self.again.insert(name, n);
        own
    }

    /// Takes further radio buttons into the field of the same name: of all of them one is on.
    fn join(&mut self, number: u32, name: &str, value: Option<&Object>, widgets: Vec<Widget>) -> Option<()> {
        let on = self.state(value, &widgets)?.map(|state| printable(&state)).filter(|s| !s.is_empty());
        let first = self.contents.fields.get_mut(name)?;
        first.others.push(number);
        first.widgets.extend(widgets);
        match (on, self.contents.values.get(name)) {
            (Some(on), None) => drop(self.contents.values.insert(name.to_owned(), on)),
            (Some(on), Some(one)) if on != *one => drop(self.contents.duplicates.insert(name.to_owned())),
            _ => {}
        }
        Some(())
    }

    /// The words of a value: a string, a stream of words, or several strings.
    fn words(&mut self, value: Option<&Object>) -> Option<Option<String>> {
        let file = self.file;
        Some(match value {
            Some(Object::Stream(stream)) => match file.unpack(stream, self.budget) {
                Ok(bytes) => {
                    self.spend(bytes.len())?;
                    Object::Str(bytes).as_text()
                }
                Err(UnpackError::TooLarge) => return None,
                Err(UnpackError::Unsupported) => None,
            },
            Some(Object::Array(list)) => {
                let mut words = Vec::new();
                for one in list {
                    let one = file.resolve(one);
                    self.spend(1 + one.map_or(0, length))?;
                    words.extend(one.and_then(Object::as_text));
                }
                Some(words.join(";"))
            }
            Some(other) => {
                self.spend(length(other))?;
                if let Object::Name(name) = other {
                    Some(String::from_utf8_lossy(name).into_owned())
                } else {
                    other.as_text()
                }
            }
            None => None,
        })
    }

    /// The state of a button: what its value says, where a widget has a look for it (ISO 32000-1, 12.7.4.2.3), else
    /// what its widgets show. Programs that empty a box write all kinds of values.
    fn state(&mut self, value: Option<&Object>, widgets: &[Widget]) -> Option<Option<String>> {
        let file = self.file;
        let mut said = self.words(value)?;
        // pypdf writes the name of a state as a string, with its slash.
        if let (Some(said), Some(Object::Str(_))) = (&mut said, value)
            && said.starts_with('/')
        {
            said.remove(0);
        }
        let dicts = || widgets.iter().filter_map(|widget| file.get(widget.object)?.dict());
        let looks = || dicts().filter_map(|dict| file.dict_at(file.dict_at(dict, "AP")?, "N"));
        self.spend(looks().map(Dict::len).sum())?;
        if let Some(said) = &said
            && (said == "Off" || looks().any(|looks| looks.get(said).is_some()))
        {
            return Some(Some(said.clone()).filter(|s| s != "Off"));
        }
        let shown: Vec<&[u8]> = dicts().filter_map(|dict| dict.name("AS")).collect();
        if let Some(on) = shown.iter().find(|s| !matches!(**s, b"Off" | b"")) {
            self.spend(on.len())?;
            return Some(Some(String::from_utf8_lossy(on).into_owned()));
        }
        // Without any look there are no states to name: such a form leaves it to the viewer to draw them.
        let unknown = shown.is_empty() && looks().next().is_none();
        let no = ["", "no", "false", "0"];
        Some(said.filter(|said| unknown && !no.contains(&said.to_lowercase().as_str())))
    }
}

/// The bytes of a string or a name.
fn length(object: &Object) -> usize {
    if let Object::Str(bytes) | Object::Name(bytes) = object { bytes.len() } else { 0 }
}

/// Without characters that print nothing and could mislead a terminal.
pub(super) fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Words with line breaks of one kind, and without characters that print nothing and could mislead a terminal.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
