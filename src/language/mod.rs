//! How hard a text is to read, and words in it for which there are better ones: advice, which stops nothing.
//!
//! # How a text is cut
//!
//! Graded is what a reader sees of a file: the values that the checks of the sources list as printed, and what Markdown
//! values print. Works that a text names (`references`, `based_on`) are not. A fact that a text prints whole is graded
//! once, in the facts file; one that is named in a line is a number, and a number is one word of one syllable, whatever
//! it takes to say it. Each paragraph, item of a list, heading, cell and label ends a sentence, with or without a full
//! stop. That flatters a text of many labels, so the grade of its running prose is given beside it. A sentence of one
//! or two words counts as words and not as a sentence, which makes a text of short labels look harder than it is.
//!
//! What a language needs is a table (`rules::LanguageRules`): measures with their limits, how syllables are counted,
//! abbreviations, words. Of other languages nothing is said but that there is no measure.

mod cut;
mod english;
mod grade;
mod judge;
mod rules;
mod spanish;
mod syllables;
mod words;

pub(crate) use judge::{GradedText, Grades, graded_texts};
