//! The parts of a Word file, unpacked within bounds; the only file that knows the ZIP crate.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

/// The most parts of a file.
const MOST_PARTS: usize = 10_000;
/// The most bytes of a part of text.
pub(super) const LARGEST_TEXT: u64 = 40_000_000;
/// The most bytes of a picture.
pub(super) const LARGEST_PICTURE: u64 = 10_000_000;
/// The most bytes of all that is unpacked.
const LARGEST: u64 = 160_000_000;

/// The parts of a Word file.
pub(super) struct DocumentParts<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    parts: BTreeMap<String, (ZipArchiveEntryWayfinder, CompressionMethod)>,
    /// How many bytes were unpacked.
    unpacked: std::cell::Cell<u64>,
}

impl<'a> DocumentParts<'a> {
    /// Reads the list of parts.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, String> {
        let damaged = |_| "the file is damaged: its list of parts cannot be read".to_owned();
        let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut parts = BTreeMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            if parts.len() >= MOST_PARTS {
                return Err(format!("the file has more than {MOST_PARTS} parts"));
            }
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).replace('\\', "/");
            let name = name.trim_start_matches('/').to_owned();
            // Of two of a name programs read the first.
            parts.entry(name).or_insert((entry.wayfinder(), entry.compression_method()));
        }
        Ok(Self { archive, parts, unpacked: std::cell::Cell::new(0) })
    }

    /// Whether there is a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// Whether there are parts in a folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.parts.range(folder.to_owned()..).next().is_some_and(|(name, _)| name.starts_with(folder))
    }

    /// The bytes of a part; `None` where it is not there.
    ///
    /// # Errors
    /// Where it is damaged or larger than it may be.
    pub(super) fn get(&self, name: &str, most: u64) -> Result<Option<Vec<u8>>, String> {
        let Some((at, method)) = self.parts.get(name) else { return Ok(None) };
        let damaged = || format!("the file is damaged: its part `{name}` cannot be read");
        let entry = self.archive.get_entry(*at).map_err(|_| damaged())?;
        let left = LARGEST.saturating_sub(self.unpacked.get()).min(most);
        let mut bytes = Vec::new();
        let read = match *method {
            CompressionMethod::STORE => entry.data().take(left + 1).read_to_end(&mut bytes),
            CompressionMethod::DEFLATE => DeflateDecoder::new(entry.data()).take(left + 1).read_to_end(&mut bytes),
            _ => return Err(format!("the file is packed in a way that Word does not write (`{name}`)")),
        };
        read.map_err(|_| damaged())?;
        if bytes.len() as u64 > left {
            return Err(format!("the part `{name}` of the file is larger than {} MB", left / 1_000_000));
        }
        self.unpacked.set(self.unpacked.get() + bytes.len() as u64);
        Ok(Some(bytes))
    }
}
