//! Jobs: which text becomes which product in which language, for which clinic, on which paper.

mod batch;
mod fit;
mod plan;
mod proof;
mod run;
mod shorten;

pub use batch::{Options, Outcome, Prints, Stopwatch, Timings, batch, each};
pub use fit::{Fit, Fitted, Fitting, Setting, ways};
pub use plan::{Blocked, Job, Plan, Selection, plan};
pub use proof::{Proof, proof};
pub use run::{Document, Made, Output, Shared, make};
