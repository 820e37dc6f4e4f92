//! A crawler of one site: a few pages at a time, each once, as `robots.txt` allows, until Ctrl-C or a time limit.
//!
//! ```text
//! cargo run --example crawler -- --parallel 4 --limit 5000 http://127.0.0.1:8080/
//! ```
//!
//! Without a URL it serves a site of its own on `--addr` (any free port by itself), and crawls that.

#[path = "../common/args.rs"]
mod args;
mod fetch;
mod page;
mod site;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use goroutines::context::Context;
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};
use goroutines::sync::{Arc, Semaphore};

use fetch::get;
use page::Robots;

/// What came of a page: its path, and the links on it.
type Visit = (String, Result<Vec<String>, String>);

#[goroutines]
fn main() -> io::Result<ExitCode> {
    let args = args::Args::read();
    let url = match args.rest().into_iter().next() {
        Some(url) => url,
        None => site::start(args.value("--addr", "127.0.0.1:0".to_owned()))?,
    };
    let Some((host, path)) = split(&url) else {
        eprintln!("`{url}` is not http://HOST:PORT/PATH");
        return Ok(ExitCode::from(2));
    };
    let (ctx, _stop) = signal::notify_context(&context::background(), [Signal::INTERRUPT]);
    let (ctx, _cancel) = context::with_timeout(&ctx, Duration::from_millis(args.value("--limit", 60_000)));
    let slots = Arc::new(Semaphore::new(args.value("--parallel", 8)));
    let (pages, whole) = crawl(ctx.clone(), host, path, slots);
    for (path, found) in &pages {
        match found {
            Ok(links) => println!("{path}: {links} links"),
            Err(error) => println!("{path}: {error}"),
        }
    }
    if !whole {
        println!("stopped: {}", ctx.cause().map_or_else(String::new, |cause| cause.to_string()));
    }
    Ok(ExitCode::from(u8::from(!whole)))
}

/// `http://HOST:PORT/PATH` in its parts.
fn split(url: &str) -> Option<(String, String)> {
    let (host, path) = url.strip_prefix("http://")?.split_once('/')?;
    Some((host.to_owned(), format!("/{path}")))
}

/// Visits every page that can be reached from `start`; false if `ctx` ended before.
#[goroutines]
fn crawl(
    ctx: Context,
    host: String,
    start: String,
    slots: Arc<Semaphore>,
) -> (BTreeMap<String, Result<usize, String>>, bool) {
    let host: Arc<str> = host.into();
    // Without a robots.txt everything is allowed.
    let robots = Robots::read(&get(&ctx, &host, "/robots.txt").unwrap_or_default());
    let visits = chan::<Visit>(0);
    // Every page that was ever seen, so that each is visited once; `None` until its visit ends.
    let mut pages = BTreeMap::new();
    let mut under_way = 0;
    let mut found = vec![start];
    loop {
        for path in found {
            if robots.allow(&path) && !pages.contains_key(&path) {
                pages.insert(path.clone(), None);
                under_way += 1;
                go!(visit(ctx, host, path, slots, visits));
            }
        }
        progress(pages.len() - under_way, under_way);
        if under_way == 0 {
            break;
        }
        select! {
            visit = visits.recv() => {
                let (path, links) = visit.unwrap();
                under_way -= 1;
                pages.insert(path, Some(links.as_ref().map(Vec::len).map_err(String::clone)));
                found = links.unwrap_or_default();
            }
            _ = ctx.done().recv() => break,
        }
    }
    end_of_progress();
    let ended = pages.into_iter().filter_map(|(path, found)| found.map(|found| (path, found))).collect();
    (ended, under_way == 0)
}

#[goroutines]
fn visit(ctx: Context, host: Arc<str>, path: String, slots: Arc<Semaphore>, visits: Chan<Visit>) {
    let links = {
        let _slot = slots.acquire(1);
        get(&ctx, &host, &path).map(|body| page::links(&body))
    };
    // Nobody waits for it once the crawl has stopped.
    select! {
        visits.send((path, links)) => {}
        _ = ctx.done().recv() => {}
    }
}

/// A line on a terminal, over and over.
fn progress(visited: usize, under_way: usize) {
    let mut terminal = io::stderr();
    if terminal.is_terminal() {
        let _ = write!(terminal, "\r{visited} visited, {under_way} under way   ");
    }
}

fn end_of_progress() {
    if io::stderr().is_terminal() {
        eprintln!();
    }
}
