//! What the schema of each kind of file cannot say.

pub(super) mod clinics;
mod credentials;
pub(super) mod design;
pub(super) mod facts;
mod fields;
pub(super) mod figures;
mod help;
pub(super) mod ids;
mod inks;
pub(super) mod instruments;
pub(super) mod labels;
mod named;
mod panels;
pub(super) mod people;
mod points;
pub(super) mod project;
pub(super) mod regions;
pub(super) mod reviews;
pub(super) mod texts;
mod values;
