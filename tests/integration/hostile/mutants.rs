//! Worksheets with something changed at random: whatever comes of it, the program does not panic and keeps to its words.

use std::sync::LazyLock;

use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object};
use proptest::prelude::*;
use proptest::sample::Index;

use super::files::{CASES, OURS};
use super::{hold_words, judge};

/// What a mutation starts from: a worksheet of our own, and small crafted files that lead elsewhere.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let small = CASES
        .iter()
        .filter(|c| ["foreign", "signed", "encrypted-owner-password", "tables-in-a-circle"].contains(&c.name));
    let own = [OURS.clone(), OURS.clone(), OURS.clone()];
    own.into_iter().chain(small.map(|c| (c.make)())).collect()
});

/// Pieces that mean something to a reader of PDF files.
pub(super) const PIECES: [&str; 40] = [
    "obj",
    "endobj",
    "stream\n",
    "endstream",
    "xref\n",
    "trailer\n",
    "startxref\n",
    "%%EOF",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "%",
    "/",
    "#",
    " 0 R",
    "1 0 R",
    "/Kids",
    "/Parent",
    "/Length",
    "/Prev",
    "/Type",
    "/ObjStm",
    "/XRef",
    "/FlateDecode",
    "/V",
    "/T",
    "/FT",
    "/Rect",
    "-1",
    "4294967295",
    "18446744073709551615",
    "9223372036854775807",
    "99999999999999999999999999",
    "0.0000000001",
    "\\",
];

/// A change to bytes.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// Another byte.
    Flip(Index, u8),
    /// A piece put in, or over what is there.
    Piece(Index, usize, bool),
    /// A range taken out.
    Cut(Index, usize),
    /// A range repeated elsewhere.
    Copy(Index, Index, usize),
    /// Cut off.
    End(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Flip(at, byte)),
        4 => (any::<Index>(), 0..PIECES.len(), any::<bool>()).prop_map(|(at, piece, over)| Edit::Piece(at, piece, over)),
        1 => (any::<Index>(), 1..200usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        1 => (any::<Index>(), any::<Index>(), 1..200usize).prop_map(|(from, to, length)| Edit::Copy(from, to, length)),
        1 => any::<Index>().prop_map(Edit::End),
    ]
}

fn apply(bytes: &mut Vec<u8>, edit: &Edit) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match edit {
        Edit::Flip(at, byte) => bytes[at.index(length)] = *byte,
        Edit::Piece(at, piece, over) => {
            let (at, piece) = (at.index(length), PIECES[*piece].bytes());
            let end = if *over { (at + piece.len()).min(length) } else { at };
            bytes.splice(at..end, piece);
        }
        Edit::Cut(at, count) => {
            let at = at.index(length);
            bytes.drain(at..(at + count).min(length));
        }
        Edit::Copy(from, to, count) => {
            let from = from.index(length);
            let piece = bytes[from..(from + count).min(length)].to_vec();
            let to = to.index(length);
            bytes.splice(to..to, piece);
        }
        Edit::End(at) => bytes.truncate(at.index(length)),
    }
}

/// A change to objects, each by chance: which object, which entry of it, and what becomes of the entry.
type Change = (Index, Index, Index, usize);

/// Values that fields, pages and trees do not expect.
fn odd(file: &File, which: usize, any: Index) -> Object {
    let numbers: Vec<u32> = file.objects().map(|(n, _)| n).collect();
    match which {
        0 => Object::Null,
        1 => Object::Int(i64::MAX),
        2 => Object::Int(i64::MIN),
        3 => Object::Real(1e300),
        4 => Object::Int(-1),
        5 => Object::Str(vec![0xFE, 0xFF, 0xD8]),
        6 => Object::Name(Vec::new()),
        7 => Object::Array(Vec::new()),
        8 => Object::Dict(Dict::default()),
        9 => Object::Array(vec![Object::Real(-1e300), Object::Int(i64::MAX), Object::Int(0), Object::Real(1e300)]),
        10 => Object::name(["Btn", "Tx", "Ch", "Sig"][any.index(4)]),
        11 => Object::Int(1 << any.index(33)),
        12 => Object::text(["Yes", "12", "… [1]", "[1] …\n[2] …", "\n[1] … x", "1e999", "31.12.9999"][any.index(7)]),
        _ => Object::Ref(numbers[any.index(numbers.len())]),
    }
}

fn tamper(file: &mut File, (which, entry, any, what): &Change) {
    let numbers: Vec<u32> = file.objects().map(|(n, _)| n).collect();
    let number = numbers[which.index(numbers.len())];
    let odd = odd(file, *what, *any);
    match file.get_mut(number) {
        Some(Object::Array(list)) if !list.is_empty() => {
            let at = entry.index(list.len());
            list[at] = odd;
        }
        Some(object) => {
            let Some(dict) = object.dict_mut() else { return };
            let keys: Vec<String> = dict.entries().map(|(k, _)| String::from_utf8_lossy(k).into_owned()).collect();
            if let Some(key) = keys.get(entry.index(keys.len().max(1))) {
                match what {
                    0 => drop(dict.remove(key)),
                    _ => dict.set(key, odd),
                }
            }
        }
        None => {}
    }
}

/// Reads, flattens and fills; what was made can be read again.
pub(super) fn hold(bytes: &[u8]) {
    let outcome = judge(bytes);
    hold_words(&outcome.findings);
    hold_words(&outcome.flatten);
    for made in outcome.flat.iter().chain(&outcome.filled) {
        assert!(File::read(made).is_ok(), "what was made cannot be read");
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn bytes_changed(seed: Index, edits in prop::collection::vec(edit(), 1..12)) {
        let mut bytes = SEEDS[seed.index(SEEDS.len())].clone();
        edits.iter().for_each(|e| apply(&mut bytes, e));
        hold(&bytes);
    }

    #[test]
    fn objects_changed(changes in prop::collection::vec((any::<Index>(), any::<Index>(), any::<Index>(), 0..20usize), 1..12)) {
        let mut file = File::read(&OURS).expect("it was just written");
        changes.iter().for_each(|change| tamper(&mut file, change));
        hold(&file.write());
    }
}
