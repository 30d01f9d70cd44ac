//! How long to wait before trying again: arithmetic, so that shells only obey.

/// The wait after the first failure, in milliseconds.
const FIRST_MS: u64 = 5_000;
/// No wait is longer: half an hour.
const LONGEST_MS: u64 = 30 * 60 * 1_000;

/// No server is obeyed for longer: a day, in milliseconds.
pub(crate) const LONGEST_OBEYED_MS: u64 = 24 * 3_600 * 1_000;

/// How long a wait that a server asked for is obeyed, in milliseconds.
pub(crate) fn obeyed_ms(asked_s: u32) -> u64 {
    (u64::from(asked_s) * 1_000).min(LONGEST_OBEYED_MS)
}

/// The wait before the next try, in milliseconds.
///
/// Doubles with each failure in a row (counted from 1) up to half an hour, and takes off up to
/// a half by `chance` (0 to 255), so that thirty phones do not return at once. What the server
/// asked for is not undercut, up to a day.
pub fn wait_ms(failures: u32, chance: u8, retry_after_s: Option<u32>) -> u64 {
    let doublings = failures.saturating_sub(1).min(16);
    let full = (FIRST_MS << doublings).min(LONGEST_MS);
    let wait = full - full / 2 * u64::from(chance) / 255;
    wait.max(obeyed_ms(retry_after_s.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_an_hour() {
        assert_eq!(wait_ms(1, 0, None), 5_000);
        assert_eq!(wait_ms(3, 0, None), 20_000);
        assert_eq!(wait_ms(40, 0, None), LONGEST_MS);
        assert_eq!(wait_ms(u32::MAX, 255, None), LONGEST_MS / 2);
    }

    #[test]
    fn chance_takes_off_at_most_half_and_the_server_is_obeyed() {
        assert_eq!(wait_ms(1, 255, None), 2_500);
        assert_eq!(wait_ms(1, 255, Some(60)), 60_000);
        assert_eq!(wait_ms(1, 255, Some(u32::MAX)), LONGEST_OBEYED_MS);
    }
}
