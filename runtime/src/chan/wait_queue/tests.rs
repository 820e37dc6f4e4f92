//! The queue by itself.

use super::*;
use crate::chan::slot_state::{Receiving, Sending};
use crate::wait::linked_slots::Slot;
use crate::wait::waiter::Waiter;

fn offer(value: u32) -> Sending<u32> {
    Sending::Waits(Waiter::Task(Waker::noop().clone()), value)
}

fn picked(queue: &mut WaitQueue<Sending<u32>>) -> Option<u32> {
    match queue.pick(None) {
        Pick::Waiter(slot, _) => {
            assert!(queue.complete(slot, 7).take_offer().1.is_some());
            Some(slot)
        }
        _ => None,
    }
}

#[test]
fn serves_in_the_order_of_coming_and_anyone_may_leave() {
    let mut queue = WaitQueue::new();
    let slots: Vec<u32> = (0..5).map(|i| queue.join(|| offer(i))).collect();
    for i in [0, 4, 2] {
        assert_eq!(queue.leave(slots[i]).state.into_value(), Some(u32::try_from(i).unwrap()));
    }
    assert_eq!([picked(&mut queue), picked(&mut queue), picked(&mut queue)], [Some(slots[1]), Some(slots[3]), None]);
    assert!(queue.is_empty());
}

#[test]
fn a_served_slot_stays_with_its_owner() {
    let mut queue = WaitQueue::new();
    let slot = queue.join(|| offer(1));
    assert_eq!(picked(&mut queue), Some(slot));
    assert_ne!(queue.join(|| offer(2)), slot);
    assert!(matches!(queue.state(slot), Sending::Taken));
    let left = queue.leave(slot);
    assert!(matches!(left.state, Sending::Taken));
    assert_eq!(left.number, 7);
    assert_eq!(queue.join(|| offer(3)), slot);
}

#[test]
fn a_number_has_both_halves() {
    let mut queue = WaitQueue::new();
    let slot = queue.join(|| Receiving::<u32>::Waits(Waiter::Task(Waker::noop().clone())));
    assert!(matches!(queue.pick(None), Pick::Waiter(..)));
    assert!(queue.complete(slot, 5 << 32 | 6).give(1).is_some());
    assert_eq!(queue.leave(slot).number, 5 << 32 | 6);
}

#[test]
fn forgets_a_crowd() {
    let mut queue = WaitQueue::new();
    let slots: Vec<u32> = (0..5000).map(|i| queue.join(|| offer(i))).collect();
    slots.iter().rev().for_each(|&slot| drop(queue.leave(slot)));
    assert_eq!(queue.slots.slots(), 0);
    assert_eq!(queue.join(|| offer(1)), 0);
}

#[test]
fn a_waiter_is_small() {
    assert!(size_of::<Slot<Receiving<u64>>>() <= 32);
    assert!(size_of::<Slot<Receiving<()>>>() <= 32);
    assert!(size_of::<Slot<Sending<u64>>>() <= 40);
}
