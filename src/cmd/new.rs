//! `handout new`: files to begin with, written over nothing.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::import::imported;
use super::load::load;
use super::names::did_you_mean;
use crate::cli::args::NewArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Files, list};
use crate::model::Project;
use crate::output;
use crate::project::{starter, template};
use crate::source::Sources;
use crate::source::raw::SourceKind;
use crate::source::schema::schema;
use crate::source::translation::to_translate;

/// The author of the facts that come with the program.
const PROJECT: &str = "handout-project";

/// What can be begun in a project.
const KINDS: [&str; 3] = ["guide", "worksheet", "clinic"];

/// Begins what was asked for.
///
/// # Errors
/// Where a name will not do, something is there already, or a file cannot be written.
pub fn run(global: &Global, args: &NewArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let day = args.today.unwrap_or_else(today);
    let (what, lang) = (args.what.as_str(), args.lang.as_deref());
    if args.id.is_none() && lang.is_none() {
        if KINDS.contains(&what) {
            let id = if what == "clinic" { "north-side" } else { "sleep" };
            return Err(format!("`new {what}` needs an id, such as `new {what} {id}`").into());
        }
        return project(global, Path::new(what), day, terminal);
    }
    if args.id.is_some() && !KINDS.contains(&what) {
        return Err(format!("`{what}` is nothing to begin{}", did_you_mean(what, KINDS)).into());
    }
    let Some(open) = OpenProject::open(global, day, terminal)? else { return Ok(Exit::Usage) };
    if let (Some(id), Some(from)) = (&args.id, &args.from) {
        return open.made_from(what, id, lang, from, terminal);
    }
    let said = match (&args.id, lang) {
        (None, lang) => open.translation(what, lang.unwrap_or_default())?,
        (Some(id), _) if what == "clinic" => open.clinic(id)?,
        (Some(id), lang) => open.text(what, id, lang)?,
    };
    terminal.say(&said);
    Ok(Exit::Done)
}

/// Refuses what is no id.
fn check_id(id: &str) -> Result<(), Failure> {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(plain) {
        return Ok(());
    }
    Err(format!("`{id}` is no id: small letters, digits and hyphens, a letter first, such as `first-visit`").into())
}

/// Begins a project that builds as it is.
fn project(global: &Global, folder: &Path, day: NaiveDate, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let root = global.here.join(folder);
    let files = starter().into_iter().map(|(name, text)| (root.join(&name), begun(&name, &filled(&text, "", day, ""))));
    let schemas = SourceKind::ALL.iter().map(|kind| {
        let text = serde_json::to_string_pretty(&schema(*kind)).unwrap_or_default();
        (root.join("schemas").join(schema_file(*kind)), format!("{text}\n"))
    });
    let files: Vec<(PathBuf, String)> = files.chain(schemas).collect();
    write_new(global, &files)?;
    terminal.say(&format!("made {} with {} files", global.shown(&root), files.len()));
    let folder = folder.display().to_string();
    let quote = if folder.contains(char::is_whitespace) { "\"" } else { "" };
    terminal.say(&format!("next: cd {quote}{folder}{quote} && handout build"));
    Ok(Exit::Done)
}

/// A template with what is known of the new file.
fn filled(text: &str, id: &str, day: NaiveDate, author: &str) -> String {
    text.replace("@ID@", id).replace("@DAY@", &day.to_string()).replace("@AUTHOR@", author)
}

fn schema_file(kind: SourceKind) -> String {
    format!("{}.schema.json", kind.as_str())
}

/// The kind of a file of the sources that people write, by its path in the project.
fn kind_of(name: &str) -> Option<SourceKind> {
    let rest = name.strip_prefix("sources/").filter(|rest| rest.ends_with(".yaml"))?;
    Some(match rest.split_once('/').map_or(rest, |(folder, _)| folder) {
        "project.yaml" => SourceKind::Project,
        "people.yaml" => SourceKind::People,
        "clinics" => SourceKind::Clinic,
        "guides" => SourceKind::Guide,
        "worksheets" => SourceKind::Worksheet,
        _ => return None,
    })
}

/// A file with the line before it that tells editors its schema, in the folder `schemas` of the project.
fn begun(name: &str, text: &str) -> String {
    let Some(kind) = kind_of(name) else { return text.to_owned() };
    let up = "../".repeat(name.matches('/').count());
    format!("# yaml-language-server: $schema={up}schemas/{}\n{text}", schema_file(kind))
}

/// Writes files of which none is there yet.
///
/// # Errors
/// Where one is there, before any is written; or where one cannot be written.
fn write_new(global: &Global, files: &[(PathBuf, String)]) -> Result<(), Failure> {
    let there = files.iter().filter(|(path, _)| path.exists());
    let there: Vec<String> = there.map(|(path, _)| global.shown(path)).collect();
    if !there.is_empty() {
        let is = if there.len() == 1 { "is" } else { "are" };
        let more = there.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let named = list(there.iter().take(SHOWN).map(String::as_str));
        return Err(format!("{named}{more} {is} there already; nothing was written").into());
    }
    for (path, text) in files {
        output::write(path, text.as_bytes()).map_err(|e| Failure::unwritten(global.shown(path), &e))?;
    }
    Ok(())
}

/// "1 section", "2 sections".
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// How many files that are there already are named.
const SHOWN: usize = 3;

/// A project to which something is added.
struct OpenProject<'a> {
    global: &'a Global,
    project: Project,
    sources: Sources,
    day: NaiveDate,
}

impl<'a> OpenProject<'a> {
    /// Reads it; `None` where its `project.yaml` cannot be used, which was said.
    fn open(global: &'a Global, day: NaiveDate, terminal: &mut Terminal) -> Result<Option<Self>, Failure> {
        let loaded = load(global, day)?;
        if loaded.project.is_none() {
            terminal.findings(&loaded.sink.into_sorted(), loaded.sources.files());
        }
        let sources = loaded.sources;
        Ok(loaded.project.map(|project| Self { global, project, sources, day }))
    }

    /// Writes one new file of the sources, with the schema for editors where the project has those.
    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let has_schemas = self.global.root.join("schemas").is_dir();
        let named = text.starts_with("# yaml-language-server:");
        let text = if has_schemas && !named { begun(name, text) } else { text.to_owned() };
        write_new(self.global, &[(self.global.root.join(name), text)])
    }

    /// A language of the project.
    fn lang<'b>(&'b self, asked: Option<&'b str>) -> Result<&'b str, Failure> {
        let mut known = self.project.settings.languages.iter().map(String::as_str);
        match asked {
            None => known.next().ok_or_else(|| "`languages:` of project.yaml is empty".into()),
            Some(lang) if known.clone().any(|other| other == lang) => Ok(lang),
            Some(lang) => {
                Err(format!("`{lang}` is not in `languages:` of project.yaml ({}); add it there", list(known)).into())
            }
        }
    }

    /// Who writes here, as far as that can be told.
    fn author(&self) -> &str {
        let people = self.project.people.keys().map(String::as_str);
        people.filter(|id| *id != PROJECT).min_by_key(|id| !id.contains("team")).unwrap_or(PROJECT)
    }

    /// A new guide, made of a document.
    fn made_from(
        &self,
        kind: &str,
        id: &str,
        lang: Option<&str>,
        from: &Path,
        terminal: &mut Terminal,
    ) -> Result<Exit, Failure> {
        if kind != "guide" {
            return Err(format!("only a guide is made of a document: `handout new guide {id} --from FILE`").into());
        }
        let lang = self.free(id, lang)?;
        let folder = format!("sources/guides/{id}");
        let Some(mut made) = imported(self.global, &self.project, (id, lang, self.day, self.author()), from, terminal)?
        else {
            return Ok(Exit::Findings);
        };
        let name = format!("{lang}.yaml");
        if self.global.root.join("schemas").is_dir() {
            made.text = begun(&format!("{folder}/{name}"), &made.text);
        }
        let mut files = std::mem::take(&mut made.pictures);
        files.push((name.clone(), made.text.into_bytes()));
        let place = self.global.root.join(&folder);
        if place.exists() {
            let shown = self.global.shown(&place);
            return Err(format!("{shown} is there already; nothing was written: choose another id").into());
        }
        output::write_folder(&place, &files).map_err(|e| Failure::unwritten(self.global.shown(&place), &e))?;
        let document = made.source.take().map(|text| (from.display().to_string(), text));
        terminal.findings(&made.findings, &Files::from_iter(document));
        terminal.say(&format!(
            "made {folder}/{name} with {}, {} and {}",
            counted(made.sections, "section"),
            counted(made.questions, "question"),
            counted(files.len() - 1, "picture")
        ));
        terminal.say(&format!("next: read it, write what is marked [insert, then: handout check {id}"));
        Ok(Exit::Done)
    }

    /// The language of a new text, of whose id there is none.
    fn free<'b>(&'b self, id: &str, lang: Option<&'b str>) -> Result<&'b str, Failure> {
        check_id(id)?;
        let lang = self.lang(lang)?;
        let mut known = self.project.texts.keys().chain(&self.project.broken);
        if known.any(|(known, _)| known == id) {
            return Err(
                format!("there is a text `{id}` already; `handout new {id} --lang L` begins a translation").into()
            );
        }
        Ok(lang)
    }

    /// A new guide or worksheet.
    fn text(&self, kind: &str, id: &str, lang: Option<&str>) -> Result<String, Failure> {
        let lang = self.free(id, lang)?;
        let Some(text) = template(&format!("{kind}.{lang}.yaml")) else {
            return Err(format!("there is no file to begin a {kind} with in `{lang}`").into());
        };
        let name = format!("sources/{kind}s/{id}/{lang}.yaml");
        self.write(&name, &filled(&text, id, self.day, self.author()))?;
        Ok(format!("made {name}; write it, then: handout build {id}"))
    }

    /// A new clinic.
    fn clinic(&self, id: &str) -> Result<String, Failure> {
        check_id(id)?;
        let each = |words: &str| {
            let langs = self.project.settings.languages.iter().map(|lang| format!("{lang}: \"{words}\""));
            format!("{{{}}}", langs.collect::<Vec<_>>().join(", "))
        };
        let text = template("clinic.yaml").unwrap_or_default();
        let text = text.replace("@HOURS@", &each("Monday to Friday, 9 am to 5 pm"));
        let text = text.replace("@LOGO@", &each("Name of the clinic, and what the logo shows"));
        let name = format!("sources/clinics/{id}.yaml");
        self.write(&name, &filled(&text, id, self.day, ""))?;
        Ok(format!("made {name}; add `{id}` to `clinics:` in sources/project.yaml, then: handout build --clinic {id}"))
    }

    /// A text in another language: its structure, with all words marked.
    fn translation(&self, id: &str, lang: &str) -> Result<String, Failure> {
        let lang = self.lang(Some(lang))?;
        let texts = || self.project.texts.values().filter(|text| text.head.id == id);
        let first = |lang: &String| texts().find(|text| text.head.lang == *lang);
        let Some(text) = self.project.settings.languages.iter().find_map(first) else {
            if self.project.broken.iter().any(|(known, _)| known == id) {
                return Err(format!("`{id}` has errors; correct them first").into());
            }
            let known = self.project.texts.keys().map(|(id, _)| id.as_str());
            return Err(format!("the project has no text `{id}`{}", did_you_mean(id, known)).into());
        };
        let from = &text.head.lang;
        let source = self.sources.files().get(&text.file).map(ToString::to_string).unwrap_or_default();
        let marked = to_translate(&text.file, &source).unwrap_or_default();
        let name = text.file.replace(&format!("/{from}.yaml"), &format!("/{lang}.yaml"));
        self.write(&name, &marked)?;
        Ok(format!(
            "made {name} from `{from}`: write what stands behind each TRANSLATE in `{lang}`, and take the word out; until \
             then the file has errors"
        ))
    }
}
