//! The commands, one file each.

mod advice;
mod asked_packets;
mod blocked;
pub mod build;
mod came_back;
pub mod check;
pub mod completions;
pub mod coverage;
pub mod defaults;
pub mod design;
pub mod due;
pub mod explain;
pub mod extract;
pub mod fields;
mod file_name;
pub mod fill;
pub mod flatten;
mod folder;
mod form;
mod given;
mod guard;
pub mod history;
mod import;
mod known;
mod known_answer;
mod language;
mod links;
pub mod list;
mod load;
mod making;
mod names;
pub mod new;
mod not_built;
mod notices;
mod outcome;
pub mod packet;
pub mod packet_apply;
pub mod packet_import;
mod packet_reply;
mod places;
pub mod proof;
pub mod reader_test;
pub mod release;
pub mod review;
mod said;
pub mod schema;
mod sheet;
mod slip_import;
pub mod status;
mod summary;
pub mod test_sheet;
mod text_record;
mod text_rows;
mod typed_build;
mod unmatched;
pub mod void;
pub mod watch;
pub mod withdraw;

use crate::cli::exit::Exit;
use crate::diag::{Finding, Severity};

/// 1 where a finding is an error.
pub(crate) fn exit(findings: &[Finding]) -> Exit {
    if findings.iter().any(|f| f.severity == Severity::Error) { Exit::Findings } else { Exit::Done }
}
