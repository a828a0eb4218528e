//! What is said of an address.

/// What is said of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkAnswer {
    /// What it comes to.
    pub(crate) judgement: Judgement,
    /// How that is known, in words: "404 Not Found".
    pub(crate) said: String,
    /// The status of the last answer (RFC 9110, 15), where there was one.
    pub(crate) status: Option<u16>,
    /// Whether a server answered at all.
    pub(crate) reached: bool,
    /// The place in the page that is not found there.
    pub(crate) missing: Option<String>,
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// It leads somewhere.
    There,
    /// It has moved for good.
    Moved {
        /// To this address.
        to: String,
        /// Which is the front page of a site, as the old one was not.
        front_page: bool,
    },
    /// It leads nowhere.
    Dead,
    /// Nobody can say by a program, or not now.
    Unjudged,
}

impl Judgement {
    /// A word for programs.
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Judgement::There => "there",
            Judgement::Moved { .. } => "moved",
            Judgement::Dead => "dead",
            Judgement::Unjudged => "unjudged",
        }
    }
}

impl LinkAnswer {
    /// An answer of a server.
    pub(super) fn of_server(judgement: Judgement, status: u16, said: impl Into<String>) -> Self {
        Self { judgement, said: said.into(), status: Some(status), reached: true, missing: None }
    }

    /// What is known where no server answered as it should.
    pub(super) fn without(judgement: Judgement, reached: bool, said: impl Into<String>) -> Self {
        Self { judgement, said: said.into(), status: None, reached, missing: None }
    }
}
