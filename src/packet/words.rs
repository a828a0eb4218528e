//! What packets say by themselves in each language; `{}` stands for names, dates and numbers.

/// The words of a language, where the program has them.
pub(super) fn words(lang: &str) -> Option<&'static PacketWords> {
    match lang {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

/// The words of one language. None of them may sound like a credit.
pub(super) struct PacketWords {
    /// The title: that of the text.
    pub(super) title: &'static str,
    /// For whom it is: name.
    pub(super) to: &'static str,
    /// For whom, where nobody is named.
    pub(super) to_anybody: &'static str,
    /// What is asked: publisher.
    pub(super) asked: &'static str,
    /// How it is filled in on screen.
    pub(super) on_screen: &'static str,
    /// The same with a pen.
    pub(super) with_a_pen: &'static str,
    /// By when: day.
    pub(super) by: &'static str,
    /// In every footer.
    pub(super) footer: &'static str,
    /// The heading above what changed: day of the edition before, its revision.
    pub(super) changed: &'static str,
    /// How changes are shown.
    pub(super) marks: &'static str,
    /// That nothing changed.
    pub(super) nothing: &'static str,
    /// A part that is new.
    pub(super) new: &'static str,
    /// A part that is gone.
    pub(super) gone: &'static str,
    /// A part that moved.
    pub(super) moved: &'static str,
    /// Parts whose words stayed: their headings.
    pub(super) same: &'static str,
    /// The heading of what stands around the parts.
    pub(super) head: &'static str,
    /// Above what else of a part is signed.
    pub(super) also: &'static str,
    /// The heading of the introduction.
    pub(super) introduction: &'static str,
    /// What is asked of each part: its heading.
    pub(super) decision: &'static str,
    /// The decisions, in the order of [`DECISIONS`].
    pub(super) decisions: [&'static str; 4],
    /// Words that should be others.
    pub(super) old: &'static str,
    /// How to fill that in.
    pub(super) old_help: &'static str,
    /// The words to put there.
    pub(super) new_words: &'static str,
    /// How to fill that in.
    pub(super) new_help: &'static str,
    /// What else there is to say.
    pub(super) comment: &'static str,
    /// How to fill that in.
    pub(super) comment_help: &'static str,
    /// The heading of the last part.
    pub(super) overall: &'static str,
    /// What is asked of the whole.
    pub(super) whole: &'static str,
    /// Name.
    pub(super) name: &'static str,
    /// Credentials.
    pub(super) credentials: &'static str,
    /// Role.
    pub(super) role: &'static str,
    /// Licence.
    pub(super) licence: &'static str,
    /// Until when it holds.
    pub(super) until: &'static str,
    /// Interests.
    pub(super) interests: &'static str,
    /// How to fill that in.
    pub(super) interests_help: &'static str,
    /// The day.
    pub(super) date: &'static str,
    /// A signature, with a pen.
    pub(super) signature: &'static str,
    /// The heading of open questions.
    pub(super) questions: &'static str,
    /// The heading of what the checks say.
    pub(super) checks: &'static str,
    /// What it is.
    pub(super) found: &'static str,
    /// That there is nothing.
    pub(super) nothing_found: &'static str,
    /// What a published list is for.
    pub(super) list: &'static str,
    /// The columns of such a list.
    pub(super) list_head: [&'static str; 3],
    /// What a screen reader says of a picture: words.
    pub(super) alt: &'static str,
    /// The short form of a section: words.
    pub(super) brief: &'static str,
    /// Keys of what stands around the parts.
    pub(super) keys: HeadWords,
}

/// What stands around the parts of a text.
pub(super) struct HeadWords {
    pub(super) title: &'static str,
    pub(super) audience: &'static str,
    pub(super) summary: &'static str,
    pub(super) main_message: &'static str,
    pub(super) purpose: &'static str,
    pub(super) funding: &'static str,
    pub(super) topics: &'static str,
    pub(super) help: &'static str,
    pub(super) exceptions: &'static str,
}

/// The ids of the decisions.
pub(super) const DECISIONS: [&str; 4] = ["approve", "change", "reject", "comment"];

const ENGLISH: PacketWords = PacketWords {
    title: "To check: {}",
    to: "For {}",
    to_anybody: "For the clinician who checks it",
    asked: "{} asks you to read this text and to say of each part whether it is right.",
    on_screen: "Fill in the boxes on screen, save the file, and send it back.",
    with_a_pen: "Fill it in with a pen, sign it, and give it back.",
    by: "An answer is wanted by {}.",
    footer: "A text to check: not for families.",
    changed: "What changed since revision {} of {}",
    marks: "Words that came stand as [+ new +], words that went as [- old -]. What families will see stands whole below.",
    nothing: "No word changed.",
    new: "New: {}",
    gone: "Gone: {}",
    moved: "Moved to another place: {}",
    same: "Unchanged, and not printed again: {}",
    head: "Title and what stands around the text",
    also: "Also signed, for other sizes and places of the text:",
    introduction: "Opening words",
    decision: "The part “{}”",
    decisions: ["is right", "is right with this change", "is wrong", "needs an answer"],
    old: "Change these words",
    old_help: "copied as they stand",
    new_words: "to these words",
    new_help: "as families should read them",
    comment: "Comment",
    comment_help: "for the authors",
    overall: "The whole text",
    whole: "This text, as it stands here",
    name: "Your name",
    credentials: "Credentials, such as MD",
    role: "Role",
    licence: "Licence: which body, which number",
    until: "It holds until",
    interests: "Interests that bear on this text",
    interests_help: "Write “none” where there are none.",
    date: "Day",
    signature: "Signature",
    questions: "Open questions of the authors",
    checks: "What the program’s checks say",
    found: "The authors know of these, and nothing is to be answered here:",
    nothing_found: "They found nothing.",
    list: "For your information, from a published list of what a handout should have. Nothing is to be answered here.",
    list_head: ["What it asks", "Stands", "By what, or what to look at"],
    alt: "A screen reader says of this picture: {}",
    brief: "In short, where there is little room: {}",
    keys: HeadWords {
        title: "Title",
        audience: "For",
        summary: "Summary",
        main_message: "The one thing to remember",
        purpose: "Purpose",
        funding: "Funding and interests",
        topics: "Topics, by which emergency facts are printed",
        help: "When to get help",
        exceptions: "Words that a rule would refuse, and why they stand",
    },
};

const SPANISH: PacketWords = PacketWords {
    title: "Para comprobar: {}",
    to: "Para {}",
    to_anybody: "Para el profesional que lo comprueba",
    asked: "{} le pide que lea este texto y diga de cada parte si es correcta.",
    on_screen: "Rellene los campos en pantalla, guarde el archivo y envíelo de vuelta.",
    with_a_pen: "Rellénelo a mano, fírmelo y devuélvalo.",
    by: "Se espera la respuesta antes del {}.",
    footer: "Texto para comprobar: no es para las familias.",
    changed: "Qué cambió desde la revisión {} del {}",
    marks: "Las palabras nuevas están así [+ nuevas +]; las que se quitaron, así [- viejas -]. Lo que verán las familias está entero más abajo.",
    nothing: "No cambió ninguna palabra.",
    new: "Nuevo: {}",
    gone: "Quitado: {}",
    moved: "Cambió de lugar: {}",
    same: "Sin cambios, y no se imprime otra vez: {}",
    head: "Título y lo que rodea al texto",
    also: "También se firma, para otros tamaños y lugares del texto:",
    introduction: "Introducción",
    decision: "La parte “{}”",
    decisions: ["está bien", "está bien con este cambio", "está mal", "falta una respuesta"],
    old: "Cambiar estas palabras",
    old_help: "copiadas como están",
    new_words: "por estas palabras",
    new_help: "como deben leerlas las familias",
    comment: "Comentario",
    comment_help: "para los autores",
    overall: "El texto entero",
    whole: "Este texto, como está aquí",
    name: "Su nombre",
    credentials: "Credenciales, como MD",
    role: "Función",
    licence: "Licencia: qué organismo, qué número",
    until: "Es válida hasta",
    interests: "Intereses que tocan este texto",
    interests_help: "Escriba “ninguno” si no hay.",
    date: "Día",
    signature: "Firma",
    questions: "Preguntas abiertas de los autores",
    checks: "Lo que dicen las comprobaciones del programa",
    found: "Los autores las conocen; no hay nada que responder aquí:",
    nothing_found: "No encontraron nada.",
    list: "Para su información, de una lista publicada de lo que debe tener un folleto. No hay nada que responder aquí.",
    list_head: ["Qué pide", "Estado", "Con qué, o qué mirar"],
    alt: "Un lector de pantalla dice de esta imagen: {}",
    brief: "En breve, donde hay poco espacio: {}",
    keys: HeadWords {
        title: "Título",
        audience: "Para",
        summary: "Resumen",
        main_message: "Lo más importante",
        purpose: "Propósito",
        funding: "Financiamiento e intereses",
        topics: "Temas, por los que se imprimen datos de emergencia",
        help: "Cuándo buscar ayuda",
        exceptions: "Palabras que una regla no permitiría, y por qué están",
    },
};
