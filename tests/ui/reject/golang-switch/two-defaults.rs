use goroutines::prelude::*;

go! {
    func main() {
        x := 1
        switch x {
        default:
            println!("some")
        case 1:
            println!("one")
        default:
            println!("other")
        }
    }
}
