//! What the commands on forms share: which form is meant, reading PDFs within bounds, writing what families wrote.

use std::io::Read;
use std::path::Path;

use super::given::is_pattern;
use super::load::{Loaded, load, load_tree};
use super::names::did_you_mean;
use crate::acroform::embed::Embedded;
use crate::acroform::fingerprint;
use crate::acroform::font::FieldFont;
use crate::acroform::read::{self, FormContents};
use crate::answers::open;
use crate::audit::Sight;
use crate::cli::args::WhichForm;
use crate::cli::exit::Failure;
use crate::cli::options::{Global, is_pdf, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Severity, Sink};
use crate::document::Job;
use crate::engine::Base;
use crate::engine::fonts::Fonts;
use crate::job::{self, Options, Selection, Shared, Stopwatch};
use crate::model::{Product, Project};
use crate::pdf::file::{File, PdfProblem, READ_LIMITS};
use crate::project::Tree;
use crate::review::statuses::ReviewStatuses;
use crate::source::Sources;

/// An empty form in memory.
pub(crate) struct OpenForm {
    /// The file, as objects.
    pub(crate) file: File,
    /// Its fields as they stand in the file.
    pub(crate) found: FormContents,
    /// The questions that it carries.
    pub(crate) embedded: Embedded,
    /// The beginning of the names of what is made of it.
    pub(crate) stem: String,
}

/// The bytes of a file, if it is no larger than a PDF may be.
pub(crate) fn bytes(path: &Path, shown: &str, sink: &mut Sink) -> Option<Vec<u8>> {
    // Not by its size alone: a pipe or a device has none.
    let read = std::fs::File::open(path).and_then(|file| {
        let mut bytes = Vec::new();
        file.take(READ_LIMITS.file + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    match read {
        Ok(bytes) if bytes.len() as u64 > READ_LIMITS.file => {
            sink.push(open::unreadable(shown, PdfProblem::TooLarge));
            None
        }
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let (what, hint) = match error.kind() {
                _ if path.is_dir() => (
                    "this is a folder without a PDF in it".to_owned(),
                    "name the files, or the folder that they are in",
                ),
                std::io::ErrorKind::NotFound if is_pattern(path) => (
                    "no file matches this".to_owned(),
                    "in the name of a file `*` stands for any letters; look at its folder",
                ),
                std::io::ErrorKind::NotFound => ("there is no such file".to_owned(), "look at its name and folder"),
                _ => (format!("the file cannot be read: {error}"), "look whether you may read it"),
            };
            sink.push(Finding::new(Code::BadPdf, what).at(shown, 0..0).hint(hint));
            None
        }
    }
}

/// A form by the id of its worksheet or by its file; findings are printed, and `None` means that there are errors.
///
/// # Errors
/// Where the project cannot be read, or has no such worksheet.
pub(crate) fn open(
    global: &Global,
    form: &str,
    which: &WhichForm,
    terminal: &mut Terminal,
) -> Result<Option<OpenForm>, Failure> {
    if !is_pdf(form) {
        return open_built(global, form, which, terminal);
    }
    if which.lang.is_some() || which.clinic.is_some() || which.paper.is_some() {
        return Err(
            format!("{form} is a form already: --lang, --clinic and --paper are for the id of a worksheet").into()
        );
    }
    let mut sink = Sink::default();
    let path = Path::new(form);
    let opened = bytes(path, form, &mut sink).and_then(|bytes| open::open(form, &bytes, &mut sink));
    let opened = opened.and_then(|(file, found)| {
        if found.notes.contains(&read::Note::Signed) {
            sink.push(signed(form));
        }
        if let Some(mut finding) = fingerprint::finding(form, &file, &found) {
            finding.severity = Severity::Error;
            sink.push(finding);
        }
        match found.embedded.clone() {
            Ok(embedded) => Some((file, found, embedded)),
            Err(why) => {
                let mut finding = open::foreign(form, why);
                finding.severity = Severity::Error;
                finding.hints = vec!["name a worksheet that handout made".to_owned()];
                sink.push(finding);
                None
            }
        }
    });
    let failed = sink.has_errors();
    terminal.findings(&sink.into_sorted(), &Files::new());
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(opened.filter(|_| !failed).map(|(file, found, embedded)| OpenForm { file, found, embedded, stem }))
}

/// A signed file, as a finding that forbids changing it.
pub(crate) fn signed(name: &str) -> Finding {
    let mut finding = Finding::new(Code::PdfContent, "the file is signed, and any change would break the signature");
    finding.severity = Severity::Error;
    finding.at(name, 0..0).hint("fill in or flatten a copy that is not signed")
}

/// Builds the form of a worksheet.
fn open_built(
    global: &Global,
    id: &str,
    which: &WhichForm,
    terminal: &mut Terminal,
) -> Result<Option<OpenForm>, Failure> {
    let today = which.today.unwrap_or_else(today);
    let Loaded { tree, sources, project, mut sink, fonts } = load(global, today)?;
    let Some(project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return Ok(None);
    };
    let selection = selection(&project, id, which)?;
    let plan = job::plan(&project, &ReviewStatuses::of(&project, today), &mut sink).select(&selection);
    let form = match plan.jobs.first() {
        Some(job) => {
            let base = Base::new(&tree, fonts);
            build_form(job, &base, &sources, &mut sink).map(|(file, found, embedded)| {
                let path = job.path(None);
                let stem = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".pdf").to_owned();
                OpenForm { file, found, embedded, stem }
            })
        }
        None => None,
    };
    if let Some(blocked) = plan.blocked.iter().find(|b| b.is_withdrawn) {
        return Err(format!("`{id}` ({}) is {}", blocked.lang, blocked.reason).into());
    }
    if plan.jobs.is_empty() && !sink.has_errors() {
        return Err(format!("`{id}` makes no worksheet to fill in").into());
    }
    let findings = sink.into_sorted();
    let concern = |f: &&Finding| form.is_none() || f.severity == Severity::Error && f.place.is_none();
    let findings: Vec<Finding> = findings.iter().filter(concern).cloned().collect();
    terminal.findings(&findings, sources.files());
    Ok(form)
}

/// Makes a form and reads it again.
fn build_form(job: &Job, base: &Base, sources: &Sources, sink: &mut Sink) -> Option<(File, FormContents, Embedded)> {
    let shared = Shared { base, sources, asked: &[], sight: Sight::Frames, stopwatch: &Stopwatch::stopped() };
    let options = Options { export: true, ..Options::default() };
    let bytes = job::build_document(job, &shared, &options, sink).bytes()?;
    let file = File::read(&bytes).ok()?;
    let found = read::read(&file)?;
    let embedded = found.embedded.clone().ok()?;
    Some((file, found, embedded))
}

/// The one document that is meant.
fn selection(project: &Project, id: &str, which: &WhichForm) -> Result<Selection, String> {
    let worksheets = project.texts.values().filter(|t| t.fits(Product::Worksheet));
    let langs: Vec<&str> = worksheets.clone().filter(|t| t.head.id == id).map(|t| t.head.lang.as_str()).collect();
    let broken = |lang: &String| project.broken.contains(&(id.to_owned(), lang.clone()));
    let mistakes = match &which.lang {
        Some(lang) => broken(lang),
        None => langs.is_empty() && project.settings.languages.iter().any(broken),
    };
    if mistakes {
        return Err(format!("the file of the worksheet `{id}` has mistakes: `handout check {id}` shows them"));
    }
    if langs.is_empty() {
        let ids: Vec<&str> = worksheets.map(|t| t.head.id.as_str()).collect();
        return Err(format!("the project has no worksheet `{id}`{}", did_you_mean(id, ids)));
    }
    let lang = match &which.lang {
        Some(lang) if langs.contains(&lang.as_str()) => lang.clone(),
        Some(lang) => return Err(format!("the worksheet `{id}` does not exist in `{lang}`")),
        None if langs.len() == 1 => langs[0].to_owned(),
        None => return Err(format!("the worksheet `{id}` exists in {}: name one with --lang", langs.join(", "))),
    };
    let clinics = &project.settings.clinics;
    let clinic = match &which.clinic {
        Some(clinic) if clinics.contains(clinic) => clinic.clone(),
        Some(clinic) => return Err(format!("the project has no clinic `{clinic}`")),
        None => clinics.first().cloned().ok_or("the project has no clinic")?,
    };
    let paper = match which.paper.or(project.settings.papers.first().copied()) {
        Some(paper) => paper,
        None => return Err("the project has no paper".to_owned()),
    };
    Ok(Selection {
        ids: vec![id.to_owned()],
        langs: vec![lang],
        products: vec![Product::Worksheet],
        clinics: vec![clinic],
        papers: vec![paper],
    })
}

/// The font in which answers are shown: the project's, or the one inside the program.
pub(crate) fn font(global: &Global) -> Result<FieldFont, String> {
    let tree = if global.has_project() { Tree::read(&global.root).ok() } else { None };
    let font = tree.and_then(|tree| Fonts::load(&tree).for_fields());
    font.or_else(|| Fonts::load(&Tree::defaults()).for_fields()).ok_or_else(|| "no font to show answers in".to_owned())
}

/// The project, where there is one that can be read: to say whether a form is of its present revision.
pub(crate) fn project(global: &Global) -> Option<Project> {
    let tree = global.has_project().then(|| Tree::read(&global.root).ok()).flatten()?;
    load_tree(tree, today()).project
}
