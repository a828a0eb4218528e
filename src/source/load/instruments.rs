//! Instruments of the project's own.

use std::collections::BTreeMap;

use super::files::SourceFiles;
use super::paths::{INSTRUMENTS, stem};
use crate::diag::Sink;
use crate::model::Instrument;
use crate::source::checks::instruments;
use crate::source::lower;
use crate::source::raw::{RawInstrument, SourceKind};
use crate::source::yaml;

/// The instruments by id, those without errors.
pub(super) fn load(files: &mut SourceFiles, sink: &mut Sink) -> BTreeMap<String, Instrument> {
    let mut all = BTreeMap::new();
    for (path, _) in files.tree.below(INSTRUMENTS) {
        let Some(id) = stem(path, INSTRUMENTS) else { continue };
        let (raw, ()) = files.read(SourceKind::Instrument, path, sink, |lint, root, sink| {
            instruments::check(lint, root, id, sink);
        });
        if let Some(raw) = raw {
            all.insert(id.to_owned(), lower::instrument(raw));
        }
    }
    all
}

/// An instrument that comes with the program; `None` of what is none, which a test rules out.
pub(crate) fn shipped_instrument(file: &str, text: &str) -> Option<Instrument> {
    let root = yaml::parse(file, text, &mut Sink::default())?;
    let raw: RawInstrument = serde_json::from_value(root.to_json()).ok()?;
    Some(lower::instrument(raw))
}
