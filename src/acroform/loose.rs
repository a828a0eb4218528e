//! Fields that stand on pages and in no list: programs that merge files, or write them anew, lose the form's list of its
//! fields, and sometimes what stands above them.

use crate::acroform::contents::Note;
use crate::acroform::names::MOST_FIELDS;
use crate::acroform::walk::{DEPTH, FieldWalk, Inherited};
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

    /// Reads the field of a widget: with what stands above it, as far as that is there.
    fn loose(&mut self, number: u32, dict: &'a Dict) -> Option<()> {
        let file = self.file;
        let (mut top, mut at) = (number, dict);
        for _ in 0..DEPTH {
            let Some(above) = at.reference("Parent") else { break };
            // A field that was read already has looks enough.
            if self.seen.contains(&above) {
                return Some(());
            }
            let Some(parent) = file.get(above).and_then(Object::dict) else { break };
            (top, at) = (above, parent);
        }
        if top != number {
            self.contents.loose.push(top);
            self.field(top, "", &Inherited::default(), 0)?;
        }
        if self.knows(number) {
            return Some(());
        }
        let (prefix, inherited) = self.without_parent(dict);
        self.contents.loose.push(number);
        self.field(number, &prefix, &inherited, 0)
    }

    /// What can be told of a widget whose parent is lost: a button is one by its looks, and goes with those of the same
    /// parent.
    fn without_parent(&self, dict: &'a Dict) -> (String, Inherited<'a>) {
        let looks = self.file.dict_at(dict, "AP").and_then(|ap| self.file.at(ap, "N"));
        let mut inherited = Inherited::default();
        if let (None, Some(Object::Dict(_))) = (dict.get("FT"), looks) {
            inherited.kind = Some(b"Btn");
            inherited.flags = 1 << 15;
        }
        let parent = dict.reference("Parent").filter(|_| dict.get("T").is_none());
        (parent.map(|parent| format!("unnamed-{parent}")).unwrap_or_default(), inherited)
    }
}
