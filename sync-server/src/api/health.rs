//! Whether the server lives, whether it can do its work, and how much it does.

use axum::extract::State;

use crate::error::Error;
use crate::state::AppState;

/// `GET /healthz`: the process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: a write becomes durable.
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, Error> {
    let write = state.db.write(|tx, _| {
        // Touches the file without changing what is in it.
        let sql = "UPDATE user SET created_at = created_at WHERE name = 'office'";
        Ok(tx.prepare_cached(sql)?.execute([])?)
    });
    write.await?;
    Ok("ready\n")
}

/// `GET /metrics`: Prometheus' text format.
pub async fn metrics(State(state): State<AppState>) -> String {
    state.metrics.render()
}
