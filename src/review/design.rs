//! The design of a project: which layouts, fonts and labels are its own, and whether somebody signed them.
//!
//! The program's own are trusted as the program is. A design's digest is SHA-256 over JSON of the files that the project
//! replaced or added, each with path and SHA-256, in the order of their paths. Clinic logos and facts are no part of it.
//! A sign-off of a design is no clinical review, and nothing printed says a word of it.

use chrono::NaiveDate;
use serde_json::json;

use super::digest::Digest;
use crate::model::TakenBack;
use crate::model::date;
use crate::model::design::{DesignFile, DesignSignOff};
use crate::project::{FileOrigin, SourceFile, Tree};

/// The version of the form that is digested.
pub const FORM: u32 = 1;

/// The files that make a design: exactly those that a build reads from these folders.
const PARTS: [(&str, &[&str]); 3] =
    [("layouts/", &[".typ"]), ("fonts/", &[".ttf", ".otf"]), ("sources/strings/", &[".yaml"])];

/// How many files of a design are named where it may be at fault.
const NAMED: usize = 3;

/// A design that is not the program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// The files that were replaced or added, in the order of their paths; never none.
    pub files: Vec<DesignFile>,
    /// Their digest.
    pub digest: Digest,
    /// The latest sign-off that holds, or why there is none, in words for staff.
    pub signed: Result<DesignSignOff, String>,
}

/// Why a sign-off of a design does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoidDesign {
    /// It was taken back.
    TakenBack(TakenBack),
    /// The files are not those that were signed.
    OtherFiles,
    /// It was made under a version of the form that this program does not know.
    UnknownForm(u32),
    /// It is dated after today.
    InFuture(NaiveDate),
    /// Its date cannot be read.
    NoDate,
}

impl std::fmt::Display for VoidDesign {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            VoidDesign::TakenBack(taken_back) => write!(f, "it was {taken_back}"),
            VoidDesign::OtherFiles => write!(f, "the files are not those that were signed"),
            VoidDesign::UnknownForm(form) => write!(f, "signed under form {form}, which this program does not know"),
            VoidDesign::InFuture(day) => write!(f, "dated {day}, after today"),
            VoidDesign::NoDate => write!(f, "its date cannot be read"),
        }
    }
}

impl Design {
    /// The design of a project, judged on a day; `None` where all of it is the program's. `sign_offs` is `None` where
    /// their file has errors.
    pub fn of(tree: &Tree, sign_offs: Option<&[DesignSignOff]>, today: NaiveDate) -> Option<Self> {
        let files = own_files(tree);
        if files.is_empty() {
            return None;
        }
        let digest = digest(&files);
        let signed = match sign_offs {
            None => Err("the file of its sign-offs has errors".to_owned()),
            Some(sign_offs) => ruling(sign_offs, &digest, today),
        };
        Some(Self { files, digest, signed })
    }

    /// Some of its files, in words.
    pub fn named(&self) -> String {
        let named: Vec<String> = self.files.iter().take(NAMED).map(|file| format!("`{}`", file.path)).collect();
        let more = self.files.len().saturating_sub(NAMED);
        if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
    }

    /// What became of one sign-off.
    ///
    /// # Errors
    /// Why it does not hold.
    pub fn validate(digest: &Digest, sign_off: &DesignSignOff, today: NaiveDate) -> Result<(), VoidDesign> {
        if let Some(taken_back) = &sign_off.taken_back {
            return Err(VoidDesign::TakenBack(taken_back.clone()));
        }
        if sign_off.form != FORM {
            return Err(VoidDesign::UnknownForm(sign_off.form));
        }
        if sign_off.digest != digest.as_str() {
            return Err(VoidDesign::OtherFiles);
        }
        match date::parse(&sign_off.signed) {
            None => Err(VoidDesign::NoDate),
            Some(day) if day > today => Err(VoidDesign::InFuture(day)),
            Some(_) => Ok(()),
        }
    }

    /// The design in a line, for staff.
    pub fn sentence(&self) -> String {
        let files = match self.files.len() {
            1 => "1 file".to_owned(),
            n => format!("{n} files"),
        };
        match &self.signed {
            Ok(by) => format!(
                "the design is the project's own ({files}), signed by {} on {}; that is no clinical review",
                by.signed_by, by.signed
            ),
            Err(why) => format!("the design is the project's own ({files}) and is not signed: {why}"),
        }
    }
}

/// The latest sign-off that holds, or why none does.
fn ruling(sign_offs: &[DesignSignOff], digest: &Digest, today: NaiveDate) -> Result<DesignSignOff, String> {
    let verdicts: Vec<_> = sign_offs.iter().map(|s| (s, Design::validate(digest, s, today))).collect();
    let valid = verdicts.iter().filter(|(_, verdict)| verdict.is_ok()).map(|(sign_off, _)| *sign_off);
    if let Some(latest) = valid.max_by(|a, b| a.signed.cmp(&b.signed)) {
        return Ok(latest.clone());
    }
    // A sign-off of these very files that is void for another reason: the files did not change.
    let void: Vec<&VoidDesign> = verdicts.iter().filter_map(|(_, verdict)| verdict.as_ref().err()).collect();
    Err(match void.iter().rfind(|why| ***why != VoidDesign::OtherFiles) {
        Some(why) => format!("no sign-off holds: {why}"),
        None if void.is_empty() => "nobody has looked at proofs and signed it".to_owned(),
        None => "its files changed after the last signature".to_owned(),
    })
}

/// The layouts, fonts and labels that the project replaced or added.
fn own_files(tree: &Tree) -> Vec<DesignFile> {
    let parts = PARTS.iter().flat_map(|(folder, ends)| {
        tree.below(folder).filter(move |(path, _)| ends.iter().any(|end| path.ends_with(end)))
    });
    let mut files: Vec<DesignFile> = parts
        .filter(|(path, file)| is_own(tree, path, file))
        .map(|(path, file)| DesignFile { path: path.to_owned(), sha256: Digest::of(&file.bytes).as_str().to_owned() })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Whether a file differs from the program's of that path, byte for byte, or the program has none.
fn is_own(tree: &Tree, path: &str, file: &SourceFile) -> bool {
    let same = tree.replaced(path).is_some_and(|default| default.bytes == file.bytes);
    file.origin == FileOrigin::Project && !same
}

/// The digest of files that are in order.
fn digest(files: &[DesignFile]) -> Digest {
    let files: Vec<[&str; 2]> = files.iter().map(|file| [file.path.as_str(), file.sha256.as_str()]).collect();
    Digest::of(json!({"design": FORM, "files": files}).to_string().as_bytes())
}
