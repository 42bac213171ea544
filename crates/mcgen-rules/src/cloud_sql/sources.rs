//! Pages that several rules rest on.

use mcgen_diagnostics::Reference;

pub(super) const INSTANCE: Reference = Reference {
    title: "Terraform: google_sql_database_instance",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_database_instance",
};
pub(super) const SETTINGS: Reference = Reference {
    title: "Cloud SQL: instance settings",
    url: "https://docs.cloud.google.com/sql/docs/mysql/instance-settings",
};
pub(super) const EDITIONS: Reference = Reference {
    title: "Cloud SQL: editions",
    url: "https://docs.cloud.google.com/sql/docs/editions-intro",
};
pub(super) const POSTGRES_FLAGS: Reference = Reference {
    title: "Cloud SQL for PostgreSQL: database flags",
    url: "https://docs.cloud.google.com/sql/docs/postgres/flags",
};
pub(super) const MYSQL_FLAGS: Reference = Reference {
    title: "Cloud SQL for MySQL: database flags",
    url: "https://docs.cloud.google.com/sql/docs/mysql/flags",
};
pub(super) const POSTGRES_VERSIONS: Reference = Reference {
    title: "Cloud SQL for PostgreSQL: database versions",
    url: "https://cloud.google.com/sql/docs/postgres/db-versions",
};
pub(super) const MYSQL_VERSIONS: Reference = Reference {
    title: "Cloud SQL for MySQL: database versions",
    url: "https://docs.cloud.google.com/sql/docs/mysql/db-versions",
};
