// `None` is Go's nil channel: never ready.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let mut a = Some(chan(3));
    let b = chan(3);
    for n in 0..3 {
        b.send(n + 10).unwrap();
    }
    if let Some(a) = &a {
        a.send(1).unwrap();
        a.close();
    }
    let mut sum = 0;
    let mut received = 0;
    while received < 4 {
        select! {
            case v, ok := <-a:
                if ok {
                    sum += v;
                    received += 1;
                } else {
                    a = None;
                }
            case v := <-b:
                sum += v;
                received += 1;
        }
    }
    assert_eq!(sum, 1 + 10 + 11 + 12);
}
