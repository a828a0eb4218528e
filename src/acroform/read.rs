//! What stands in the fields of a file, whoever made or saved it (ISO 32000-1, 12.7.3 and 12.7.4).

use std::collections::{BTreeMap, BTreeSet};

use crate::acroform::embed::{self, Embedded, Unusable};
use crate::acroform::names::{FieldValues, MOST_FIELDS, ON};
use crate::pdf::file::{File, UnpackError};
use crate::pdf::object::{Dict, Object};

/// How deep fields may lie in each other.
const DEPTH: usize = 32;

/// What may be looked at and kept: entries of dictionaries and lists, letters of names and answers, all together. Fields
/// may share them, so the size of the file is no bound.
const WORK: usize = 4 << 20;

/// What a widget counts for.
const WIDGET: usize = 64;

/// How far from the corner of the page a field may lie, in points.
const FAR: f64 = 100_000.0;

/// What the form of a file holds.
#[derive(Clone, Debug)]
pub struct FormContents {
    /// What the form says of itself; an error where it was not made by this program.
    pub embedded: Result<Embedded, Unusable>,
    /// What stands in the fields, by qualified name.
    pub values: FieldValues,
    /// The fields by qualified name.
    pub fields: BTreeMap<String, PdfField>,
    /// The names of the fields in the order of the file.
    pub order: Vec<String>,
    /// What a reader should know.
    pub notes: BTreeSet<Note>,
    /// Names that several fields have; the first of each is read.
    pub duplicates: BTreeSet<String>,
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
    /// It holds more than any form does, and was not read to its end.
    TooMuch,
}

/// A terminal field of the file (ISO 32000-1, 12.7.3.1).
#[derive(Clone, Debug)]
pub struct PdfField {
    /// The number of its object.
    pub object: u32,
    /// Further objects of the same name: some programs take radio buttons apart, each a field of its own.
    pub others: Vec<u32>,
    /// Its type, with the flags that tell types apart (`FT` and `Ff`, 12.7.3.1).
    pub kind: PdfFieldKind,
    /// Where it is shown (12.5.6.19).
    pub widgets: Vec<Widget>,
    /// The most letters that it takes, as UTF-16 units (`MaxLen`, 12.7.4.3).
    pub max_letters: Option<usize>,
}

/// The type of a field (ISO 32000-1, 12.7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfFieldKind {
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

/// Where a field is shown (ISO 32000-1, 12.5.6.19).
#[derive(Clone, Debug)]
pub struct Widget {
    /// The number of its object.
    pub object: u32,
    /// Left, bottom, right and top on the page, in points (`Rect`, 12.5.2).
    pub rect: [f64; 4],
    /// Of a button the state that it shows when it is on (the key of `AP` that is not `Off`, 12.7.4.2.3).
    pub state: Option<String>,
}

impl Widget {
    /// Width and height in points.
    pub fn size(&self) -> (f64, f64) {
        let [x0, y0, x1, y1] = self.rect;
        ((x1 - x0).abs(), (y1 - y0).abs())
    }
}

/// Reads the form of a file; `None` where it has none.
pub fn read(file: &File) -> Option<FormContents> {
    let catalog = file.catalog()?;
    let form = file.dict_at(catalog, "AcroForm")?;
    let mut walk = FieldWalk {
        file,
        contents: FormContents {
            embedded: embed::read(file),
            values: FieldValues::new(),
            fields: BTreeMap::new(),
            order: Vec::new(),
            notes: BTreeSet::new(),
            duplicates: BTreeSet::new(),
        },
        seen: BTreeSet::new(),
        budget: WORK,
    };
    if form.get("XFA").is_some() {
        walk.contents.notes.insert(Note::Xfa);
    }
    let named = file.dict_at(catalog, "Names").is_some_and(|n| n.get("JavaScript").is_some());
    let on_pages = || {
        file.pages().into_iter().filter_map(|n| file.get(n)?.dict()).any(|page| {
            let annotations = file.array_at(page, "Annots").unwrap_or_default().iter().take(MOST_FIELDS);
            page.get("AA").is_some()
                || annotations.filter_map(|a| file.resolve(a)?.dict()).any(|a| has_actions(file, a, "A"))
        })
    };
    if named || has_actions(file, catalog, "OpenAction") || on_pages() {
        walk.contents.notes.insert(Note::Scripts);
    }
    if walk.fields(form).is_none() || (walk.contents.embedded.is_ok() && walk.pages().is_none()) {
        walk.contents.notes.insert(Note::TooMuch);
    }
    (!walk.contents.fields.is_empty() || !walk.contents.notes.is_empty()).then_some(walk.contents)
}

/// Whether a dictionary has additional actions, or under a key one that does more than go to a place.
pub(crate) fn has_actions(file: &File, dict: &Dict, key: &str) -> bool {
    let action = file.dict_at(dict, key).and_then(|action| action.name("S"));
    dict.get("AA").is_some() || action.is_some_and(|s| !matches!(s, b"GoTo" | b"URI" | b"Named"))
}

/// What a field has from those above it (ISO 32000-1, 12.7.3.1).
#[derive(Clone, Default)]
struct Inherited<'a> {
    /// `FT`
    kind: Option<&'a [u8]>,
    /// `Ff`
    flags: i64,
    /// `V`
    value: Option<&'a Object>,
    /// `MaxLen`
    max_letters: Option<i64>,
}

/// A walk through the fields. Its steps are `None` where the file holds more than any form does.
struct FieldWalk<'a> {
    file: &'a File,
    contents: FormContents,
    seen: BTreeSet<u32>,
    /// What is left of [`WORK`].
    budget: usize,
}

impl<'a> FieldWalk<'a> {
    fn spend(&mut self, work: usize) -> Option<()> {
        self.budget = self.budget.checked_sub(work)?;
        Some(())
    }

    fn fields(&mut self, form: &'a Dict) -> Option<()> {
        let fields = self.file.array_at(form, "Fields").unwrap_or_default();
        self.spend(fields.len())?;
        fields.iter().try_for_each(|field| self.field(field, "", &Inherited::default(), 0))
    }

    fn field(&mut self, object: &'a Object, prefix: &str, inherited: &Inherited<'a>, depth: usize) -> Option<()> {
        let file = self.file;
        let Some(number) = object.reference() else { return Some(()) };
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
        };
        let mut acting = has_actions(file, dict, "A");
        let kids = file.array_at(dict, "Kids").unwrap_or_default();
        let mut below = Vec::new();
        for kid in kids {
            let kid_dict = file.resolve(kid).and_then(Object::dict);
            self.spend(1 + kid_dict.map_or(0, Dict::len))?;
            below.extend(kid.reference().zip(kid_dict));
        }
        // What was seen already is above it: such a tree goes round in a circle.
        if below.iter().any(|(number, kid)| kid.get("T").is_some() && !self.seen.contains(number)) {
            if acting {
                self.contents.notes.insert(Note::Scripts);
            }
            return kids.iter().try_for_each(|kid| self.field(kid, &name, &here, depth + 1));
        }
        let mut widgets = Vec::new();
        if below.iter().all(|(kid, _)| *kid == number) {
            widgets.extend(self.widget(number, dict)?);
        }
        for (number, kid) in below {
            acting |= has_actions(file, kid, "A");
            widgets.extend(self.widget(number, kid)?);
        }
        if acting {
            self.contents.notes.insert(Note::Scripts);
        }
        // A name is what answers go by, so a field without one gets the number of its object.
        let name = if name.is_empty() { format!("unnamed-{number}") } else { name };
        self.terminal(number, name, &here, widgets)
    }

    fn widget(&mut self, object: u32, dict: &Dict) -> Option<Option<Widget>> {
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
        let kind = match inherited.kind {
            Some(b"Tx") => PdfFieldKind::Text { lines: inherited.flags & (1 << 12) != 0 },
            Some(b"Ch") => PdfFieldKind::Choice,
            // A button to press holds nothing.
            Some(b"Btn") if inherited.flags & (1 << 16) != 0 => return Some(()),
            Some(b"Btn") if inherited.flags & (1 << 15) != 0 => PdfFieldKind::Radio,
            Some(b"Btn") => PdfFieldKind::Check,
            Some(b"Sig") => {
                if inherited.value.is_some() {
                    self.contents.notes.insert(Note::Signed);
                }
                return Some(());
            }
            _ => return Some(()),
        };
        if let Some(first) = self.contents.fields.get(&name) {
            return if first.kind == PdfFieldKind::Radio && kind == PdfFieldKind::Radio {
                self.join(number, &name, inherited, widgets)
            } else {
                self.contents.duplicates.insert(name);
                Some(())
            };
        }
        let value = match kind {
            PdfFieldKind::Text { .. } | PdfFieldKind::Choice => self.words(inherited.value)?,
            PdfFieldKind::Check | PdfFieldKind::Radio => self.state(inherited.value, &widgets)?,
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
        self.contents.fields.insert(name, PdfField { object: number, others: Vec::new(), kind, widgets, max_letters });
        Some(())
    }

    /// Takes further radio buttons into the field of the same name: of all of them one is on.
    fn join(&mut self, number: u32, name: &str, inherited: &Inherited<'a>, widgets: Vec<Widget>) -> Option<()> {
        let on = self.state(inherited.value, &widgets)?.map(|state| printable(&state)).filter(|s| !s.is_empty());
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

    /// Holds what drawing into the pages would copy against the bound: pages may share their lists too.
    fn pages(&self) -> Option<()> {
        let file = self.file;
        let tree =
            || file.array_at(file.dict_at(file.dict_at(file.catalog()?, "StructTreeRoot")?, "ParentTree")?, "Nums");
        let nums = tree().unwrap_or_default();
        let elements: BTreeMap<i64, &Object> =
            nums.chunks_exact(2).filter_map(|pair| Some((pair[0].int()?, file.resolve(&pair[1])?))).collect();
        let widgets: usize = self.contents.fields.values().map(|f| f.widgets.len()).sum();
        // Each widget is looked for in the tree.
        if widgets.saturating_mul(nums.len()) > 16 * WORK {
            return None;
        }
        let mut left = WORK;
        for page in file.pages() {
            let Some(page) = file.get(page).and_then(Object::dict) else { continue };
            let resources = file.inherited(page, "Resources");
            let objects = resources.and_then(Object::dict).and_then(|r| file.at(r, "XObject"));
            let tagged = page.int("StructParents").and_then(|key| elements.get(&key).copied());
            let own = ["Annots", "Contents"].into_iter().filter_map(|key| file.at(page, key));
            let copied = own.chain(resources).chain(objects).chain(tagged).map(Object::weight).sum();
            left = left.checked_sub(copied)?;
        }
        Some(())
    }
}

/// The bytes of a string or a name.
fn length(object: &Object) -> usize {
    if let Object::Str(bytes) | Object::Name(bytes) = object { bytes.len() } else { 0 }
}

/// Without characters that print nothing and could mislead a terminal.
fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Words with line breaks of one kind, and without characters that print nothing and could mislead a terminal.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
