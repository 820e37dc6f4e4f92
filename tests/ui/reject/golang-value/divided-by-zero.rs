use goroutines::prelude::*;

go! {
    func main() {
        n := 7
        fmt.Println(n)
        fmt.Println(n / 0)
        n %= 0
        fmt.Println(n)
    }
}
