//! Words of messages: lists, and what was probably meant.

/// The candidate that was probably meant.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (strsim::damerau_levenshtein(given, c), c))
        .filter(|(distance, c)| *distance <= (c.len().max(given.len()) / 3).max(1) && *distance < c.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

/// "`a`, `b` and `c`".
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    joined(&words.into_iter().map(|w| format!("`{w}`")).collect::<Vec<_>>())
}

/// Words as a list: a, b and c.
pub fn joined(words: &[String]) -> String {
    match words.split_last() {
        None => "none".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
