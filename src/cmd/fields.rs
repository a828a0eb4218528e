//! `handout fields`: what a worksheet asks, for people, programs, editors and spreadsheets.

use super::form;
use crate::answers::table;
use crate::cli::args::{FieldsArgs, FieldsFormat};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::{Terminal, table};
use crate::questions::describe;

/// Prints what a worksheet asks.
///
/// # Errors
/// Where the project cannot be read, or has no such worksheet.
pub fn run(global: &Global, args: &FieldsArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let Some(form) = form::open(global, &args.form, &args.which, terminal)? else { return Ok(Exit::Findings) };
    let schema = &form.embedded.schema;
    let pretty = |value: serde_json::Value| serde_json::to_string_pretty(&value).unwrap_or_default();
    match args.format {
        FieldsFormat::Text => {
            table(&describe::table(schema, "needed")).iter().for_each(|line| terminal.result(line.trim_end()));
        }
        FieldsFormat::Json => terminal.result(&pretty(describe::to_json(schema, &form.embedded.limits))),
        FieldsFormat::Schema => terminal.result(&pretty(describe::json_schema(schema))),
        FieldsFormat::Csv => terminal.result(&table::columns(schema).join(",")),
    }
    Ok(Exit::Done)
}
