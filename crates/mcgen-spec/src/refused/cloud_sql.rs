//! Keys of `gcp.database` that come from Terraform, RDS or a design for replication.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    RECOVERY_SETTING: "gcp.database.backup" ["point-in-time-recovery-enabled" "point_in_time_recovery_enabled" "pitr" "replication-log-archiving-enabled" "replication_log_archiving_enabled"]
        "that is the argument of the provider, which exists for PostgreSQL only",
        "write `point-in-time-recovery: true` (PostgreSQL) or `binary-log: true` (MySQL); both are the default";
    RECOVERY_SETTING: "gcp.database.backup" ["binary-log-enabled" "binary_log_enabled" "bin-log"]
        "that is the argument of the provider, which exists for MySQL only",
        "write `binary-log: true` (MySQL) or `point-in-time-recovery: true` (PostgreSQL); both are the default";
    RECOVERY_SETTING: "gcp.database" ["point-in-time-recovery" "point-in-time-recovery-enabled" "point_in_time_recovery_enabled" "pitr" "binary-log" "binary-log-enabled" "binary_log_enabled"]
        "how far back a database can be recovered is part of its backups",
        "write `point-in-time-recovery` (PostgreSQL) or `binary-log` (MySQL) under `backup`; both are on by default";
    NO_ADDRESS: "gcp.database" ["ipv4-enabled" "ipv4_enabled" "assign-ip" "publicly-accessible" "publicly_accessible"]
        "the argument is true unless somebody turns it off, so mcgen writes it itself",
        "write `public-ip: false`, which is the default";
    FOREIGN_NETWORK: "gcp.database" ["private-network" "private_network" "network" "network-id" "vpc" "allocated-ip-range" "allocated_ip_range" "depends-on" "depends_on"]
        "the instance lives in the network of this file, behind the private services connection that mcgen makes first",
        "remove the key, and set `gcp.network.private-services` to choose the range";
    OLD_TLS_SETTING: "gcp.database" ["require-ssl" "require_ssl"]
        "`require_ssl` was removed from the provider in favour of `ssl_mode`",
        "write `tls: encrypted-only`, which is the default";
    OLD_TLS_SETTING: "gcp.database" ["ssl-mode" "ssl_mode" "sslmode"]
        "mcgen writes `ssl_mode` from `tls`",
        "write `tls: encrypted-only` (ENCRYPTED_ONLY) or `tls: client-certificate` (TRUSTED_CLIENT_CERTIFICATE_REQUIRED)";
    MAINTENANCE_WINDOW: "gcp.database.maintenance" ["update-track" "update_track"]
        "mcgen writes `update_track` from `track`",
        "write `track: canary`, `stable` or `week5`";
    MAINTENANCE_WINDOW: "gcp.database.maintenance" ["window"]
        "Cloud SQL has no end of the window, only the day and the hour of its beginning",
        "write `day: 7` (1 is Monday) and `hour: 18` (UTC)";
    INCOMPLETE_DECODING: "gcp.database" ["publication" "publications" "publisher" "replication-slot" "replication-slots" "slots" "pglogical" "cdc"]
        "publications and slots are made in SQL; what the instance must have for them is logical decoding, which restarts it",
        "write `logical-decoding: { consumers: 1 }` with one consumer for each subscription or connector";
    RESERVED_ROLE: "gcp.database" ["superuser" "grant-superuser" "database-roles" "database_roles" "privileges"]
        "Cloud SQL gives nobody SUPERUSER; the administrator is a member of `cloudsqlsuperuser`",
        "remove the key, and grant roles to further users in SQL";
    USER_HOST: "gcp.database" ["host" "user-host" "user_host"]
        "a user of PostgreSQL has no host part, and on MySQL the network limits who reaches the port",
        "remove the key, and list who connects under `clients`";
    USER_HOST: "gcp.database" ["password-wo" "password_wo" "password-wo-version" "password_wo_version" "user-password-wo"]
        "mcgen makes the password itself and writes both write-only arguments together",
        "remove the key; the password is in Secret Manager after the first apply";
    KEY_IN_ANOTHER_REGION: "gcp.database" ["encryption-key-name" "encryption_key_name" "kms-key-name" "disk-encryption-configuration"]
        "mcgen writes `encryption_key_name` from `kms-key`",
        "write `kms-key: projects/…/locations/…/keyRings/…/cryptoKeys/…`, or leave it out and mcgen makes a key";
    PROMOTION_SETTING: "gcp.database" ["instance-type" "instance_type" "replica-configuration" "replica_configuration" "promote" "failover-target" "failover_target"]
        "an instance is promoted by a change of three arguments at once, never by one of them",
        "remove the key; describe the promoted replica as the `database` of an environment of its own";
    FOREIGN_PRIMARY: "gcp.database" ["master-instance-name" "master_instance_name" "replicate-from" "replicate_from" "replica-of" "replicate-source-db" "replicate_source_db" "source" "primary"]
        "that argument names a Cloud SQL primary and makes a physical copy; a database fed from elsewhere is a writable primary",
        "list copies of this instance under `replicas: [{ name: reports }]`; data from RDS comes with `strategy: { primary-replica: … }`";
    FOREIGN_PRIMARY: "gcp.database" ["read-only" "read_only" "readonly" "mode" "role"]
        "an instance has no read-only mode; a logical subscriber is writable like any primary",
        "remove the key; the standby of `strategy: { primary-replica: … }` is fenced by the SQL that is rendered for it";
    FOREIGN_PRIMARY: "gcp.database" ["subscription" "subscriptions" "subscriber"]
        "a subscription is made in SQL on an ordinary, writable instance",
        "remove the key; `strategy: { primary-replica: { replication: logical, … } }` renders the SQL for it";
}
