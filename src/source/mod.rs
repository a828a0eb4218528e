//! The files under `sources/`: read, held against their schema, every mistake found with its place.

mod checks;
mod keys;
pub mod lint;
pub mod load;
mod lower;
pub mod markdown;
mod names;
pub mod place;
pub mod raw;
pub mod rewording;
pub mod schema;
mod slips;
mod sources;
pub(crate) mod swallowed;
mod syntax;
pub mod translation;
mod words;
pub mod yaml;

pub use sources::Sources;
