use goroutines::prelude::*;

go! {
    type Stack[T any] struct { items []T }
    func main() {}
}
