//! What the real Terraform makes of the simulated providers.
//!
//! Without Terraform these tests say so and pass; with `MCGEN_REQUIRE_TOOLS=1` they fail instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod catalog;
mod lifecycle;
mod reads;
mod rejects;
mod round_trip;
mod session;
mod settings;
mod world;
