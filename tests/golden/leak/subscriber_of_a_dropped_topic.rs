//! A topic is dropped without telling its subscribers. Right: close their channels.

use goroutines::prelude::*;

#[derive(Default)]
struct Topic {
    subscribers: Vec<Chan<&'static str>>,
}

#[goroutines]
impl Topic {
    fn subscribe(&mut self) -> Chan<&'static str> {
        let ch = chan(1);
        self.subscribers.push(ch.clone());
        ch
    }

    fn publish(&self, text: &'static str) {
        for ch in &self.subscribers {
            ch.send(text).unwrap();
        }
    }

    fn end(&self) {
        for ch in &self.subscribers {
            ch.close();
        }
    }
}

#[goroutines]
fn listen(ch: Chan<&'static str>) {
    for _ in ch {}
}

#[goroutines]
pub(crate) fn leaky() {
    let mut topic = Topic::default();
    go!(listen(topic.subscribe()));
    topic.publish("news");
}

#[goroutines]
pub(crate) fn correct() {
    let mut topic = Topic::default();
    go!(listen(topic.subscribe()));
    topic.publish("news");
    topic.end();
}
