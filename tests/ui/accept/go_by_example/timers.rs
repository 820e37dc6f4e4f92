//! Go by Example: Timers, <https://gobyexample.com/timers>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        timer1 := time::Timer::new(2 * time::SECOND);

        <-timer1.c();
        println!("Timer 1 fired");

        timer2 := time::Timer::new(time::SECOND);
        go func() {
            <-timer2.c();
            println!("Timer 2 fired");
        }();
        stop2 := timer2.stop();
        if stop2 {
            println!("Timer 2 stopped");
        }

        time::sleep(2 * time::SECOND);
    }
}
