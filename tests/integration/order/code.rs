//! Rust sources as paths, and for each path the file that defines what it names.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, Item, ItemMod, ItemUse, Meta, Token, UseTree, Visibility};

/// The name by which `main.rs` knows the library.
const LIBRARY: &str = "handout";

/// How many re-exports may follow one another; globs in a circle end here too.
const STEPS: u8 = 8;

/// Texts of files, by their path from the root of the repository.
pub(crate) type Files = BTreeMap<String, String>;

/// What the sources say, without their tests.
#[derive(Default)]
pub(crate) struct Code {
    modules: BTreeMap<String, Module>,
    written: Vec<Written>,
    /// Names of types, and the files that define one.
    pub(crate) types: BTreeMap<String, BTreeSet<String>>,
}

/// A file names something of another one.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// Where it is defined, from `crate` on.
    pub(crate) path: String,
    /// The file that defines it.
    pub(crate) target: String,
}

#[derive(Default)]
struct Module {
    file: String,
    names: BTreeSet<String>,
    uses: Vec<Use>,
}

/// A name that a module takes from elsewhere; without a name, a glob.
struct Use {
    name: Option<String>,
    path: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Use,
    Reexport,
    Inline,
}

/// A path as it is written. An empty first segment is a leading `::`.
struct Written {
    module: String,
    line: usize,
    path: Vec<String>,
    how: How,
}

/// What a path names.
struct Found<'a> {
    module: &'a str,
    /// Nothing where the module itself is named.
    name: Option<String>,
    /// The first segment of a path that leads out of the sources: a crate, a type parameter, a name of the prelude.
    outside: Option<String>,
}

/// The module of a file: `src/a/b.rs` and `src/a/b/mod.rs` are `a::b`, `src/lib.rs` is empty.
pub(crate) fn module(file: &str) -> String {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if path == "lib" { String::new() } else { path.replace('/', "::") }
}

/// Reads every file; fails on one that is no Rust.
pub(crate) fn read(files: &Files) -> Code {
    let parse = |file: &str, text: &str| {
        syn::parse_file(text).unwrap_or_else(|e| panic!("{file}:{}: {e}", e.span().start().line))
    };
    let parsed: Vec<_> = files.iter().map(|(file, text)| (file, module(file), parse(file, text))).collect();
    let tests = parsed.iter().flat_map(|(_, module, syntax)| {
        let declared = syntax.items.iter().filter(|i| is_test(attributes(i)));
        declared.filter_map(|i| if let Item::Mod(m) = i { Some(join(module, &m.ident.to_string())) } else { None })
    });
    let tests: BTreeSet<String> = tests.collect();
    let mut code = Code::default();
    code.modules.entry(String::new()).or_default().file = "src/lib.rs".to_owned();
    for (file, module, syntax) in &parsed {
        if !is_test(&syntax.attrs) && !tests.iter().any(|t| lies_in(module, t)) {
            code.modules.entry(module.clone()).or_default().file.clone_from(file);
            Reader { code: &mut code, file, module: module.clone() }.visit_file(syntax);
        }
    }
    code
}

/// Whether a module is another one or lies below it.
pub(crate) fn lies_in(module: &str, outer: &str) -> bool {
    module.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn join(module: &str, name: &str) -> String {
    if matches!(module, "" | "main") { name.to_owned() } else { format!("{module}::{name}") }
}

impl Code {
    /// Every name of another file, once for a file, at the first line. Who re-exports names from below itself imports
    /// nothing: these are only names.
    pub(crate) fn imports(&self) -> Vec<Import> {
        let mut imports: BTreeMap<(String, String), Import> = BTreeMap::new();
        for written in &self.written {
            let Some(found) = self.resolve(&written.module, &written.path, STEPS) else { continue };
            let (file, target) = (&self.modules[&written.module].file, &self.modules[found.module].file);
            let below = written.how == How::Reexport && lies_in(found.module, &written.module);
            // One word is a variable rather than a module.
            let variable = written.how == How::Inline && written.path.len() == 1 && found.name.is_none();
            if file == target || below || variable {
                continue;
            }
            let path = ["crate", found.module].into_iter().chain(found.name.as_deref());
            let path = path.filter(|p| !p.is_empty()).collect::<Vec<_>>().join("::");
            let (file, line, target) = (file.clone(), written.line, target.clone());
            let first = imports.entry((file.clone(), path.clone())).or_insert(Import { file, line, path, target });
            first.line = first.line.min(line);
        }
        imports.into_values().collect()
    }

    /// What paths begin with that lead out of the sources, and the modules of the files that do; re-exports followed.
    pub(crate) fn outside(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut outside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for written in &self.written {
            let found = self.resolve(&written.module, &written.path, STEPS);
            if let Some(head) = found.and_then(|f| f.outside) {
                outside.entry(head).or_default().insert(module(&self.modules[&written.module].file));
            }
        }
        outside
    }

    /// What a path written in a module names, or as much of its beginning as is known (macros make names too).
    fn resolve<'a>(&'a self, module: &'a str, path: &[String], steps: u8) -> Option<Found<'a>> {
        let (start, rest, least) = match path.first()?.as_str() {
            "crate" | LIBRARY => ("", &path[1..], 0),
            _ => (module, path, 1),
        };
        let found = (least..=rest.len()).rev().find_map(|n| self.follow(start, &rest[..n], steps));
        let crate_at = usize::from(path[0].is_empty());
        let outside = || Found { module, name: path.last().cloned(), outside: path.get(crate_at).cloned() };
        found.or_else(|| (path.len() > 1).then(outside))
    }

    /// What a path names from a module on; nothing unless all of it is known, down to the name of an item.
    fn follow<'a>(&'a self, module: &'a str, path: &[String], steps: u8) -> Option<Found<'a>> {
        let (key, here) = self.modules.get_key_value(module)?;
        let Some((name, rest)) = path.split_first() else {
            return Some(Found { module: key, name: None, outside: None });
        };
        match name.as_str() {
            "self" => return self.follow(module, rest, steps),
            "super" => return self.follow(module.rsplit_once("::").map_or("", |(outer, _)| outer), rest, steps),
            _ => {}
        }
        if let Some((child, _)) = self.modules.get_key_value(&join(module, name)) {
            return self.follow(child, rest, steps);
        }
        if here.names.contains(name) {
            return Some(Found { module: key, name: Some(name.clone()), outside: None });
        }
        let steps = steps.checked_sub(1)?;
        if let Some(taken) = here.uses.iter().find(|u| u.name.as_ref() == Some(name)) {
            return self.resolve(key, &[&taken.path, rest].concat(), steps);
        }
        here.uses.iter().filter(|u| u.name.is_none()).find_map(|glob| {
            let all = self.resolve(key, &glob.path, steps).filter(|f| f.name.is_none())?;
            self.follow(all.module, path, steps)
        })
    }
}

/// Walks one file.
struct Reader<'a> {
    code: &'a mut Code,
    file: &'a str,
    module: String,
}

impl Reader<'_> {
    fn here(&mut self) -> &mut Module {
        self.code.modules.entry(self.module.clone()).or_default()
    }

    fn define(&mut self, name: &Ident, is_type: bool) {
        self.here().names.insert(name.to_string());
        if is_type {
            self.code.types.entry(name.to_string()).or_default().insert(self.file.to_owned());
        }
    }

    fn write(&mut self, line: usize, path: Vec<String>, how: How) {
        self.code.written.push(Written { module: self.module.clone(), line, path, how });
    }

    /// The leaves of a `use`, each with its whole path.
    fn leaves(&mut self, tree: &UseTree, mut path: Vec<String>, how: How) {
        let (last, name) = match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                return self.leaves(&step.tree, path, how);
            }
            UseTree::Group(group) => return group.items.iter().for_each(|t| self.leaves(t, path.clone(), how)),
            UseTree::Name(leaf) => (Some(&leaf.ident), Some(&leaf.ident)),
            UseTree::Rename(leaf) => (Some(&leaf.ident), Some(&leaf.rename)),
            UseTree::Glob(_) => (None, None),
        };
        path.extend(last.filter(|l| *l != "self").map(Ident::to_string));
        let name = name.map(|n| if n == "self" { path.last().cloned().unwrap_or_default() } else { n.to_string() });
        self.here().uses.push(Use { name, path: path.clone() });
        self.write(tree.span().start().line, path, how);
    }

    /// The paths in the tokens of a macro or an attribute, and the types that it makes.
    fn tokens(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let sign = |at: Option<usize>, sign| {
            at.and_then(|at| trees.get(at)).is_some_and(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == sign))
        };
        let mut next = 0;
        while let Some(tree) = trees.get(next) {
            let (before, line) = (|n| next.checked_sub(n), tree.span().start().line);
            // A method or field, or what follows on `>::`.
            let follows = sign(before(1), '.') && !sign(before(2), '.') || sign(before(1), ':') && sign(before(2), ':');
            next += 1;
            match tree {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) if !follows => {
                    if let Some(TokenTree::Ident(name)) = trees.get(next)
                        && ["struct", "enum", "trait"].iter().any(|k| first == k)
                    {
                        self.define(name, true);
                    }
                    let mut path = vec![first.to_string()];
                    while let Some(TokenTree::Ident(step)) = trees.get(next + 2)
                        && sign(Some(next), ':')
                        && sign(Some(next + 1), ':')
                    {
                        path.push(step.to_string());
                        next += 3;
                    }
                    self.write(line, path, How::Inline);
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test(attributes(item)) {
            return;
        }
        match item {
            Item::Enum(i) => self.define(&i.ident, true),
            Item::Struct(i) => self.define(&i.ident, true),
            Item::Trait(i) => self.define(&i.ident, true),
            Item::Type(i) => self.define(&i.ident, true),
            Item::Const(i) => self.define(&i.ident, false),
            Item::Fn(i) => self.define(&i.sig.ident, false),
            Item::Static(i) => self.define(&i.ident, false),
            Item::Macro(i) => i.ident.iter().for_each(|name| self.define(name, false)),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_some() {
            let inner = join(&self.module, &item.ident.to_string());
            let outer = std::mem::replace(&mut self.module, inner);
            self.here().file = self.file.to_owned();
            visit::visit_item_mod(self, item);
            self.module = outer;
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let how = if matches!(item.vis, Visibility::Inherited) { How::Use } else { How::Reexport };
        self.leaves(&item.tree, item.leading_colon.map(|_| String::new()).into_iter().collect(), how);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let start = path.leading_colon.map(|_| String::new()).into_iter();
        let names = start.chain(path.segments.iter().map(|s| s.ident.to_string())).collect();
        self.write(path.span().start().line, names, How::Inline);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.visit_path(&mac.path);
        self.tokens(mac.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    // `pub(crate)` is no import.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

fn is_test(attributes: &[Attribute]) -> bool {
    let asks = |a: &Attribute| a.path().is_ident("cfg") && a.parse_args().is_ok_and(|meta| asks_for_test(&meta));
    attributes.iter().any(|a| a.path().is_ident("test") || asks(a))
}

fn asks_for_test(meta: &Meta) -> bool {
    let all = Punctuated::<Meta, Token![,]>::parse_terminated;
    match meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => {
            list.parse_args_with(all).is_ok_and(|parts| parts.iter().any(asks_for_test))
        }
        _ => false,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    use syn::{ItemConst, ItemEnum, ItemFn, ItemImpl, ItemMacro, ItemStatic, ItemStruct, ItemTrait, ItemType};
    match item {
        Item::Const(ItemConst { attrs, .. })
        | Item::Enum(ItemEnum { attrs, .. })
        | Item::Fn(ItemFn { attrs, .. })
        | Item::Impl(ItemImpl { attrs, .. })
        | Item::Macro(ItemMacro { attrs, .. })
        | Item::Mod(ItemMod { attrs, .. })
        | Item::Static(ItemStatic { attrs, .. })
        | Item::Struct(ItemStruct { attrs, .. })
        | Item::Trait(ItemTrait { attrs, .. })
        | Item::Type(ItemType { attrs, .. })
        | Item::Use(ItemUse { attrs, .. }) => attrs,
        _ => &[],
    }
}
