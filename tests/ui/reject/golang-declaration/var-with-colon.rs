use goroutines::prelude::*;

go! {
    func main() {
        var count: i32 = 1
        println!("{}", count)
    }
}
