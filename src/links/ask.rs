//! One page asked for, along its redirects.

use std::net::IpAddr;
use std::time::Duration;

use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Proxy};
use url::{Host, Url};

use super::answer::{Judgement, LinkAnswer};
use super::failed::failed;
use super::place::{has_place, is_looked_for};

/// The most redirects that are followed.
const REDIRECTS: usize = 10;
/// The most bytes of a page in which a place is looked for.
const PAGE: u64 = 2_000_000;
/// The most bytes of the head of an answer.
const HEAD: usize = 64 * 1024;

/// How servers are asked.
#[derive(Clone, Debug)]
pub(crate) struct AskOptions {
    /// How long one answer may take.
    pub(crate) timeout: Duration,
    /// The address of a proxy, and hosts that are asked without it.
    pub(crate) proxy: Option<(String, Vec<String>)>,
}

/// Asks servers.
pub(crate) struct Asker {
    agent: Agent,
}

/// An answer, or what the lack of one comes to.
type Asked = Result<Response<Body>, LinkAnswer>;

impl Asker {
    /// Gets ready to ask.
    ///
    /// # Errors
    /// Where the proxy has no address of one.
    pub(crate) fn new(options: &AskOptions) -> Result<Self, String> {
        let proxy = options.proxy.as_ref().map(|(address, without)| proxy(address, without)).transpose()?;
        let config = Agent::config_builder()
            .user_agent(concat!("handout/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            // They are followed here, so that it is known which are for good.
            .max_redirects(0)
            .max_response_header_size(HEAD)
            .max_idle_connections(0)
            .timeout_global(Some(options.timeout))
            .proxy(proxy);
        Ok(Self { agent: config.build().new_agent() })
    }

    /// What is said of an address.
    pub(crate) fn ask(&self, typed: &str) -> LinkAnswer {
        let Ok(url) = Url::parse(typed) else {
            return LinkAnswer::without(Judgement::Dead, false, "it is no web address");
        };
        self.follow(&url).unwrap_or_else(|answer| answer)
    }

    /// Follows redirects to their end.
    fn follow(&self, url: &Url) -> Result<LinkAnswer, LinkAnswer> {
        let mut seen = vec![without_place(url)];
        let (mut moved, mut for_good) = (None, true);
        while let Some(at) = seen.last().cloned() {
            let response = self.head_or_get(&at)?;
            let status = response.status();
            let Some(next) = redirected(&response, &at) else {
                return Ok(self.arrived(url, &at, moved, status));
            };
            let next = next.map_err(|said| LinkAnswer::of_server(Judgement::Dead, status.as_u16(), said))?;
            let next = without_place(&next);
            for_good &= matches!(status.as_u16(), 301 | 308);
            if for_good {
                moved = Some(next.clone());
            }
            if seen.contains(&next) {
                let said = "it leads round in circles";
                return Err(LinkAnswer::of_server(Judgement::Dead, status.as_u16(), said));
            }
            if seen.len() > REDIRECTS {
                let said = format!("it leads on more than {REDIRECTS} times");
                return Err(LinkAnswer::of_server(Judgement::Dead, status.as_u16(), said));
            }
            seen.push(next);
        }
        Err(LinkAnswer::without(Judgement::Unjudged, false, "it was not asked"))
    }

    /// The head of a page; all of it from servers that do not give heads, of which nothing but the head is read.
    fn head_or_get(&self, url: &Url) -> Asked {
        match self.agent.head(url.as_str()).call() {
            Ok(response) if !is_failure(response.status()) => Ok(response),
            Ok(_) | Err(ureq::Error::Io(_) | ureq::Error::Protocol(_)) => self.get(url),
            Err(error) => Err(failed(&error, host(url))),
        }
    }

    fn get(&self, url: &Url) -> Asked {
        self.agent.get(url.as_str()).call().map_err(|error| failed(&error, host(url)))
    }

    /// What the last answer comes to.
    fn arrived(&self, asked: &Url, at: &Url, moved: Option<Url>, status: StatusCode) -> LinkAnswer {
        let judgement = match (status.as_u16(), moved) {
            (200..300, Some(mut to)) => {
                let front_page = to.path() == "/" && asked.path() != "/";
                to.set_fragment(asked.fragment());
                Judgement::Moved { to: to.into(), front_page }
            }
            (200..300, None) => Judgement::There,
            (404 | 410, _) => Judgement::Dead,
            _ => Judgement::Unjudged,
        };
        let mut answer = LinkAnswer::of_server(judgement, status.as_u16(), said(status));
        if status.is_success()
            && let Some(place) = asked.fragment().filter(|place| is_looked_for(place))
            && self.page(at).is_some_and(|page| !has_place(&page, place))
        {
            answer.missing = Some(place.to_owned());
        }
        answer
    }

    /// A page of HTML, if it is one and small enough to be read.
    fn page(&self, url: &Url) -> Option<String> {
        let mut response =
            self.agent.get(url.as_str()).call().ok().filter(|response| response.status().is_success())?;
        let html = response.body().mime_type().is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"));
        let reader = response.body_mut().with_config().limit(PAGE).lossy_utf8(true);
        if html { reader.read_to_string().ok() } else { None }
    }
}

/// A proxy by its address, but for some hosts.
fn proxy(address: &str, without: &[String]) -> Result<Proxy, String> {
    let wrong = |_| format!("`{address}` is no address of a proxy: look at the environment variables of this machine");
    let plain = Proxy::new(address).map_err(wrong)?;
    let mut proxy = Proxy::builder(plain.protocol()).host(plain.host()).port(plain.port());
    if let Some(name) = plain.username() {
        proxy = proxy.username(name);
    }
    if let Some(word) = plain.password() {
        proxy = proxy.password(word);
    }
    without.iter().fold(proxy, |proxy, host| proxy.no_proxy(host)).build().map_err(wrong)
}

/// Where an answer leads on to; a sentence where that is no page.
fn redirected(response: &Response<Body>, at: &Url) -> Option<Result<Url, String>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let to = response.headers().get(header::LOCATION)?;
    let next = std::str::from_utf8(to.as_bytes()).ok().and_then(|to| at.join(to).ok());
    let next = next.filter(|next| ["http", "https"].contains(&next.scheme()) && next.host().is_some());
    Some(match next {
        None => Err("it leads on to what is no web address".to_owned()),
        Some(next) if is_private(&next) && !is_private(at) => {
            Err("it leads on into the network of this machine, and is not followed there".to_owned())
        }
        Some(next) => Ok(next),
    })
}

/// Whether an address is surely one of this machine or of its own network.
fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => match ip.to_canonical() {
            IpAddr::V4(ip) => ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified(),
            IpAddr::V6(ip) => {
                ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified()
            }
        },
        None => false,
    }
}

fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// An answer in words.
fn said(status: StatusCode) -> String {
    let number = status.as_u16();
    match number {
        401 | 403 | 405 | 406 | 407 | 409 | 429 | 451 | 999 => format!("{number}, the server refuses programs"),
        500..600 => format!("{number}, the server has trouble"),
        _ => status.canonical_reason().map_or(number.to_string(), |reason| format!("{number} {reason}")),
    }
}

fn without_place(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Url, is_private};

    #[test]
    fn addresses_of_the_network_of_this_machine_are_known() {
        let private = |address: &str| is_private(&Url::parse(address).expect("an address"));
        for address in [
            "http://localhost:8080/",
            "http://127.1/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
            "http://169.254.169.254/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
            "http://0x7f000001/",
        ] {
            assert!(private(address), "{address}");
        }
        for address in ["https://example.org/", "http://8.8.8.8/", "http://[2001:db8::1]/"] {
            assert!(!private(address), "{address}");
        }
    }
}
