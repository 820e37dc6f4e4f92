use goroutines::prelude::*;

go! {
    func main() {
        ctx := context.WithValue(context.Background(), "user", "Ann")
        println!("{}", ctx.Err() == nil)
    }
}
