//! Requests that brought no answer, in words.

use std::io::ErrorKind;

use ureq::Error;

use super::answer::{Judgement, LinkAnswer};

/// What a failed request says of its address.
pub(super) fn failed(error: &Error, host: &str) -> LinkAnswer {
    let dead = |said: String| LinkAnswer::without(Judgement::Dead, false, said);
    let unjudged = |reached, said: &str| LinkAnswer::without(Judgement::Unjudged, reached, said);
    match error {
        Error::HostNotFound => dead(format!("there is no host `{host}`")),
        Error::BadUri(_) | Error::Http(_) => dead("it is no web address".to_owned()),
        Error::Timeout(_) => unjudged(false, "the server takes too long"),
        Error::Io(io) => match io.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => unjudged(false, "the server takes too long"),
            ErrorKind::ConnectionRefused => dead(format!("no server answers at `{host}`")),
            // How errors of certificates come.
            ErrorKind::InvalidData => dead(unsafe_connection(&io.to_string())),
            _ => match lookup(io) {
                Some(Lookup::NoSuchHost) => dead(format!("there is no host `{host}`")),
                Some(Lookup::NotNow) => unjudged(false, "the name of its host cannot be looked up now"),
                None => unjudged(false, "the server hangs up"),
            },
        },
        Error::Protocol(_) => unjudged(true, "the server does not speak as web servers do"),
        Error::LargeResponseHeader(..) => unjudged(true, "the server sends more than it should"),
        Error::Tls(why) => dead(unsafe_connection(why)),
        Error::Rustls(why) => dead(unsafe_connection(&why.to_string())),
        _ => unjudged(false, "the server cannot be reached"),
    }
}

/// Why the name of a host was not found.
enum Lookup {
    NoSuchHost,
    NotNow,
}

/// Whether an error is one of looking up a name: the standard library says so in words alone, Windows by a number
/// (WSAHOST_NOT_FOUND, WSATRY_AGAIN).
fn lookup(error: &std::io::Error) -> Option<Lookup> {
    match error.raw_os_error() {
        Some(11001) => return Some(Lookup::NoSuchHost),
        Some(11002) => return Some(Lookup::NotNow),
        _ => {}
    }
    let said = error.to_string();
    let why = said.strip_prefix("failed to lookup address information")?;
    let not_now = ["Temporary", "Try again", "System error"].iter().any(|word| why.contains(word));
    Some(if not_now { Lookup::NotNow } else { Lookup::NoSuchHost })
}

fn unsafe_connection(why: &str) -> String {
    format!("browsers warn of its connection ({})", why.trim_end_matches('.'))
}
