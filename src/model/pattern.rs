//! How ids, dates, addresses and the like are written, as regular expressions for schemas.

/// A kebab-case id.
pub const ID_PATTERN: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
/// A date written YYYY-MM-DD.
pub const DATE_PATTERN: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// The same, or a month, or a year.
pub const KNOWN_DATE_PATTERN: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
/// A web address.
pub const URL_PATTERN: &str = "^https?://[^ ]+$";
/// A colour in hexadecimal digits.
pub const COLOUR_PATTERN: &str = "^#[0-9a-fA-F]{6}$";
/// A SHA-256 in hexadecimal digits.
pub const DIGEST_PATTERN: &str = "^[0-9a-f]{64}$";
