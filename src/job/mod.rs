//! Which documents there are, one of them from model to bytes, and all of them on all cores.

mod batch;
mod fit;
mod load;
mod plan;
mod proof;
mod run;
mod sheets;

pub use batch::{JobResult, Options, Stopwatch, Timings, WantedTargets, batch, each};
pub use fit::{Fitted, Fitter, Fitting};
pub use load::load;
pub use plan::{Blocked, Plan, Selection, plan};
pub use proof::{Proof, proof};
pub use run::{BuiltDocument, Outcome, Output, Shared, build_document};
pub use sheets::sides;
