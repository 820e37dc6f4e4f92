// A `select!` inside a goroutine shares the channels it names.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (values, quit, done) = (chan(0), chan::<()>(0), chan(0));
    go! {
        let mut sum = 0;
        loop {
            select! {
                case v := <-values: sum += v;
                case <-quit: {
                    done.send(sum).unwrap();
                    return;
                }
            }
        }
    };
    for n in 1..4 {
        values.send(n).unwrap();
    }
    quit.close();
    assert_eq!(done.recv(), Some(6));
}
