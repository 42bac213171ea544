use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::{RenderError, TemplateLibrary};

/// Why a template folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplatesError {
    /// The folder or one of its files cannot be read.
    #[error("cannot read templates in `{path}`: {cause}")]
    Unreadable {
        /// The folder.
        path: Utf8PathBuf,
        /// What the operating system says.
        cause: std::io::Error,
    },
    /// A file that belongs to no module.
    #[error(transparent)]
    Unknown(#[from] RenderError),
}

/// The templates of mcgen with those below `directory` in their place. The folder is laid out as
/// mcgen's own: `aws/aws-rds/main.tf.j2`.
pub fn read_templates(directory: &Utf8Path) -> Result<TemplateLibrary, TemplatesError> {
    let unreadable = |cause| TemplatesError::Unreadable {
        path: directory.to_owned(),
        cause,
    };
    let mut library = TemplateLibrary::default();
    for entry in walkdir::WalkDir::new(directory).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let cause = error.into_io_error();
            unreadable(cause.unwrap_or_else(|| std::io::Error::other("its links run in a circle")))
        })?;
        let Some(path) = Utf8Path::from_path(entry.path()).filter(|_| entry.file_type().is_file())
        else {
            continue;
        };
        let Ok(name) = path.strip_prefix(directory) else {
            continue;
        };
        let text = fs_err::read_to_string(path).map_err(unreadable)?;
        library.replace(name.as_str(), text)?;
    }
    Ok(library)
}
