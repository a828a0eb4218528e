//! HTML that somebody typed or pasted, and what stands for it here.

use std::ops::Range;

use super::parsed::MarkdownProblem;
use crate::model::letters::invisible;

/// What the reader says of HTML.
const HTML: &str = "HTML cannot be printed here";

/// Marks of HTML, and what is written in their place; `{}` stands for their words.
const TAGS: &[(&str, &str)] = &[
    ("br", "put an empty line here, or make a list"),
    ("p", "put an empty line here"),
    ("b", "write **{}**"),
    ("strong", "write **{}**"),
    ("i", "write *{}*"),
    ("em", "write *{}*"),
    ("u", "write **{}**: underlined words look like links"),
    ("ul", "begin each item with `- `"),
    ("li", "begin each item with `- `"),
    ("a", "write [words](https://...)"),
];

/// Tags of which plain texts have the names too: those that people know.
const KNOWN: &[&str] =
    &["br", "p", "b", "strong", "i", "em", "u", "ul", "ol", "li", "a", "span", "div", "sup", "sub", "font"];

/// How many bytes the end of a mark is looked for.
const FAR: usize = 400;

/// What a mark that begins a text is called, whether it closes, and how long it is.
fn tag(text: &str) -> Option<(&str, bool, usize)> {
    let inner = text.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
    let near = &text[..text.floor_char_boundary(FAR)];
    let end = near.find('>')?;
    (!name.is_empty()).then_some((name, closes, end + 1))
}

/// The words between a mark that ends at `from` and the one that closes it, and where that ends.
fn closed<'t>(text: &'t str, name: &str, from: usize) -> Option<(&'t str, usize)> {
    let rest = text.get(from..)?;
    let near = &rest[..rest.floor_char_boundary(FAR)];
    let end = near
        .match_indices("</")
        .map(|(at, _)| at)
        .find(|at| tag(&near[*at..]).is_some_and(|(other, _, _)| other.eq_ignore_ascii_case(name)))?;
    let (.., length) = tag(&near[end..])?;
    Some((near[..end].trim(), from + end + length))
}

/// Says of the HTML among some problems what stands for it; a mark and the one that closes it are one problem.
pub(super) fn tell(text: &str, problems: &mut Vec<MarkdownProblem>) {
    problems.retain_mut(|problem| {
        if problem.message != HTML {
            return true;
        }
        let Some((range, hint)) = told(text, &problem.range) else { return false };
        problem.range = range;
        problem.hint = hint.unwrap_or_else(|| std::mem::take(&mut problem.hint));
        true
    });
}

/// HTML in a range of a Markdown text: what of it is marked, and what to do; `None` where it closes what was told of, or
/// is not known.
fn told(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Option<String>)> {
    let written = text.get(range.clone())?;
    let begin = range.start + written.len() - written.trim_start().len();
    let Some((name, closes, length)) = tag(&text[begin..]) else { return Some((range.clone(), None)) };
    let small = name.to_ascii_lowercase();
    if closes {
        let near = text.floor_char_boundary(begin.saturating_sub(FAR));
        let opened = text[near..begin].match_indices('<').any(|(at, _)| {
            tag(&text[near + at..]).is_some_and(|(other, closes, _)| !closes && other.eq_ignore_ascii_case(name))
        });
        return (!opened).then(|| (range.clone(), Some("take it out".to_owned())));
    }
    let Some((_, hint)) = TAGS.iter().find(|(tag, _)| *tag == small) else { return Some((range.clone(), None)) };
    match closed(text, name, begin + length) {
        Some((words, end)) if hint.contains("{}") && !words.contains('\n') => {
            Some((begin..end, Some(hint.replace("{}", words))))
        }
        _ => Some((begin..begin + length, Some(hint.replace("{}", "words")))),
    }
}

/// What to do about a character that is written as `&nbsp;`, by what it is printed as.
pub(super) fn entity(shown: &str) -> String {
    if shown.chars().all(invisible) {
        "delete it: it prints nothing".to_owned()
    } else if shown.chars().all(char::is_whitespace) {
        "type a space".to_owned()
    } else {
        format!("write the character itself: {shown}")
    }
}

/// The first mark or character of HTML in a text that is printed as it is, and what to do about it.
pub(crate) fn first(text: &str) -> Option<(Range<usize>, String)> {
    if !text.contains(['<', '&']) {
        return None;
    }
    for (at, sign) in text.match_indices(['<', '&']) {
        let rest = &text[at..];
        if sign == "<" {
            if let Some((_, _, length)) =
                tag(rest).filter(|(name, ..)| KNOWN.contains(&name.to_ascii_lowercase().as_str()))
            {
                return Some((at..at + length, "this text is printed as it is: take it out".to_owned()));
            }
        } else if let Some((name, _)) = rest[1..].split_once(';') {
            let hint = match name {
                "nbsp" | "#160" => "type a space",
                "shy" | "zwnj" | "zwj" | "#8203" | "#173" => "delete it",
                "amp" | "lt" | "gt" | "quot" | "apos" | "#39" => "write the character itself",
                _ => continue,
            };
            return Some((at..at + name.len() + 2, hint.to_owned()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_put_into_words() {
        let seen = |text: &str, mark: &str| {
            let at = text.find(mark).unwrap_or(0);
            told(text, &(at..at + mark.len())).map(|(range, hint)| (text[range].to_owned(), hint.unwrap_or_default()))
        };
        let pair = |range: &str, hint: &str| Some((range.to_owned(), hint.to_owned()));
        assert_eq!(seen("a <b>good day</b> to", "<b>"), pair("<b>good day</b>", "write **good day**"));
        assert_eq!(seen("a <b>good day</b> to", "</b>"), None);
        assert_eq!(seen("a <em>day</EM>", "<em>"), pair("<em>day</EM>", "write *day*"));
        assert_eq!(seen("a <br/> b", "<br/>"), pair("<br/>", "put an empty line here, or make a list"));
        assert_eq!(seen("a <i> b", "<i>"), pair("<i>", "write *words*"));
        assert_eq!(seen("a </i> b", "</i>"), pair("</i>", "take it out"));
        assert_eq!(seen("a <x-y> b", "<x-y>"), pair("<x-y>", ""));
        assert_eq!(seen("<!-- x -->", "<!-- x -->"), pair("<!-- x -->", ""));
    }

    #[test]
    fn html_in_plain_texts_is_seen() {
        let seen = |text: &str| first(text).map(|(range, _)| text[range].to_owned());
        assert_eq!(seen("Tom &amp; Ana").as_deref(), Some("&amp;"));
        assert_eq!(seen("One<br>Two").as_deref(), Some("<br>"));
        for text in ["a < b > c", "<140 and >90", "Tom & Ana; Eve", "R&D; and", "<name>"] {
            assert_eq!(seen(text), None, "{text}");
        }
    }
}
