//! Rows 1 and 4 with 1, 10 and 100 walks stored: a walk must not cost more for those before it.

use crate::Failure;
use crate::one_walk::{OneWalk, Size};
use crate::push;
use crate::report::{Figure, growth, median};

/// Rounds of each.
const ROUNDS: usize = 3;
const STORED: [usize; 2] = [10, 100];

/// How much more time and processor pushing a walk takes.
pub(crate) async fn measure(size: Size, is_hint: bool) -> Result<Vec<Figure>, Failure> {
    let rounds = if is_hint { 1 } else { ROUNDS };
    let alone = cost(size, 1, rounds).await?;
    let mut figures = Vec::new();
    for stored in STORED {
        let among = cost(size, stored, rounds).await?;
        let name = |what: &str| format!("{what} with {stored} stored");
        figures.push(growth("1", name("push the walk"), (among.0, alone.0)));
        figures.push(growth("4", name("CPU per op"), (among.1, alone.1)));
    }
    Ok(figures)
}

/// Seconds, and processor per op in µs, of a server that has so many walks.
async fn cost(size: Size, stored: usize, rounds: usize) -> Result<(f64, f64), Failure> {
    let walk = OneWalk::make_among(size, stored).await?;
    let (mut times, mut cpus) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let [took_s, cpu_us, _] = push::once(&walk).await?;
        times.push(took_s);
        cpus.push(cpu_us);
    }
    Ok((median(times), median(cpus)))
}
