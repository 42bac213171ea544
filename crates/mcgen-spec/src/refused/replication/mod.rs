//! Keys of a replication that people bring from SQL, from other tools, or from a design with two writers.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    OUTPUT_PLUGIN: "strategy.primary-replica.replication.logical" [
        "plugin" "output-plugin" "output_plugin" "pglogical" "wal2json" "test-decoding" "test_decoding" "extension"
    ]
        "a subscription speaks `pgoutput`, which is part of PostgreSQL",
        "remove the key; a consumer of another plugin is counted under `logical-decoding` of its database";
    SCHEMA_STAYS: "strategy.primary-replica.replication.logical" [
        "ddl" "replicate-ddl" "replicate_ddl" "schema-sync" "schema_sync" "sync-schema" "sync_schema" "create-tables"
        "create_tables" "migrations"
    ]
        "no setting of PostgreSQL replicates the schema",
        "remove the key, and copy the schema as the rendered README says: additions on the standby first";
    SEQUENCES_STAY: "strategy.primary-replica.replication.logical" [
        "sequences" "replicate-sequences" "replicate_sequences" "sync-sequences" "sync_sequences"
    ]
        "sequences do not replicate; the promotion advances those of the listed tables",
        "remove the key, and set how far with `sequence-margin`";
    NOT_REPLICATED: "strategy.primary-replica.replication.logical" [
        "large-objects" "large_objects" "views" "materialized-views" "materialized_views" "foreign-tables"
        "foreign_tables" "unlogged-tables" "unlogged_tables" "indexes" "functions"
    ]
        "only the rows of ordinary tables replicate",
        "remove the key; keep what must survive in tables (`bytea` in place of large objects)";
    SLOT_OF_THE_SUBSCRIPTION: "strategy.primary-replica.replication.logical" [
        "create-slot" "create_slot" "existing-slot" "existing_slot" "precreate-slot" "precreate_slot"
    ]
        "the subscription makes its slot itself, but after a switchover, where it takes the slot that the promotion made",
        "remove the key";
    COPY_OF_THE_TABLES: "strategy.primary-replica.replication.logical" [
        "copy-data" "copy_data" "initial-copy" "initial_copy" "initial-load" "initial_load" "snapshot" "seed"
    ]
        "whether rows are copied follows from the step: always into empty tables, and not after a switchover",
        "remove the key";
    CONNECTION_OF_THE_SUBSCRIPTION: "strategy.primary-replica.replication.logical" [
        "conninfo" "connection" "connection-string" "connection_string" "sslmode" "ssl-mode" "ssl_mode" "ssl" "tls" "port"
        "dbname"
    ]
        "the SQL puts the whole connection together, with `sslmode=require`, from the shell that runs it",
        "remove the key; the rendered README lists the variables";
    ADDRESS_OF_THE_PRIMARY: "strategy.primary-replica.replication.logical" [
        "host" "hostname" "publisher-host" "publisher_host" "primary-host" "primary_host" "address" "endpoint" "ip"
        "publisher-address" "publisher_address"
    ]
        "the address is known after the apply, and an address of RDS changes with its next failover",
        "remove the key; the SQL takes the name from the outputs of the stacks";
    FENCED_STANDBY: "strategy.primary-replica" [
        "read-only" "read_only" "readonly" "standby-read-only" "standby_read_only" "standby-writable" "standby_writable"
        "allow-writes-on-standby"
    ]
        "the standby is always fenced, until its promotion",
        "remove the key";
    ONE_WRITER: "strategy.primary-replica" [
        "primaries" "writers" "mode" "write-regions" "write_regions" "multi-master" "multi_master" "multi-writer"
        "multi_writer" "active-active" "active_active"
    ]
        "rows go one way, so one side takes the writes",
        "name that side as `primary`, or choose the strategy `active-active`, in which both sides write";
    ONE_DIRECTION: "strategy.primary-replica.replication.logical" [
        "bidirectional" "bi-directional" "two-way" "two_way" "direction" "origin"
    ]
        "a primary and its standby replicate in one direction, and the promotion turns it round",
        "remove the key, or choose the strategy `active-active`";
    CONFLICTS: "strategy.primary-replica.replication.logical" [
        "conflict-resolution" "conflict_resolution" "conflicts" "on-conflict" "on_conflict" "disable-on-error"
        "disable_on_error" "last-update-wins" "last_update_wins"
    ]
        "a standby that nobody writes to has no conflicts; the worker tries again every five seconds",
        "remove the key; the health file shows a worker that cannot go on";
    LET_GO_FIRST: "strategy.primary-replica" [
        "drop-subscription" "drop_subscription" "promote" "promotion" "promote-command" "promote_command" "promote-script"
        "promote_script"
    ]
        "the rendered SQL lets go of the slot before it drops the subscription, so that no step waits for the other side",
        "remove the key, and run `22-promote.sql` as the rendered README says";
    ORPHANED_SLOT: "strategy.primary-replica.replication.logical" [
        "drop-slot" "drop_slot" "keep-slot" "keep_slot" "cleanup-slots" "cleanup_slots" "orphaned-slots" "orphaned_slots"
    ]
        "the steps of a return and of a re-seed drop the slots that nobody reads",
        "remove the key";
    NO_AUTOMATIC_RETURN: "strategy.primary-replica" [
        "failback" "auto-failback" "auto_failback" "automatic-failback" "automatic_failback" "rejoin" "auto-rejoin"
        "auto_rejoin" "failover" "auto-failover" "auto_failover" "automatic-failover" "automatic_failover"
    ]
        "a primary that was lost comes back fenced, is seeded anew, and takes over by a planned switchover",
        "remove the key; a promotion is `primary` changed and the rendered steps run";
    WAY_BACK: "strategy.primary-replica" [
        "egress" "security-groups" "security_groups" "allowed-cidrs" "allowed_cidrs" "peers" "firewall"
    ]
        "mcgen opens the way between the two databases in both directions, for their ranges and their ports",
        "remove the key";
    ONE_ROLE: "strategy.primary-replica.replication.logical" [
        "replication-user" "replication_user" "publisher-user" "publisher_user" "subscriber-user" "subscriber_user" "username"
        "grants" "privileges" "role" "roles"
    ]
        "one role reads on either side, with no more rights than that needs",
        "write `user`, or leave it out for `<project>_replication`";
    TABLES_BY_NAME: "strategy.primary-replica" [
        "all-tables" "all_tables" "for-all-tables" "for_all_tables" "schemas" "tables-in-schema" "tables_in_schema"
        "exclude-tables" "exclude_tables" "publications" "publication"
    ]
        "a publication of everything takes in tables that cannot be replicated",
        "list the tables, each with its schema, under `tables`";
    NAMES_OF_SLOTS: "strategy.primary-replica.replication.logical" [
        "slot" "slots" "slot-name" "slot_name" "slot-names" "slot_names" "replication-slot" "replication_slot"
        "replication-slots" "replication_slots" "subscription" "subscription-name" "subscription_name" "publication"
        "publication-name" "publication_name"
    ]
        "the names follow from the project and the direction, so that both sides and the alarms agree",
        "remove the key";
    SLOTS_STAY: "strategy.primary-replica.replication.logical" [
        "failover" "failover-slots" "failover_slots" "failover-slot" "failover_slot" "sync-replication-slots"
        "sync_replication_slots" "sync-slots" "sync_slots"
    ]
        "such slots go to physical standbys, not to a database in another cloud",
        "remove the key";
    LARGE_TRANSACTIONS: "strategy.primary-replica.replication.logical" [
        "streaming" "logical-decoding-work-mem" "logical_decoding_work_mem" "two-phase" "two_phase" "binary"
    ]
        "large transactions are streamed where both versions can (PostgreSQL 14)",
        "remove the key";
    LAG: "strategy.primary-replica.replication.logical" [
        "lag" "lag-query" "lag_query" "lag-metric" "lag_metric" "max-lag" "max_lag" "max-lag-seconds" "max_lag_seconds"
        "monitoring"
    ]
        "the lag is measured on the primary, from what the standby has confirmed",
        "remove the key; `10-health-primary.sql` shows the lag, and `objectives.rpo` says how much may be lost";
    TRIGGERS: "strategy.primary-replica.replication.logical" [
        "triggers" "enable-triggers" "enable_triggers" "replica-triggers" "replica_triggers" "fire-triggers" "fire_triggers"
        "session-replication-role" "session_replication_role"
    ]
        "triggers of the standby do not fire for rows that come by replication",
        "remove the key; what must happen for every row on the standby is `ENABLE REPLICA TRIGGER` in the schema";
    ROW_IDENTITY: "strategy.primary-replica.replication.logical" [
        "replica-identity" "replica_identity" "identity" "primary-keys" "primary_keys"
    ]
        "a primary key identifies its rows by itself",
        "list tables without one under `full-identity`, or give them a key";
}
