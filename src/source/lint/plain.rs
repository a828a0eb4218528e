//! Signs in texts that are printed as they are: marks of Markdown and HTML, and quotes of a word processor about them.

use std::ops::Range;

use super::Lint;
use super::printed::without_names;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::source::markdown::html;
use crate::source::syntax::quotes::{CURLY, quoted};
use crate::source::yaml::YamlNode;

impl Lint<'_> {
    /// Marks of Markdown, of HTML and quotes of a word processor in texts that are printed as they are.
    pub fn plain(&self, nodes: &[&YamlNode], sink: &mut Sink) {
        nodes.iter().for_each(|node| self.signs(node, node.as_str().unwrap_or_default(), sink));
    }

    /// The same in texts that may name facts.
    pub(crate) fn briefs(&self, nodes: &[&YamlNode], sink: &mut Sink) {
        nodes.iter().for_each(|node| self.signs(node, &without_names(node.as_str().unwrap_or_default()), sink));
    }

    /// Signs in a text, which has the length of the node's words.
    fn signs(&self, node: &YamlNode, text: &str, sink: &mut Sink) {
        self.curly(node, sink);
        let finding = |range: &Range<usize>, hint: &str| {
            self.at(Code::Markdown, node, range, "Markdown in a plain text").hint(hint)
        };
        const TAKE: &str = "this text is printed as it is: take the marks out";
        if let Some((i, mark)) = ["**", "](", "`", "[!"].iter().find_map(|m| text.find(m).map(|i| (i, m))) {
            sink.push(finding(&(i..i + mark.len()), TAKE));
        } else if let Some(range) = emphasis(text) {
            let words = &text[range.start + 1..range.end - 1];
            let hint = format!("this text is printed as it is: write `{words}`, without the two signs");
            sink.push(Finding { severity: Severity::Warning, ..finding(&range, &hint) });
        } else if let Some(mark) = heading(text) {
            sink.push(Finding { severity: Severity::Warning, ..finding(&(0..mark), TAKE) });
        } else if let Some((range, hint)) = html::first(text) {
            let finding = self.at(Code::Markdown, node, &range, "HTML in a plain text").hint(hint);
            sink.push(Finding { severity: Severity::Warning, ..finding });
        }
    }

    /// Quotes of a word processor about a whole text: YAML takes them for letters of it.
    pub(crate) fn curly(&self, node: &YamlNode, sink: &mut Sink) {
        let text = node.as_str().unwrap_or_default().trim();
        // Who typed straight quotes about them wants them printed.
        let Some(words) = in_curly(text).filter(|_| !self.source[node.range.start..].starts_with(['"', '\''])) else {
            return;
        };
        let finding = self.node(Code::BadValue, node, "these quotes of a word processor are printed with the text");
        let finding = match quoted(words) {
            Some(plain) => finding.hint(format!("write `{plain}` without them")),
            None => finding.hint("take them out"),
        };
        let printed = quoted(text).unwrap_or_else(|| format!("\"{text}\""));
        sink.push(Finding {
            severity: Severity::Warning,
            ..finding.hint(format!("if they are to be printed, put straight quotes about them: {printed}"))
        });
    }

    /// A title that no page has room for.
    pub(crate) fn long_title(&self, root: &YamlNode, sink: &mut Sink) {
        const MOST: usize = 150;
        let Some(node) = root.get("title") else { return };
        let letters = node.as_str().unwrap_or_default().chars().count();
        if letters > MOST {
            let finding = self
                .node(Code::BadValue, node, format!("this title has {letters} letters, and is printed large"))
                .hint(format!("say it in fewer than {MOST}, and the rest in `summary`"));
            sink.push(Finding { severity: Severity::Warning, ..finding });
        }
    }

    /// Numbers before texts that get one of their own.
    pub(crate) fn counted(&self, nodes: &[&YamlNode], sink: &mut Sink) {
        for node in nodes {
            let text = node.as_str().unwrap_or_default();
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let mark = text[digits..].strip_prefix(['.', ')']).and_then(|rest| rest.strip_prefix(' '));
            let Some(words) = mark.filter(|_| (1..3).contains(&digits)) else { continue };
            let finding = self
                .at(Code::Markdown, node, &(0..digits + 1), "a number that is printed beside the automatic one")
                .hint(format!("write `{}`: questions are numbered by themselves", words.trim()));
            sink.push(Finding { severity: Severity::Warning, ..finding });
        }
    }
}

/// The words of a text that stands wholly in curly quotes, the last of which may be a straight one.
fn in_curly(text: &str) -> Option<&str> {
    let words = text.strip_prefix(CURLY)?.strip_suffix(|c| CURLY.contains(&c) || matches!(c, '"' | '\''))?;
    let apostrophe = |at: usize| words[..at].ends_with(char::is_alphanumeric);
    let inner = words.match_indices(CURLY).any(|(at, sign)| sign != "’" || !apostrophe(at));
    (!inner && !words.trim().is_empty()).then_some(words.trim())
}

/// Words between two stars or low lines, with these.
fn emphasis(text: &str) -> Option<Range<usize>> {
    for sign in ['*', '_'] {
        let Some(begin) = text.find(sign) else { continue };
        let before = text[..begin].chars().next_back();
        let words = &text[begin + 1..];
        let Some(end) = words.find(sign) else { continue };
        let (inner, behind) = (&words[..end], words[end + 1..].chars().next());
        let whole =
            !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != sign);
        if whole && apart(before) && apart(behind) && inner.contains(char::is_alphanumeric) {
            return Some(begin..begin + end + 2);
        }
    }
    None
}

/// How long the mark of a heading is that a text begins with.
fn heading(text: &str) -> Option<usize> {
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    ((1..7).contains(&signs) && text[signs..].starts_with(' ')).then_some(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_curly_quotes_are_seen() {
        for (text, words) in [
            ("“Before you come”", "Before you come"),
            ("“The first visit\"", "The first visit"),
            ("„Before you come“", "Before you come"),
            ("‘It’s fine’", "It’s fine"),
            ("« Antes de venir »", "Antes de venir"),
        ] {
            assert_eq!(in_curly(text), Some(words), "{text}");
        }
        for text in ["“Yes” and “no”", "“Yes”, she said", "He said “yes”", "’Tis so", "“”", "“ ”", "plain", ""]
        {
            assert_eq!(in_curly(text), None, "{text}");
        }
    }

    #[test]
    fn emphasis_is_seen_and_signs_are_not() {
        for (text, seen) in [("*Nobody* has to", "*Nobody*"), ("Say _no_.", "_no_"), ("(*so it is*)", "*so it is*")] {
            assert_eq!(emphasis(text).map(|range| &text[range]), Some(seen), "{text}");
        }
        for text in ["5 * 3 * 2", "Name: ____", "a_b_c", "Fields with * are needed", "a* or b*", "**x**", "*required"] {
            assert_eq!(emphasis(text), None, "{text}");
        }
    }
}
