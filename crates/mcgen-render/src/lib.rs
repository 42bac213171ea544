//! Model to file tree: template engine, contexts, stacks.

mod tree;

pub use tree::{FileTree, TreeError, TreeFile, TreePath};
