//! Names in a database that need no quotes.

use std::fmt;

use crate::scalar::text;
use crate::{Fault, Scalar};

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

text! {
    /// A role of a database that needs no quotes: `crm_replication`.
    RoleName, "a role in lower case, such as `crm_replication`", "^(?!pg_)[a-z_][a-z0-9_]{0,62}$", if is_identifier, unless kept_by_postgresql;
    /// A column that needs no quotes: `balance`.
    ColumnName, "a column in lower case, such as `balance`", "^[a-z_][a-z0-9_]{0,62}$", if is_identifier;
    /// A database that needs no quotes: `crm`.
    DatabaseName, "a database in lower case, such as `crm`", "^[a-z_][a-z0-9_]{0,62}$", if is_identifier;
}

fn kept_by_postgresql(role: &str) -> Option<&'static str> {
    role.starts_with("pg_")
        .then_some("PostgreSQL keeps names that begin with `pg_` for itself")
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
