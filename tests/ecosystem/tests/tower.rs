//! tower's middleware around a goroutine function.

use std::time::Duration;

use goroutines::prelude::*;
use tower::{BoxError, Service, ServiceBuilder, ServiceExt, service_fn};

#[goroutines]
fn double(n: u64) -> Result<u64, BoxError> {
    if n == 0 {
        time::sleep(Duration::from_secs(600));
    }
    Ok(n * 2)
}

#[goroutines]
#[test]
fn a_time_limit_and_a_limit_of_concurrency() {
    let mut service =
        ServiceBuilder::new().concurrency_limit(2).timeout(Duration::from_millis(50)).service(service_fn(double));
    let ready = service.ready().await.unwrap();
    assert_eq!(ready.call(21).await.unwrap(), 42);
    let ready = service.ready().await.unwrap();
    assert!(ready.call(0).await.unwrap_err().is::<tower::timeout::error::Elapsed>());
}
