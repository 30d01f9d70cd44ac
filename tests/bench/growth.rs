//! Rows 1 and 4 with 1, 10 and 100 walks stored: a walk must not cost more for those before it.

use crate::Failure;
use crate::one_walk::{OneWalk, Size};
use crate::push;
use crate::report::{Figure, growth};
use crate::rounds::{self, Contest};

const STORED: [usize; 2] = [10, 100];

/// How much more time and processor pushing a walk takes.
pub(crate) async fn measure(size: Size, rounds: usize) -> Result<Vec<Figure>, Failure> {
    let alone = OneWalk::make_among(size, 1).await?;
    let mut figures = Vec::new();
    for stored in STORED {
        let among = OneWalk::make_among(size, stored).await?;
        let [time, cpu] = rounds::run(&mut Pushes(&among, &alone), rounds).await?;
        let name = |what: &str| format!("{what} with {stored} stored");
        figures.push(growth("1", name("push the walk"), &time));
        figures.push(growth("4", name("CPU per op"), &cpu));
    }
    Ok(figures)
}

/// A walk of a server that has many, and one of a server that has no other: in the floor's place.
struct Pushes<'a>(&'a OneWalk, &'a OneWalk);

impl Contest<2> for Pushes<'_> {
    async fn ours(&mut self) -> Result<[f64; 2], Failure> {
        cost(self.0).await
    }

    async fn floor(&mut self) -> Result<[f64; 2], Failure> {
        cost(self.1).await
    }
}

/// Seconds, and processor per op in µs.
async fn cost(walk: &OneWalk) -> Result<[f64; 2], Failure> {
    let [took_s, cpu_us, _] = push::once(walk).await?;
    Ok([took_s, cpu_us])
}
