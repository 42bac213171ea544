//! A file of SQL: where it runs, when, and what it must be told.

/// On which databases a file runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first server of the kit: the primary, where there is one.
    First,
    /// The second: the standby, where there is one.
    Second,
    Both,
    /// Either of two that are alike: the one in that state.
    Either(&'static str),
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
    pub(super) place: Place,
    /// What `mcgen.replication` must say; empty where the file runs whatever it says.
    pub(super) roles: &'static [&'static str],
    pub(super) variables: &'static [Variable],
    pub(super) writes: bool,
    /// The longest that one statement may take. A file that waited for ever would tell nothing.
    pub(super) statement_timeout: &'static str,
}

const MINUTE: &str = "60s";
/// A slot is made when every transaction that runs has ended.
pub(super) const UNTIL_TRANSACTIONS_END: &str = "600s";

/// The password of the role that the other side connects as.
pub(super) const PASSWORD: Variable = Variable {
    secret: true,
    ..required("REPLICATION_PASSWORD")
};

pub(super) const fn required(name: &'static str) -> Variable {
    Variable {
        name,
        optional: false,
        secret: false,
    }
}

pub(super) const fn optional(name: &'static str) -> Variable {
    Variable {
        optional: true,
        ..required(name)
    }
}

/// A step that writes, may take a minute, and is told nothing.
pub(super) const fn step(
    name: &'static str,
    place: Place,
    roles: &'static [&'static str],
    summary: &'static str,
) -> Step {
    Step {
        name,
        summary,
        place,
        roles,
        variables: &[],
        writes: true,
        statement_timeout: MINUTE,
    }
}
