//! `handout watch`, asked by a client that knows no browser: what it shows, and to whom. Browsers try it in `tests/watch/`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::incremental::small;
use crate::support::{Fixture, TODAY, copy};

const GUIDE: &str = "sources/guides/short/en.yaml";

/// A run that is stopped when it is dropped.
struct Watching {
    child: Child,
    port: u16,
    secret: String,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a request was answered.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Watching {
    fn new(fixture: &Fixture) -> Self {
        Self::with(fixture, &[], "/usr/bin:/bin")
    }

    /// With more arguments, and other programs on the path.
    fn with(fixture: &Fixture, more: &[&str], path: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_handout"))
            .args(["watch", "--today", TODAY, "short", "--lang", "en"])
            .args(more)
            .env("PATH", path)
            .current_dir(fixture.path(""))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut line).expect("a line");
        let address =
            line.trim().rsplit_once("http://127.0.0.1:").map(|(_, rest)| rest.to_owned()).expect("an address");
        let (port, secret) = address.split_once("/?t=").expect("a secret");
        // It goes on to be read, so that the program never waits for it.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Self { child, port: port.parse().expect("a port"), secret: secret.to_owned() }
    }

    /// Sends a request as it is typed here.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time");
        stream.write_all(request.as_bytes()).expect("it can be sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get_with(&self, target: &str, heads: &str) -> Answer {
        self.raw(&format!("GET {target} HTTP/1.1\r\nConnection: close\r\n{heads}\r\n"))
    }

    fn get(&self, target: &str) -> Answer {
        self.get_with(target, &format!("Host: 127.0.0.1:{}\r\n", self.port))
    }

    /// The state of the document that is shown first, newer than a version.
    fn state(&self, since: u64) -> Value {
        let answer = self.get(&format!("/state?t={}&view=&since={since}", self.secret));
        assert_eq!(answer.status, 200, "{}", answer.head);
        serde_json::from_str(&answer.body).expect("a state is JSON")
    }

    /// Waits for a state of which something holds.
    #[track_caller]
    fn until(&self, holds: impl Fn(&Value) -> bool) -> Value {
        let mut since = 0;
        for _ in 0..30 {
            let state = self.state(since);
            if holds(&state) {
                return state;
            }
            since = state["version"].as_u64().expect("a version");
        }
        panic!("it never came");
    }
}

/// The words of all pages.
fn words(state: &Value) -> String {
    let pages = state["pages"].as_array().into_iter().flatten();
    pages.map(|page| page["words"].as_str().unwrap_or_default().to_owned() + " ").collect()
}

#[test]
fn what_is_saved_is_seen_and_what_is_broken_is_said() {
    let fixture = small();
    let watching = Watching::new(&fixture);
    let first = watching.until(|state| words(state).contains("A short visit"));
    assert_eq!(first["errors"], 0);
    assert!(first["news"].as_str().expect("news").starts_with("Pages made anew."), "{}", first["news"]);
    assert!(first["review"].as_str().expect("a review").starts_with("Review: unreviewed."));
    let drawing = first["pages"][0]["drawing"].as_str().expect("a drawing");
    let drawn = watching.get(&format!("/drawing/{drawing}.svg?t={}", watching.secret));
    assert!(drawn.body.contains("<svg") && drawn.head.contains("image/svg+xml"));

    fixture.edit(GUIDE, "A visit takes an hour.", "A visit takes two hours.");
    watching.until(|state| words(state).contains("two hours"));

    // Broken: the finding with its place, and the last good page.
    fixture.edit(GUIDE, "summary: What", "sumary: What");
    let broken = watching.until(|state| state["errors"] != 0);
    assert!(words(&broken).contains("two hours") && broken["stale"].is_string());
    let found = &broken["findings"][0];
    assert!(found["where"].as_str().expect("a place").starts_with("sources/guides/short/en.yaml:6:"), "{found}");
    assert!(found["excerpt"].as_str().expect("an excerpt").starts_with("sumary: What"));
    fixture.edit(GUIDE, "sumary: What", "summary: What");
    watching.until(|state| state["errors"] == 0 && state["stale"].is_null());

    // Two saves at once: the last one counts.
    fixture.edit(GUIDE, "two hours", "three hours");
    fixture.edit(GUIDE, "three hours", "four hours");
    watching.until(|state| words(state).contains("four hours"));
}

#[test]
fn a_change_of_what_was_reviewed_is_told() {
    let fixture = small();
    let by = ["--reviewer", "sample-reviewer", "--date", TODAY, "--by", "Sample Clerk", "--today", TODAY];
    fixture.run(&[&["review", "record", "short", "--lang", "en"][..], &by].concat()).exits(0);
    let watching = Watching::new(&fixture);
    let first = watching.until(|state| words(state).contains("A short visit"));
    assert!(first["review"].as_str().expect("a review").starts_with("Review: current."), "{}", first["review"]);
    fixture.edit(GUIDE, "A visit takes an hour.", "A visit takes two hours.");
    let changed = watching.until(|state| words(state).contains("two hours"));
    let review = changed["review"].as_str().expect("a review");
    assert!(review.starts_with("Review: changed.") && review.contains("your changes made it changed"), "{review}");
}

#[test]
fn a_layout_that_never_ends_is_given_up() {
    let fixture = small();
    let watching = Watching::new(&fixture);
    watching.until(|state| words(state).contains("A short visit"));
    fixture.write("layouts/products/leaflet.typ", "#let endless() = { while true { } }\n#endless()\n");
    // Typst gives up on such a loop itself; one that lays out without end it cannot see.
    let slow = "#let slow(n) = if n == 0 { [x] } else { slow(n - 1) + slow(n - 1) }\n#slow(40)\n";
    fixture.write("layouts/products/leaflet.typ", slow);
    let given_up =
        watching.until(|state| state["stale"].as_str().is_some_and(|why| why.contains("more than 5 seconds")));
    assert!(words(&given_up).contains("A short visit"));
    fixture.remove("layouts/products/leaflet.typ");
    watching.until(|state| state["stale"].is_null() && state["errors"] == 0);
}

#[test]
fn a_text_that_gets_another_name_is_told_and_found_again() {
    let fixture = small();
    let watching = Watching::new(&fixture);
    watching.until(|state| words(state).contains("A short visit"));
    let (from, to) = (fixture.path("sources/guides/short"), fixture.path("sources/guides/brief"));
    std::fs::rename(&from, &to).expect("it can be renamed");
    watching.until(|state| state["stale"].is_string());
    std::fs::rename(&to, &from).expect("it can be renamed");
    watching.until(|state| state["stale"].is_null() && words(state).contains("A short visit"));
}

#[test]
fn a_project_that_is_replaced_is_seen() {
    let fixture = small();
    let watching = Watching::new(&fixture);
    watching.until(|state| words(state).contains("A short visit"));
    // Another folder takes its place, as programs that keep files in step do it.
    let project = fixture.path("");
    let at = project.to_string_lossy();
    let at = std::path::Path::new(at.trim_end_matches('/'));
    let [other, old] =
        ["-other", "-old"].map(|end| at.with_file_name(format!("handout-replaced-{}{end}", watching.port)));
    copy(at, &other);
    let guide = other.join(GUIDE);
    let text = std::fs::read_to_string(&guide).expect("it was copied");
    std::fs::write(&guide, text.replace("A visit takes an hour.", "A visit takes two hours.")).expect("it is ours");
    std::fs::rename(at, &old).and_then(|()| std::fs::rename(&other, at)).expect("both are ours");
    watching.until(|state| words(state).contains("two hours"));
    // What is saved in it is seen too.
    fixture.edit(GUIDE, "two hours", "three hours");
    watching.until(|state| words(state).contains("three hours"));
    std::fs::remove_dir_all(old).expect("it is ours");
}

#[test]
fn what_changes_nothing_is_no_news() {
    let fixture = small();
    let watching = Watching::new(&fixture);
    let first = watching.until(|state| words(state).contains("A short visit"));
    // Saved without a change, and what editors keep beside it.
    fixture.write(GUIDE, fixture.read(GUIDE)).write("sources/guides/short/.en.yaml.swp", "b0VIM");
    std::thread::sleep(Duration::from_secs(2));
    fixture.edit(GUIDE, "A visit takes an hour.", "A visit takes two hours.");
    let next = watching.until(|state| words(state).contains("two hours"));
    let version = |state: &Value| state["version"].as_u64().expect("a version");
    assert_eq!(version(&next), version(&first) + 1);
}

/// Ticks of the processor that a process and those that it began have taken.
#[cfg(target_os = "linux")]
fn ticks(of: u32) -> i64 {
    let processes = std::fs::read_dir("/proc").expect("Linux has it").flatten();
    let stats = processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    let fields = stats.filter_map(|stat| {
        let (head, rest) = stat.rsplit_once(") ")?;
        // Of a process without a terminal one field is less than nothing.
        let rest: Vec<i64> = rest.split(' ').skip(1).filter_map(|field| field.parse().ok()).collect();
        let id: i64 = head.split(' ').next()?.parse().ok()?;
        // Whose child it is; its time for itself and for the system.
        (id == i64::from(of) || *rest.first()? == i64::from(of)).then(|| rest[10] + rest[11])
    });
    fields.sum()
}

#[cfg(target_os = "linux")]
#[test]
fn while_nothing_changes_nothing_is_made() {
    let fixture = small();
    let watching = Watching::new(&fixture);
    watching.until(|state| words(state).contains("A short visit"));
    std::thread::sleep(Duration::from_secs(1));
    let before = ticks(watching.child.id());
    std::thread::sleep(Duration::from_secs(2));
    let taken = ticks(watching.child.id()) - before;
    assert!(taken < 20, "it took {taken} ticks of two seconds");
}

#[cfg(unix)]
#[test]
fn what_a_browser_is_begun_with_is_good_once() {
    use std::os::unix::fs::PermissionsExt;

    let fixture = small();
    fixture.write("bin/xdg-open", "#!/bin/sh\nprintf %s \"$1\" > opened.part && mv opened.part opened\n");
    std::fs::set_permissions(fixture.path("bin/xdg-open"), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let watching = Watching::with(&fixture, &["--open"], &format!("{}:/usr/bin:/bin", fixture.path("bin").display()));
    let opened = fixture.path("opened");
    for _ in 0..600 {
        if opened.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let address = std::fs::read_to_string(opened).expect("a browser was begun");
    assert!(!address.contains(&watching.secret), "{address}");
    let once = address.rsplit_once(&format!(":{}", watching.port)).expect("an address of this run").1.to_owned();
    assert_eq!(watching.get(&once.replace("/once/", "/once/0")).status, 403);
    let led = watching.get(&once);
    assert_eq!(led.status, 303);
    assert!(led.head.contains(&format!("location: /?t={}", watching.secret)), "{}", led.head);
    assert_eq!(watching.get(&once).status, 403, "somebody else comes too late");
}

#[test]
fn only_the_page_that_was_printed_may_ask() {
    let watching = Watching::new(&small());
    let (port, secret) = (watching.port, &watching.secret);
    let page = watching.get(&format!("/?t={secret}"));
    assert_eq!(page.status, 200);
    for head in ["content-security-policy: default-src 'none'", "nosniff", "no-referrer", "same-origin"] {
        assert!(page.head.contains(head), "{}", page.head);
    }
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    // A secret that is wrong, short, or not there.
    for secret in ["", "?t=", "?t=0", &format!("?t={}", "0".repeat(32))] {
        for path in ["/", "/state", "/drawing/0.svg"] {
            assert_eq!(watching.get(&format!("{path}{secret}")).status, 403, "{path}{secret}");
        }
    }
    // Names that lead here: of an attacker, without a port, twice, none.
    let two = format!("{own}Host: evil.example\r\n");
    let hosts =
        ["Host: evil.example\r\n", "Host: 127.0.0.1\r\n", "Host: 127.0.0.1:1\r\n", "Host: 0.0.0.0\r\n", "", &two];
    for host in hosts {
        let status = watching.get_with(&format!("/?t={secret}"), host).status;
        assert!([400, 421].contains(&status), "{host}: {status}");
    }
    // Pages of other origins.
    for other in
        ["Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"]
    {
        let asked = watching.get_with(&format!("/state?t={secret}"), &format!("{own}{other}\r\n"));
        assert_eq!(asked.status, 403, "{other}");
        assert!(!asked.head.contains("access-control"), "{other}");
    }
    assert_eq!(watching.get_with(&format!("/?t={secret}"), &format!("{own}Sec-Fetch-Site: none\r\n")).status, 200);
    // Paths that lead elsewhere, in every way to write them.
    let paths = [
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/drawing/../page.html",
        "/drawing/..%2f..%2fen.yaml.svg",
        "/sources/project.yaml",
        "/drawing/.svg",
        "//etc/passwd",
        "/page.html",
    ];
    for path in paths {
        assert_eq!(watching.get(&format!("{path}?t={secret}")).status, 404, "{path}");
    }
    let post =
        watching.raw(&format!("POST /?t={secret} HTTP/1.1\r\nConnection: close\r\n{own}Content-Length: 0\r\n\r\n"));
    assert_eq!(post.status, 405);
    // What is no request at all.
    assert!([0, 400].contains(&watching.raw("\u{16}\u{3}\u{1}garbage\r\n\r\n").status));
    assert_eq!(watching.get(&format!("/?t={secret}")).status, 200, "it goes on");
}
