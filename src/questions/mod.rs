//! What a worksheet asks: its questions, the controls that a screen fills in, and how answers are written.

pub mod controls;
pub mod describe;
pub mod format;
pub mod schema;
