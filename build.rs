//! Names the program by its own sources, what it holds of texts, layouts and fonts too, so that what one program knows of its outputs is never taken for what another
//! would make: a version number alone does not change while the program is worked on.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in ["src", "sources", "layouts", "fonts", "templates", "build.rs", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
        read(Path::new(path), &mut hasher);
    }
    println!("cargo:rustc-env=HANDOUT_SOURCES={:016x}", hasher.finish());
}

/// Adds a file, or all files below a folder in the order of their names.
fn read(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut below: Vec<_> = entries.map(|entry| entry.path()).collect();
        below.sort();
        below.iter().for_each(|path| read(path, hasher));
    } else {
        (path.to_string_lossy(), std::fs::read(path).unwrap_or_default()).hash(hasher);
    }
}
