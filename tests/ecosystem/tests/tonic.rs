//! tonic: a gRPC server and its client in goroutines. The tasks that tonic starts are tokio's, and run on the workers.

use goroutines::prelude::*;
use tonic::Code;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Endpoint, Server};
use tonic_health::ServingStatus;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

/// Asks how `service` is, in a connection of its own.
#[goroutines]
fn status_of(addr: std::net::SocketAddr, service: &'static str) -> Result<i32, Code> {
    let channel = Endpoint::from_shared(format!("http://{addr}")).unwrap().connect().unwrap();
    let mut client = HealthClient::new(channel);
    let answer = client.check(HealthCheckRequest { service: service.to_owned() });
    answer.map(|answer| answer.into_inner().status).map_err(|status| status.code())
}

#[goroutines]
#[test]
fn calls_are_answered() {
    let incoming = TcpIncoming::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let addr = incoming.local_addr().unwrap();
    let (reporter, health) = tonic_health::server::health_reporter();
    reporter.set_service_status("mail", ServingStatus::Serving);
    reporter.set_service_status("news", ServingStatus::NotServing);

    let (ctx, cancel) = context::with_cancel(&context::background());
    let done = ctx.done();
    let serves = go! {
        let ends = async move {
            done.recv().await;
        };
        Server::builder().add_service(health).serve_with_incoming_shutdown(incoming, ends).unwrap();
    };
    let asks = ["mail", "news", "fax"].map(|service| go!(status_of(addr, service)));
    let mut answers = Vec::new();
    for ask in asks {
        answers.push(ask.join().unwrap());
    }
    assert_eq!(answers, [Ok(1), Ok(2), Err(Code::NotFound)]);
    cancel();
    serves.join().unwrap();
}
