//! What only some systems have stands where only they compile it: read as tokens, so that attributes are seen wherever
//! they stand.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use super::code::Files;

/// Modules, traits, types and crates that some systems lack.
const NAMES: [&str; 28] = [
    "AsFd",
    "AsHandle",
    "AsRawFd",
    "AsRawHandle",
    "BorrowedFd",
    "DirBuilderExt",
    "DirEntryExt",
    "ExitStatusExt",
    "FileExt",
    "FileTypeExt",
    "JoinHandleExt",
    "MetadataExt",
    "OpenOptionsExt",
    "OsStrExt",
    "OsStringExt",
    "OwnedFd",
    "PermissionsExt",
    "RawFd",
    "UnixDatagram",
    "UnixListener",
    "UnixStream",
    "from_mode",
    "libc",
    "nix",
    "rustix",
    "set_mode",
    "symlink",
    "winapi",
];

/// Modules of `std::os`.
const SYSTEMS: [&str; 6] = ["fd", "linux", "macos", "unix", "wasi", "windows"];

/// How texts begin that name places of Unix.
const PLACES: [&str; 9] = ["/bin/", "/dev/", "/etc/", "/home/", "/proc/", "/sys/", "/tmp", "/usr/", "/var/"];

/// Words of a `cfg` that ask for a system.
const ASKED: [&str; 5] = ["unix", "windows", "target_os", "target_family", "target_env"];

/// Keywords that begin an item; `true` for those that end in a semicolon and never in braces.
const ITEMS: [(&str, bool); 13] = [
    ("const", true),
    ("enum", false),
    ("extern", false),
    ("fn", false),
    ("impl", false),
    ("let", true),
    ("mod", false),
    ("static", true),
    ("struct", false),
    ("trait", false),
    ("type", true),
    ("union", false),
    ("use", true),
];

/// Items without which others do not compile, where a system lacks them.
const NEEDED: [&str; 8] = ["const", "enum", "fn", "mod", "static", "struct", "trait", "type"];

/// Ways from a path of the system to text.
const AS_TEXT: [&str; 5] = ["as_encoded_bytes", "display", "into_string", "to_str", "to_string_lossy"];

/// Code of one system that stands without its `cfg`, items of one system that the others lack, and paths taken apart or
/// put together as text.
pub(crate) fn systems(files: &Files) -> Vec<String> {
    let mut problems = Vec::new();
    for (file, text) in files {
        let tokens: TokenStream = text.parse().unwrap_or_else(|e| panic!("{file}: {e}"));
        let shipped = !file.starts_with("tests/");
        let mut reader = Reader { file, shipped, problems: Vec::new(), only: Vec::new(), all: BTreeSet::new() };
        reader.tokens(tokens);
        let Reader { problems: found, only, all, .. } = reader;
        problems.extend(found);
        for Only { line, kind, name, asked } in &only {
            let has = |other: &Only| other.kind == *kind && other.name == *name && other.asked != *asked;
            if !only.iter().any(has) && !all.contains(&(kind.clone(), name.clone())) {
                problems.push(format!("{file}:{line} has `{kind} {name}` for `{asked}` alone, and others have none"));
            }
        }
    }
    problems
}

struct Reader<'a> {
    file: &'a str,
    /// Not in a test, which may name places that it never opens.
    shipped: bool,
    problems: Vec<String>,
    only: Vec<Only>,
    /// Items without a `cfg`, by keyword and name.
    all: BTreeSet<(String, String)>,
}

/// An item of some systems.
struct Only {
    line: usize,
    kind: String,
    name: String,
    asked: String,
}

impl Reader<'_> {
    fn find(&mut self, tree: &TokenTree, what: &str) {
        self.problems.push(format!("{}:{} {what}", self.file, tree.span().start().line));
    }

    /// Tokens that every system compiles.
    fn tokens(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        self.paths(&trees);
        let mut next = 0;
        while let Some(tree) = trees.get(next) {
            match (tree, trees.get(next + 1)) {
                (TokenTree::Punct(sign), Some(TokenTree::Group(attribute)))
                    if sign.as_char() == '#' && attribute.delimiter() == Delimiter::Bracket =>
                {
                    next += 2;
                    let asked = attribute.stream().to_string().split_whitespace().collect::<String>();
                    let end = extent(&trees, next);
                    if asked == "cfg(test)" {
                        let shipped = std::mem::replace(&mut self.shipped, false);
                        self.tokens(trees[next..end].iter().cloned().collect());
                        self.shipped = shipped;
                        next = end;
                    } else if asked.starts_with("cfg(") && asks_for_system(attribute) {
                        self.gated(&trees[next..end], asked);
                        next = end;
                    }
                }
                // `cfg!(unix)`
                (TokenTree::Ident(name), Some(TokenTree::Punct(sign))) if name == "cfg" && sign.as_char() == '!' => {
                    next += 3;
                }
                _ => {
                    self.tree(&trees, next);
                    next += 1;
                }
            }
        }
    }

    fn tree(&mut self, trees: &[TokenTree], at: usize) {
        let tree = &trees[at];
        match tree {
            TokenTree::Group(group) => self.tokens(group.stream()),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let of_std = at >= 3 && is(trees, at - 3, "os") && sign(trees, at - 2, ':');
                // `fn symlink` is somebody's own, and `.symlink()` a method.
                let own = at > 0 && (is(trees, at - 1, "fn") || sign(trees, at - 1, '.'));
                if !own && NAMES.contains(&name.as_str()) || of_std && SYSTEMS.contains(&name.as_str()) {
                    self.find(tree, &format!("has `{name}`, which not every system has, without a `cfg`"));
                }
                if let Some(TokenTree::Ident(of)) = trees.get(at + 1)
                    && NEEDED.contains(&name.as_str())
                {
                    self.all.insert((name.clone(), of.to_string()));
                }
                if let Some(TokenTree::Group(group)) = trees.get(at + 3)
                    && name == "os"
                    && sign(trees, at + 1, ':')
                {
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    for tree in inner.iter().filter(|t| SYSTEMS.iter().any(|s| t.to_string() == *s)) {
                        self.find(tree, &format!("has `os::{tree}`, which not every system has, without a `cfg`"));
                    }
                }
            }
            TokenTree::Literal(literal) => {
                let text = text(literal);
                if self.shipped && PLACES.iter().any(|place| text.starts_with(place)) {
                    self.find(tree, &format!("names {text:?}, a place of Unix, without a `cfg`"));
                }
            }
            TokenTree::Punct(_) => {}
        }
    }

    /// Keeps in mind an item that is there for some systems alone.
    fn gated(&mut self, trees: &[TokenTree], asked: String) {
        let is_test = |t: &TokenTree| matches!(t, TokenTree::Group(g) if g.stream().to_string() == "test");
        if !self.shipped || asked.contains("test") || trees.iter().any(is_test) {
            return;
        }
        let named = trees.windows(2).find_map(|pair| match pair {
            [TokenTree::Ident(kind), TokenTree::Ident(name)] => Some((kind.to_string(), name)),
            _ => None,
        });
        if let Some((kind, name)) = named.filter(|(kind, _)| NEEDED.contains(&kind.as_str())) {
            self.only.push(Only { line: name.span().start().line, kind, name: name.to_string(), asked });
        }
    }

    /// Paths of the system as text with a slash, statement by statement. Who makes slashes of backslashes may.
    fn paths(&mut self, trees: &[TokenTree]) {
        let ends = |t: &TokenTree| {
            matches!(t, TokenTree::Punct(p) if matches!(p.as_char(), ';' | ','))
                || matches!(t, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace)
        };
        for statement in trees.split(ends).filter(|_| self.shipped).collect::<Vec<_>>() {
            let mut flat = Vec::new();
            flatten(statement, &mut flat);
            let made = |pair: &[TokenTree]| sign(pair, 0, '.') && AS_TEXT.iter().any(|name| is(pair, 1, name));
            let literals = || flat.iter().filter_map(|t| if let TokenTree::Literal(l) = t { Some(l) } else { None });
            let slashed = |l: &Literal| text(l) == "/" || text(l).contains("}/") || text(l).contains("/{");
            if flat.windows(2).any(made) && literals().any(slashed) && !literals().any(|l| text(l) == "\\") {
                self.find(&flat[0], "takes a path of the system for text with slashes");
            }
        }
    }
}

/// Where that ends which follows on an attribute: an item, a statement, a field.
fn extent(trees: &[TokenTree], mut next: usize) -> usize {
    while sign(trees, next, '#') {
        next += 2;
    }
    let mut item = None;
    while let Some(tree) = trees.get(next) {
        next += 1;
        match tree {
            TokenTree::Ident(name) if item.is_none() => item = ITEMS.iter().find(|(keyword, _)| name == keyword),
            TokenTree::Punct(sign) if sign.as_char() == ';' || sign.as_char() == ',' && item.is_none() => break,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let goes_on = is(trees, next, "else") || item.is_some_and(|(_, semicolon)| *semicolon);
                if !goes_on {
                    break;
                }
            }
            _ => {}
        }
    }
    next
}

/// Whether a `cfg` asks for a system.
fn asks_for_system(attribute: &Group) -> bool {
    attribute.stream().into_iter().any(|tree| match tree {
        TokenTree::Group(group) => asks_for_system(&group),
        TokenTree::Ident(name) => ASKED.iter().any(|asked| name == asked),
        _ => false,
    })
}

/// A statement without what stands in braces.
fn flatten(trees: &[TokenTree], flat: &mut Vec<TokenTree>) {
    for tree in trees {
        match tree {
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {
                flatten(&group.stream().into_iter().collect::<Vec<_>>(), flat);
            }
            tree => flat.push(tree.clone()),
        }
    }
}

fn is(trees: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(trees.get(at), Some(TokenTree::Ident(ident)) if ident == name)
}

fn sign(trees: &[TokenTree], at: usize, sign: char) -> bool {
    matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// What a literal says: characters, text, raw text.
fn text(literal: &Literal) -> String {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => text.value(),
        syn::Lit::ByteStr(text) => String::from_utf8_lossy(&text.value()).into_owned(),
        syn::Lit::Char(letter) => letter.value().to_string(),
        syn::Lit::Byte(letter) => char::from(letter.value()).to_string(),
        _ => String::new(),
    }
}
