//! English.

use super::rules::Shaming::{Always, DrugUse};
use super::rules::{Formula, HardWord, LanguageRules, Limit, Measure, ShamingWord, hard};
use super::syllables::english;

pub(super) static ENGLISH: LanguageRules = LanguageRules {
    code: "en",
    measures: &[
        Measure { name: "FK", formula: Formula::FleschKincaid, limit: Limit::Most(8.0) },
        Measure { name: "SMOG", formula: Formula::Smog, limit: Limit::Most(10.0) },
    ],
    syllables: english::count,
    abbreviations: &["mr", "mrs", "ms", "dr", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "u.s"],
    longest: 25,
    shaming: SHAMING,
    plainer: PLAINER,
};

/// "Addiction" is accepted.
const SHAMING: &[ShamingWord] = &[
    ShamingWord {
        words: "addict(?:s|ed)?",
        instead: "person with a substance use disorder; has an opioid use disorder",
        of: Always,
    },
    ShamingWord { words: "junk(?:y|ies?)", instead: "person who uses drugs", of: Always },
    ShamingWord { words: "abusers?|users?", instead: "person who uses drugs", of: DrugUse },
    ShamingWord { words: "abus(?:e|es|ed|ing)|habits?", instead: "use, substance use disorder", of: DrugUse },
    ShamingWord {
        words: "clean|dirty",
        instead: "in recovery, not using; using; tested negative or positive",
        of: DrugUse,
    },
    ShamingWord { words: "relaps(?:e|es|ed|ing)", instead: "return to use", of: DrugUse },
    ShamingWord {
        words: "(?:opioid|opiate) (?:substitution|replacement)|substitution (?:therapy|treatment)",
        instead: "medication for opioid use disorder",
        of: Always,
    },
];

/// After the lists of the Centers for Disease Control and Prevention ("Everyday Words") and plainlanguage.gov.
const PLAINER: &[HardWord] = &[
    hard("abdomen", "belly"),
    hard("additional", "more"),
    hard("administer(?:s|ed|ing)?", "give"),
    hard("adverse (?:effects?|reactions?|events?)", "side effects"),
    hard("ambulat(?:e|es|ed|ing)", "walk"),
    hard("analgesics?", "pain medicine"),
    hard("approximately", "about"),
    hard("ascertain(?:s|ed|ing)?", "find out"),
    hard("cessation", "stopping"),
    hard("commenc(?:e|es|ed|ing)", "start"),
    HardWord {
        words: "contact",
        plainer: "call",
        not_after: &["in", "eye", "skin", "close", "direct", "physical", "no", "lose", "emergency", "of", "first"],
        followed_by: &["us", "your", "the", "our", "a", "an", "them", "him", "her", "someone"],
    },
    hard("contraindicated", "not safe, must not be used"),
    hard("contusions?", "bruise"),
    hard("demonstrat(?:e|es|ed|ing)", "show"),
    hard("discontinu(?:e|es|ed|ing)", "stop"),
    hard("dosages?", "dose"),
    hard("due to the fact that", "because"),
    hard("dyspnea", "trouble breathing"),
    hard("edema", "swelling"),
    hard("endeavou?r(?:s|ed|ing)?", "try"),
    hard("expedit(?:e|es|ed|ing)", "speed up"),
    hard("facilitat(?:e|es|ed|ing)", "help, make easier"),
    hard("fractures?", "broken bone"),
    hard("frequently", "often"),
    hard("hypertension", "high blood pressure"),
    hard("hypotension", "low blood pressure"),
    hard("in order to", "to"),
    hard("in the event (?:of|that)", "if"),
    hard("individuals", "people"),
    hard("ingest(?:s|ed|ing)?", "swallow, eat"),
    hard("initiat(?:e|es|ed|ing)", "start"),
    hard("intranasal(?:ly)?", "in the nose"),
    hard("intravenous(?:ly)?", "into a vein"),
    hard("lacerations?", "cut"),
    hard("modif(?:y|ies|ied|ying)", "change"),
    hard("myocardial infarction", "heart attack"),
    hard("notif(?:y|ies|ied|ying)", "tell"),
    hard("numerous", "many"),
    hard("obtain(?:s|ed|ing)?", "get"),
    hard("physicians?", "doctor"),
    hard("prior to", "before"),
    hard("purchas(?:e|es|ed|ing)", "buy"),
    hard("regarding", "about"),
    hard("renal", "of the kidneys"),
    hard("subcutaneous(?:ly)?", "under the skin"),
    hard("subsequent(?:ly)?", "later, next"),
    hard("sufficient(?:ly)?", "enough"),
    hard("syncope", "fainting"),
    hard("terminat(?:e|es|ed|ing)", "end, stop"),
    hard("utili[sz](?:e|es|ed|ing|ation)", "use"),
];
