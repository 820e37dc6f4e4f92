//! stub
use std::future::Future;
pub trait Range {
    type Item;
    type Next<'a>: Future<Output = Option<Self::Item>>
    where
        Self: 'a;
    fn next(&mut self) -> Self::Next<'_>;
}
pub struct Chan<T>(std::sync::Arc<T>);
impl<T> Clone for Chan<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}
