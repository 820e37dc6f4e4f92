//! Resolves names to addresses, on threads of their own: the system's resolver blocks.

use std::collections::{HashMap, VecDeque};
use std::future::{Future, poll_fn};
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::panic::Location;
use std::sync::{Arc, LazyLock, Mutex};
use std::task::Poll;

use super::address::Target;
use super::waiters::Waiters;
use crate::blocking;
use crate::primitives::lock_std as lock;
use crate::trace::wait_reason::WaitReason;
use crate::wait::park;

/// At most so many look-ups run at a time, each on a thread of the pool behind `blocking(…)`; more
/// wait for a thread.
const AT_ONCE: usize = 64;

/// Looks up the addresses of `host`: Go's `net.LookupHost`. In goroutine code the call waits.
///
/// It asks the system's resolver, which also reads `/etc/hosts`, on a thread of the pool behind
/// [`blocking`](crate::blocking()). At most 64 look-ups run at a time, and equal ones share one. An
/// IP address is its own answer.
///
/// # Errors
///
/// `lookup HOST: no such host`, or the system's error.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let addrs = goroutines::net::lookup_host("localhost").unwrap();
///     assert!(addrs.iter().all(|addr| addr.is_loopback()));
/// }
/// ```
#[doc(alias = "LookupHost", alias = "LookupIP")]
#[track_caller]
pub fn lookup_host(host: &str) -> impl Future<Output = io::Result<Vec<IpAddr>>> + Send + use<> {
    let (host, at) = (host.to_owned(), Location::caller());
    async move {
        let addrs = lookup(&host, at).await?;
        Ok(addrs.into_iter().map(|addr| addr.ip()).collect())
    }
}

/// The addresses of `target`, at least one.
pub(super) async fn resolve(target: Target, at: &'static Location<'static>) -> io::Result<Vec<SocketAddr>> {
    let (host, port) = match target {
        Target::Addrs(addrs) if addrs.is_empty() => {
            return Err(io::Error::new(ErrorKind::InvalidInput, "missing address"));
        }
        Target::Addrs(addrs) => return Ok(addrs),
        Target::Host(host, port) => (host, port),
    };
    let mut addrs = lookup(&host, at).await?;
    addrs.iter_mut().for_each(|addr| addr.set_port(port));
    Ok(addrs)
}

/// Waits for the addresses of `host`, with port 0.
async fn lookup(host: &str, at: &'static Location<'static>) -> io::Result<Vec<SocketAddr>> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok(vec![(ip, 0).into()]);
    }
    let query = join_or_start(host);
    poll_fn(|cx| {
        let done = lock(&query.answer);
        if let Some(answer) = &*done {
            return Poll::Ready(answer.clone().map_err(|(kind, text)| io::Error::new(kind, text)));
        }
        // Under the lock of the answer: the thread that stores it wakes the list afterwards.
        query.waiters.add(park::waker(cx));
        park::annotate(WaitReason::Blocking, at);
        Poll::Pending
    })
    .await
}

/// What a look-up found, or the kind and the text of its error.
type Answer = Result<Vec<SocketAddr>, (ErrorKind, String)>;

/// A look-up that has not ended, and those who wait for it.
struct Query {
    host: String,
    answer: Mutex<Option<Answer>>,
    waiters: Arc<Waiters>,
}

/// All look-ups that have not ended.
#[derive(Default)]
struct Resolver {
    by_host: HashMap<String, Arc<Query>>,
    /// Those that no thread has taken yet.
    queue: VecDeque<Arc<Query>>,
    /// How many threads look up.
    threads: usize,
}

static RESOLVER: LazyLock<Mutex<Resolver>> = LazyLock::new(Mutex::default);

/// The look-up of `host` that is under way, or a new one.
fn join_or_start(host: &str) -> Arc<Query> {
    let mut resolver = lock(&RESOLVER);
    if let Some(query) = resolver.by_host.get(host) {
        return Arc::clone(query);
    }
    let query = Arc::new(Query { host: host.to_owned(), answer: Mutex::default(), waiters: Arc::default() });
    resolver.by_host.insert(host.to_owned(), Arc::clone(&query));
    resolver.queue.push_back(Arc::clone(&query));
    if resolver.threads < AT_ONCE {
        resolver.threads += 1;
        drop(resolver);
        blocking::detached(look_up_all);
    }
    query
}

/// The loop of a look-up thread: one look-up after the other until none waits.
fn look_up_all() {
    loop {
        let next = {
            let mut resolver = lock(&RESOLVER);
            let next = resolver.queue.pop_front();
            resolver.threads -= usize::from(next.is_none());
            next
        };
        let Some(query) = next else { return };
        let answer = ask_system(&query.host);
        // First out of the table: a question from now on starts a new look-up.
        lock(&RESOLVER).by_host.remove(&query.host);
        *lock(&query.answer) = Some(answer);
        query.waiters.wake_all();
    }
}

fn ask_system(host: &str) -> Answer {
    // Without a name Go means this machine.
    let name = if host.is_empty() { "localhost" } else { host };
    let no_such_host = || (ErrorKind::NotFound, format!("lookup {host}: no such host"));
    match (name, 0).to_socket_addrs().map(Vec::from_iter) {
        Ok(addrs) if addrs.is_empty() => Err(no_such_host()),
        Ok(addrs) => Ok(addrs),
        Err(error) => {
            let text = error.to_string();
            let unknown = ["not known", "No address associated", "nodename nor servname"];
            if unknown.iter().any(|words| text.contains(words)) {
                return Err(no_such_host());
            }
            let text = text.trim_start_matches("failed to lookup address information: ");
            Err((error.kind(), format!("lookup {host}: {text}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{AT_ONCE, RESOLVER, join_or_start};
    use crate::primitives::lock_std as lock;

    #[test]
    fn look_ups_are_bounded_and_equal_ones_share() {
        // Old forms of an address, which the system's resolver reads without a question to a
        // server.
        let queries: Vec<_> = (0..3 * AT_ONCE).map(|n| join_or_start(&format!("127.2.{n}"))).collect();
        assert!(lock(&RESOLVER).threads <= AT_ONCE);
        let (one, other) = (join_or_start("127.3.1"), join_or_start("127.3.1"));
        // Unless the first has ended already.
        assert!(Arc::ptr_eq(&one, &other) || lock(&one.answer).is_some());
        for query in queries {
            while lock(&query.answer).is_none() {
                assert!(lock(&RESOLVER).threads <= AT_ONCE);
                std::thread::yield_now();
            }
        }
    }
}
