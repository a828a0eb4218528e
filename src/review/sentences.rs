//! The sentences about review in each language, as forms: have them checked by someone who speaks the language.

/// The sentences of a language, where the program has them.
pub(super) fn sentences(lang: &str) -> Option<&'static Sentences> {
    match lang {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

/// The languages that have sentences.
const ALL: &[&Sentences] = &[&ENGLISH, &SPANISH];

/// What is said of reviews in any language: no text may say it in their place.
pub(super) fn about_review() -> Vec<&'static str> {
    let all = |s: &Sentences| {
        let signed = [s.signed, s.facts_signed, s.also_reviewed, s.certified, s.recorded, s.digest, s.footer_current];
        let others = [s.clinic_own, s.still_current, s.original_reviewed, s.original_apart];
        [&s.states()[..], &signed, &others].concat()
    };
    ALL.iter().flat_map(|s| all(s)).collect()
}

/// The sentences of one language; `{}` stands for names, dates and numbers.
pub(super) struct Sentences {
    /// The word before the last name of a list.
    pub(super) and: &'static str,
    /// The text's state, where nobody signed it.
    pub(super) unreviewed: &'static str,
    /// The text's state, where other words were signed.
    pub(super) changed: &'static str,
    /// The text's state, where its next review is due.
    pub(super) overdue: &'static str,
    /// The facts' state, where nobody signed them.
    pub(super) facts_unreviewed: &'static str,
    /// The facts' state, where other words were signed.
    pub(super) facts_changed: &'static str,
    /// The facts' state, where their next review or recheck is due.
    pub(super) facts_overdue: &'static str,
    /// What a reader does where the state is not current.
    pub(super) ask_first: &'static str,
    /// Who wrote it: names.
    pub(super) wrote: &'static str,
    /// Who reviewed it: name with credentials and perhaps role, day, day of the next review.
    pub(super) signed: &'static str,
    /// Who reviewed the facts: the same.
    pub(super) facts_signed: &'static str,
    /// Who reviewed it besides: name with credentials, day.
    pub(super) also_reviewed: &'static str,
    /// What a reviewer is: name, role.
    pub(super) role: &'static str,
    /// That the reviewer is an addiction professional: name.
    pub(super) certified: &'static str,
    /// Who recorded the review: publisher.
    pub(super) recorded: &'static str,
    /// The first digits of the text's digest.
    pub(super) digest: &'static str,
    /// That the clinic's details are its own.
    pub(super) clinic_own: &'static str,
    /// In every footer of a current document: day of the review, day of the next.
    pub(super) footer_current: &'static str,
    /// How to find out: phone, id of the text, revision.
    pub(super) still_current: &'static str,
    /// What the paper is not.
    pub(super) no_advice: &'static str,
    /// What the text adapts: title, authors.
    pub(super) adapted: &'static str,
    /// The same, where its authors are not known.
    pub(super) adapted_alone: &'static str,
    /// Who reviewed the original: names.
    pub(super) original_reviewed: &'static str,
    /// When the original was published and last edited.
    pub(super) original_dates: &'static str,
    /// The same, where only the first day is known.
    pub(super) original_published: &'static str,
    /// The same, where only the second day is known.
    pub(super) original_edited: &'static str,
    /// Who published the original: name.
    pub(super) original_publisher: &'static str,
    /// That the people of the original have no part in this text.
    pub(super) original_apart: &'static str,
}

impl Sentences {
    /// The sentences of every state but the current one.
    pub(super) fn states(&self) -> [&'static str; 6] {
        [self.unreviewed, self.changed, self.overdue, self.facts_unreviewed, self.facts_changed, self.facts_overdue]
    }
}

const ENGLISH: Sentences = Sentences {
    and: "and",
    unreviewed: "This handout is not clinically reviewed.",
    changed: "The text of this handout was changed since its review.",
    overdue: "The text of this handout is overdue for review.",
    facts_unreviewed: "The emergency facts in this handout are not clinically reviewed.",
    facts_changed: "The emergency text of this handout was changed since its review.",
    facts_overdue: "The emergency facts in this handout are overdue for review.",
    ask_first: "Ask your clinic before you rely on it.",
    wrote: "Written by {}",
    signed: "Reviewed by {} · {} · next review {}",
    facts_signed: "Emergency facts reviewed by {} · {} · next review {}",
    also_reviewed: "Also reviewed by {} on {}.",
    role: "Role of {}: {}.",
    certified: "The health text of this handout was reviewed and certified by an addiction professional, {}.",
    recorded: "Review recorded by {}.",
    digest: "Text digest {}.",
    clinic_own: "The clinic’s name, address and numbers are its own and were not part of the review.",
    footer_current: "Reviewed {}, next review {}",
    still_current: "Is it still current? Call {} and say: {}, revision {}.",
    no_advice: "This handout does not replace advice from your own clinician.",
    adapted: "Adapted from “{}” by {}.",
    adapted_alone: "Adapted from “{}”.",
    original_reviewed: "The original was clinically reviewed by {}.",
    original_dates: "The original was published {} and last edited {}.",
    original_published: "The original was published {}.",
    original_edited: "The original was last edited {}.",
    original_publisher: "Its publisher is {}.",
    original_apart: "The people of the original did not write or review this handout.",
};

const SPANISH: Sentences = Sentences {
    and: "y",
    unreviewed: "Este folleto no ha sido revisado clínicamente.",
    changed: "El texto de este folleto cambió después de su revisión.",
    overdue: "El texto de este folleto tiene la revisión vencida.",
    facts_unreviewed: "Los datos de emergencia de este folleto no han sido revisados clínicamente.",
    facts_changed: "Los datos de emergencia de este folleto cambiaron después de su revisión.",
    facts_overdue: "Los datos de emergencia de este folleto tienen la revisión vencida.",
    ask_first: "Pregunte en su clínica antes de guiarse por él.",
    wrote: "Escrito por {}",
    signed: "Revisado por {} · {} · próxima revisión: {}",
    facts_signed: "Datos de emergencia revisados por {} · {} · próxima revisión: {}",
    also_reviewed: "También revisado por {} el {}.",
    role: "Función de {}: {}.",
    certified: "El texto de salud de este folleto fue revisado y certificado por un profesional en adicciones, {}.",
    recorded: "Revisión registrada por {}.",
    digest: "Huella del texto {}.",
    clinic_own: "El nombre, la dirección y los números de la clínica son de la clínica y no formaron parte de la revisión.",
    footer_current: "Revisado el {}; próxima revisión: {}",
    still_current: "¿Sigue vigente? Llame al {} y diga: {}, revisión {}.",
    no_advice: "Este folleto no reemplaza los consejos de su propio profesional de salud.",
    adapted: "Adaptación de “{}”, de {}.",
    adapted_alone: "Adaptación de “{}”.",
    original_reviewed: "Revisión clínica del original: {}.",
    original_dates: "El original se publicó {} y se editó por última vez {}.",
    original_published: "El original se publicó {}.",
    original_edited: "El original se editó por última vez {}.",
    original_publisher: "Lo publicó {}.",
    original_apart: "Las personas del original no escribieron ni revisaron este folleto.",
};
