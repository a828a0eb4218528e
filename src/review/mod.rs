//! Whether the words on a page are those that a clinician signed, and what the page may say about it.
//!
//! Pure: a text, its sign-offs and a day go in; a [state](state::State) and the [sentences](credit) come out.

pub mod credit;
pub mod design;
pub mod digest;
pub mod due;
pub mod enough;
pub mod history;
mod printed;
pub mod reviewers;
mod sentences;
pub mod sign_off;
pub mod state;
pub mod statuses;
pub mod subject;
