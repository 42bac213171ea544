//! Model to file tree: template engine, contexts, stacks.
//!
//! An environment becomes one stack a cloud, each with a state of its own, and the modules that the
//! stacks call. The *shape* of a stack or module (which engine, with replicas or without) decides
//! the text of its files; the *values* go to `terraform.tfvars`. What depends on the shape alone is
//! rendered and checked once and shared; mcgen's own modules are proved sound in every shape by a test.
//!
//! Nothing here reads or writes the disk.

mod connectors;
mod engine;
mod error;
mod first_file;
mod library;
mod markdown;
mod messages;
mod module_readme;
mod picture;
mod prometheus;
mod renderer;
mod replication_readme;
mod replicator;
mod runbook;
mod sql;
mod stack;
mod stack_readme;
mod tfvars;
mod tree;

pub use error::RenderError;
pub use first_file::FirstFile;
pub use library::TemplateLibrary;
pub use renderer::Renderer;
pub use tree::{FileTree, TreeError, TreeFile, TreePath, path_order};
