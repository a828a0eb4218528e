//! Bad projects: what the pages have no room or no place for, though it is well formed.

use handout::diag::Code;

use super::cases::{Case, FACTS, GUIDE, case};
use crate::support::Fixture;

/// The heads of three panels, of which the second names a section by this id.
fn panels(fixture: &Fixture, head: &str, second: &str) {
    let panels = format!(
        "panels:\n  - {{heading: \"{head}\", sections: [before]}}\n  - {{heading: \"ask,\", sections: [{second}]}}\n  - \
         {{heading: and rest., sections: [faq]}}\n"
    );
    fixture.edit(GUIDE, "worksheets: [all-fields]\n", &format!("worksheets: [all-fields]\n{panels}"));
}

pub(super) const BOUND_CASES: &[Case] = &[
    case("panel-head-too-long", Code::BadValue, |f| {
        panels(f, &"Come with us, and bring your questions. ".repeat(3), "after");
    }),
    case("panel-of-a-misspelt-section", Code::UnknownId, |f| panels(f, "Come,", "aftr")),
    case("unplaced-picture-of-facts", Code::UnplacedPicture, |f| {
        let bed = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 122 100\"><path d=\"M10 10L110 10L110 90L10 90Z\" fill=\"none\" stroke=\"#1d2b30\" stroke-width=\"3\"/></svg>";
        f.write("sources/facts/figures/bed.svg", bed);
        f.edit(FACTS, "facts:\n", "figures: [{id: bed, file: bed.svg, alt: A bed by a window}]\nfacts:\n");
    }),
    case("missing-fact-untold-number", Code::MissingFact, |f| {
        f.edit(FACTS, "    title: Call 1-800-662-4357\n", "    title: Call the helpline\n");
    }),
    case("missing-fact-number-of-the-box", Code::MissingFact, |f| {
        f.edit(FACTS, "    number: 1-800-662-4357\n", "");
    }),
    case("missing-key-short", Code::MissingKey, |f| {
        f.edit(FACTS, "    title: Naloxone wears off\n", "    title: Naloxone wears off\n    shorter: It wears off.\n")
            .edit(
                FACTS,
                "    short: Finds treatment and support. Free, private,",
                "    shorter: Finds treatment. Free, private,",
            );
    }),
    case("slip-no-in-dont", Code::Markdown, |f| {
        let said = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";
        let dont = "\n      > [!DONT]\n      > - No crossed legs.\n      > - Do not bend down.\n";
        f.edit(GUIDE, said, &format!("{said}{dont}"));
    }),
];
