//! Which documents there are, one of them from model to bytes, and all of them on all cores.

mod batch;
mod fit;
mod load;
mod lost;
mod made_of;
mod needed_facts;
mod options;
mod plan;
mod printed;
mod proof;
mod run;
mod sheets;
mod stopwatch;
mod view;

pub use batch::{JobResult, Timings, batch, each};
pub use fit::{Fitted, Fitter, Fitting};
pub use load::load;
pub use made_of::{MadeOf, Parts};
pub use options::{Options, Shared, WantedTargets};
pub use plan::{Blocked, Plan, Selection, plan, why_not};
pub use printed::printed;
pub use proof::{Proof, proof};
pub use run::{BuiltDocument, Outcome, Output, build_document};
pub use sheets::sides;
pub use stopwatch::Stopwatch;
pub use view::{SeenPage, View, view};
