//! Variants of the rules about caches and security that the fixtures of the book leave out: the other
//! cloud, the milder half of a rule, and mistakes as people bring them.

mod cache;
mod environments;
mod security;
