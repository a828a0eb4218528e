//! The order of the sources: who may know whom, no circles, where outside crates are known, one name for one type,
//! short files, nothing of one system where all compile it. The rules are tried on planted sources too.

mod code;
mod rules;
mod systems;

use std::path::Path;

use code::Files;

use crate::support::root;

/// Adds every Rust file below a folder.
fn collect(folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("the sources can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root()).expect("the sources are below the root");
            let text = std::fs::read_to_string(&path).expect("the sources are text");
            files.insert(name.to_string_lossy().replace('\\', "/"), text);
        }
    }
}

fn sources() -> Files {
    let mut files = Files::new();
    collect(&root().join("src"), &mut files);
    files
}

#[track_caller]
fn holds(problems: &[String]) {
    assert!(problems.is_empty(), "{} against the rule:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn imports_go_one_way() {
    let files = sources();
    holds(&rules::order(&files, &code::read(&files).imports()));
}

#[test]
fn no_files_know_each_other() {
    holds(&rules::circles(&code::read(&sources()).imports()));
}

#[test]
fn the_table_of_outside_crates_is_true() {
    let (files, manifest) =
        (sources(), std::fs::read_to_string(root().join("Cargo.toml")).expect("there is a manifest"));
    holds(&rules::crates(&files, &code::read(&files), &manifest));
}

#[test]
fn no_two_types_have_the_same_name() {
    holds(&rules::names(&code::read(&sources())));
}

#[test]
fn files_are_short() {
    holds(&rules::sizes(&sources()));
}

#[test]
fn what_some_systems_lack_stands_under_their_cfg() {
    let mut files = sources();
    for folder in ["tests/integration", "benches"] {
        collect(&root().join(folder), &mut files);
    }
    files.insert("build.rs".to_owned(), std::fs::read_to_string(root().join("build.rs")).expect("it is there"));
    // The rules say which names they look for.
    files.retain(|file, _| !file.starts_with("tests/integration/order"));
    holds(&systems::systems(&files));
}

/// Planted sources, by the path below `src`.
fn planted(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(file, text)| (format!("src/{file}"), (*text).to_owned())).collect()
}

/// What the rule on the order says of `model/text.rs` with a text, beside a few other files.
fn upwards(text: &str) -> Vec<String> {
    let files = planted(&[
        ("source/mod.rs", "pub mod raw;"),
        ("source/raw.rs", "pub struct Raw;\npub const MOST: u8 = 1;"),
        ("model/mod.rs", "mod names;\npub mod text;\npub use names::*;"),
        ("model/names.rs", "pub use crate::diag::Code as Word;"),
        ("model/text.rs", text),
        ("diag.rs", "pub use all::*;\nmod all { pub use crate::source::raw::Raw as Code; pub struct Sink; }"),
    ]);
    let problems = rules::order(&files, &code::read(&files).imports());
    problems.into_iter().filter(|p| p.starts_with("src/model/text.rs")).collect()
}

#[test]
fn an_import_of_what_lies_above_is_found() {
    for (line, text) in [
        (1, "use crate::source::raw::Raw;"),
        (2, "use crate::{\n    diag::Sink, source::{self, raw::{Raw as R}}};"),
        (2, "fn f() {\n    let _ = crate::source::raw::Raw;\n}"),
        (1, "type T = Vec<Option<super::super::source::raw::Raw>>;"),
        (2, "\nuse crate::diag::Code;"),
        (1, "fn f(_: super::Word) {}"),
        (2, "use super::*;\nfn f(_: Word) {}"),
        (2, "use crate::source as s;\nfn f(_: s::raw::Raw) {}"),
        (2, "fn f() {\n    let _ = vec![(1, crate::source::raw::Raw)];\n}"),
        (1, "macro_rules! m { () => { $crate::source::raw::Raw }; }"),
    ] {
        let raw = "imports crate::source::raw::Raw (src/source/raw.rs), which lies above it";
        let found: Vec<String> = upwards(text).into_iter().filter(|p| !p.contains("(src/source/mod.rs)")).collect();
        assert_eq!(found, [format!("src/model/text.rs:{line} {raw}")], "{text}");
    }
    for text in [
        "use crate::diag::Sink;",
        "pub(in crate::source::raw) struct T;",
        "#[cfg(test)]\nmod tests { use crate::source::raw::Raw; }",
        "#[cfg(all(test, unix))]\nuse crate::source::raw::Raw;",
        "/// `crate::source::raw::Raw`\nstruct T;",
        "const T: &str = \"crate::source::raw::Raw\";",
    ] {
        assert_eq!(upwards(text), [""; 0], "{text}");
    }
}

#[test]
fn a_folder_without_a_place_is_found() {
    let files = planted(&[("lib.rs", ""), ("main.rs", ""), ("util/mod.rs", ""), ("diag.rs", ""), ("diagnosis.rs", "")]);
    let problems = rules::order(&files, &[]);
    assert_eq!(
        problems,
        ["src/diagnosis.rs is in no place of the order", "src/util/mod.rs is in no place of the order"]
    );
}

#[test]
fn a_circle_is_found() {
    let circles = |whole: &str, part: &str| {
        let files = planted(&[("a/mod.rs", whole), ("a/b.rs", part), ("a/c.rs", "pub struct C;\nuse super::b::B;")]);
        rules::circles(&code::read(&files).imports())
    };
    let both = "2 files know each other:\n    \
        src/a/b.rs:1 imports crate::a::c::C (src/a/c.rs)\n    \
        src/a/c.rs:2 imports crate::a::b::B (src/a/b.rs)";
    assert_eq!(circles("mod b;\nmod c;\npub use c::C;", "use super::C;\npub struct B;"), [both]);
    assert_eq!(
        circles("mod b;\nmod c;\npub use {b::B, c::C};", "pub struct B;"),
        [""; 0],
        "names of parts are no imports"
    );
    for code in ["pub use b::B;\nfn f(_: B) {}", "\nfn f() { b::B; }", "use b::B as C;\nfn f(_: B) {}"] {
        let found = circles(&format!("mod b;\npub struct A;\n{code}"), "pub struct B(super::A);");
        assert_eq!(found.len(), 1, "{code}");
        assert!(found[0].contains(" imports crate::a::b::B (src/a/b.rs)"), "{code}: {found:?}");
    }
    assert_eq!(circles("", "pub use super::c::C;\npub struct B;").len(), 1, "names of others are imports");
    for (whole, part) in [
        ("mod b;\npub use b::B;\npub struct A;\nfn f(_: A) {}", "pub struct B(super::A);"),
        ("mod b;\npub struct A;\nfn f(b: u8) { b; }", "pub struct B(super::A);"),
        ("#[cfg(test)]\nmod b;", "use super::c::C;\npub struct B;"),
    ] {
        assert_eq!(circles(whole, part), [""; 0], "{whole}");
    }
}

#[test]
fn a_table_that_is_not_true_is_found() {
    let manifest = "[dependencies]\n# Why.\npdf-writer = \"1\"\nyaml = { package = \"saphyr\", version = \"2\" }\n\
        serde = \"1\"\n\n[dev-dependencies]\nsyn = \"2\"\n";
    let differences = |rows: &str, yaml: &str| {
        let head = "//! # Where each outside crate is known\n//!\n//! | crates | places |\n//! | --- | --- |\n";
        let files = planted(&[
            ("lib.rs", &format!("//! | `x` | |\n{head}{rows}\n//!\n//! # More\n//! | `y` | `z` |\n")),
            ("pdf/mod.rs", "pub mod export;\nuse std::fmt::Write;"),
            ("pdf/export.rs", "fn f() { pdf_writer::Pdf::new(); }"),
            ("source/mod.rs", "pub mod yaml;"),
            ("source/yaml.rs", yaml),
            ("diag.rs", "#[derive(serde::Serialize)]\nstruct D;\n#[cfg(test)]\nmod tests { use yaml::Value; }"),
        ]);
        rules::crates(&files, &code::read(&files), manifest)
    };
    let true_rows =
        "//! | `pdf-writer` | [`pdf`] |\n//! | `saphyr` (as `yaml`) | [`source::yaml`] |\n//! | `serde` | everywhere |";
    assert_eq!(differences(true_rows, "pub use yaml::Value;"), [""; 0]);
    assert_eq!(differences(true_rows, ""), ["`yaml` is not used in `source::yaml`, where the table has it"]);
    let exported = "//! | `pdf-writer` | `pdf::export`, `pdf::file` |\n//! | `serde`, `syn` | `diag`, `source` |";
    assert_eq!(
        differences(exported, "use yaml::{self as y, Value};\nfn f(_: y::Map) {}"),
        [
            "the table lists `syn`, which is no dependency",
            "`pdf_writer` is not used in `pdf::file`, where the table has it",
            "`serde` is not used in `source`, where the table has it",
            "`yaml` is used in `source::yaml`, which the table does not say",
        ]
    );
    assert_eq!(
        differences("//! | `pdf-writer` | `pdf` |\n//! | `serde` | `diag` |", ""),
        ["`yaml` is a dependency and used nowhere"]
    );
}

#[test]
fn a_name_that_two_types_have_is_found() {
    let files = planted(&[
        ("a.rs", "struct A;\nenum B {}\nmod inner { trait C {} }"),
        ("b.rs", "type A = u8;\nfn f() { struct C; }\n#[cfg(test)]\nmod tests { struct B; }"),
        ("c.rs", "macro_rules! m { () => { pub enum B {} }; }"),
    ]);
    assert_eq!(
        rules::names(&code::read(&files)),
        [
            "`A` is a type in src/a.rs, src/b.rs",
            "`B` is a type in src/a.rs, src/c.rs",
            "`C` is a type in src/a.rs, src/b.rs"
        ]
    );
}

#[test]
fn long_files_are_found() {
    let (short, long, longest) = ("\n".repeat(180), "\n".repeat(181), "\n".repeat(451));
    assert_eq!(rules::sizes(&planted(&[("a.rs", &short), ("b.rs", &short), ("c.rs", &long)])), [""; 0]);
    assert_eq!(
        rules::sizes(&planted(&[("a.rs", &short), ("b.rs", &long), ("c.rs", &longest)])),
        ["src/c.rs has 451 lines, more than 450", "half of all files have 181 lines or more; 180 is the most"]
    );
}

#[test]
fn code_of_one_system_alone_is_found() {
    let found = |text: &str| systems::systems(&planted(&[("a.rs", text)]));
    let without = |what: &str| format!("has `{what}`, which not every system has, without a `cfg`");
    for (line, text, problem) in [
        (1, "use std::os::unix::fs as unix;", without("unix")),
        (1, "use std::{fs, os::{fd::AsFd}};", without("os::fd")),
        (2, "fn f() {\n    let mode = std::fs::Permissions::from_mode(0o755);\n}", without("from_mode")),
        (1, "fn f() { m!(libc::getpid()); }", without("libc")),
        (2, "#[cfg(not(test))]\nuse std::os::unix::fs as u;", without("unix")),
        (4, "#[cfg(unix)]\nuse std::os::unix::fs as u;\nfn f() {}\nuse std::os::unix::io as i;", without("unix")),
        (1, "fn f() { if cfg!(unix) { libc::sync() } }", without("libc")),
        (1, "fn f() { open(\"/dev/null\") }", "names \"/dev/null\", a place of Unix, without a `cfg`".to_owned()),
        (
            1,
            "fn f(p: &Path) { p.display().to_string().split('/'); }",
            "takes a path of the system for text with slashes".to_owned(),
        ),
        (
            1,
            "fn f(p: &Path) -> String { format!(\"{}/{}\", p.display(), 1) }",
            "takes a path of the system for text with slashes".to_owned(),
        ),
        (2, "#[cfg(unix)]\nfn private() {}", "has `fn private` for `cfg(unix)` alone, and others have none".to_owned()),
    ] {
        let found = found(text);
        assert!(found.contains(&format!("src/a.rs:{line} {problem}")), "{text}: {found:?}");
    }
    for text in [
        "#[cfg(unix)]\n#[test]\nfn f() { std::os::unix::fs::symlink(a, b); }",
        "#[cfg(unix)]\nfn f() { libc::a(\"/dev/null\") }\n#[cfg(not(unix))]\nfn f() {}",
        "fn f() {\n    #[cfg(unix)]\n    if a { libc::a() } else { libc::b() }\n    #[cfg(unix)]\n    let s = S { a: libc::c() }.d();\n}",
        "struct S { #[cfg(unix)] mode: libc::mode_t, size: u64 }",
        "#[cfg(all(test, target_os = \"linux\"))]\nmod tests { use std::os::unix::fs as u; }",
        "fn f() { if cfg!(unix) { a() } }",
        "/// `std::os::unix`, in `/dev/null`\nfn f() {}",
        "fn f(p: &Path) -> String { p.to_string_lossy().replace('\\\\', \"/\") }",
        "fn f(p: &Path) -> String { format!(\"{} has no sources/project.yaml\", p.display()) }",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}
