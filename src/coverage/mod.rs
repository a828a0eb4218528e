//! How a text stands against published lists of what patient information should have, item by item.
//!
//! Pure: an [instrument](crate::model::Instrument), a project with a text, and what is known of its review and its
//! reading level go in; items with verdicts and words for staff come out. What a program cannot know is never met, and no
//! score is made: that would need a person for each item.

mod checks;
mod instruments;
mod items;
mod known;
mod outcome;

pub(crate) use instruments::instruments;
pub(crate) use items::{CoveredItem, InstrumentCoverage, ItemVerdict, of};
pub(crate) use known::CoverageSubject;
