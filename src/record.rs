//! `.handout.record`: what each document of a folder of outputs was made of, so that nothing is made twice.
//!
//! It decides only whether work is done again, never what comes of it: whatever it says, an output is kept only where
//! the manifest lists the same bytes. One that is damaged, of another program or of an unknown form counts as none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diag::Finding;
use crate::job::MadeOf;
use crate::manifest::Manifest;
use crate::output;
use crate::project::Tree;
use crate::review::digest::Digest;

/// The name of the file in each folder of outputs.
pub const NAME: &str = ".handout.record";

/// The program and its sources: what another one made says nothing here.
pub const PROGRAM: &str = concat!("handout ", env!("CARGO_PKG_VERSION"), " ", env!("HANDOUT_SOURCES"));

/// How many ways to build a folder are kept.
const RUNS: usize = 16;

/// What is known of a folder of outputs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The program that wrote it.
    program: String,
    /// What was made, by the stem of its job.
    pub documents: BTreeMap<String, KnownDocument>,
    /// Builds after which nothing was left to do, the latest last.
    pub runs: Vec<KnownRun>,
}

/// A document that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownDocument {
    /// What it was made of.
    pub made_of: MadeOf,
    /// What it came to in every way in which it may be set (`job::printed`).
    pub printed: String,
    /// How many pages there are to read.
    pub pages: usize,
    /// Its files, by their paths in the folder; none where it has no room in its product.
    pub outputs: BTreeMap<String, KnownFile>,
    /// What was found on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Digest of the files into which findings point.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub places: String,
}

/// A file of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFile {
    /// How many pages it has.
    pub pages: usize,
    /// Its size.
    pub bytes: usize,
    /// Its SHA-256.
    pub sha256: String,
}

/// A build that made or kept everything that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownRun {
    /// What was asked for, on which day.
    pub asked: String,
    /// Digest of all files that it might read.
    pub files: String,
    /// The clinics whose folders it wrote to.
    pub clinics: Vec<String>,
    /// Digest of the manifest that it left.
    pub manifest: String,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was said.
    pub said: Vec<String>,
    /// The first file to read that was made, by its path in the folder.
    pub first: Option<String>,
}

impl Record {
    /// Reads the record of a folder; an empty one where there is none that can be trusted.
    pub fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(NAME)).unwrap_or_default();
        let record = text.split_once('\n').filter(|(digest, body)| *digest == digest_of(body));
        let record: Option<Self> = record.and_then(|(_, body)| serde_json::from_str(body).ok());
        record.filter(|record| record.program == PROGRAM).unwrap_or_default()
    }

    /// Writes it into a folder, without what the folder holds no more.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(mut self, folder: &Path, manifest: &Manifest) -> io::Result<()> {
        PROGRAM.clone_into(&mut self.program);
        self.documents.retain(|_, document| document.outputs.keys().all(|path| manifest.files.contains_key(path)));
        let digest = digest_of(&manifest.to_json());
        self.runs.retain(|run| run.manifest == digest);
        self.runs.drain(..self.runs.len().saturating_sub(RUNS));
        let body = serde_json::to_string(&self).unwrap_or_default();
        output::write(&folder.join(NAME), format!("{}\n{body}", digest_of(&body)).as_bytes())
    }
}

/// A digest of text.
pub fn digest_of(text: &str) -> String {
    Digest::of(text.as_bytes()).as_str().to_owned()
}

/// A digest of all files that a run may read: of each its path, whose it is, and its bytes. A copy of a default is the
/// project's own, and what nobody reads may be a finding.
pub fn digest_of_tree(tree: &Tree) -> String {
    let mut all = String::new();
    for (path, file) in tree.below("") {
        let sha256 = file.sha256.map_or_else(|| Digest::of(&file.bytes), Digest::from);
        let _ = writeln!(all, "{} {path} {:?} {}", path.len(), file.origin, sha256.as_str());
    }
    digest_of(&all)
}
