// A `for` loop over a channel in a function that is not marked.
use goroutines::prelude::*;

fn print(ch: Chan<u32>) {
    for n in ch {
        println!("{n}");
    }
}

fn print_shared(ch: &Receiver<String>) {
    for text in ch {
        println!("{text}");
    }
}

fn main() {
    print(chan(0));
    print_shared(&chan(0).receiver());
}
