use goroutines::prelude::*;

go! {
    fn one() -> i32 {
        1
    }

    func main() {
        a, b := one()
        addr, err := "x".parse::<std::net::SocketAddr>()
        var c, d = one()
        fmt.Println(a, b, addr, err, c, d)
    }
}
