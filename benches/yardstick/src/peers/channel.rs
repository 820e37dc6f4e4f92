//! A channel of numbers with async ends.

use std::future::Future;

/// A kind of bounded channel; where there is no unbuffered one, 0 stands for a capacity of 1.
pub trait Channel: Send + Sync + 'static {
    /// The sending end; the channel is closed when the last one is gone.
    type Sender: Sender;
    /// The receiving end; `Clone` where the kind has several receivers.
    type Receiver: Receiver;

    /// A channel of this capacity.
    fn bounded(capacity: usize) -> (Self::Sender, Self::Receiver);
}

/// The sending end.
pub trait Sender: Clone + Send + Sync + 'static {
    /// Sends a value.
    fn send(&self, value: u64) -> impl Future<Output = Result<(), Closed>> + Send;
}

/// Nobody is left to receive.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

/// The receiving end.
pub trait Receiver: Send + Sync + 'static {
    /// Receives a value; `None` when closed.
    fn recv(&mut self) -> impl Future<Output = Option<u64>> + Send;
}

/// tokio's `mpsc`: one receiver, no unbuffered form.
pub struct TokioMpsc;

impl Channel for TokioMpsc {
    type Sender = tokio::sync::mpsc::Sender<u64>;
    type Receiver = tokio::sync::mpsc::Receiver<u64>;

    fn bounded(capacity: usize) -> (Self::Sender, Self::Receiver) {
        tokio::sync::mpsc::channel(capacity.max(1))
    }
}

impl Sender for tokio::sync::mpsc::Sender<u64> {
    async fn send(&self, value: u64) -> Result<(), Closed> {
        self.send(value).await.or(Err(Closed))
    }
}

impl Receiver for tokio::sync::mpsc::Receiver<u64> {
    fn recv(&mut self) -> impl Future<Output = Option<u64>> + Send {
        self.recv()
    }
}

/// async-channel: no unbuffered form.
pub struct AsyncChannel;

impl Channel for AsyncChannel {
    type Sender = async_channel::Sender<u64>;
    type Receiver = async_channel::Receiver<u64>;

    fn bounded(capacity: usize) -> (Self::Sender, Self::Receiver) {
        async_channel::bounded(capacity.max(1))
    }
}

impl Sender for async_channel::Sender<u64> {
    async fn send(&self, value: u64) -> Result<(), Closed> {
        self.send(value).await.or(Err(Closed))
    }
}

impl Receiver for async_channel::Receiver<u64> {
    async fn recv(&mut self) -> Option<u64> {
        Self::recv(self).await.ok()
    }
}

/// kanal's async ends.
pub struct Kanal;

impl Channel for Kanal {
    type Sender = kanal::AsyncSender<u64>;
    type Receiver = kanal::AsyncReceiver<u64>;

    fn bounded(capacity: usize) -> (Self::Sender, Self::Receiver) {
        kanal::bounded_async(capacity)
    }
}

impl Sender for kanal::AsyncSender<u64> {
    async fn send(&self, value: u64) -> Result<(), Closed> {
        self.send(value).await.or(Err(Closed))
    }
}

impl Receiver for kanal::AsyncReceiver<u64> {
    async fn recv(&mut self) -> Option<u64> {
        Self::recv(self).await.ok()
    }
}

/// flume's async ends.
pub struct Flume;

impl Channel for Flume {
    type Sender = flume::Sender<u64>;
    type Receiver = flume::Receiver<u64>;

    fn bounded(capacity: usize) -> (Self::Sender, Self::Receiver) {
        flume::bounded(capacity)
    }
}

impl Sender for flume::Sender<u64> {
    async fn send(&self, value: u64) -> Result<(), Closed> {
        self.send_async(value).await.or(Err(Closed))
    }
}

impl Receiver for flume::Receiver<u64> {
    async fn recv(&mut self) -> Option<u64> {
        self.recv_async().await.ok()
    }
}
