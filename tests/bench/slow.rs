//! Row 2: one phone's part of the walk over a link of 80 ms and 5 Mbit/s.

use std::time::{Duration, Instant};

use lykta_core::sync::client::sync;
use lykta_tests::{Breaks, Link, Slowness};

use crate::Failure;
use crate::network::Watched;
use crate::one_walk::OneWalk;
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

const SLOW: Slowness = Slowness {
    round_trip: Duration::from_millis(80),
    up_bytes_per_s: 5e6 / 8.0,
};

/// Seconds to the last receipt, and round trips until then.
pub(crate) async fn measure(walk: &OneWalk, rounds: usize) -> Result<Vec<Figure>, Failure> {
    let mut slow = Slow {
        walk,
        round_trips: 0,
    };
    let [time] = rounds::run(&mut slow, rounds).await?;
    let at_most = Judged::RatioAtMost;
    let name = "one phone's part, 80 ms and 5 Mbit/s";
    let trips = (slow.round_trips as f64, "");
    Ok(vec![
        time.figure("2", name, "s", at_most, (2.0, 1.3)),
        Figure::alone("2", "its round trips", trips, (2.0, 2.0)),
    ])
}

struct Slow<'a> {
    walk: &'a OneWalk,
    round_trips: usize,
}

impl Contest<1> for Slow<'_> {
    async fn ours(&mut self) -> Result<[f64; 1], Failure> {
        let copied = self.walk.copied()?;
        let link = Link::open(&copied.server.url, Some(SLOW), Breaks::Never).await?;
        let (store, http) = copied.phones.first().ok_or("no phone")?;
        self.walk.rejoin(store, 0, &link.url)?;
        let network = Watched::new(http);
        let started = Instant::now();
        let synced = sync(store, &network, copied.walk, &|_| {}).await?;
        let taken_in = network.taken_in()?;
        if !synced.status.is_all_visible() {
            return Err("not all that was sent is visible".into());
        }
        self.round_trips = self.round_trips.max(taken_in.round_trips);
        Ok([(taken_in.at - started).as_secs_f64()])
    }

    async fn floor(&mut self) -> Result<[f64; 1], Failure> {
        let mut copied = self.walk.copied_floor()?;
        let link = Link::open(&copied.server.url, Some(SLOW), Breaks::Never).await?;
        let (phone, http) = copied.phones.first_mut().ok_or("no phone")?;
        let started = Instant::now();
        phone.push(http, &link.url).await?;
        Ok([started.elapsed().as_secs_f64()])
    }
}
