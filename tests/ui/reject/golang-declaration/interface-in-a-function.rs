use goroutines::prelude::*;

go! {
    func main() {
        type Shape interface { Area() f64 }
    }
}
