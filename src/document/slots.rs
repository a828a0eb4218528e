//! What each product prints, in which order and where: a table in Rust, never read from layouts or project files.

use super::node::{Placement, Presence};
use super::products::SlotKind;
use crate::model::{Panel, Product, SheetPurpose};

/// Something that a product prints, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What fills it.
    pub kind: SlotKind,
    /// Where its first piece stands.
    pub place: Placement,
    /// Where what follows its first piece stands: in one column the calls may go on over the page.
    pub further: Placement,
    /// How often it is printed.
    pub presence: Presence,
}

const fn slot(kind: SlotKind, place: Placement) -> Slot {
    Slot { kind, place, further: place, presence: Presence::Once }
}

const fn first(kind: SlotKind) -> Slot {
    slot(kind, Placement::First)
}

const fn flow(kind: SlotKind) -> Slot {
    slot(kind, Placement::Flow)
}

const fn last(kind: SlotKind) -> Slot {
    slot(kind, Placement::Last)
}

/// The same, where what follows its first piece may go on over the page.
fn begins(slot: Slot) -> Slot {
    Slot { further: Placement::Flow, ..slot }
}

/// On a page, from 0.
const fn on(kind: SlotKind, page: usize) -> Slot {
    slot(kind, Placement::Pages(page, page))
}

const fn panel(kind: SlotKind, panel: Panel) -> Slot {
    on(kind, panel as usize)
}

/// On the inner panels of a letter-fold, where it flows.
const fn inner(kind: SlotKind) -> Slot {
    slot(kind, Placement::Pages(Panel::InnerFirst as usize, Panel::InnerLast as usize))
}

/// On every page.
fn furniture(kind: SlotKind, place: Placement, presence: Presence) -> Slot {
    Slot { presence, ..slot(kind, place) }
}

/// The most pages that large print has without contents.
const FEW_PAGES: usize = 6;

/// What a text has of the emergency box of its topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmergencyBox {
    /// None: it has no topic.
    None,
    /// Calls without a `shorter` form, beside which a card has no room for signs.
    Whole,
    /// Calls with one.
    Short,
}

/// What a product prints, in the order in which it is read; what stands on every page comes last. Where the topics of a
/// text demand the emergency box, that has the first place, and when to get help comes after it.
pub fn slots(product: Product, emergency: EmergencyBox) -> Vec<Slot> {
    match product {
        Product::Leaflet => leaflet(emergency),
        Product::LargePrint => large_print(emergency),
        Product::Booklet => booklet(emergency),
        Product::Trifold => trifold(emergency),
        Product::Card => card(emergency),
        Product::Worksheet => worksheet(emergency, &[last(SlotKind::ExtraSpace)]),
        Product::WorksheetPaper => worksheet(emergency, &[notes()]),
    }
}

/// Whose it is, for whom, and its title; `medium` stands for how long it takes, or how it is filled in.
fn head(medium: SlotKind) -> Vec<Slot> {
    use SlotKind as S;
    [S::ClinicName, S::ClinicLine, S::Audience, medium, S::Title].map(first).to_vec()
}

/// What stands on every page.
fn feet() -> Vec<Slot> {
    use SlotKind as S;
    vec![
        furniture(S::FooterId, Placement::Foot, Presence::EveryPage),
        furniture(S::FooterReview, Placement::Foot, Presence::EveryPage),
        furniture(S::FooterPage, Placement::Foot, Presence::EveryPage),
        furniture(S::RunningTitle, Placement::Head, Presence::AtMostOnceAPage),
    ]
}

/// The slots of a product with the banner of withdrawn texts, where its pages have heads for it.
pub fn with_banner(product: Product, mut slots: Vec<Slot>) -> Vec<Slot> {
    if product.is_of_archive() {
        slots.push(furniture(SlotKind::Banner, Placement::Head, Presence::EveryPage));
    }
    slots
}

/// The text of a guide, which its sources follow.
const TEXT: [SlotKind; 5] =
    [SlotKind::Introduction, SlotKind::Sections, SlotKind::Questions, SlotKind::Safety, SlotKind::Worksheets];

/// When to get help: after the emergency box where there is one, else on the first page.
fn help(emergency: EmergencyBox) -> Slot {
    match emergency {
        EmergencyBox::None => begins(first(SlotKind::GetHelp)),
        EmergencyBox::Whole | EmergencyBox::Short => flow(SlotKind::GetHelp),
    }
}

fn leaflet(emergency: EmergencyBox) -> Vec<Slot> {
    use SlotKind as S;
    let mut slots = head(S::ReadingTime);
    slots.extend([S::Summary, S::MainMessage, S::Calls, S::FirstAid].map(first));
    slots.push(help(emergency));
    slots.extend(TEXT.map(flow));
    slots.extend([notes(), flow(S::References), last(S::Credits)]);
    slots.extend(feet());
    slots
}

/// One column; whom to call, the one thing to remember and what to do stand before the summary.
fn large_print(emergency: EmergencyBox) -> Vec<Slot> {
    use SlotKind as S;
    let mut slots = head(S::ReadingTime);
    slots.push(begins(first(S::Calls)));
    slots.extend(around_help([S::MainMessage, S::FirstAid], help(emergency), emergency));
    slots.push(flow(S::Summary));
    slots.extend(TEXT.map(flow));
    slots.extend([flow(S::References), notes()]);
    slots.extend(closing(FEW_PAGES));
    slots
}

/// One column between two covers: the front says what it is about and whom to call in danger, first steps have the page
/// behind it, the back has all numbers, the clinic and the credits.
fn booklet(emergency: EmergencyBox) -> Vec<Slot> {
    use SlotKind as S;
    let cover = [S::ClinicName, S::Audience, S::Title, S::Summary, S::ReadingTime, S::CoverPicture, S::CoverWarning];
    let help = match emergency {
        EmergencyBox::None => begins(on(S::GetHelp, 1)),
        EmergencyBox::Whole | EmergencyBox::Short => flow(S::GetHelp),
    };
    let mut slots = cover.map(first).to_vec();
    slots.extend(around_help([S::FirstAid, S::MainMessage], help, emergency));
    slots.extend(TEXT.map(flow));
    slots.push(flow(S::References));
    slots.extend([S::Calls, S::ClinicCall].map(last));
    slots.push(notes());
    slots.extend(closing(0));
    slots
}

/// What stands behind the calls: when to get help comes first where nothing else says it.
fn around_help(kinds: [SlotKind; 2], help: Slot, emergency: EmergencyBox) -> Vec<Slot> {
    let mut slots = kinds.map(flow).to_vec();
    slots.insert(if emergency == EmergencyBox::None { 0 } else { kinds.len() }, help);
    slots
}

/// Lines to write on, where the text leaves room.
fn notes() -> Slot {
    Slot { presence: Presence::OnSparePages, ..flow(SlotKind::Notes) }
}

/// The credits at the end; contents beyond so many pages, and what stands on every page.
fn closing(contents: usize) -> Vec<Slot> {
    let mut slots = vec![last(SlotKind::Credits)];
    slots.push(Slot { presence: Presence::BeyondPages(contents), ..flow(SlotKind::Contents) });
    slots.extend(feet());
    slots
}

fn worksheet(emergency: EmergencyBox, extra: &[Slot]) -> Vec<Slot> {
    use SlotKind as S;
    let mut slots = head(S::Medium);
    slots.extend([S::Summary, S::MainMessage, S::Calls, S::FirstAid].map(first));
    slots.push(help(emergency));
    slots.extend([S::Parts, S::References].map(flow));
    slots.extend_from_slice(extra);
    slots.push(last(S::Credits));
    slots.extend(feet());
    slots.push(furniture(S::FooterYours, Placement::Foot, Presence::EveryPage));
    slots.push(furniture(S::FooterDanger, Placement::Foot, Presence::WithParts(Vec::new())));
    slots
}

/// A sheet for staff or reviewers: what is asked, the parts to answer, room for what did not fit; no credits, which belong to
/// the text alone.
pub fn sheet_slots(product: Product, purpose: &SheetPurpose) -> Vec<Slot> {
    use SlotKind as S;
    let mut slots = head(S::Medium);
    slots.push(first(S::Summary));
    slots.extend([S::Parts, S::References].map(flow));
    // A slip is one page.
    if !matches!(purpose, SheetPurpose::Slip(_)) {
        slots.push(if product.fillable() { last(S::ExtraSpace) } else { notes() });
    }
    slots.extend(feet());
    slots
}

/// A cover that says where the numbers to call stand, a flap with signs and first steps or with when to get help, three
/// inner panels, a back with the numbers, the credits and the clinic.
fn trifold(emergency: EmergencyBox) -> Vec<Slot> {
    use SlotKind as S;
    let cover = [S::ClinicName, S::Title, S::Summary, S::Audience, S::ReadingTime, S::CoverPicture, S::CoverWarning];
    let text = [S::MainMessage, S::Introduction, S::Sections, S::Panels, S::Questions, S::Safety, S::References];
    let back = [S::Calls, S::Credits, S::ClinicImprint, S::ImprintId, S::ImprintReview];
    let mut slots: Vec<Slot> = cover.map(|kind| panel(kind, Panel::Cover)).to_vec();
    slots.push(panel(S::FirstAid, Panel::Flap));
    match emergency {
        EmergencyBox::None => slots.extend([S::GetHelp, S::Worksheets].map(|kind| panel(kind, Panel::Flap))),
        EmergencyBox::Whole | EmergencyBox::Short => {
            slots.extend([panel(S::Worksheets, Panel::Flap), inner(S::GetHelp)]);
        }
    }
    slots.extend(text.map(inner));
    slots.extend(back.map(|kind| panel(kind, Panel::Back)));
    slots
}

/// Front and back of a card; the back ends in the clinic's number and the lines of the card.
fn card(emergency: EmergencyBox) -> Vec<Slot> {
    use SlotKind as S;
    let (front, back): (&[S], &[S]) = match emergency {
        // Whom to call at once, and whom the same day.
        EmergencyBox::None => (&[S::GetHelpFirst], &[S::GetHelpNext]),
        // All numbers, and first steps.
        EmergencyBox::Whole => (&[S::Calls], &[S::FirstSteps]),
        // What to do now, and signs with whom else to call.
        EmergencyBox::Short => (&[S::FirstCall, S::FirstSteps], &[S::Signs, S::OtherCalls]),
    };
    let front = front.iter().map(|kind| on(*kind, 0));
    front.chain(back.iter().chain(&[S::ClinicCall, S::ImprintReview, S::ImprintId]).map(|kind| on(*kind, 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_product_prints_a_slot_twice() {
        let boxes = [EmergencyBox::None, EmergencyBox::Whole, EmergencyBox::Short];
        let all = Product::ALL.iter().flat_map(|product| boxes.map(|emergency| (product, emergency)));
        for (product, emergency) in all {
            let slots = slots(*product, emergency);
            for (i, slot) in slots.iter().enumerate() {
                assert!(slots[..i].iter().all(|other| other.kind != slot.kind), "{product:?}, {emergency:?}: {slot:?}");
            }
        }
    }
}
