//! Why a simulator could not be started.

use std::io;
use std::path::PathBuf;

/// Why a simulator could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// No folder for the sockets could be made.
    #[error("cannot make a folder for the sockets of the simulated providers in `{}`: {cause}", folder.display())]
    Folder {
        /// Where it was tried.
        folder: PathBuf,
        /// The answer of the operating system.
        cause: io::Error,
    },
    /// The path of a socket is longer than the operating system can take.
    #[error(
        "the path of a socket can be {limit} bytes long, and `{}` is longer; set TMPDIR to a \
         folder with a shorter path", path.display()
    )]
    PathTooLong {
        /// The path that the socket would have.
        path: PathBuf,
        /// How long it can be, in bytes.
        limit: usize,
    },
    /// A socket could not be opened.
    #[error("cannot open the socket `{}` of a simulated provider: {cause}", path.display())]
    Socket {
        /// The path of the socket.
        path: PathBuf,
        /// The answer of the operating system.
        cause: io::Error,
    },
    /// The thread of the simulator could not be started.
    #[error("cannot start the thread of the simulated providers: {0}")]
    Thread(io::Error),
    /// Two providers have the same source.
    #[error("the provider `{source_name}` is simulated twice")]
    Twice {
        /// The source: `hashicorp/aws`.
        source_name: String,
    },
    /// What is known beyond the schema cannot be used.
    #[error("the overlay of `{source_name}` has a mistake in `{type_name}`: {reason}")]
    Overlay {
        /// The source: `hashicorp/aws`.
        source_name: String,
        /// The resource or data source.
        type_name: String,
        /// What is wrong.
        reason: String,
    },
}
