//! What handout looks for: one function for each check, found by its name.

mod people;
mod project;
mod reading;
mod shape;
mod words;

use super::known::{CoverageSubject, Prints};
use super::outcome::CheckOutcome;
use crate::model::ItemCheck;

/// Looks for something.
pub(super) fn look(check: ItemCheck, subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    match check {
        ItemCheck::MainMessage => words::main_message(subject),
        ItemCheck::MessageFirst => words::message_first(subject),
        ItemCheck::MessageMarked => words::message_marked(subject),
        ItemCheck::Summary => words::summary(subject),
        ItemCheck::Purpose => words::purpose(subject),
        ItemCheck::Audience => words::audience(subject),
        ItemCheck::References => words::references(subject),
        ItemCheck::ReferencesCited => words::references_cited(subject, prints),
        ItemCheck::SourcesDated => words::sources_dated(subject),
        ItemCheck::MoreInformation => words::more_information(subject),
        ItemCheck::Authors => people::authors(subject),
        ItemCheck::Credentials => people::credentials(subject),
        ItemCheck::Reviewer => people::reviewer(subject),
        ItemCheck::ReviewDates => people::review_dates(subject),
        ItemCheck::EvidenceDated => people::evidence_dated(subject),
        ItemCheck::Interests => people::interests_known(subject),
        ItemCheck::TestedWithReaders => people::tested_with_readers(subject),
        ItemCheck::GetHelp => shape::get_help(subject),
        ItemCheck::Actions => shape::actions(subject, prints),
        ItemCheck::Directions => shape::directions(subject, prints),
        ItemCheck::StepsNumbered => shape::steps_numbered(prints),
        ItemCheck::ListsShort => shape::lists_short(subject, prints),
        ItemCheck::SectionsHeaded => shape::sections_headed(subject),
        ItemCheck::SectionLength => shape::section_length(subject),
        ItemCheck::VisualCues => shape::visual_cues(subject, prints),
        ItemCheck::Pictures => shape::pictures(subject, prints),
        ItemCheck::PicturesCaptioned => shape::pictures_captioned(subject, prints),
        ItemCheck::PicturesWithAlt => shape::pictures_with_alt(prints),
        ItemCheck::TablesHeaded => shape::tables_headed(prints),
        ItemCheck::Grade => reading::grade(subject),
        ItemCheck::PlainWords => reading::plain_words(subject),
        ItemCheck::ShortSentences => reading::short_sentences(subject),
        ItemCheck::ReadingTime => reading::reading_time(subject),
        ItemCheck::Numbers => reading::numbers(prints),
        ItemCheck::Dates => project::dates(subject),
        ItemCheck::Funding => project::funding(subject),
        ItemCheck::Publisher => project::publisher(subject),
        ItemCheck::Feedback => project::feedback(subject),
        ItemCheck::Contact => project::contact(subject),
        ItemCheck::Translations => project::translations(subject),
        ItemCheck::LargePrint => project::large_print(subject),
        ItemCheck::AccessibleFiles => project::accessible_files(),
        ItemCheck::Worksheets => project::worksheets(subject),
        ItemCheck::Products => project::products(subject),
    }
}
