//! The files of a project: what is on disk, over the defaults inside the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use crate::diag::{Code, Files, Finding, Sink};

#[derive(RustEmbed)]
#[folder = "sources"]
#[include = "strings/*.yaml"]
#[include = "facts/*.yaml"]
#[include = "facts/figures/*.svg"]
struct EmbeddedSources;

#[derive(RustEmbed)]
#[folder = "layouts"]
#[include = "*.typ"]
struct EmbeddedLayouts;

#[derive(RustEmbed)]
#[folder = "fonts"]
#[include = "*.ttf"]
#[include = "*.otf"]
struct EmbeddedFonts;

#[derive(RustEmbed)]
#[folder = "templates"]
struct EmbeddedTemplates;

/// A file inside the binary from which those of a project are begun, by its path below `templates/`.
pub fn template(path: &str) -> Option<String> {
    String::from_utf8(EmbeddedTemplates::get(path)?.data.into_owned()).ok()
}

/// The files of a new project, by their paths in it: `dot-` stands for the dot before hidden ones.
pub fn starter() -> Vec<(String, String)> {
    let files = EmbeddedTemplates::iter().filter_map(|path| Some((path.strip_prefix("project/")?.to_owned(), path)));
    files.filter_map(|(name, path)| Some((name.replace("dot-", "."), template(&path)?))).collect()
}

/// A font inside the binary, by its path below `fonts/`.
pub fn embedded_font(path: &str) -> Option<&'static [u8]> {
    match EmbeddedFonts::get(path)?.data {
        Cow::Borrowed(bytes) => Some(bytes),
        Cow::Owned(bytes) => Some(bytes.leak()),
    }
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOrigin {
    /// The project's own.
    Project,
    /// A default inside the binary.
    Default,
}

/// A file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Whose it is.
    pub origin: FileOrigin,
    /// Its SHA-256, where it is a default or the same as one: known since the program was built.
    pub sha256: Option<[u8; 32]>,
}

/// Every file that a run may read, by its path with forward slashes.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, SourceFile>,
    /// Defaults that the project replaced, for a comparison of facts.
    replaced: BTreeMap<String, SourceFile>,
}

/// Files that prove reviews: answered packets, letters.
const EVIDENCE: &str = "sources/reviews/evidence/";

impl Tree {
    /// The defaults alone.
    pub fn defaults() -> Self {
        fn collect<E: RustEmbed>(folder: &str, files: &mut BTreeMap<String, SourceFile>) {
            for path in E::iter() {
                if let Some(file) = E::get(&path) {
                    let sha256 = Some(file.metadata.sha256_hash());
                    let file = SourceFile { bytes: file.data, origin: FileOrigin::Default, sha256 };
                    files.insert(format!("{folder}/{path}"), file);
                }
            }
        }
        let mut files = BTreeMap::new();
        collect::<EmbeddedSources>("sources", &mut files);
        collect::<EmbeddedLayouts>("layouts", &mut files);
        collect::<EmbeddedFonts>("fonts", &mut files);
        Self { files, replaced: BTreeMap::new() }
    }

    /// The project in `root` over the defaults.
    ///
    /// # Errors
    /// Where a folder cannot be listed or a file cannot be read.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::defaults();
        for folder in SOURCE_FOLDERS {
            let mut found = Vec::new();
            list(&root.join(folder), folder, 0, &mut found)?;
            // What proves reviews is kept, and read by nobody here.
            for (name, path) in found.into_iter().filter(|(name, _)| !name.starts_with(EVIDENCE)) {
                let bytes = std::fs::read(&path)
                    .map_err(|e| io::Error::new(e.kind(), format!("cannot read {}: {e}", path.display())))?;
                tree.insert(&name, bytes);
            }
        }
        Ok(tree)
    }

    /// Adds or replaces a file of the project.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        let same = self.files.get(path).filter(|default| default.bytes == bytes);
        let sha256 = same.and_then(|default| default.sha256);
        let file = SourceFile { bytes: Cow::Owned(bytes), origin: FileOrigin::Project, sha256 };
        if let Some(before) = self.files.insert(path.to_owned(), file)
            && before.origin == FileOrigin::Default
        {
            self.replaced.insert(path.to_owned(), before);
        }
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// A file.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The default that the project replaced.
    pub fn replaced(&self, path: &str) -> Option<&SourceFile> {
        self.replaced.get(path)
    }

    /// A file as text; a finding where it is none.
    pub fn text(&self, path: &str, sink: &mut Sink) -> Option<&str> {
        let file = self.files.get(path)?;
        if let Some(kind) = document_kind(&file.bytes) {
            sink.push(
                Finding::new(Code::Unreadable, format!("the file is {kind}, whatever its name says"))
                    .at(path, 0..0)
                    .hint("save it as plain text with the encoding UTF-8, under a name that ends in `.yaml`"),
            );
            return None;
        }
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => Some(text),
            Err(error) => {
                let line = file.bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
                sink.push(
                    Finding::new(Code::Unreadable, format!("the file is not UTF-8 text (line {line})"))
                        .at(path, 0..0)
                        .hint("save it again in your editor with the encoding UTF-8"),
                );
                None
            }
        }
    }

    /// Every file below a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a SourceFile)> {
        self.files
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(path, file)| (path.as_str(), file))
    }

    /// The text files, for excerpts in findings.
    pub fn files(&self) -> Files {
        self.files
            .iter()
            .filter(|(path, _)| path.ends_with(".yaml") || path.ends_with(".typ"))
            .filter_map(|(path, file)| Some((path.clone(), std::str::from_utf8(&file.bytes).ok()?.into())))
            .collect()
    }
}

/// The most bytes that a file of a project may have.
const LARGEST: u64 = 100_000_000;

/// The folders of a project that are read.
pub const SOURCE_FOLDERS: [&str; 3] = ["sources", "layouts", "fonts"];

/// Whether files and folders of such a name are read: hidden ones are not, nor what editors put aside.
pub fn is_source_name(name: &str) -> bool {
    !name.starts_with('.') && !name.ends_with('~')
}

/// Lists files below a folder, without hidden ones; a folder that is not there is empty.
fn list(folder: &Path, name: &str, depth: usize, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if depth > 8 {
        return Ok(());
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io::Error::new(error.kind(), format!("cannot list {}: {error}", folder.display()))),
    };
    for entry in entries {
        let entry = entry?;
        let Ok(file_name) = entry.file_name().into_string() else { continue };
        if !is_source_name(&file_name) {
            continue;
        }
        let path = entry.path();
        let name = format!("{name}/{file_name}");
        // A pipe would be waited for, and a device has no end.
        let kind = std::fs::metadata(&path);
        if kind.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
            list(&path, &name, depth + 1, found)?;
        } else if kind.as_ref().is_ok_and(|kind| !kind.is_file()) {
            let why = format!("{} is no file but a pipe or device; take it out", path.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        } else if kind.is_ok_and(|kind| kind.len() > LARGEST) {
            let why = format!("{} is larger than 100 MB; take it out", path.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        } else {
            found.push((name, path));
        }
    }
    Ok(())
}

/// The folder of the project: the nearest one at or above `start` that has `sources/project.yaml`.
pub fn find(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|dir| dir.join("sources/project.yaml").is_file()).map(Path::to_owned)
}

/// What a file of a word processor is, told by its first bytes.
fn document_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a Word file"),
        (b"\xd0\xcf\x11\xe0", "a Word file"),
        (b"{\\rtf", "an RTF file, as word processors save them"),
        (b"%PDF-", "a PDF"),
    ];
    KINDS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| *kind)
}
