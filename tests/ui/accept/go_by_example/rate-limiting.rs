//! Go by Example: Rate Limiting, <https://gobyexample.com/rate-limiting>, in Go's words.
use goroutines::prelude::*;

go! {
    func main() {
        start := time::now();
        requests := make(chan i32, 5);
        for i := 1; i <= 5; i++ {
            requests <- i;
        }
        close(requests);

        limiter := time::tick(200 * time::MILLISECOND);

        for req := range requests {
            <-limiter;
            println!("request {req} {:?}", time::since(start));
        }

        bursty_limiter := make(chan time::Instant, 3);

        for range 3 {
            bursty_limiter <- time::now();
        }

        go func() {
            for t := range time::tick(200 * time::MILLISECOND) {
                bursty_limiter <- t;
            }
        }();

        bursty_requests := make(chan i32, 5);
        for i := 1; i <= 5; i++ {
            bursty_requests <- i;
        }
        close(bursty_requests);
        for req := range bursty_requests {
            <-bursty_limiter;
            println!("request {req} {:?}", time::since(start));
        }
    }
}
