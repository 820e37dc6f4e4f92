//! Go by Example: Tickers, <https://gobyexample.com/tickers>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        start := time::now();
        ticker := time::Ticker::new(500 * time::MILLISECOND);
        done := make(chan bool);

        go func() {
            for {
                select {
                case <-done:
                    return;
                case <-ticker.c():
                    println!("Tick at {:?}", time::since(start));
                }
            }
        }();

        time::sleep(1600 * time::MILLISECOND);
        ticker.stop();
        done <- true;
        println!("Ticker stopped");
    }
}
