// A goroutine may outlive the variable that it borrows.
use goroutines::prelude::*;

fn show(text: &String) {
    println!("{text}");
}

#[goroutines]
fn main() {
    let text = String::from("hello");
    let borrowed = &text;
    go!(show(borrowed));
}
