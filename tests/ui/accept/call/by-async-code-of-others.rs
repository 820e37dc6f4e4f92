// An `async fn` that knows nothing of this crate waits as well.
use goroutines::prelude::*;

mod client {
    pub async fn get(n: u32) -> Result<u32, String> {
        Ok(n)
    }
}

#[goroutines]
fn main() {
    let answer = client::get(42).unwrap();
    assert_eq!(answer, 42);
    assert_eq!(client::get(1).await, Ok(1));
}
