//! How a review is claimed, in folded words: a table of regular expressions.
//!
//! In them `_` stands for white space, a dot in brackets for the beginning of a clause, and words in capitals for the
//! lists below. Group 1 is the claim.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

/// What around a match says that it is of something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Nothing.
    Any,
    /// Who did it, behind the match: an authority, or the reader's own doctor.
    Agent,
    /// Words before it, such as "get" or "your".
    Before,
    /// Either.
    Both,
}

const LISTS: &[(&str, &str)] = &[
    (
        "DONE",
        r"(?:reviewed|(?:fact|double)[ -]?checked|checked|approved|certified|verified|vetted|endorsed|validated|proofread|signed[ -]off|confirmed)",
    ),
    (
        "AGENT",
        r"(?:(?:an?|the|our|two|three|several|many|some|all|licensed|board[ -]certified|certified|qualified|trained|experienced|expert|independent|outside|senior|\
          clinical|medical|health|healthcare|addiction|mental|practicing|registered|family|care|team_of|group_of|panel_of|own|of)_){0,5}\
          (?:doctors?|physicians?|clinicians?|nurses?|pharmacists?|psychiatrists?|psychologists?|therapists?|counsell?ors?|social_workers?|experts?|\
          professionals?|specialists?|practitioners?|reviewers?|team|staff|board|committee|director|panel|editors?|us|dr|md|people|one|someone)",
    ),
    (
        "TEXTO",
        r"(?:textos?|folletos?|guias?|hojas?|paginas?|cuadernos?|informacion|contenidos?|materiale?s?|documentos?|publicacion(?:es)?|articulos?|fichas?)",
    ),
    (
        "TEXT",
        r"(?:texts?|handouts?|leaflets?|(?:fact_)?sheets?|evidence|facts|advice|guides?|pages?|booklets?|pamphlets?|brochures?|flyers?|worksheets?|tri-?folds?|information|contents?|materials?|\
          documents?|publications?|articles?|words)",
    ),
    ("BE", r"(?:is|are|was|were|(?:has|have|had)_been|being|got)"),
    ("ADV", r"(?:_(?:not|never|also|already|all|both|first|now|just|then|[a-z]+ly))*"),
    ("HECHO", r"(?:(?:revis|aprob|verific|valid|aval|certific|comprob|supervis|correg)[ai]d[oa]s?)"),
    (
        "QUIEN",
        r"(?:(?:una?|unos|unas|el|la|los|las|nuestr[oa]s?|dos|tres|vari[oa]s|algun[oa]s?|profesional(?:es)?|personal|equipo|grupo|expert[oa]s?|de|medic[oa]s?|del|en)_){0,5}\
          (?:doctor(?:a|es|as)?|medic[oa]s?|clinic[oa]s?|enfermer[oa]s?|farmaceutic[oa]s?|psiquiatras?|psicolog[oa]s?|terapeutas?|consejer[oa]s?|expert[oa]s?|\
          profesional(?:es)?|especialistas?|equipo|personal|comite|revisor(?:a|es|as)?|dra?|nosotros|salud)",
    ),
    ("SER", r"(?:fue|fueron|ha_sido|han_sido|es|son|esta|estan|era|eran|estuvo)"),
    ("MENTE", r"(?:_(?:no|ya|tambien|todos?|[a-z]+mente))*"),
    ("[.]", r"(?:^|[.!?:;,()\n'\x22-][ \n]*)"),
];

/// A row of the table.
pub(super) struct ClaimPattern {
    /// A match has one of them near its stem.
    needs: &'static [&'static str],
    written: &'static str,
    pub(super) whose: Whose,
    /// Made for the first text that has one of `needs`.
    compiled: OnceLock<Regex>,
}

impl ClaimPattern {
    const fn new(needs: &'static [&'static str], written: &'static str, whose: Whose) -> Self {
        Self { needs, written, whose, compiled: OnceLock::new() }
    }

    /// Whether a text can have a match, by what stands near its stems.
    pub(super) fn may_match(&self, near: &str) -> bool {
        self.needs.iter().any(|need| near.contains(need))
    }

    pub(super) fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| compile(self.written))
    }
}

fn compile(pattern: &str) -> Regex {
    let named = LISTS.iter().fold(pattern.to_owned(), |p, (name, list)| {
        let list: String = list.split("\\\n").map(str::trim_start).collect();
        p.replace(name, &list)
    });
    Regex::new(&format!("(?-u){}", named.replace('_', r"[ \n]+"))).expect("the tables of patterns are tested")
}

/// What all claims have one of: plain words alone, which are found many times faster than patterns.
pub(super) static STEMS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "review|checked|approved|certified|verified|vetted|endorsed|validated|proofread|signed|confirmed|stand behind|stand\nbehind|\
         stands behind|stands\nbehind|seal of|seal\nof|health text|health\ntext|texto de|texto\nde|revis|aprob|verific|valida|valido|avala|avalo|\
         certific|comprob|supervis|corregi",
    )
});

/// How a text is said to be looked at.
const HOW: &[&str] =
    &["ally ", "ally-", "ertly ", "ertly-", "doctor-", "clinician-", "physician-", "nurse-", "pharmacist-", "expert-"];

/// What claims a review of a text.
pub(super) static TEXT: [ClaimPattern; 32] = [
    // Who did it, and of what: "this handout was checked by", "it was approved by our doctors".
    ClaimPattern::new(&["by"], r"\b(TEXT_BEADV_DONE(?:_(?:and|or)_DONE)?_by)\b", Whose::Both),
    ClaimPattern::new(&["by"], r"\b(TEXT_DONE(?:_(?:and|or)_DONE)?_by)\b", Whose::Both),
    ClaimPattern::new(
        &["by"],
        r"\b((?:it|this|these|they|everything|all)_BEADV_DONE(?:_(?:and|or)_DONE)?_by_AGENT)\b",
        Whose::Any,
    ),
    ClaimPattern::new(&["by"], r"\b((?:it|this|these|everything|all)_BEADV_reviewed_by)\b", Whose::Agent),
    // Without saying of what: "(reviewed by", "Fact-checked by our nurses".
    ClaimPattern::new(
        &["by"],
        r"[.]((?:BEADV_)?(?:[a-z]+ly_)?(?:reviewed|fact[ -]?checked|proofread|vetted|endorsed|reviewed_and_DONE)_by)\b",
        Whose::Agent,
    ),
    ClaimPattern::new(&["by"], r"[.]((?:BEADV_)?(?:[a-z]+ly_)?DONE(?:_(?:and|or)_DONE)?_by_AGENT)\b", Whose::Agent),
    ClaimPattern::new(
        &["written", "adapted", "prepared", "edited", "compiled", "created", "made", "translated"],
        r"\b((?:written|adapted|prepared|edited|compiled|created|made|translated)(?:,|_and|_or|,_and)_DONE(?:_by)?)\b",
        Whose::Agent,
    ),
    ClaimPattern::new(
        &["by"],
        r"\b(TEXT_(?:produced|written|made|developed|provided|created|published|prepared)_(?:by|for|in|with)_(?:[a-z]+_){1,4}BEADV_DONE_by)\b",
        Whose::Both,
    ),
    ClaimPattern::new(&["by our"], r"\b(approved_by_our)\b", Whose::Any),
    // How: "medically reviewed".
    ClaimPattern::new(
        HOW,
        r"\b((?:(?:clinically|medically|professionally|scientifically|expertly)[ \n-]+|(?:doctor|clinician|physician|nurse|pharmacist|expert)-)(?:reviewed|checked|verified|vetted|endorsed|validated|certified|fact[ -]?checked))\b",
        Whose::Before,
    ),
    ClaimPattern::new(
        HOW,
        r"\b((?:(?:clinically|medically|professionally)[ \n-]+|(?:doctor|clinician|physician|nurse|pharmacist|expert)-)approved)\b",
        Whose::Both,
    ),
    ClaimPattern::new(
        &["doctor ", "clinician ", "physician ", "nurse ", "pharmacist ", "expert "],
        r"[.]((?:doctor|clinician|physician|nurse|pharmacist|expert)_DONE)[ \n]*(?:[.;!)]|$)",
        Whose::Any,
    ),
    ClaimPattern::new(
        &["accuracy", "reviewed and", "checked and", "recorded", "seal of"],
        r"\b(reviewed_for_(?:[a-z]+_)?accuracy|reviewed_and_certified|checked_and_approved|review_recorded|seal_of_approval)\b",
        Whose::Before,
    ),
    // Who did it first: "our nurses checked this handout".
    ClaimPattern::new(
        &[" this ", " these ", " our ", " all ", " every "],
        r"\b(AGENT(?:_(?:has|have|had|also|all|fully|carefully|personally))*_(?:DONE|stands?_behind)(?:_and_DONE)?_(?:this|these|our|all_of_this|all_this|every)_(?:[a-z]+_)?TEXT)\b",
        Whose::Before,
    ),
    // Headings of credits.
    ClaimPattern::new(
        &[":"],
        r"[.]((?:(?:last|clinical|medical|expert|date)_)?(?:reviewed|reviewers?|review)(?:_(?:on|date|by))?[ \n]*:)",
        Whose::Any,
    ),
    ClaimPattern::new(&["by"], r"\b((?:clinical|medical)_review(?:er)?_by)\b", Whose::Any),
    ClaimPattern::new(&["reviewed"], r"\b(last_(?:[a-z]+ly_)?reviewed(?:_on|_in|:)?_(?:[a-z]+_)?[0-9])", Whose::Any),
    ClaimPattern::new(&["reviewed "], r"[.]((?:[a-z]+ly_)?reviewed_(?:on_|in_)?(?:[a-z]+[. ]+)?[0-9])", Whose::Any),
    ClaimPattern::new(
        &["health text of", "texto de salud"],
        r"\b(health_text_of_this_handout_was|texto_de_salud_de_este_folleto_fue)\b",
        Whose::Any,
    ),
    // The same in Spanish.
    ClaimPattern::new(&["por"], r"\b(TEXTO_SERMENTE_HECHO(?:_[yo]_HECHO)?(?:_[a-z]+mente)?_por)\b", Whose::Both),
    ClaimPattern::new(&["por"], r"\b(TEXTO_HECHO(?:_[yo]_HECHO)?(?:_[a-z]+mente)?_por)\b", Whose::Both),
    ClaimPattern::new(&["por"], r"\b((?:este|esta|esto|todo)_SERMENTE_HECHO(?:_[yo]_HECHO)?_por_QUIEN)\b", Whose::Any),
    ClaimPattern::new(
        &["por"],
        r"[.]((?:SERMENTE_)?(?:[a-z]+mente_)?revisad[oa]s?(?:_[yo]_HECHO)?(?:_[a-z]+mente)?_por)\b",
        Whose::Agent,
    ),
    ClaimPattern::new(
        &["por"],
        r"[.]((?:SERMENTE_)?(?:[a-z]+mente_)?HECHO(?:_[yo]_HECHO)?(?:_[a-z]+mente)?_por_QUIEN)\b",
        Whose::Agent,
    ),
    ClaimPattern::new(
        &["por"],
        r"\b((?:escrit|adaptad|preparad|editad|traducid|hech)[oa]s?(?:,|_y|_o)_HECHO_por)\b",
        Whose::Agent,
    ),
    ClaimPattern::new(&["por nuestr"], r"\b((?:aprob|revis|aval)ad[oa]s?_por_nuestr[oa]s?)\b", Whose::Before),
    ClaimPattern::new(
        &["amente"],
        r"\b(HECHO_(?:clinica|medica|profesional)mente|(?:clinica|medica|profesional)mente_HECHO)\b",
        Whose::Before,
    ),
    ClaimPattern::new(
        &["est", "nuestr"],
        r"\b(QUIEN(?:_(?:ya|tambien|ha|han))*_(?:revis|aprob|verific|valid|aval|certific|comprob)(?:o|aron|ado|an?)(?:_y_[a-z]+)?_(?:este|esta|estos|estas|nuestr[oa]s?|todo_este|toda_esta)_(?:[a-z]+_)?TEXTO)\b",
        Whose::Before,
    ),
    ClaimPattern::new(
        &["revision clinica", "revision medica"],
        r"\b(revision_(?:clinica|medica)(?:[ \n]*:|_(?:por|del?_(?:esta?_)?(?:TEXTO|original))\b))",
        Whose::Before,
    ),
    ClaimPattern::new(
        &["registrada", " y certificad", "revisor"],
        r"\b(revision_registrada|revisad[oa]s?_y_certificad[oa]s?|revisor(?:a|es|as)?_(?:clinic|medic)[oa]s?)\b",
        Whose::Any,
    ),
    ClaimPattern::new(
        &[":"],
        r"[.]((?:(?:fecha_de_(?:la_)?)?(?:ultima_)?|fecha_)(?:revisad[oa]|revisor(?:a|es)?|revision)(?:_(?:el|por))?[ \n]*:)",
        Whose::Any,
    ),
    ClaimPattern::new(&["revisad"], r"[.](revisad[oa]s?_(?:el|en)_(?:[a-z]+_(?:de_)?)?[0-9])", Whose::Any),
];

/// What claims a review by anybody, where no health text stands.
pub(super) static ANYBODY: ClaimPattern =
    ClaimPattern::new(&[" by", " por"], r"\b((?:DONE|HECHO)_(?:by|por))\b", Whose::Any);

/// What nothing about a clinic may say.
pub(super) static CLINIC: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(reviewed\b|reviewers?\b|fact[ -]?checked|approved\b|(?:clinical|medical|health|expert)_reviews?|reviews?[ \n]*[:(]|\
          certified(?:_(?:handouts?|texts?|information|content|materials?|clinic|by)\b|[ \n]*(?:[.,;:)]|$))|revisad[oa]s?\b|aprobad[oa]s?\b|certificad[oa]s?_por|revision(?:es)?_(?:clinic|medic)as?)"
            .replace("\\\n          ", "")
            .as_str(),
    )
});

/// Behind a match: who did it is an authority, or the reader's own; or what was approved is a treatment.
pub(super) static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^_(?:your|his|her|their|my|its|the_(?:u\.?s\.?_)?(?:fda|food|government|state|law|courts?|judge|insurance|insurer|county|city|manufacturer|dea|cdc|who)|\
          (?:the_)?(?:fda|law|state|medicare|medicaid|insurance|congress|phone|mail|email|text|hand)|a_judge|\
          pares|sus?|tus?|mis?|la_(?:fda|ley|ema|aemps|oms)|ley|fda|el_(?:juez|gobierno|estado|seguro)|medicare|medicaid|correo|telefono|\
          treatments?|medicines?|medications?|drugs?|therap(?:y|ies)|devices?|methods?|diets?|leave|reasons?|programs?|procedures?|vaccines?|use|dose|list)\b"
            .replace("\\\n          ", "")
            .as_str(),
    )
});

/// Before a match: something to be done, or something of the reader's.
pub(super) static NOT_THIS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:be|get|gets|getting|have|having|need|needs|your|their|his|her|my|treatments?|medicines?|drugs?|programs?|\
          sea|sean|ser|estar|pida_una|una|su|sus|tu|tus|mi|tratamientos?|medicamentos?|metodos?|terapias?|farmacos?|programas?|dispositivos?)_$"
            .replace("\\\n          ", "")
            .as_str(),
    )
});
