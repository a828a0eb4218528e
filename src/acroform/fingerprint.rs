//! The pages of a form as they were audited: a digest of their drawing commands and boxes travels in the metadata, so
//! that a form whose pages somebody changed is not flattened into a handout that nobody checked. It shows what a program
//! or a hand did by mistake; who wants to deceive can compute it anew.

use crate::acroform::read::FormContents;
use crate::diag::{Code, Finding};
use crate::pdf::file::File;
use crate::pdf::object::Object;
use crate::review::digest::Digest;

/// The most bytes that the pages of a form unpack to.
const MOST: usize = 16 << 20;

/// The digest of the boxes and drawing commands of the pages, without fonts, pictures, fields and notes; `None` where a
/// page cannot be unpacked.
pub fn page_fingerprint(file: &File) -> Option<Digest> {
    let mut drawn = Vec::new();
    let mut left = MOST;
    for number in file.pages() {
        let page = file.get(number)?.dict()?;
        for key in ["MediaBox", "CropBox", "Rotate"] {
            let mut numbers = Vec::new();
            match file.inherited(page, key) {
                Some(Object::Array(list)) => numbers.extend(list.iter().filter_map(|o| file.resolve(o)?.float())),
                Some(one) => numbers.extend(one.float()),
                None => {}
            }
            let rounded: Vec<String> = numbers.iter().map(|n| n.round().to_string()).collect();
            drawn.extend_from_slice(rounded.join(" ").as_bytes());
            drawn.push(0);
        }
        let contents = page.get("Contents")?;
        let contents = file.resolve(contents)?;
        let parts: Vec<&Object> = match contents.array() {
            Some(list) => list.iter().filter_map(|o| file.resolve(o)).collect(),
            None => vec![contents],
        };
        for part in parts {
            let Object::Stream(stream) = part else { return None };
            let bytes = file.unpack(stream, left).ok()?;
            left -= bytes.len();
            drawn.extend(
                bytes.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty()).flat_map(|w| [w, b" "].concat()),
            );
        }
        drawn.push(0);
    }
    Some(Digest::of(&drawn))
}

/// A finding where the pages of a form of this program are not as they were made.
pub fn finding(name: &str, file: &File, contents: &FormContents) -> Option<Finding> {
    let made = contents.embedded.as_ref().ok()?.pages.as_deref()?;
    if page_fingerprint(file).is_some_and(|digest| digest.as_str() == made) {
        return None;
    }
    Some(
        Finding::new(Code::PagesChanged, "the pages of the form were changed after handout made it")
            .at(name, 0..0)
            .hint("the fields are as they are; what stands around them is not what was checked: use the form as the clinic gave it out"),
    )
}
