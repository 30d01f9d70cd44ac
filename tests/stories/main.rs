//! Stories across crates: real cores, a real server, real HTTP.

mod demo;
mod evening;
mod held;
mod lost;
mod scripts;
