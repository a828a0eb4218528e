//! Documents of which guides are made: what is said of each.

use handout::diag::Code;

use super::cases::{Case, run};

const FROM_MARKDOWN: &[&str] = &["new", "guide", "asthma", "--from", "asthma.md"];

pub(super) const IMPORT_CASES: &[Case] = &[
    run("not-imported", Code::NotImported, &["new", "guide", "asthma", "--from", "asthma.docx"], |f| {
        f.write("asthma.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    }),
    run("left-out", Code::LeftOut, FROM_MARKDOWN, |f| {
        f.write(
            "asthma.md",
            "# Asthma\n\n## Your inhaler\n\nShake it. ~~Wait an hour.~~ Breathe in.\n\n![An inhaler](inhaler.png)\n",
        );
    }),
    run("taken-otherwise", Code::TakenOtherwise, FROM_MARKDOWN, |f| {
        f.write(
            "asthma.md",
            "# Asthma\n\n## Your inhaler\n\nShake it[^1].\n\n[^1]: Not all kinds.\n\n> Breathe out first.\n",
        );
    }),
    run("to-verify", Code::ToVerify, FROM_MARKDOWN, |f| {
        f.write(
            "asthma.md",
            "# Asthma\n\n## Your inhaler\n\nTake 2 puffs every 4 hours. It helps 90 % of people.\n\nCall 911 or 555-0142 if it does not.\n\nThis leaflet was reviewed by Dr. Ana Ruiz.\n",
        );
    }),
];
