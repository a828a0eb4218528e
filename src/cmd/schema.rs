//! `handout schema`: the JSON Schema of a kind of file.

use crate::cli::args::SchemaArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::terminal::Terminal;
use crate::output;
use crate::source::raw::SourceKind;
use crate::source::schema::schema;

/// Prints the JSON Schema of a kind of file, or writes those of all kinds.
///
/// # Errors
/// Where a file cannot be written.
pub fn run(args: &SchemaArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let text = |kind: SourceKind| serde_json::to_string_pretty(&schema(kind)).unwrap_or_default();
    if let Some(kind) = args.kind {
        terminal.result(&text(kind));
    }
    if let Some(folder) = &args.all {
        for kind in SourceKind::ALL {
            let file = folder.join(format!("{}.schema.json", kind.as_str()));
            let written = output::write(&file, format!("{}\n", text(*kind)).as_bytes());
            written.map_err(|e| Failure::unwritten(file.display(), &e))?;
        }
        terminal.say(&format!("wrote {} schemas into {}", SourceKind::ALL.len(), folder.display()));
    }
    Ok(Exit::Done)
}
