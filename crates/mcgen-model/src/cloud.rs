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
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Gcp => "Google Cloud",
        }
    }

    /// The cloud across the link.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Aws => Self::Gcp,
            Self::Gcp => Self::Aws,
        }
    }
}
