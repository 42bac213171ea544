//! The servers of the two databases.

use mcgen_model::{AwsDatabase, Cloud, Environment, GcpDatabase};
use serde::Serialize;

/// The server of one of the two databases.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Server {
    pub(super) cloud: &'static str,
    pub(super) name: &'static str,
    /// The variable of the shell that holds its connection string.
    variable: &'static str,
    database: String,
    username: String,
    port: u32,
    #[serde(skip)]
    major: u32,
}

/// The two servers by the name of their cloud.
pub(super) struct Servers {
    pub(super) aws: Server,
    pub(super) gcp: Server,
}

impl Servers {
    /// `None` where a side has no database.
    pub(super) fn of(environment: &Environment) -> Option<Self> {
        Some(Self {
            aws: of_aws(environment.aws.as_ref()?.database.as_ref()?),
            gcp: of_gcp(environment.gcp.as_ref()?.database.as_ref()?),
        })
    }

    pub(super) fn of_cloud(&self, cloud: Cloud) -> &Server {
        match cloud {
            Cloud::Aws => &self.aws,
            Cloud::Gcp => &self.gcp,
        }
    }

    /// The older of the two major versions.
    pub(super) fn oldest(&self) -> u32 {
        self.aws.major.min(self.gcp.major)
    }
}

fn of_aws(database: &AwsDatabase) -> Server {
    Server {
        cloud: Cloud::Aws.as_str(),
        name: "RDS",
        variable: "AWS",
        database: database.database_name.value.clone(),
        username: database.username.value.clone(),
        port: database.port.value,
        major: database.version.major(),
    }
}

fn of_gcp(database: &GcpDatabase) -> Server {
    Server {
        cloud: Cloud::Gcp.as_str(),
        name: "Cloud SQL",
        variable: "GCP",
        database: database.database_name.value.clone(),
        username: database.username.value.clone(),
        port: database.engine.default_port(),
        major: database.version.major(),
    }
}
