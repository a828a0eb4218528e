//! `handout review record design` and `review show design`: that somebody looked at proofs of a project's own design.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::load::{SaidProject, load_said};
use super::review::{LockedProject, locked};
use crate::cli::args::{RecordArgs, ShowArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::model::Project;
use crate::model::design::{DESIGN, DesignFile, DesignSignOff};
use crate::output;
use crate::project::Tree;
use crate::review::design::{Design, FORM};
use crate::source::raw::DesignReviews;
use crate::source::yaml;

/// What there is to say of a project that has no design of its own.
const NONE: &str = "this project has no design of its own: its layouts, fonts and labels are those of handout";

/// Whether the design is meant, and no text of that name: texts are asked for with their language.
pub fn is_meant(id: &str, lang: Option<&String>) -> bool {
    id == DESIGN && lang.is_none()
}

/// The design of a project, where it is not the program's.
pub(crate) fn design_of(tree: &Tree, project: &Project, today: NaiveDate) -> Option<Design> {
    Design::of(tree, project.design_sign_offs.as_deref(), today)
}

/// Records that somebody signed the design as it is now.
///
/// # Errors
/// Where there is no design to sign, a name or date will not do, or the file cannot be written.
pub fn record(global: &Global, args: &RecordArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if args.reviewer.is_some() || args.next.is_some() || args.evidence.is_some() {
        return Err("a design is signed with --by and --date alone; a text called `design` needs --lang".into());
    }
    let today = args.today.unwrap_or_else(today);
    let Some(locked) = locked(global, today, terminal)? else { return Ok(Exit::Usage) };
    let LockedProject { project, tree, reviews, .. } = &locked;
    let design = design_of(tree, project, today).ok_or(NONE)?;
    if args.date > today {
        return Err(format!("the sign-off is dated {}, after today ({today})", args.date).into());
    }
    let by = args.by.split_whitespace().collect::<Vec<_>>().join(" ");
    if by.is_empty() || by.chars().any(char::is_control) {
        return Err("--by needs the name of the person who looked at proofs of the design".into());
    }
    let file = reviews.join(format!("{DESIGN}.yaml"));
    let Some(mut sign_offs) = project.design_sign_offs.clone() else {
        return Err(format!("{} has errors; correct them first", global.shown(&file)).into());
    };
    let sign_off = DesignSignOff {
        form: FORM,
        digest: design.digest.as_str().to_owned(),
        signed: args.date.to_string(),
        signed_by: by,
        files: design.files,
        taken_back: None,
    };
    if sign_offs.contains(&sign_off) {
        return Err("this very sign-off is recorded already".into());
    }
    let said = format!(
        "recorded: {} signed the design of this project on {} ({}); that is no clinical review",
        sign_off.signed_by,
        sign_off.signed,
        super::summary::count(sign_off.files.len(), "file")
    );
    let digest = sign_off.digest.clone();
    sign_offs.push(sign_off);
    write(&file, sign_offs)?;
    terminal.say(&said);
    terminal.say(&format!("digest {digest}"));
    terminal.detail(&global.shown(&file));
    Ok(Exit::Done)
}

/// Writes the sign-offs of a design.
pub(super) fn write(file: &Path, sign_offs: Vec<DesignSignOff>) -> Result<(), Failure> {
    let text = yaml::write(
        "Written by `handout review record design`: do not edit. One entry for each sign-off.",
        &DesignReviews { sign_offs },
    )?;
    output::write(file, text.as_bytes()).map_err(|e| Failure::unwritten(file.display(), &e))
}

/// Shows the design of a project with its sign-offs.
///
/// # Errors
/// Where the project cannot be read.
pub fn show(global: &Global, args: &ShowArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let Some(SaidProject { tree, project, exit }) = load_said(global, today, terminal)? else { return Ok(Exit::Usage) };
    let design = design_of(&tree, &project, today);
    match &design {
        Some(design) => {
            terminal.result(&design.sentence());
            terminal.result(&format!("  digest {}", design.digest.as_str()));
            design.files.iter().for_each(|file| terminal.result(&format!("  {} {}", file.sha256, file.path)));
        }
        None => terminal.result(NONE),
    }
    for sign_off in project.design_sign_offs.iter().flatten() {
        terminal.result(&format!("{} signed on {}", sign_off.signed_by, sign_off.signed));
        let verdict = design.as_ref().map(|design| Design::validate(&design.digest, sign_off, today));
        match verdict {
            Some(Ok(())) => terminal.result("  holds"),
            Some(Err(void)) => terminal.result(&format!("  does not hold: {void}")),
            None => terminal.result("  is of files that are not there any more"),
        }
        terminal.result(&format!("  digest {}", sign_off.digest));
        let now = design.as_ref().map(|design| design.files.as_slice()).unwrap_or_default();
        changes(&sign_off.files, now).iter().for_each(|line| terminal.result(&format!("  {line}")));
    }
    Ok(exit)
}

/// What became of the files that were signed, a line each.
fn changes(signed: &[DesignFile], now: &[DesignFile]) -> Vec<String> {
    let by_path = |files: &[DesignFile]| -> BTreeMap<String, String> {
        files.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect()
    };
    let (signed, now) = (by_path(signed), by_path(now));
    let since = signed.iter().filter_map(|(path, sha256)| match now.get(path) {
        None => Some(format!("{path} is not the project's own any more")),
        Some(other) if other != sha256 => Some(format!("{path} changed since")),
        Some(_) => None,
    });
    let added = now.keys().filter(|path| !signed.contains_key(*path)).map(|path| format!("{path} was added since"));
    since.chain(added).collect()
}
