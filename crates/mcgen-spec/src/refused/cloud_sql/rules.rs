//! Rules about Cloud SQL that a key of an environment file can break.

use mcgen_diagnostics::{Reference, Rule, Severity};

const INSTANCE: Reference = Reference {
    title: "Terraform: google_sql_database_instance",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_database_instance",
};
const USER: Reference = Reference {
    title: "Terraform: google_sql_user",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_user",
};
const LOGICAL_REPLICATION: Reference = Reference {
    title: "Cloud SQL: set up logical replication and decoding",
    url: "https://docs.cloud.google.com/sql/docs/postgres/replication/configure-logical-replication",
};
const PRIVATE_IP: Reference = Reference {
    title: "Cloud SQL: private IP",
    url: "https://cloud.google.com/sql/docs/postgres/private-ip",
};

/// SQL-007: what point-in-time recovery rests on.
pub static RECOVERY_SETTING: Rule = Rule {
    code: "SQL-007",
    slug: "recovery-setting-of-the-other-engine",
    severity: Severity::Error,
    summary: "point-in-time recovery is not set the way this engine needs",
    fix: "PostgreSQL: `point-in-time-recovery`; MySQL: `binary-log`; both with `enabled: true`",
    explain: "Point-in-time recovery replays logs over a daily backup. PostgreSQL has a switch of \
its own for it; on MySQL it is the binary log, and the API refuses the switch of the other engine. \
Either is refused without daily backups. A regional instance and a MySQL instance with read replicas \
rest on the same logs.\n\nmcgen reads `point-in-time-recovery` only with PostgreSQL and `binary-log` \
only with MySQL, and asks for backups when either is on.",
    sources: &[
        INSTANCE,
        Reference {
            title: "Cloud SQL: configure point-in-time recovery",
            url: "https://cloud.google.com/sql/docs/mysql/backup-recovery/configure-pitr",
        },
    ],
    waivable: false,
};

/// SQL-009: an instance needs an address, and which one is a decision.
pub static NO_ADDRESS: Rule = Rule {
    code: "SQL-009",
    slug: "database-without-an-address",
    severity: Severity::Error,
    summary: "Cloud SQL instance has no address, or gets one by a default",
    fix: "keep `private-ip: true` and `public-ip: false`",
    explain: "`ipv4_enabled` of the API is true unless somebody says otherwise, so a database that \
was meant to be private gets a public address. With both addresses off the API refuses the \
instance.\n\nmcgen always writes both settings: `private-ip` (true by default) and `public-ip` (false \
by default). The rule finds both off, and the argument itself when it is brought from Terraform.",
    sources: &[INSTANCE, PRIVATE_IP],
    waivable: false,
};

/// SQL-010: the private services connection comes first.
pub static FOREIGN_NETWORK: Rule = Rule {
    code: "SQL-010",
    slug: "database-in-a-foreign-network",
    severity: Severity::Error,
    summary: "Cloud SQL instance names a network without its private services connection",
    fix: "remove the key; the instance lives in the network of `gcp.network`",
    explain: "A private address comes from the range that the network has peered to Google's \
producer network. Without that connection the creation of the instance fails, and Terraform cannot \
see the order by itself, because the instance names the network and not the connection. The `default` \
network of a project usually has none.\n\nmcgen builds the network, its range \
(`gcp.network.private-services`) and the connection, and makes the instance wait for it. It therefore \
has no key that names another network.",
    sources: &[
        PRIVATE_IP,
        Reference {
            title: "VPC: configure private services access",
            url: "https://cloud.google.com/vpc/docs/configure-private-services-access",
        },
    ],
    waivable: false,
};

/// SQL-012: `require_ssl` is gone.
pub static OLD_TLS_SETTING: Rule = Rule {
    code: "SQL-012",
    slug: "old-tls-setting",
    severity: Severity::Error,
    summary: "TLS is asked for with an argument that is gone or derived",
    fix: "write `tls: encrypted-only`",
    explain: "`require_ssl` was replaced by `ssl_mode` and removed from the provider; what it meant \
changed with the engine. `ssl_mode` has three values, which stand for themselves: unencrypted \
connections allowed, only encrypted ones, only those with a client certificate.\n\nmcgen writes \
`ssl_mode` from the key `tls`, whose default is `encrypted-only`.",
    sources: &[
        INSTANCE,
        Reference {
            title: "Cloud SQL: configure SSL/TLS certificates",
            url: "https://cloud.google.com/sql/docs/postgres/configure-ssl-instance",
        },
    ],
    waivable: false,
};

/// SQL-016: what a maintenance window may be.
pub static MAINTENANCE_WINDOW: Rule = Rule {
    code: "SQL-016",
    slug: "impossible-maintenance-window",
    severity: Severity::Error,
    summary: "maintenance window does not exist",
    fix: "write `day` 1 (Monday) to 7 (Sunday), `hour` 0 to 23 in UTC, and a `track`",
    explain: "Cloud SQL counts the days of the week from 1 for Monday to 7 for Sunday, and hours from \
0 to 23 in UTC. The track is `canary`, `stable` or `week5`. Everything else is refused at apply.",
    sources: &[
        INSTANCE,
        Reference {
            title: "Cloud SQL: about maintenance",
            url: "https://cloud.google.com/sql/docs/postgres/maintenance",
        },
    ],
    waivable: false,
};

/// SQL-017: a publisher without what publishing needs.
pub static INCOMPLETE_DECODING: Rule = Rule {
    code: "SQL-017",
    slug: "incomplete-logical-decoding",
    severity: Severity::Error,
    summary: "logical decoding lacks what its consumers need",
    fix: "write `logical-decoding: { consumers: N }`, from which mcgen sets all flags",
    explain: "A publication or a change-data-capture consumer reads the write-ahead log in logical \
form. Cloud SQL writes that form only with `cloudsql.logical_decoding` on, a flag that restarts the \
instance; `pglogical` needs `cloudsql.enable_pglogical` besides. Each consumer holds a replication \
slot and a sender, and the ones for a fresh start come on top.\n\nmcgen sets the flags from \
`logical-decoding`, at creation, so that no restart is needed later. The rule finds flags that \
contradict it or are too small for the number of consumers, pglogical without decoding, the block on \
MySQL (whose consumers read the binary log), and publications, which are SQL and not part of an \
instance.",
    sources: &[
        LOGICAL_REPLICATION,
        Reference {
            title: "PostgreSQL: logical replication configuration settings",
            url: "https://www.postgresql.org/docs/current/logical-replication-config.html",
        },
    ],
    waivable: false,
};

/// SQL-020: names and powers that Cloud SQL keeps.
pub static RESERVED_ROLE: Rule = Rule {
    code: "SQL-020",
    slug: "reserved-role-or-database",
    severity: Severity::Error,
    summary: "name or power that Cloud SQL keeps for itself",
    fix: "choose another name; administrators get `cloudsqlsuperuser`, nobody gets SUPERUSER",
    explain: "Cloud SQL gives nobody the SUPERUSER attribute. The administrator is a member of \
`cloudsqlsuperuser`, which may create extensions, roles and, since PostgreSQL 16, subscriptions; a \
role that reads a slot needs REPLICATION besides. Roles and databases that the service or the engine \
made themselves (`postgres`, `cloudsqladmin`, `root`, key words of PostgreSQL) cannot be made again.\
\n\nmcgen refuses names from its list of reserved ones and names that are no plain identifier.",
    sources: &[
        Reference {
            title: "Cloud SQL: PostgreSQL users and roles",
            url: "https://cloud.google.com/sql/docs/postgres/users",
        },
        Reference {
            title: "Cloud SQL: MySQL users",
            url: "https://cloud.google.com/sql/docs/mysql/users",
        },
        LOGICAL_REPLICATION,
    ],
    waivable: false,
};

/// SQL-021: what a user of Cloud SQL cannot have in an environment file.
pub static USER_HOST: Rule = Rule {
    code: "SQL-021",
    slug: "user-with-a-host",
    severity: Severity::Error,
    summary: "database user with a host, or with a password of its own",
    fix: "write the bare name in `username`; mcgen makes the password and keeps it in Secret Manager",
    explain: "A user of PostgreSQL has no host part, and the API refuses one. On MySQL a host limits \
from where the user may log in, which the network does here. A write-only password \
(`password_wo`) does nothing without its version, and a plain one ends in the state.\n\nmcgen makes \
the password when it is applied, stores it in Secret Manager alone, and writes both write-only \
arguments together.",
    sources: &[USER],
    waivable: false,
};

/// SQL-023: the customer key of an instance.
pub static KEY_IN_ANOTHER_REGION: Rule = Rule {
    code: "SQL-023",
    slug: "database-key-elsewhere",
    severity: Severity::Error,
    summary: "customer key cannot encrypt this instance",
    fix: "name a key in the region of the instance, or leave `kms-key` out and mcgen makes one",
    explain: "The key ring must be in the region of the instance: keys in another region, in a \
multi-region or in `global` do not work. The key is named by its resource name, without a version, \
and cannot be changed afterwards; another key means another instance.",
    sources: &[
        Reference {
            title: "Cloud SQL: customer-managed encryption keys",
            url: "https://docs.cloud.google.com/sql/docs/mysql/cmek",
        },
        INSTANCE,
    ],
    waivable: false,
};

/// SQL-024: promotion is not a setting.
pub static PROMOTION_SETTING: Rule = Rule {
    code: "SQL-024",
    slug: "promotion-as-a-setting",
    severity: Severity::Error,
    summary: "promotion of a replica written as a setting",
    fix: "remove the key; a promoted replica becomes the `database` of an environment of its own",
    explain: "Terraform promotes a read replica when `instance_type` becomes `CLOUD_SQL_INSTANCE` and, \
in the same change, `master_instance_name` and `replica_configuration` go. With one of them left in, \
the apply fails or, worse, the plan replaces the instance.\n\nmcgen renders replicas from `replicas` \
and primaries from `database`, each with the arguments of its kind only, so neither is mixed into the \
other.",
    sources: &[
        INSTANCE,
        Reference {
            title: "Cloud SQL: manage replicas",
            url: "https://cloud.google.com/sql/docs/postgres/replication/manage-replicas",
        },
    ],
    waivable: false,
};

/// SQL-025: a logical subscriber is a primary.
pub static FOREIGN_PRIMARY: Rule = Rule {
    code: "SQL-025",
    slug: "replica-of-a-foreign-primary",
    severity: Severity::Error,
    summary: "Cloud SQL instance declared as the replica of another database",
    fix: "list read replicas of this instance under `replicas`; data from elsewhere comes by a \
subscription",
    explain: "`master_instance_name` names another Cloud SQL instance of the same engine and makes a \
physical, read-only copy of it. A database that receives rows from RDS by a subscription or a \
migration service is an ordinary, writable primary: nothing in the instance makes it read-only, and \
it must not carry that argument. Keeping writers out is the work of roles \
(`default_transaction_read_only`, no write privileges).\n\nmcgen writes `master_instance_name` only \
for the entries of `replicas`.",
    sources: &[
        INSTANCE,
        Reference {
            title: "PostgreSQL: logical replication restrictions",
            url: "https://www.postgresql.org/docs/current/logical-replication-restrictions.html",
        },
    ],
    waivable: false,
};
