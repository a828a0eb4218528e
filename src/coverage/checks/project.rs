//! What the project says and makes of a text.

use crate::coverage::known::CoverageSubject;
use crate::coverage::outcome::CheckOutcome;
use crate::diag::list;
use crate::model::{Body, Product};

/// [`ItemCheck::Dates`](crate::model::ItemCheck::Dates).
pub(super) fn dates(subject: &CoverageSubject) -> CheckOutcome {
    let head = &subject.text.head;
    let issued = format!("revision {}, issued {}", head.revision, head.issued);
    match head.first_published {
        Some(first) => CheckOutcome::Has(format!("{issued}, first published {first}")),
        None if head.revision <= 1 => CheckOutcome::Has(issued),
        None => CheckOutcome::Lacks(format!(
            "{issued}: write the day of the first edition as `first_published:` under `dates:` in {}",
            subject.file()
        )),
    }
}

/// [`ItemCheck::Funding`](crate::model::ItemCheck::Funding).
pub(super) fn funding(subject: &CoverageSubject) -> CheckOutcome {
    let head = &subject.text.head;
    let key = if head.funding.is_some() { "funding" } else { "interests" };
    let said = head.paid_by().map(|words| format!("`{key}`: {words}"));
    CheckOutcome::has_or(said, || {
        format!("write `funding:` in {}: who paid for the text, or that nobody did", subject.file())
    })
}

/// [`ItemCheck::Publisher`](crate::model::ItemCheck::Publisher).
pub(super) fn publisher(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::Has(format!("`publisher`: {}", subject.project.settings.publisher))
}

/// [`ItemCheck::Feedback`](crate::model::ItemCheck::Feedback).
pub(super) fn feedback(subject: &CoverageSubject) -> CheckOutcome {
    let Some(clinic) = subject.clinic else {
        return CheckOutcome::Unsure("How can readers say what was unclear to them?".to_owned());
    };
    let given = clinic.feedback.as_ref().map(|address| format!("`feedback` of the clinic `{}`: {address}", clinic.id));
    CheckOutcome::has_or(given, || format!("write `feedback:`, an address for comments, in {}", clinic.file()))
}

/// [`ItemCheck::Contact`](crate::model::ItemCheck::Contact).
pub(super) fn contact(subject: &CoverageSubject) -> CheckOutcome {
    match subject.clinic {
        Some(clinic) => CheckOutcome::Has(format!("`phone` of the clinic `{}`: {}", clinic.id, clinic.phone)),
        None => CheckOutcome::Unsure("How can readers reach the clinic?".to_owned()),
    }
}

/// [`ItemCheck::Translations`](crate::model::ItemCheck::Translations).
pub(super) fn translations(subject: &CoverageSubject) -> CheckOutcome {
    let (project, id) = (subject.project, &subject.text.head.id);
    let languages = &project.settings.languages;
    if let [only] = languages.as_slice() {
        return CheckOutcome::Unsure(format!(
            "the project has one language, `{only}`: which languages do the readers speak?"
        ));
    }
    let there = |lang: &&String| {
        let key = (id.clone(), (*lang).clone());
        project.texts.contains_key(&key) || project.broken.contains(&key)
    };
    let missing: Vec<&String> = languages.iter().filter(|lang| !there(lang)).collect();
    match missing.first() {
        None => CheckOutcome::Has(format!("the text is there in {}", list(languages.iter().map(String::as_str)))),
        Some(first) => CheckOutcome::Lacks(format!(
            "translate it into {}: `handout new {id} --lang {first}`",
            list(missing.iter().map(|lang| lang.as_str()))
        )),
    }
}

/// What is made of the text.
fn made(subject: &CoverageSubject) -> Vec<Product> {
    let wanted = |product: &Product| subject.text.products.as_ref().is_none_or(|wanted| wanted.contains(product));
    let all = subject.project.settings.products.iter().copied();
    all.filter(|product| subject.text.fits(*product) && wanted(product)).collect()
}

/// [`ItemCheck::LargePrint`](crate::model::ItemCheck::LargePrint).
pub(super) fn large_print(subject: &CoverageSubject) -> CheckOutcome {
    if matches!(subject.text.body, Body::Worksheet(_)) {
        return CheckOutcome::Unsure(
            "large print is made of guides alone: how does a reader who sees badly fill this in?".to_owned(),
        );
    }
    if made(subject).contains(&Product::LargePrint) {
        return CheckOutcome::Has("`products`: `large-print`, of 18 pt".to_owned());
    }
    let own = subject.text.products.as_ref().map(|_| format!(" and in {}", subject.file())).unwrap_or_default();
    CheckOutcome::Lacks(format!("add `large-print` to `products:` in sources/project.yaml{own}"))
}

/// [`ItemCheck::AccessibleFiles`](crate::model::ItemCheck::AccessibleFiles).
pub(super) fn accessible_files() -> CheckOutcome {
    CheckOutcome::Has("PDFs to read are tagged for programs that read aloud (PDF/UA-1)".to_owned())
}

/// [`ItemCheck::Worksheets`](crate::model::ItemCheck::Worksheets).
pub(super) fn worksheets(subject: &CoverageSubject) -> CheckOutcome {
    match &subject.text.body {
        Body::Worksheet(_) => CheckOutcome::Has("it is a worksheet".to_owned()),
        Body::Guide(guide) if guide.worksheets.is_empty() => {
            CheckOutcome::Lacks(format!("name worksheets that go with it under `worksheets:` in {}", subject.file()))
        }
        Body::Guide(guide) => {
            CheckOutcome::Has(format!("`worksheets`: {}", list(guide.worksheets.iter().map(|sheet| sheet.id.as_str()))))
        }
    }
}

/// [`ItemCheck::Products`](crate::model::ItemCheck::Products).
pub(super) fn products(subject: &CoverageSubject) -> CheckOutcome {
    let made = made(subject);
    let by = (!made.is_empty()).then(|| format!("`products`: {}", list(made.iter().map(|product| product.as_str()))));
    CheckOutcome::has_or(by, || {
        format!("nothing is made of it: see `products:` in sources/project.yaml and in {}", subject.file())
    })
}
