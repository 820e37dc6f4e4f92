// Whole functions, methods and `main` in the Go-looking form.
#![deny(missing_docs, unused)]
//! Documented.
use goroutines::prelude::*;

go! {
    /// A worker.
    pub fn worker(id: i32, jobs: <-chan i32, results: chan<- (i32, i32)) {
        for j := range jobs {
            results <- (id, j * 2);
        }
    }

    #[inline]
    pub(crate) func generate(n: i32) <-chan i32 {
        out := make(chan i32);
        go func() {
            for i := 1; i <= n; i++ { out <- i; }
            close(out);
        }();
        return out;
    }

    func squares(input: <-chan i32) <-chan i32 {
        out := make(chan i32);
        go {
            for v := range input { out <- v * v; }
            close(out);
        };
        out
    }

    func first<T: Default + Send>(c: <-chan T, n: usize) (T, usize) {
        n += 1;
        return <-c, n;
    }

    func fib(n: u64) u64 {
        if n < 2 { return n; }
        return fib(n - 1) + fib(n - 2);
    }

    struct Server {
        jobs: chan i32,
    }

    impl Server {
        const SIZE: usize = 3;

        func new() Server {
            Server { jobs: make(chan i32, Self::SIZE) }
        }

        func submit(&self, n: i32) { self.jobs <- n; }

        fn take(&self) -> i32 { <-self.jobs }
    }

    trait Store {
        func get(&self, key: i32) -> Option<i32>;
    }

    impl Store for Server {
        func get(&self, key: i32) -> Option<i32> { if <-self.jobs == key { Some(key) } else { None } }
    }

    mod inner {
        pub func twice(c: chan<- i32, n: i32) { c <- n; c <- n; }
    }

    fn main() -> Result<(), String> {
        jobs := make(chan i32, 5);
        results := make(chan (i32, i32), 5);
        for w := 1; w <= 3; w++ { go worker(w, jobs, results); }
        for j := 1; j <= 5; j++ { jobs <- j; }
        close(jobs);
        sum := 0;
        for range 5 {
            (_, n) := <-results;
            sum += n;
        }
        assert_eq!(sum, 30);

        total := 0;
        for v := range squares(generate(4)) { total += v; }
        assert_eq!(total, 30);
        assert_eq!(fib(10), 55);

        s := Server::new();
        s.submit(4);
        assert_eq!(s.take(), 4);
        s.submit(5);
        assert_eq!(s.get(5), Some(5));
        inner::twice(s.jobs, 6);
        v, n := first(s.jobs, 1);
        assert_eq!((v, n, s.take()), (6, 2, 6));
        Ok(())
    }
}
