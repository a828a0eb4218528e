//! From a job to laid-out pages; the only folder that knows Typst's library interface (with `audit::reading`, which
//! reads its frames, and `pdf::export`).

pub mod compile;
pub mod data;
pub mod drawing;
pub mod fonts;
pub mod image;
pub mod picture;
mod world;

pub use world::Base;
