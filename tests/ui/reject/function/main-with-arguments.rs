// `main` takes no arguments.
use goroutines::prelude::*;

#[goroutines]
fn main(args: Vec<String>) {
    println!("{}", args.len());
}
