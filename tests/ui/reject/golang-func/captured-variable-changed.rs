// A function value may be called by several goroutines: what it captures does not change.
use goroutines::prelude::*;

go! {
    func counter() func() int {
        n := 0
        return func() int {
            n++
            return n
        }
    }
    func main() {
        next := counter()
        fmt.Println(next())
    }
}
