//! Programs in which goroutines ran beside a `par_iter`, and that wait forever afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use goroutines::prelude::*;
use rayon::prelude::*;

use super::Program;

pub(crate) const PROGRAMS: &[Program] = &[Program {
    name: "after_relief",
    run: || goroutines::run(after_relief()),
    text: include_str!("texts/after_relief.txt"),
}];

#[goroutines]
fn after_relief() {
    let over = Arc::new(AtomicBool::new(false));
    let ch = chan::<i32>(0);
    go! {
        time::sleep(time::MILLISECOND * 2);
        over.store(true, Ordering::Release);
        ch.send(1).unwrap();
    };
    (0..16).into_par_iter().for_each(|_| {
        while !over.load(Ordering::Acquire) {
            std::hint::spin_loop();
        }
    });
    ch.recv();
    ch.recv();
}
