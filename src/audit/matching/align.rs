//! Which printed letter is which letter of a node.

use super::printed::{Between, Printed};
use super::wanted::Letter;
use crate::document::{Node, Origin};

/// What stands between the parts of a line that the program puts together.
const DOT: char = '·';

/// For each printed letter, which one of the node it is; where one is another, how many are as they should be.
///
/// Where a line between two of its parts breaks, no dot need stand between them, as long as it is the program that put
/// them together: titles of worksheets, and what is not the text's or the facts' own.
pub(in crate::audit) fn align(node: &Node, printed: &Printed, wanted: &[Letter]) -> Result<Vec<usize>, usize> {
    let own = matches!(node.origin, Origin::Text | Origin::Facts) && *node.path != *"worksheets";
    let mut found = Vec::with_capacity(printed.letters.len());
    let (mut next, mut breaks) = (0, printed.between.iter().peekable());
    for (i, letter) in printed.letters.iter().enumerate() {
        while breaks.next_if(|(at, _)| *at < i).is_some() {}
        let line = breaks.peek().is_some_and(|(at, between)| *at == i && *between == Between::Line);
        let dot = |at: usize| wanted.get(at).is_some_and(|l| l.letter == DOT);
        if line && !own && *letter != DOT && dot(next) {
            next += 1;
        }
        if wanted.get(next).is_none_or(|l| l.letter != *letter) {
            return Err(i);
        }
        found.push(next);
        next += 1;
    }
    if next == wanted.len() { Ok(found) } else { Err(printed.letters.len()) }
}
