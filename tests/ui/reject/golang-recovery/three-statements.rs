// Each statement with a mistake is reported, and none is reported twice.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a := 1;
        let = 5;
        go a;
        if a > 0 { b := ; c := 2; println!("{c}"); }
        d := make(chan);
        match a { 1 => { e := *; } _ => {} }
        println!("{a}");
    };
}
