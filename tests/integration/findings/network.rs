//! Projects whose web addresses lead nowhere any more, beside a server that says so.

use handout::diag::Code;

use super::cases::{Case, run};
use crate::links::{Server, linked};
use crate::support::Fixture;

/// Asks for the addresses of one text.
const LINKS: &[&str] = &["check", "--links", "--timeout", "5", "first-visit"];

/// Gives the guide links to some paths of a server, and no other address.
fn link(fixture: &Fixture, paths: &[&str]) {
    let server = Server::start();
    let addresses: Vec<String> = paths.iter().map(|path| format!("{}{path}", server.address)).collect();
    let other = linked(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
    let guide = "sources/guides/first-visit/en.yaml";
    fixture.write(guide, other.read(guide));
}

pub(super) const NETWORK_CASES: &[Case] = &[
    run("dead-link", Code::DeadLink, LINKS, |f| link(f, &["/gone", "/page#risks", "/circle"])),
    run("moved-link", Code::MovedLink, LINKS, |f| link(f, &["/moved", "/old/page"])),
    run("unjudged-link", Code::UnjudgedLink, LINKS, |f| link(f, &["/robots", "/trouble", "/garbage"])),
];
