//! `handout check`: everything `build` does up to the audited pages, writing nothing.

use super::build::build_documents;
use crate::cli::args::CheckArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;

/// Checks what was asked for, up to the printed pages.
///
/// # Errors
/// Where the project cannot be read.
pub fn run(global: &Global, args: &CheckArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.report(args.format);
    build_documents(global, &args.what, None, terminal)
}
