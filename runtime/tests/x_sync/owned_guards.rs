//! Guards that own their lock, and what a drop half way leaves.

use std::sync::Arc;

use goroutines_runtime::context::{self};
use goroutines_runtime::sync::{Mutex, OwnedMutexGuard, RwLock, Semaphore};
use goroutines_runtime::{run, spawn, time};

/// Owned guards keep the lock, work in a goroutine that outlives its starter, and have forms with a context.
#[test]
fn owned_guards() {
    run(async {
        let (mutex, lock) = (Arc::new(Mutex::new(0)), Arc::new(RwLock::new(0)));
        let mut held = mutex.lock_owned().await;
        let waiter = spawn({
            let mutex = Arc::clone(&mutex);
            async move { *mutex.lock_owned().await }
        });
        let holder = spawn(async move {
            goroutines_runtime::yield_now().await;
            *held += 1;
            assert!(Arc::strong_count(OwnedMutexGuard::lock(&held)) >= 3);
            assert_eq!(format!("{held} {held:?}"), "1 1");
        });
        holder.join().await.unwrap();
        assert_eq!(waiter.join().await.unwrap(), 1);

        let readers = (lock.read_owned().await, lock.read_owned().await);
        let (ctx, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        assert!(lock.write_owned_ctx(&ctx).await.is_err());
        drop(readers);
        *lock.write_owned().await += 5;
        let open = context::background();
        assert_eq!(*lock.read_owned_ctx(&open).await.unwrap(), 5);
        assert_eq!(*mutex.lock_owned_ctx(&open).await.unwrap(), 1);
        let dynamic: Arc<Mutex<dyn std::fmt::Debug + Send>> = mutex.clone();
        assert_eq!(format!("{:?}", dynamic.lock_owned().await), "1");
        let slots = Arc::new(Semaphore::new(1));
        let permit = slots.acquire_owned_ctx(&open, 1).await.unwrap();
        let (late, _cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
        assert!(slots.acquire_owned_ctx(&late, 1).await.is_err());
        drop(permit);
        assert_eq!(slots.available(), 1);
    });
}

/// A wait for an owned guard that is dropped leaves the queue, and what was given to it goes to the next one.
#[test]
fn owned_guards_dropped_half_way() {
    let (mutex, lock) = (Arc::new(Mutex::new(())), Arc::new(RwLock::new(())));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    for woken in [false, true] {
        let (held, writer) = (mutex.try_lock_owned().unwrap(), lock.try_write_owned().unwrap());
        let (mut first, mut second) = (Box::pin(mutex.lock_owned()), Box::pin(mutex.lock_owned()));
        let (mut reader, mut next) = (Box::pin(lock.read_owned()), Box::pin(lock.write_owned()));
        assert!(first.as_mut().poll(&mut cx).is_pending() && second.as_mut().poll(&mut cx).is_pending());
        assert!(reader.as_mut().poll(&mut cx).is_pending() && next.as_mut().poll(&mut cx).is_pending());
        if woken {
            drop((held, writer));
            drop((first, reader));
        } else {
            drop((first, reader));
            drop((held, writer));
        }
        assert!(second.as_mut().poll(&mut cx).is_ready() && next.as_mut().poll(&mut cx).is_ready());
    }
}
