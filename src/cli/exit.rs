//! Exit codes.

use std::io::ErrorKind;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done (0).
    Done,
    /// Findings in the content (1).
    Findings,
    /// Usage or configuration: what was typed, or what the project says, must change (2).
    Usage,
    /// The environment: a file or folder that cannot be read or written, or that another run holds, or a network that is
    /// down (3). The same command may do later.
    Environment,
}

impl Exit {
    /// The number that the shell gets.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Environment => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}

/// Why a command could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// How the run ends.
    pub exit: Exit,
    /// What is wrong, in words.
    pub problem: String,
}

impl Failure {
    /// Of the environment.
    pub fn environment(problem: impl Into<String>) -> Self {
        Self { exit: Exit::Environment, problem: problem.into() }
    }

    /// A file or folder that cannot be written.
    pub fn unwritten(shown: impl std::fmt::Display, error: &std::io::Error) -> Self {
        Self::environment(format!("{shown} cannot be written: {error}"))
    }
}

/// Of a file that cannot be read or written, or of what stands in it.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::NotADirectory => error.to_string().into(),
            _ => Self::environment(error.to_string()),
        }
    }
}

/// What is wrong with what was typed, or with the project.
impl From<String> for Failure {
    fn from(problem: String) -> Self {
        Self { exit: Exit::Usage, problem }
    }
}

impl From<&str> for Failure {
    fn from(problem: &str) -> Self {
        problem.to_owned().into()
    }
}
