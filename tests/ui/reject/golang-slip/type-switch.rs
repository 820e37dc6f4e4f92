use goroutines::prelude::*;

go! {
    func main() {
        _x := 1
        switch _x.(type) {
        case i32:
            println!("one")
        }
    }
}
