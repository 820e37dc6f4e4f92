//! Why a goroutine waits: one reason per blocking point, in the words of Go's traces.

use std::fmt;

/// The bracket in a goroutine's header, as in `goroutine 7 [chan send]:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaitReason {
    /// A receive on an empty channel.
    ChanReceive,
    /// A send on a full channel.
    ChanSend,
    /// A receive on a nil channel, which never ends.
    ChanReceiveNil,
    /// A send on a nil channel, which never ends.
    ChanSendNil,
    /// A `select!` none of whose cases is ready.
    Select,
    /// A `select!` without cases, which never ends.
    SelectNoCases,
    /// A sleep.
    Sleep,
    /// A wait for `sync::Mutex`.
    MutexLock,
    /// A wait for read access to `sync::RwLock`.
    RwLockRead,
    /// A wait for write access to `sync::RwLock`.
    RwLockWrite,
    /// A wait for a signal of `sync::Cond`.
    CondWait,
    /// A wait for a `WaitGroup` to reach zero.
    WaitGroupWait,
    /// A wait for another goroutine's run of a `sync::Once`.
    OnceWait,
    /// A wait for permits of a `sync::Semaphore`.
    SemaphoreAcquire,
    /// A wait for another goroutine's end, through its `JoinHandle`.
    Join,
    /// A wait for work given to `blocking(…)`.
    Blocking,
    /// A wait for a socket.
    IoWait,
    /// A wait for a future that is not of this crate.
    Other,
}

impl WaitReason {
    /// Whether time, or something outside the program's goroutines, ends such a wait.
    pub(crate) fn is_by_time_or_outside(self) -> bool {
        matches!(self, WaitReason::Sleep | WaitReason::Blocking | WaitReason::IoWait | WaitReason::Other)
    }

    /// The text, as Go prints it where Go has such a wait.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            WaitReason::ChanReceive => "chan receive",
            WaitReason::ChanSend => "chan send",
            WaitReason::ChanReceiveNil => "chan receive (nil chan)",
            WaitReason::ChanSendNil => "chan send (nil chan)",
            WaitReason::Select => "select",
            WaitReason::SelectNoCases => "select (no cases)",
            WaitReason::Sleep => "sleep",
            WaitReason::MutexLock => "sync.Mutex.Lock",
            WaitReason::RwLockRead => "sync.RWMutex.RLock",
            WaitReason::RwLockWrite => "sync.RWMutex.Lock",
            WaitReason::CondWait => "sync.Cond.Wait",
            WaitReason::WaitGroupWait => "sync.WaitGroup.Wait",
            WaitReason::OnceWait => "sync.Once.Do",
            WaitReason::SemaphoreAcquire => "semacquire",
            WaitReason::Join => "join",
            WaitReason::Blocking => "blocking",
            WaitReason::IoWait => "IO wait",
            WaitReason::Other => "waiting",
        }
    }
}

impl fmt::Display for WaitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
