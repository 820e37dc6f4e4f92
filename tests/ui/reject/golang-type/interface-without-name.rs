use goroutines::prelude::*;

go! {
    func show(x interface{ Area() float64 }) {}
    func main() {}
}
