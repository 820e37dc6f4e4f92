//! With RUST_BACKTRACE=1 the text takes long, and `main` returns meanwhile: it waits for the text.

use goroutines::prelude::*;

struct Tells(Chan<()>);

impl Drop for Tells {
    fn drop(&mut self) {
        let _ = self.0.try_send(());
    }
}

#[goroutines]
fn fails(tells: Tells) {
    let _tells = tells;
    panic!("boom");
}

#[goroutines]
pub(crate) fn main() {
    let gone = chan::<()>(1);
    go!(fails(Tells(gone.clone())));
    gone.recv();
}
