//! `manifest.json`: what a folder of outputs holds, from which inputs, in which review state.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::document::Job;
use crate::job::Output;
use crate::model::OutputTarget;
use crate::project::{SourceFile, Tree};
use crate::review::digest::Digest;
use crate::review::sign_off::ValidSignOff;
use crate::review::state::ReviewStatus;

/// The name of the file in each folder of outputs.
pub const NAME: &str = "manifest.json";

/// The version of the format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// What every version of the format has.
#[derive(Deserialize)]
struct ManifestHead {
    #[serde(default)]
    format: u32,
}

/// What a folder of outputs holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format, 0 where there is no manifest.
    pub format: u32,
    /// The program that wrote it.
    pub made_by: String,
    /// What the folder is for: the two never share one.
    #[serde(default, rename = "holds")]
    pub kind: Option<FolderKind>,
    /// SHA-256 of each file that was read, by its path in the project.
    pub inputs: BTreeMap<String, String>,
    /// The files, by their path in the folder.
    pub files: BTreeMap<String, FileEntry>,
}

/// What a folder of outputs is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FolderKind {
    /// Drafts, and reviewed texts beside them.
    Drafts,
    /// Released texts alone.
    Releases,
}

/// What is known of one file of outputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Id of the text.
    pub text: String,
    /// Its language, as an ISO 639-1 code.
    pub lang: String,
    /// The product, by its name in file names.
    pub product: String,
    /// Id of the clinic.
    pub clinic: String,
    /// The paper, by its name in file names.
    pub paper: String,
    /// How it is to be printed; absent where it is to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print: Option<String>,
    /// Revision of the text.
    pub revision: u32,
    /// Review state of the document.
    pub state: String,
    /// Digest of the text.
    pub text_digest: String,
    /// Digest of the facts it prints.
    pub facts_digest: Option<String>,
    /// The day the next review is due, where it is reviewed.
    pub next_review: Option<String>,
    /// The sign-offs whose reviewers it names; absent where it names none, or an earlier program wrote the entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<CreditedSignOff>,
    /// Number of pages.
    pub pages: usize,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 of the file; empty where a run that was to write it has not ended.
    pub sha256: String,
    /// SHA-256 of the file that was there before such a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<String>,
}

/// A sign-off that a file prints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct CreditedSignOff {
    /// The id under which it is kept: that of the text, or `facts-<region>`.
    pub of: String,
    /// The reviewer's id.
    pub reviewer: String,
    /// The day of the review.
    pub reviewed: String,
}

impl FileEntry {
    /// The entry of a finished job.
    pub fn new(job: &Job, output: &Output) -> Self {
        let (bytes, pages) = (&output.bytes, output.pages);
        let sha256 = Digest::of(bytes).as_str().to_owned();
        Self { pages, bytes: bytes.len(), sha256, ..Self::planned(job, output.print) }
    }

    /// The entry of a job whose file is not written yet.
    pub fn planned(job: &Job, print: Option<OutputTarget>) -> Self {
        let reviews = job.reviews();
        let head = &job.text.head;
        Self {
            text: head.id.clone(),
            lang: head.lang.clone(),
            product: job.product.as_str().to_owned(),
            clinic: job.clinic.id.clone(),
            paper: job.paper.as_str().to_owned(),
            print: print.map(|print| print.as_str().to_owned()),
            revision: head.revision,
            state: job.state().as_str().to_owned(),
            text_digest: reviews.text.digest.as_str().to_owned(),
            facts_digest: reviews.facts.map(|f| f.digest.as_str().to_owned()),
            next_review: reviews.next_review().map(|day| day.to_string()),
            credits: credits(job),
            pages: 0,
            bytes: 0,
            sha256: String::new(),
            earlier: None,
        }
    }

    /// Whether a run that was to write the file has not ended.
    pub fn is_planned(&self) -> bool {
        self.sha256.is_empty()
    }

    /// This planned entry beside that of the file of before. Until the run ends either edition may lie there, so the
    /// older facts and the earlier review count.
    #[must_use]
    pub fn over(self, before: &Self) -> Self {
        Self {
            facts_digest: before.facts_digest.clone().or(self.facts_digest),
            credits: self
                .credits
                .into_iter()
                .chain(before.credits.iter().cloned())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            next_review: [&before.next_review, &self.next_review].into_iter().flatten().min().cloned(),
            earlier: Some(before.sha256.clone()).filter(|sha| !sha.is_empty()).or(before.earlier.clone()),
            ..self
        }
    }

    /// Whether these are the bytes of the file, as far as is known.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        let found = Digest::of(bytes);
        [Some(&self.sha256), self.earlier.as_ref()].contains(&Some(&found.as_str().to_owned()))
    }
}

/// The sign-offs whose reviewers a document names.
fn credits(job: &Job) -> Vec<CreditedSignOff> {
    if !job.reviews().names_reviewers() {
        return Vec::new();
    }
    let of = |id: String, status: &ReviewStatus| -> Vec<CreditedSignOff> {
        let one = |sign_off: &ValidSignOff| CreditedSignOff {
            of: id.clone(),
            reviewer: sign_off.reviewer.id.clone(),
            reviewed: sign_off.reviewed.to_string(),
        };
        status.named().into_iter().map(one).collect()
    };
    let facts = job.facts.iter().flat_map(|(facts, status)| of(facts.review_id(), status));
    of(job.text.head.id.clone(), &job.text_review).into_iter().chain(facts).collect()
}

impl Manifest {
    /// Reads the manifest of a folder; an empty one where there is none.
    ///
    /// # Errors
    /// Where it cannot be read, is no manifest, or is that of a newer program: then nothing in the folder may be touched.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let path = folder.join(NAME);
        match std::fs::read(&path) {
            Ok(bytes) => {
                if serde_json::from_slice::<ManifestHead>(&bytes).is_ok_and(|head| head.format > FORMAT) {
                    return Err(unusable(format!("{} was written by a newer handout", path.display())));
                }
                serde_json::from_slice(&bytes).map_err(|e| {
                    unusable(format!(
                        "{} is no manifest of handout ({e}); move it away and build again",
                        path.display()
                    ))
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(io::Error::new(error.kind(), format!("{} cannot be read: {error}", path.display()))),
        }
    }

    /// Its JSON, ending in a line feed.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The digest of each file that a build reads, by path: 64 hexadecimal digits.
    pub fn inputs(tree: &Tree) -> BTreeMap<String, String> {
        let digest = |file: &SourceFile| file.sha256.map_or_else(|| Digest::of(&file.bytes), Digest::from);
        tree.below("")
            // No build reads answers to packets.
            .filter(|(path, _)| !path.ends_with(".md") && !path.starts_with("sources/reviews/packets/"))
            .map(|(path, file)| (path.to_owned(), digest(file).as_str().to_owned()))
            .collect()
    }
}

/// What is wrong with what stands in a file.
fn unusable(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_of_defaults_are_those_of_their_bytes() {
        let mut tree = Tree::defaults();
        let (path, bytes) =
            tree.below("layouts").next().map(|(path, file)| (path.to_owned(), file.bytes.to_vec())).unwrap();
        let same = |tree: &Tree| {
            let inputs = Manifest::inputs(tree);
            assert!(inputs.iter().all(|(path, digest)| *digest == Digest::of(&tree.get(path).unwrap().bytes).as_str()));
        };
        same(&tree);
        tree.insert(&path, bytes.clone());
        assert!(tree.get(&path).unwrap().sha256.is_some());
        same(&tree);
        tree.insert(&path, [bytes, b"// mine".to_vec()].concat());
        assert!(tree.get(&path).unwrap().sha256.is_none());
        same(&tree);
    }
}
