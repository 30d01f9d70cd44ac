#![no_main]

#[path = "../read_office.rs"]
#[allow(dead_code, reason = "each target runs one of them")]
mod read_office;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read_office::plan(bytes));
