//! What keeps a verification from coming to a result: faults of the machine, never of the files.

use camino::Utf8PathBuf;

use crate::terraform::RunError;

/// Why a verification came to no result.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// A tree on disk cannot be read.
    #[error("cannot read `{path}`: {cause}")]
    Read {
        /// The file or folder.
        path: Utf8PathBuf,
        /// What the operating system says.
        cause: std::io::Error,
    },
    /// The private folder cannot be made, written or removed.
    #[error("cannot keep the private copy: {0}")]
    Scratch(std::io::Error),
    /// The path of the private folder is not UTF-8.
    #[error("the folder for temporary files is not named in UTF-8: {0}")]
    NotUtf8(String),
    /// The embedded schemas cannot be read.
    #[error("this is a bug in mcgen: {0}")]
    Catalog(#[from] mcgen_schema::CatalogError),
    /// The simulated providers cannot be served.
    #[error("cannot serve simulated providers: {0}")]
    Simulator(#[from] mcgen_simulator::SimulatorError),
    /// What was asked for cannot be told without Terraform, and Terraform cannot be run on the files.
    #[error("a change or an outage cannot be proved: {0}")]
    NotRun(String),
    /// No environment of the new tree has a stack in the old one.
    #[error("`{from}` holds no stack of the environments that are verified ({environments})")]
    NothingBefore {
        /// The name of the old tree.
        from: String,
        /// The environments of the new one.
        environments: String,
    },
    /// A command gave no answer.
    #[error(transparent)]
    Run(#[from] RunError),
}
