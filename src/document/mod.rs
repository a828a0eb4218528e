//! What one document says, and which document it is.
//!
//! A [`Document`] is the only list of what is printed. Layouts get it as their data file, the audit holds the pages against
//! its nodes, copy-fitting shortens it, contents and bookmarks are its headings. What a product prints is an ordered list
//! of slots ([`slots`]).

mod around;
mod compose;
mod content;
mod entry;
pub mod fit;
mod help;
pub mod job;
mod letters;
mod link;
pub mod node;
mod panels;
pub mod products;
mod rich;
pub mod safety;
pub mod shorten;
pub mod slots;
mod sources;
mod strip;
mod worksheet;

pub use content::{Document, Filled, Form, Info};
pub use fit::{Fit, SafetyFacts};
pub use job::Job;
pub use node::{Node, Origin, Placement, Presence, Role, Span};
