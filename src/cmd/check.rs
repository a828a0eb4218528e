//! `handout check`: everything `build` does up to the audited pages, writing nothing; or the words of the texts, or
//! their web addresses.

use super::build::build_documents;
use super::language::check_language;
use super::links::check_links;
use crate::cli::args::CheckArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;

/// Checks what was asked for, up to the printed pages; or its words, or its web addresses.
///
/// # Errors
/// Where the project cannot be read.
pub fn run(global: &Global, args: &CheckArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.report(args.format);
    if args.links {
        return check_links(global, args, terminal);
    }
    if args.language {
        return check_language(global, args, terminal);
    }
    build_documents(global, &args.what, None, terminal)
}
