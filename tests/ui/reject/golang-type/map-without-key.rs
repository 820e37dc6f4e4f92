use goroutines::prelude::*;

go! {
    func main() {
        ages := map[string]i32{"Ann", 31}
        println!("{}", len(ages))
    }
}
