#![no_main]

#[path = "../read.rs"]
#[allow(dead_code, reason = "each target runs one of them")]
mod read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::gpx(bytes));
