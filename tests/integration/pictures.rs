//! A few pages as pictures, few and small; the README shows these very files.

use std::path::PathBuf;

use handout::impose::compose;
use handout::job::sides;
use handout::model::OutputTarget;
use tiny_skia::Pixmap;
use typst_render::RenderOptions;

use crate::inside::{base, document, jobs, project, reviewed, shipped};
use crate::support::root;

/// Pages, and sheets of what is folded, that have a reference: file, project, job and page or side.
const PICTURES: &[(&str, Files, &str, usize)] = &[
    ("leaflet-1", Files::Shipped, "riverside/heroin-family-support.en-leaflet-letter", 0),
    ("worksheet-1", Files::Shipped, "riverside/intervention-plan.en-worksheet-letter", 1),
    ("fields", Files::Reviewed, "maple/all-fields.en-worksheet-letter", 1),
    ("trifold-outside", Files::Shipped, "riverside/heroin-family-support.en-trifold-letter", 0),
    ("trifold-inside", Files::Shipped, "riverside/heroin-family-support.en-trifold-letter", 1),
    ("credits", Files::Reviewed, "maple/first-visit.en-leaflet-letter", 1),
];

#[derive(Clone, Copy, PartialEq)]
enum Files {
    Shipped,
    Reviewed,
}

fn folder() -> PathBuf {
    root().join("tests/reference")
}

/// The share of pixels that differ by more than anti-aliasing does.
fn difference(a: &Pixmap, b: &Pixmap) -> f64 {
    if (a.width(), a.height()) != (b.width(), b.height()) {
        return 1.0;
    }
    let differ = a
        .data()
        .chunks(4)
        .zip(b.data().chunks(4))
        .filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 24))
        .count();
    differ as f64 / (a.data().len() / 4) as f64
}

#[test]
fn pages_look_as_they_did() {
    let mut wrong = Vec::new();
    for (name, files, stem, page) in PICTURES {
        let tree = if *files == Files::Shipped { shipped() } else { reviewed() };
        let (loaded, _) = project(&tree);
        let loaded = loaded.expect("a project");
        let jobs = jobs(&loaded);
        let job = jobs.iter().find(|j| j.stem() == *stem).unwrap_or_else(|| panic!("no job {stem}"));
        let mut document = document(&base(&tree), job);
        if job.product.has_sheets() {
            let sides = sides(job, document.pages().len());
            document = compose::compose(&document, &sides, OutputTarget::Office);
        }
        let mut page = document.pages()[*page].clone();
        page.fill = typst::foundations::Smart::Auto;
        let options = RenderOptions { pixel_per_pt: typst::utils::Scalar::new(1.25), ..RenderOptions::default() };
        let picture = typst_render::render(&page, &options);
        let path = folder().join(format!("{name}.png"));
        match Pixmap::load_png(&path) {
            Ok(reference) => {
                let share = difference(&picture, &reference);
                if share > 0.0005 {
                    let new = std::env::temp_dir().join(format!("handout-{name}-new.png"));
                    picture.save_png(&new).expect("a temporary file can be written");
                    wrong.push(format!(
                        "{name}: {:.2} % of its pixels changed (new: {})",
                        share * 100.0,
                        new.display()
                    ));
                }
            }
            Err(_) => {
                std::fs::create_dir_all(folder()).expect("a folder can be made");
                picture.save_png(&path).expect("the reference can be written");
                wrong.push(format!("{name}: the reference was missing and is written; look at it, and run again"));
            }
        }
    }
    for entry in std::fs::read_dir(folder()).expect("the references are there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !PICTURES.iter().any(|(known, ..)| name == format!("{known}.png")) {
            wrong.push(format!("{name} is no reference of any picture"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
