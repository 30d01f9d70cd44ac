//! How much of a photo goes in one request.

use std::sync::atomic::{AtomicUsize, Ordering};

/// A piece takes about so long: progress is seen, and no connection waits for an answer longer
/// than one that broke is waited for.
const PIECE_MS: u64 = 4_000;
/// As much as a link of 2 kB/s carries before it seems broken.
const FIRST: usize = 128 * 1024;
/// Two of these are in memory at once.
const MOST: usize = 4 * 1024 * 1024;
/// One fast piece is no proof of a fast link.
const STEP: usize = 8;

/// How much of a photo goes in one request: what the link has shown that it carries in some
/// seconds. Each piece is synced before it is answered, so that a fast link wants large ones.
#[derive(Debug)]
pub struct Pace(AtomicUsize);

impl Default for Pace {
    fn default() -> Self {
        Self(AtomicUsize::new(FIRST))
    }
}

impl Pace {
    /// The smallest piece, in bytes.
    pub const LEAST: usize = 32 * 1024;

    /// The bytes of the next piece.
    pub fn piece_bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// A piece of so many bytes was answered after so long.
    pub fn note(&self, bytes: usize, took_ms: u64) {
        let now = self.piece_bytes();
        // The short end of a photo shows how fast an answer is, not a link.
        if bytes < now && took_ms < PIECE_MS {
            return;
        }
        let carried = bytes as u64 * PIECE_MS / took_ms.max(1);
        let carried = usize::try_from(carried).unwrap_or(MOST);
        let next = carried.min(now * STEP).clamp(Self::LEAST, MOST);
        self.0.store(next, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_grow_step_by_step_on_a_fast_link() {
        let pace = Pace::default();
        let pieces = [(); 5].map(|()| {
            let bytes = pace.piece_bytes();
            pace.note(bytes, 20);
            bytes / 1024
        });
        assert_eq!(pieces, [128, 1024, 4096, 4096, 4096]);
    }

    #[test]
    fn they_shrink_to_what_a_slow_link_carries() {
        let pace = Pace::default();
        // 4,096 bytes a second.
        pace.note(FIRST, 32_000);
        assert_eq!(pace.piece_bytes(), Pace::LEAST);
        pace.note(Pace::LEAST, 8_000);
        assert_eq!(pace.piece_bytes(), Pace::LEAST);
        // 32 KiB a second.
        pace.note(Pace::LEAST, 1_000);
        assert_eq!(pace.piece_bytes(), FIRST);
    }

    #[test]
    fn the_short_end_of_a_photo_says_nothing_unless_it_was_slow() {
        let pace = Pace::default();
        pace.note(1_000, 80);
        assert_eq!(pace.piece_bytes(), FIRST);
        pace.note(1_000, 9_000);
        assert_eq!(pace.piece_bytes(), Pace::LEAST);
    }
}
