//! The renderers over made-up rules, sources and findings.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod sarif_schema;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod sorting;
