//! Producer, workers that die and workers that do not, and the results: with a server of its own, if one is installed.

#![forbid(unsafe_code)]

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Output, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use libtest_mimic::{Arguments, Failed, Trial};

/// A test that takes longer has failed.
const LONG: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let installed = Command::new("nats-server").arg("--version").stdout(Stdio::null()).status().is_ok();
    let name = if installed { "no_job_is_lost_or_done_twice_without_a_word" } else { "skipped_without_nats_server" };
    let trial = Trial::test(name, || pool().map_err(Failed::from)).with_ignored_flag(!installed);
    libtest_mimic::run(&arguments, vec![trial]).exit_code()
}

/// A child that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server with a folder of its own, and its address.
struct Server {
    url: String,
    folder: PathBuf,
    _process: Ends,
}

impl Server {
    fn start() -> Result<Server, String> {
        let folder = env::temp_dir().join(format!("goroutines-distributed-{}", process::id()));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let server = Command::new("nats-server")
            .args(["--addr", "127.0.0.1", "--port", "-1", "--jetstream", "--store_dir"])
            .arg(&folder)
            .arg("--ports_file_dir")
            .arg(&folder)
            .stderr(Stdio::null())
            .spawn();
        let process = Ends(server.map_err(|error| error.to_string())?);
        let url = url(&folder, process.0.id())?;
        Ok(Server { url, folder, _process: process })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What the server writes when it listens.
fn url(folder: &Path, id: u32) -> Result<String, String> {
    let file = folder.join(format!("nats-server_{id}.ports"));
    let begin = Instant::now();
    while begin.elapsed() < LONG {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let found = text.split('"').find(|word| word.starts_with("nats://"));
        if let Some(url) = found {
            return Ok(url.to_owned());
        }
        thread::sleep(Duration::from_millis(10));
    }
    Err("the server does not listen".to_owned())
}

/// The example, with the server and a short time to confirm a job.
fn distributed(server: &Server, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_distributed"));
    command.args(words).args(["--server", &server.url, "--ack-wait", "2"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(mut command: Command) -> Result<Output, String> {
    let child = command.spawn().map_err(|error| error.to_string())?;
    let id = child.id();
    let watch = thread::spawn(move || child.wait_with_output());
    let begin = Instant::now();
    while !watch.is_finished() {
        if begin.elapsed() > LONG {
            let _ = Command::new("kill").arg(id.to_string()).status();
            return Err(format!("{command:?} does not end"));
        }
        thread::sleep(Duration::from_millis(5));
    }
    watch.join().map_err(|_| "the watch panicked")?.map_err(|error| error.to_string())
}

/// What a program that does well prints.
fn printed(command: Command) -> Result<String, String> {
    let output = run(command)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn expect(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

fn pool() -> Result<(), String> {
    let server = Server::start()?;
    let first = printed(distributed(&server, &["produce", "--jobs", "30"]))?;
    expect(first == "30 jobs published, 0 were there already\n", &first)?;
    // A producer that is started again adds nothing.
    let second = printed(distributed(&server, &["produce", "--jobs", "30"]))?;
    expect(second == "0 jobs published, 30 were there already\n", &second)?;
    // One worker dies before its result is stored, another one after it.
    for (flag, job) in [("--die-before", "5"), ("--die-after", "9")] {
        let died = run(distributed(&server, &["work", flag, job]))?;
        let said = String::from_utf8_lossy(&died.stderr);
        expect(!died.status.success() && said.contains(&format!("dies at job {job}\n")), &said)?;
    }
    let mut workers = [(); 2].map(|()| distributed(&server, &["work"]).spawn().map(Ends));
    let gathered = printed(distributed(&server, &["gather", "--jobs", "30"]))?;
    expect(gathered == "30 results, 0 of them twice, sum 9455\n", &gathered)?;
    let mut said = String::new();
    for worker in &mut workers {
        let worker = worker.as_mut().map_err(|error| error.to_string())?;
        said += &end(&mut worker.0)?;
    }
    expect(said.contains("job 9 was done before: this result is dropped"), &said)
}

/// Ends a worker as Ctrl-C does, and returns what it said.
fn end(worker: &mut Child) -> Result<String, String> {
    let asked = Command::new("kill").args(["-INT", &worker.id().to_string()]).status();
    expect(asked.is_ok_and(|status| status.success()), "`kill` does not work")?;
    let mut said = String::new();
    let read = worker.stderr.take().map(|mut stderr| stderr.read_to_string(&mut said));
    expect(matches!(read, Some(Ok(_))), "the worker's stderr cannot be read")?;
    let status = worker.wait().map_err(|error| error.to_string())?;
    expect(status.success(), &said)?;
    Ok(said)
}
