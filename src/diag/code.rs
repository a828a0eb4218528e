//! The stable codes of findings.

use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($variant:ident, $name:literal, $severity:ident, $about:literal;)*) => {
        /// A stable code: it never changes its meaning, so that staff can look it up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $about] #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The usual severity.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means, in a sentence.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $about,)* }
            }
        }
    };
}

codes! {
    YamlSyntax, "yaml-syntax", Error, "The file is not YAML that can be read.";
    UnknownKey, "unknown-key", Error, "A key that this kind of file does not have.";
    CommentInText, "comment-in-text", Error, "Words behind a `#` that YAML takes for a comment.";
    DuplicateKey, "duplicate-key", Error, "The same key twice in one block.";
    MissingKey, "missing-key", Error, "A key that must be there is not.";
    WrongType, "wrong-type", Error, "A value of the wrong kind, such as a number where words belong.";
    BadValue, "bad-value", Error, "A value outside what is allowed for its key.";
    BadDate, "bad-date", Error, "A date that the calendar does not have, or not written YYYY-MM-DD.";
    UnknownId, "unknown-id", Error, "An id that names nothing in the project.";
    DuplicateId, "duplicate-id", Error, "The same id twice where ids must differ.";
    IdMismatch, "id-mismatch", Error, "A file whose name or folder does not agree with the id inside.";
    StrayFile, "stray-file", Warning, "A file under `sources/` that nothing reads.";
    Unreadable, "unreadable-file", Error, "A file that cannot be read, or is not UTF-8.";
    Markdown, "markdown", Error, "Markdown outside the subset that can be printed.";
    TypedNumber, "typed-number", Error, "A telephone number typed by hand instead of named as a fact.";
    UnplacedPicture, "unplaced-picture", Warning, "A picture that a text or a facts file lists and never places: it is signed and not printed.";
    NotImported, "not-imported", Error, "A document that no guide can be made of, or that cannot be read.";
    LeftOut, "left-out", Warning, "Something in a document that the guide made of it does not have.";
    TakenOtherwise, "taken-otherwise", Warning, "Something that the guide has in another form than the document it was made of.";
    ToVerify, "to-verify", Warning, "A number or claim in a document that somebody must check before it is a guide.";
    OtherLanguage, "other-language", Warning, "A text in another language than that of its file.";
    Untranslated, "untranslated", Error, "Words that are still to be translated, as `handout new ID --lang L` left them.";
    HardToRead, "hard-to-read", Warning, "A text above the reading level of many families.";
    LongSentence, "long-sentence", Hint, "A sentence of more than 25 words.";
    PlainerWord, "plainer-word", Hint, "A word for which there is a plainer one.";
    ShamingWord, "shaming-word", Warning, "A word that puts shame on people who use drugs.";
    DeadLink, "dead-link", Warning, "A web address that leads nowhere.";
    MovedLink, "moved-link", Hint, "A web address that has moved for good.";
    UnjudgedLink, "unjudged-link", Hint, "A web address of which a program cannot say whether it leads anywhere, or not now.";
    IssuedInFuture, "issued-in-future", Warning, "A day of issue after today.";
    TypedReadTime, "typed-read-time", Error, "A reading time typed by hand; it is computed.";
    InvisibleCharacter, "invisible-character", Error, "A character that prints nothing.";
    Placeholder, "placeholder", Warning, "Words that stand for others still to be written: such a text is neither signed nor released.";
    MissingGlyph, "missing-glyph", Error, "A character that the fonts cannot draw.";
    MissingTopic, "missing-topic", Warning, "The text lacks the topic that prints the emergency box or line it needs.";
    MissingFact, "missing-fact", Error, "A safety fact that the clinic's region does not have, or one to call without a number, or whose `title`, which the box prints, does not say it.";
    OlderFacts, "older-facts", Warning, "The project's facts file is older than the one that comes with handout.";
    MissingLabel, "missing-label", Error, "A label that a language lacks.";
    NotALabel, "not-a-label", Error, "A text in `strings/` that is more than a label.";
    LowContrast, "low-contrast", Error, "Colours too close to each other to read.";
    ReviewClaim, "review-claim", Error, "Words that claim a review outside the credits.";
    UnusedException, "unused-exception", Warning, "An exception in a text that no rule needs.";
    OwnReview, "own-review", Error, "An author signed off their own text.";
    ReviewInFuture, "review-in-future", Error, "A review dated after today.";
    BadReview, "bad-review", Error, "A sign-off that does not belong to this text.";
    Withdrawn, "withdrawn", Warning, "A form of a text that was withdrawn.";
    PacketRefused, "packet-refused", Error, "A packet that came back and cannot be taken as an answer.";
    ReviewerAsks, "reviewer-asks", Warning, "A reviewer asks for a change in a packet, or says something of a part.";
    KeptText, "kept-text", Warning, "The words of a sign-off are not kept beside it, or are others.";
    ChangedUnderRevision, "changed-under-revision", Warning, "The words changed, and the revision number is still the signed one.";
    ProductDoesNotFit, "product-does-not-fit", Error, "A product that this kind of text cannot be made into.";
    UnsupportedLanguage, "unsupported-language", Error, "A language in which handout cannot say what was reviewed.";
    SameOutput, "same-output", Error, "Two jobs would write the same file.";
    Layout, "layout", Error, "A layout file failed.";
    LayoutWarning, "layout-warning", Warning, "A layout file gave a warning.";
    Audit, "audit", Error, "The printed pages do not say exactly what the sources say.";
    LongWord, "long-word", Error, "A word too long for a line, with nothing in it at which it could break.";
    BadAnswer, "bad-answer", Error, "An answer that its field does not take, or that no field takes.";
    AnswerMissing, "answer-missing", Warning, "A question that needs an answer and has none.";
    AnswerTooLong, "answer-too-long", Warning, "An answer that its field does not show whole.";
    BesideFields, "beside-fields", Warning, "Texts, drawings or notes that somebody put on a form's pages beside its fields.";
    ExtraSpaceChanged, "extra-space-changed", Warning, "Lines on the page for extra space that belong to no answer any more.";
    AnswerMissingGlyph, "answer-missing-glyph", Warning, "An answer with letters that the form's font cannot show.";
    FormSuperseded, "form-superseded", Warning, "A form of another revision than the project's.";
    ForeignForm, "foreign-form", Warning, "A form that handout did not make: its answers have no types.";
    PagesChanged, "pages-changed", Warning, "A form of handout whose pages are not as handout made them.";
    NoForm, "no-form", Error, "A PDF without fields.";
    BadPdf, "bad-pdf", Error, "A file that is no PDF that can be read, or more than may be asked of this machine.";
    DamagedPdf, "damaged-pdf", Warning, "A PDF that lost its end or was damaged, and was read all the same.";
    PdfContent, "pdf-content", Warning, "A PDF with signatures, scripts or an XFA form, none of which is used.";
    DoesNotFit, "does-not-fit", Error, "A text that has no room on the panels or cards of a product.";
    TooShort, "too-short", Error, "A text too short for a booklet, whose sheets would be half empty.";
    CopyFitted, "copy-fitted", Hint, "A text that fits on the panels of a product only with less space or smaller letters.";
    FactsLeftOut, "facts-left-out", Hint, "A tri-fold without room for the safety facts that longer products print.";
    NumbersLeftOut, "numbers-left-out", Warning, "A tri-fold of `brief` texts that lacks numbers to call of the whole text.";
    UnderfullPanel, "underfull-panel", Hint, "A panel that is more than half empty.";
    LowResolution, "low-resolution", Warning, "A picture with fewer than 300 pixels an inch, for a print shop.";
    InksDiffer, "inks-differ", Warning, "A clinic's ink of quite another colour than the one it stands for.";
    ScreenColours, "screen-colours", Hint, "A picture that no ink is known for, for a print shop: it converts the colours.";
    TooMuchInk, "too-much-ink", Error, "A colour of more than 300 % ink, for a print shop.";
    Imposition, "imposition", Error, "Printed sheets that do not say exactly what their pages say.";
    Export, "export", Error, "The pages cannot be written as PDF/UA-1 and PDF/A-2a.";
}
