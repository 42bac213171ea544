//! The blocks of an environment file, as they are written. Every field is optional here: what is
//! missing or wrong has been reported by the time a block exists, and the rest can still be checked.

mod aws;
mod gcp;
mod link;
mod root;

pub use aws::*;
pub use gcp::*;
pub use link::*;
pub use root::*;
