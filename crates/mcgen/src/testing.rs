//! Snapshot tests of what is rendered, for users of the library.
//!
//! ```
//! let tree = mcgen::testing::render(
//!     "project: crm\n\
//!      environment: development\n\
//!      strategy: independent\n\
//!      gcp:\n\
//!      \x20 region: asia-northeast3\n\
//!      \x20 project: crm-dev\n\
//!      \x20 network: { cidr: 10.20.0.0/20 }\n",
//! );
//! let text = mcgen::testing::snapshot(&tree, "environments/gcp/development/");
//! assert!(text.contains("---- environments/gcp/development/main.tf"));
//! // insta::assert_snapshot!(text);
//! ```

use std::fmt::Write as _;

use mcgen_model::Date;
use mcgen_render::{FileTree, TemplateLibrary};

use crate::Estate;

/// Renders one environment file with the templates of mcgen.
///
/// # Panics
/// When the environment has errors, with the findings as the message.
#[track_caller]
pub fn render(environment: &str) -> FileTree {
    render_with(environment, &TemplateLibrary::default())
}

/// Renders one environment file with templates of your own, see
/// [`read_templates`](crate::read_templates).
///
/// # Panics
/// When the environment has errors or a template cannot be rendered, with the reason as the message.
#[track_caller]
pub fn render_with(environment: &str, library: &TemplateLibrary) -> FileTree {
    // A fixed day, so that a test does not change its result when a support date passes.
    let checked = match Estate::from_text("environment.yaml", environment).check_on(Date::TABLES) {
        Ok(checked) => checked,
        Err(rejected) => panic!("{rejected}"),
    };
    match checked.render_with(library) {
        Ok(rendered) => rendered.tree().clone(),
        Err(error) => panic!("{error}"),
    }
}

/// The list of all files, then the contents of those whose path begins with `prefix`, as one text
/// for a snapshot.
pub fn snapshot(tree: &FileTree, prefix: &str) -> String {
    let mut text = String::new();
    for (path, _) in tree.iter() {
        let _ = writeln!(text, "{path}");
    }
    for (path, file) in tree
        .iter()
        .filter(|(path, _)| path.as_str().starts_with(prefix))
    {
        let _ = write!(text, "\n---- {path}\n{}", file.contents);
    }
    text
}
