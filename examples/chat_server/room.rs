//! The room: who is in it, and what is said.

use goroutines::net::TcpStream;
use goroutines::prelude::*;
use goroutines::sync::Arc;

/// A line, with its end, which all outboxes share.
pub(crate) type Line = Arc<str>;

/// What happens in the room.
pub(crate) enum Event {
    /// A client comes, with its outbox and its connection.
    Comes(Arc<str>, Chan<Line>, TcpStream),
    /// A client says something.
    Says(Arc<str>, String),
    /// The client with that outbox goes.
    Goes(Arc<str>, Chan<Line>),
}

/// Someone in the room.
struct Guest {
    name: Arc<str>,
    outbox: Chan<Line>,
    conn: TcpStream,
}

/// Owns the room: no lock, one goroutine.
#[goroutines]
pub(crate) fn room(events: Chan<Event>) {
    let mut guests: Vec<Guest> = Vec::new();
    for event in events {
        match event {
            Event::Comes(name, outbox, conn) => {
                tell(&mut guests, None, &format!("* {name} comes\n"));
                // The outbox is empty still.
                let _ = outbox.try_send(format!("* welcome, {name}\n").into());
                guests.push(Guest { name, outbox, conn });
            }
            Event::Says(name, text) => tell(&mut guests, Some(&name), &format!("{name}: {text}\n")),
            Event::Goes(name, outbox) => {
                let before = guests.len();
                guests.retain(|guest| guest.outbox != outbox);
                outbox.close();
                if guests.len() < before {
                    tell(&mut guests, None, &format!("* {name} goes\n"));
                }
            }
        }
    }
}

/// Puts `line` into every outbox but that of `from`; whose outbox is full is put out of the room.
fn tell(guests: &mut Vec<Guest>, from: Option<&str>, line: &str) {
    let line: Line = line.into();
    guests.retain(|guest| {
        let takes = from == Some(&*guest.name) || guest.outbox.try_send(Arc::clone(&line)).is_ok();
        if !takes {
            eprintln!("{} does not read, and is put out", guest.name);
            let _ = guest.conn.close();
        }
        takes
    });
}
