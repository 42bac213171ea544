//! What a failover takes, what it costs, and whether the standby is fit for it.

mod backups;
mod drill;
mod objectives;
mod outages;
mod sources;
mod standby;
mod storage;
#[cfg(test)]
mod tests;

pub(crate) use objectives::parts;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &objectives::SLOWER_THAN_PROMISED,
        run: objectives::slower_than_promised,
    },
    Check {
        rule: &objectives::LOSES_MORE_THAN_PROMISED,
        run: objectives::loses_more_than_promised,
    },
    Check {
        rule: &objectives::FASTER_THAN_A_PERSON,
        run: objectives::faster_than_a_person,
    },
    Check {
        rule: &outages::OUTAGE_OUTLASTS_THE_PROMISE,
        run: outages::outlasts_the_promise,
    },
    Check {
        rule: &outages::OUTAGE_LOSES_MORE,
        run: outages::loses_more,
    },
    Check {
        rule: &storage::LOG_DOES_NOT_FIT,
        run: storage::log_does_not_fit,
    },
    Check {
        rule: &storage::NOTES_DO_NOT_FIT,
        run: storage::notes_do_not_fit,
    },
    Check {
        rule: &storage::COPY_OUTLASTS_THE_LOG,
        run: storage::copy_outlasts_the_log,
    },
    Check {
        rule: &standby::UNFIT,
        run: standby::unfit,
    },
    Check {
        rule: &backups::REPLICA_IS_NO_BACKUP,
        run: backups::replica_is_no_backup,
    },
    Check {
        rule: &drill::NOT_REHEARSED,
        run: drill::not_rehearsed,
    },
];
