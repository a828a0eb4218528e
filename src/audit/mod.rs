//! The print audit: the words on the laid-out pages, held against the model.

mod controls;
mod expect;
mod folded;
mod hold;
mod long;
pub mod pages;
pub mod sheets;
mod visible;

pub use expect::{Expectations, Expected, Where, expectations};
pub use hold::audit;
