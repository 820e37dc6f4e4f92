// A closed channel would have nothing to give.
use goroutines::prelude::*;

struct Ticket;

#[goroutines]
fn main() {
    go! {
        ch := make(chan Ticket, 1);
        ticket := <-ch;
        drop::<Ticket>(ticket);
    };
}
