use goroutines::prelude::*;

go! {
    func f(a i32, b) { println!("{a}") }
    func main() {}
}
