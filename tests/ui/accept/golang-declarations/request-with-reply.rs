use goroutines::prelude::*;
struct Get { key: i32, reply: Chan<i32> }
#[goroutines]
fn main() {
    let gets = chan(0);
    go! { for Get { key, reply } in gets { reply.send(key * 2).unwrap(); } };
    let reply = chan(0);
    gets.send(Get { key: 21, reply }).unwrap();
    println!("{}", reply.recv().unwrap());
}
