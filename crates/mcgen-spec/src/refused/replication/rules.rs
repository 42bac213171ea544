//! Rules about replication that the reader finds broken.

use mcgen_diagnostics::{Reference, Rule, Severity};

use crate::refused::rules_of_keys;

/// What PostgreSQL does not replicate.
pub const RESTRICTIONS: Reference = Reference {
    title: "PostgreSQL: restrictions of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-restrictions.html",
};
const PUBLICATION: Reference = Reference {
    title: "PostgreSQL: publication",
    url: "https://www.postgresql.org/docs/current/logical-replication-publication.html",
};
const CREATE_PUBLICATION: Reference = Reference {
    title: "PostgreSQL: CREATE PUBLICATION",
    url: "https://www.postgresql.org/docs/current/sql-createpublication.html",
};
const SUBSCRIPTION: Reference = Reference {
    title: "PostgreSQL: subscription",
    url: "https://www.postgresql.org/docs/current/logical-replication-subscription.html",
};
const CREATE_SUBSCRIPTION: Reference = Reference {
    title: "PostgreSQL: CREATE SUBSCRIPTION",
    url: "https://www.postgresql.org/docs/current/sql-createsubscription.html",
};
const DROP_SUBSCRIPTION: Reference = Reference {
    title: "PostgreSQL: DROP SUBSCRIPTION",
    url: "https://www.postgresql.org/docs/current/sql-dropsubscription.html",
};
const CONFLICTS_PAGE: Reference = Reference {
    title: "PostgreSQL: conflicts of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-conflicts.html",
};
const ARCHITECTURE: Reference = Reference {
    title: "PostgreSQL: architecture of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-architecture.html",
};
/// Who may replicate.
pub const SECURITY: Reference = Reference {
    title: "PostgreSQL: security of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-security.html",
};
const SLOTS: Reference = Reference {
    title: "PostgreSQL: replication slots",
    url: "https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-SLOTS",
};
const MONITORING: Reference = Reference {
    title: "PostgreSQL: monitoring of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-monitoring.html",
};
const RDS: Reference = Reference {
    title: "Amazon RDS: logical replication for RDS for PostgreSQL",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html",
};
const RDS_IN_A_VPC: Reference = Reference {
    title: "Amazon RDS: working with a DB instance in a VPC",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
};
const READ_ONLY: Reference = Reference {
    title: "PostgreSQL: default_transaction_read_only",
    url: "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-DEFAULT-TRANSACTION-READ-ONLY",
};

rules_of_keys! {
    /// REP-002: the plugin is pgoutput.
    OUTPUT_PLUGIN = "REP-002" "other-output-plugin" Error
        "logical replication uses the output plugin of PostgreSQL",
        "remove the key",
        "A subscription of PostgreSQL reads what the plugin `pgoutput` writes, and it works with every replica \
identity. `pglogical` is an extension with functions of its own, does not know REPLICA IDENTITY FULL, and \
recent minor versions of PostgreSQL load only plugins that are listed.",
        &[RDS, CREATE_SUBSCRIPTION];
    /// REP-003: the schema does not replicate.
    SCHEMA_STAYS = "REP-003" "schema-does-not-replicate" Error
        "the schema does not replicate",
        "copy the schema before the subscription, and change it on the standby first",
        "Logical replication carries rows. The tables must exist on the standby before the subscription, and a \
column that only the primary has stops the worker at the next row: the log then piles up behind the slot. \
What is added goes to the standby first, what is removed goes from the primary first.\n\nThe rendered README \
copies the schema with pg_dump and compares the two sides with `03-schema.sql`.",
        &[RESTRICTIONS];
    /// REP-005: only rows of tables replicate.
    NOT_REPLICATED = "REP-005" "objects-that-do-not-replicate" Error
        "this does not replicate",
        "keep what must survive in ordinary tables",
        "Rows of ordinary and partitioned tables replicate, and TRUNCATE. Views, materialized views and foreign \
tables cannot be published, unlogged tables have no log, large objects live outside of every table. \
`02-publisher.sql` refuses what is no ordinary table.",
        &[RESTRICTIONS];
    /// REP-006: a subscription makes its slot.
    SLOT_OF_THE_SUBSCRIPTION = "REP-006" "slot-made-by-hand" Error
        "the subscription makes its slot",
        "remove the key",
        "CREATE SUBSCRIPTION makes a slot of its own, at the very point from which its copy begins. With a slot \
that exists already it fails, unless told `create_slot = false`; and then nothing says from where the slot \
reads.\n\nOne case is safe, and `22-promote.sql` uses it: a slot that was made on the new primary before it \
took the first write.",
        &[CREATE_SUBSCRIPTION];
    /// REP-007: a copy needs empty tables.
    COPY_OF_THE_TABLES = "REP-007" "copy-into-filled-tables" Error
        "the step decides whether rows are copied",
        "remove the key",
        "A copy into tables that have rows already ends in duplicate keys, and the worker tries for ever. No copy \
into tables that lack rows leaves them out silently. `05-subscriber.sql` copies, and refuses tables that are \
not empty; `30-follow.sql` does not, and refuses a side whose rows may differ.",
        &[CREATE_SUBSCRIPTION, SUBSCRIPTION];
    /// REP-008: the connection is whole, encrypted, and without a secret in a file.
    CONNECTION_OF_THE_SUBSCRIPTION = "REP-008" "connection-of-the-subscription" Error
        "the connection of the subscription is put together when it is made",
        "remove the key, and set the variables of the README",
        "The connection needs host, port, database, role and password, and encryption that is not left to chance \
(`sslmode=require`; the default falls back to plain text). The owner of a subscription who is no superuser \
must have a password in it. None of that belongs into a file: the SQL reads it from the environment of psql.",
        &[CREATE_SUBSCRIPTION, SECURITY];
    /// REP-009: RDS is known by its name.
    ADDRESS_OF_THE_PRIMARY = "REP-009" "address-of-the-primary" Error
        "the address of the primary is an output, not a setting",
        "remove the key, and use the outputs of the stacks",
        "The address behind the name of an RDS instance changes with each failover to its standby and with many a \
maintenance; over the link the name resolves to the private address. A subscription that holds an address \
stands still after the first change. `05-subscriber.sql` refuses an address where the primary is RDS.",
        &[RDS_IN_A_VPC];
    /// REP-010: the standby is fenced.
    FENCED_STANDBY = "REP-010" "writable-standby" Error
        "the standby takes no writes before its promotion",
        "remove the key",
        "A logical subscriber is an ordinary database that takes writes. A row that somebody writes there meets the \
one that comes, and the worker stops. mcgen sets `default_transaction_read_only` for the database \
(`04-fence-standby.sql`): sessions are read-only, and what replication applies is not held up. Roles whose \
own setting is stronger are found first. The promotion takes the fence down.",
        &[READ_ONLY, CONFLICTS_PAGE];
    /// REP-011: one side writes.
    ONE_WRITER = "REP-011" "two-writers" Error
        "one side takes the writes",
        "name one cloud as `primary`",
        "With replication in one direction, what is written on the other side goes nowhere, stops the replication \
where it meets a row that comes, and is lost at the next copy.",
        &[CONFLICTS_PAGE];
    /// REP-012: two directions are another strategy.
    ONE_DIRECTION = "REP-012" "two-directions" Error
        "a primary and its standby replicate in one direction",
        "remove the key",
        "Two subscriptions that face each other send each change back to where it came from; only `origin = none` \
(PostgreSQL 16 on both sides) stops that, and then the writes of the two sides must never touch one row or \
one key, or something must decide. That is the strategy `active-active`.",
        &[CREATE_SUBSCRIPTION, CONFLICTS_PAGE];
    /// REP-013: nothing resolves conflicts.
    CONFLICTS = "REP-013" "conflict-resolution" Warning
        "a fenced standby has no conflicts to resolve",
        "remove the key",
        "PostgreSQL resolves no conflicts: a key that exists already stops the worker, which writes the reason and \
the LSN to the log and begins anew every five seconds. With `disable_on_error` it stays down until a person \
enables it, and the log piles up meanwhile; without, it goes on by itself once the cause is repaired. \
`ALTER SUBSCRIPTION … SKIP` leaves one transaction out.",
        &[CONFLICTS_PAGE, CREATE_SUBSCRIPTION];
    /// REP-014: a promotion needs nobody.
    LET_GO_FIRST = "REP-014" "promotion-waits-for-the-primary" Error
        "a promotion must not wait for the primary",
        "remove the key, and run `22-promote.sql`",
        "DROP SUBSCRIPTION drops the slot on the primary, so it needs the primary. Where that accepts a connection \
and answers nothing, it waits without end: the time-out of the connection string is not used for this \
connection. `22-promote.sql` disables the subscription, sets `slot_name = NONE`, drops it then, advances \
the sequences, and takes the fence down; no step asks the other side.",
        &[DROP_SUBSCRIPTION];
    /// REP-015: an orphaned slot fills the disk.
    ORPHANED_SLOT = "REP-015" "orphaned-slot" Error
        "slots that nobody reads are dropped by the steps of a return",
        "remove the key",
        "After a promotion the slot of the old standby stays behind on the old primary, and keeps its log until the \
disk is full or the slot is given up. `30-follow.sql`, `41-reseed.sql` and `42-drop-slot.sql` drop it in \
their turn.",
        &[SLOTS, RDS];
    /// REP-016: a return is a decision.
    NO_AUTOMATIC_RETURN = "REP-016" "automatic-failback" Error
        "nothing promotes or returns by itself",
        "remove the key",
        "A primary that was lost comes back with its last writes, which the other side may never have got, and \
believes that it is the primary. It is fenced, its rows are saved, it is seeded anew, and when it follows it \
takes over by a planned switchover that loses nothing. A machine that decides alone which of two sides is \
gone needs a third place to look from.",
        &[SUBSCRIPTION];
    /// REP-017: the way back is open.
    WAY_BACK = "REP-017" "closed-way-back" Warning
        "the way between the databases is open in both directions",
        "remove the key",
        "The subscriber opens the connection. An RDS instance that follows needs a rule in its security group that \
lets it out to the range that Cloud SQL has its address in, and one that lets Cloud SQL in when it is the \
primary. mcgen writes both at once, for the port of the database and these ranges, so that a failback finds \
the way open.",
        &[RDS_IN_A_VPC];
    /// REP-019: tables are listed.
    TABLES_BY_NAME = "REP-019" "publication-of-everything" Warning
        "tables are replicated by name",
        "list them under `tables`",
        "FOR ALL TABLES and FOR TABLES IN SCHEMA need a superuser, which no managed service gives, and they take in \
every table that is made later. One without a primary key then refuses UPDATE and DELETE, on the primary, \
from the moment it is made.",
        &[CREATE_PUBLICATION];
    /// REP-020: names of slots.
    NAMES_OF_SLOTS = "REP-020" "name-of-a-slot" Warning
        "slots, publications and subscriptions are named by mcgen",
        "remove the key",
        "A slot has up to 63 lower-case letters, digits and underscores, and one name in the whole server. mcgen \
names it, and the subscription, after the project and the direction (`crm_aws_to_gcp`), so that a slot tells \
whose it is, and the files of both directions know the other's.",
        &[SLOTS];
    /// REP-021: slots stay where they are.
    SLOTS_STAY = "REP-021" "slots-that-move" Warning
        "slots do not follow a promotion",
        "remove the key",
        "A slot belongs to one server. When a read replica is promoted it has no slots; the failover slots of \
PostgreSQL 17 are kept on physical standbys only. A failover inside of RDS or of Cloud SQL keeps the slots, \
since the storage stays; the loss of a side ends with a new copy.",
        &[SLOTS];
    /// REP-022: large transactions.
    LARGE_TRANSACTIONS = "REP-022" "large-transactions" Warning
        "large transactions are streamed without being asked",
        "remove the key, and split what one batch changes",
        "A transaction is sent when it commits. Until then the primary keeps the log and spills what does not fit \
into memory, and the standby is behind by all of it afterwards. mcgen writes `streaming = on`, which sends \
it while it runs; the standby still applies it at its commit.",
        &[CREATE_SUBSCRIPTION];
    /// REP-023: how the lag is measured.
    LAG = "REP-023" "measure-of-the-lag" Warning
        "the lag is measured on the primary",
        "remove the key, and look at `10-health-primary.sql`",
        "The lag is `pg_current_wal_lsn()` less the `confirmed_flush_lsn` of the slot, on the primary. \
`pg_last_xact_replay_timestamp()` is NULL on a logical subscriber, which replays no log, and \
`pg_stat_subscription` has no status: a worker that runs has a `pid`.",
        &[MONITORING];
    /// REP-024: triggers of the standby.
    TRIGGERS = "REP-024" "triggers-of-the-standby" Warning
        "triggers of the standby do not fire for replicated rows",
        "remove the key",
        "The worker applies rows with `session_replication_role = replica`: ordinary triggers do not fire, so what \
they did on the primary comes as rows and is not done twice, and foreign keys are not checked again. A \
trigger made with ENABLE REPLICA or ENABLE ALWAYS fires, with an empty `search_path`.",
        &[ARCHITECTURE];
}

/// REP-001: something identifies a row.
pub static ROW_IDENTITY: Rule = Rule {
    code: "REP-001",
    slug: "identity-of-a-row",
    severity: Severity::Error,
    summary: "something must identify the rows of a replicated table",
    fix: "give the table a primary key, or list it under `tables` and `full-identity`",
    explain: "UPDATE and DELETE are replicated by the primary key of the row, or by its whole content (REPLICA IDENTITY \
FULL: a longer log, and a search for each row on the standby). A published table that has neither refuses both, \
on the primary, at once.\n\n`full-identity` lists the replicated tables without a key. mcgen cannot see keys; \
`02-publisher.sql` looks before it publishes, and names the tables.",
    sources: &[PUBLICATION],
    waivable: false,
};

/// REP-004: sequences are advanced.
pub static SEQUENCES_STAY: Rule = Rule {
    code: "REP-004",
    slug: "sequences-stay-behind",
    severity: Severity::Error,
    summary: "sequences must be advanced at a promotion",
    fix: "leave `sequence-margin` out, or write more than the lost writes can have taken",
    explain: "Sequences do not replicate: on the standby they stand at their start, and the first INSERT after a promotion \
meets a key that exists. `22-promote.sql` sets the sequences of the replicated tables to the largest value in \
the column, or the last value if that is larger, and `sequence-margin` on top. The margin covers the writes \
that the standby never got, whose keys the old primary gave out and others may have seen.",
    sources: &[RESTRICTIONS],
    waivable: false,
};

/// REP-018: the role of the replication.
pub static ONE_ROLE: Rule = Rule {
    code: "REP-018",
    slug: "role-of-the-replication",
    severity: Severity::Error,
    summary: "the replication has a role of its own",
    fix: "leave `user` out, or name a role that nothing else uses",
    explain: "The password of this role stands in the subscription on the other side. It needs LOGIN, the right to \
replicate (membership of `rds_replication` on RDS, REPLICATION on Cloud SQL), USAGE on the schemas and SELECT \
on the listed tables, and nothing else. mcgen gives it exactly that, under one name on both sides, because \
each of them is the primary one day.",
    sources: &[SECURITY, RDS],
    waivable: false,
};
