use goroutines::prelude::*;

go! {
    func main() {
        var point struct { x, y i32 }
        println!("here")
    }
}
