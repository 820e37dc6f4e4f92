// A closed channel gives zero values, and says so to `ok`; a send on it panics in Go's words, at the user's line.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        c := make(chan String, 2);
        c <- "last".to_string();
        close(c);
        v, ok := <-c;
        assert!(ok && v == "last");
        v, ok = <-c;
        assert!(!ok && v.is_empty());
        _, ok = <-c;
        assert!(!ok);
        assert_eq!(<-c, "");
    }
    .join()
    .unwrap();
    let failed = go! {
        c := make(chan i32);
        close(c);
        c <- 1;
    };
    let error = failed.join().unwrap_err();
    assert!(error.to_string().contains("send on closed channel"), "{error}");
    let line = line!() - 4;
    assert!(format!("{error:?} {error}").contains(&format!("closed.rs:{line}")) || !format!("{error}").contains(".rs:"));
}
