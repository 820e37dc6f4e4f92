use goroutines::prelude::*;
const N: usize = 2;
go! {
    fn main() {
        k := 0;
        for range 4 * N { k++; }
        println!("{k}");
    }
}
