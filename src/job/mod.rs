//! Jobs: which text becomes which product in which language, for which clinic, on which paper.

mod batch;
mod plan;
mod run;

pub use batch::{Options, Outcome, Stopwatch, Timings, batch, each};
pub use plan::{Blocked, Job, Plan, Selection, plan};
pub use run::{Document, Shared, make};
