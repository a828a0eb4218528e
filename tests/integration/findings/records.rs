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

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const IMPORT: &[&str] = &["review", "import", "back/first-visit.en-r2-sample-reviewer-filled.pdf"];

/// A packet of the guide that was answered.
fn answered(f: &Fixture, answers: &str) {
    let asked = ["review", "packet", "first-visit", "--lang", "en", "--for", "sample-reviewer", "--today", TODAY];
    f.run(&asked).exits(0);
    f.write("answers.yaml", answers);
    let packet = "packets/first-visit.en-r2-sample-reviewer.pdf";
    f.run(&["fill", packet, "--data", "answers.yaml", "--out", "back"]).exits(0);
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
    run("packet-refused", Code::PacketRefused, IMPORT, |f| {
        answered(f, "overall: {decision: approve, name: Sample Reviewer, date: 2026-12-01}\n");
        f.edit(GUIDE, "Two people are enough.", "Two people will do.");
    }),
    run("reviewer-asks", Code::ReviewerAsks, IMPORT, |f| {
        answered(
            f,
            "section-after: {decision: reject, comment: This is not so.}\n\
             question-who-may-come: {decision: change, old: Two people are enough., new: Three people are enough.}\n\
             overall: {decision: change, comment: See above., name: Sample Reviewer, date: 2026-12-01}\n",
        );
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
