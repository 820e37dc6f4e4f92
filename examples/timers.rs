//! Go by Example: Timers, <https://gobyexample.com/timers>: one event in the future, and how to call it off.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let timer1 = time::Timer::new(2 * time::SECOND);

    timer1.c().recv();
    println!("Timer 1 fired");

    let timer2 = time::Timer::new(time::SECOND);
    go! {
        timer2.c().recv();
        println!("Timer 2 fired");
    }
    let stop2 = timer2.stop();
    if stop2 {
        println!("Timer 2 stopped");
    }

    time::sleep(2 * time::SECOND);
}
