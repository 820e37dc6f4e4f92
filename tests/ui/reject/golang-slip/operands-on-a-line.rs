use goroutines::prelude::*;

go! {
    struct P { x: i32 }
    struct Q { y: String }
    func f() { _ = 1 2; }
    func main() { p := P { x: 1 }; q := Q { y: "a".to_string() }; println!("{} {}", p.x, q.y); f(); }
}
