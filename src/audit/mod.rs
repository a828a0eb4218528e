//! The print audit: the words on the laid-out pages, held against the document.
//!
//! It reads the pages (`reading`), finds the document's words in them (`matching`), looks at the pages as pixels where
//! nobody has tried their design (`seeing`), and holds what it found against what readers must get (`judging`).

mod judging;
mod matching;
pub mod reading;
pub mod seeing;

pub use judging::{Sight, audit, overflow, sheets};
