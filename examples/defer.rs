//! Go by Example: Defer, <https://gobyexample.com/defer>: what is to be done at the end stands where it becomes due.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use goroutines::prelude::*;
use sync::Arc;

fn create_file(path: &Path) -> Arc<File> {
    println!("creating");
    Arc::new(File::create(path).unwrap())
}

fn write_file(mut f: &File) {
    println!("writing");
    writeln!(f, "data").unwrap();
}

fn close_file(f: &File) {
    println!("closing");
    f.sync_all().unwrap();
}

#[goroutines]
fn main() {
    let f = create_file(&std::env::temp_dir().join("defer.txt"));
    defer!(close_file(&f));
    write_file(&f);
}
