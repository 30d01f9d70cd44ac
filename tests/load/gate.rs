//! Whether the server is up: phones whose sync was broken by its death wait here for the next one.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Open while the server is up.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<State>,
    opened: Condvar,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    is_shut: bool,
    deaths: usize,
}

/// How often the server had died when a sync began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Since(usize);

impl Gate {
    /// The server is about to die.
    pub(crate) fn shuts(&self) {
        let mut state = self.state();
        state.is_shut = true;
        state.deaths += 1;
    }

    /// It is up again.
    pub(crate) fn opens(&self) {
        self.state().is_shut = false;
        self.opened.notify_all();
    }

    /// Waits until the server is up.
    pub(crate) fn passes(&self) -> Since {
        let waited = self.opened.wait_while(self.state(), |state| state.is_shut);
        Since(waited.unwrap_or_else(PoisonError::into_inner).deaths)
    }

    /// Whether the server died after that.
    pub(crate) fn was_shut(&self, since: Since) -> bool {
        self.state().deaths > since.0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sync_that_the_server_died_under_is_excused() {
        let gate = Gate::default();
        let before = gate.passes();
        assert!(!gate.was_shut(before));
        gate.shuts();
        assert!(gate.was_shut(before));
        gate.opens();
        assert!(gate.was_shut(before));
        assert!(!gate.was_shut(gate.passes()));
    }
}
