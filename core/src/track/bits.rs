//! Reads and writes the numbers of a chunk: varints, and bits for Rice codes.

use super::codec::CodecError;

/// After so many one-bits a Rice code gives up and the number follows whole.
const ESCAPE: u64 = 16;

/// Maps numbers near zero of either sign to small ones: 0, −1, 1, −2 … → 0, 1, 2, 3 …
pub(super) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The inverse of [`zigzag`].
pub(super) fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Adds `value` in groups of seven bits, lowest first.
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes a chunk apart from its front; every step is checked.
#[derive(Debug)]
pub(super) struct ByteReader<'a>(&'a [u8]);

impl<'a> ByteReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn left(&self) -> usize {
        self.0.len()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], CodecError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(CodecError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, CodecError> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn varint(&mut self) -> Result<u64, CodecError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(CodecError::Invalid("varint"))
    }

    pub(super) fn signed(&mut self) -> Result<i64, CodecError> {
        self.varint().map(unzigzag)
    }

    /// Reads what a [`BitWriter`] wrote, and goes on at the next whole byte.
    pub(super) fn bits(&mut self) -> BitReader<'a, '_> {
        BitReader {
            bytes: self,
            current: 0,
            unread: 0,
        }
    }
}

/// Adds bits to bytes, highest bit first.
#[derive(Debug)]
pub(super) struct BitWriter<'a> {
    out: &'a mut Vec<u8>,
    free: u32,
}

impl<'a> BitWriter<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, free: 0 }
    }

    fn put(&mut self, value: u64, mut count: u32) {
        while count > 0 {
            if self.free == 0 {
                self.out.push(0);
                self.free = 8;
            }
            let now = count.min(self.free);
            count -= now;
            self.free -= now;
            let bits = ((value >> count) & ((1 << now) - 1)) as u8;
            if let Some(last) = self.out.last_mut() {
                *last |= bits << self.free;
            }
        }
    }

    /// Writes `value` as a Rice code whose last `low_bits` bits are plain.
    pub(super) fn put_rice(&mut self, value: u64, low_bits: u32) {
        let ones = value >> low_bits;
        if ones < ESCAPE {
            self.put((1 << (ones + 1)) - 2, ones as u32 + 1);
            self.put(value, low_bits);
        } else {
            self.put((1 << ESCAPE) - 1, ESCAPE as u32);
            self.put(value, 64);
        }
    }
}

/// How many bits [`BitWriter::put_rice`] needs.
pub(super) fn rice_length(value: u64, low_bits: u32) -> u64 {
    let ones = value >> low_bits;
    if ones < ESCAPE {
        ones + 1 + u64::from(low_bits)
    } else {
        ESCAPE + 64
    }
}

/// Reads bits, highest first.
#[derive(Debug)]
pub(super) struct BitReader<'a, 'r> {
    bytes: &'r mut ByteReader<'a>,
    current: u8,
    unread: u32,
}

impl BitReader<'_, '_> {
    fn take(&mut self, mut count: u32) -> Result<u64, CodecError> {
        let mut value = 0;
        while count > 0 {
            if self.unread == 0 {
                self.current = self.bytes.byte()?;
                self.unread = 8;
            }
            let now = count.min(self.unread);
            count -= now;
            self.unread -= now;
            let bits = (u64::from(self.current) >> self.unread) & ((1 << now) - 1);
            value = (value << now) | bits;
        }
        Ok(value)
    }

    pub(super) fn rice(&mut self, low_bits: u32) -> Result<u64, CodecError> {
        let mut ones = 0;
        while ones < ESCAPE && self.take(1)? == 1 {
            ones += 1;
        }
        if ones == ESCAPE {
            return self.take(64);
        }
        Ok((ones << low_bits) | self.take(low_bits)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_read_back(values: Vec<u64>, small in proptest::collection::vec(0_u64..300, 0..50), low_bits in 0_u32..48) {
            let values: Vec<u64> = values.into_iter().chain(small).collect();
            let mut bytes = Vec::new();
            for value in &values {
                put_varint(&mut bytes, *value);
            }
            let varints = bytes.len();
            let mut writer = BitWriter::new(&mut bytes);
            for value in &values {
                writer.put_rice(*value, low_bits);
            }
            let bits: u64 = values.iter().map(|value| rice_length(*value, low_bits)).sum();
            prop_assert_eq!((bytes.len() - varints) as u64, bits.div_ceil(8));

            let mut reader = ByteReader::new(&bytes);
            for value in &values {
                prop_assert_eq!(reader.varint().unwrap(), *value);
            }
            let mut reader = reader.bits();
            for value in &values {
                prop_assert_eq!(reader.rice(low_bits).unwrap(), *value);
            }
        }

        #[test]
        fn zigzag_is_reversible(value: i64) {
            prop_assert_eq!(unzigzag(zigzag(value)), value);
        }
    }

    #[test]
    fn a_varint_of_more_than_64_bits_is_refused() {
        let mut bytes = vec![0xFF; 9];
        bytes.push(0x02);
        assert!(ByteReader::new(&bytes).varint().is_err());
        bytes[9] = 0x01;
        assert_eq!(ByteReader::new(&bytes).varint().unwrap(), u64::MAX);
    }
}
