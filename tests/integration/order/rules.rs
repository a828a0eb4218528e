//! The rules: each gives one line for each thing against it, and nothing where it holds.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Expr, ExprLit, Lit, Meta, MetaNameValue};

use super::code::{Code, Files, Import, lies_in, module};

/// The folders and files right below `src`; each may know those after it. `lib.rs` names them all.
const ORDER: &[&str] = &[
    "main",
    "run",
    "cmd",
    "links",
    "cli",
    "record",
    "manifest",
    "job",
    "audit",
    "engine",
    "answers",
    "acroform",
    "pdf",
    "impose",
    "document",
    "questions",
    "packet",
    "coverage",
    "review",
    "language",
    "import",
    "source",
    "model",
    "project",
    "output",
    "diag",
];

/// The heading of the table of outside crates in the documentation of the library.
const TABLE: &str = "# Where each outside crate is known";

/// Lines that half of all files may have.
const MEDIAN: usize = 180;

/// Lines that a file may have.
const MOST: usize = 450;

/// Imports of what lies above, and folders of which the order says nothing.
pub(crate) fn order(files: &Files, imports: &[Import]) -> Vec<String> {
    let place = |file: &str| {
        let module = module(file);
        ORDER.iter().position(|unit| lies_in(&module, unit))
    };
    let (unplaced, placed): (Vec<_>, Vec<_>) =
        files.keys().filter(|f| *f != "src/lib.rs").partition(|file| place(file).is_none());
    let mut problems: Vec<String> = unplaced.iter().map(|f| format!("{f} is in no place of the order")).collect();
    for Import { file, line, path, target } in imports.iter().filter(|i| placed.contains(&&i.file)) {
        if place(target).is_some_and(|target| Some(target) < place(file)) {
            problems.push(format!("{file}:{line} imports {path} ({target}), which lies above it"));
        }
    }
    problems
}

/// Files that know each other, however long the way.
pub(crate) fn circles(imports: &[Import]) -> Vec<String> {
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        known.entry(&import.file).or_default().insert(&import.target);
    }
    let mut reached = known.clone();
    for targets in reached.values_mut() {
        let mut next = Vec::from_iter(targets.clone());
        while let Some(file) = next.pop() {
            next.extend(known.get(file).into_iter().flatten().filter(|t| targets.insert(t)));
        }
    }
    let know = |a: &str, b: &str| reached.get(a).is_some_and(|r| r.contains(b));
    let circles: BTreeSet<Vec<&str>> = reached
        .keys()
        .filter(|file| know(file, file))
        .map(|file| reached.keys().copied().filter(|other| know(file, other) && know(other, file)).collect())
        .collect();
    let say = |circle: &Vec<&str>| {
        let inside = |file: &&str| imports.iter().find(|i| i.file == *file && circle.contains(&i.target.as_str()));
        let edges = circle.iter().filter_map(inside);
        let edges = edges.map(|i| format!("\n    {}:{} imports {} ({})", i.file, i.line, i.path, i.target));
        format!("{} files know each other:{}", circle.len(), edges.collect::<String>())
    };
    circles.iter().map(say).collect()
}

/// Differences between the table of outside crates and the code. A row is `| crates | places |`. A place is the path of
/// a module and stands for all that lies in it; a crate is used in each of its places and nowhere else. `everywhere`
/// allows any place.
pub(crate) fn crates(files: &Files, code: &Code, manifest: &str) -> Vec<String> {
    let (dependencies, outside, nowhere) = (dependencies(manifest), code.outside(), BTreeSet::new());
    let (mut problems, mut listed) = (Vec::new(), BTreeMap::<&str, BTreeSet<String>>::new());
    for (crates, places) in table(&files["src/lib.rs"]) {
        let places = if places.starts_with("everywhere") { vec!["everywhere".to_owned()] } else { words(&places) };
        for name in words(&crates) {
            match dependencies.get(&name) {
                Some(known_as) => listed.entry(known_as).or_default().extend(places.clone()),
                None => problems.push(format!("the table lists `{name}`, which is no dependency")),
            }
        }
    }
    for name in dependencies.values().collect::<BTreeSet<_>>() {
        let used = outside.get(name).unwrap_or(&nowhere);
        let places = listed.get(name.as_str()).unwrap_or(&nowhere);
        let covers = |place: &str, module: &str| place == "everywhere" || lies_in(module, place);
        let lacking = used.iter().filter(|module| !places.iter().any(|place| covers(place, module)));
        problems.extend(lacking.map(|module| format!("`{name}` is used in `{module}`, which the table does not say")));
        let vain = places.iter().filter(|place| !used.iter().any(|module| covers(place, module)));
        problems.extend(vain.map(|place| format!("`{name}` is not used in `{place}`, where the table has it")));
        if used.is_empty() && places.is_empty() {
            problems.push(format!("`{name}` is a dependency and used nowhere"));
        }
    }
    problems
}

/// The names of dependencies, as in the registry and as in the manifest, with the name that the code knows them by.
fn dependencies(manifest: &str) -> BTreeMap<String, String> {
    let lines = manifest.lines().skip_while(|l| *l != "[dependencies]").skip(1).take_while(|l| !l.starts_with('['));
    let entries = lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('='));
    let named = entries.flat_map(|(key, value)| {
        let package = value.split_once("package = \"").and_then(|(_, rest)| rest.split_once('"')).map(|(name, _)| name);
        let known_as = key.trim().replace('-', "_");
        [Some(key.trim()), package].into_iter().flatten().map(move |name| (name.to_owned(), known_as.clone()))
    });
    named.collect()
}

/// The rows of the table, each with its two cells.
fn table(library: &str) -> Vec<(String, String)> {
    let library = syn::parse_file(library).expect("`src/lib.rs` is Rust");
    let docs = library.attrs.iter().filter_map(|a| match &a.meta {
        Meta::NameValue(MetaNameValue { value: Expr::Lit(ExprLit { lit: Lit::Str(line), .. }), .. }) => {
            Some(line.value().trim().to_owned())
        }
        _ => None,
    });
    let section = docs.skip_while(|l| l != TABLE).skip(1).take_while(|l| !l.starts_with('#'));
    let rows = section.filter(|l| l.starts_with('|')).skip(2);
    rows.filter_map(|row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().to_owned());
        Some((cells.next()?, cells.next()?))
    })
    .collect()
}

/// What stands between backticks.
fn words(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Names that types of two files have.
pub(crate) fn names(code: &Code) -> Vec<String> {
    let twice = code.types.iter().filter(|(_, files)| files.len() > 1);
    twice.map(|(name, files)| format!("`{name}` is a type in {}", Vec::from_iter(files.clone()).join(", "))).collect()
}

/// Files that are too long, and whether too many are long.
pub(crate) fn sizes(files: &Files) -> Vec<String> {
    let lines: BTreeMap<&String, usize> = files.iter().map(|(file, text)| (file, text.lines().count())).collect();
    let long = lines.iter().filter(|(_, lines)| **lines > MOST);
    let mut problems: Vec<_> = long.map(|(f, lines)| format!("{f} has {lines} lines, more than {MOST}")).collect();
    let mut sorted: Vec<usize> = lines.into_values().collect();
    sorted.sort_unstable();
    if let Some(median) = sorted.get(sorted.len() / 2).filter(|m| **m > MEDIAN) {
        problems.push(format!("half of all files have {median} lines or more; {MEDIAN} is the most"));
    }
    problems
}
