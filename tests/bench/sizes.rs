//! Rows 5 and 6: the bytes that go up, all of them counted on the socket. No load moves them.

use lykta_core::sync::client::sync;
use lykta_core::sync::http::HttpTransport;
use lykta_tests::{Breaks, Link};

use crate::Failure;
use crate::one_walk::{OneWalk, Size};
use crate::report::Figure;

/// Bytes per fix of a phone that has a track, and per observation of one that has a hundred.
pub(crate) async fn measure(walk: &OneWalk, wanted: &[u8]) -> Result<Vec<Figure>, Failure> {
    let whole = Size::WHOLE;
    let mut figures = Vec::new();
    if wanted.contains(&5) {
        let per_fix = up_bytes(walk, 0, (0, whole.fixes)).await? / whole.fixes as f64;
        figures.push(Figure::alone("5", "up per fix", (per_fix, "B"), (6.5, 5.3)));
    }
    if wanted.contains(&6) {
        let many = whole.observations;
        let each = up_bytes(walk, 1, (many, 0)).await? / many as f64;
        let name = "up per observation of a hundred";
        figures.push(Figure::alone("6", name, (each, "B"), (180.0, 110.0)));
    }
    Ok(figures)
}

/// What a new phone's first sync sends, from the first byte to the last.
async fn up_bytes(walk: &OneWalk, n: usize, recorded: (usize, usize)) -> Result<f64, Failure> {
    let (folder, server) = walk.served()?;
    let link = Link::open(&server.url, None, Breaks::Never).await?;
    let own = folder.path().join("phone");
    let store = walk.another(&own, (n, &link.url), recorded)?;
    let of = store.participations()?.first().ok_or("it has joined")?.walk;
    let synced = sync(&store, &HttpTransport::new(&[])?, of, &|_| {}).await?;
    if synced.status.is_all_visible() {
        Ok(link.up_bytes() as f64)
    } else {
        Err("not all that was sent is visible".into())
    }
}
