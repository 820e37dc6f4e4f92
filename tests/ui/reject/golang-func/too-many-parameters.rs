use goroutines::prelude::*;

go! {
    func main() {
        f := func(a, b, c, d, e, f, g int) {}
        go f(1, 2, 3, 4, 5, 6, 7)
    }
}
