//! The rendered SQL on real servers of PostgreSQL, one module for each mechanism; this folder holds what
//! they share: servers, the link between them, the shell that runs a README, and applications.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod application;
#[path = "../bucardo/mod.rs"]
mod bucardo;
mod cloud;
#[path = "../convergence/mod.rs"]
mod convergence;
#[path = "../messages/mod.rs"]
mod messages;
mod migration;
mod proxy;
mod readme;
#[path = "../replication/mod.rs"]
mod replication;
mod server;
mod shell;
#[path = "../streaming/mod.rs"]
mod streaming;
#[path = "../symmetricds/mod.rs"]
mod symmetricds;
mod tools;

use std::io::Write as _;

/// Shows a measurement, in a test that passes too.
fn report(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
