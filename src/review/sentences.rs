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
        let signed = [&s.claims()[..], &[s.digest, s.footer_current, s.footer_days]].concat();
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
    /// That the text must not be used any more.
    pub(super) withdrawn: &'static str,
    /// The same above every page: day.
    pub(super) banner: &'static str,
    /// What a reader does where the state is not current.
    pub(super) ask_first: &'static str,
    /// Who wrote it: names.
    pub(super) wrote: &'static str,
    /// Who reviewed it: name with credentials and perhaps role, day, day of the next review.
    pub(super) signed: &'static str,
    /// Who reviewed the facts: the same.
    pub(super) facts_signed: &'static str,
    /// Who reviewed the facts, in a sentence: names with days.
    pub(super) facts_by: &'static str,
    /// That others reviewed the facts, where there is no room for their names: day.
    pub(super) facts_unnamed: &'static str,
    /// Who reviewed it besides: names with days.
    pub(super) also_reviewed: &'static str,
    /// The same, where there is no room for their names.
    pub(super) also_unnamed: &'static str,
    /// Who reviewed what is overdue now: names with days.
    pub(super) last_reviewed: &'static str,
    /// Somebody with the day of the review: name, day.
    pub(super) on_day: &'static str,
    /// What a reviewer is: name, role.
    pub(super) role: &'static str,
    /// That a reviewer is an addiction professional: the name; without `, {}` where all of them are.
    pub(super) certified: &'static str,
    /// In place of the name where room is short: that of the first line.
    pub(super) named_first: &'static str,
    /// That several are: the same, names.
    pub(super) certified_several: &'static str,
    /// Who recorded the review: publisher.
    pub(super) recorded: &'static str,
    /// The first digits of the text's digest.
    pub(super) digest: &'static str,
    /// That the clinic's details are its own.
    pub(super) clinic_own: &'static str,
    /// In every footer of a current document: day of the text's review, day of the next.
    pub(super) footer_current: &'static str,
    /// On a card, which has no credits: day of the text's review, day of the facts', day of the next.
    pub(super) footer_days: &'static str,
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
    /// That these very words were tested: number of families.
    pub(super) tested: &'static str,
    /// The same of one family.
    pub(super) tested_once: &'static str,
    /// What somebody stated of their interests: name, day, words.
    pub(super) interests: &'static str,
    /// That the people of the original have no part in this text.
    pub(super) original_apart: &'static str,
}

impl Sentences {
    /// The sentences of every state but the current one.
    pub(super) fn states(&self) -> [&'static str; 7] {
        let Self { unreviewed, changed, overdue, withdrawn, facts_unreviewed, facts_changed, facts_overdue, .. } = self;
        [unreviewed, changed, overdue, withdrawn, facts_unreviewed, facts_changed, facts_overdue]
    }

    /// The sentences that only the credits of a document say whose words were reviewed.
    pub(super) fn claims(&self) -> [&'static str; 12] {
        [
            self.signed,
            self.facts_signed,
            self.facts_by,
            self.facts_unnamed,
            self.also_reviewed,
            self.also_unnamed,
            self.last_reviewed,
            self.tested,
            self.tested_once,
            self.certified,
            self.certified_several,
            self.recorded,
        ]
    }
}

/// Names as a list: a; b and c.
pub(super) fn names(names: impl Iterator<Item = String>, and: &str) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {and} {last}", rest.join("; ")),
    }
}

/// Puts values in the places `{}` of a form, in order; values are never read as forms.
pub(super) fn fill(form: &str, values: &[&str]) -> String {
    let mut parts = form.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (value, part) in values.iter().zip(parts) {
        out.push_str(value);
        out.push_str(part);
    }
    out
}

const ENGLISH: Sentences = Sentences {
    and: "and",
    unreviewed: "This handout is not clinically reviewed.",
    changed: "The text of this handout was changed since its review.",
    overdue: "The text of this handout is overdue for review.",
    facts_unreviewed: "The emergency facts in this handout are not clinically reviewed.",
    facts_changed: "The emergency text of this handout was changed since its review.",
    facts_overdue: "The emergency facts in this handout are overdue for review.",
    withdrawn: "This handout was withdrawn. Do not use it.",
    banner: "WITHDRAWN on {}. Do not use it. Do not hand it out.",
    ask_first: "Ask your clinic before you rely on it.",
    wrote: "Written by {}",
    signed: "Reviewed by {} · {} · next review {}",
    facts_signed: "Emergency facts reviewed by {} · {} · next review {}",
    facts_by: "Emergency facts reviewed by {}.",
    facts_unnamed: "Emergency facts reviewed {}; your clinic can say by whom.",
    also_reviewed: "Also reviewed by {}.",
    also_unnamed: "Also reviewed by others; your clinic can say by whom.",
    last_reviewed: "Last reviewed by {}.",
    on_day: "{} on {}",
    role: "Role of {}: {}.",
    certified: "The health text of this handout was reviewed and certified by an addiction professional, {}.",
    named_first: "named first",
    certified_several: "The health text of this handout was reviewed and certified by addiction professionals, {}.",
    recorded: "Review recorded by {}.",
    digest: "Text digest {}.",
    clinic_own: "The clinic’s name, address and numbers are its own and were not part of the review.",
    footer_current: "Reviewed {}, next review {}",
    footer_days: "Text reviewed {}, emergency facts {}, next review {}",
    still_current: "Is it still current? Call {} and say: {}, revision {}.",
    no_advice: "This handout does not replace advice from your own clinician.",
    adapted: "Adapted from “{}” by {}.",
    adapted_alone: "Adapted from “{}”.",
    original_reviewed: "The original was clinically reviewed by {}.",
    original_dates: "The original was published {} and last edited {}.",
    original_published: "The original was published {}.",
    original_edited: "The original was last edited {}.",
    original_publisher: "Its publisher is {}.",
    tested: "This text was tested with {} families.",
    tested_once: "This text was tested with one family.",
    interests: "Interests stated by {} on {}: {}",
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
    withdrawn: "Este folleto fue retirado. No lo use.",
    banner: "RETIRADO el {}. No lo use. No lo entregue.",
    ask_first: "Pregunte en su clínica antes de guiarse por él.",
    wrote: "Escrito por {}",
    signed: "Revisado por {} · {} · próxima revisión: {}",
    facts_signed: "Datos de emergencia revisados por {} · {} · próxima revisión: {}",
    facts_by: "Datos de emergencia revisados por {}.",
    facts_unnamed: "Datos de emergencia revisados el {}; su clínica puede decir por quién.",
    also_reviewed: "También revisado por {}.",
    also_unnamed: "También revisado por otras personas; su clínica puede decir por quién.",
    last_reviewed: "Última revisión: {}.",
    on_day: "{} el {}",
    role: "Función de {}: {}.",
    certified: "El texto de salud de este folleto fue revisado y certificado por un profesional en adicciones, {}.",
    named_first: "nombrado primero",
    certified_several: "El texto de salud de este folleto fue revisado y certificado por profesionales en adicciones, {}.",
    recorded: "Revisión registrada por {}.",
    digest: "Huella del texto {}.",
    clinic_own: "El nombre, la dirección y los números de la clínica son de la clínica y no formaron parte de la revisión.",
    footer_current: "Revisado el {}; próxima revisión: {}",
    footer_days: "Texto revisado el {}; datos de emergencia, el {}; próxima revisión: {}",
    still_current: "¿Sigue vigente? Llame al {} y diga: {}, revisión {}.",
    no_advice: "Este folleto no reemplaza los consejos de su propio profesional de salud.",
    adapted: "Adaptación de “{}”, de {}.",
    adapted_alone: "Adaptación de “{}”.",
    original_reviewed: "Revisión clínica del original: {}.",
    original_dates: "El original se publicó {} y se editó por última vez {}.",
    original_published: "El original se publicó {}.",
    original_edited: "El original se editó por última vez {}.",
    original_publisher: "Lo publicó {}.",
    tested: "Este texto se probó con {} familias.",
    tested_once: "Este texto se probó con una familia.",
    interests: "Intereses declarados por {} el {}: {}",
    original_apart: "Las personas del original no escribieron ni revisaron este folleto.",
};
