//! `mcgen verify` on everything that is rendered from `environments/` and `examples/`, on trees that
//! are broken on purpose, and when the machine lets it down.
//!
//! Without Terraform the tests that need it say so and pass; with `MCGEN_REQUIRE_TOOLS=1` they fail
//! instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreement;
mod change;
mod faults;
mod link;
mod outage;
mod proof;
mod run;
mod traffic;
