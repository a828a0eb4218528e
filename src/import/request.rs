//! What is known of a new guide beside its document.

use chrono::NaiveDate;

use crate::model::figure::FindPictureFlaw;

/// What is known of a new guide beside its document.
#[derive(Clone, Copy)]
pub struct NewGuide<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its language, as ISO 639-1 code.
    pub lang: &'a str,
    /// The day of issue.
    pub day: NaiveDate,
    /// The id of its author.
    pub author: &'a str,
    /// The document, as it is shown.
    pub from: &'a str,
    /// What is wrong with a picture at a width.
    pub flaw: FindPictureFlaw<'a>,
    /// The fact whose number a text has.
    pub fact: &'a dyn Fn(&str) -> Option<String>,
}
