//! The files under `sources/`: read, held against their schema, every mistake found with its place.

mod check;
pub mod lint;
pub mod load;
mod lower;
pub mod markdown;
pub mod place;
pub mod raw;
pub mod schema;
mod sources;
mod syntax;
pub(crate) mod text;
pub mod yaml;

pub use sources::Sources;
