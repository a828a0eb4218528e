//! What a large project was last seen to be: kept beside it, so that nothing is parsed while none of its files changes.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diag::Finding;
use crate::output;
use crate::project::Tree;
use crate::record::{PROGRAM, digest_of, digest_of_tree};

/// A hidden folder in the project for what may be thrown away at any time.
const FOLDER: &str = ".handout";

/// From how many files on answers are kept: fewer are read before anybody notices.
const FROM: usize = 200;

/// What a command said of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownAnswer {
    /// What was found.
    pub(crate) findings: Vec<Finding>,
    /// What was said.
    pub(crate) lines: Vec<String>,
}

/// Where the answer of a command is kept, and to which question it is one.
pub(crate) struct AnswerPlace {
    path: PathBuf,
    question: String,
}

impl AnswerPlace {
    /// That of a command as it was typed, with the files that it reads; `None` for small projects.
    pub(crate) fn of(root: &Path, command: &str, asked: &str, tree: &Tree) -> Option<Self> {
        if tree.below("sources/").take(FROM).count() < FROM {
            return None;
        }
        let question = digest_of(&format!("{PROGRAM} {command} {asked} {}", digest_of_tree(tree)));
        Some(Self { path: root.join(FOLDER).join(command), question })
    }

    /// The answer, where it is known and whole.
    pub(crate) fn read(&self) -> Option<KnownAnswer> {
        let text = std::fs::read_to_string(&self.path).ok()?;
        let (head, body) = text.split_once('\n')?;
        (head == self.head(body)).then(|| serde_json::from_str(body).ok())?
    }

    /// Keeps an answer; where it cannot be kept, the next one only takes longer.
    pub(crate) fn keep(&self, answer: &KnownAnswer) {
        let body = serde_json::to_string(answer).unwrap_or_default();
        if let Some(folder) = self.path.parent() {
            let ignore = folder.join(".gitignore");
            if !ignore.exists() {
                let _ = output::write(&ignore, b"# Made anew by handout.\n*\n");
            }
        }
        let _ = output::write(&self.path, format!("{}\n{body}", self.head(&body)).as_bytes());
    }

    fn head(&self, body: &str) -> String {
        format!("{} {}", self.question, digest_of(body))
    }
}
