//! The files of a logical replication: where each runs, when, and what it must be told.

/// On which databases a file runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Primary,
    Standby,
    Both,
}

/// A variable of the shell that psql reads.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) optional: bool,
    /// Nothing of it may appear in what the server shows.
    pub(super) secret: bool,
}

/// One file.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) side: Side,
    /// What `mcgen.replication` must say; empty where the file runs whatever it says.
    pub(super) roles: &'static [&'static str],
    pub(super) variables: &'static [Variable],
    pub(super) writes: bool,
    /// The longest that one statement may take. A file that waited for ever would tell nothing.
    pub(super) statement_timeout: &'static str,
}

/// How long the primary waits for the standby at a switchover, in seconds.
pub(super) const WAIT_SECONDS: u32 = 600;

const MINUTE: &str = "60s";
/// A slot is made when every transaction that runs has ended.
const UNTIL_TRANSACTIONS_END: &str = "600s";

const PRIMARY_HOST: Variable = required("PRIMARY_HOST");
const PRIMARY_PORT: Variable = required("PRIMARY_PORT");
const FENCE_LSN: &str = "FENCE_LSN";
const PASSWORD: Variable = Variable {
    secret: true,
    ..required("REPLICATION_PASSWORD")
};

const fn required(name: &'static str) -> Variable {
    Variable {
        name,
        optional: false,
        secret: false,
    }
}

const fn optional(name: &'static str) -> Variable {
    Variable {
        optional: true,
        ..required(name)
    }
}

/// A step that writes, may take a minute, and is told nothing.
const fn step(
    name: &'static str,
    side: Side,
    roles: &'static [&'static str],
    summary: &'static str,
) -> Step {
    Step {
        name,
        summary,
        side,
        roles,
        variables: &[],
        writes: true,
        statement_timeout: MINUTE,
    }
}

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    Step {
        variables: &[PASSWORD],
        ..step(
            "01-roles.sql",
            Side::Both,
            &[],
            "the role that the standby connects as, and the note of what this database is",
        )
    },
    step(
        "02-publisher.sql",
        Side::Primary,
        &["new", "primary"],
        "the publication of the tables, and the grants to read them",
    ),
    Step {
        writes: false,
        ..step(
            "03-schema.sql",
            Side::Both,
            &[],
            "the replicated tables as text, to compare the two sides",
        )
    },
    step(
        "04-fence-standby.sql",
        Side::Standby,
        &["new", "standby"],
        "the standby becomes read-only",
    ),
    Step {
        variables: &[PRIMARY_HOST, PRIMARY_PORT, PASSWORD],
        statement_timeout: UNTIL_TRANSACTIONS_END,
        ..step(
            "05-subscriber.sql",
            Side::Standby,
            &["standby"],
            "the subscription, which copies the tables and then follows",
        )
    },
    step(
        "06-refresh.sql",
        Side::Standby,
        &["standby"],
        "the subscription takes up tables that were added to the publication",
    ),
    Step {
        writes: false,
        ..step(
            "10-health-primary.sql",
            Side::Primary,
            &["primary"],
            "the slot of the standby and its lag; fails when something is wrong",
        )
    },
    Step {
        writes: false,
        ..step(
            "11-health-standby.sql",
            Side::Standby,
            &["standby"],
            "the subscription and its tables; fails when something is wrong",
        )
    },
    step(
        "20-fence-primary.sql",
        Side::Primary,
        &["primary"],
        "the primary takes no more writes, and notes where its log ends",
    ),
    Step {
        writes: false,
        statement_timeout: "660s",
        ..step(
            "21-wait-for-standby.sql",
            Side::Primary,
            &["fenced"],
            "waits until the standby has everything up to the fence, and prints its LSN",
        )
    },
    Step {
        variables: &[
            required("PRIMARY_STATE"),
            optional(FENCE_LSN),
            optional("INCOMPLETE_COPY"),
        ],
        ..step(
            "22-promote.sql",
            Side::Standby,
            &["standby", "promoting"],
            "the standby lets go of the primary and takes writes",
        )
    },
    Step {
        variables: &[required("STANDBY_PROMOTED")],
        ..step(
            "23-cancel-switchover.sql",
            Side::Primary,
            &["fenced"],
            "the primary takes writes again, when the standby was not promoted",
        )
    },
    Step {
        variables: &[PRIMARY_HOST, PRIMARY_PORT, PASSWORD, required(FENCE_LSN)],
        ..step(
            "30-follow.sql",
            Side::Standby,
            &["fenced"],
            "after a switchover the old primary follows the new one, without a new copy",
        )
    },
    Step {
        variables: &[required("OTHER_SIDE")],
        ..step(
            "40-fence-returned.sql",
            Side::Standby,
            &["primary", "fenced"],
            "a primary that comes back after its loss takes no more writes",
        )
    },
    Step {
        variables: &[optional("SALVAGED")],
        ..step(
            "41-reseed.sql",
            Side::Standby,
            &["standby", "fenced"],
            "empties the tables, for a copy from the beginning",
        )
    },
    step(
        "42-drop-slot.sql",
        Side::Primary,
        &["primary"],
        "drops the slot that a standby left behind",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stand_in_the_order_of_their_numbers() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        assert!(names.is_sorted(), "{names:?}");
    }

    #[test]
    fn a_secret_is_never_optional() {
        for step in STEPS {
            let mut secrets = step.variables.iter().filter(|it| it.secret);
            assert!(secrets.all(|it| !it.optional), "{}", step.name);
        }
    }
}
