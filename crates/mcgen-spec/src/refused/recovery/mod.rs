//! Keys of a failover that people bring from designs in which machines decide.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    OPEN_STANDBY: "strategy.primary-replica" [
        "fence" "fencing" "fence-standby" "fence-old-primary" "skip-fencing" "standby-mode"
        "standby-access"
    ]
        "the standby is read-only until it is promoted, and the old primary is fenced before",
        "remove the key; the runbooks have the order of the steps";
    RESUMED_PRIMARY: "strategy.primary-replica" [
        "resume" "auto-resume" "resync" "auto-resync" "automatic-resync" "preempt" "preempt-delay"
        "failback-delay" "return-delay"
    ]
        "the old primary holds writes that the new one never saw, so it is seeded anew and follows before it takes over",
        "remove the key; `failback.md` in the runbooks of the environment has the steps";
    AUTOMATIC_FAILOVER: "strategy.primary-replica" [
        "auto-promote" "automatic-promotion" "auto-promotion" "promotion-mode" "failover-mode"
        "witness" "observer" "quorum"
    ]
        "with two sites nobody can tell a dead primary from a dead link, so a person decides",
        "remove the key; a promotion is the word `primary` changed, and `site-loss.md` has the steps";
}
