//! `mcgen verify` on everything that is rendered from `environments/` and `examples/`, on trees that
//! are broken on purpose, and when the machine lets it down.
//!
//! Without Terraform the tests that need it say so and pass; with `MCGEN_REQUIRE_TOOLS=1` they fail
//! instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod change;
mod crafted;
mod faults;
mod global;
mod link;
mod outage;
mod places;
mod proof;
mod replication;
mod run;
mod traffic;
