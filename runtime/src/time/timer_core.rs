//! The core of timers and tickers: a deadline, perhaps a period, and an action.

use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

use super::work::Work;
use crate::chan::{Receiver, WeakChan, timer_channel};
use crate::primitives::lock;
use crate::scheduler::{spawn::LaterOrigin, task::Starter};
use crate::timer::{TimerCallback, TimerHandle, TimerId, call_at, deadline_in};

/// A timer or ticker, by whatever handle.
#[derive(Debug)]
pub(super) struct TimerCore {
    /// Itself, for the driver to know.
    me: Weak<TimerCore>,
    /// Whether it is armed, and what it does.
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The current registration; `None` when idle.
    armed: Option<TimerHandle>,
    /// The deadline of that registration.
    due: Instant,
    /// The time between ticks; `None` for a timer.
    period: Option<Duration>,
    /// What happens at the deadline.
    action: Action,
}

/// What a timer core does.
enum Action {
    /// Puts the time into a channel.
    Tick(WeakChan<Instant>),
    /// Starts a goroutine, and keeps the timer core until then.
    Start(Work, LaterOrigin, Option<Arc<TimerCore>>),
}

impl TimerCore {
    /// One that ticks into a channel of its own, `wait` from now and then each `period`.
    pub(super) fn ticking(wait: Duration, period: Option<Duration>) -> (Arc<TimerCore>, Receiver<Instant>) {
        let channel = timer_channel();
        let core = TimerCore::new(period, Action::Tick(channel.downgrade()));
        channel.attach(Arc::clone(&core));
        core.arm(&mut core.lock(), wait);
        (core, Receiver::from(channel))
    }

    /// One that starts a goroutine, `wait` from now.
    pub(super) fn starting(wait: Duration, work: Work, origin: LaterOrigin) -> Arc<TimerCore> {
        let core = TimerCore::new(None, Action::Start(work, origin, None));
        core.arm(&mut core.lock(), wait);
        core
    }

    fn new(period: Option<Duration>, action: Action) -> Arc<TimerCore> {
        let state = State { armed: None, due: Instant::now(), period, action };
        Arc::new_cyclic(|me| TimerCore { me: Weak::clone(me), state: Mutex::new(state) })
    }

    /// Stops it. Returns true if that prevented something: it was armed, or its tick had not been
    /// received.
    pub(super) fn stop(&self) -> bool {
        let mut state = self.lock();
        let prevented = state.disarm();
        drop(state);
        prevented.is_some()
    }

    /// Stops it and arms it again; says what [`stop`](TimerCore::stop) would have said.
    pub(super) fn reset(&self, wait: Duration, period: Option<Duration>) -> bool {
        let mut state = self.lock();
        let prevented = state.disarm();
        state.period = period;
        self.arm(&mut state, wait);
        drop(state);
        prevented.is_some()
    }

    fn arm(&self, state: &mut State, wait: Duration) {
        if let Action::Start(work, _, self_ref) = &mut state.action {
            if work.is_over() {
                return;
            }
            *self_ref = self.me.upgrade();
        }
        self.register(state, deadline_in(wait));
    }

    fn register(&self, state: &mut State, due: Instant) {
        let target: Weak<dyn TimerCallback> = Weak::<TimerCore>::clone(&self.me);
        state.due = due;
        state.armed = Some(call_at(due, target));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl State {
    /// Takes the registration and an unread tick back; `None` if there was neither. What is
    /// returned must be dropped with no lock held.
    fn disarm(&mut self) -> Option<Option<Arc<TimerCore>>> {
        let was_armed = self.armed.take().map(TimerHandle::cancel).is_some();
        match &mut self.action {
            Action::Tick(ticks) => (ticks.discard_queued() | was_armed).then_some(None),
            Action::Start(_, _, self_ref) => was_armed.then(|| self_ref.take()),
        }
    }

    /// The first deadline after `now` that is a whole number of periods away from the last.
    fn next(&self, now: Instant) -> Option<Instant> {
        let period = self.period?.as_nanos();
        let late = now.saturating_duration_since(self.due).as_nanos();
        let ahead = period - late % period;
        Some(
            u64::try_from(ahead).map_or_else(|_| deadline_in(Duration::MAX), |ahead| now + Duration::from_nanos(ahead)),
        )
    }
}

/// `time::after_func`, as traces name it.
struct AfterFunc;

impl Starter for AfterFunc {
    const PATH: &'static str = "goroutines::time::after_func";
}

impl TimerCallback for TimerCore {
    fn fire(&self, timer: TimerId) {
        let mut state = self.lock();
        let Some(armed) = state.armed.take_if(|armed| armed.is(timer)) else { return };
        armed.forget();
        let now = Instant::now();
        if let Some(due) = state.next(now) {
            self.register(&mut state, due);
        }
        match &mut state.action {
            Action::Tick(ticks) => ticks.offer(now),
            Action::Start(work, origin, self_ref) => {
                let (work, origin, self_ref) = (work.next_run(), *origin, self_ref.take());
                drop(state);
                if let Some(work) = work {
                    origin.start::<AfterFunc>(work);
                }
                drop(self_ref);
            }
        }
    }

    fn is_idle(&self) -> bool {
        match &self.lock().action {
            Action::Tick(ticks) => !ticks.is_awaited(),
            Action::Start(..) => false,
        }
    }
}

impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Action::Tick(_) => "Tick",
            Action::Start(..) => "Start",
        })
    }
}
