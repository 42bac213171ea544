//! What follows from the logical replication of PostgreSQL: its names and timeouts. Rules judge these
//! values and the renderer writes them.

use crate::{Cloud, Environment};

/// What `wal_sender_timeout` and `wal_receiver_timeout` are set to, in milliseconds: the default of
/// PostgreSQL. 0 would never notice that the other side is gone.
pub const TIMEOUT_MS: u32 = 60_000;

/// The publication of the primary; both databases use the same name in turn.
pub fn publication(environment: &Environment) -> String {
    format!("{}_publication", identifier(environment))
}

/// The subscription by which the other cloud follows `primary`, and its slot there.
pub fn subscription(environment: &Environment, primary: Cloud) -> String {
    let standby = primary.other();
    format!("{}_{primary}_to_{standby}", identifier(environment))
}

/// The project as a part of an SQL identifier. A slot takes lower-case letters, digits and `_`.
fn identifier(environment: &Environment) -> String {
    environment.project.as_str().replace('-', "_")
}
