//! Std's traits on the public types, as the API guidelines want them: each type is named here, with what it
//! implements. A type that is exported and not in this table fails the test.

#![cfg(not(loom))]

use std::error::Error;
use std::fmt::{Debug, Display};
use std::fs;
use std::future::Ready;
use std::hash::Hash;
use std::path::Path;

use goroutines_runtime::chan::{
    self, Broadcast, Chan, GoRecv, GoRecvOk, GoSend, IterBlocking, OneshotSender, Receiver, Recv, RecvTimeout,
    RecvTimeoutError, SendError, SendTimeout, SendTimeoutError, Sender, TryRecvError, TrySendError, Watch, WatchSender,
};
use goroutines_runtime::context::{AfterFunc, Cancel, CancelCause, Cause, Context, ContextError};
use goroutines_runtime::group::{ErrGroup, JoinNext, JoinSet, SingleFlight};
use goroutines_runtime::rate::{Limiter, RateError, Reservation, Sometimes};
use goroutines_runtime::select::{JoinCase, RecvCase, Select, SelectTimeout, SendCase, WaitCase};
use goroutines_runtime::sync::{
    Acquire, AcquireOwned, AtomicValue, Call, Cond, DoOnce, Get, GetBoth, Lock, LockOwned, Map, Mutex, MutexGuard,
    Once, OnceFunc, OnceValue, OnceValues, OwnedMutexGuard, OwnedPermit, OwnedRwLockReadGuard, OwnedRwLockWriteGuard,
    Permit, Pool, Read, ReadOwned, RwLock, RwLockReadGuard, RwLockWriteGuard, Semaphore, Wait, WaitGroup,
    WaitGroupWait, Write, WriteOwned,
};
use goroutines_runtime::time::{Sleep, Ticker, Timer};
use goroutines_runtime::until::{Elapsed, OrDone, Within};
use goroutines_runtime::{
    Blocking, BuildError, Crash, Join, JoinError, JoinHandle, Recovered, Runtime, RuntimeBuilder, Share, Shared,
    YieldNow,
};

/// Checks each type for each of its traits, and returns the names of the types.
macro_rules! implement {
    ($($Type:ty: $($Trait:path)+;)*) => {{
        $($({
            fn check<T: ?Sized + $Trait>() {}
            check::<$Type>();
        })+)*
        concat!($(stringify!($Type), "\n"),*)
    }};
}

/// A value that is `Send` and `Sync`, and nothing else.
#[derive(Debug)]
struct Plain;

/// Handles can be cloned and shown, whatever is behind them, and compare by identity where Go's do.
fn handles() -> &'static str {
    implement! {
        Chan<Plain>: Clone Debug Default Eq Hash Share Send Sync Unpin;
        Sender<Plain>: Clone Debug Default Eq Hash Send Sync Unpin From<Chan<Plain>>;
        Receiver<Plain>: Clone Debug Default Eq Hash Send Sync Unpin From<Chan<Plain>>;
        OneshotSender<Plain>: Debug Send Sync Unpin;
        Broadcast<Plain>: Clone Debug Send Sync Unpin;
        WatchSender<Plain>: Debug Send Sync Unpin;
        Watch<Plain>: Clone Debug Send Sync Unpin;
        Context: Clone Debug Display Default Eq Hash Share Send Sync Unpin;
        Cancel: Clone Share Send Sync Unpin;
        CancelCause: Clone Debug Share Send Sync Unpin;
        AfterFunc: Clone Debug Send Sync Unpin;
        Timer: Clone Debug Send Sync Unpin;
        Ticker: Clone Debug Send Sync Unpin;
        WaitGroup: Clone Debug Default Share Send Sync Unpin;
        ErrGroup<Plain>: Clone Debug Default Send Sync Unpin;
        SingleFlight<u8, Plain>: Clone Debug Default Send Sync Unpin;
        OnceFunc: Clone Debug Send Sync Unpin;
        OnceValue<Plain>: Clone Debug Send Sync Unpin;
        OnceValues<u8, Plain>: Clone Debug Send Sync Unpin;
        Shared<u8>: Clone Debug Default Eq Hash Ord From<u8> AsRef<u8> Share Send Sync Unpin;
        JoinHandle<Plain>: Debug Send Sync Unpin;
        Runtime: Debug Send Sync Unpin;
        RuntimeBuilder: Debug Send Unpin;
    }
}

/// Places for data, and what guards it.
fn containers() -> &'static str {
    implement! {
        Mutex<u8>: Debug Default From<u8> Send Sync Unpin;
        RwLock<u8>: Debug Default From<u8> Send Sync Unpin;
        MutexGuard<'_, u8>: Debug Display Send Sync Unpin;
        RwLockReadGuard<'_, u8>: Debug Display Send Sync Unpin;
        RwLockWriteGuard<'_, u8>: Debug Display Send Sync Unpin;
        OwnedMutexGuard<u8>: Debug Display Send Sync Unpin;
        OwnedRwLockReadGuard<u8>: Debug Display Send Sync Unpin;
        OwnedRwLockWriteGuard<u8>: Debug Display Send Sync Unpin;
        AtomicValue<u8>: Debug Default From<u8> Send Sync Unpin;
        Map<u8, u8>: Debug Default FromIterator<(u8, u8)> Extend<(u8, u8)> Send Sync;
        Pool<u8>: Debug Send Sync;
        Cond: Debug Default Send Sync Unpin;
        Once: Debug Default Send Sync Unpin;
        Semaphore: Debug Send Sync Unpin;
        Permit<'_>: Debug Send Sync Unpin;
        OwnedPermit: Debug Send Sync Unpin;
        JoinSet<u8>: Debug Default FromIterator<Ready<u8>> Extend<Ready<u8>> Send Unpin;
        Limiter: Debug Send Sync Unpin;
        Reservation<'_>: Debug Send Sync Unpin;
        Sometimes: Debug Default Send Sync Unpin;
        Select<'_>: Debug Default Unpin;
        SelectTimeout<'_, '_>: Debug Unpin;
        IterBlocking<'_, u8>: Debug Iterator<Item = u8> Send Unpin;
        Recovered: Debug Display Send Unpin;
        Crash: Debug Display Send Unpin;
    }
}

/// Errors: the guidelines' C-GOOD-ERR.
fn errors() -> &'static str {
    implement! {
        SendError<Plain>: Error Debug Display Send Sync Unpin;
        SendError<u8>: Clone Copy Eq Hash;
        TrySendError<Plain>: Error Send Sync From<SendError<Plain>>;
        TrySendError<u8>: Clone Copy Eq Hash;
        SendTimeoutError<Plain>: Error Send Sync From<SendError<Plain>>;
        SendTimeoutError<u8>: Clone Copy Eq Hash;
        TryRecvError: Error Clone Copy Eq Hash Send Sync;
        RecvTimeoutError: Error Clone Copy Eq Hash Send Sync;
        ContextError: Error Clone Copy Eq Hash Send Sync;
        Cause: Clone Debug Display Send Sync From<ContextError>;
        RateError: Error Clone Copy Eq Hash Send Sync From<ContextError>;
        Elapsed: Error Clone Copy Eq Hash Send Sync;
        JoinError: Error Send Sync;
        BuildError: Error Send Sync;
    }
}

/// The futures of operations: named, shown, and usable in a goroutine.
fn futures() -> &'static str {
    implement! {
        chan::Send<'_, u8>: Future Debug Send Sync Unpin;
        Recv<'_, u8>: Future Debug Send Sync Unpin;
        GoSend<'_, u8>: Future Debug;
        GoRecv<'_, u8>: Future Debug;
        GoRecvOk<'_, u8>: Future Debug;
        SendTimeout<'_, u8>: Future Debug Send Unpin;
        RecvTimeout<'_, u8>: Future Debug Send Unpin;
        Lock<'_, u8>: Future Debug Send Unpin;
        LockOwned<u8>: Future Debug Send Unpin;
        Read<'_, u8>: Future Debug Send Unpin;
        ReadOwned<u8>: Future Debug Send Unpin;
        Write<'_, u8>: Future Debug Send Unpin;
        WriteOwned<u8>: Future Debug Send Unpin;
        Wait<'_, '_, u8>: Future Debug Send Unpin;
        Acquire<'_>: Future Debug Send Unpin;
        AcquireOwned: Future Debug Send Unpin;
        WaitGroupWait<'_>: Future Debug Send Unpin;
        DoOnce<'_, Ready<()>>: Future Debug Send Unpin;
        Call<'_>: Future Debug Send Unpin;
        Get<'_, u8>: Future Debug Send Unpin;
        GetBoth<'_, u8, u8>: Future Debug Send Unpin;
        Sleep: Future Debug Send Unpin;
        Join<u8>: Future Debug Send Unpin;
        JoinNext<'_, u8>: Future Debug Send Unpin;
        Blocking<u8>: Future Debug Send Unpin;
        YieldNow: Future Debug Send Unpin;
        OrDone<Lock<'_, u8>>: Future Debug Send Unpin;
        Within<Sleep>: Future Debug Send Unpin;
        RecvCase<&Chan<u8>>: Debug Send Unpin;
        SendCase<&Chan<u8>>: Debug Send Unpin;
        WaitCase<Sleep>: Debug Send Unpin;
        JoinCase<'_, u8>: Debug Send Unpin;
    }
}

/// What only generated code names, the traits, and the types of `net`, `io` and `signal`.
const OTHERS: &str = "Handle Channel ChannelOperand Share Arc Attempt Case Cases Joinable Link PollReady Receives Registered \
    SelectCase SelectToken Selecting Sends TrySelecting Waitable IntoCause Key TimerWork Work Duration Instant \
    Target ToTarget Defers Results";

#[cfg(all(feature = "net", unix))]
fn outside() -> &'static str {
    use goroutines_runtime::io::{Copy as Copying, Lines};
    use goroutines_runtime::net::{
        Addr, Dialer, ListenConfig, OpError, Opening, TcpListener, TcpStream, UdpSocket, UnixDatagram, UnixListener,
        UnixStream,
    };
    use goroutines_runtime::signal::Signal;
    fn debug<T: Debug>() {}
    debug::<Copying<TcpStream, TcpStream>>();
    implement! {
        Addr: Clone Debug Display Eq Hash Send Sync;
        Dialer: Debug Default Send Sync;
        ListenConfig: Debug Default Send Sync;
        OpError: Error Send Sync;
        Opening<u8>: Future Debug Send;
        TcpListener: Clone Debug Share Send Sync;
        TcpStream: Clone Debug Share Send Sync;
        UdpSocket: Clone Debug Share Send Sync;
        UnixDatagram: Clone Debug Share Send Sync;
        UnixListener: Clone Debug Share Send Sync;
        UnixStream: Clone Debug Share Send Sync;
        Lines<TcpStream>: Debug Send;
        Signal: Clone Copy Debug Display Eq Hash Ord Send Sync;
    }
}

#[cfg(not(all(feature = "net", unix)))]
fn outside() -> &'static str {
    "Addr Dialer ListenConfig OpError Opening TcpListener TcpStream UdpSocket UnixDatagram UnixListener UnixStream \
     Lines Signal"
}

/// The names of types and traits that the modules of the crate export.
fn exported() -> Vec<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = "chan select sync time context group rate until share net io signal lib";
    let texts = modules.split(' ').map(|module| fs::read_to_string(src.join(format!("{module}.rs"))).unwrap());
    let uses = texts.flat_map(|text| {
        let lists = text.split("\npub use ").skip(1).map(|rest| rest.split(';').next().unwrap_or("").to_owned());
        lists.collect::<Vec<_>>()
    });
    let words = uses
        .flat_map(|list| list.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect::<Vec<_>>());
    words.filter(|word| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)).collect()
}

#[test]
fn every_public_type_is_in_the_table() {
    let tables = [handles(), containers(), errors(), futures(), outside(), OTHERS, "Copy"].join("\n");
    let named: Vec<&str> = tables.split(|c: char| !c.is_alphanumeric()).collect();
    let missing: Vec<String> = exported().into_iter().filter(|name| !named.contains(&name.as_str())).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}
