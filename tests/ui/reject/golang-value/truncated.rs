use goroutines::prelude::*;

go! {
    func half(n int) int { return n * 0.5 }

    func main() {
        var count int = 2.5
        fmt.Println(half(count))
    }
}
