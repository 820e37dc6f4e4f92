use goroutines::prelude::*;

go! {
    var count i32
    func main() {
        count++
        println!("{}", count)
    }
}
