//! All addresses asked, some hosts at a time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::thread;

use url::Url;

use super::answer::LinkAnswer;
use super::ask::Asker;

/// How many hosts are asked at a time.
const HOSTS: usize = 8;

/// What is said of each address, in their order. One host is asked by one request at a time. `done` is called after each.
pub(crate) fn ask_all(addresses: &[&str], asker: &Asker, done: &(impl Fn() + Sync)) -> Vec<LinkAnswer> {
    let queue = Mutex::new(by_host(addresses));
    let next = || queue.lock().ok()?.pop_front();
    let work = || {
        let mut answers = Vec::new();
        while let Some(host) = next() {
            for (i, address) in host {
                answers.push((i, asker.ask(address)));
                done();
            }
        }
        answers
    };
    let mut answers: Vec<(usize, LinkAnswer)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..HOSTS.min(addresses.len())).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|why| std::panic::resume_unwind(why)))
            .collect()
    });
    answers.sort_by_key(|(i, _)| *i);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The addresses of each host, with their places in the list.
fn by_host<'a>(addresses: &[&'a str]) -> VecDeque<Vec<(usize, &'a str)>> {
    let mut hosts: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for (i, address) in addresses.iter().enumerate() {
        let host = Url::parse(address).ok().and_then(|url| Some(url.host_str()?.to_owned()));
        hosts.entry(host.unwrap_or_default()).or_default().push((i, *address));
    }
    hosts.into_values().collect()
}
