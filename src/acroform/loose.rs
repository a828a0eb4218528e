//! Fields that stand on pages and in no list: programs that merge files, or write them anew, lose the form's list of its
//! fields, and sometimes what stands above them.

use crate::acroform::contents::Note;
use crate::acroform::names::MOST_FIELDS;
use crate::acroform::walk::{DEPTH, FieldWalk, Inherited, without_controls};
use crate::pdf::object::{Dict, Object};

impl<'a> FieldWalk<'a> {
    /// Reads the fields on pages that no list led to.
    pub(super) fn fields_on_pages(&mut self) -> Option<()> {
        let file = self.file;
        let (listed, filled) = (self.contents.fields.len(), self.contents.values.len());
        self.apart = true;
        for page in file.pages() {
            let page = file.get(page).and_then(Object::dict);
            let annotations = page.and_then(|page| file.array_at(page, "Annots")).unwrap_or_default();
            self.spend(annotations.len())?;
            for number in annotations.iter().take(MOST_FIELDS).filter_map(Object::reference) {
                let Some(dict) = file.get(number).and_then(Object::dict) else { continue };
                if dict.name("Subtype") == Some(b"Widget") && !self.knows(number) {
                    self.loose(number, dict)?;
                }
            }
        }
        self.apart = false;
        let (all, values) = (self.contents.fields.len(), self.contents.values.len());
        if values > filled || all > listed && listed == 0 {
            self.contents.notes.insert(Note::Merged);
        }
        Some(())
    }

    fn knows(&self, number: u32) -> bool {
        self.widgets.contains(&number) || self.seen.contains(&number)
    }

    /// Reads the field of a widget that no list led to.
    fn loose(&mut self, number: u32, dict: &'a Dict) -> Option<()> {
        for top in self.above(number, dict)? {
            self.contents.loose.push(top);
        }
        Some(())
    }

    /// Reads a field that is listed, though another stands above it.
    pub(super) fn hanging(&mut self, number: u32, dict: &'a Dict) -> Option<()> {
        self.above(number, dict).map(drop)
    }

    /// Reads a field with what stands above it, as far as that is there; the fields at which it began.
    fn above(&mut self, number: u32, dict: &'a Dict) -> Option<Vec<u32>> {
        let mut begun = Vec::new();
        let file = self.file;
        // What has a type and a value of its own is more than a look.
        let own = dict.get("FT").is_some() && dict.get("V").is_some() && dict.get("T").is_none();
        let is_field = |dict: &Dict| ["T", "FT", "Kids"].iter().any(|key| dict.get(key).is_some());
        let (mut top, mut at) = (number, dict);
        let mut above = Vec::new();
        for _ in 0..DEPTH {
            let Some(parent) = at.reference("Parent") else { break };
            // A field that was read already has looks enough.
            if self.seen.contains(&parent) && dict.get("T").is_none() && !own {
                return Some(begun);
            }
            let Some(dict) = file.get(parent).and_then(Object::dict).filter(|dict| is_field(dict)) else { break };
            above.push(dict);
            (top, at) = (parent, dict);
        }
        if top != number && !self.seen.contains(&top) {
            begun.push(top);
            self.field(top, "", &Inherited::default(), 0)?;
        }
        // A look of a field that was read with those above it, though they do not list it.
        if self.knows(number) || (!above.is_empty() && dict.get("T").is_none() && !own) {
            return Some(begun);
        }
        let (prefix, inherited) = self.told_of(dict, &above)?;
        begun.push(number);
        self.field(number, &prefix, &inherited, usize::from(own))?;
        Some(begun)
    }

    /// What a widget has from those above it that do not list it. Where they are lost, a button is one by its looks, and
    /// goes with those of the same parent.
    fn told_of(&mut self, dict: &'a Dict, above: &[&'a Dict]) -> Option<(String, Inherited<'a>)> {
        let file = self.file;
        let mut inherited = Inherited::default();
        let mut names = Vec::new();
        for parent in above {
            if let (None, Some(Object::Name(kind))) = (inherited.kind, file.at(parent, "FT")) {
                inherited.kind = Some(kind);
                inherited.flags = file.at(parent, "Ff").and_then(Object::int).unwrap_or(0);
            }
            let name = file.at(parent, "T").and_then(Object::as_text).unwrap_or_default();
            self.spend(1 + name.len())?;
            names.extend(Some(without_controls(&name)).filter(|name| !name.is_empty()));
        }
        let looks = file.dict_at(dict, "AP").and_then(|ap| file.at(ap, "N"));
        if let (None, None, Some(Object::Dict(_))) = (dict.get("FT"), inherited.kind, looks) {
            inherited.kind = Some(b"Btn");
            inherited.flags = 1 << 15;
        }
        names.reverse();
        let lost = dict.reference("Parent").filter(|_| names.is_empty() && dict.get("T").is_none());
        Some((lost.map_or_else(|| names.join("."), |parent| format!("unnamed-{parent}")), inherited))
    }
}
