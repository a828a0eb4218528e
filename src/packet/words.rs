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
    /// In how many parts it comes, and what is to be marked: their number.
    pub(super) parts: &'static str,
    /// How it is filled in on screen.
    pub(super) on_screen: &'static str,
    /// The same in a few words, at the head.
    pub(super) how: &'static str,
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
    /// Above the questions of a worksheet.
    pub(super) asked_there: &'static str,
    /// Below a fact that a text prints whole.
    pub(super) fact: &'static str,
    /// That an answer to authors changes no words.
    pub(super) note_help: &'static str,
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
    /// What follows of it.
    pub(super) comment_help: &'static str,
    /// The heading of the last part.
    pub(super) overall: &'static str,
    /// What is asked of the whole.
    pub(super) whole: &'static str,
    /// The same where parts without a change are not printed.
    pub(super) whole_of_changes: &'static str,
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
    /// What a published list is for.
    pub(super) list: &'static str,
    /// What a screen reader says of a picture.
    pub(super) alt: &'static str,
    /// The short form of a section.
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
    asked: "{} asks you to read this text and to say whether it is right.",
    parts: "Decide on the whole below the {} parts; mark a part where it is not right. Once approved, your name is printed on exactly these words.",
    on_screen: "Fill in the boxes on screen, save the file, and send it back to whoever sent it.",
    how: "Fill in on screen",
    with_a_pen: "Fill it in with a pen, sign it, and give it back.",
    by: "An answer is wanted by {}.",
    footer: "A text to check: not for families.",
    changed: "What changed since revision {}, signed on {}",
    marks: "New words are shown as [+ new +], removed words as [- old -]. Each part that changed follows whole.",
    nothing: "No word changed.",
    new: "New: {}",
    gone: "Gone: {}",
    moved: "Moved to another place: {}",
    same: "Unchanged, and not printed again: {}",
    head: "Title and what stands around the text",
    also: "Also signed, for other sizes and places of the text:",
    asked_there: "The questions of this part:",
    fact: "An emergency fact: it is checked in a packet of its own.",
    note_help: "An answer changes no words: mark the part too where they should change.",
    introduction: "Opening words",
    decision: "The part “{}”",
    decisions: ["is right", "is right with this change", "is wrong", "I have a question first"],
    old: "Change these words",
    old_help: "copied as they stand",
    new_words: "to these words",
    new_help: "as families should read them",
    comment: "Comment",
    comment_help: "stops the signature",
    overall: "The whole text",
    whole: "This text, as it stands here",
    whole_of_changes: "This text: what stands here, and the unchanged parts as they were",
    name: "Your name",
    credentials: "Credentials, such as MD",
    role: "Role",
    licence: "License: which body, which number",
    until: "Valid until",
    interests: "Conflicts of interest",
    interests_help: "Write “none” where there are none.",
    date: "Day",
    signature: "Signature",
    questions: "Open questions of the authors",
    checks: "What the program’s checks say",
    found: "The authors know of these, and nothing is to be answered here:",
    list: "For your information, from a published list of what a handout should have. Nothing is to be answered here.",
    alt: "Read aloud for this picture",
    brief: "Short version, for small formats",
    keys: HeadWords {
        title: "Title",
        audience: "For",
        summary: "Summary",
        main_message: "The one thing to remember",
        purpose: "Purpose",
        funding: "Funding and interests",
        topics: "Emergency box for",
        help: "When to get help",
        exceptions: "Words that a rule would refuse, and why they stand",
    },
};

const SPANISH: PacketWords = PacketWords {
    title: "Para revisar: {}",
    to: "Para {}",
    to_anybody: "Para el profesional que lo revisa",
    asked: "{} le pide que lea este texto y diga si está bien.",
    parts: "Decida sobre el texto entero después de las {} partes; marque una parte si no está bien. Una vez aprobado, su nombre se imprime en exactamente estas palabras.",
    on_screen: "Llene los campos en pantalla, guarde el archivo y devuélvalo a quien lo envió.",
    how: "Para llenar en pantalla",
    with_a_pen: "Llénelo a mano, fírmelo y devuélvalo.",
    by: "Se espera la respuesta antes del {}.",
    footer: "Texto para revisar: no es para las familias.",
    changed: "Qué cambió desde la revisión {}, firmada el {}",
    marks: "Las palabras nuevas están así [+ nuevas +]; las que se quitaron, así [- viejas -]. Cada parte que cambió sigue entera.",
    nothing: "No cambió ninguna palabra.",
    new: "Nuevo: {}",
    gone: "Quitado: {}",
    moved: "Cambió de lugar: {}",
    same: "Sin cambios, y no se imprime otra vez: {}",
    head: "Título y lo que rodea al texto",
    also: "También se firma, para otros tamaños y lugares del texto:",
    asked_there: "Las preguntas de esta parte:",
    fact: "Un dato de emergencia: se revisa en un documento propio.",
    note_help: "Responder no cambia palabras: si deben cambiar, márquelo también en su parte.",
    introduction: "Introducción",
    decision: "La parte “{}”",
    decisions: ["está bien", "bien con este cambio", "está mal", "tengo una pregunta"],
    old: "Cambiar estas palabras",
    old_help: "copiadas como están",
    new_words: "por estas palabras",
    new_help: "como las leerán",
    comment: "Comentario",
    comment_help: "detiene la firma",
    overall: "El texto entero",
    whole: "Este texto, como está aquí",
    whole_of_changes: "Este texto: lo que está aquí, y las partes sin cambios como estaban",
    name: "Su nombre",
    credentials: "Título profesional, como MD",
    role: "Cargo",
    licence: "Licencia: qué organismo, qué número",
    until: "Es válida hasta",
    interests: "Conflictos de interés",
    interests_help: "Escriba “ninguno” si no hay.",
    date: "Día",
    signature: "Firma",
    questions: "Preguntas abiertas de los autores",
    checks: "Lo que dicen las comprobaciones del programa",
    found: "Los autores las conocen; no hay nada que responder aquí:",
    list: "Para su información, de una lista publicada de lo que debe tener un folleto. No hay nada que responder aquí.",
    alt: "Se lee en voz alta de esta imagen",
    brief: "Versión corta, para formatos pequeños",
    keys: HeadWords {
        title: "Título",
        audience: "Para",
        summary: "Resumen",
        main_message: "Lo más importante",
        purpose: "Propósito",
        funding: "Financiamiento e intereses",
        topics: "Cuadro de emergencia sobre",
        help: "Cuándo buscar ayuda",
        exceptions: "Palabras que una regla no permitiría, y por qué están",
    },
};
