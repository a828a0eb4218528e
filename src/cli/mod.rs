//! What was typed, what it means, and the terminal. The only place that knows clock and environment.

pub mod args;
pub mod exit;
pub mod generated;
pub mod options;
pub mod report;
pub mod terminal;
pub mod viewer;
