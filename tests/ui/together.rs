//! Builds many programs into few binaries, and runs each program in a process of its own.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use std::{env, thread};

use wait_timeout::ChildExt;

use crate::program::Program;
use crate::project::{self, Binary, PROGRAM};

/// After this a program hangs. The slowest takes three seconds on an idle machine.
const LIMIT: Duration = Duration::from_secs(120);

/// Builds `programs` under `edition` and runs them, a few at a time; fails with what each failing program printed.
pub(crate) fn run(folder: &str, edition: &str, programs: &[Program]) {
    let (package, binaries) = project::write(folder, edition, programs);
    // The folder of this test's own build, where the dependencies are ready.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("tmp is below the target folder");
    cargo("build", &package, target);
    let jobs = binaries.iter().flat_map(|Binary { name, programs }| {
        let binary = target.join("debug").join(name).with_extension(env::consts::EXE_EXTENSION);
        programs.iter().map(move |program| (binary.clone(), program))
    });
    let jobs = Mutex::new(jobs);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for number in 0..thread::available_parallelism().map_or(2, usize::from) {
            let (jobs, failures, output) = (&jobs, &failures, package.join(format!("output-{number}")));
            scope.spawn(move || {
                let next = || jobs.lock().expect("no job panics").next();
                while let Some((binary, program)) = next() {
                    if let Err(failure) = play(&binary, program, &output) {
                        failures.lock().expect("no job panics").push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().expect("no job panics");
    assert!(
        failures.is_empty(),
        "{} of {} programs failed:\n\n{}",
        failures.len(),
        programs.len(),
        failures.join("\n")
    );
}

/// Builds `programs` under `edition` as far as the compiler can find an error.
pub(crate) fn check(folder: &str, edition: &str, programs: &[Program]) {
    let (package, _) = project::write(folder, edition, programs);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("tmp is below the target folder");
    cargo("check", &package, target);
}

fn cargo(command: &str, package: &Path, target: &Path) {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([command, "--quiet", "--offline", "--bins", "--keep-going"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Plays `program`, which `binary` contains; what it prints goes to the file `output`.
fn play(binary: &Path, program: &Program, output: &Path) -> Result<(), String> {
    let file = File::create(output).expect("a writable file");
    let mut child = Command::new(binary)
        .env(PROGRAM, &program.name)
        .stdin(Stdio::null())
        .stdout(file.try_clone().expect("a second handle"))
        .stderr(file)
        .spawn()
        .expect("a built program starts");
    let status = child.wait_timeout(LIMIT).expect("a child that can be waited for");
    if status.is_none() {
        child.kill().expect("a child that can be killed");
        child.wait().expect("a killed child ends");
    }
    match status {
        Some(status) if status.success() => printed(program, &fs::read_to_string(output).unwrap_or_default()),
        ended => {
            let how = ended.map_or_else(|| format!("has not ended after {LIMIT:?}"), |status| status.to_string());
            Err(format!("{}: {how}\n{}", program.path.display(), fs::read_to_string(output).unwrap_or_default()))
        }
    }
}

/// Compares what `program` printed with the `.stdout` beside it, if there is one: what Go prints for the same text. Goroutines that run
/// side by side print in any order, so the lines are compared as a set.
fn printed(program: &Program, output: &str) -> Result<(), String> {
    let Ok(wanted) = fs::read_to_string(program.path.with_extension("stdout")) else { return Ok(()) };
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    if sorted(output) == sorted(&wanted) {
        return Ok(());
    }
    Err(format!("{}: printed\n{output}\nwanted\n{wanted}", program.path.display()))
}
