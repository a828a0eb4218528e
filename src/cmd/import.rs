//! `handout new guide ID --from FILE`: the document read, and what was found in it.

use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDate;

use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::Files;
use crate::engine::picture;
use crate::import::{self, ImportedGuide, NewGuide};
use crate::model::Project;
use crate::source::lint::KnownNumbers;

/// The most bytes of a picture beside a document.
const LARGEST_PICTURE: u64 = 10_000_000;

/// Makes a guide of a document; `None` where it cannot be made, which was said.
///
/// # Errors
/// Where the document cannot be read from its place.
pub(super) fn imported(
    global: &Global,
    project: &Project,
    (id, lang, day, author): (&str, &str, NaiveDate, &str),
    from: &Path,
    terminal: &mut Terminal,
) -> Result<Option<ImportedGuide>, Failure> {
    let path = global.here.join(from);
    let shown = from.display().to_string();
    let bytes =
        read(&path, import::LARGEST).map_err(|why| Failure::environment(format!("{shown} cannot be read: {why}")))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let beside = |name: &str| {
        let found = folder.join(name);
        read(&found, LARGEST_PICTURE).map_err(|why| match why.kind() {
            io::ErrorKind::NotFound => "there is no such file beside the document".to_owned(),
            _ => format!("it cannot be read: {why}"),
        })
    };
    let numbers = numbers(project, lang);
    let fact = |number: &str| numbers.name(number).map(str::to_owned);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let new = NewGuide { id, lang, day, author, from: &shown, flaw: &picture::flaw, fact: &fact };
    match import::import(&name, &bytes, &beside, &new) {
        Ok(made) => Ok(Some(made)),
        Err(finding) => {
            terminal.findings(&[finding], &Files::default());
            Ok(None)
        }
    }
}

/// The bytes of a file that is no larger than may be asked of this machine.
fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let kind = std::fs::metadata(path)?;
    // A pipe would be waited for, and a device has no end.
    if !kind.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("it is larger than {} MB", most / 1_000_000)));
    }
    Ok(bytes)
}

/// The numbers of the facts of a language, and those of the clinics.
fn numbers(project: &Project, lang: &str) -> KnownNumbers {
    let mut numbers = KnownNumbers::default();
    for facts in project.facts.values().filter(|facts| facts.lang == lang) {
        for fact in &facts.facts {
            if let Some(number) = &fact.number {
                numbers.add_fact(&fact.id, number);
            }
        }
    }
    project.clinics.values().for_each(|clinic| numbers.add_clinic(&clinic.phone));
    numbers
}
