//! Whether the addresses in the sources still lead somewhere: the only folder that uses the network.
//!
//! It is asked by `handout check --links` alone. Each address is asked for once, however many places name it, each
//! host by one request at a time. Servers are not trusted: what they send is bounded in time, size and redirects.

mod answer;
mod ask;
mod collect;
mod failed;
mod place;
mod queue;

pub(crate) use answer::{Judgement, LinkAnswer};
pub(crate) use ask::{AskOptions, Asker};
pub(crate) use collect::{Address, AddressPlace, collect};
pub(crate) use queue::ask_all;
