//! `os`

use std::io::Write;

use super::go_fmt::Writer;

/// Go's `os.Exit`.
pub fn Exit<C: TryInto<i32>>(code: C) -> ! {
    std::process::exit(code.try_into().unwrap_or(1))
}

/// Go's `os.Args`.
#[must_use]
pub fn Args() -> Vec<String> {
    std::env::args().collect()
}

/// The type of [`Stdout`] and [`Stderr`].
#[derive(Clone, Copy)]
pub struct File {
    is_error: bool,
}

/// Go's `os.Stdout`.
pub const Stdout: File = File { is_error: false };

/// Go's `os.Stderr`.
pub const Stderr: File = File { is_error: true };

impl Writer for File {
    fn __go_write(&self, text: &str) {
        if self.is_error {
            eprint!("{text}");
        } else {
            print!("{text}");
            let _ = std::io::stdout().flush();
        }
    }
}
