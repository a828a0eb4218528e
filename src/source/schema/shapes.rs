//! What blocks and lists look like when they are written, for those who have never seen one.

/// How the value of a key is written, as a sentence; `None` where its type says enough.
pub(crate) fn shape(key: &str) -> Option<&'static str> {
    let (_, shape) = SHAPES.iter().find(|(name, _)| *name == key)?;
    Some(shape)
}

const SHAPES: &[(&str, &str)] = &[
    ("dates", "write `dates: {issued: 2026-11-24}`"),
    (
        "sections",
        "each section begins with `- id: at-home`; `heading:`, `brief:` and `body: |` stand below it, under the `id`",
    ),
    ("faq", "each question begins with `- id: how-long`; `question:` and `answer: |` stand below it, under the `id`"),
    (
        "get_help",
        "each level is such as `- {level: today, call: clinic:phone, when: [You have a fever, The wound is red]}`",
    ),
    ("when", "write each sign on its own line after `- `"),
    ("call", "write `call: fact:call-911`, `call: clinic:phone`, or several in [brackets]"),
    ("parts", "each part begins with `- id: my-day`; `heading:` and `fields:` stand below it, under the `id`"),
    ("fields", "each field is such as `- {id: bedtime, type: text, label: When I go to bed}`"),
    ("options", "write `options: [{id: dark-room, label: A dark room}, {id: no-light, label: No light}]`"),
    ("columns", "write `columns: [{id: medicine, label: Medicine}, {id: dose, label: Dose}]`"),
    ("references", "each is such as `- {title: Sleep tips, publisher: CDC, url: https://example.org}`"),
    ("people", "each person is such as `- {id: jane-roe, name: Jane Roe}`"),
    ("facts", "each fact begins with `- id: call-911`; its other keys stand below it, under the `id`"),
    ("points", "each is a text, or such as `- {head: Call 911., text: Give the address.}`"),
    ("panels", "each of the three is such as `- {heading: Stay in touch, sections: [at-home]}`"),
    ("based_on", "write `based_on:`, and `title:`, `authors:` and `publisher:` below it, indented by two spaces"),
    ("review", "write `review: {months: 24}`"),
    ("hours", "write it for each language, such as `hours: {en: \"Monday to Friday, 9 to 5\"}`"),
    ("logo_alt", "write it for each language, such as `logo_alt: {en: A maple leaf}`"),
    ("colours", "write `colours: {primary: \"#0b4f5c\", tint: \"#e3f1f4\"}`"),
    ("language_exceptions", "each is such as `- {term: a word, reason: why it stands here}`"),
    ("exceptions", "each is such as `- {code: typed-number, text: the words, reason: why they stand here}`"),
];
