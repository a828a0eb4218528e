//! What a browser on this machine may ask for, and who may ask.
//!
//! The server listens on the loopback interface alone. A page elsewhere on the web can still make a browser send requests
//! here, by this address or by a name that leads to it (DNS rebinding): so the `Host` must be this very address, no other
//! origin may ask, and every address has a secret that only the printed one knows. Nothing is read from the disk: there
//! are four files in the program, states and drawings in memory, and no paths.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, LOCATION, ORIGIN, REFERRER_POLICY,
};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::desk::Desk;
use crate::project::template;

/// How long a browser waits for something new before it asks again.
const WAIT: Duration = Duration::from_secs(20);

/// How long a browser may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);

/// How many browsers may be connected at once: each has a few connections.
const CONNECTIONS: usize = 64;

/// What whoever comes second is told.
const USED: &str = "This address was used already: open the one that handout watch has printed.";

/// What the pages may do: show themselves.
const POLICY: &str = "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Who may ask, and for what.
pub(super) struct Site {
    pub(super) desk: Arc<Desk>,
    /// The port.
    pub(super) port: u16,
    /// The secret of the printed address.
    pub(super) secret: String,
    /// The secret of an address that leads to the printed one, and that only the first who asks may use.
    ticket: Mutex<Option<String>>,
}

/// Serves browsers until the program ends.
pub(super) async fn serve(listener: TcpListener, site: Arc<Site>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let site = site.clone();
        tokio::task::spawn_local(async move {
            let _place = place;
            let service = service_fn(|request| respond(site.clone(), request));
            let mut server = hyper::server::conn::http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(16 * 1024);
            // A browser that goes away is no problem of ours.
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn respond(site: Arc<Site>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let answer = match site.refuse(&request) {
        Some(status) => plain(status, status.canonical_reason().unwrap_or_default()),
        None => site.answer(&request).await,
    };
    Ok(answer)
}

impl Site {
    /// One whose pages only those see who know the secret.
    pub(super) fn new(desk: Arc<Desk>, port: u16, secret: String) -> Self {
        Self { desk, port, secret, ticket: Mutex::default() }
    }

    /// Lets the first who asks for `/once/TICKET` know the secret.
    pub(super) fn once(&self, ticket: String) -> String {
        *self.ticket.lock().unwrap_or_else(PoisonError::into_inner) = Some(ticket.clone());
        ticket
    }

    /// Whether a ticket is that which leads to the secret; it does so once.
    fn redeems(&self, ticket: &str) -> bool {
        let mut held = self.ticket.lock().unwrap_or_else(PoisonError::into_inner);
        held.take_if(|held| same(held, ticket)).is_some()
    }

    /// Why a request is refused, if it is.
    fn refuse(&self, request: &Request<Incoming>) -> Option<StatusCode> {
        let mut own = vec![format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        // Browsers leave the port of HTTP out.
        if self.port == 80 {
            own.extend(["127.0.0.1".to_owned(), "localhost".to_owned()]);
        }
        let head = |name| request.headers().get_all(name).iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
        let is_own = |value: &[u8]| own.iter().any(|own| own.as_bytes() == value);
        if !matches!(*head(HOST), [host] if is_own(host)) {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        }
        let other = |origin: &[u8]| !origin.strip_prefix(b"http://").is_some_and(is_own);
        let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
        // Typed or opened by another program, or asked for by the page itself.
        let from_here = site.is_none_or(|site| [&b"none"[..], b"same-origin"].contains(&site));
        if head(ORIGIN).into_iter().any(other) || !from_here {
            return Some(StatusCode::FORBIDDEN);
        }
        if request.method() != Method::GET {
            return Some(StatusCode::METHOD_NOT_ALLOWED);
        }
        let name = request.uri().path();
        // Without data of the project.
        let is_plain = ["/page.css", "/page.js", "/favicon.ico"].contains(&name) || name.starts_with("/once/");
        (!is_plain && !same(&asked(request, "t"), &self.secret)).then_some(StatusCode::FORBIDDEN)
    }

    async fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path();
        if let Some(ticket) = path.strip_prefix("/once/") {
            return if self.redeems(ticket) { self.redirect() } else { plain(StatusCode::FORBIDDEN, USED) };
        }
        match path {
            "/" => file("page.html", "text/html; charset=utf-8"),
            "/page.css" => file("page.css", "text/css; charset=utf-8"),
            "/page.js" => file("page.js", "text/javascript; charset=utf-8"),
            "/favicon.ico" => plain(StatusCode::NO_CONTENT, ""),
            "/state" => {
                let (view, since) = (asked(request, "view"), asked(request, "since").parse().unwrap_or(0));
                match tokio::time::timeout(WAIT, self.newer(&view, since)).await {
                    Ok(state) => with(StatusCode::OK, "application/json", state.into()),
                    Err(_) => plain(StatusCode::NO_CONTENT, ""),
                }
            }
            path => {
                let digest = path.strip_prefix("/drawing/").and_then(|name| name.strip_suffix(".svg"));
                match digest.and_then(|digest| self.desk.drawing(digest)) {
                    Some(drawing) => with(StatusCode::OK, "image/svg+xml", Bytes::from_owner(drawing)),
                    None => plain(StatusCode::NOT_FOUND, "Not Found"),
                }
            }
        }
    }

    /// Leads to the printed address.
    fn redirect(&self) -> Response<Full<Bytes>> {
        let mut response = plain(StatusCode::SEE_OTHER, "");
        if let Ok(address) = HeaderValue::from_str(&format!("/?t={}", self.secret)) {
            response.headers_mut().insert(LOCATION, address);
        }
        response
    }

    /// The state of a document, as soon as it is newer than a version.
    async fn newer(&self, view: &str, since: u64) -> String {
        let mut turns = self.desk.turns.subscribe();
        loop {
            turns.mark_unchanged();
            if let Some(state) = self.desk.state(view, since) {
                return state;
            }
            if turns.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

/// A value of the query; empty where it is not there.
fn asked(request: &Request<Incoming>, name: &str) -> String {
    let query = request.uri().query().unwrap_or_default();
    let mut values = url::form_urlencoded::parse(query.as_bytes());
    values.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn file(name: &str, kind: &'static str) -> Response<Full<Bytes>> {
    let text = template(&format!("watch/{name}")).unwrap_or_default();
    with(StatusCode::OK, kind, text.into())
}

fn plain(status: StatusCode, text: &str) -> Response<Full<Bytes>> {
    with(status, "text/plain; charset=utf-8", text.to_owned().into())
}

fn with(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let heads = response.headers_mut();
    heads.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    heads.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    heads.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    heads.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    heads.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    heads.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    heads.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}
