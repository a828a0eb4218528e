//! Comments of a YAML file.

/// Letters on a line.
const WIDTH: usize = 110;

/// Words in a comment.
pub(super) fn comment(words: &str, first: &str, indent: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = String::new();
    let (mut line, mut begun) = (format!("# {first}"), false);
    for word in words.split_whitespace() {
        if begun && line.chars().count() + word.chars().count() > WIDTH {
            out.push_str(line.trim_end());
            out.push('\n');
            line = format!("# {indent}");
        } else if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    out + line.trim_end() + "\n"
}
