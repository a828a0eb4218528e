//! Words without white space.

/// Words without white space: lines may break anywhere.
pub(in crate::audit) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
