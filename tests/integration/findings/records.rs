//! Records and policy of reviews.

use handout::diag::Code;

use super::cases::{Case, case, run, unusable};
use crate::support::{Fixture, TODAY};

const PEOPLE: &str = "sources/people.yaml";
const PROJECT: &str = "sources/project.yaml";
const ROLE: &str = "    role: addiction medicine physician\n";

fn withdraw(f: &Fixture, id: &str) {
    let why = ["--reason", "a dose was wrong", "--by", "Sample Clerk", "--today", TODAY];
    f.run(&[&["withdraw", id][..], &why].concat()).exits(0);
}

pub(super) const RECORD_CASES: &[Case] = &[
    run("withdrawn", Code::Withdrawn, super::answers::EXTRACT, |f| {
        f.filled(crate::answers::ANSWERS);
        withdraw(f, "all-fields");
    }),
    case("bad-review-withdrawal-taken-out", Code::BadReview, |f| {
        let before = f.read("sources/reviews/first-visit.en.yaml");
        withdraw(f, "first-visit");
        f.write("sources/reviews/first-visit.en.yaml", before);
    }),
    case("bad-review-withdrawal-taken-back-by-hand", Code::BadReview, |f| {
        withdraw(f, "first-visit");
        let record = f.read("sources/reviews/first-visit.en.yaml");
        let more = "  taken_back: {on: 2026-12-01, by: Sample Clerk, reason: none}\n";
        f.write("sources/reviews/first-visit.en.yaml", record + more);
    }),
    case("bad-review-mark", Code::BadReview, |f| {
        withdraw(f, "first-visit");
        f.write("sources/reviews/withdrawn/first-visit.en.json", "[\n");
    }),
    case("unknown-id-of-policy", Code::UnknownId, |f| {
        let policy = "review: {months: 24, original: fr, guide: {reviewers: 2, specialist: pediatrics}}";
        f.edit(PROJECT, "review: {months: 24}", policy);
    }),
    unusable("bad-value-policy", Code::BadValue, |f| {
        let policy =
            "review: {months: 24, grace: 999, overdue: nothing, licence: yes, guide: {reviewers: 0, specialist: ''}}";
        f.edit(PROJECT, "review: {months: 24}", policy);
    }),
    case("bad-value-licence", Code::BadValue, |f| {
        let more = "    interests: {words: None., date: 2027-02-30}\n    licence: {body: Sample Board, verified: 2026-12-24, until: 2026-12-23}\n";
        f.edit(PEOPLE, ROLE, &format!("{ROLE}{more}"));
    }),
    case("review-claim-in-interests", Code::ReviewClaim, |f| {
        let more = "    interests: {words: This handout was clinically reviewed by a board., date: 2026-11-30}\n";
        f.edit(PEOPLE, ROLE, &format!("{ROLE}{more}"));
    }),
];
