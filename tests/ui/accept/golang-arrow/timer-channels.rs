// Go's `<-ticker.C`: the times of timers, which have no `Default`, in every Go-spelled receive.
use goroutines::prelude::*;
use time::{Ticker, Timer};

#[goroutines]
fn main() {
    let start = time::now();
    let (ticker, timer) = (Ticker::new(time::MILLISECOND), Timer::new(time::MILLISECOND));
    go! {
        first := <-ticker.c();
        second, ok := <-ticker.c();
        assert!(ok && first < second && start < first);
        select {
        case at := <-time::after(time::MILLISECOND):
            assert!(at > second);
        case at, ok := <-timer.c():
            assert!(ok && at > start);
        }
    }
    .join()
    .unwrap();
}
