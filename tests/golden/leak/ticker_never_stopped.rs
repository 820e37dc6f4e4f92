//! A loop over a ticker that nobody ends: it is not stuck, since the ticker goes on, but it never ends either. Right: close
//! `done`.

use goroutines::prelude::*;

#[goroutines]
fn poll(ticker: time::Ticker, done: Chan<bool>) {
    loop {
        select! {
            case <-ticker.c(): {}
            case <-done: return,
        }
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let done = chan(0);
    go!(poll(time::Ticker::new(time::HOUR), done));
}

#[goroutines]
pub(crate) fn correct() {
    let done = chan(0);
    go!(poll(time::Ticker::new(time::HOUR), done));
    done.close();
}
