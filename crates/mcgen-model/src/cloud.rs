use crate::choice;

choice! {
    /// A cloud.
    pub enum Cloud {
        /// Amazon Web Services.
        Aws = "aws",
        /// Google Cloud.
        Gcp = "gcp",
    }
}

impl Cloud {
    /// The cloud across the link.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Aws => Self::Gcp,
            Self::Gcp => Self::Aws,
        }
    }
}
