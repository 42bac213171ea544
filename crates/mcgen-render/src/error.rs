/// Why a tree could not be rendered. With the embedded templates this is a bug of mcgen; with a
/// user's own templates it usually is a mistake in one of them.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A manifest does not fit its templates or its caller.
    #[error("manifest of `{name}`: {reason}")]
    Manifest {
        /// The manifest or module.
        name: String,
        /// What does not fit.
        reason: String,
    },
    /// A template cannot be rendered.
    #[error("template `{template}`, line {line}: {reason}")]
    Template {
        /// The path of the template below the template folder.
        template: String,
        /// The line in it, from 1.
        line: usize,
        /// What the engine says.
        reason: String,
    },
    /// A rendered file is not HCL, or refers to something that does not exist.
    #[error("rendered file `{file}`, line {line}: {reason}")]
    Rendered {
        /// The path of the file in the tree.
        file: String,
        /// The line in it, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A replacement that replaces nothing.
    #[error("`{path}` belongs to no module{}", nearest.as_ref().map(|it| format!("; did you mean a file of `{it}`?")).unwrap_or_default())]
    UnknownTemplate {
        /// The path below the template folder.
        path: String,
        /// The module folder that was probably meant.
        nearest: Option<String>,
    },
    /// Two environments claim one path, or a path is illegal.
    #[error(transparent)]
    Tree(#[from] crate::TreeError),
    /// A value has no form in HCL.
    #[error("value of `{name}` has no form in HCL: {reason}")]
    Value {
        /// The variable.
        name: String,
        /// Why not.
        reason: String,
    },
}

impl RenderError {
    pub(crate) fn manifest(name: &str, reason: impl Into<String>) -> Self {
        Self::Manifest {
            name: name.to_owned(),
            reason: reason.into(),
        }
    }
}
