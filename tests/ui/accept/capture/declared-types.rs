// Captures of variables whose type is declared are shared, moved and lent as by their types, without a warning.
#![deny(warnings)]

use goroutines::goroutines;

#[goroutines]
mod inner {
    use std::sync::Arc;

    use goroutines::prelude::*;

    enum Request {
        Get(u32, Chan<u32>),
        Stop { reply: Chan<()> },
    }

    fn take(list: Vec<u32>, name: String, n: u32) -> usize {
        list.len() + name.len() + n as usize
    }

    fn serve(requests: &Chan<Request>, base: &Arc<u32>) {
        for request in requests.clone() {
            match request {
                Request::Get(n, reply) => reply.send(n + **base).unwrap(),
                Request::Stop { reply } => {
                    reply.send(()).unwrap();
                    return;
                }
            }
        }
    }

    fn lent(requests: &Chan<Request>, base: &Arc<u32>) {
        let server = go!(serve(requests, base));
        let client = go! {
            let reply = chan(1);
            requests.send(Request::Get(1, reply.clone())).unwrap();
            reply.recv().unwrap() + **base
        };
        assert_eq!(client.join().unwrap(), 21);
        let stopped = chan(0);
        requests.send(Request::Stop { reply: stopped.clone() }).unwrap();
        stopped.recv();
        server.join().unwrap();
    }

    fn owned(results: Chan<u32>, group: WaitGroup, base: Arc<u32>) {
        for i in 0..3 {
            group.add(1);
            let n: u32 = i;
            let mut name = String::from("x");
            name.push('y');
            go! {
                results.send(n + *base + name.len() as u32).unwrap();
                group.done();
            };
        }
        let mut sum = 0u32;
        for _ in 0..3 {
            sum += results.recv().unwrap();
        }
        group.wait();
        assert_eq!((sum, *base), (39, 10));
    }

    pub fn run() {
        let (requests, base) = (chan::<Request>(0), Arc::new(10));
        lent(&requests, &base);
        owned(chan(1), WaitGroup::new(), base.clone());
        let mut list = vec![1, 2];
        list.push(3);
        let name = String::from("abc");
        let mut n: u32 = 5;
        n += 1;
        assert_eq!(go!(take(list, name, n)).join().unwrap(), 12);
        assert_eq!(n, 6);
        let (ctx, cancel) = context::with_cancel(&context::background());
        defer!(cancel());
        assert!(ctx.err().is_none());
        go!(drop(ctx)).join().unwrap();
    }
}

#[goroutines]
fn main() {
    inner::run();
}
