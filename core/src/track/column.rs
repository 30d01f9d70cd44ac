//! One column of a chunk: the same field of every fix, as what a prediction gets wrong.

use super::bits::{BitWriter, ByteReader, put_varint, rice_length, unzigzag, zigzag};
use super::codec::CodecError;

/// More plain bits than any field of a fix ever varies by.
const MAX_LOW_BITS: u32 = 47;

/// How the next value is guessed from those before; the encoder takes whatever fits best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Predictor {
    /// Like the last value: things that jitter around a slowly changing level.
    Last,
    /// As far from the last as that from the one before: clocks.
    Linear,
    /// On by the mean step of the last eight: a person who walks, seen through noise.
    Drift,
    /// The mean of the last four: noise around a level.
    Mean,
}

impl Predictor {
    const ALL: [Self; 4] = [Self::Last, Self::Linear, Self::Drift, Self::Mean];

    /// Wraps around at the ends of the range, so that every list of numbers can be written.
    fn next(self, before: &[i64]) -> i64 {
        let Some((&last, older)) = before.split_last() else {
            return 0;
        };
        match self {
            Self::Last => last,
            Self::Linear => last.wrapping_add(mean_step(last, older, 1)),
            Self::Drift => last.wrapping_add(mean_step(last, older, 8)),
            Self::Mean => last.wrapping_add(mean_distance(last, older)),
        }
    }
}

fn mean_step(last: i64, older: &[i64], at_most: usize) -> i64 {
    let steps = older.len().min(at_most);
    match older
        .len()
        .checked_sub(steps)
        .and_then(|start| older.get(start))
    {
        Some(first) => last.wrapping_sub(*first) / steps as i64,
        None => 0,
    }
}

fn mean_distance(last: i64, older: &[i64]) -> i64 {
    let near = &older[older.len().saturating_sub(3)..];
    let distances = near.iter().map(|value| value.wrapping_sub(last));
    distances.fold(0, i64::wrapping_add) / (near.len() as i64 + 1)
}

/// A predictor and the width of the Rice code for what it gets wrong.
#[derive(Clone, Copy, Debug)]
struct Mode {
    predictor: Predictor,
    low_bits: u32,
}

impl Mode {
    fn to_byte(self) -> u8 {
        (self.predictor as u8) << 6 | self.low_bits as u8
    }

    fn from_byte(byte: u8) -> Result<Self, CodecError> {
        let predictor = Predictor::ALL[usize::from(byte >> 6)];
        let low_bits = u32::from(byte & 0x3F);
        if low_bits > MAX_LOW_BITS {
            return Err(CodecError::Invalid("column mode"));
        }
        Ok(Self {
            predictor,
            low_bits,
        })
    }
}

fn errors(values: &[i64], predictor: Predictor) -> Vec<u64> {
    (1..values.len())
        .map(|i| zigzag(values[i].wrapping_sub(predictor.next(&values[..i]))))
        .collect()
}

/// The best width for `errors`, with the bits that it needs: near the logarithm of the mean.
fn best_width(errors: &[u64]) -> (u64, u32) {
    let usual = errors.iter().filter(|error| **error < 1 << MAX_LOW_BITS);
    let sum = usual.fold(0_u64, |sum, error| sum.saturating_add(*error));
    let guess = (sum / errors.len().max(1) as u64 + 1)
        .ilog2()
        .min(MAX_LOW_BITS);
    (guess.saturating_sub(2)..=(guess + 1).min(MAX_LOW_BITS))
        .map(|low_bits| {
            (
                errors
                    .iter()
                    .map(|error| rice_length(*error, low_bits))
                    .sum(),
                low_bits,
            )
        })
        .min()
        .unwrap_or((0, 0))
}

/// Adds a column; nothing at all for no values.
pub(super) fn put_column(out: &mut Vec<u8>, values: &[i64]) {
    let Some(first) = values.first() else {
        return;
    };
    let candidates = Predictor::ALL.map(|predictor| {
        let errors = errors(values, predictor);
        let (bits, low_bits) = best_width(&errors);
        (
            bits,
            Mode {
                predictor,
                low_bits,
            },
            errors,
        )
    });
    let Some((_, mode, errors)) = candidates.into_iter().min_by_key(|(bits, ..)| *bits) else {
        return;
    };
    out.push(mode.to_byte());
    put_varint(out, zigzag(*first));
    let mut writer = BitWriter::new(out);
    for error in errors {
        writer.put_rice(error, mode.low_bits);
    }
}

/// Reads a column of `count` values; memory grows only as bytes are found.
pub(super) fn take_column(from: &mut ByteReader, count: usize) -> Result<Vec<i64>, CodecError> {
    let mut values = Vec::new();
    if count == 0 {
        return Ok(values);
    }
    let mode = Mode::from_byte(from.byte()?)?;
    values.push(from.signed()?);
    let mut bits = from.bits();
    while values.len() < count {
        let error = unzigzag(bits.rice(mode.low_bits)?);
        values.push(mode.predictor.next(&values).wrapping_add(error));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(values: &[i64]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_column(&mut bytes, values);
        bytes
    }

    proptest! {
        #[test]
        fn a_column_reads_back(values: Vec<i64>) {
            let bytes = encoded(&values);
            let mut reader = ByteReader::new(&bytes);
            prop_assert_eq!(take_column(&mut reader, values.len()).unwrap(), values);
            prop_assert_eq!(reader.left(), 0);
        }

        #[test]
        fn every_predictor_is_reversible(values: Vec<i64>, which in 0_usize..4) {
            let predictor = Predictor::ALL[which];
            let mut rebuilt: Vec<i64> = values.first().copied().into_iter().collect();
            for error in errors(&values, predictor) {
                let next = predictor.next(&rebuilt).wrapping_add(unzigzag(error));
                rebuilt.push(next);
            }
            prop_assert_eq!(rebuilt, values);
        }
    }

    #[test]
    fn a_steady_clock_takes_a_bit_a_tick() {
        let ticks: Vec<i64> = (0..801).map(|i| 1_700_000_000_000 + 1_000 * i).collect();
        let bytes = encoded(&ticks);
        // The second tick is a surprise; after it, every guess is right.
        assert!(bytes.len() <= 1 + 6 + 100 + 10, "{}", bytes.len());
    }
}
