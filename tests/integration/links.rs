//! `check --links` against a server on this machine: what it answers, how it misbehaves, and what is said of it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Fixture, Run, TODAY, root};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const FACTS: &str = "sources/facts/us.en.yaml";
const CLINIC: &str = "sources/clinics/maple.yaml";

/// A server that answers by the path that is asked for.
pub(crate) struct Server {
    /// Its address, with a port of five digits.
    pub(crate) address: String,
    /// Methods and paths that were asked for, and how they called themselves.
    asked: Arc<Mutex<Vec<(String, String)>>>,
    /// The most requests at a time.
    most: Arc<AtomicUsize>,
}

impl Server {
    /// Serves until the test ends.
    pub(crate) fn start() -> Self {
        let listener = loop {
            let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a network of its own");
            if listener.local_addr().expect("it has an address").port() >= 10000 {
                break listener;
            }
        };
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (asked, now, most) = (Arc::default(), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let server = Self { address, asked: Arc::clone(&asked), most: Arc::clone(&most) };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, now, most) = (Arc::clone(&asked), Arc::clone(&now), Arc::clone(&most));
                std::thread::spawn(move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    answer(stream, &asked, &now);
                });
            }
        });
        server
    }

    /// What was asked for.
    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no request panics").iter().map(|(line, _)| line.clone()).collect()
    }
}

/// Answers one request. It counts as over before the last byte is sent.
fn answer(mut stream: TcpStream, asked: &Mutex<Vec<(String, String)>>, now: &AtomicUsize) {
    let head = head(&mut stream);
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let agent = head.lines().find_map(|l| l.to_lowercase().strip_prefix("user-agent: ").map(str::to_owned));
    let line = format!("{method} {path}");
    asked.lock().expect("no request panics").push((line, agent.unwrap_or_default()));
    now.fetch_sub(1, Ordering::SeqCst);
    let mut send = |text: &str| stream.write_all(text.as_bytes()).is_ok();
    let to = |status: &str, to: &str| {
        format!("HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    };
    let status = |status: &str| format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let page = "<h1 id=\"doses\">Doses</h1>";
    match (path, method) {
        ("/moved", _) => drop(send(&to("301 Moved Permanently", "/ok"))),
        ("/old/page", _) => drop(send(&to("308 Permanent Redirect", "/"))),
        ("/for-now", _) => drop(send(&to("302 Found", "/ok"))),
        ("/circle", _) => drop(send(&to("302 Found", "/circle/on"))),
        ("/circle/on", _) => drop(send(&to("302 Found", "/circle"))),
        ("/mail", _) => drop(send(&to("301 Moved Permanently", "mailto:us@example.org"))),
        ("/gone", _) => drop(send(&status("410 Gone"))),
        ("/trouble", _) => drop(send(&status("500 Internal Server Error"))),
        ("/robots", _) => drop(send(&status("403 Forbidden"))),
        ("/many", _) => drop(send(&status("429 Too Many Requests"))),
        ("/no-heads", "HEAD") => drop(send(&status("405 Method Not Allowed"))),
        ("/slow", _) => std::thread::sleep(Duration::from_secs(4)),
        ("/closes", _) => {}
        ("/garbage", _) => drop(send("I am no web server\r\n\r\n")),
        ("/endless-head", _) => {
            let begun = send("HTTP/1.1 200 OK\r\n");
            while begun && send(&format!("X-More: {}\r\n", "x".repeat(2000))) {}
        }
        ("/slow-head", _) => {
            let mut more = send("HTTP/1.1 200 OK\r\n");
            while more {
                std::thread::sleep(Duration::from_millis(100));
                more = send("X-More: x\r\n");
            }
        }
        ("/endless-page", "GET") => {
            let begun = send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n");
            while begun && send(&"<p>more</p>".repeat(1000)) {}
        }
        ("/page", method) => {
            let length = page.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            send(&(head + if method == "GET" { page } else { "" }));
        }
        ("/" | "/ok" | "/no-heads" | "/endless-page", _) => drop(send(&status("200 OK"))),
        (path, _) if path.starts_with("/on/") => drop(send(&to("302 Found", &format!("{path}x")))),
        _ => drop(send(&status("404 Not Found"))),
    }
}

/// The head of a request; nothing of one that wants to be secret.
fn head(stream: &mut TcpStream) -> String {
    const HANDSHAKE: u8 = 22;
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n")
        && head.first() != Some(&HANDSHAKE)
        && stream.read(&mut byte).is_ok_and(|n| n == 1)
    {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// The guide with these links, and no other address.
pub(crate) fn linked(addresses: &[&str]) -> Fixture {
    let fixture = Fixture::reviewed();
    let links: String = addresses.iter().map(|address| format!("      - [a page]({address})\n")).collect();
    fixture.edit(GUIDE, "      Anyone the person trusts. Two people are enough.\n", &links);
    fixture.edit(GUIDE, "See [example.org](https://example.org/visit) for the way.", "Ask us for the way.");
    fixture.edit(GUIDE, ", url: \"https://example.org/source\"", "");
    fixture
}

fn ask(fixture: &Fixture, args: &[&str]) -> Run {
    fixture.run(&[&["check", "--links", "--timeout", "1", "--today", TODAY], args].concat())
}

fn report(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}{}", run.out, run.err))
}

/// Addresses behind that of the server with what is said of them.
fn answers(run: &Run, server: &Server) -> Vec<(String, String, String)> {
    let addresses = report(run)["links"]["addresses"].as_array().expect("addresses").clone();
    let word = |value: &Value| value.as_str().expect("a word").replace(&server.address, "");
    addresses.iter().map(|a| (word(&a["address"]), word(&a["answer"]), word(&a["said"]))).collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test is about time")]
fn answers_of_servers_are_told_apart() {
    let server = Server::start();
    let paths = [
        ("/circle", "dead", "it leads round in circles"),
        ("/closes", "unjudged", "the server hangs up"),
        ("/endless-head", "unjudged", "the server sends more than it should"),
        ("/for-now", "there", "200 OK"),
        ("/garbage", "unjudged", "the server does not speak as web servers do"),
        ("/gone", "dead", "410 Gone"),
        ("/mail", "dead", "it leads on to what is no web address"),
        ("/many", "unjudged", "429, the server refuses programs"),
        ("/moved", "moved", "200 OK"),
        ("/no-heads", "there", "200 OK"),
        ("/nowhere", "dead", "404 Not Found"),
        ("/ok", "there", "200 OK"),
        ("/on/", "dead", "it leads on more than 10 times"),
        ("/robots", "unjudged", "403, the server refuses programs"),
        ("/slow", "unjudged", "the server takes too long"),
        ("/slow-head", "unjudged", "the server takes too long"),
        ("/trouble", "unjudged", "500, the server has trouble"),
    ];
    let addresses: Vec<String> = paths.iter().map(|(path, ..)| format!("{}{path}", server.address)).collect();
    let fixture = linked(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
    let begun = Instant::now();
    let run = ask(&fixture, &["first-visit", "--format", "json"]);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let expected: Vec<_> =
        paths.map(|(path, answer, said)| (path.to_owned(), answer.to_owned(), said.to_owned())).to_vec();
    assert_eq!(answers(run.exits(0), &server), expected);
    assert_eq!(report(&run)["links"]["asked"], TODAY);
    assert_eq!(server.most.load(Ordering::SeqCst), 1, "a host is asked by one request at a time");
    for (line, agent) in server.asked.lock().expect("no request panics").iter() {
        assert_eq!(*agent, format!("handout/{}", env!("CARGO_PKG_VERSION")), "{line}");
    }
    assert!(!server.asked().contains(&"GET /ok".to_owned()), "the head of a page is enough: {:?}", server.asked());
}

#[test]
fn what_to_do_stands_at_each_place() {
    let server = Server::start();
    let at = |path: &str| format!("{}{path}", server.address);
    let fixture = linked(&[&at("/nowhere"), &at("/moved#dose"), &at("/old/page"), &at("/nowhere")]);
    let run = ask(&fixture, &["first-visit"]);
    run.exits(0).complains("warning[dead-link]: this address leads nowhere (404 Not Found)");
    for line in [51, 54] {
        run.complains(&format!("{GUIDE}:{line}:18"));
    }
    run.complains(&format!("= help: write `{}`", at("/ok#dose")));
    run.complains("= help: that is the front page of the site: look whether the page is still there");
    run.prints("guides/first-visit/en.yaml:54").prints("dead: 404 Not Found");
    run.prints(&format!("asked for 3 addresses on {TODAY}: 0 there, 2 moved, 1 dead, 0 not judged"));
    assert_eq!(server.asked().iter().filter(|line| line.ends_with(" /nowhere")).count(), 2, "HEAD, and GET to be sure");
    ask(&fixture, &["first-visit", "--strict"]).exits(1);
}

#[test]
fn places_in_pages_are_looked_for() {
    let server = Server::start();
    let at = |path: &str| format!("{}{path}", server.address);
    let fixture =
        linked(&[&at("/page#doses"), &at("/page#risks"), &at("/page#:~:text=risks"), &at("/endless-page#doses")]);
    let run = ask(&fixture, &["first-visit"]);
    run.exits(0).complains("hint[dead-link]: the page is there, and the place `#risks` in it is not found");
    assert_eq!(run.err.matches("dead-link").count(), 1, "{}", run.err);
}

#[test]
fn addresses_are_taken_from_texts_sources_facts_and_clinics() {
    let server = Server::start();
    let at = |path: &str| format!("{}{path}", server.address);
    let fixture = linked(&[&at("/ok")]);
    fixture.edit(GUIDE, "publisher: Sample House,", &format!("publisher: Sample House, url: \"{}\",", at("/source")));
    let facts = fixture.read(FACTS).replace("https://", &at("/facts/"));
    fixture.write(FACTS, facts);
    fixture.edit(CLINIC, "feedback: feedback@example.org", &format!("feedback: {}", at("/clinic")));
    let run = ask(&fixture, &["--format", "json"]);
    let found: Vec<String> = answers(run.exits(0), &server).into_iter().map(|(address, ..)| address).collect();
    let expected = ["/clinic", "/facts/988lifeline.org", "/facts/988lifeline.org/get-help/what-to-expect"];
    assert_eq!(found[..3], expected, "{found:?}");
    assert_eq!(found[found.len() - 2..], ["/ok", "/source"], "{found:?}");
    let asked = server.asked().len();
    // Nothing else asks.
    fixture.run(&["check", "--paper", "letter", "--product", "leaflet", "--today", TODAY]);
    fixture.run(&["check", "--language", "--today", TODAY]);
    fixture.run(&["build", "--paper", "letter", "--product", "leaflet", "--today", TODAY]);
    assert_eq!(server.asked().len(), asked);
}

#[test]
fn where_nothing_can_be_reached_the_network_is_at_fault() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("this machine has a network of its own");
    let port = closed.local_addr().expect("it has an address").port();
    drop(closed);
    let fixture = linked(&[&format!("http://127.0.0.1:{port}/a")]);
    let run = ask(&fixture, &["first-visit"]);
    run.exits(3).complains("nothing could be reached").prints("not judged: no server answers at `127.0.0.1`");
    assert!(!run.err.contains("dead-link"), "{}", run.err);
    let server = Server::start();
    let secure = server.address.replace("http://", "https://");
    let label = "no-such-host-".repeat(6);
    let fixture =
        linked(&[&format!("{}/ok", server.address), &format!("{secure}/ok"), &format!("http://{label}.invalid/")]);
    let run = ask(&fixture, &["first-visit"]);
    run.exits(0).complains("browsers warn of its connection").complains("there is no host `no-such-host-");
    let run = ask(&Fixture::reviewed(), &["all-fields"]);
    run.exits(0).prints(&format!("asked for 0 addresses on {TODAY}"));
}

#[test]
fn a_proxy_is_asked_in_the_place_of_the_server() {
    let (server, proxy) = (Server::start(), Server::start());
    let fixture = linked(&[&format!("{}/ok", server.address)]);
    let with = |variables: &[(&str, &str)]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_handout"));
        command.args(["check", "--links", "first-visit", "--timeout", "1"]).current_dir(fixture.path("")).env_clear();
        command.envs(variables.iter().copied()).output().expect("the program was built")
    };
    with(&[("HTTPS_PROXY", &proxy.address)]);
    assert!(server.asked().is_empty() && proxy.asked()[0].starts_with("CONNECT "), "{:?}", proxy.asked());
    with(&[("https_proxy", &proxy.address), ("no_proxy", "example.org, 127.0.0.1")]);
    assert_eq!(server.asked(), ["HEAD /ok"]);
    let wrong = with(&[("HTTP_PROXY", "ftp://a b")]);
    assert_eq!(wrong.status.code(), Some(2), "{}", String::from_utf8_lossy(&wrong.stderr));
}

#[test]
fn one_folder_alone_knows_the_network() {
    fn collect(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).expect("the sources are text");
                if ["ureq::", "std::net::", "TcpStream", "UdpSocket", "ToSocketAddrs"].iter().any(|w| text.contains(w))
                {
                    found.push(path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/"));
                }
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join("src"), &mut found);
    found.sort();
    // `watch` is asked by this machine, and asks nobody.
    assert_eq!(found, ["src/cmd/watch.rs", "src/links/ask.rs", "src/links/failed.rs"]);
}
