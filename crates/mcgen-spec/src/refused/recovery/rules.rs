use mcgen_diagnostics::Reference;

use crate::refused::rules_of_keys;

const SPLIT_BRAIN: Reference = Reference {
    title: "PostgreSQL: failover",
    url: "https://www.postgresql.org/docs/current/warm-standby-failover.html",
};
const QUORUM: Reference = Reference {
    title: "Galera Cluster: weighted quorum",
    url: "https://galeracluster.com/library/documentation/weighted-quorum.html",
};
const RESTRICTIONS: Reference = Reference {
    title: "PostgreSQL: logical replication restrictions",
    url: "https://www.postgresql.org/docs/current/logical-replication-restrictions.html",
};

rules_of_keys! {
    /// DR-004: no side takes writes that was not promoted.
    OPEN_STANDBY = "DR-004" "standby-open-before-promotion" Error
        "a standby takes no writes before it is promoted",
        "remove the key",
        "A logical standby and the target of a DMS task are ordinary databases: they take writes from whoever connects. A write that reaches them before the promotion meets the changes of the primary, and replication stops at the first conflict or goes on with two truths. So the fence is no choice: the standby is read-only for every application until the promotion opens it, the old primary is closed before or as soon as it can be reached, and traffic follows a health path that only the side with the writes answers. The order stands in the runbooks, and the SQL files refuse to run in another one.",
        &[SPLIT_BRAIN, RESTRICTIONS];

    /// DR-005: the old primary does not come back by itself.
    RESUMED_PRIMARY = "DR-005" "old-primary-resumes" Error
        "an old primary does not resume where it stopped",
        "remove the key",
        "When a primary is lost, it holds writes that never reached the standby, and the promoted side has gone another way since. Two histories cannot be merged by resuming replication. The old primary must come back fenced, what only it has is saved, its tables are seeded anew from the new primary, and when it has caught up a planned switchover brings the service back. A pool or a record that takes the old primary back as soon as it answers sends writes to a database that lacks everything since.",
        &[SPLIT_BRAIN, RESTRICTIONS];

    /// DR-009: two sites cannot agree on who is dead.
    AUTOMATIC_FAILOVER = "DR-009" "automatic-failover-of-two" Error
        "two sites cannot decide a failover by themselves",
        "remove the key",
        "When one of two sites stops hearing the other, either the other or the link between them is dead, and both look the same. A majority needs a third observer in a third place, which neither cloud is. mcgen builds two sites; so a person decides, who can look from outside, and `objectives.decision` counts the time. Within one region, Multi-AZ and regional availability do have that third observer and fail over by themselves.",
        &[QUORUM, SPLIT_BRAIN];
}
