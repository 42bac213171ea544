//! Environment files to model, with a span for every value; the JSON Schema.

pub mod blocks;
mod decode;
mod node;
mod reader;
pub mod refused;
pub mod rules;

pub use decode::{List, Number, RefusedKey, Switch, Table, Text};
