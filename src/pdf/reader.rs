//! How a file is read: by its cross-reference tables and streams, and where those are broken by the objects themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{FileReader, XrefEntry, find};
use super::file::{Damage, File, PdfProblem, READ_LIMITS};
use super::object::Object;
use super::search::{end_is_there, find_catalog};

impl File {
    /// Reads a file. Bytes before its header shift its offsets, as viewers take it.
    ///
    /// # Errors
    /// Where it is no PDF, encrypted under a password, broken beyond repair, or asks for more than [`READ_LIMITS`] allow.
    pub fn read(bytes: &[u8]) -> Result<Self, PdfProblem> {
        if bytes.len() as u64 > READ_LIMITS.file {
            return Err(PdfProblem::TooLarge);
        }
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        let Some(before) = find(head, b"%PDF-") else { return Err(PdfProblem::NotPdf) };
        let bytes = &bytes[before..];
        let mut reader = FileReader::new(bytes);
        let mut file = reader.chain().and_then(|()| reader.unlock()).and_then(|()| reader.load(true));
        if file.is_some() && reader.is_stale() && !reader.bomb {
            file = None;
        }
        let end = end_is_there(bytes);
        match &mut file {
            Some(file) => file.damage = (!end).then_some(Damage::End),
            None if !reader.bomb && !reader.locked => {
                reader.search();
                file = reader.load(false);
                if let Some(file) = &mut file {
                    file.damage = Some(if end { Damage::Tables } else { Damage::End });
                }
            }
            None => {}
        }
        if reader.locked {
            return Err(PdfProblem::Encrypted);
        }
        if reader.bomb || reader.budget.is_spent() {
            return Err(PdfProblem::Bomb);
        }
        file.ok_or(PdfProblem::Broken)
    }
}

impl FileReader<'_> {
    /// Reads every object that is listed; `None` where the list cannot be trusted.
    fn load(&mut self, trusted: bool) -> Option<File> {
        let mut objects = BTreeMap::new();
        let mut containers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, entry) in self.entries.clone() {
            match entry {
                XrefEntry::In(container) => containers.entry(container).or_default().push(number),
                XrefEntry::At(offset) => match self.indirect(offset) {
                    Some((found, object)) if found == number => drop(objects.insert(number, object)),
                    _ if trusted => return None,
                    _ => {}
                },
            }
        }
        self.gather(objects, containers)
    }

    /// The file of what was read, and what lies in object streams.
    fn gather(&mut self, mut objects: BTreeMap<u32, Object>, containers: BTreeMap<u32, Vec<u32>>) -> Option<File> {
        for (container, wanted) in containers {
            let wanted: BTreeSet<u32> = wanted.into_iter().collect();
            let Some(Object::Stream(stream)) = objects.get(&container).cloned() else { continue };
            for (number, object) in self.contents(&stream).unwrap_or_default() {
                if wanted.contains(&number) {
                    objects.entry(number).or_insert(object);
                }
            }
            if self.bomb {
                return None;
            }
        }
        let mut file = File { objects, trailer: self.trailer.clone(), damage: None };
        if self.cut {
            find_catalog(&mut file);
        }
        let pages = file.catalog().and_then(|c| file.dict_at(c, "Pages"));
        pages.is_some().then_some(file)
    }
}
