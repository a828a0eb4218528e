//! Designs of one's own that mislead, each in a way of its own: signed, on reviewed text, through `build --release`, and
//! refused for the reason that is meant; and honest ones, which are released.
//!
//! Each is a file of `tests/fixtures/designs/`: its first lines say how it is put into a project, in which products it
//! misleads, what a reader gets wrong, and what is said of it.

use std::path::PathBuf;

use crate::support::{Fixture, Run, TODAY, root};

/// A design as its file has it.
struct Attack {
    name: String,
    /// `prelude`: before a product's own text; else the component that it wraps.
    how: String,
    products: Vec<String>,
    /// What is said of it; nothing of an honest one.
    refused: Option<String>,
    code: String,
}

fn designs(kind: &str) -> Vec<Attack> {
    let folder = root().join("tests/fixtures/designs").join(kind);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of the kind")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    files.into_iter().map(|file| read(&file)).collect()
}

fn read(file: &std::path::Path) -> Attack {
    let code = std::fs::read_to_string(file).expect("it can be read");
    let name = file.file_stem().expect("it has a name").to_string_lossy().into_owned();
    let said = |key: &str| {
        let line = code.lines().find_map(|line| line.strip_prefix(&format!("// {key}: ")));
        line.map(str::to_owned)
    };
    let how = said("how").unwrap_or_else(|| panic!("{name} does not say how"));
    let products = said("products").unwrap_or_else(|| panic!("{name} does not say in which products"));
    assert!(said("misleads").is_some() || said("refused").is_none(), "{name} does not say how it misleads");
    let products = products.split(' ').map(str::to_owned).collect();
    Attack { how, products, refused: said("refused"), name, code }
}

/// A layout that ships, as text.
fn layout(path: &str) -> String {
    std::fs::read_to_string(root().join("layouts").join(path)).expect("it ships")
}

impl Attack {
    /// The project with this design, signed.
    fn signed(&self) -> Fixture {
        let fixture = Fixture::of("designs/project");
        if let Some(component) = self.how.strip_prefix("wrap ") {
            let own = format!("#import \"{component}-true.typ\": *\n{}", self.code);
            fixture.write(
                &format!("layouts/components/{component}-true.typ"),
                layout(&format!("components/{component}.typ")),
            );
            fixture.write(&format!("layouts/components/{component}.typ"), own);
        } else {
            fixture.write("layouts/attack.typ", &self.code);
            for product in &self.products {
                let path = format!("products/{product}.typ");
                let own = format!("#import \"../attack.typ\": attack\n#show: attack\n{}", layout(&path));
                fixture.write(&format!("layouts/{path}"), own);
            }
        }
        let by = ["--by", "Sample Designer", "--date", TODAY, "--today", TODAY];
        fixture.run(&[&["review", "record", "design"][..], &by].concat()).exits(0);
        fixture
    }

    fn released(&self, fixture: &Fixture) -> Run {
        let products = self.products.join(",");
        let what = ["--release", "--product", &products, "--paper", "letter", "--print", "office"];
        fixture.build(&what)
    }
}

/// Where a product is released.
fn file(product: &str) -> String {
    let text = if product.starts_with("worksheet") { "all-fields" } else { "first-visit" };
    format!("maple/{text}.en-{product}-letter")
}

/// What became of the designs of a kind that should be refused: those that were not, or for another reason.
fn wrong(kind: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for attack in designs(kind) {
        let fixture = attack.signed();
        let run = attack.released(&fixture);
        let reason = attack.refused.as_ref().unwrap_or_else(|| panic!("{} says nothing of why", attack.name));
        for product in &attack.products {
            let stem = file(product);
            if fixture.path(&format!("release/{stem}.pdf")).exists() {
                wrong.push(format!("{}: {product} was released", attack.name));
            }
            let own = |line: &&str| line.contains(&format!("`{stem}`")) || line.contains(&format!("`{stem}.pdf`"));
            let said: Vec<&str> = run.err.lines().filter(own).collect();
            if !said.iter().any(|line| line.starts_with("error[audit]") && line.contains(reason)) {
                wrong.push(format!("{}: {product} is not refused for `{reason}`, but: {said:#?}", attack.name));
            }
        }
    }
    wrong
}

#[track_caller]
fn all_refused(kind: &str, least: usize) {
    assert!(designs(kind).len() >= least, "fewer than {least} of the kind `{kind}`");
    let wrong = wrong(kind);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_that_read_otherwise() {
    all_refused("words", 42);
}

#[test]
fn words_that_cannot_be_seen() {
    all_refused("ink", 85);
}

#[test]
fn things_that_stand_at_others() {
    all_refused("belonging", 75);
}

#[test]
fn what_is_not_on_paper() {
    all_refused("channels", 50);
}

#[test]
fn claims_of_a_review() {
    all_refused("claims", 10);
}

#[test]
fn honest_designs_are_released() {
    for design in designs("honest") {
        let fixture = design.signed();
        let run = design.released(&fixture);
        assert_eq!(run.code, 0, "{}: {}{}", design.name, run.out, run.err);
        for product in &design.products {
            assert!(fixture.path(&format!("release/{}.pdf", file(product))).exists(), "{}", design.name);
        }
    }
}

/// An example of the page for layout makers: whether it is right, its layout, and what is said of it.
struct Example {
    right: bool,
    layout: String,
    said: String,
}

/// The examples of `docs/designs.md`: a line that says which it is, a layout, and of a wrong one a quotation.
fn examples() -> Vec<Example> {
    let page = std::fs::read_to_string(root().join("docs/designs.md")).expect("the page is there");
    let mut examples: Vec<Example> = Vec::new();
    let (mut right, mut inside) = (None, false);
    for line in page.lines() {
        match line {
            "Wrong:" => right = Some(false),
            "Right:" => right = Some(true),
            "```typst" => {
                inside = true;
                let right = right.take().expect("an example says whether it is right");
                examples.push(Example { right, layout: String::new(), said: String::new() });
            }
            "```" => inside = false,
            _ if inside => {
                let layout = &mut examples.last_mut().expect("an example").layout;
                layout.push_str(line);
                layout.push('\n');
            }
            _ => {
                if let (Some(said), Some(last)) = (line.strip_prefix("> "), examples.last_mut()) {
                    said.clone_into(&mut last.said);
                }
            }
        }
    }
    examples
}

#[test]
fn the_page_for_layout_makers_is_true() {
    let examples = examples();
    assert!(examples.iter().filter(|e| e.right).count() > 5 && examples.iter().filter(|e| !e.right).count() > 12);
    for Example { right, layout: code, said } in examples {
        let fixture = Fixture::of("designs/project");
        let path = "products/leaflet.typ";
        fixture.write(&format!("layouts/{path}"), format!("{code}{}", layout(path)));
        let run = fixture.run(&["check", "--product", "leaflet", "--paper", "letter", "--today", TODAY]);
        if right {
            assert_eq!(run.code, 0, "{code}{}", run.err);
        } else {
            assert!(!said.is_empty() && run.code == 1, "{code}{}", run.err);
            assert!(
                run.err.lines().any(|line| line.starts_with("error[audit]") && line.contains(&said)),
                "{code}{}",
                run.err
            );
        }
    }
}
