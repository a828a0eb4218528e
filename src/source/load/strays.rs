//! Files that nothing reads.

use super::files::SourceFiles;
use super::paths::{FACTS, GUIDES, PEOPLE, PROJECT, WORKSHEETS, text_key};
use crate::diag::{Code, Finding, Sink};
use crate::project::FileOrigin;

/// Reports the files below `sources/` that nothing reads, once all others are read.
pub(super) fn report(files: &SourceFiles, sink: &mut Sink) {
    for (path, file) in files.tree.below("sources/") {
        let known = files.is_read(path) || file.origin == FileOrigin::Default || path == PROJECT || path == PEOPLE;
        let aside = path.ends_with("README.md") || path.ends_with(".schema.json");
        if !known && !aside {
            sink.push(Finding::new(Code::StrayFile, "nothing reads this file").at(path, 0..0).hint(hint(files, path)));
        }
    }
}

/// What to do with a file that nothing reads.
fn hint(files: &SourceFiles, path: &str) -> String {
    if path.ends_with(".yml") {
        return "rename it so that it ends in `.yaml`".to_owned();
    }
    if let Some((_, lang)) = [GUIDES, WORKSHEETS].iter().find_map(|folder| text_key(path, folder))
        && !lang.contains('/')
    {
        let small = lang.to_lowercase();
        if small != lang && files.tree.get(&path.replace(&format!("{lang}.yaml"), &format!("{small}.yaml"))).is_none() {
            return format!("languages are in small letters: rename it to `{small}.yaml`");
        }
        return format!(
            "the project has no language `{lang}`: add it to `languages` in project.yaml, or move the file out of `sources/`"
        );
    }
    let hint = if path.starts_with(GUIDES) || path.starts_with(WORKSHEETS) {
        "texts are `guides/<id>/<lang>.yaml` and `worksheets/<id>/<lang>.yaml`: rename it, or move it out of `sources/`"
    } else if path.starts_with(FACTS) {
        "facts are `facts/<region>.<lang>.yaml`: rename it, or move it out of `sources/`"
    } else {
        "move it out of `sources/`, where only files stand that handout knows"
    };
    hint.to_owned()
}
