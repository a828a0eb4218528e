//! The command line: help, exit codes, names that are not there, colours, quiet and loud, and what `review record`
//! refuses.

use std::process::Command;

use crate::support::{Fixture, Run, TODAY, run_in};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const PEOPLE: &str = "sources/people.yaml";

/// `review record` of the guide by the reviewer, with more arguments; the last of an option counts.
fn record(fixture: &Fixture, change: &[(&str, &str)]) -> Run {
    let mut options = vec![
        ("--lang", "en"),
        ("--reviewer", "sample-reviewer"),
        ("--date", "2026-11-30"),
        ("--by", "Sample Clerk"),
        ("--today", TODAY),
    ];
    let id = change.iter().find(|(name, _)| *name == "ID").map_or("first-visit", |(_, id)| *id);
    for (name, value) in change.iter().filter(|(name, _)| *name != "ID") {
        options.retain(|(known, _)| known != name);
        options.push((name, value));
    }
    let options: Vec<&str> = options.iter().flat_map(|(name, value)| [*name, *value]).collect();
    fixture.run(&[&["review", "record", id], options.as_slice()].concat())
}

/// The program with environment variables.
fn with_environment(fixture: &Fixture, variables: &[(&str, &str)], args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
    command.args(args).current_dir(fixture.path("")).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    let output = command.envs(variables.iter().copied()).output().expect("the program was built");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[test]
fn help_of_every_command_shows_an_example() {
    let dir = tempfile::tempdir().expect("there is a folder for temporary files");
    let commands: [&[&str]; 21] = [
        &[],
        &["build"],
        &["check"],
        &["status"],
        &["due"],
        &["withdraw"],
        &["history"],
        &["review"],
        &["review", "packet"],
        &["review", "import"],
        &["review", "apply"],
        &["review", "test"],
        &["review", "test-sheet"],
        &["review", "record"],
        &["review", "show"],
        &["fill"],
        &["extract"],
        &["flatten"],
        &["fields"],
        &["proof"],
        &["schema"],
    ];
    for command in commands {
        let run = run_in(dir.path(), &[command, &["--help"]].concat());
        run.exits(0).prints("Example").prints("  handout ");
        assert_eq!(run.err, "", "{command:?}");
        for line in run.out.lines().skip_while(|l| !l.starts_with("Example")).filter(|l| l.starts_with("  handout ")) {
            let named = format!("  handout {}", command.join(" "));
            assert!(line.starts_with(named.trim_end()), "`{line}` in the help of {command:?}");
        }
    }
    // A command that is not in the list above has no test.
    let all = run_in(dir.path(), &["--help"]).out;
    let listed: Vec<&str> = all
        .lines()
        .skip_while(|l| *l != "Commands:")
        .skip(1)
        .take_while(|l| !l.is_empty())
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert_eq!(
        listed,
        [
            "build",
            "check",
            "watch",
            "status",
            "due",
            "review",
            "history",
            "withdraw",
            "fill",
            "extract",
            "flatten",
            "fields",
            "proof",
            "new",
            "list",
            "coverage",
            "show",
            "explain",
            "schema",
            "completions",
            "man",
            "help"
        ]
    );
    run_in(dir.path(), &["--version"]).exits(0).prints(concat!("handout ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn exit_code_0_is_done_1_is_the_content_2_is_usage_or_configuration() {
    let fixture = Fixture::reviewed();
    fixture.build(&[]).exits(0);
    fixture.edit(GUIDE, "Two people are enough.", "Three people are enough.");
    fixture.run(&["check", "--today", TODAY]).exits(0).complains("warning[changed-under-revision]");
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    for command in [&["build"][..], &["check"], &["status"], &["review", "show", "all-fields", "--lang", "en"]] {
        fixture.run(&[command, &["--today", TODAY]].concat()).exits(1).complains("error[wrong-type]");
    }
    fixture.run(&["schema", "guide"]).exits(0).prints("\"$schema\"");
    for args in [
        &["bild"][..],
        &[],
        &["build", "--papper", "a4"],
        &["build", "--paper", "a5"],
        &["build", "--jobs", "0"],
        &["build", "-q", "-v"],
        &["review", "record", "first-visit"],
        &["schema", "guides"],
    ] {
        fixture.run(args).exits(2);
    }
    // A file where a folder is to be.
    fixture.run(&["build", "all-fields", "--out", PEOPLE]).exits(2).complains("error: ").complains(PEOPLE);
    fixture.write("out/manifest.json", "{}");
    fixture.build(&[]).exits(2).complains("is no manifest of handout").complains("move it away and build again");
    fixture.write("sources/project.yaml", "papers: [letter]\n");
    fixture.build(&[]).exits(2).complains("error[missing-key]: the key `languages` is missing");
}

#[test]
fn a_list_names_titles_states_products_and_pages() {
    let fixture = Fixture::reviewed();
    let before = fixture.run(&["list", "--today", TODAY]);
    before.exits(0).prints("first-visit  en    guide      current  The first visit");
    before.prints("worksheet, worksheet-paper");
    fixture.build(&["first-visit", "--product", "leaflet"]).exits(0);
    fixture.run(&["list", "--today", TODAY]).exits(0).prints("leaflet 2");
    let run = fixture.run(&["list", "--format", "json", "--today", TODAY]);
    let list: serde_json::Value = serde_json::from_str(&run.exits(0).out).expect("JSON");
    let texts = list["texts"].as_array().expect("texts");
    let guide = texts.iter().find(|text| text["id"] == "first-visit").expect("the guide");
    assert_eq!((&guide["title"], &guide["state"]), (&"The first visit".into(), &"current".into()));
    let of = |product: &str| guide["products"].as_array().expect("products").iter().find(|p| p["product"] == product);
    assert_eq!(of("leaflet").expect("a leaflet")["pages"], 2);
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    fixture.run(&["list", "--today", TODAY]).exits(1).prints("first-visit  en    guide      unreadable");
}

/// The viewer is asked for by its name on Linux, where one of the test can take its place.
#[cfg(target_os = "linux")]
#[test]
fn what_was_built_is_opened() {
    use std::os::unix::fs::PermissionsExt;

    let fixture = Fixture::reviewed();
    fixture.write("bin/xdg-open", "#!/bin/sh\nprintf %s \"$1\" > opened.part && mv opened.part opened\n");
    let viewer = fixture.path("bin/xdg-open");
    std::fs::set_permissions(&viewer, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let build = |args: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_handout"))
            .args([&["build", "--open", "--today", TODAY][..], args].concat())
            .current_dir(fixture.path(""))
            .env("PATH", format!("{}:/usr/bin:/bin", fixture.path("bin").display()))
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    build(&["first-visit", "--product", "leaflet", "--paper", "a4"]);
    let opened = fixture.path("opened");
    // The program does not wait for it.
    for _ in 0..600 {
        if opened.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let file = std::fs::read_to_string(opened).expect("the viewer was started");
    assert!(file.ends_with("out/maple/first-visit.en-leaflet-a4.pdf"), "{file}");
}

#[test]
fn findings_come_as_data() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "summary: What", "sumary: What");
    fixture.edit(GUIDE, "    heading: Before you come", "    heading: Before you come, é\u{301} call 555-0199");
    let run = fixture.run(&["check", "--format", "json", "--today", TODAY]);
    run.exits(1);
    assert_eq!(run.err, "");
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    let found =
        |code: &str| findings.iter().find(|f| f["code"] == code).unwrap_or_else(|| panic!("{code}: {}", run.out));
    let misspelt = found("unknown-key");
    let place =
        [&misspelt["file"], &misspelt["line"], &misspelt["column"], &misspelt["end_column"]].map(ToString::to_string);
    assert_eq!(place, [&format!("\"{GUIDE}\""), "6", "1", "7"].map(ToString::to_string));
    assert_eq!((&misspelt["severity"], &misspelt["help"][0]), (&"error".into(), &"did you mean `summary`?".into()));
    assert_eq!(found("typed-number")["column"], 39);
    assert!(report["said"][0].as_str().is_some_and(|said| said.starts_with("checked ")), "{}", run.out);

    let run = fixture.run(&["build", "--format", "sarif", "--today", TODAY]);
    let sarif: serde_json::Value = serde_json::from_str(&run.exits(1).out).expect("JSON");
    let (driver, results) = (&sarif["runs"][0]["tool"]["driver"], &sarif["runs"][0]["results"]);
    for result in results.as_array().expect("results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).expect("small");
        assert_eq!(driver["rules"][index]["id"], result["ruleId"]);
    }
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&6.into(), &1.into()), "{}", run.out);
    fixture.write("sources/project.yaml", "papers: [letter]\n");
    let run = fixture.run(&["build", "--format", "json", "--today", TODAY]);
    assert!(run.exits(2).out.contains("\"code\": \"missing-key\""), "{}", run.out);
}

#[test]
fn what_comes_with_the_program_is_shown_as_a_file_to_start_from() {
    let fixture = Fixture::reviewed();
    let facts = fixture.run(&["show", "facts", "us", "--lang", "es"]);
    facts.exits(0).prints("region: us");
    fixture.write("sources/facts/us.es.yaml", &facts.out);
    let labels = fixture.run(&["show", "strings", "--lang", "en"]);
    labels.exits(0).prints("minute_read:");
    fixture.write("sources/strings/en.yaml", &labels.out);
    fixture.run(&["check", "--paper", "letter", "--today", TODAY]).exits(0);
    fixture.run(&["show", "facts", "mars"]).exits(2).complains("no facts `mars.en` come with handout");
    fixture.run(&["show", "strings", "--lang", "fr"]).exits(2).complains("no labels `fr` come with handout");
}

#[test]
fn editors_shells_and_the_manual_get_what_they_read() {
    let fixture = Fixture::reviewed();
    fixture.run(&["schema", "--all", "schemas"]).exits(0).prints("wrote 10 schemas into schemas");
    let guide: serde_json::Value =
        serde_json::from_str(&fixture.read("schemas/guide.schema.json")).expect("the schema of guides");
    assert_eq!(serde_json::to_string_pretty(&guide).expect("JSON"), fixture.run(&["schema", "guide"]).out.trim_end());
    fixture.run(&["schema"]).exits(2);
    for (shell, words) in [("bash", "complete -F"), ("zsh", "#compdef handout"), ("fish", "complete -c handout")] {
        fixture.run(&["completions", shell]).exits(0).prints(words);
    }
    fixture.run(&["man"]).exits(0).prints(".TH handout 1");
    fixture.run(&["man", "review-record"]).exits(0).prints("handout\\-review\\-record");
    fixture.run(&["man", "biuld"]).exits(2).complains("there is no command `biuld` (did you mean `build`?)");
    fixture.run(&["man", "--all", "man1"]).exits(0);
    assert!(fixture.read("man1/handout-build.1").contains("Build PDFs into out/"));
}

#[test]
fn a_build_says_what_it_did_not_make() {
    let fixture = Fixture::reviewed();
    let guide = "sources/guides/first-visit/en.yaml";
    fixture.edit(guide, "summary: What", "sumary: What");
    let run = fixture.build(&[]);
    run.exits(1).prints("not built: maple/first-visit.en (").says_nothing_of("still there");
    fixture.edit(guide, "sumary: What", "summary: What").build(&[]).exits(0).says_nothing_of("not built");
    fixture
        .edit(guide, "summary: What", "sumary: What")
        .build(&[])
        .exits(1)
        .prints("of an earlier build are still there");
    fixture.edit(guide, "sumary: What", "summary: What");
    fixture.write(
        "layouts/components/callout.typ",
        "#let callout(..any) = none\n#let pair-of(..any) = none\n#let boxed(..any) = none",
    );
    fixture
        .build(&[])
        .exits(1)
        .prints("not built: maple/first-visit.en-leaflet-letter (see the errors); its files of an earlier build");
    fixture.remove("layouts/components/callout.typ");
    fixture
        .edit("sources/project.yaml", "products: [", "products: [card, ")
        .write("sources/clinics/elm.yaml", fixture.read("sources/clinics/maple.yaml").replace("id: maple", "id: elm"));
    fixture.build(&["--clinic", "elm"]).exits(2).complains("its file is there, so add it");
}

#[test]
fn names_that_are_not_there_are_refused_with_what_was_meant() {
    let fixture = Fixture::reviewed();
    for (args, problem) in [
        (&["first-vist"][..], "error: the project has no text `first-vist` (did you mean `first-visit`?)\n"),
        (&["zebra"], "error: the project has no text `zebra` (there is `all-fields` and `first-visit`)\n"),
        (&["--lang", "eo"], "error: the project has no language `eo` (did you mean `en`?)\n"),
        (&["--clinic", "mapel"], "error: the project has no clinic `mapel` (did you mean `maple`?)\n"),
        (
            &["first-visit", "--product", "worksheet"],
            "error: no document is made of `first-visit` and a `worksheet`; a `worksheet` is made of worksheets, and `first-visit` is none\n",
        ),
    ] {
        let run = fixture.build(args);
        run.exits(2);
        assert_eq!(run.err, problem);
        assert_eq!(fixture.run(&[&["check"], args].concat()).exits(2).err, problem);
    }
    fixture.run(&["build", "--product", "leaflit"]).exits(2).complains("tip: a similar value exists: 'leaflet'");
    fixture.run(&["biuld"]).exits(2).complains("tip: some similar subcommands exist: 'fields', 'build'");
    fixture
        .run(&["review", "show", "fist-visit", "--lang", "en"])
        .exits(2)
        .complains("error: the project has no text `fist-visit` (did you mean `first-visit`?)");
    fixture
        .run(&["review", "show", "first-visit", "--lang", "es"])
        .exits(2)
        .complains("error: `first-visit` is not there in `es`, only in `en`");
    assert!(!fixture.path("out").exists(), "nothing was written");
}

#[test]
fn days_are_written_year_month_day() {
    let fixture = Fixture::reviewed();
    for day in ["2026-02-30", "24.11.2026", "2026-2-3", "tomorrow", "2026-11-24T00:00"] {
        for command in [&["build"][..], &["check"], &["status"], &["review", "show", "first-visit", "--lang", "en"]] {
            let run = fixture.run(&[command, &["--today", day]].concat());
            run.exits(2).complains(&format!(
                "invalid value '{day}' for '--today <DATE>': write year-month-day, such as 2026-11-24"
            ));
        }
    }
}

#[test]
fn a_project_is_found_from_below_or_named() {
    let nowhere = tempfile::tempdir().expect("there is a folder for temporary files");
    let run = run_in(nowhere.path(), &["build"]);
    run.exits(2);
    assert_eq!(
        run.err,
        "error: no project here: neither this folder nor one above it has sources/project.yaml (--project DIR names one)\n"
    );
    run_in(nowhere.path(), &["--project", "other", "status"]).exits(2).complains(
        "error: other has no sources/project.yaml, so it is no project of handout: copy `sources/project.yaml`",
    );
    std::fs::write(nowhere.path().join("project.yaml"), "").expect("it can be written");
    run_in(nowhere.path(), &["build"]).exits(2).complains("names one): move `project.yaml` to `sources/project.yaml`");
    run_in(nowhere.path(), &["schema", "people"]).exits(0);

    let fixture = Fixture::reviewed();
    let dir = fixture.path("");
    let named = dir.display().to_string();
    run_in(nowhere.path(), &["check", "--project", &named, "--today", TODAY]).exits(0).prints("checked 6 documents");
    run_in(&fixture.path("sources/guides"), &["build", "all-fields", "--today", TODAY])
        .exits(0)
        .prints("built 4 documents");
    assert!(fixture.path("out/maple/all-fields.en-worksheet-a4.pdf").exists(), "outputs lie in the project");
    run_in(nowhere.path(), &["--project", &named, "build", "all-fields", "--out", "here", "--today", TODAY]).exits(0);
    assert!(
        nowhere.path().join("here/maple/all-fields.en-worksheet-a4.pdf").exists(),
        "--out is meant from where one is"
    );
}

#[test]
fn colours_only_where_they_are_wanted() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    let check = ["check", "--today", TODAY];
    let escapes = |variables: &[(&str, &str)], colour: &[&str]| {
        let printed = with_environment(&fixture, variables, &[&check[..], colour].concat());
        assert!(printed.contains("wrong-type"), "{printed}");
        printed.contains('\u{1b}')
    };
    assert!(!escapes(&[], &[]), "a pipe gets none");
    assert!(!escapes(&[("NO_COLOR", "1")], &[]));
    assert!(!escapes(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], &[]));
    assert!(!escapes(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(escapes(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(escapes(&[], &["--color", "always"]));
    assert!(escapes(&[("NO_COLOR", "1")], &["--color", "always"]), "what is typed counts more");
    // What programs read is never coloured.
    let json = fixture.run(&["status", "--format", "json", "--color", "always", "--today", TODAY]).out;
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
}

#[test]
fn quiet_is_silent_and_verbose_names_files() {
    let fixture = Fixture::reviewed();
    let quiet = fixture.build(&["-q"]);
    quiet.exits(0);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
    let check = fixture.run(&["check", "-q", "--today", TODAY]);
    assert_eq!((check.code, check.out.as_str(), check.err.as_str()), (0, "", ""));
    let usual = fixture.build(&["--anew"]);
    assert!(usual.out.starts_with("built 6 documents (") && usual.out.ends_with(" pages) in out\n"), "{}", usual.out);
    assert_eq!(usual.err, "");
    fixture.build(&["-v"]).prints("maple/first-visit.en-leaflet-a4.pdf (had not changed)\n");
    let verbose = fixture.build(&["-v", "--anew"]);
    let files = [
        "maple/all-fields.en-worksheet-a4.pdf",
        "maple/all-fields.en-worksheet-letter.pdf",
        "maple/all-fields.en-worksheet-paper-a4.pdf",
        "maple/all-fields.en-worksheet-paper-letter.pdf",
        "maple/first-visit.en-leaflet-a4.pdf",
        "maple/first-visit.en-leaflet-letter.pdf",
    ];
    assert_eq!(verbose.out, format!("{}\n{}", files.join("\n"), usual.out));
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    let broken = fixture.build(&["-q"]);
    broken.exits(1).complains("error[wrong-type]").complains("1 error\n");
    assert_eq!(broken.out, "");
}

#[test]
fn timings_name_every_step() {
    let fixture = Fixture::reviewed();
    let run = fixture.build(&["all-fields", "--timings"]);
    let steps: Vec<&str> = run.out.lines().skip(1).map(|l| l.split("  ").next().unwrap_or_default()).collect();
    assert_eq!(
        steps,
        ["load", "check", "compile", "audit", "sheets", "export", "write", "compile to write, by the clock"],
        "{}",
        run.out
    );
}

#[test]
fn drafts_never_go_where_releases_are() {
    let fixture = Fixture::reviewed();
    for out in ["release", "release/", "./release", "elsewhere/release"] {
        fixture
            .build(&["--out", out])
            .exits(2)
            .complains("error: only `build --release` writes to a folder called release");
    }
    assert!(!fixture.path("release").exists());
    fixture.build(&["--release"]).exits(0).prints("released 6 documents in release");
    fixture
        .build(&["--out", "release/drafts"])
        .exits(2)
        .complains("is a folder of released texts: only `build --release` writes there");
    fixture.build(&[]).exits(0);
    fixture
        .build(&["--release", "--out", "out"])
        .exits(2)
        .complains("is a folder of drafts: name another folder for releases");
}

#[test]
fn status_in_json_has_these_keys() {
    let fixture = Fixture::reviewed();
    fixture.remove("sources/reviews/all-fields.en.yaml");
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    run.exits(0);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    let object = json.as_object().expect("an object");
    assert_eq!(object.keys().collect::<Vec<_>>(), ["texts", "namesakes"]);
    let texts = object["texts"].as_array().expect("a list");
    let keys = [
        "id",
        "lang",
        "kind",
        "revision",
        "state",
        "reason",
        "text_state",
        "facts",
        "reviewers",
        "reviewed",
        "next_review",
        "days_left",
        "reviewers_needed",
        "blocked_by",
        "digest",
        "exceptions",
        "funding",
    ];
    for text in texts {
        assert_eq!(text.as_object().expect("an object").keys().collect::<Vec<_>>(), keys);
        let digest = text["digest"].as_str().expect("a text");
        assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{digest}");
    }
    let text_id = |i: usize| texts[i]["id"].as_str().unwrap_or_default();
    let part = |i: usize| {
        let mut text = texts[i].clone();
        let object = text.as_object_mut().expect("an object");
        object.remove("digest");
        assert_eq!(object.remove("exceptions"), Some(serde_json::json!([])));
        let funding =
            if text_id(i) == "first-visit" { "No one paid for this text.".into() } else { serde_json::Value::Null };
        assert_eq!(object.remove("funding"), Some(funding));
        text
    };
    let nobody: [&str; 0] = [];
    assert_eq!(
        [part(0), part(1), part(2)],
        [
            serde_json::json!({
                "id": "all-fields", "lang": "en", "kind": "worksheet", "revision": 1, "state": "unreviewed",
                "reason": "nobody has signed it off", "text_state": "unreviewed",
                "facts": [{"id": "facts-us", "state": "current", "reason": "reviewed by Sample Reviewer on 2026-11-25", "changed": []}],
                "reviewers": nobody, "reviewed": null, "next_review": null, "days_left": null, "reviewers_needed": 1,
                "blocked_by": ["nobody has signed it off"],
            }),
            serde_json::json!({
                "id": "first-visit", "lang": "en", "kind": "guide", "revision": 2, "state": "current",
                "reason": "reviewed by Sample Reviewer on 2026-11-25; `facts-us`, which it prints, is due first",
                "text_state": "current",
                "facts": [{"id": "facts-us", "state": "current", "reason": "reviewed by Sample Reviewer on 2026-11-25", "changed": []}],
                "reviewers": ["Sample Reviewer"],
                "reviewed": "2026-11-25", "next_review": "2027-02-23", "days_left": 84, "reviewers_needed": 1,
                "blocked_by": ["`facts-us`, which it prints, is due first: the check of the fact `call-911` on 2027-02-23"],
            }),
            serde_json::json!({
                "id": "facts-us", "lang": "en", "kind": "facts", "revision": 1, "state": "current",
                "reason": "reviewed by Sample Reviewer on 2026-11-25", "text_state": "current", "facts": [],
                "reviewers": ["Sample Reviewer"],
                "reviewed": "2026-11-25", "next_review": "2027-02-23", "days_left": 84, "reviewers_needed": 1,
                "blocked_by": ["the check of the fact `call-911` is due on 2027-02-23"],
            }),
        ]
    );
    // A text with mistakes is no reason to print something else than JSON.
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    let run = fixture.run(&["status", "--format", "json", "--today", TODAY]);
    run.exits(1).complains("error[wrong-type]");
    assert!(serde_json::from_str::<serde_json::Value>(&run.out).is_ok(), "{}", run.out);
}

#[test]
fn a_record_of_a_review_is_refused_where_it_would_not_be_true() {
    let fixture = Fixture::reviewed();
    let before = fixture.read("sources/reviews/first-visit.en.yaml");
    for (change, problem) in [
        (&[("ID", "fist-visit")][..], "the project has no text `fist-visit` (did you mean `first-visit`?)"),
        (&[("ID", "facts-ca")], "the project has no text `facts-ca` (did you mean `facts-us`?)"),
        (&[("--lang", "es")], "`first-visit` is not there in `es`, only in `en`"),
        (
            &[("--reviewer", "sample-reviewr")],
            "people.yaml has no person `sample-reviewr` (did you mean `sample-reviewer`?)",
        ),
        (&[("--reviewer", "zebra")], "people.yaml has no person `zebra` (there is "),
        (&[("--reviewer", "sample-authors")], "Sample Authors is an organisation; a person signs"),
        (&[("--date", "2026-12-02")], "the review is dated 2026-12-02, after today (2026-12-01)"),
        (&[("--next", "2026-11-29")], "the next review (2026-11-29) is not after this one (2026-11-30)"),
        (&[("--next", "2026-11-30")], "the next review (2026-11-30) is not after this one (2026-11-30)"),
        (&[("--next", "2031-12-01")], "the next review (2031-12-01) is more than five years after this one"),
        (&[("--by", "  ")], "--by needs the name of the person who records this"),
        (&[("--evidence", "letter.pdf")], "letter.pdf cannot be read"),
        (&[("--date", "2026-02-30")], "write year-month-day, such as 2026-11-24"),
    ] {
        record(&fixture, change).exits(2).complains(problem);
    }
    // The sign-off of the fixture, once more.
    record(&fixture, &[("--date", "2026-11-25")]).exits(2).complains("error: this very sign-off is recorded already\n");
    assert_eq!(fixture.read("sources/reviews/first-visit.en.yaml"), before, "nothing was written");
}

#[test]
fn nobody_signs_their_own_text_or_without_credentials() {
    let fixture = Fixture::reviewed();
    fixture.edit(
        PEOPLE,
        "  - id: sample-professional\n",
        "  - {id: sample-clerk, name: Sample Clerk}\n  - {id: author-too, name: \"SAMPLE  Reviewer\", credentials: MD}\n  - id: sample-professional\n",
    );
    record(&fixture, &[("--reviewer", "sample-clerk")])
        .exits(2)
        .complains("error: Sample Clerk has no credentials in people.yaml; a clinical reviewer needs them\n");
    fixture.edit(GUIDE, "authors: [sample-authors]\nbased", "authors: [sample-authors, sample-reviewer]\nbased");
    let own = "error: Sample Reviewer is an author of `first-visit` and cannot review it\n";
    record(&fixture, &[]).exits(2).complains(own);
    // The same person under a second id is the same person.
    record(&fixture, &[("--reviewer", "author-too")]).exits(2).complains(own);
    record(&fixture, &[("--reviewer", "sample-professional")]).exits(0);
}

#[test]
fn a_record_needs_files_without_mistakes() {
    let fixture = Fixture::reviewed();
    let review = fixture.read("sources/reviews/first-visit.en.yaml");
    fixture.write("sources/reviews/first-visit.en.yaml", review.replace("revision: 2", "revision: two"));
    record(&fixture, &[])
        .exits(2)
        .complains("error: sources/reviews/first-visit.en.yaml has errors; correct them first\n")
        .complains("error[wrong-type]");
    fixture.write("sources/reviews/first-visit.en.yaml", review);
    fixture.edit(GUIDE, "Two people are enough.", "Three people are enough.");
    record(&fixture, &[]).exits(2).complains(
        "error: revision 2 of `first-visit` was signed on 2026-11-25 with other words; raise `revision` in its file first",
    );
    fixture.edit(GUIDE, "revision: 2", "revision: two");
    record(&fixture, &[]).exits(2).complains("error: `first-visit` in `en` has errors; correct them first\n");
    fixture.edit("sources/facts/us.en.yaml", "revision: 1", "revision: 0");
    record(&fixture, &[("ID", "facts-us")])
        .exits(2)
        .complains("error: `facts-us` in `en` has errors; correct them first\n");
}

#[test]
fn a_record_keeps_the_evidence_by_digest() {
    let fixture = Fixture::reviewed();
    fixture.write("letter.txt", "I have read it.\n");
    let run = record(&fixture, &[("--evidence", "letter.txt"), ("--next", "2027-06-30")]);
    run.exits(0).prints(
        "recorded: Sample Reviewer, MD reviewed `first-visit` (en, revision 2) on 2026-11-30, next review 2027-06-30",
    );
    let kept = fixture.read("sources/reviews/first-visit.en.yaml");
    assert!(kept.contains("file: letter.txt"), "{kept}");
    assert!(kept.contains("digest: 78a36d66"), "{kept}");
    fixture
        .run(&["review", "show", "first-visit", "--lang", "en", "--today", TODAY])
        .exits(0)
        .prints("first-visit (en), revision 2: current")
        .prints("Sample Reviewer, MD signed revision 2 on 2026-11-30, next review 2027-06-30, recorded by Sample Clerk")
        .prints("  holds until 2027-06-30")
        .prints("  evidence letter.txt (");
    fixture.run(&["check", "--today", TODAY]).exits(0);
}
