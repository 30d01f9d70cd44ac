//! Stories across crates: real cores, a real server, real HTTP.

mod acts;
mod evening;
mod held;
mod lost;
mod rescue;
