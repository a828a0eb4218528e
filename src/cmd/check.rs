//! `handout check`: everything `build` does up to the audited pages, writing nothing; or the words of the texts.

use super::build::build_documents;
use super::language::check_language;
use crate::cli::args::CheckArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;

/// Checks what was asked for, up to the printed pages, or its words.
///
/// # Errors
/// Where the project cannot be read.
pub fn run(global: &Global, args: &CheckArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.report(args.format);
    if args.language {
        return check_language(global, args, terminal);
    }
    build_documents(global, &args.what, None, terminal)
}
