//! The print audit: the words on the laid-out pages, held against the document.
//!
//! It reads the pages (`reading`), finds the document's words in them (`matching`) and holds what it found against what
//! readers must get (`judging`).

mod judging;
mod matching;
pub mod reading;

pub use judging::{audit, overflow, sheets};
