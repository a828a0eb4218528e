//! What a product can print, how long it is, and in which form and sizes it is tried.

use super::fit::{Fit, SafetyFacts};
use crate::model::{Panel, Product};

/// Something that a product may print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// The name of the clinic.
    ClinicName,
    /// Its address and telephone number.
    ClinicLine,
    /// The same with its name, where it stands alone.
    ClinicImprint,
    /// Its name and its telephone number, large; where there is room, its address and hours.
    ClinicCall,
    /// For whom it is.
    Audience,
    /// How long it takes to read it.
    ReadingTime,
    /// Whether a worksheet is filled in on a screen or with a pen.
    Medium,
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The emergency line, and where the numbers to call stand.
    CoverWarning,
    /// Whom to call.
    Calls,
    /// When to get help and whom to call, of every level.
    GetHelp,
    /// The most urgent level of it alone.
    GetHelpFirst,
    /// The level after that one alone.
    GetHelpNext,
    /// Signs and first steps.
    FirstAid,
    /// The first steps alone.
    FirstSteps,
    /// The signs alone.
    Signs,
    /// Whom to call first.
    FirstCall,
    /// Whom to call besides.
    OtherCalls,
    /// The one thing to remember.
    MainMessage,
    /// Opening words.
    Introduction,
    /// Sections: whole, or in brief where there is no room.
    Sections,
    /// The inner panels of a tri-fold with their heads, where the text names them: then they hold what else would flow.
    Panels,
    /// The picture of a cover.
    CoverPicture,
    /// Questions with their answers.
    Questions,
    /// Safety facts of the topic that the text itself does not print.
    Safety,
    /// The worksheets that go with it.
    Worksheets,
    /// The parts of a worksheet.
    Parts,
    /// Sources of what the text says.
    References,
    /// The page for what did not fit.
    ExtraSpace,
    /// The headings with their pages.
    Contents,
    /// Who wrote it, who checked it, is it still current.
    Credits,
    /// Lines to write on, where sheets have room that the text leaves.
    Notes,
    /// Id, language, revision and date, once.
    ImprintId,
    /// The state of the review, once.
    ImprintReview,
    /// Id, language, revision and date, on every page.
    FooterId,
    /// The number of each page.
    FooterPage,
    /// The state of the review, on every page.
    FooterReview,
    /// The answers stay with the family, on every page.
    FooterYours,
    /// The emergency line, on the pages of parts that ask for it.
    FooterDanger,
    /// The title above later pages.
    RunningTitle,
    /// That the text was withdrawn, above every page.
    Banner,
}

/// Whether citations of a product lead to their sources: it prints all of them, and is read on a screen too. What is
/// folded or cut is for paper.
pub(super) fn links_citations(product: Product) -> bool {
    match product {
        Product::Leaflet | Product::LargePrint | Product::Worksheet | Product::WorksheetPaper => true,
        Product::Booklet | Product::Trifold | Product::Card => false,
    }
}

/// Whether its first page and its last one are covers, without the lines that stand above and below the text of others.
pub fn has_covers(product: Product) -> bool {
    match product {
        Product::Booklet => true,
        Product::Leaflet
        | Product::LargePrint
        | Product::Trifold
        | Product::Card
        | Product::Worksheet
        | Product::WorksheetPaper => false,
    }
}

/// The most pages for notes before a back cover: more would fill a sheet by themselves.
pub const MOST_NOTES: usize = 3;

/// The number of pages, where it is fixed.
pub fn page_count(product: Product) -> Option<usize> {
    match product {
        Product::Trifold => Some(Panel::ALL.len()),
        Product::Card => Some(2),
        Product::Leaflet | Product::LargePrint | Product::Booklet | Product::Worksheet | Product::WorksheetPaper => {
            None
        }
    }
}

/// How a product prints what the emergency box says of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactForm {
    /// `shorter` in place of `short`.
    pub shorter: bool,
    /// The `brief` of points in place of their `text`.
    pub brief: bool,
    /// Pictures of points.
    pub pictures: bool,
}

/// The form for which a product has room. Cards are too small for pictures, and a worksheet has its first page to fill in.
pub fn fact_form(product: Product) -> FactForm {
    match product {
        Product::Booklet => FactForm { shorter: false, brief: false, pictures: true },
        Product::Leaflet | Product::LargePrint | Product::Trifold => {
            FactForm { shorter: false, brief: true, pictures: true }
        }
        Product::Card => FactForm { shorter: true, brief: true, pictures: false },
        Product::Worksheet | Product::WorksheetPaper => FactForm { shorter: false, brief: true, pictures: false },
    }
}

/// What to do about a panel without room, where no text on it can be shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The texts on it are to be shorter.
    Texts,
    /// So are the titles of the worksheets that it names, or there are to be fewer.
    Worksheets,
    /// The credits and the clinic's lines are; texts that save lives stand beside them and are never named.
    Credits,
}

/// A panel, or several through which text flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelGroup {
    /// The label at which its layout begins it.
    pub label: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// How many pages it has.
    pub pages: usize,
    /// What to do where it has no room.
    pub remedy: Remedy,
}

const fn group(label: &'static str, name: &'static str, pages: usize, remedy: Remedy) -> PanelGroup {
    PanelGroup { label, name, pages, remedy }
}

const COVER: PanelGroup = group("panel:cover", "the cover", 1, Remedy::Texts);
const TRIFOLD: &[PanelGroup] = &[
    COVER,
    group("panel:flap", "the flap", 1, Remedy::Worksheets),
    group("panel:inner", "the inner panels", 3, Remedy::Texts),
    group("panel:back", "the back", 1, Remedy::Credits),
];
/// The text goes on for as many pages as it takes; pages for notes fill its last sheet.
const BOOKLET: &[PanelGroup] = &[
    COVER,
    group("panel:text", "the pages behind the cover", usize::MAX, Remedy::Texts),
    group("panel:notes", "the pages for notes", usize::MAX, Remedy::Texts),
    group("panel:back", "the back cover", 1, Remedy::Credits),
];
/// Inner panels with heads of their own: each is full by itself.
const HEADED_TRIFOLD: &[PanelGroup] = &[
    COVER,
    group("panel:flap", "the flap", 1, Remedy::Worksheets),
    group("panel:inner-1", "inner panel 1", 1, Remedy::Texts),
    group("panel:inner-2", "inner panel 2", 1, Remedy::Texts),
    group("panel:inner-3", "inner panel 3", 1, Remedy::Texts),
    group("panel:back", "the back", 1, Remedy::Credits),
];
const CARD: &[PanelGroup] =
    &[group("panel:front", "the front", 1, Remedy::Texts), group("panel:back", "the back", 1, Remedy::Texts)];

/// The panels of a product in the order of its pages, its inner ones with heads of their own or not; none where pages go
/// on as long as the text does.
pub fn panels(product: Product, headed: bool) -> &'static [PanelGroup] {
    match product {
        Product::Trifold if headed => HEADED_TRIFOLD,
        Product::Trifold => TRIFOLD,
        Product::Booklet => BOOKLET,
        Product::Card => CARD,
        Product::Leaflet | Product::LargePrint | Product::Worksheet | Product::WorksheetPaper => &[],
    }
}

/// Whether so much text makes a booklet: it fills both inner sides of a sheet, and there are not more than half as many
/// pages for notes.
pub fn fills_booklet(text: usize, notes: usize) -> bool {
    text >= 2 && notes * 2 <= text
}

/// The ladder of pages that go on as long as the text does.
const AS_IT_IS: &[Fit] = &[Fit { whole: true, facts: SafetyFacts::All, step: 0 }];

/// Briefs with these facts, at a step.
const fn in_brief(facts: SafetyFacts, step: usize) -> Fit {
    Fit { whole: false, facts, step }
}

/// The ladder of a tri-fold: the whole text where it has room, else the briefs of its sections with the safety facts of
/// the topic, then closer; with fewer of those facts only where they have no room at the closest either.
const SHORTER: &[Fit] = &[
    Fit { whole: true, facts: SafetyFacts::All, step: 0 },
    in_brief(SafetyFacts::All, 0),
    in_brief(SafetyFacts::All, 1),
    in_brief(SafetyFacts::All, 2),
    in_brief(SafetyFacts::All, 3),
    in_brief(SafetyFacts::Urgent, 0),
    in_brief(SafetyFacts::Urgent, 2),
    in_brief(SafetyFacts::None, 0),
    in_brief(SafetyFacts::None, 1),
    in_brief(SafetyFacts::None, 2),
    in_brief(SafetyFacts::None, 3),
];

/// The ladder of a product: how it is set, in the order in which that is tried.
pub fn fit_ladder(product: Product) -> &'static [Fit] {
    match product {
        Product::Trifold => SHORTER,
        Product::Leaflet
        | Product::LargePrint
        | Product::Booklet
        | Product::Card
        | Product::Worksheet
        | Product::WorksheetPaper => AS_IT_IS,
    }
}

/// What a page is called: "inner panel 2", "page 7".
pub fn page_name(product: Product, page: usize) -> String {
    let mut begins = 0;
    for group in panels(product, false).iter().take_while(|group| group.pages < usize::MAX) {
        let ends = begins + group.pages;
        if (begins..ends).contains(&page) {
            return match group.pages {
                1 => group.name.to_owned(),
                _ => format!("{} {}", group.name.trim_start_matches("the ").trim_end_matches('s'), page - begins + 1),
            };
        }
        begins = ends;
    }
    format!("page {}", page + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_called_as_staff_call_them() {
        let names = |product, pages: usize| (0..pages).map(|page| page_name(product, page)).collect::<Vec<_>>();
        let trifold =
            ["the cover", "the flap", "inner panel 1", "inner panel 2", "inner panel 3", "the back", "page 7"];
        assert_eq!(names(Product::Trifold, 7), trifold);
        assert_eq!(names(Product::Booklet, 3), ["the cover", "page 2", "page 3"]);
        assert_eq!(names(Product::Card, 2), ["the front", "the back"]);
        assert_eq!(names(Product::Leaflet, 2), ["page 1", "page 2"]);
    }
}
