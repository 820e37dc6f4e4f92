// What is given for a function value is one.
use goroutines::prelude::*;

go! {
    func apply(f func(int) int, x int) int { return f(x) }
    func main() {
        n := 1
        fmt.Println(apply(n, 2))
    }
}
