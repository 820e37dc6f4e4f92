//! A program, the files beside it, and what is tested of it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::normalize::{check_normalization, outline, outline_of_leaks, stable};
use crate::play::play;

/// One program.
#[derive(Clone, Copy)]
pub(crate) struct Program {
    /// The folder it stands in.
    pub(crate) topic: &'static str,
    /// The name of its file.
    pub(crate) name: &'static str,
    /// Which side of the file it is.
    pub(crate) side: Side,
    /// Its `main`.
    pub(crate) main: fn() -> ExitCode,
}

/// A side of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The file is one program.
    Whole,
    /// The leak of a file under `leak/`.
    Leaky,
    /// Its correct twin, which must be silent.
    Correct,
}

/// How a program compares with Go.
enum Counterpart {
    /// Both tell the same.
    Same,
    /// Go has the program, and tells something else.
    Differs,
    /// Go cannot have it.
    None,
}

impl Program {
    pub(crate) fn full_name(&self) -> String {
        let side = match self.side {
            Side::Whole => "",
            Side::Leaky => "::leaky",
            Side::Correct => "::correct",
        };
        format!("{}::{}{side}", self.topic, self.name)
    }

    fn file(&self, extension: &str) -> PathBuf {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        here.join(self.topic).join(self.name).with_extension(extension)
    }

    fn read(&self, extension: &str) -> Result<String, Failed> {
        let path = self.file(extension);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
    }

    /// Whether the program's first lines ask for a backtrace.
    pub(crate) fn wants_backtrace(&self) -> bool {
        self.read("rs").is_ok_and(|source| {
            source.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("RUST_BACKTRACE=1"))
        })
    }

    /// What the program's first lines say of Go.
    fn counterpart(&self) -> Result<Counterpart, Failed> {
        let source = self.read("rs")?;
        let doc: Vec<_> = source.lines().map_while(|line| line.strip_prefix("//!")).collect();
        let doc = doc.concat();
        Ok(match (doc.contains("Go has no counterpart"), doc.contains("Differs from Go: ")) {
            (true, _) => Counterpart::None,
            (_, true) => Counterpart::Differs,
            _ => Counterpart::Same,
        })
    }

    /// Plays it with one worker and with two, and compares.
    fn test(&self) -> Result<(), Failed> {
        for workers in [1, 2] {
            let played = play(self, workers)?;
            let status = played.status.map_or("signal".to_owned(), |status| status.to_string());
            let text = format!("{}exit status {status}\n", played.stderr);
            if self.side == Side::Correct {
                expect_equal("silence", "exit status 0\n", &text)?;
                continue;
            }
            self.compare_with_golden(&text)?;
            self.compare_with_go(&text)?;
        }
        Ok(())
    }

    fn compare_with_golden(&self, text: &str) -> Result<(), Failed> {
        let text = stable(text);
        if env::var_os("UPDATE_GOLDEN").is_some() {
            return Ok(fs::write(self.file("txt"), text)?);
        }
        expect_equal("its golden file", &self.read("txt")?, &text)
    }

    fn compare_with_go(&self, text: &str) -> Result<(), Failed> {
        let counterpart = self.counterpart()?;
        if let Counterpart::None = counterpart {
            return match self.file("go").exists() {
                true => Err("there is a program in Go, so Go has a counterpart".into()),
                false => Ok(()),
            };
        }
        self.read("go")?;
        let outline = if self.side == Side::Leaky { outline_of_leaks } else { outline };
        let (go, ours) = (outline(&self.read("go.txt")?), outline(text));
        match counterpart {
            Counterpart::Same => expect_equal("Go", &go, &ours),
            _ if go == ours => Err("the program says that it differs from Go, and does not".into()),
            _ => Ok(()),
        }
    }
}

fn expect_equal(other: &str, expected: &str, text: &str) -> Result<(), Failed> {
    if expected == text {
        return Ok(());
    }
    Err(format!("differs from {other}\n---- {other}\n{expected}---- ours\n{text}----").into())
}

/// Tests all programs, in the manner of libtest, and that there are no others.
pub(crate) fn test_all(programs: &'static [Program]) -> ExitCode {
    let trials = programs.iter().map(|program| Trial::test(program.full_name(), || program.test()));
    let others = [
        Trial::test("every_file_belongs_to_a_program", || every_file_belongs(programs)),
        Trial::test("a_text_is_normalized_as_documented", || {
            check_normalization();
            Ok(())
        }),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials.chain(others).collect()).exit_code()
}

/// Each file beside a program is one of its own: none is left behind, and no program is forgotten in the list.
fn every_file_belongs(programs: &[Program]) -> Result<(), Failed> {
    for topic in programs.iter().map(|program| program.topic).collect::<BTreeSet<_>>() {
        let folder = fs::read_dir(Program { topic, ..programs[0] }.file("").with_file_name(""))?;
        for entry in folder {
            let file = entry?.file_name().to_string_lossy().into_owned();
            let name = file.split('.').next().unwrap_or_default();
            let is_known = programs.iter().any(|program| program.topic == topic && program.name == name);
            if !is_known && file != "main.go" {
                return Err(format!("{topic}/{file} belongs to no program").into());
            }
        }
    }
    Ok(())
}
