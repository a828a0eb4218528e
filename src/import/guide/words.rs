//! What stands in a new guide where its document has no words: marked, so that `check` says what is left to write.

/// The marks of a language.
pub(super) struct Unwritten {
    pub(super) title: &'static str,
    pub(super) audience: &'static str,
    pub(super) summary: &'static str,
    pub(super) heading: &'static str,
    pub(super) brief: &'static str,
    pub(super) body: &'static str,
    pub(super) answer: &'static str,
    pub(super) alt: &'static str,
    pub(super) source: &'static str,
    pub(super) publisher: &'static str,
}

/// Those of English.
const ENGLISH: Unwritten = Unwritten {
    title: "[insert the title]",
    audience: "[insert for whom it is]",
    summary: "[insert two or three sentences for the head of the page]",
    heading: "[insert a heading]",
    brief: "[insert one or two sentences, for products without room for the whole text]",
    body: "[insert the text of this section]",
    answer: "[insert the answer]",
    alt: "[insert what the picture shows, for whoever does not see it]",
    source: "[insert what the page is called]",
    publisher: "[insert who publishes it, and take that out of the title]",
};

/// Those of Spanish.
const SPANISH: Unwritten = Unwritten {
    title: "[insertar el título]",
    audience: "[insertar para quién es]",
    summary: "[insertar dos o tres frases para el comienzo de la página]",
    heading: "[insertar un encabezado]",
    brief: "[insertar una o dos frases, para productos sin espacio para todo el texto]",
    body: "[insertar el texto de esta sección]",
    answer: "[insertar la respuesta]",
    alt: "[insertar lo que muestra la imagen, para quien no la ve]",
    source: "[insertar el título de la página]",
    publisher: "[insertar quién lo publica, y quitarlo del título]",
};

/// The marks of a language, by its ISO 639-1 code.
pub(super) fn unwritten(lang: &str) -> &'static Unwritten {
    if lang == "es" { &SPANISH } else { &ENGLISH }
}
