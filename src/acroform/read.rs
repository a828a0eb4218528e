//! What stands in the fields of a file, whoever made or saved it (ISO 32000-1, 12.7.3 and 12.7.4).

use std::collections::BTreeMap;

pub use crate::acroform::contents::{FormContents, Note, PdfField, PdfFieldKind, Widget};
use crate::acroform::names::{MOST_FIELDS, MOVED, RestLengths};
use crate::acroform::walk::{FieldWalk, WORK, has_actions};
use crate::acroform::{beside, embed};
use crate::pdf::file::File;
use crate::pdf::object::Object;
use crate::questions::schema::extra_name;

/// Reads the form of a file; `None` where it has none.
pub fn read(file: &File) -> Option<FormContents> {
    let catalog = file.catalog()?;
    let form = file.dict_at(catalog, "AcroForm");
    let mut walk = FieldWalk::new(file, embed::read(file));
    if form.is_some_and(|form| form.get("XFA").is_some()) {
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
    let listed = form.map_or(Some(()), |form| walk.fields(form));
    let all = listed.and_then(|()| walk.fields_on_pages());
    walk.contents.moved = walk.contents.fields.get(&extra_name()).map(|f| moved(file, f.object)).unwrap_or_default();
    let beside = beside::read(file, WORK);
    let all = all.filter(|()| beside.is_some());
    walk.contents.beside = beside.unwrap_or_default();
    if form.is_none() && walk.contents.fields.is_empty() {
        return None;
    }
    if all.is_none() || (walk.contents.embedded.is_ok() && walk.pages().is_none()) {
        walk.contents.notes.insert(Note::TooMuch);
    }
    (!walk.contents.fields.is_empty() || !walk.contents.notes.is_empty()).then_some(walk.contents)
}

/// What the field for what did not fit says of its entries.
fn moved(file: &File, field: u32) -> RestLengths {
    let pairs = file.get(field).and_then(Object::dict).and_then(|dict| file.array_at(dict, MOVED)).unwrap_or_default();
    let pair = |pair: &[Object]| Some((pair[0].as_text()?, usize::try_from(pair[1].int()?).ok()?));
    pairs.chunks_exact(2).take(MOST_FIELDS).filter_map(pair).collect()
}

impl FieldWalk<'_> {
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
