//! Published lists of what patient information should have, item by item.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A list of what patient information should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// The name of its file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Which edition of it, with its year.
    pub edition: String,
    /// Who published it.
    pub publisher: String,
    /// Where it stands.
    pub url: Option<String>,
    /// What to know before it is used.
    pub note: Option<String>,
    /// Its items, in its own order.
    pub items: Vec<InstrumentItem>,
}

/// An item of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentItem {
    /// The instrument's own number; `None` where it has none.
    pub number: Option<String>,
    /// What it is about, in a few words.
    pub name: String,
    /// What it asks for, in words of our own.
    pub asks: String,
    /// What handout looks for.
    pub check: Option<ItemCheck>,
    /// The question to ask oneself, where a person must judge.
    pub judge: Option<String>,
    /// What else handout knows that helps to judge.
    pub helps: Vec<ItemCheck>,
    /// What a text must have for the item to count.
    pub applies_to: Option<ItemScope>,
}

/// What a text must have for an item to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemScope {
    /// Texts that print a picture.
    Pictures,
    /// Texts that print a table.
    Tables,
}

/// What handout looks for in a text, its project and its review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemCheck {
    /// The text says the one thing to remember.
    MainMessage,
    /// That stands at the head of the first page.
    MessageFirst,
    /// It is set apart from the rest.
    MessageMarked,
    /// There is a summary.
    Summary,
    /// It is said why there is this text.
    Purpose,
    /// It is said for whom it is.
    Audience,
    /// It is said who wrote it.
    Authors,
    /// The people who wrote it have credentials and roles.
    Credentials,
    /// A clinician has reviewed exactly these words, and the facts that they print.
    Reviewer,
    /// The day of the review and of the next one are known.
    ReviewDates,
    /// The day of issue is known, and that of the first edition.
    Dates,
    /// A person checked the evidence, on a day that is known.
    EvidenceDated,
    /// The interests of those who wrote and reviewed it are known.
    Interests,
    /// It is said who paid for it.
    Funding,
    /// It is said who publishes it.
    Publisher,
    /// The text lists sources.
    References,
    /// Each source is cited where the text uses it.
    ReferencesCited,
    /// Each source has a year or the day on which it was read.
    SourcesDated,
    /// The text says where to read or ask further.
    MoreInformation,
    /// The text says when to get help, and whom to call.
    GetHelp,
    /// The text says what a reader can do: whom to call, or a box with what to do.
    Actions,
    /// The text says how to do it: numbered steps, or when and whom to call.
    Directions,
    /// There are numbered steps.
    StepsNumbered,
    /// There are lists, none of more than seven items.
    ListsShort,
    /// The text is cut into parts, each with a heading.
    SectionsHeaded,
    /// How long its parts are.
    SectionLength,
    /// Boxes, bold words or a key message draw the eye.
    VisualCues,
    /// There are pictures.
    Pictures,
    /// Each picture has words below or beside it.
    PicturesCaptioned,
    /// Each picture has words for those who cannot see it.
    PicturesWithAlt,
    /// Each table has a row of headings.
    TablesHeaded,
    /// Readers have tried the text.
    TestedWithReaders,
    /// Readers can say what was unclear.
    Feedback,
    /// The text says how the clinic is reached.
    Contact,
    /// The reading level is one that most families can read.
    Grade,
    /// There are no words for which handout knows plainer ones, and none that put shame on people.
    PlainWords,
    /// There are no long sentences.
    ShortSentences,
    /// The text is there in each language of the project.
    Translations,
    /// It is made in large print.
    LargePrint,
    /// Its PDFs can be read aloud by a program.
    AccessibleFiles,
    /// How long it takes to read.
    ReadingTime,
    /// Which numbers stand in it.
    Numbers,
    /// Worksheets go with it.
    Worksheets,
    /// What is made of it.
    Products,
}

impl ItemCheck {
    /// Every check.
    pub const ALL: &[ItemCheck] = &[
        ItemCheck::MainMessage,
        ItemCheck::MessageFirst,
        ItemCheck::MessageMarked,
        ItemCheck::Summary,
        ItemCheck::Purpose,
        ItemCheck::Audience,
        ItemCheck::Authors,
        ItemCheck::Credentials,
        ItemCheck::Reviewer,
        ItemCheck::ReviewDates,
        ItemCheck::Dates,
        ItemCheck::EvidenceDated,
        ItemCheck::Interests,
        ItemCheck::Funding,
        ItemCheck::Publisher,
        ItemCheck::References,
        ItemCheck::ReferencesCited,
        ItemCheck::SourcesDated,
        ItemCheck::MoreInformation,
        ItemCheck::GetHelp,
        ItemCheck::Actions,
        ItemCheck::Directions,
        ItemCheck::StepsNumbered,
        ItemCheck::ListsShort,
        ItemCheck::SectionsHeaded,
        ItemCheck::SectionLength,
        ItemCheck::VisualCues,
        ItemCheck::Pictures,
        ItemCheck::PicturesCaptioned,
        ItemCheck::PicturesWithAlt,
        ItemCheck::TablesHeaded,
        ItemCheck::TestedWithReaders,
        ItemCheck::Feedback,
        ItemCheck::Contact,
        ItemCheck::Grade,
        ItemCheck::PlainWords,
        ItemCheck::ShortSentences,
        ItemCheck::Translations,
        ItemCheck::LargePrint,
        ItemCheck::AccessibleFiles,
        ItemCheck::ReadingTime,
        ItemCheck::Numbers,
        ItemCheck::Worksheets,
        ItemCheck::Products,
    ];
}
