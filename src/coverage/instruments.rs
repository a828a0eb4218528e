//! The instruments that come with the program, and those of a project.

use std::collections::BTreeMap;

use crate::model::{Instrument, Project};
use crate::source::load::shipped_instrument;

/// The instruments that come with the program, in the order in which they are shown.
const SHIPPED: &[(&str, &str)] = &[
    ("pif-tick", include_str!("instruments/pif-tick.yaml")),
    ("cdc-cci", include_str!("instruments/cdc-cci.yaml")),
    ("jama", include_str!("instruments/jama.yaml")),
    ("discern", include_str!("instruments/discern.yaml")),
    ("pemat-p", include_str!("instruments/pemat-p.yaml")),
];

/// Every instrument: those that come with the program, and then those of the project. A project's own of the same id
/// takes the place of the program's.
pub(crate) fn instruments(project: &Project) -> Vec<Instrument> {
    let mut own: BTreeMap<&str, &Instrument> = project.instruments.iter().map(|(id, i)| (id.as_str(), i)).collect();
    let mut all: Vec<Instrument> = SHIPPED
        .iter()
        .filter_map(|(id, text)| own.remove(id).cloned().or_else(|| shipped_instrument(id, text)))
        .collect();
    all.extend(own.into_values().cloned());
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::ItemCheck;

    fn shipped() -> Vec<Instrument> {
        SHIPPED.iter().map(|(id, text)| shipped_instrument(id, text).unwrap_or_else(|| panic!("{id}"))).collect()
    }

    #[test]
    fn shipped_instruments_are_whole() {
        let count = |id: &str| shipped().iter().find(|i| i.id == id).map_or(0, |i| i.items.len());
        let counts = ["pif-tick", "cdc-cci", "jama", "discern", "pemat-p"].map(count);
        assert_eq!(counts, [10, 20, 4, 16, 24]);
        for ((id, _), instrument) in SHIPPED.iter().zip(shipped()) {
            assert_eq!(*id, instrument.id);
            assert!(instrument.url.is_some(), "{id} says where it is published");
            let names: BTreeSet<&str> = instrument.items.iter().map(|item| item.name.as_str()).collect();
            assert_eq!(names.len(), instrument.items.len(), "{id}");
            for item in &instrument.items {
                assert!(item.check.is_some() || item.judge.is_some(), "{id}: {}", item.name);
                assert!(item.asks.ends_with('.'), "{id}: {}", item.asks);
                let question = item.judge.as_ref().is_none_or(|judge| judge.contains('?'));
                assert!(question, "{id}: {}", item.name);
            }
        }
    }

    #[test]
    fn numbers_are_those_of_the_instruments() {
        let numbers = |id: &str| -> Vec<String> {
            let all = shipped();
            let items = all.iter().filter(|i| i.id == id).flat_map(|i| &i.items);
            items.filter_map(|item| item.number.clone()).collect()
        };
        let upto = |last: u32| (1..=last).map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(numbers("pif-tick"), upto(10));
        assert_eq!(numbers("cdc-cci"), upto(20));
        assert_eq!(numbers("discern"), upto(16));
        assert_eq!(numbers("jama"), [""; 0]);
        // Without the two of sound and video.
        let print: Vec<String> = (1..=12).chain(15..=26).map(|n| n.to_string()).collect();
        assert_eq!(numbers("pemat-p"), print);
    }

    #[test]
    fn every_check_has_its_use() {
        let used: BTreeSet<ItemCheck> = shipped()
            .iter()
            .flat_map(|i| &i.items)
            .flat_map(|item| item.check.iter().chain(&item.helps).copied().collect::<Vec<_>>())
            .collect();
        let unused: Vec<_> = ItemCheck::ALL.iter().filter(|check| !used.contains(check)).collect();
        // For instruments of a project's own.
        let spare = [ItemCheck::ReviewDates, ItemCheck::GetHelp];
        assert_eq!(unused, spare.iter().collect::<Vec<_>>());
    }
}
