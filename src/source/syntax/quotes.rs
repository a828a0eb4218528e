//! Texts in quotes: those that are broken, and how a text is written in them.

use super::lines::value_start;

/// Quotes of word processors.
pub(crate) const CURLY: [char; 8] = ['“', '”', '„', '‟', '«', '»', '‘', '’'];

/// A text in the quotes that it needs on one line: none, double or single ones; `None` where it has both signs in it.
pub(crate) fn quoted(text: &str) -> Option<String> {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.'))
        && text.starts_with(char::is_alphabetic);
    match (plain, text.contains(['"', '\\']), text.contains('\'')) {
        _ if text.contains('\n') => None,
        (true, ..) => Some(text.to_owned()),
        (false, false, _) => Some(format!("\"{text}\"")),
        (false, true, false) => Some(format!("'{text}'")),
        (false, true, true) => None,
    }
}

/// A line `title: Sleep: the basics`, and how it is written.
pub(super) fn second_colon(line: &str) -> Option<(usize, String)> {
    let (key, value) = line.split_once(": ")?;
    let at = value.find(": ").map(|at| key.len() + 2 + at);
    let at = at.or_else(|| value.trim_end().strip_suffix(':').map(|words| key.len() + 2 + words.len()))?;
    let value = value.trim();
    let value = value.strip_prefix(CURLY).and_then(|words| words.strip_suffix(CURLY)).unwrap_or(value);
    let begins = value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']);
    let text = quoted(value).filter(|text| !begins && text.chars().count() <= 160)?;
    Some((at, format!("write `{}: {text}`", key.trim_start_matches([' ', '-']))))
}

/// Whether what stands behind a backslash makes a sign of it (YAML 1.2.2, 5.7).
fn is_escape(behind: &str) -> bool {
    let digits = |n: usize| behind.get(1..=n).is_some_and(|code| code.chars().all(|c| c.is_ascii_hexdigit()));
    match behind.chars().next() {
        Some('x') => digits(2),
        Some('u') => digits(4),
        Some('U') => digits(8),
        Some(sign) => "0abtnvfre \"/\\N_LP\t\n".contains(sign),
        None => true,
    }
}

/// The sign in a text in quotes that ends it too early, or that double quotes do not know: where, what, and what to do.
pub(super) fn within_quotes(line: &str, message: &str) -> Option<(usize, &'static str, &'static str)> {
    let start = value_start(line);
    let value = &line[start..];
    if ["escape", "hexadecimal", "surrogate"].iter().any(|sign| message.contains(sign)) && value.starts_with('"') {
        let wrong = value.match_indices('\\').map(|(i, _)| i).find(|i| !is_escape(&value[i + 1..]))?;
        let hint = "write it twice, or put the text in single quotes: '...'";
        return Some((start + wrong, "a backslash in a text in double quotes begins a sign that there is not", hint));
    }
    let apostrophe = |c: &str| {
        let mut letters = c.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next_back().is_some_and(char::is_alphabetic)
    };
    if value.starts_with('\'') {
        let (at, _) = value.match_indices('\'').skip(1).find(|(i, _)| {
            let before = value[..*i].chars().next_back().into_iter();
            apostrophe(&before.chain(value[i + 1..].chars().take(1)).collect::<String>())
        })?;
        return Some((
            start + at,
            "an apostrophe ends this text, which is in single quotes",
            "put the text in double quotes: \"...\"",
        ));
    }
    None
}

/// What to do about a logo that stands elsewhere, by the name of its file.
pub(crate) fn copy_logo(own: &str) -> String {
    if own.ends_with(".svg") || own.ends_with(".png") {
        return format!("copy `{own}` into `sources/clinics/`, beside this file, and write `logo: {own}`");
    }
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    format!("save the picture as `{stem}.png` in `sources/clinics/`, beside this file, and write `logo: {stem}.png`")
}

/// A logo that is named by its place on a computer: where the path begins, and what to do about it.
pub(super) fn logo_path(line: &str) -> Option<(usize, String)> {
    let path = line.trim_start().strip_prefix("logo:")?.trim().trim_matches(['"', '\'']);
    let own = path.rsplit(['/', '\\']).next().filter(|own| *own != path && !own.is_empty())?;
    Some((value_start(line), copy_logo(own)))
}

/// What to do about stars about the first words of a text, which begin at a place: YAML takes them for a mark of its own.
pub(super) fn stars(text: &str, start: usize) -> Option<String> {
    let line = text[start..].lines().next().unwrap_or_default();
    let before = text[..start].rsplit(['\n', '{', ',']).next().unwrap_or_default();
    let key = before.trim().trim_start_matches("- ").trim_end().strip_suffix(':')?;
    let sign = if line.starts_with("**") { "**" } else { "*" };
    let (words, rest) = line.strip_prefix(sign)?.split_once(sign)?;
    let in_braces = text[..start].ends_with(' ') && before.len() < text[..start].rsplit('\n').next()?.len();
    let rest = if in_braces { &rest[..rest.find([',', '}']).unwrap_or(rest.len())] } else { rest };
    if ["body", "answer", "introduction", "text"].contains(&key) {
        return Some(format!("write `{key}: |`, and the text on the lines below, indented"));
    }
    let plain = quoted(format!("{words}{rest}").trim())?;
    let count = if sign.len() == 1 { "two" } else { "four" };
    Some(format!("take the {count} `*` out, since this text is printed as it is: `{key}: {plain}`"))
}

/// A quote that a letter follows although it closes a text, in brackets: `["1 Maple Street, "Town"]`.
pub(super) fn unpaired(line: &str) -> Option<usize> {
    let value = &line[value_start(line)..];
    let written = value.replace("\\\"", "");
    let odd = value.starts_with(['[', '{']) && written.matches('"').count() % 2 == 1;
    let follows = |at: &usize| {
        value[at + 1..].starts_with(char::is_alphanumeric) && !value[..*at].trim_end().ends_with(['[', '{', ':'])
    };
    let inner = || value.match_indices('"').map(|(at, _)| at).skip(1).find(follows);
    odd.then(inner)?.or_else(|| value.rfind('"')).map(|at| line.len() - value.len() + at)
}

/// Where a value up to `start` begins with a quote that its line does not close.
pub(super) fn open_quote(text: &str, start: usize) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > start {
            return None;
        }
        let begins = value_start(line);
        let value = &line[begins..];
        if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
            && value.replace("\\\"", "").matches(quote).count() % 2 == 1
        {
            return Some(at + begins);
        }
        at += line.len();
    }
    None
}
