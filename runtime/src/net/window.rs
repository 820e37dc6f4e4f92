//! How much of an unused buffer a read zeroes: safe code reads into zeroed memory only, and zeroing
//! 8 KiB for a request of 100 bytes takes longer than the rest of the read.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The least that is zeroed.
const SMALLEST: usize = 2048;
/// The most that is zeroed.
const LARGEST: usize = 1 << 20;

/// The size of a read: it doubles when a read fills it, and halves when a read fills less than a
/// quarter.
pub(super) struct Window(AtomicUsize);

impl Default for Window {
    fn default() -> Window {
        Window(AtomicUsize::new(SMALLEST))
    }
}

impl Window {
    /// How many bytes the next read may be given.
    pub(super) fn size(&self) -> usize {
        // Relaxed: a hint.
        self.0.load(Ordering::Relaxed)
    }

    /// Adapts to a read of so many bytes.
    pub(super) fn adapt(&self, read: usize) {
        let size = self.size();
        let next = match read {
            read if read >= size => (2 * size).min(LARGEST),
            read if read < size / 4 => (size / 2).max(SMALLEST),
            _ => return,
        };
        if next != size {
            self.0.store(next, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, SMALLEST, Window};

    #[test]
    fn it_grows_with_full_reads_and_shrinks_with_short_ones() {
        let window = Window::default();
        window.adapt(SMALLEST - 1);
        assert_eq!(window.size(), SMALLEST);
        for _ in 0..20 {
            window.adapt(window.size());
        }
        assert_eq!(window.size(), LARGEST);
        window.adapt(LARGEST / 4);
        assert_eq!(window.size(), LARGEST);
        for _ in 0..20 {
            window.adapt(1);
        }
        assert_eq!(window.size(), SMALLEST);
    }
}
