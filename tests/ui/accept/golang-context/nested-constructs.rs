// Statements of Go's nest in every construct of Rust's, and Rust's in Go's.
use goroutines::prelude::*;

#[derive(Default, Clone, Debug, PartialEq)]
struct Job {
    id: i32,
}

#[goroutines]
fn main() {
    let c = chan::<i32>(8);
    go! {
        match Some(1) {
            Some(n) if n > 0 => c <- n,
            Some(_) => { c <- 0; }
            None => {}
        }
        loop {
            v := <-c;
            if v > 2 { break }
            c <- v + 1
        }
        let label = 'found: {
            for i := range 5 {
                if i == 3 { break 'found i; }
            }
            0
        };
        assert_eq!(label, 3);
        unsafe_free := { x := 1; x + 1 };
        assert_eq!(unsafe_free, 2);
        if let Some(v) = c.try_recv().ok() { panic!("{v}"); }
        while let Ok(v) = c.try_recv() { panic!("{v}"); }
        let Some(n) = Some(<-go_one()) else { panic!() };
        assert_eq!(n, 1);
        let sum: i32 = vec![1, 2].iter().map(|x| { y := x * 2; y }).sum();
        assert_eq!(sum, 6);
        fut := async { c <- 5; <-c };
        assert_eq!(fut.await, 5);
        go! { select! { case c <- 6: } }.join().unwrap();
        h := go! { v, ok := <-c; (v, ok) };
        assert_eq!(h.join().unwrap(), (6, true));
        jobs := make(chan Job, 1);
        jobs <- Job { id: 7 };
        assert_eq!(<-jobs, Job { id: 7 });
        let r: Result<i32, String> = async { let v: i32 = "8".parse().map_err(|_| String::new())?; c <- v; Ok(<-c) }.await;
        assert_eq!(r, Ok(8));
        #[allow(unused_variables)]
        unused := 3;
        const LIMIT: i32 = 3;
        fn plain(x: i32) -> i32 { if x < -1 { 0 } else { x } }
        assert_eq!(plain(LIMIT), 3);
    }
    .join()
    .unwrap();
}

fn go_one() -> Chan<i32> {
    let c = chan(1);
    c.try_send(1).unwrap();
    c
}
