// `:=` belongs to Go's spelling of a case.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let jobs = chan::<u32>(0);
    select! {
        job := jobs.recv() => println!("{job:?}"),
        default => {}
    }
}
