//! Rounds: the product and the floor side by side, in shuffled order.

use lykta_core::track::simulate::SplitMix64;

use crate::Failure;
use crate::report::{Figure, Judged, median};

/// A floor that is off its median by more than this says that the machine was busy.
const CALM: f64 = 2.0;
const SEED: u64 = 2026;

/// The same work done by the product and by the floor; each round gives `N` figures of both.
pub(crate) trait Contest<const N: usize> {
    /// Has the product do it once.
    async fn ours(&mut self) -> Result<[f64; N], Failure>;
    /// Has the floor do it once.
    async fn floor(&mut self) -> Result<[f64; N], Failure>;
}

/// What the rounds gave of one figure.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    /// The product's median.
    pub(crate) value: f64,
    /// The floor's.
    pub(crate) floor: f64,
    /// The median of the ratios within a round.
    pub(crate) ratio: f64,
}

impl Outcome {
    /// The figure that is held against the floor.
    pub(crate) fn figure(
        &self,
        row: &'static str,
        name: impl Into<String>,
        unit: &'static str,
        judged: Judged,
        limits: (f64, f64),
    ) -> Figure {
        Figure {
            floor: Some(self.floor),
            ratio: Some(self.ratio),
            judged,
            ..Figure::alone(row, name, (self.value, unit), limits)
        }
    }
}

/// Has both do it until so many rounds were calm, after a warm-up that does not count.
///
/// One round alone is a hint, and has no warm-up.
pub(crate) async fn run<const N: usize>(
    contest: &mut impl Contest<N>,
    wanted: usize,
) -> Result<[Outcome; N], Failure> {
    let mut chance = SplitMix64::new(SEED);
    if wanted > 1 {
        one(contest, &mut chance).await?;
    }
    let mut rounds = Vec::new();
    while calm(&rounds, 0).len() < wanted && rounds.len() < 2 * wanted {
        rounds.push(one(contest, &mut chance).await?);
    }
    if calm(&rounds, 0).len() < wanted.div_ceil(2) {
        return Err("the floor moved too much: the machine is too busy to measure".into());
    }
    Ok(std::array::from_fn(|figure| outcome(&rounds, figure)))
}

/// Figures of the product and of the floor.
type Round<const N: usize> = ([f64; N], [f64; N]);

async fn one<const N: usize>(
    contest: &mut impl Contest<N>,
    chance: &mut SplitMix64,
) -> Result<Round<N>, Failure> {
    if chance.next_u64() & 1 == 0 {
        let ours = contest.ours().await?;
        return Ok((ours, contest.floor().await?));
    }
    let floor = contest.floor().await?;
    Ok((contest.ours().await?, floor))
}

/// The rounds in which the floor was near its median: both sides of one figure.
fn calm<const N: usize>(rounds: &[Round<N>], figure: usize) -> Vec<(f64, f64)> {
    let pairs = rounds
        .iter()
        .map(|(ours, floor)| (ours[figure], floor[figure]));
    let pairs: Vec<(f64, f64)> = pairs.collect();
    if pairs.is_empty() {
        return pairs;
    }
    let middle = median(pairs.iter().map(|(_, floor)| *floor).collect());
    let is_calm = |floor: f64| floor <= CALM * middle && middle <= CALM * floor;
    pairs
        .into_iter()
        .filter(|(_, floor)| is_calm(*floor))
        .collect()
}

fn outcome<const N: usize>(rounds: &[Round<N>], figure: usize) -> Outcome {
    let pairs = calm(rounds, figure);
    let all = |of: fn(&(f64, f64)) -> f64| median(pairs.iter().map(of).collect());
    Outcome {
        value: all(|(ours, _)| *ours),
        floor: all(|(_, floor)| *floor),
        ratio: all(|(ours, floor)| ours / floor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Told(Vec<(f64, f64)>, usize);

    impl Contest<1> for Told {
        async fn ours(&mut self) -> Result<[f64; 1], Failure> {
            self.1 += 1;
            Ok([self.0[(self.1 - 1) / 2].0])
        }

        async fn floor(&mut self) -> Result<[f64; 1], Failure> {
            self.1 += 1;
            Ok([self.0[(self.1 - 1) / 2].1])
        }
    }

    #[tokio::test]
    async fn a_round_in_which_the_floor_moved_is_thrown_away_and_the_warm_up_with_it() {
        let told = [(99.0, 1.0), (4.0, 2.0), (50.0, 9.0), (6.0, 2.0), (5.0, 2.0)];
        let [outcome] = run(&mut Told(told.to_vec(), 0), 3).await.unwrap();
        let expected = Outcome {
            value: 5.0,
            floor: 2.0,
            ratio: 2.5,
        };
        assert_eq!(outcome, expected);
    }

    #[tokio::test]
    async fn a_floor_that_never_rests_gives_no_figure() {
        let told = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6].map(|floor| (1.0, floor));
        assert!(run(&mut Told(told.to_vec(), 0), 3).await.is_err());
    }
}
