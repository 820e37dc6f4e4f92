// `defer panic(v)`: the value is evaluated now, and the function panics with it when it ends.
use goroutines::prelude::*;

go! {
    import "fmt"

    func report() {
        if r := recover(); r != nil {
            fmt.Println("recovered:", r)
        }
    }

    func fails(n int) {
        defer report()
        defer panic(n + 1)
        n = 10
        fmt.Println("n:", n)
    }

    func failsAgain() {
        defer report()
        defer panic("last")
        panic("first")
    }

    func main() {
        fails(1)
        failsAgain()
    }
}
