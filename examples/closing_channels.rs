//! Go by Example: Closing Channels, <https://gobyexample.com/closing-channels>: tells the receiver that no more values come.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let jobs = chan(5);
    let done = chan(0);

    go! {
        loop {
            if let Some(j) = jobs.recv() {
                println!("received job {j}");
            } else {
                println!("received all jobs");
                done.send(true).unwrap();
                return;
            }
        }
    }

    for j in 1..=3 {
        jobs.send(j).unwrap();
        println!("sent job {j}");
    }
    jobs.close();
    println!("sent all jobs");

    done.recv();

    let ok = jobs.recv().is_some();
    println!("received more jobs: {ok}");
}
