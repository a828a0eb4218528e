//! Labels of one language: words around the text that tell nobody to do anything about their health.

use std::collections::BTreeMap;

use super::letters::composed;

/// Every label, and where it is printed.
pub const KEYS: &[(&str, &str)] = &[
    ("language_name", "The language's own name, in footers: English"),
    ("page", "Before the page number: Page"),
    ("of", "Between page number and number of pages: of"),
    ("minute_read", "After the computed minutes: minute read"),
    ("revision", "Before the revision number: Revision"),
    ("issued", "Before the date of issue: Issued"),
    ("seen", "Before the day a source was read: Seen"),
    ("evidence_checked", "Before the day the evidence was checked: Evidence checked"),
    ("phone", "Before the clinic's telephone number: Phone"),
    ("hours", "Before the clinic's opening hours: Hours"),
    ("feedback", "Before the address for comments: Tell us what was unclear"),
    ("also_in", "Before the names of other languages: Also in"),
    ("contents", "Heading of the contents of long handouts: Contents"),
    ("questions", "Heading of questions and answers: Questions families ask"),
    ("safety", "Heading of the safety facts: Overdose and naloxone"),
    ("worksheets", "Heading of the worksheets that go with a guide: Worksheets to go with this"),
    ("sources", "Heading of the sources: Sources"),
    ("purpose", "Before the sentence on why there is a text: Purpose"),
    ("first_published", "Before the day of the first revision: First published"),
    ("interests", "Before the line on funding: Funding and interests"),
    ("part", "Before the number of a part: Part"),
    ("required", "After the question of a field that needs an answer: needed"),
    ("date", "Beside a signature: Date"),
    ("pen", "At the head of worksheets on paper: Print it and use a pen"),
    ("screen", "At the head of worksheets on screen: Type here, or print it"),
    ("row", "Before the number of a row, for screen readers: Row"),
    ("extra", "Heading of the page for what did not fit: Extra space"),
    ("large_print", "Where a text exists in large letters: Also in large print"),
    ("steps_inside", "At the foot of a cover, before where the numbers stand: What to do: inside"),
    ("on_back", "At the foot of a cover: where to find the numbers to call"),
    ("on_flap", "The same where they stand with their signs behind the cover: When to get help: inside"),
    ("extra_help", "Below that heading: For what did not fit, with its number"),
    ("box_stop", "Heading of a box that warns, without one of its own: Stop"),
    ("box_do", "Heading of a box of what to do, without one of its own: Do"),
    ("box_dont", "Heading of a box of what not to do, without one of its own: Don’t"),
    ("answer_yes", "Beside the first circle of a question for yes or no: Yes"),
    ("answer_no", "Beside the second one: No"),
    ("help", "Heading of the box that says whom to call and when: When to get help"),
    ("help_emergency", "After whom to call in an emergency, before the signs: now if"),
    ("help_today", "After whom to call the same day, before the signs: today if"),
    ("help_today_us", "Where the clinic is to be called the same day, before the signs: Call us today if"),
    ("help_routine", "Before what can wait for a visit: At your next visit, ask about"),
    ("help_or_us", "Before the clinic's number where it stands second: Or call us"),
    ("notes", "Above lines to write on, where the last pages have room: My notes"),
    ("yours", "At the foot of worksheets: Your answers stay with you"),
];

/// The labels of one language.
#[derive(Clone, Debug, Hash)]
pub struct Strings {
    /// Language, as an ISO 639-1 code.
    pub lang: String,
    labels: BTreeMap<String, String>,
}

impl Strings {
    /// Labels of a language; each of [`KEYS`] must be there.
    pub(crate) fn new(lang: &str, labels: BTreeMap<String, String>) -> Option<Self> {
        let labels: BTreeMap<_, _> = labels.into_iter().map(|(key, label)| (key, composed(&label))).collect();
        KEYS.iter().all(|(key, _)| labels.contains_key(*key)).then(|| Self { lang: lang.to_owned(), labels })
    }

    /// The label of a key of [`KEYS`].
    pub fn get(&self, key: &str) -> &str {
        self.labels.get(key).map_or("", String::as_str)
    }

    /// Every label by its key.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.labels
    }
}
