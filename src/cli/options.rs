//! What was typed, resolved against folder, clock and project.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::{Args, Command, Documents, Selected};
use super::exit::Failure;
use crate::job::{Selection, Stopwatch};
use crate::model::OutputTarget;
use crate::project;

/// What every command knows.
#[derive(Clone, Debug)]
pub struct Global {
    /// Folder of the project; empty where a command goes without one.
    pub root: PathBuf,
    /// The current folder.
    pub here: PathBuf,
}

impl Global {
    /// Finds the project.
    ///
    /// # Errors
    /// Where there is none.
    pub fn resolve(args: &Args) -> Result<Self, Failure> {
        #[expect(clippy::disallowed_methods, reason = "the command line is where the environment may be read")]
        let here = std::env::current_dir()
            .map_err(|e| Failure::environment(format!("the current folder cannot be read: {e}")))?;
        let root = match (&args.project, project_use(&args.command)) {
            (_, ProjectUse::None) => PathBuf::new(),
            (None, ProjectUse::IfThere) => project::find(&here).unwrap_or_default(),
            (Some(dir), _) if dir.join("sources/project.yaml").is_file() => dir.clone(),
            (Some(dir), _) => return Err(no_project(dir).into()),
            (None, ProjectUse::Needed) => project::find(&here).ok_or_else(|| {
                let what = "no project here: neither this folder nor one above it has sources/project.yaml (--project DIR names one)";
                misplaced(&here).map_or(what.to_owned(), |found| format!("{what}: {}", move_it(found)))
            })?,
        };
        Ok(Self { root, here })
    }

    /// Whether there is a project.
    pub fn has_project(&self) -> bool {
        !self.root.as_os_str().is_empty()
    }

    /// A path shown to people: relative to the current folder where it lies below it, and `.` for that folder.
    pub fn shown(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.here).unwrap_or(path);
        if shown.as_os_str().is_empty() { ".".to_owned() } else { shown.display().to_string() }
    }
}

/// Why a folder is no project, and what makes it one.
fn no_project(dir: &Path) -> String {
    let what = format!("{} has no sources/project.yaml, so it is no project of handout", dir.display());
    let hint = misplaced(dir).map_or_else(
        || "copy `sources/project.yaml` of another project there, and change what it says".to_owned(),
        move_it,
    );
    format!("{what}: {hint}")
}

/// A `project.yaml` of a folder that stands elsewhere in it, or under another name.
fn misplaced(dir: &Path) -> Option<&'static str> {
    let places = ["project.yaml", "sources/project.yml", "sources/project.yaml.txt"];
    places.into_iter().find(|path| dir.join(path).is_file())
}

fn move_it(found: &str) -> String {
    format!("move `{found}` to `sources/project.yaml`")
}

/// What a command does with a project.
enum ProjectUse {
    /// Nothing.
    None,
    /// It uses one where there is one: what is in a PDF can be read without the project that made it.
    IfThere,
    /// It cannot do without.
    Needed,
}

fn project_use(command: &Command) -> ProjectUse {
    let by_form = |form: &str| if is_pdf(form) { ProjectUse::IfThere } else { ProjectUse::Needed };
    match command {
        Command::Schema(_) | Command::Show(_) | Command::Explain(_) | Command::Completions(_) | Command::Man(_) => {
            ProjectUse::None
        }
        Command::New(new) if new.id.is_none() && new.lang.is_none() => ProjectUse::None,
        Command::Extract(_) | Command::Flatten(_) => ProjectUse::IfThere,
        Command::Fill(fill) => by_form(&fill.form),
        Command::Fields(fields) => by_form(&fields.form),
        Command::New(_)
        | Command::Build(_)
        | Command::Check(_)
        | Command::Coverage(_)
        | Command::Watch(_)
        | Command::List(_)
        | Command::Status(_)
        | Command::Due(_)
        | Command::Review(_)
        | Command::History(_)
        | Command::Withdraw(_)
        | Command::Proof(_) => ProjectUse::Needed,
    }
}

/// Whether a form is named by its file and not by its id.
pub fn is_pdf(form: &str) -> bool {
    Path::new(form).extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
}

/// Today by the clock of this machine.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock may be read")]
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// Ends this process, whatever else it does.
#[expect(
    clippy::exit,
    clippy::disallowed_methods,
    reason = "a process that serves another one has nothing to finish without it"
)]
pub fn leave() -> ! {
    std::process::exit(0)
}

/// A running stopwatch.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock may be read")]
pub fn stopwatch() -> Stopwatch {
    let start = std::time::Instant::now();
    Stopwatch(Box::new(move || start.elapsed()))
}

/// The address of the proxy that this machine wants to be used, and the hosts that are asked without it.
pub fn proxy() -> Option<(String, Vec<String>)> {
    #[expect(clippy::disallowed_methods, reason = "the command line is where the environment may be read")]
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let either = |name: &str| variable(name).or_else(|| variable(&name.to_lowercase()));
    let address = ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"].into_iter().find_map(either)?;
    let without = either("NO_PROXY").unwrap_or_default();
    let hosts = without.split(',').map(|host| host.trim().to_owned()).filter(|host| !host.is_empty());
    Some((address, hosts.collect()))
}

impl Documents {
    /// The selection that was typed.
    pub fn selection(&self) -> Selection {
        Selection {
            ids: self.ids.clone(),
            langs: self.lang.clone(),
            products: self.product.clone(),
            clinics: self.clinic.clone(),
            papers: self.paper.clone(),
        }
    }
}

impl Selected {
    /// How what is folded or cut is to be printed.
    pub fn prints(&self) -> Vec<OutputTarget> {
        if self.print.is_empty() { vec![OutputTarget::Office] } else { self.print.clone() }
    }
}
