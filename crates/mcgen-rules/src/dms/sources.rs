//! Pages that several rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const POSTGRESQL_SOURCE: Reference = Reference {
    title: "AWS DMS: PostgreSQL as a source",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html",
};
pub(super) const MYSQL_SOURCE: Reference = Reference {
    title: "AWS DMS: MySQL as a source",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html",
};
pub(super) const CLOUD_SQL_SOURCE: Reference = Reference {
    title: "AWS DMS: Google Cloud for PostgreSQL as a source",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.GCPostgres.html",
};
pub(super) const FULL_LOAD: Reference = Reference {
    title: "AWS DMS: full-load task settings",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.FullLoad.html",
};
pub(super) const TARGET_METADATA: Reference = Reference {
    title: "AWS DMS: target metadata task settings",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TargetMetadata.html",
};
pub(super) const VALIDATION: Reference = Reference {
    title: "AWS DMS: data validation",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html",
};
pub(super) const SSL: Reference = Reference {
    title: "AWS DMS: using SSL",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html",
};
pub(super) const NETWORK: Reference = Reference {
    title: "AWS DMS: setting up a network for a replication instance",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.VPC.html",
};
pub(super) const CLASSES: Reference = Reference {
    title: "AWS DMS: choosing a replication instance",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html",
};
pub(super) const RELEASES: Reference = Reference {
    title: "AWS DMS: release notes",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReleaseNotes.html",
};
pub(super) const SECRETS: Reference = Reference {
    title: "AWS DMS: secrets for endpoints",
    url: "https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html",
};
