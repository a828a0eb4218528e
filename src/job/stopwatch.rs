//! Where the time that steps take is measured: no output depends on it.

use std::time::Duration;

/// Where laps are measured: `cli` passes a clock in, tests pass none.
pub struct Stopwatch(pub Box<dyn Fn() -> Duration + Send + Sync>);

impl Stopwatch {
    /// A stopwatch that always shows zero.
    pub fn stopped() -> Self {
        Self(Box::new(|| Duration::ZERO))
    }

    /// Starts a lap; calling the result ends it.
    pub fn start(&self) -> impl Fn() -> Duration + '_ {
        let from = (self.0)();
        move || (self.0)().saturating_sub(from)
    }
}
