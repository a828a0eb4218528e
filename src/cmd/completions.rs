//! `handout completions` and `handout man`: what shells and `man` read.

use crate::cli::args::{CompletionsArgs, ManArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::generated;
use crate::cli::terminal::Terminal;
use crate::cmd::names::did_you_mean;
use crate::output;

/// Prints what lets a shell complete commands and options; it cannot fail.
///
/// # Errors
/// Never: it returns what every command returns.
pub fn run(args: &CompletionsArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.result(generated::completions(args.shell).trim_end());
    Ok(Exit::Done)
}

/// Prints a page of the manual, or writes all of them.
///
/// # Errors
/// Where there is no such command, or a page cannot be written.
pub fn manual(args: &ManArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let pages = generated::manual();
    if let Some(folder) = &args.all {
        for (name, page) in &pages {
            let file = folder.join(name);
            output::write(&file, page.as_bytes()).map_err(|e| Failure::unwritten(file.display(), &e))?;
        }
        terminal.say(&format!("wrote {} pages into {}", pages.len(), folder.display()));
        return Ok(Exit::Done);
    }
    let name = args.command.as_ref().map_or("handout.1".to_owned(), |command| format!("handout-{command}.1"));
    let Some((_, page)) = pages.iter().find(|(page, _)| *page == name) else {
        let known = pages.iter().filter_map(|(page, _)| page.strip_prefix("handout-")?.strip_suffix(".1"));
        let asked = args.command.as_deref().unwrap_or_default();
        return Err(format!("there is no command `{asked}`{}", did_you_mean(asked, known)).into());
    };
    terminal.result(page.trim_end());
    Ok(Exit::Done)
}
