//! The renderers over made-up rules, sources and findings.

mod corpus;
mod robustness;
mod sarif_schema;
mod snapshots;
mod sorting;
