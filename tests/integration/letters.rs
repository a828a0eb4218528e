//! Letters and signs that the first face lacks are printed with those behind it.

use crate::support::{Fixture, TODAY};

#[test]
fn greek_fractions_digits_arrows_and_ticks_print() {
    let fixture = Fixture::reviewed();
    fixture
        .edit("sources/guides/first-visit/en.yaml", "heading: After the visit", "heading: After → the ✓ visit, ⅓")
        .edit(
            "sources/guides/first-visit/en.yaml",
            "      Rest. Opioid use",
            "      Take ⅓, ½ or ⅔ of it, 5 µg, 5 μg, H₂O, 10⁶, **α → β ✓ ⅓**, *≤ ≥ ☐*. Rest. Opioid use",
        )
        .edit("sources/worksheets/all-fields/en.yaml", "title: Every kind of field", "title: Every kind → of ✓ field");
    let run = fixture.run(&["build", "--paper", "letter", "--today", TODAY]);
    run.exits(0).says_nothing_of("missing-glyph").says_nothing_of("error[");
}

#[test]
fn spaces_before_letters_that_lean_are_spaces() {
    // The font sets "P Y" and "r T" nearer together than other words.
    let fixture = Fixture::reviewed();
    fixture
        .edit("sources/guides/first-visit/en.yaml", "heading: After the visit", "heading: For Your Trip, Up Yonder")
        .edit(
            "sources/guides/first-visit/en.yaml",
            "      Rest. Opioid use",
            "      **STOP YELLING**, KEEP TALKING. Opioid use",
        );
    fixture.run(&["build", "--paper", "letter", "--today", TODAY]).exits(0).says_nothing_of("error[");
}
