//! Keys of two sides that write that people bring from a design with a primary, from SQL, or from other tools.

use mcgen_diagnostics::Reference;

use super::{refused_keys, rules_of_keys};

const CONFLICTS_PAGE: Reference = Reference {
    title: "PostgreSQL: conflicts of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-conflicts.html",
};
const CREATE_SUBSCRIPTION: Reference = Reference {
    title: "PostgreSQL: CREATE SUBSCRIPTION",
    url: "https://www.postgresql.org/docs/current/sql-createsubscription.html",
};

refused_keys! {
    NEITHER_IS_FIRST: "strategy.active-active" [
        "primary" "standby" "writer" "leader" "master" "replica" "failover" "failback"
    ]
        "both sides take writes, and the loss of one promotes nobody",
        "remove the key, or choose the strategy `primary-replica`";
    CONFLICT_RULE: "strategy.active-active.mechanism.logical-lww" [
        "conflict-resolution" "conflict_resolution" "conflicts" "on-conflict" "on_conflict" "resolver" "priority"
        "first-wins" "first_wins" "merge" "columns" "clock" "timestamp-column" "timestamp_column"
    ]
        "the later write of a row wins, in whole",
        "remove the key; a table that needs another rule is written by one side";
    SETTLED_BY_THE_STEPS: "strategy.active-active.mechanism.logical-lww" [
        "origin" "copy-data" "copy_data" "create-slot" "create_slot" "disable-on-error" "disable_on_error" "streaming"
        "binary" "slot" "slot-name" "slot_name" "publication" "subscription" "triggers" "sequences"
    ]
        "the rendered SQL settles it for both directions",
        "remove the key; the README beside the SQL has the steps";
}

rules_of_keys! {
    /// AA-009: nobody is the primary.
    NEITHER_IS_FIRST = "AA-009" "primary-of-two-writers" Error
        "neither of two sides that write is the primary",
        "remove the key",
        "With `active-active` each side takes the writes of the clients that are nearer to it. There is nothing to \
promote and nothing to fail back to: when a side is lost its clients go to the other one, and when it returns it catches \
up before they come back. Who wants one side that writes and another one that waits chooses `primary-replica`, which \
loses no concurrent change, because there is none.",
        &[CONFLICTS_PAGE];
    /// AA-010: the conflict rule is that of the mechanism.
    CONFLICT_RULE = "AA-010" "another-conflict-rule" Error
        "the mechanism has one rule for conflicts",
        "remove the key",
        "`logical-lww` compares the time of two writes of a row, and then their side. Both sides come to the same result \
whatever arrives first, and that is why they end equal. A rule that prefers the first write, or one side, or that \
merges columns, needs other data with each row: the first write must be known everywhere before anything is decided, and \
a merge needs a time for each column. mcgen does not build that.",
        &[CONFLICTS_PAGE];
    /// AA-011: what SQL says of the two directions follows from the steps.
    SETTLED_BY_THE_STEPS = "AA-011" "settings-of-two-directions" Error
        "the two directions are set up by the rendered steps",
        "remove the key",
        "One direction copies the tables and the other one must not; both leave out what came from elsewhere \
(`origin = none`), or every change goes round. Subscriptions are not disabled by an error: a deadlock with a local \
transaction would stop them until a person comes, and the worker begins anew after five seconds by itself. Sequences get \
numbers of their own on each side. None of that is a choice.",
        &[CREATE_SUBSCRIPTION, CONFLICTS_PAGE];
}
