use goroutines::prelude::*;

go! {
    type Shape interface {
        Area() 5
    }
    func main() {}
}
