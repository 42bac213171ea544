use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::{Cloud, DmsReplication, Fault, Scalar, choice};

/// What the two clouds are to each other.
#[derive(Debug, Clone)]
pub enum Strategy {
    /// Each cloud runs its own database; nothing is replicated.
    Independent,
    /// One cloud takes the writes, the other follows and can take over.
    PrimaryReplica(Box<PrimaryReplica>),
}

choice! {
    /// The strategies by name.
    pub enum StrategyName {
        /// Each cloud runs its own database; nothing is replicated.
        Independent = "independent",
        /// One cloud takes the writes, the other follows and can take over.
        PrimaryReplica = "primary-replica",
    }
}

impl Strategy {
    /// Its name.
    pub fn name(&self) -> StrategyName {
        match self {
            Self::Independent => StrategyName::Independent,
            Self::PrimaryReplica(_) => StrategyName::PrimaryReplica,
        }
    }

    /// Its settings, when it is primary and replica.
    pub fn primary_replica(&self) -> Option<&PrimaryReplica> {
        match self {
            Self::Independent => None,
            Self::PrimaryReplica(settings) => Some(settings),
        }
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name().fmt(f)
    }
}

choice! {
    /// How much of the standby runs before it is needed.
    pub enum Standby {
        /// The database follows on the smallest machine that keeps up; its cache is made at a failover.
        PilotLight = "pilot-light",
        /// Everything runs, small; it grows at a failover.
        Warm = "warm",
        /// Everything runs at full size.
        Hot = "hot",
    }
}

/// One cloud takes the writes, the other follows and can take over.
#[derive(Debug, Clone)]
pub struct PrimaryReplica {
    /// The place of the block.
    pub span: Span,
    /// The cloud whose database takes the writes.
    pub primary: Spanned<Cloud>,
    /// How much of the standby runs before it is needed.
    pub standby: Spanned<Standby>,
    /// What carries the changes from the primary to the standby.
    pub replication: Replication,
    /// The tables that are replicated, in the order of the file.
    pub tables: Vec<Spanned<TableName>>,
}

/// What carries the changes from the primary to the standby.
#[derive(Debug, Clone)]
pub enum Replication {
    /// The logical replication of PostgreSQL itself.
    Logical(LogicalReplication),
    /// AWS Database Migration Service.
    Dms(Box<DmsReplication>),
}

choice! {
    /// The mechanisms by name.
    pub enum ReplicationName {
        /// The logical replication of PostgreSQL itself.
        Logical = "logical",
        /// AWS Database Migration Service.
        Dms = "dms",
    }
}

impl Replication {
    /// Its name.
    pub fn name(&self) -> ReplicationName {
        match self {
            Self::Logical(_) => ReplicationName::Logical,
            Self::Dms(_) => ReplicationName::Dms,
        }
    }

    /// The place where it was chosen.
    pub fn span(&self) -> Span {
        match self {
            Self::Logical(settings) => settings.span,
            Self::Dms(settings) => settings.span,
        }
    }
}

/// The logical replication of PostgreSQL.
#[derive(Debug, Clone)]
pub struct LogicalReplication {
    /// The place where it was chosen.
    pub span: Span,
    /// The role that the standby connects as; both databases have it.
    pub user: Spanned<RoleName>,
    /// How far every sequence jumps at a promotion, beyond the last value that the standby knows.
    pub sequence_margin: Spanned<u32>,
    /// Tables without a primary key, whose whole rows identify them.
    pub full_identity: Vec<Spanned<TableName>>,
}

/// A table with its schema: `public.orders`. Both parts are plain lower-case identifiers, so that they need no quotes
/// in SQL, in mappings of DMS or in a shell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName {
    schema: String,
    table: String,
}

impl TableName {
    /// The schema; in MySQL the database.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The table without its schema.
    pub fn table(&self) -> &str {
        &self.table
    }
}

/// A role of a database that needs no quotes: `crm_replication`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleName(String);

impl RoleName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for RoleName {
    const EXPECTED: &'static str = "a role in lower case, such as `crm_replication`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        if text.starts_with("pg_") {
            return Err(Fault::new(
                "PostgreSQL keeps names that begin with `pg_` for itself",
            ));
        }
        if is_identifier(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^(?!pg_)[a-z_][a-z0-9_]{0,62}$")
    }
}

/// PostgreSQL cuts longer identifiers silently (`NAMEDATALEN` - 1); MySQL refuses more than 64.
const LONGEST_IDENTIFIER: usize = 63;

fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && letters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
        && text.len() <= LONGEST_IDENTIFIER
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.schema, self.table)
    }
}

impl Scalar for TableName {
    const EXPECTED: &'static str =
        "a table with its schema, in lower case, such as `public.orders`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        match text.split_once('.') {
            Some((schema, table)) if is_identifier(schema) && is_identifier(table) => Ok(Self {
                schema: schema.to_owned(),
                table: table.to_owned(),
            }),
            None if is_identifier(text) => Err(Fault::new(format!("`{text}` has no schema")).help(
                format!("write `public.{text}`, or the schema that it is in"),
            )),
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^[a-z_][a-z0-9_]{0,62}\\.[a-z_][a-z0-9_]{0,62}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_its_schema() {
        assert_eq!(
            TableName::parse("public.orders").unwrap().to_string(),
            "public.orders"
        );
        for bad in [
            "orders",
            "public.",
            ".orders",
            "Public.orders",
            "a.b.c",
            "public.or ders",
        ] {
            assert!(TableName::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_role_needs_no_quotes_and_is_not_one_of_postgresql() {
        assert_eq!(
            RoleName::parse("crm_replication").unwrap().as_str(),
            "crm_replication"
        );
        for bad in ["", "crm-replication", "Crm", "1crm", "pg_crm", "crm\"; --"] {
            assert!(RoleName::parse(bad).is_err(), "{bad}");
        }
    }
}
