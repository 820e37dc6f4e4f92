// Go's operators on channels, in every place where an expression may stand.
use goroutines::prelude::*;

fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[goroutines]
fn main() {
    let done = go! {
        ch := make(chan i32, 10);
        ch <- 1;
        ch <- 2;
        v := <-ch;
        assert_eq!(v, 1);
        ch <- 3;
        assert_eq!(add(<-ch, <-ch), 5);
        ch <- 4;
        w, ok := <-ch;
        assert!(ok && w == 4);
        close(ch);
        let (mut x, mut open) = (7, true);
        x, open = <-ch;
        assert!(!open && x == 0);
        println!("{} {}", <-ch, x);
        return <-ch + 1;
    };
    assert_eq!(done.join().unwrap(), 1);
}
