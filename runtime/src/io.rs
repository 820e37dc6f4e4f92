//! Reading by lines and copying, over anything that implements tokio's `AsyncRead`: Go's
//! `bufio.Scanner` and `io.Copy`.

mod copy;
mod lines;

pub use copy::{Copy, copy};
pub use lines::{Lines, lines};
