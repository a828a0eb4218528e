//! `handout show`: facts and labels that come with the program, as files to start from.

use crate::cli::args::{DefaultsCommand, ShowDefaultsArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::terminal::Terminal;
use crate::cmd::names::did_you_mean;
use crate::project::Tree;

/// Prints a file that comes with the program, as it is.
///
/// # Errors
/// Where none comes for the region or the language.
pub fn run(args: &ShowDefaultsArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let (folder, name, what) = match &args.command {
        DefaultsCommand::Facts { region, lang } => ("sources/facts/", format!("{region}.{lang}"), "facts"),
        DefaultsCommand::Strings { lang } => ("sources/strings/", lang.clone(), "labels"),
    };
    let tree = Tree::defaults();
    let text = |name: &str| std::str::from_utf8(&tree.get(&format!("{folder}{name}.yaml"))?.bytes).ok();
    let Some(text) = text(&name) else {
        let known = tree.below(folder).filter_map(|(path, _)| path.strip_prefix(folder)?.strip_suffix(".yaml"));
        return Err(format!("no {what} `{name}` come with handout{}", did_you_mean(&name, known)).into());
    };
    terminal.result(text.trim_end());
    Ok(Exit::Done)
}
