//! How often somebody may try to sign in.

use std::collections::HashMap;

/// So many attempts within the window, then nobody may try until the oldest is past it.
const MOST_BY_NAME: usize = 8;
const MOST_BY_ADDRESS: usize = 24;
const WINDOW_MS: u64 = 15 * 60_000;
/// More keys than this and those past the window are forgotten.
const MANY_KEYS: usize = 10_000;

/// Whom an attempt is counted against.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The name that was typed.
    Name(String),
    /// Where the attempt came from.
    Address(String),
}

impl Key {
    fn most(&self) -> usize {
        match self {
            Self::Name(_) => MOST_BY_NAME,
            Self::Address(_) => MOST_BY_ADDRESS,
        }
    }
}

/// The attempts of the last minutes. It reads no clock: each call says what time it is.
#[derive(Debug, Default)]
pub(super) struct Attempts(HashMap<Key, Vec<u64>>);

impl Attempts {
    /// Counts an attempt, or tells after how many seconds the next one is allowed.
    pub(super) fn begin(&mut self, keys: &[Key], now_ms: u64) -> Result<(), u32> {
        self.forget_old(now_ms);
        let waits = keys.iter().filter_map(|key| self.wait_s(key, now_ms));
        if let Some(wait_s) = waits.max() {
            return Err(wait_s);
        }
        for key in keys {
            self.0.entry(key.clone()).or_default().push(now_ms);
        }
        Ok(())
    }

    /// The attempt was right: it and the earlier ones of its name count no longer.
    pub(super) fn forgive(&mut self, keys: &[Key]) {
        for key in keys {
            match key {
                Key::Name(_) => drop(self.0.remove(key)),
                Key::Address(_) => drop(self.0.get_mut(key).and_then(Vec::pop)),
            }
        }
    }

    fn wait_s(&self, key: &Key, now_ms: u64) -> Option<u32> {
        let made = self.0.get(key)?;
        let past = |at: &&u64| now_ms.saturating_sub(**at) < WINDOW_MS;
        let recent: Vec<u64> = made.iter().filter(past).copied().collect();
        let over = recent.len().checked_sub(key.most())?;
        let free_at_ms = recent[over] + WINDOW_MS;
        Some(free_at_ms.saturating_sub(now_ms).div_ceil(1_000) as u32)
    }

    fn forget_old(&mut self, now_ms: u64) {
        if self.0.len() < MANY_KEYS {
            return;
        }
        self.0.retain(|_, made| {
            let newest = made.last().copied().unwrap_or(0);
            now_ms.saturating_sub(newest) < WINDOW_MS
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(name: &str, address: &str) -> [Key; 2] {
        [Key::Name(name.into()), Key::Address(address.into())]
    }

    #[test]
    fn a_name_rests_after_eight_attempts_until_the_oldest_is_past() {
        let mut attempts = Attempts::default();
        for n in 0..8 {
            let from = format!("192.0.2.{n}");
            assert_eq!(attempts.begin(&keys("eva", &from), n * 1_000), Ok(()));
        }
        let refused = attempts.begin(&keys("eva", "192.0.2.99"), 60_000);
        assert_eq!(refused, Err(840));
        assert_eq!(attempts.begin(&keys("adam", "192.0.2.99"), 60_000), Ok(()));
        assert_eq!(attempts.begin(&keys("eva", "192.0.2.99"), 900_000), Ok(()));
        assert_eq!(attempts.begin(&keys("eva", "192.0.2.99"), 900_000), Err(1));
    }

    #[test]
    fn an_address_rests_whatever_names_it_tries() {
        let mut attempts = Attempts::default();
        for n in 0..24 {
            let keys = keys(&format!("name {n}"), "192.0.2.1");
            assert_eq!(attempts.begin(&keys, 0), Ok(()));
        }
        assert_eq!(attempts.begin(&keys("eva", "192.0.2.1"), 1), Err(900));
        assert_eq!(attempts.begin(&keys("eva", "192.0.2.2"), 1), Ok(()));
    }

    #[test]
    fn a_right_password_is_no_attempt() {
        let mut attempts = Attempts::default();
        for now_ms in 0..100 {
            let keys = keys("eva", "192.0.2.1");
            assert_eq!(attempts.begin(&keys, now_ms), Ok(()));
            attempts.forgive(&keys);
        }
    }

    #[test]
    fn what_is_past_takes_no_memory() {
        let mut attempts = Attempts::default();
        for n in 0..MANY_KEYS {
            let _ = attempts.begin(&[Key::Name(n.to_string())], 0);
        }
        let _ = attempts.begin(&keys("eva", "192.0.2.1"), WINDOW_MS);
        assert_eq!(attempts.0.len(), 2);
    }
}
