//! Keys of RDS that people bring from Terraform and from the API of AWS.

use mcgen_diagnostics::{Reference, Rule, Severity};

use super::refused_keys;

const CREATE_INSTANCE: Reference = Reference {
    title: "Amazon RDS API: CreateDBInstance",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
};
const PARAMETER_GROUPS: Reference = Reference {
    title: "Amazon RDS: parameter groups",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
};
const POSTGRES_PARAMETERS: Reference = Reference {
    title: "Amazon RDS: working with parameters on RDS for PostgreSQL",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html",
};
const LOGICAL_REPLICATION: Reference = Reference {
    title: "Amazon RDS: logical replication for RDS for PostgreSQL",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html",
};

/// RDS-003: the master password is managed.
pub static MASTER_PASSWORD: Rule = Rule {
    code: "RDS-003",
    slug: "rds-master-password",
    severity: Severity::Error,
    summary: "the master password is made and kept by AWS",
    fix: "remove the key; applications read the secret whose ARN is an output",
    explain: "RDS makes the master password, keeps it in Secrets Manager under the customer key and rotates it every seven days, or at the interval of `password-rotation-days` (1 to 1000). A password of one's own cannot be set beside that: the API refuses the two together, and a literal would stand in the state. RDS makes no read replica of an instance whose password it manages, so with `replicas` mcgen generates the password itself, and an interval of rotation has nothing to act on.",
    sources: &[
        Reference {
            title: "Amazon RDS: password management with Secrets Manager",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
        },
        CREATE_INSTANCE,
    ],
    waivable: false,
};

/// RDS-008: backups.
pub static BACKUP_RETENTION: Rule = Rule {
    code: "RDS-008",
    slug: "rds-backup-retention",
    severity: Severity::Error,
    summary: "automated backups do not fit what the database is for",
    fix: "keep backups for 1 to 35 days",
    explain: "Automated backups are kept for 0 to 35 days; 0 switches them off, and with them point-in-time recovery. A read replica is made from a backup of its source, and on MySQL the binary log exists only while backups do, so a source with a retention of 0 is refused by the API. Retention and window are the whole of it: there is no backup policy to choose.",
    sources: &[
        CREATE_INSTANCE,
        Reference {
            title: "Amazon RDS: working with automated backups",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
        },
    ],
    waivable: false,
};

/// RDS-012: the final snapshot.
pub static FINAL_SNAPSHOT: Rule = Rule {
    code: "RDS-012",
    slug: "rds-final-snapshot",
    severity: Severity::Error,
    summary: "the final snapshot is one switch",
    fix: "write `final-snapshot: true` or `false`",
    explain: "Terraform has two arguments for one decision, and `skip_final_snapshot = false` without a `final_snapshot_identifier` fails only when the database is destroyed. mcgen has one key, `final-snapshot`, and derives both arguments from it: the snapshot is named after the instance, with an ID that every new instance gets, so that a second one of the same name leaves a second snapshot.",
    sources: &[
        Reference {
            title: "Terraform AWS provider: aws_db_instance",
            url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance",
        },
        Reference {
            title: "Amazon RDS: deleting a DB instance",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
        },
    ],
    waivable: false,
};

/// RDS-014: versions past their support.
pub static SUPPORT_ENDED: Rule = Rule {
    code: "RDS-014",
    slug: "rds-version-support",
    severity: Severity::Warning,
    summary: "the engine version is at the end of its support",
    fix: "move to a version with standard support",
    explain: "After the end of standard support RDS bills Extended Support by the processor hour, for three years at most, unless the instance opts out. mcgen opts out, so that nobody pays without deciding to; with `extended-support: true` it says what is being paid for until the version is left behind. Minor versions end earlier: one whose end is announced can still be created, but is replaced soon after. mcgen compares the version table of its release with the date of the check.",
    sources: &[
        Reference {
            title: "Amazon RDS: Extended Support",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
        },
        Reference {
            title: "Release calendars for Amazon RDS for PostgreSQL",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
        },
        Reference {
            title: "Amazon RDS: MySQL versions",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
        },
    ],
    waivable: true,
};

/// RDS-017: the parameter group.
pub static PARAMETER_GROUP: Rule = Rule {
    code: "RDS-017",
    slug: "rds-parameter-group",
    severity: Severity::Error,
    summary: "the parameter group does not fit the engine",
    fix: "leave the group to mcgen: it follows from engine and version",
    explain: "A parameter group belongs to a family, which is the engine with its major version (`postgres17`, `mysql8.4`); an instance takes no group of another family. The default group of a family cannot be changed, so mcgen always makes one for the instance and puts the parameters of the file into it. Some parameters are set by RDS itself and refuse every change.",
    sources: &[PARAMETER_GROUPS, POSTGRES_PARAMETERS],
    waivable: false,
};

/// RDS-018: static parameters wait for a reboot.
pub static STATIC_PARAMETER: Rule = Rule {
    code: "RDS-018",
    slug: "rds-static-parameter",
    severity: Severity::Error,
    summary: "a static parameter cannot be applied at once",
    fix: "remove `apply`, or write `apply: pending-reboot`, and plan a reboot",
    explain: "Static parameters (the sizes of shared memory, `rds.logical_replication`, `shared_preload_libraries` and others) are read when the server starts. RDS refuses them with the apply method `immediate`, and Terraform takes that method where none is given, so the first apply fails. mcgen knows the kind of each parameter of its table and writes the method itself; what the table does not know is sent as `pending-reboot`, which RDS accepts for both kinds. The change then waits for a reboot, which no apply does by itself.",
    sources: &[PARAMETER_GROUPS, POSTGRES_PARAMETERS],
    waivable: false,
};

/// RDS-019: logical decoding is switched on in one way.
pub static LOGICAL_DECODING: Rule = Rule {
    code: "RDS-019",
    slug: "rds-logical-decoding",
    severity: Severity::Error,
    summary: "logical decoding is not switched on the way RDS does it",
    fix: "describe the consumers under `logical-decoding`",
    explain: "On RDS for PostgreSQL nobody is a superuser: `wal_level` can be set neither with `ALTER SYSTEM` nor in a parameter group. It becomes `logical` when `rds.logical_replication` is 1 in the instance's own parameter group and the instance has been rebooted. The block `logical-decoding` sets that, sizes slots, senders and workers for its consumers, and needs an instance that nothing in `parameters` switches off again. MySQL has no logical decoding: its consumers read the binary log, which backups switch on.",
    sources: &[LOGICAL_REPLICATION, POSTGRES_PARAMETERS],
    waivable: false,
};

/// RDS-025: the TLS parameter follows from one switch.
pub static TLS_PARAMETER: Rule = Rule {
    code: "RDS-025",
    slug: "rds-tls-parameter",
    severity: Severity::Warning,
    summary: "whether TLS is required follows from one switch",
    fix: "remove it and write `require-tls`",
    explain: "`rds.force_ssl` (PostgreSQL) and `require_secure_transport` (MySQL) decide whether the server refuses plain text. Their defaults differ by version: PostgreSQL 15 and later begin with 1, earlier ones and MySQL with 0, so a client without TLS that worked before an upgrade fails after it. mcgen always writes the parameter, from `require-tls` alone, and ignores a second opinion among the parameters.",
    sources: &[Reference {
        title: "Amazon RDS: using SSL with a PostgreSQL DB instance",
        url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
    }],
    waivable: false,
};

/// RDS-028: what a read replica takes from its source.
pub static REPLICA_INHERITS: Rule = Rule {
    code: "RDS-028",
    slug: "rds-replica-inherits",
    severity: Severity::Error,
    summary: "a read replica takes this from its source",
    fix: "remove the key from the replica",
    explain: "A read replica in the region of its source has the source's encryption, engine, credentials and databases; the API has no such parameters. Since 2026 it takes a key of its own there, which older providers cannot send, so mcgen leaves the source's key on it and warns. A replica in another region needs the ARN of an encrypted source and a key of the destination region. The strategy `independent` makes replicas in the environment's own region only; a database in another region is an environment of its own.",
    sources: &[
        Reference {
            title: "Amazon RDS API: CreateDBInstanceReadReplica",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html",
        },
        Reference {
            title: "Amazon RDS: read replicas in another region",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
        },
    ],
    waivable: false,
};

/// RDS-032: Performance Insights is a part of Database Insights.
pub static PERFORMANCE_INSIGHTS: Rule = Rule {
    code: "RDS-032",
    slug: "rds-performance-insights",
    severity: Severity::Warning,
    summary: "insights are set by the mode of Database Insights",
    fix: "write `insights: { mode: standard }` or `advanced`",
    explain: "The console of Performance Insights ended in the middle of 2026; its data lives on in Database Insights, whose mode decides what is kept and shown. An instance that only switches Performance Insights on gets the standard mode and nothing more. The smallest classes cannot run it on MySQL (t2, t3 and t4g in the sizes micro and small); there mcgen leaves it off. AWS pages disagree on the day by a month.",
    sources: &[
        Reference {
            title: "Amazon RDS: Performance Insights",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.html",
        },
        Reference {
            title: "Amazon RDS: Database Insights",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.html",
        },
    ],
    waivable: false,
};

/// RDS-033: Enhanced Monitoring.
pub static MONITORING: Rule = Rule {
    code: "RDS-033",
    slug: "rds-monitoring-interval",
    severity: Severity::Error,
    summary: "Enhanced Monitoring does not work like this",
    fix: "write `monitoring-interval-seconds: 60`, or 0 to switch it off",
    explain: "The operating system of an instance is measured every 1, 5, 10, 15, 30 or 60 seconds, or, with 0, not at all. RDS writes the measurements with a role, and accepts an interval above 0 only together with one and the reverse. mcgen makes the role exactly when the interval is above 0.",
    sources: &[
        CREATE_INSTANCE,
        Reference {
            title: "Amazon RDS: setting up Enhanced Monitoring",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
        },
    ],
    waivable: false,
};

/// RDS-036: Aurora clusters.
pub static AURORA: Rule = Rule {
    code: "RDS-036",
    slug: "rds-not-aurora",
    severity: Severity::Error,
    summary: "a key of Aurora clusters on an RDS instance",
    fix: "remove the key",
    explain: "Aurora puts storage, credentials, backups and protection on a cluster, and instances without any of these into it; an engine mode, a global write forwarding or a backtrack window exist only there. The database of this block is one RDS instance with an optional standby and read replicas, so a key of a cluster has nothing to act on and the API would refuse it.",
    sources: &[
        Reference {
            title: "Amazon RDS API: CreateDBCluster",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html",
        },
        CREATE_INSTANCE,
    ],
    waivable: false,
};

/// RDS-037: Aurora Serverless capacity.
pub static SERVERLESS: Rule = Rule {
    code: "RDS-037",
    slug: "rds-not-serverless",
    severity: Severity::Error,
    summary: "capacity units exist only in Aurora Serverless",
    fix: "choose an instance class instead",
    explain: "Aurora Serverless v2 scales between a least and a most number of capacity units (ACU), in steps of 0.5, for instances of the class `db.serverless`. An RDS instance has no such range: its capacity is its class, and a change of class is a short interruption. Read replicas and RDS Proxy are the means to take load off it.",
    sources: &[Reference {
        title: "Amazon Aurora: requirements and limitations of Serverless v2",
        url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.requirements.html",
    }],
    waivable: false,
};

/// RDS-038: RDS Proxy and its target group.
pub static PROXY: Rule = Rule {
    code: "RDS-038",
    slug: "rds-proxy",
    severity: Severity::Error,
    summary: "the proxy cannot be set up like this",
    fix: "keep the shares between 1 and 100 percent and the timeout within 300 seconds",
    explain: "The settings of the connection pool belong to the target group of a proxy, not to the proxy; in the environment file they all stand under `proxy`, and mcgen puts each where it belongs. The proxy opens at most `max-connections-percent` of what the instance accepts (1 to 100) and keeps at most `max-idle-connections-percent` of it while idle, which cannot be more. A client waits up to `borrow-timeout-seconds` (0 to 300). IAM logins through a proxy need TLS. Subnets, security group, role and secret follow from the instance.",
    sources: &[
        Reference {
            title: "Amazon RDS API: ConnectionPoolConfiguration",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ConnectionPoolConfiguration.html",
        },
        Reference {
            title: "Amazon RDS: Proxy connection considerations",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connections.html",
        },
        Reference {
            title: "Amazon RDS: planning where to use RDS Proxy",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-planning.html",
        },
    ],
    waivable: false,
};

/// RDS-039: a major upgrade.
pub static MAJOR_UPGRADE: Rule = Rule {
    code: "RDS-039",
    slug: "rds-major-upgrade",
    severity: Severity::Warning,
    summary: "a major upgrade needs steps that no plan takes",
    fix: "plan the upgrade as a run of its own, and remove `allow-major-version-upgrade` after it",
    explain: "RDS refuses a change of `version` that crosses a major version unless `allow-major-version-upgrade` stands beside it. Such an upgrade stops the database and cannot be undone, so the key belongs into the file for the upgrade only: left in, it lets the next change of the version do the same again. mcgen warns as long as it is there; a waiver with `until` covers the days of the upgrade. The parameter group of the new family is made before the old one goes; where the upgrade waits for the maintenance window, the old group goes with the apply after it.\n\nTwo things stand in the way. Before PostgreSQL 17, RDS refuses the upgrade while a logical replication slot exists (from 17 on, `pg_upgrade` keeps slots): stop the consumers, drop their slots, upgrade, create the slots again and decide what each consumer copies anew. mcgen warns of them half a year before the standard support of the version ends, because by then the upgrade must be planned. And read replicas of MySQL must be upgraded before their source, but Terraform changes the source first; those of PostgreSQL in the same region are upgraded with it.",
    sources: &[
        Reference {
            title: "Amazon RDS: how to perform a major version upgrade for RDS for PostgreSQL",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.MajorVersion.Process.html",
        },
        Reference {
            title: "PostgreSQL: pg_upgrade",
            url: "https://www.postgresql.org/docs/current/pgupgrade.html",
        },
        Reference {
            title: "Amazon RDS: upgrades of the RDS for MySQL DB engine",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.MySQL.html",
        },
    ],
    waivable: true,
};

refused_keys! {
    MASTER_PASSWORD: "aws.database" [
        "manage-master-user-password" "manage_master_user_password" "ManageMasterUserPassword"
        "master-user-secret-kms-key-id" "master_user_secret_kms_key_id"
        "MasterUserSecretKmsKeyId" "password-wo" "password_wo" "password-wo-version"
        "password_wo_version"
    ]
        "the password is always managed, under the key of the database",
        "remove the key; `password-rotation-days` sets the interval of rotation";
    BACKUP_RETENTION: "aws.database.backup" [
        "policy" "backup-policy" "backup_policy" "BackupPolicy"
    ]
        "RDS has no backup policy: `retention-days` and `window` say everything",
        "remove the key; a `retention-days` above 0 switches automated backups on";
    FINAL_SNAPSHOT: "aws.database" [
        "skip-final-snapshot" "skip_final_snapshot" "SkipFinalSnapshot"
    ]
        "two keys for one decision contradict each other sooner or later",
        "write `final-snapshot: true` (or `false`, where `skip` would be true)";
    FINAL_SNAPSHOT: "aws.database" [
        "final-snapshot-identifier" "final_snapshot_identifier" "FinalDBSnapshotIdentifier"
    ]
        "the snapshot is named after the instance: `<name>-final`",
        "write `final-snapshot: true`";
    SUPPORT_ENDED: "aws.database" [
        "engine-lifecycle-support" "engine_lifecycle_support" "EngineLifecycleSupport"
    ]
        "whether Extended Support may be billed is one switch",
        "write `extended-support: true` to accept the bill; `false` is the default";
    PARAMETER_GROUP: "aws.database" [
        "parameter-group" "parameter_group" "parameter-group-name" "parameter_group_name"
        "DBParameterGroupName"
    ]
        "a default group cannot be changed, and a shared one changes under other databases",
        "remove the key and write the values under `parameters`";
    STATIC_PARAMETER: "aws.database.parameters" [
        "apply-method" "apply_method" "ApplyMethod"
    ]
        "mcgen knows which parameters need a reboot",
        "remove the key, or write `apply: immediate` or `apply: pending-reboot`";
    LOGICAL_DECODING: "aws.database" [
        "wal-level" "wal_level"
    ]
        "nobody can set `wal_level` on RDS: it follows from `rds.logical_replication`",
        "write `logical-decoding: { consumers: 1 }`";
    LOGICAL_DECODING: "aws.database" [
        "logical-replication" "logical_replication" "rds.logical_replication" "cdc"
    ]
        "a switch alone says nothing of how many slots are needed and what they may hold back",
        "write `logical-decoding: { consumers: 1 }`";
    TLS_PARAMETER: "aws.database" [
        "force-ssl" "force_ssl" "rds.force_ssl" "require-secure-transport"
        "require_secure_transport" "require-ssl" "require_ssl"
    ]
        "the key is ignored: the parameter follows from `require-tls`, which is `true` by default",
        "remove the key, or write `require-tls`";
    REPLICA_INHERITS: "aws.database.replicas" [
        "storage-encrypted" "storage_encrypted" "StorageEncrypted" "encrypted" "kms-key-id"
        "kms_key_id" "KmsKeyId"
    ]
        "a replica in the source's region has the source's encryption and key",
        "remove the key; `encrypted` and `kms-key` of the database hold for its replicas";
    REPLICA_INHERITS: "aws.database.replicas" [
        "source-region" "source_region" "SourceRegion" "pre-signed-url" "pre_signed_url"
        "PreSignedUrl"
    ]
        "replicas stand in the region of their source",
        "remove the key; a database in another region is an environment of its own";
    REPLICA_INHERITS: "aws.database.replicas" [
        "replicate-source-db" "replicate_source_db" "SourceDBInstanceIdentifier" "engine"
        "version" "engine-version" "engine_version" "username" "database-name" "backup-policy"
        "BackupPolicy"
    ]
        "a replica copies its source, which is the database of this block",
        "remove the key; a replica has a `name`, a `class` and a `zone`";
    PERFORMANCE_INSIGHTS: "aws.database" [
        "performance-insights" "performance_insights" "performance-insights-enabled"
        "performance_insights_enabled" "EnablePerformanceInsights"
    ]
        "the key is ignored: Performance Insights is a part of Database Insights and on where the class can run it",
        "write `insights: { mode: standard }`, or `advanced` for fifteen months and execution plans";
    PERFORMANCE_INSIGHTS: "aws.database" [
        "performance-insights-retention-period" "performance_insights_retention_period"
        "PerformanceInsightsRetentionPeriod" "performance-insights-retention-days"
    ]
        "the key is ignored: the retention belongs to Database Insights",
        "write `insights: { mode: standard, retention-days: 7 }`";
    MONITORING: "aws.database" [
        "monitoring-role-arn" "monitoring_role_arn" "MonitoringRoleArn" "monitoring-role"
        "monitoring_role"
    ]
        "the role is made exactly when the interval is above 0",
        "remove the key; `monitoring-interval-seconds` decides";
    AURORA: "aws.database" [
        "engine-mode" "engine_mode" "EngineMode" "cluster-identifier" "cluster_identifier"
        "DBClusterIdentifier" "global-cluster-identifier" "global_cluster_identifier"
        "backtrack-window" "backtrack_window" "enable-http-endpoint" "enable_http_endpoint"
        "EnableHttpEndpoint"
    ]
        "it belongs to an Aurora cluster, and this database is an RDS instance",
        "remove the key; `multi-az` and `replicas` give a standby and readers";
    SERVERLESS: "aws.database" [
        "serverless" "serverless-v2-scaling-configuration" "serverlessv2_scaling_configuration"
        "ServerlessV2ScalingConfiguration" "min-capacity" "min_capacity" "max-capacity"
        "max_capacity" "scaling-configuration" "scaling_configuration"
    ]
        "an RDS instance has the capacity of its class",
        "remove the key and choose the class, such as `class: db.m7g.large`";
    PROXY: "aws.database" [
        "max-connections-percent" "max_connections_percent" "MaxConnectionsPercent"
        "max-idle-connections-percent" "max_idle_connections_percent"
        "MaxIdleConnectionsPercent" "connection-borrow-timeout" "connection_borrow_timeout"
        "ConnectionBorrowTimeout" "connection-pool-config" "connection_pool_config"
        "ConnectionPoolConfig"
    ]
        "it is a setting of the proxy's connection pool",
        "write it under `proxy`: `proxy: { max-connections-percent: 80 }`";
    PROXY: "aws.database.proxy" [
        "target-group" "target_group" "connection-pool-config" "connection_pool_config"
        "ConnectionPoolConfig" "connection-pool-configuration"
    ]
        "the pool's settings stand directly under `proxy`; mcgen puts them on the target group",
        "write `max-connections-percent`, `max-idle-connections-percent` and `borrow-timeout-seconds`";
    PROXY: "aws.database.proxy" [
        "subnets" "subnet-ids" "vpc-subnet-ids" "vpc_subnet_ids" "VpcSubnetIds" "role-arn"
        "role_arn" "RoleArn" "auth" "secret-arn" "secret_arn" "require-tls" "require_tls"
        "RequireTLS" "engine-family" "engine_family" "EngineFamily" "name"
    ]
        "it follows from the instance: its name, engine, subnets, secret and TLS",
        "remove the key";
    MAJOR_UPGRADE: "aws.database" [
        "allow_major_version_upgrade" "AllowMajorVersionUpgrade" "allow-major-upgrade"
    ]
        "mcgen writes the argument from `allow-major-version-upgrade`",
        "write `allow-major-version-upgrade: true` together with the new `version`, and remove it after the upgrade";
    MAJOR_UPGRADE: "aws.database.maintenance" [
        "allow-major-version-upgrade" "allow_major_version_upgrade" "allow-major-upgrade"
    ]
        "a major upgrade is no part of the maintenance: it comes with a change of `version`",
        "write `allow-major-version-upgrade: true` beside `version`, and remove it after the upgrade";
}
