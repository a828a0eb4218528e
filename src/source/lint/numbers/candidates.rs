//! Which lines can hold the number of a telephone at all: the tables of patterns are large, and most texts need none.

/// Beginnings of the words that make a telephone number of a few digits: for calling, for sending, for what has one.
const STEMS: &[&str] = &[
    "call", "dial", "phone", "tel", "text", "sms", "fax", "llam", "llám", "marq", "marc", "contact", "comun", "send",
    "message", "msg", "envi", "enví", "mand", "escrib", "mensaj", "pager", "beeper", "mobile", "movil", "móvil",
    "celular", "linea", "línea", "short", "codigo", "código", "whats", "tty", "tdd", "emergenc", "urgenc", "nhs",
    "united",
];

/// The same, of which longer words are other words.
const WHOLE: &[&str] = &["ring", "reach"];

/// Beginnings of the words for an extension, which may have two digits.
const EXTENSIONS: &[&str] = &["ext", "anexo", "interno"];

/// How many signs can stand between two digits of one number.
const APART: usize = 5;

/// Whether a line can hold the number of a telephone: one that is spelt, enough digits near each other, digits that go on
/// in letters, or fewer and a word for calling.
pub(super) fn may_hold_number(line: &str) -> bool {
    let spelt = |word: &str| line.contains(word);
    if ["nine", "Nine", "NINE", "ueve", "UEVE"].into_iter().any(spelt) {
        return true;
    }
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut most = 0;
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (digits, behind) = run(&rest[start..]);
        most = most.max(digits.len());
        if digits.len() >= 6 || ["911", "988"].iter().any(|crisis| digits.contains(crisis)) {
            return true;
        }
        if digits.len() >= 3 && goes_on_in_letters(&digits, behind) {
            return true;
        }
        rest = behind.trim_start_matches(joins);
    }
    let keyword = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(|c: char| c.is_uppercase());
    let words = || line.split(|c: char| !c.is_alphanumeric());
    let named = |stems: &[&str]| words().any(|word| begins(word, stems));
    most >= 2 && named(EXTENSIONS)
        || (most >= 3 || words().any(keyword))
            && (named(STEMS) || words().any(|word| is_line(word) || WHOLE.contains(&word.to_lowercase().as_str())))
}

/// Whether a sign can stand between two digits of one number.
fn joins(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '(' | ')')
        || matches!(c, '-' | '.' | '/' | '·' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The digits that stand near each other from the first one on, and what stands behind them.
fn run(text: &str) -> (String, &str) {
    let (mut digits, mut end, mut gap) = (String::new(), 0, 0);
    for (i, c) in text.char_indices() {
        if c.is_ascii_digit() {
            digits.push(c);
            (end, gap) = (i + 1, 0);
        } else if joins(c) && gap < APART {
            gap += 1;
        } else {
            break;
        }
    }
    (digits, &text[end..])
}

/// Whether letters that are dialled can follow: 1-800-GET-HELP, (800) QUIT NOW, 1-800-quit-now, 555-HELP-NOW.
fn goes_on_in_letters(digits: &str, behind: &str) -> bool {
    let letters = behind.trim_start_matches(joins);
    let dash = behind[..behind.len() - letters.len()].contains(|c: char| joins(c) && !c.is_whitespace());
    match letters.chars().next() {
        Some(c) if c.is_ascii_uppercase() => dash || digits.contains('8'),
        Some(c) => c.is_ascii_lowercase() && dash && digits.starts_with('1'),
        None => false,
    }
}

fn begins(word: &str, stems: &[&str]) -> bool {
    let word = word.to_lowercase();
    stems.iter().any(|stem| word.starts_with(stem))
}

/// A helpline, hotline or crisis line.
fn is_line(word: &str) -> bool {
    let word = word.to_lowercase();
    word.ends_with("line") || word.ends_with("lines")
}
