//! Fixture projects in temporary folders, and the program run on them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The day on which tests judge reviews.
pub(crate) const TODAY: &str = "2026-12-01";

/// A copy of `tests/fixtures/reviewed` in a temporary folder: a guide `first-visit`, a worksheet `all-fields` and
/// facts, all signed off, for the clinic `maple`.
pub(crate) struct Fixture {
    dir: tempfile::TempDir,
}

/// What a run printed, with the folder's path taken out.
#[derive(Debug)]
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a temporary folder can be written");
    for entry in std::fs::read_dir(from).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a temporary folder can be written");
        }
    }
}

impl Fixture {
    /// The reviewed fixture.
    pub(crate) fn reviewed() -> Self {
        Self::of("reviewed")
    }

    /// A copy of a folder of `tests/fixtures`.
    pub(crate) fn of(folder: &str) -> Self {
        let dir = tempfile::tempdir().expect("there is a folder for temporary files");
        copy(&root().join("tests/fixtures").join(folder), dir.path());
        Self { dir }
    }

    /// A path in the project.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// A file of the project.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Writes a file.
    #[track_caller]
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let target = self.path(path);
        std::fs::create_dir_all(target.parent().expect("paths lie in folders")).expect("a folder can be made");
        std::fs::write(target, text).unwrap_or_else(|e| panic!("{path}: {e}"));
        self
    }

    /// Removes a file.
    #[track_caller]
    pub(crate) fn remove(&self, path: &str) -> &Self {
        std::fs::remove_file(self.path(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        self
    }

    /// Replaces words that stand in a file exactly once.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.write(path, text.replacen(from, to, 1))
    }

    /// Runs the program in the project.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run_in(self.dir.path(), args)
    }

    /// `build --today TODAY` with more arguments.
    pub(crate) fn build(&self, args: &[&str]) -> Run {
        self.run(&[&["build", "--today", TODAY], args].concat())
    }

    /// Records that a reviewer signed the English text of an id on a day.
    #[track_caller]
    pub(crate) fn record(&self, id: &str, reviewer: &str, date: &str) -> Run {
        let who = ["--reviewer", reviewer, "--date", date, "--by", "Sample Clerk", "--today", TODAY];
        self.run(&[&["review", "record", id, "--lang", "en"][..], &who].concat())
    }
}

/// Runs the program in a folder.
pub(crate) fn run_in(dir: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let output = command.args(args).current_dir(dir).output().expect("the program was built");
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("the program prints UTF-8");
        text.replace(&dir.display().to_string(), "<project>")
    };
    Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

impl Run {
    /// Asserts the exit code.
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }

    /// Asserts that findings or failures hold a text.
    #[track_caller]
    pub(crate) fn complains(&self, text: &str) -> &Self {
        assert!(self.err.contains(text), "no `{text}` in:\n{}", self.err);
        self
    }

    /// Asserts that they do not.
    #[track_caller]
    pub(crate) fn says_nothing_of(&self, text: &str) -> &Self {
        assert!(!self.err.contains(text) && !self.out.contains(text), "`{text}` in:\n{}{}", self.out, self.err);
        self
    }

    /// Asserts that the result holds a text.
    #[track_caller]
    pub(crate) fn prints(&self, text: &str) -> &Self {
        assert!(self.out.contains(text), "no `{text}` in:\n{}", self.out);
        self
    }
}
