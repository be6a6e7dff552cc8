//! Fetching against servers that misbehave, on loopback.

mod answers;
mod network;
mod robots;
mod sources;

use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tamis::fetch::{Fetcher, Links, Names, Wanted, Watcher};
use tamis::model::{Account, Failure, Fetched, Fetching, Notice};

/// How tests ask: at once, and of this machine.
fn at_once() -> Fetching {
    Fetching {
        delay: 0.0,
        retries: 1,
        max_wait: 0.2,
        connect_timeout: 0.6,
        idle_timeout: 0.4,
        timeout: 5.0,
        max_size: 1 << 20,
        allow_private: vec!["127.0.0.0/8".into()],
        ..Fetching::default()
    }
}

type Outcome = Result<Fetched, Failure>;

/// What was fetched, and what became of every address.
struct Run {
    outcomes: Vec<Outcome>,
    account: Account,
    notices: Vec<String>,
}

/// Fetches addresses with nothing but what the machine knows of names.
fn fetch(fetching: &Fetching, addresses: &[&str]) -> Vec<Outcome> {
    run(fetching, Known::default(), None, addresses, |_| None).outcomes
}

/// Fetches one address.
fn fetch_one(fetching: &Fetching, address: &str) -> Outcome {
    let mut outcomes = fetch(fetching, &[address]);
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    outcomes.remove(0)
}

fn run(
    fetching: &Fetching,
    names: Known,
    cache: Option<&Path>,
    addresses: &[&str],
    links: impl FnMut(&Fetched) -> Option<Links>,
) -> Run {
    let fetcher = Fetcher::new(fetching, cache, Arc::new(names)).unwrap();
    let wanted = addresses.iter().map(|address| Wanted {
        address: (*address).to_owned(),
        open: true,
        ..Wanted::default()
    });
    let mut outcomes = Vec::new();
    let heard = Heard::default();
    let account = fetcher
        .fetch(wanted.collect(), links, &heard, |outcome| {
            outcomes.push(outcome);
            Ok::<_, ()>(())
        })
        .unwrap();
    assert!(account.balance(), "{account:?}");
    Run {
        outcomes,
        account,
        notices: heard.0.into_inner().unwrap(),
    }
}

/// The rule a failure fell under.
#[track_caller]
fn rule(outcome: &Outcome) -> &'static str {
    let failure = outcome.as_ref().expect_err("a failure");
    assert!(failure.hint.is_some(), "{failure}");
    failure.rule.expect("a rule")
}

/// The page, as text.
#[track_caller]
fn text(outcome: &Outcome) -> String {
    let page = outcome.as_ref().expect("a page");
    String::from_utf8(page.bytes.clone()).unwrap()
}

/// Names with addresses of their own: each time one is asked for, the next of
/// its answers.
#[derive(Default)]
struct Known(BTreeMap<&'static str, Mutex<Vec<Vec<&'static str>>>>);

impl Known {
    fn with(mut self, name: &'static str, answers: &[&[&'static str]]) -> Self {
        let answers = answers.iter().rev().map(|answer| answer.to_vec());
        self.0.insert(name, Mutex::new(answers.collect()));
        self
    }
}

impl Names for Known {
    fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let answers = self.0.get(host).ok_or(io::ErrorKind::NotFound)?;
        let mut answers = answers.lock().unwrap();
        let answer = if answers.len() > 1 {
            answers.pop().unwrap()
        } else {
            answers[0].clone()
        };
        Ok(answer.iter().map(|ip| ip.parse().unwrap()).collect())
    }
}

#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Watcher for Heard {
    fn progress(&self, _: u64, _: u64) {}

    fn notice(&self, address: &str, notice: &Notice) {
        self.0.lock().unwrap().push(format!("{address}: {notice}"));
    }
}
