//! Lines that a person likes to edit: broken between words, never so that a mark of Markdown begins one.

/// Letters on a line, without its indentation.
pub(super) const WIDTH: usize = 100;

/// Breaks a line between words, each line behind the first with `indent` before it.
pub(super) fn wrapped(line: &str, first: &str, indent: &str) -> String {
    let mut out = first.to_owned();
    let (mut length, mut begun) = (first.chars().count(), false);
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let letters = word.chars().count();
        if begun && length + 1 + letters > WIDTH && may_begin(word) {
            out.push('\n');
            out.push_str(indent);
            length = indent.chars().count();
        } else if begun {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += letters;
        begun = true;
    }
    out
}

/// Whether a word may stand at the beginning of a line: one that looks like the mark of something may not.
fn may_begin(word: &str) -> bool {
    let mut letters = word.chars();
    match letters.next() {
        Some(c) if c.is_alphabetic() => {
            // `o` and `a.` begin items in word processors.
            let rest = letters.as_str();
            !(c.is_lowercase() && (rest.is_empty() || rest == "." || rest == ")")) && !word.ends_with(':')
        }
        Some('*') => word.trim_start_matches('*').starts_with(char::is_alphabetic),
        Some('[' | '“' | '"' | '¿' | '¡') => letters.next().is_some_and(char::is_alphabetic),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_mark() {
        let long = "word ".repeat(19) + "end - 1. x **y**";
        let out = wrapped(&long, "- ", "  ");
        assert!(
            out.lines().skip(1).all(|line| line.starts_with("  ") && !line.trim_start().starts_with(['-', '1'])),
            "{out}"
        );
        assert_eq!(
            out.split_whitespace().collect::<Vec<_>>(),
            format!("- {long}").split_whitespace().collect::<Vec<_>>()
        );
        assert!(out.contains('\n'));
    }
}
