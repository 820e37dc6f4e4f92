//! Taking the time of one lap: the work alone, after a warm-up.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// What a workload's function comes back with.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What is checked.
    pub value: u64,
    /// Figures beside the time, under the names that the workload's list has.
    pub figures: Vec<(&'static str, f64)>,
}

impl From<u64> for Answer {
    fn from(value: u64) -> Answer {
        Answer { value, figures: Vec::new() }
    }
}

impl Answer {
    /// Adds a figure; `time` and `cpu` take the place of the lap's own.
    pub fn with(mut self, key: &'static str, value: f64) -> Answer {
        self.figures.push((key, value));
        self
    }
}

/// An answer and what it took.
#[derive(Clone, Debug)]
pub struct Lap {
    /// The answer.
    pub answer: Answer,
    /// The time that passed.
    pub wall: Duration,
    /// The CPU time of all threads of this process.
    pub cpu: Duration,
}

/// A running lap.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    wall: Instant,
    cpu: Duration,
}

impl Clock {
    /// Starts a lap.
    pub fn start() -> Clock {
        let cpu = cpu_time();
        Clock { wall: Instant::now(), cpu }
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.wall.elapsed()
    }

    /// The CPU time since the start.
    pub fn cpu(&self) -> Duration {
        cpu_time().saturating_sub(self.cpu)
    }

    /// Ends the lap.
    pub fn stop(self, answer: impl Into<Answer>) -> Lap {
        let wall = self.elapsed();
        Lap { cpu: self.cpu(), wall, answer: answer.into() }
    }
}

/// A time as figures have it.
pub fn nanos(time: Duration) -> f64 {
    time.as_nanos() as f64
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
