//! What `digest` does when something cannot be read or written, or was not meant.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::program::{example, run, wait};
use crate::temp_dir::TempDir;

const X: &str = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

#[test]
fn a_missing_directory_is_reported_and_the_rest_digested() {
    let dir = TempDir::new("missing");
    let file = dir.write("x", "x");
    let run = run("digest", [&dir.path().join("no\nwhere"), dir.path()]);
    assert_eq!((run.status, run.stdout()), (1, &*format!("{X}  {}\n", file.display())));
    assert!(run.stderr.starts_with("digest: cannot read ") && run.stderr.contains("no\\nwhere\": "), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_is_reported_and_the_rest_digested() {
    let dir = TempDir::new("unreadable");
    let file = dir.write("x", "x");
    // A regular file whose first page cannot be read, by root either.
    let run = run("digest", ["/proc/self/mem".as_ref(), dir.path()]);
    assert_eq!((run.status, run.stdout()), (1, &*format!("{X}  {}\n", file.display())));
    assert!(run.stderr.starts_with("digest: cannot read \"/proc/self/mem\": "), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_reported_and_the_rest_digested() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let dir = TempDir::new("forbidden");
    let (forbidden, file) = (dir.write("a", "x"), dir.write("b", "x"));
    fs::set_permissions(&forbidden, Permissions::from_mode(0o000)).unwrap();
    if fs::read(&forbidden).is_ok() {
        return; // Nothing is forbidden to root.
    }
    let run = run("digest", [dir.path()]);
    assert_eq!((run.status, run.stdout()), (1, &*format!("{X}  {}\n", file.display())));
    assert!(run.stderr.contains(&format!("cannot read {forbidden:?}: ")), "{}", run.stderr);
}

#[test]
fn it_ends_when_nobody_reads_its_output() {
    let dir = TempDir::new("pipe");
    // More lines than a pipe holds.
    for i in 0..3000 {
        dir.write(format!("{i}"), "x");
    }
    let mut child = example("digest").arg(dir.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with(X), "{line}");
    let status = wait(&mut child);
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((status.code(), &*stderr), (Some(1), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_reported() {
    let dir = TempDir::new("full");
    dir.write("x", "x");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = crate::program::finish(example("digest").arg(dir.path()).stdout(full));
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("digest: cannot write the output: "), "{}", run.stderr);
}

#[test]
fn help_is_printed_on_demand() {
    for option in ["-h", "--help"] {
        assert!(run("digest", [option]).text().starts_with("usage: digest "));
    }
}

#[test]
fn a_wrong_command_line_is_refused() {
    let wrong: [(&[&str], &str); 6] = [
        (&[], "which directory?"),
        (&["-x", "."], "unknown option \"-x\""),
        (&["-j"], "`-j` needs a number"),
        (&["-j0", "."], "`-j` needs a number from 1 to 65535, not \"0\""),
        (&["-j", "many", "."], "`-j` needs a number from 1 to 65535, not \"many\""),
        (&["--jobs=99999", "."], "`-j` needs a number from 1 to 65535, not \"99999\""),
    ];
    for (args, message) in wrong {
        let run = run("digest", args);
        assert_eq!((run.status, run.stdout()), (2, ""));
        assert_eq!(run.stderr, format!("digest: {message}\ntry `digest --help`\n"));
    }
}
