//! The command line of the servers: `--name VALUE`, and what stands alone.

use std::env;
use std::str::FromStr;

/// What the program was called with.
pub(crate) struct Args {
    words: Vec<String>,
}

impl Args {
    /// Reads the command line.
    pub(crate) fn read() -> Args {
        Args { words: env::args().skip(1).collect() }
    }

    /// The value behind `--name`, or `otherwise`; what cannot be read ends the program with status 2.
    pub(crate) fn value<T: FromStr>(&self, name: &str, otherwise: T) -> T {
        let Some(at) = self.words.iter().position(|word| word == name) else { return otherwise };
        match self.words.get(at + 1).map(|word| word.parse()) {
            Some(Ok(value)) => value,
            _ => {
                eprintln!("{name} needs a value");
                std::process::exit(2);
            }
        }
    }

    /// The words that are neither names nor their values.
    #[allow(dead_code, reason = "servers take no words")]
    pub(crate) fn rest(&self) -> Vec<String> {
        let is_rest =
            |at: usize| !self.words[at].starts_with("--") && (at == 0 || !self.words[at - 1].starts_with("--"));
        (0..self.words.len()).filter(|at| is_rest(*at)).map(|at| self.words[at].clone()).collect()
    }
}
