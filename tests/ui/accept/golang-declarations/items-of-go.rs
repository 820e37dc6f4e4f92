use goroutines::prelude::*;
go! {
    const (
        A = iota
        B
    )
    type Point struct { x, y i32 }
    var zero = Point { x: 3, y: 4 }
    func main() {
        println!("{} {}", zero.x, zero.y);
    }
}
