//! Right and wrong words about reviews, as leaflets of clinics have them.

use super::*;

const OWN: &[&str] = &[
    "This handout is not clinically reviewed.",
    "The health text of this handout was reviewed by {} on {}.",
    "Next review {}.",
    "Text digest {}.",
    "Reviewed {}, next review {}",
    "Revisado el {}; próxima revisión: {}",
    "Huella del texto {}.",
    "El texto de este folleto tiene la revisión vencida.",
];

/// Texts that claim a review, and how the claim begins.
const CLAIMED: &[(&str, &str)] = &[
    ("This text was Reviewed by a doctor", "text was Reviewed by"),
    ("It was reviewed by one", "It was reviewed by one"),
    ("Clinically reviewed. What happens", "Clinically reviewed"),
    ("Naloxone (medically reviewed)", "medically reviewed"),
    ("Reviewed by Dr. Roe.", "Reviewed by"),
    ("Re**viewed** by Dr. Roe.", "Re**viewed** by"),
    ("A guide. Reviewed\u{a0} by us", "Reviewed\u{a0} by"),
    ("Reviewed\nby Jane Roe", "Reviewed\nby"),
    ("counselor, reviewed  by us", "reviewed  by"),
    ("una guía con REVISIO\u{301}N CLI\u{301}NICA: Dra. Roe", "REVISIO\u{301}N CLI\u{301}NICA:"),
    ("This page has been checked by a clinician.", "page has been checked by"),
    ("It is approved by our doctors.", "It is approved by our doctors"),
    ("Approved by our doctors", "Approved by our doctors"),
    ("These tips are approved by our team", "approved by our"),
    ("Checked by a clinician in May", "Checked by a clinician"),
    ("Fact-checked by nurses", "Fact-checked by"),
    ("This handout is fact checked by two nurses", "handout is fact checked by"),
    ("A medically approved guide", "medically approved"),
    ("Doctor-approved advice", "Doctor-approved"),
    ("Doctor reviewed! What happens", "Doctor reviewed"),
    ("All pages were verified by a pharmacist", "pages were verified by"),
    ("Information vetted by experts", "Information vetted by"),
    ("Our nurses checked this handout.", "Our nurses checked this handout"),
    ("Two doctors have reviewed and approved this guide", "Two doctors have reviewed and approved this guide"),
    ("Written and reviewed by people like you", "Written and reviewed by"),
    ("It carries our seal of approval", "seal of approval"),
    ("Reviewed for medical accuracy", "Reviewed for medical accuracy"),
    ("Medical reviewer: Jane Roe", "Medical reviewer:"),
    ("Last reviewed: May 2026", "Last reviewed:"),
    ("last reviewed in May 2026", "last reviewed in May 2"),
    ("Reviewed May 2026", "Reviewed May 2"),
    ("The health text of this handout was read", "health text of this handout was"),
    ("checked and approved", "checked and approved"),
    ("This fact sheet was reviewed by CDC's Division", "fact sheet was reviewed by"),
    (
        "Content produced by NIDDK is carefully reviewed by NIDDK scientists",
        "Content produced by NIDDK is carefully reviewed by",
    ),
    ("Date reviewed: May 2020", "Date reviewed:"),
    ("Fecha de revisión: mayo de 2020", "Fecha de revisión:"),
    ("Fecha de la última revisión: mayo de 2020", "Fecha de la última revisión:"),
    ("Evidence checked by our team in 2024.", "Evidence checked by"),
    ("Review recorded by us", "Review recorded"),
    // The program's own sentences, with other names and days.
    (
        "Reviewed in spring of 2026, next review in 2028. Text digest 43b6 1a2b 99ff.",
        "Reviewed in spring of 2026, next review",
    ),
    ("Next review November 25, 2028.", "Next review"),
    ("Text digest 43b6 1a2b 99ff", "Text digest"),
    (
        "Revisado el 25 de noviembre de 2026; próxima revisión: 25 de noviembre de 2028",
        "Revisado el 25 de noviembre de 2026; próxima revisión",
    ),
    ("Huella del texto 43b6 1a2b", "Huella del texto"),
    ("this handout is NOT clinically reviewed", "this handout is NOT clinically reviewed"),
    ("El texto de este folleto tiene la revision vencida", "El texto de este folleto tiene la revision vencida"),
    // Other letters.
    ("Rеviеwеd by us", "Rеviеwеd by"),
    ("СLINIСALLY RЕVІЕWЕD", "СLINIСALLY RЕVІЕWЕD"),
    ("Ｒｅｖｉｅｗｅｄ ｂｙ us", "Ｒｅｖｉｅｗｅｄ ｂｙ"),
    ("𝐑𝐞𝐯𝐢𝐞𝐰𝐞𝐝 by us", "𝐑𝐞𝐯𝐢𝐞𝐰𝐞𝐝 by"),
    ("medιcally revιewed", "medιcally revιewed"),
    ("medically re\u{200b}viewed", "medically re\u{200b}viewed"),
    ("medically\u{2011}reviewed", "medically\u{2011}reviewed"),
    // Spanish.
    ("Este folleto fue revisado por un médico.", "folleto fue revisado por"),
    ("Revisado clínicamente", "Revisado clínicamente"),
    ("Información médicamente revisada", "médicamente revisada"),
    ("Revisado por la Dra. Roe", "Revisado por"),
    ("Aprobado por nuestros médicos", "Aprobado por nuestros médicos"),
    ("La información de esta hoja ha sido verificada por enfermeras", "hoja ha sido verificada por"),
    ("Texto revisado por expertos", "Texto revisado por"),
    ("Nuestros médicos revisaron este folleto", "Nuestros médicos revisaron este folleto"),
    ("Un equipo de enfermeras ha aprobado esta guía", "Un equipo de enfermeras ha aprobado esta guía"),
    ("Escrito y revisado por profesionales", "Escrito y revisado por"),
    ("Revisión médica por la Dra. Roe", "Revisión médica por"),
    ("Última revisión: mayo de 2026", "Última revisión:"),
    ("Revisora médica, Juana Roe", "Revisora médica"),
];

/// Texts that claim nothing.
const UNCLAIMED: &[&str] = &[
    "Have your medicines reviewed by a pharmacist.",
    "Ask to have them reviewed by your doctor each year.",
    "Pida que su lista sea revisada por un farmacéutico.",
    "Que la herida sea revisada por un médico",
    "a Certified Community Behavioral Health Clinic",
    "Go to a certified opioid treatment program.",
    "Naloxone was approved by the FDA in 2023.",
    "Approved by the FDA, it is sold without a prescription",
    "It was approved by the FDA",
    "FDA-approved medicines",
    "medicines reviewed by the FDA",
    "Your plan must be approved by your insurance.",
    "The plan is reviewed every month.",
    "Your worksheet is reviewed by your counselor",
    "Have the wound checked by a nurse.",
    "Get checked by a clinician",
    "You may be checked by a nurse first",
    "Your blood pressure is checked by a nurse",
    "Get medically checked before you start",
    "A medically approved treatment",
    "Bring the list, checked by your doctor",
    "At your next review, ask about the dose",
    "Your next review: March 3",
    "a review of 12 studies",
    "preview by one",
    "A review by one",
    "a doctor reviewed my medicines",
    "Once your nurse has reviewed this worksheet, sign it",
    "We review your dose by phone",
    "Review the plan with the family",
    "peer-reviewed studies",
    "Talk to a certified peer counselor",
    "The certified nurse will check you",
    "check that the address was verified",
    "The court reviewed the case",
    "Read it again and check the list",
    "Pida una revisión médica cada año",
    "Hágase una revisión clínica",
    "El plan fue revisado por su médico",
    "medicamentos aprobados por la FDA",
    "La naloxona fue aprobada por la FDA",
    "Un tratamiento médicamente aprobado",
    "Debe ser revisado clínicamente",
    "Revise su plan con la enfermera",
    "La enfermera revisó la herida",
    "En su próxima revisión 2 personas pueden ir",
    "Este tratamiento es supervisado por un médico",
    "clínica certificada de salud conductual",
    "Is the information reviewed by experts?",
    "¿La información fue revisada por expertos?",
    "Artículos revisados por pares.",
    "Los datos, revisados por pares",
];

/// Names of clinics and publishers that claim a review, and those that do not.
const CLINICS: &[(&str, bool)] = &[
    ("Maple Street Certified Clinic", true),
    ("Sample Publisher, an approved house", true),
    ("Riverside Clinic (reviewed texts)", true),
    ("Casa de Salud, textos aprobados", true),
    ("Open 9 to 5. Clinical review: Dr. Roe", true),
    ("Handouts certified by us", true),
    ("Maple Certified Community Behavioral Health Clinic", false),
    ("State-certified opioid treatment program", false),
    ("12 Riverview Road", false),
    ("4 Review Avenue", false),
    ("Clínica comunitaria certificada de salud conductual", false),
    ("Approach House", false),
    ("Board-certified physicians", false),
];

fn claim(text: &str, claims: Claims) -> Option<&str> {
    let found = find_claims(text, claims, &OwnSentences::new(OWN.iter().copied()));
    found.into_iter().next().map(|claim| &text[claim.range])
}

#[test]
fn claims_are_seen() {
    let seen = CLAIMED.iter().map(|(text, words)| (text, claim(text, Claims::Text), words));
    let wrong: Vec<_> = seen.filter(|(_, seen, words)| !seen.is_some_and(|claim| claim.starts_with(**words))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_programs_own_sentences_are_claims() {
    let forms = crate::review::credit::own_sentences();
    let own = OwnSentences::new(forms.iter().copied());
    for form in forms {
        for filled in ["24 of November 2026", "Jane Roe 2", "43b6 1a2b 99ff"] {
            let sentence = form.replace("{}", filled);
            for text in [sentence.clone(), sentence.to_uppercase(), format!("So it is. {sentence} Read on.")] {
                assert!(find_claims(&text, Claims::Text, &own).iter().any(|claim| claim.own), "{text}");
            }
        }
    }
}

#[test]
fn other_words_are_left_alone() {
    let seen = UNCLAIMED.iter().map(|text| (text, claim(text, Claims::Text)));
    let wrong: Vec<_> = seen.filter(|(_, seen)| seen.is_some()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn clinics_claim_no_review() {
    let seen = CLINICS.iter().map(|(text, claims)| (text, claim(text, Claims::Clinic), claims));
    let wrong: Vec<_> = seen.filter(|(_, seen, claims)| seen.is_some() != **claims).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Pieces of texts from which every row of the table can be put together, folded.
const PIECES: &[&str] = &[
    "this",
    "handout",
    "guide",
    "it",
    "was",
    "is",
    "not",
    "reviewed",
    "approved",
    "fact-checked",
    "checked",
    "signed off",
    "and",
    "by",
    "our",
    "the",
    "clinical",
    "team",
    "two",
    "nurses",
    "doctor-",
    "medically",
    "clinically",
    "written",
    "for accuracy",
    "seal of approval",
    "stand behind",
    "last",
    "review",
    "reviewer",
    ":",
    ".",
    "(",
    "2026",
    "on",
    "este",
    "folleto",
    "fue",
    "revisado",
    "aprobada",
    "y",
    "por",
    "nuestras",
    "el equipo",
    "medicamente",
    "nuestros medicos",
    "aprobaron",
    "revisaron",
    "esta",
    "guia",
    "revision clinica",
    "revisora medica",
    "escrito",
    "en",
    "de",
    "\n",
    "health text of this handout was",
];

proptest::proptest! {
    /// A text that is said to have no match of a row has none.
    #[test]
    fn no_claim_is_passed_over(
        pieces in proptest::collection::vec((proptest::sample::select(PIECES), proptest::sample::select(&[" ", "\n", ""][..])), 1..12),
    ) {
        let text: String = pieces.iter().flat_map(|(piece, gap)| [*piece, *gap]).collect();
        let folded = Folded::new(&text);
        proptest::prop_assert_eq!(folded.text(), fold::folded(&text, |_, _| {}));
        let near = near_stems(folded.text()).unwrap_or_default();
        for pattern in TEXT.iter().filter(|pattern| !pattern.may_match(&near)) {
            proptest::prop_assert!(!pattern.regex().is_match(folded.text()), "{:?}", text);
        }
    }
}

#[test]
fn every_claim_of_a_text_is_seen() {
    let text = "It was reviewed by one. Is it? Fact-checked by nurses.\nLast reviewed: May 2020";
    let found = find_claims(text, Claims::Text, &OwnSentences::new(OWN.iter().copied()));
    let words: Vec<&str> = found.into_iter().map(|claim| &text[claim.range]).collect();
    assert_eq!(words, ["It was reviewed by one", "Fact-checked by nurses", "Last reviewed: May 2"]);
}
