// Methods stand in an `impl`.
use goroutines::prelude::*;

pub struct Server;

go! {
    func (s *Server) run() {}
}

fn main() {}
