//! Environment files to model, with a span for every value; the JSON Schema.
//!
//! YAML or JSON text becomes nodes with places, nodes become typed [`blocks`], and blocks become a
//! [`mcgen_model::Environment`]. Every step goes on after a mistake, so that one run shows them all.

pub mod blocks;
mod choice;
mod decode;
mod load;
mod lower;
mod node;
mod reader;
pub mod refused;
pub mod rules;
mod schema;
mod secrets;

pub use decode::{List, Number, RefusedKey, Switch, Table, Text};
pub use load::{LoadError, LoadedFile, Loader};
pub use schema::{json_schema, needs_schema};
