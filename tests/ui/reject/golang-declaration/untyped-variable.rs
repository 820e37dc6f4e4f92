use goroutines::prelude::*;

fn now() -> i32 { 1 }

go! {
    var start = now()
    func main() { println!("main") }
}
