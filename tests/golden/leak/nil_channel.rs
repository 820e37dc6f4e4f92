//! A channel that was never made. Right: make it.

use goroutines::prelude::*;

#[derive(Clone, Default, Share)]
struct Server {
    jobs: Chan<i32>,
}

#[goroutines]
fn serve(server: Server) {
    server.jobs.recv();
}

#[goroutines]
pub(crate) fn leaky() {
    // Forgot to make the channel.
    let server = Server::default();
    go!(serve(server));
}

#[goroutines]
pub(crate) fn correct() {
    let server = Server { jobs: chan(0) };
    go!(serve(server));
    server.jobs.send(1).unwrap();
}
