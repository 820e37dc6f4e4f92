//! `digest` prints what `sha256sum` would.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::program::run;
use crate::temp_dir::TempDir;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const X: &str = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all");
        hex
    })
}

fn digest(dir: &Path) -> String {
    run("digest", [dir]).text()
}

#[test]
fn known_digests_in_the_order_of_the_names() {
    let dir = TempDir::new("known");
    dir.write("b/empty", "");
    dir.write("b/B", "abc");
    dir.write("a", "x");
    dir.write("c", "abc");
    fs::create_dir(dir.path().join("d")).unwrap();
    let root = dir.path().display();
    assert_eq!(
        digest(dir.path()),
        format!("{X}  {root}/a\n{ABC}  {root}/b/B\n{EMPTY}  {root}/b/empty\n{ABC}  {root}/c\n")
    );
}

#[test]
fn nothing_to_digest_prints_nothing() {
    let dir = TempDir::new("nothing");
    assert_eq!(digest(dir.path()), "");
}

#[test]
fn a_file_may_be_named_itself() {
    let dir = TempDir::new("itself");
    let (a, b) = (dir.write("a", "x"), dir.write("b", "abc"));
    let text = run("digest", [&b, &a]).text();
    assert_eq!(text, format!("{ABC}  {}\n{X}  {}\n", b.display(), a.display()));
}

#[test]
fn names_are_as_given() {
    let dir = TempDir::new("as-given");
    dir.write("sub/x", "x");
    for (given, printed) in [("sub", "sub/x"), ("sub/", "sub/x"), ("./sub", "./sub/x"), (".", "./sub/x")] {
        let mut command = crate::program::example("digest");
        command.arg(given).current_dir(dir.path()).stdout(std::process::Stdio::piped());
        assert_eq!(crate::program::finish(&mut command).text(), format!("{X}  {printed}\n"));
    }
}

#[test]
fn large_files_are_digested_whole() {
    let dir = TempDir::new("large");
    let mut expected = String::new();
    // Around the size of a chunk, where a last read may find nothing.
    for (name, size) in [("a", 262_143), ("b", 262_144), ("c", 262_145), ("d", 524_288), ("e", 3_000_000)] {
        let bytes: Vec<u8> = (0..size).map(|i: u32| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        let path = dir.write(name, &bytes);
        writeln!(expected, "{}  {}", sha256(&bytes), path.display()).unwrap();
    }
    assert_eq!(digest(dir.path()), expected);
}

#[test]
fn the_output_does_not_depend_on_how_many_work() {
    let dir = TempDir::new("many");
    let mut expected = String::new();
    for i in 0..500 {
        // Every seventh is large, so that later ones are ready first.
        let contents = i.to_string().repeat(if i % 7 == 0 { 50_000 } else { 1 });
        let path = dir.write(format!("{:02}/{i:03}", i / 20), &contents);
        writeln!(expected, "{}  {}", sha256(contents.as_bytes()), path.display()).unwrap();
    }
    for jobs in ["1", "2", "64"] {
        let root = dir.path().to_str().unwrap();
        assert_eq!(run("digest", ["-j", jobs, root]).text(), expected, "-j {jobs}");
    }
}

#[cfg(unix)]
#[test]
fn odd_names_are_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};

    let dir = TempDir::new("odd");
    let mut expected = Vec::new();
    let root = dir.path().as_os_str().as_bytes();
    let names: [(&[u8], &[u8], &str); 6] = [
        (b" space", b" space", ""),
        (b"back\\slash", b"back\\\\slash", "\\"),
        (b"car\rriage", b"car\\rriage", "\\"),
        (b"new\nline", b"new\\nline", "\\"),
        (b"tab\t\"'$", b"tab\t\"'$", ""),
        (b"\xff\xfe", b"\xff\xfe", ""),
    ];
    for (name, printed, mark) in names {
        if fs::write(dir.path().join(OsStr::from_bytes(name)), "x").is_err() {
            continue; // Some file systems take UTF-8 only.
        }
        expected.extend([format!("{mark}{X}  ").into_bytes(), root.to_vec(), b"/".to_vec(), printed.to_vec()].concat());
        expected.push(b'\n');
    }
    let run = run("digest", [dir.path()]);
    assert_eq!((run.status, &*run.stderr), (0, ""));
    assert!(run.stdout == expected, "{:?}", std::ffi::OsString::from_vec(run.stdout));
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_digested() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let dir = TempDir::new("kinds");
    let file = dir.write("file", "x");
    symlink(&file, dir.path().join("link")).unwrap();
    symlink("nowhere", dir.path().join("dangling")).unwrap();
    symlink(".", dir.path().join("loop")).unwrap();
    // A relative name: that of a socket must be short.
    let _socket = UnixListener::bind(dir.path().join("s")).ok();
    assert_eq!(digest(dir.path()), format!("{X}  {}\n", file.display()));
    assert_eq!(digest(&dir.path().join("link")), "");
}
