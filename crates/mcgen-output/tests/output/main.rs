//! Trees written to real folders, through the public interface.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
mod conflicts;
mod environments;
mod faults;
mod killed_process;
mod manifest;
mod plan;
#[cfg(unix)]
mod special_files;
