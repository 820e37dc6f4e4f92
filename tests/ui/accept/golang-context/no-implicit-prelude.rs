// Nothing of the expansion leans on the prelude, nor on names that the user has.
#![no_implicit_prelude]
#![allow(dead_code)]

struct Option;
struct Some;
struct Chan;
struct Vec;
mod core {}
mod std {}
fn drop() {}

::goroutines::go! {
    fn echo(c: <-chan i32, d: chan<- i32) {
        for i := 0; i < 2; i++ {
            v, ok := <-c;
            if !ok { return; }
            d <- v + i;
        }
        select {
            case v := <-c: d <- v;
            default:
        }
    }

    func pair(c: chan i32) (i32, usize) {
        defer close(c);
        f := func(x: i32) i32 { x + 1 };
        total := 0;
        for v := range 3 { total += f(v); }
        for _, x := range [1, 2] { total += x; }
        return total, len(c);
    }

    fn main() {
        c := make(chan i32, 2);
        c <- 1;
        c <- 2;
        d := make(chan i32, 3);
        go echo(c, d);
        ::std::assert_eq!(<-d + <-d, 4);
        ::std::assert_eq!(pair(c), (9, 0));
    }
}
