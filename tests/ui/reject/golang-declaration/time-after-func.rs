use goroutines::prelude::*;

go! {
    func main() {
        time.AfterFunc(time.Second, func() { println!("late") })
    }
}
