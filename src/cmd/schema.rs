//! `handout schema`: the JSON Schema of a kind of file.

use crate::cli::args::SchemaArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::source::schema::schema;

/// Prints the JSON Schema of a kind of file; it cannot fail.
///
/// # Errors
/// Never: it returns what every command returns.
pub fn run(args: &SchemaArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    terminal.result(&serde_json::to_string_pretty(&schema(args.kind)).unwrap_or_default());
    Ok(Exit::Done)
}
