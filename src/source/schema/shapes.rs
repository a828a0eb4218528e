//! What blocks, lists and words of one form look like when they are written, for those who have never seen one.

use crate::model::pattern::{
    COLOUR_PATTERN, DATE_PATTERN, DIGEST_PATTERN, ID_PATTERN, KNOWN_DATE_PATTERN, URL_PATTERN,
};

/// How the value of a key is written, as a sentence; `None` where its type says enough.
pub(crate) fn shape(key: &str) -> Option<&'static str> {
    let (_, shape) = SHAPES.iter().find(|(name, _)| *name == key)?;
    Some(shape)
}

/// What words are not that a pattern refuses, and how they are written.
pub(super) fn form(pattern: &str) -> Option<(&'static str, &'static str)> {
    let (_, what, hint) = FORMS.iter().find(|(form, ..)| *form == pattern)?;
    Some((what, hint))
}

/// Of days the findings say more: what was meant.
const FORMS: &[(&str, &str, &str)] = &[
    (
        ID_PATTERN,
        "is no id",
        "an id has small letters a to z, digits and single hyphens, and begins with a letter: `open-communication`",
    ),
    (DATE_PATTERN, "is no date", "write the day as year-month-day, such as 2026-03-01"),
    (
        KNOWN_DATE_PATTERN,
        "is no date",
        "write the day as year-month-day, such as 2026-03-01, or the month, 2026-03, or the year, 2026",
    ),
    (URL_PATTERN, "is no web address", "begin it with https:// and leave out spaces"),
    (COLOUR_PATTERN, "is no colour", "write it in quotes as # and six digits 0 to 9, a to f: \"#0b4f5c\""),
    (
        DIGEST_PATTERN,
        "is not written as it should be",
        "files in `reviews/` are written by `handout review record`; do not edit them",
    ),
];

const SHAPES: &[(&str, &str)] = &[
    ("dates", "write `dates: {issued: 2026-11-24}`"),
    (
        "sections",
        "each section begins with `- id: at-home`; `heading:`, `brief:` and `body: |` stand below it, under the `id`",
    ),
    ("faq", "each question begins with `- id: how-long`; `question:` and `answer: |` stand below it, under the `id`"),
    (
        "get_help",
        "each level is such as `- {level: today, call: clinic:phone, when: [You have a fever, The wound is red]}`",
    ),
    ("when", "write each sign on its own line after `- `"),
    ("call", "write `call: fact:call-911`, `call: clinic:phone`, or several in [brackets]"),
    ("parts", "each part begins with `- id: my-day`; `heading:` and `fields:` stand below it, under the `id`"),
    ("fields", "each field is such as `- {id: bedtime, type: text, label: When I go to bed}`"),
    ("options", "write `options: [{id: dark-room, label: A dark room}, {id: no-light, label: No light}]`"),
    ("columns", "write `columns: [{id: medicine, label: Medicine}, {id: dose, label: Dose}]`"),
    ("references", "each is such as `- {title: Sleep tips, publisher: CDC, url: https://example.org}`"),
    ("people", "each person is such as `- {id: jane-roe, name: Jane Roe}`"),
    ("facts", "each fact begins with `- id: call-911`; its other keys stand below it, under the `id`"),
    ("points", "each is a text, or such as `- {head: Call 911., text: Give the address.}`"),
    ("panels", "each of the three is such as `- {heading: Stay in touch, sections: [at-home]}`"),
    ("based_on", "write `based_on:`, and `title:`, `authors:` and `publisher:` below it, indented by two spaces"),
    ("review", "write `review: {months: 24}`"),
    ("hours", "write it for each language, such as `hours: {en: \"Monday to Friday, 9 to 5\"}`"),
    ("logo_alt", "write it for each language, such as `logo_alt: {en: A maple leaf}`"),
    ("colours", "write `colours: {primary: \"#0b4f5c\", tint: \"#e3f1f4\"}`"),
    ("language_exceptions", "each is such as `- {term: a word, reason: why it stands here}`"),
    ("items", "each is such as `- {number: 1, name: Purpose, asks: why there is this text, check: purpose}`"),
    ("helps", "write the names of checks in [brackets], such as `helps: [grade, short-sentences]`"),
    ("exceptions", "each is such as `- {code: typed-number, text: the words, reason: why they stand here}`"),
];
