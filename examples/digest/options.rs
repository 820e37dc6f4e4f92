//! The command line.

use std::ffi::{OsStr, OsString};
use std::num::NonZeroU16;
use std::path::PathBuf;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
usage: digest [-j N] DIR…

Prints the SHA-256 of every regular file under each DIR (or of DIR, if it is a file itself), in the format of
sha256sum and in an order that depends on the names only.

  -j N, --jobs N   digest up to N files at once (default: one per worker)
  -h, --help       print this text

Exit status: 0 when all went well, 1 when something could not be read or written, 2 for a wrong command line.
";

/// What the user asks for.
pub(crate) enum Command {
    Help,
    Digest(Options),
}

/// How to digest what.
pub(crate) struct Options {
    /// What is named on the command line.
    pub(crate) roots: Vec<PathBuf>,
    /// How many files are digested at once.
    pub(crate) digesters: usize,
}

/// Reads the arguments behind the program's name; the error is a message for the user.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut args = args;
    let mut options = Options { roots: Vec::new(), digesters: goroutines::gomaxprocs() };
    let mut only_paths = false;
    while let Some(arg) = args.next() {
        match arg.to_str() {
            _ if only_paths => options.roots.push(arg.into()),
            Some("--") => only_paths = true,
            Some("-h" | "--help") => return Ok(Command::Help),
            Some("-j" | "--jobs") => {
                let number = args.next().ok_or("`-j` needs a number")?;
                options.digesters = count(&number)?;
            }
            Some(option) if option.starts_with("-j") => options.digesters = count(option[2..].as_ref())?,
            Some(option) if option.starts_with("--jobs=") => options.digesters = count(option[7..].as_ref())?,
            Some(option) if option.starts_with('-') && option != "-" => {
                return Err(format!("unknown option {option:?}"));
            }
            _ => options.roots.push(arg.into()),
        }
    }
    if options.roots.is_empty() {
        return Err("which directory?".to_owned());
    }
    Ok(Command::Digest(options))
}

fn count(number: &OsStr) -> Result<usize, String> {
    let count = number.to_str().and_then(|number| number.parse::<NonZeroU16>().ok());
    count.map(|count| count.get().into()).ok_or_else(|| format!("`-j` needs a number from 1 to 65535, not {number:?}"))
}
