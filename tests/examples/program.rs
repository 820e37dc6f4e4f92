//! Runs an example to its end, which must come.

use std::env;
use std::ffi::OsStr;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// After this a program hangs. The slowest takes three seconds on an idle machine.
const LIMIT: Duration = Duration::from_secs(120);

/// What came of a program.
pub(crate) struct Run {
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

impl Run {
    /// What it printed, having ended well and without a complaint.
    pub(crate) fn text(self) -> String {
        assert_eq!((self.status, &*self.stderr), (0, ""));
        String::from_utf8(self.stdout).expect("the output is UTF-8")
    }

    /// What it printed on stdout, however it ended.
    pub(crate) fn stdout(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("the output is UTF-8")
    }
}

/// The example `name`, which stands beside the directory of this test's program.
pub(crate) fn example(name: &str) -> Command {
    let tests = env::current_exe().expect("this program has a path");
    let profile = tests.ancestors().nth(2).expect("tests are built in target/PROFILE/deps");
    let path: PathBuf = profile.join("examples").join(name).with_extension(env::consts::EXE_EXTENSION);
    assert!(path.exists(), "{path:?} is not built: run `cargo build --examples` before a single test");
    Command::new(path)
}

/// Runs the example `name` with `args`.
pub(crate) fn run<A: AsRef<OsStr>>(name: &str, args: impl IntoIterator<Item = A>) -> Run {
    finish(example(name).args(args).stdout(Stdio::piped()))
}

/// Runs `command` to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("an example starts");
    let stdout = child.stdout.take().map(read);
    let stderr = child.stderr.take().map(read);
    let status = wait(&mut child);
    let bytes = |reader: Option<thread::JoinHandle<Vec<u8>>>| {
        reader.map(|reader| reader.join().expect("the reader does not panic")).unwrap_or_default()
    };
    let stderr = String::from_utf8(bytes(stderr)).expect("complaints are UTF-8");
    Run { stdout: bytes(stdout), stderr, status: status.code().expect("no signal ended it") }
}

/// Waits for the end of `child`, but not forever.
pub(crate) fn wait(child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return status;
        }
        if start.elapsed() > LIMIT {
            child.kill().expect("a child can be killed");
            panic!("the program has not ended after {LIMIT:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn read(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe can be read");
        bytes
    })
}
