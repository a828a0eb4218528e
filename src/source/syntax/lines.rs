//! Where the parts of a line of YAML begin.

/// Where the value of a line begins: behind its hyphen and its key.
pub(super) fn value_start(line: &str) -> usize {
    let begins = line.find(": ").map_or(0, |i| i + 2);
    line.len() - line[begins..].trim_start_matches(['-', ' ']).len()
}
