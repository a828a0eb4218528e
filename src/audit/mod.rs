//! The print audit: the words on the laid-out pages, held against the document.
//!
//! It reads the pages (`reading`), finds the document's words in them (`matching`), looks at the pages as pixels where
//! nobody has tried their design (`seeing`), and holds what it found against what readers must get (`judging`). The file that
//! is made of them is read again (`rereading`) and held against the pages.

mod judging;
mod matching;
pub mod reading;
pub mod rereading;
pub mod seeing;

pub use judging::{Sight, audit, exported, overflow, sheets};
