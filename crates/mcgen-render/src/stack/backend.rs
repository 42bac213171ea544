use mcgen_model::{AwsEnvironment, Environment, GcpEnvironment};
use serde::Serialize;

use super::{aws, gcp};

/// Where the state of a stack lives. The fields are what its template is filled with.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum Backend {
    /// A bucket of AWS.
    S3 {
        bucket: String,
        key: String,
        region: String,
        /// The only account that may hold it.
        account: Option<String>,
        kms_key: Option<String>,
    },
    /// A bucket of Google Cloud.
    Gcs {
        bucket: String,
        prefix: String,
        impersonate_service_account: Option<String>,
    },
    /// A bucket of Cloudflare, which speaks the protocol of S3.
    R2 {
        bucket: String,
        key: String,
        endpoint: String,
    },
}

impl Backend {
    /// The state of `stack` in the AWS bucket of the environment.
    pub(super) fn in_aws(environment: &Environment, aws: &AwsEnvironment, stack: &str) -> Self {
        let backend = &aws.backend;
        Self::S3 {
            bucket: backend.bucket.value.clone(),
            key: aws::state_key(environment, aws, stack),
            region: backend.region.code().to_owned(),
            account: backend.account.as_ref().map(|it| it.value.clone()),
            kms_key: backend.kms_key.as_ref().map(|it| it.value.clone()),
        }
    }

    /// The state of `stack` in the Google Cloud bucket of the environment.
    pub(super) fn in_gcp(environment: &Environment, gcp: &GcpEnvironment, stack: &str) -> Self {
        Self::Gcs {
            bucket: gcp.backend.bucket.value.clone(),
            prefix: gcp::state_prefix(environment, gcp, stack),
            impersonate_service_account: gcp.impersonate.as_ref().map(|it| it.value.clone()),
        }
    }

    /// The template of the block that says so; all stacks with such a state share it.
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Self::S3 { .. } => "stacks/backends/s3.tf.j2",
            Self::Gcs { .. } => "stacks/backends/gcs.tf.j2",
            Self::R2 { .. } => "stacks/backends/r2.tf.j2",
        }
    }

    /// The bucket, which must exist before the first `init`.
    pub(crate) fn bucket(&self) -> &str {
        match self {
            Self::S3 { bucket, .. } | Self::Gcs { bucket, .. } | Self::R2 { bucket, .. } => bucket,
        }
    }

    /// The address of the state: `s3://crm-tfstate/crm/production/aws.tfstate`.
    pub(crate) fn address(&self) -> String {
        match self {
            Self::S3 { bucket, key, .. } => format!("s3://{bucket}/{key}"),
            Self::Gcs { bucket, prefix, .. } => format!("gs://{bucket}/{prefix}/default.tfstate"),
            Self::R2 { bucket, key, .. } => format!("r2://{bucket}/{key}"),
        }
    }
}
