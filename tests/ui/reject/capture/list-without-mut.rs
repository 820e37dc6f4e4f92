use goroutines::prelude::*;

#[goroutines]
fn of_a_parameter(text: String) {
    go! { text.push('x'); };
}

#[goroutines]
fn main() {
    let list = vec![1];
    go! { list.push(1); println!("{}", list.len()); }.join().unwrap();
    of_a_parameter(String::new());
}
