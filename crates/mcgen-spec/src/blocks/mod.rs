//! The blocks of an environment file, as they are written. Every field is optional here: what is
//! missing or wrong has been reported by the time a block exists, and the rest can still be checked.

mod active_active;
mod atlas;
mod aws;
mod cockroach;
mod debezium;
mod dms;
mod gcp;
mod global_database;
mod link;
mod monitoring;
mod needs;
mod primary_replica;
mod root;
mod spanner;
mod strategy;
mod traffic;
mod yugabyte;

pub use active_active::*;
pub use atlas::*;
pub use aws::*;
pub use cockroach::*;
pub use debezium::*;
pub use dms::*;
pub use gcp::*;
pub use global_database::*;
pub use link::*;
pub use monitoring::*;
pub use needs::*;
pub use primary_replica::*;
pub use root::*;
pub use spanner::*;
pub use strategy::*;
pub use traffic::*;
pub use yugabyte::*;
