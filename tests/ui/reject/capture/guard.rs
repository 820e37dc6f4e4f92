// A guard of std's mutex belongs to its thread.
use goroutines::prelude::*;

use std::sync::Mutex;

#[goroutines]
fn main() {
    let total = Mutex::new(0);
    let guard = total.lock().unwrap();
    go! {
        println!("{guard}");
    };
}
