//! The numbers of lists: those that were typed, and those that are printed.

/// A list that is open.
struct OpenNumbers {
    /// The number of its next item; `None` where it has none.
    next: Option<u64>,
    /// The number of its first item.
    first: Option<u64>,
    /// Whether every item has the number of the first one, as some people number all of them.
    same: Option<u64>,
    /// Whether a number that changes was seen.
    told: bool,
}

/// The numbers of the lists of a text while they are read.
#[derive(Default)]
pub(super) struct ListNumbers {
    open: Vec<OpenNumbers>,
    /// The number that would follow the numbered list that ended last.
    follows: Option<u64>,
}

impl ListNumbers {
    /// Begins a list; whether it goes on with the numbers of the one before.
    pub(super) fn begin(&mut self, start: Option<u64>) -> bool {
        self.open.push(OpenNumbers { next: start, first: start, same: start, told: false });
        start.is_some() && start == self.follows
    }

    /// An item as it was typed: its number and the one that it is printed with, where they are the first to differ.
    pub(super) fn item(&mut self, typed: &str) -> Option<(u64, u64)> {
        let list = self.open.last_mut()?;
        let printed = list.next?;
        list.next = Some(printed + 1);
        let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = typed[..digits].parse().ok()?;
        if Some(printed) == list.first {
            return None;
        }
        list.same = list.same.filter(|first| *first == number);
        let differs = number != printed && list.same.is_none() && !list.told;
        list.told |= differs;
        differs.then_some((number, printed))
    }

    /// Ends a list.
    pub(super) fn end(&mut self) {
        if let Some(OpenNumbers { next: Some(next), .. }) = self.open.pop() {
            self.follows = Some(next);
        }
    }
}
