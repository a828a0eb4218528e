//! Bad projects: when to get help.

use handout::diag::Code;

use super::cases::{CLINIC, Case, FACTS, GUIDE, PROJECT, SHEET, case, run};
use crate::support::Fixture;

/// Levels in the guide, before its opening words.
fn help(fixture: &Fixture, levels: &str) {
    let rows: String = levels.lines().map(|line| format!("  {line}\n")).collect();
    fixture.edit(GUIDE, "introduction: |\n", &format!("get_help:\n{rows}introduction: |\n"));
}

pub(super) const HELP_CASES: &[Case] = &[
    case("help-without-call", Code::MissingKey, |f| {
        help(f, "- level: today\n  when: [The pain gets worse.]");
        f.edit(
            SHEET,
            "parts:\n",
            "get_help: [{level: today, when: [It hurts.]}, {call: clinic:phone, when: [It itches.]}]\nparts:\n",
        );
    }),
    case("help-level", Code::BadValue, |f| {
        help(
            f,
            "- {level: urgent, call: clinic:phone, when: [It hurts.]}\n- {level: todya, call: clinic:phone, when: [It itches.]}",
        );
    }),
    case("help-level-twice", Code::DuplicateId, |f| {
        help(
            f,
            "- {level: today, call: clinic:phone, when: [It hurts.]}\n- {level: today, call: fact:helpline, when: [It itches.]}",
        );
    }),
    case("help-order", Code::BadValue, |f| {
        help(
            f,
            "- {level: routine, call: clinic:phone, when: [the crutches]}\n- {level: emergency, call: fact:call-911, when: [It bleeds.]}\n- {level: today, call: clinic:phone, when: [It hurts.]}",
        );
    }),
    case("help-no-fact", Code::UnknownId, |f| {
        help(
            f,
            "- {level: emergency, call: [fact:call-912, fact:poison], when: [It hurts.]}\n- {level: today, call: [clinic:phone, clinic:phone], when: [It itches.]}",
        );
    }),
    case("help-no-number", Code::MissingFact, |f| {
        help(f, "- {level: today, call: fact:overdose-signs, when: [It hurts.]}");
    }),
    case("help-no-title", Code::MissingKey, |f| {
        help(f, "- {level: today, call: fact:helpline, when: [It hurts.]}");
        f.edit(FACTS, "    title: Call 1-800-662-4357\n", "");
    }),
    case("help-no-call", Code::BadValue, |f| {
        help(
            f,
            "- {level: emergency, call: clinic:phone, when: [It bleeds.]}\n- {level: today, call: [clinic:hours, \"[](fact:call-911)\", helpline], when: [It hurts.]}\n- {level: routine, call: 988, when: [It itches.]}",
        );
    }),
    case("help-empty", Code::BadValue, |f| {
        help(
            f,
            "- {level: emergency, call: fact:call-911, when: []}\n- {level: today, call: [], when: [\"\"]}\n- {level: routine, call: clinic:phone, when: }",
        );
    }),
    case("help-shapes", Code::WrongType, |f| {
        help(f, "level: today\ncall: clinic:phone\nwhen: It hurts.");
        f.edit(SHEET, "parts:\n", "get_help:\n  - level: today\n    call: clinic:phone\n    when: It hurts.\nparts:\n");
    }),
    case("help-words", Code::TypedNumber, |f| {
        help(
            f,
            "- {level: emergency, call: fact:call-911, when: [You called 911 before., This text was clinically reviewed.]}",
        );
    }),
    case("help-clinic-without-phone", Code::MissingKey, |f| {
        help(f, "- {level: today, call: clinic:phone, when: [It hurts.]}");
        f.edit(CLINIC, "phone: 555-0101\n", "");
    }),
    run(
        "help-does-not-fit",
        Code::DoesNotFit,
        &["check", "first-visit", "--paper", "letter", "--product", "trifold,card"],
        |f| {
            f.edit(PROJECT, "products: [leaflet, worksheet, worksheet-paper]", "products: [leaflet, trifold, card]");
            let signs = "You feel worse than the day before, and do not know why. ".repeat(14);
            let guide = include_str!("../../fixtures/hip/en.yaml").replace("You have a fever or chills.", &signs);
            f.write(GUIDE, guide.replace("id: hip-operation", "id: first-visit"));
        },
    ),
];
