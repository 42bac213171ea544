//! Keys of AWS DMS that people bring from its API, from Terraform, or from other designs of replication.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    ENGINE_NAME: "strategy.primary-replica.replication.dms" [
        "engine" "engine-name" "engine_name" "source-engine" "source_engine" "target-engine"
        "target_engine"
    ]
        "the engine of both endpoints is that of the databases",
        "remove the key";
    CAPTURE_DDLS: "strategy.primary-replica.replication.dms" [
        "capture-ddls" "capture_ddls" "ddl-artifacts-schema" "ddl_artifacts_schema"
        "handle-ddl" "handle_ddl"
    ]
        "the schema is changed by people, on the standby first, and DMS captures none of it",
        "remove the key";
    MIGRATION_TYPE: "strategy.primary-replica.replication.dms" [
        "migration-type" "migration_type" "type"
    ]
        "the task copies the rows and goes on with the changes",
        "remove the key; a standby that holds the rows already is told by `seeded: { slot: …, position: … }`";
    START_TIME: "strategy.primary-replica.replication.dms" [
        "cdc-start-time" "cdc_start_time"
    ]
        "PostgreSQL has no changes by time, and a time in the binary log is only searched for",
        "remove the key; a standby that holds the rows already is told by `seeded: { slot: …, position: … }`";
    START_POSITION: "strategy.primary-replica.replication.dms" [
        "cdc-start-position" "cdc_start_position" "cdc-stop-position" "cdc_stop_position"
        "slot-name" "slot_name"
    ]
        "a position means something only together with its slot",
        "write both as `seeded: { slot: …, position: … }`, or remove the key";
    DROP_AND_CREATE: "strategy.primary-replica.replication.dms" [
        "target-table-prep-mode" "target_table_prep_mode" "table-preparation"
        "table_preparation"
    ]
        "this is the word of the API",
        "write `full-load: { preparation: do-nothing }`, which is the default, or `truncate`";
    LOB_SWITCHES: "strategy.primary-replica.replication.dms" [
        "support-lobs" "support_lobs" "full-lob-mode" "full_lob_mode" "limited-size-lob-mode"
        "limited_size_lob_mode" "lob-mode" "lob_mode"
    ]
        "three switches of the API are one word here",
        "write `lob: { mode: full }`, which is the default, `limited` or `none`";
    LOB_SIZE: "strategy.primary-replica.replication.dms" [
        "lob-max-size" "lob_max_size"
    ]
        "the size goes with the limited mode",
        "write `lob: { mode: limited, max-kib: … }`, or remove the key: values are carried whole";
    SSL_MODE: "strategy.primary-replica.replication.dms" [
        "ssl-mode" "ssl_mode" "source-ssl-mode" "source_ssl_mode" "target-ssl-mode"
        "target_ssl_mode"
    ]
        "each side gets the strictest mode that it can answer",
        "write `tls: verify`, which is the default, or `tls: require` for PostgreSQL";
    CERTIFICATE: "strategy.primary-replica.replication.dms" [
        "certificate-arn" "certificate_arn" "certificate-pem" "certificate_pem"
        "certificate-wallet" "certificate_wallet"
    ]
        "mcgen imports the certificates: that of Cloud SQL from its state, that of RDS from its own table",
        "remove the key; `aws-certificate` takes another one for RDS, in PEM";
    SERVICE_ROLES: "strategy.primary-replica.replication.dms" [
        "dms-vpc-role" "dms_vpc_role" "vpc-role" "vpc_role" "cloudwatch-logs-role"
        "cloudwatch_logs_role" "service-access-role" "service_access_role" "role-arn" "role_arn"
        "iam-role" "iam_role" "create-iam-roles" "create_iam_roles"
    ]
        "DMS looks for two roles by their names, one of each in an account",
        "remove the key; write `manage-roles: false` where the account has them already";
    PUBLIC_INSTANCE: "strategy.primary-replica.replication.dms" [
        "publicly-accessible" "publicly_accessible" "public" "public-ip" "public_ip"
    ]
        "the instance reaches both databases by private addresses",
        "remove the key";
    IDENTIFIERS: "strategy.primary-replica.replication.dms" [
        "replication-instance-id" "replication_instance_id" "replication-task-id"
        "replication_task_id" "endpoint-id" "endpoint_id" "replication-subnet-group-id"
        "replication_subnet_group_id" "resource-identifier" "resource_identifier" "name"
    ]
        "every name is made of the project, the environment and the side",
        "remove the key";
    CREDENTIALS: "strategy.primary-replica.replication.dms" [
        "password" "source-password" "source_password" "target-password" "target_password"
        "server-name" "server_name" "host" "port" "secrets-manager-arn" "secrets_manager_arn"
        "secrets-manager-access-role-arn" "secrets_manager_access_role_arn"
    ]
        "both endpoints read a secret of Secrets Manager that this stack writes",
        "remove the key; `username` chooses the user, and a higher `password-version` makes new passwords";
    TWO_WAY: "strategy.primary-replica.replication.dms" [
        "bidirectional" "two-way" "two_way" "loopback-prevention" "loopback_prevention"
        "loopback-prevention-settings" "loopback_prevention_settings"
    ]
        "one side takes the writes",
        "remove the key; `primary` says which side it is";
    TWO_WAY: "strategy.active-active.mechanism" [
        "dms" "aws-dms" "dms-pair" "dms_pair" "dms-bidirectional" "dms_bidirectional"
    ]
        "two tasks that face each other copy every change back, load over each other's rows, and resolve no conflict",
        "write `mechanism: logical-lww`, or choose the strategy `primary-replica` with `replication: dms`";
    MAPPINGS: "strategy.primary-replica.replication.dms" [
        "table-mappings" "table_mappings" "selection" "selection-rules" "selection_rules"
        "schemas" "tables" "transformations"
    ]
        "the rules are made of the tables of the strategy, one for each",
        "write the tables as `tables` of `primary-replica`";
    RESTART: "strategy.primary-replica.replication.dms" [
        "start-type" "start_type" "start-replication-task-type" "start_replication_task_type"
        "reload-target" "reload_target" "restart"
    ]
        "Terraform starts a new task and resumes one that was stopped, never from the beginning",
        "remove the key; `start: true` is enough, and a copy from the beginning is a step of a person";
    READ_ENDPOINT: "strategy.primary-replica.replication.dms" [
        "endpoint" "source-endpoint" "source_endpoint" "read-replica" "read_replica" "replica"
        "proxy" "rds-proxy" "rds_proxy"
    ]
        "DMS connects to the instances themselves",
        "remove the key";
    SERVERLESS: "strategy.primary-replica.replication.dms" [
        "serverless" "replication-config" "replication_config" "max-capacity-units"
        "max_capacity_units" "compute-config" "compute_config"
    ]
        "mcgen makes an instance with a fixed size",
        "write `class`, `storage-gib` and `multi-az`";
}
