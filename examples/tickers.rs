//! Go by Example: Tickers, <https://gobyexample.com/tickers>: something done again and again, until it is stopped.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let start = time::now();
    let ticker = time::Ticker::new(500 * time::MILLISECOND);
    let done = chan(0);

    go! {
        loop {
            select! {
                case <-done: return;
                case <-ticker.c(): println!("Tick at {:?}", time::since(start));
            }
        }
    }

    time::sleep(1600 * time::MILLISECOND);
    ticker.stop();
    done.send(true).unwrap();
    println!("Ticker stopped");
}
