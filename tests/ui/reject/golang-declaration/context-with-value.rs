use goroutines::prelude::*;

go! {
    func work(ctx context.Context) {}
    func main() {
        work(context.WithValue(context.Background(), "user", "Ann"))
    }
}
