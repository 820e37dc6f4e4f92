// `cfg` on generics, parameters, captured variables and match arms.

use goroutines::prelude::*;

#[goroutines]
fn f<#[cfg(any())] T, const N: usize>(#[cfg(any())] a: T, #[allow(unused_mut)] mut b: usize) -> usize {
    b += 1;
    b + N
}
#[goroutines]
fn main() {
    #[cfg(any())]
    let x = missing();
    let ch = chan(1);
    #[cfg(any())]
    go! { x.send(1) };
    go! { #[cfg(any())] let y = x; ch.send(match 3u8 { #[cfg(any())] 1 => zzz(), #[allow(unused_variables)] n => 1 }).unwrap(); };
    println!("{}", f::<2>(ch.recv().unwrap()));
}
