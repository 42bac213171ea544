//! Tables of Cloud Spanner that lie inside of another: what their statements say of keys.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};

use super::spanner::SHAPE;

/// Holds the key of each interleaved table against that of its parent. What cannot be read is left to Spanner.
pub(super) fn check(statements: &[Spanned<String>], findings: &mut Diagnostics) {
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut renamed = false;
    for statement in statements {
        let words = words(&statement.value);
        renamed |= words.iter().any(|it| it.eq_ignore_ascii_case("rename"));
        let Some(table) = Table::read(&words) else {
            continue;
        };
        if let Some(parent) = &table.parent {
            match keys.get(&parent.to_lowercase()) {
                Some(key) if !begins_with(&table.key, key) => findings.push(
                    Diagnostic::new(&SHAPE)
                        .at(
                            statement.span,
                            format!("the key of `{}` is {}", table.name, listed(&table.key)),
                        )
                        .because(format!(
                            "it lies inside of `{parent}`, whose key is {}",
                            listed(key)
                        ))
                        .help(format!(
                            "begin the key of `{}` with {}, in that order",
                            table.name,
                            listed(key)
                        )),
                ),
                None if !renamed => findings.push(
                    Diagnostic::new(&SHAPE)
                        .at(
                            statement.span,
                            format!("no statement before this one makes `{parent}`"),
                        )
                        .help(format!(
                            "put the statement of `{parent}` first, or mend the name"
                        )),
                ),
                _ => {}
            }
        }
        keys.insert(table.name.to_lowercase(), table.key);
    }
}

fn listed(key: &[String]) -> String {
    format!("({})", key.join(", "))
}

/// What a `CREATE TABLE` says of its key.
#[derive(Debug, PartialEq)]
struct Table {
    name: String,
    key: Vec<String>,
    parent: Option<String>,
}

impl Table {
    fn read(words: &[String]) -> Option<Self> {
        let rest = strip(words, &["create", "table"])?;
        let rest = strip(rest, &["if", "not", "exists"]).unwrap_or(rest);
        let (name, rest) = rest.split_first()?;
        let parent = position(rest, &["interleave", "in"]).and_then(|rest| {
            let rest = strip(rest, &["parent"]).unwrap_or(rest);
            rest.first().cloned()
        });
        Some(Self {
            name: name.clone(),
            key: key(rest)?,
            parent,
        })
    }
}

/// The columns of the primary key, listed behind its words or the column that they stand at.
fn key(words: &[String]) -> Option<Vec<String>> {
    let behind = position(words, &["primary", "key"])?;
    if let Some(list) = strip(behind, &["("]) {
        let list = list.split(|it| it == ")").next()?;
        let columns = list.split(|it| it == ",").filter_map(|part| part.first());
        return Some(columns.cloned().collect());
    }
    let before = &words[..words.len() - behind.len() - 2];
    let mut depth = 0_u32;
    let mut column = None;
    let mut begins = false;
    for word in before {
        match word.as_str() {
            "(" => {
                depth += 1;
                begins = depth == 1;
            }
            ")" => depth = depth.saturating_sub(1),
            "," => begins = depth == 1,
            name if begins => {
                column = Some(name.to_owned());
                begins = false;
            }
            _ => {}
        }
    }
    column.map(|it| vec![it])
}

/// Spanner does not tell the cases of names apart.
fn same<A: AsRef<str>, B: AsRef<str>>(some: &[A], others: &[B]) -> bool {
    some.len() == others.len()
        && some
            .iter()
            .zip(others)
            .all(|(one, other)| one.as_ref().eq_ignore_ascii_case(other.as_ref()))
}

fn begins_with(key: &[String], parent: &[String]) -> bool {
    key.get(..parent.len())
        .is_some_and(|first| same(first, parent))
}

fn strip<'a>(words: &'a [String], prefix: &[&str]) -> Option<&'a [String]> {
    let (first, rest) = words.split_at_checked(prefix.len())?;
    same(first, prefix).then_some(rest)
}

/// What stands behind the first `phrase`.
fn position<'a>(words: &'a [String], phrase: &[&str]) -> Option<&'a [String]> {
    (0..words.len()).find_map(|from| strip(&words[from..], phrase))
}

/// Names, words and marks, without texts and comments.
fn words(statement: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = statement;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("--") || first == '#' {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if matches!(first, '\'' | '"' | '`') {
            let end = rest[1..].find(first).map_or(rest.len(), |end| end + 2);
            if first != '\'' {
                words.push(rest[1..end.max(2) - 1].to_owned());
            }
            end
        } else if is_part_of_name(first) {
            let end = rest.find(|it| !is_part_of_name(it)).unwrap_or(rest.len());
            words.push(rest[..end].to_owned());
            end
        } else {
            if !first.is_whitespace() {
                words.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    words
}

fn is_part_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(statement: &str) -> Option<Table> {
        Table::read(&words(statement))
    }

    fn table(name: &str, key: &[&str], parent: Option<&str>) -> Table {
        Table {
            name: name.to_owned(),
            key: key.iter().map(|it| (*it).to_owned()).collect(),
            parent: parent.map(str::to_owned),
        }
    }

    #[test]
    fn a_key_is_read_from_behind_the_columns_and_from_within_them() {
        let google =
            "CREATE TABLE Orders (UserId INT64, `OrderId` INT64, Note STRING(MAX) DEFAULT ('a, b'))
            PRIMARY KEY (UserId, OrderId DESC), -- by user
            INTERLEAVE IN PARENT Users ON DELETE CASCADE";
        assert_eq!(
            read(google),
            Some(table("Orders", &["UserId", "OrderId"], Some("Users")))
        );
        let postgresql = "create table if not exists public.orders (user_id bigint, order_id bigint, \
            primary key (user_id, order_id)) interleave in public.users";
        assert_eq!(
            read(postgresql),
            Some(table(
                "public.orders",
                &["user_id", "order_id"],
                Some("public.users")
            ))
        );
    }

    #[test]
    fn a_key_of_one_column_is_read_from_its_own_words() {
        let statement =
            "CREATE TABLE users (name varchar(10), id bigint NOT NULL PRIMARY KEY, age bigint)";
        assert_eq!(read(statement), Some(table("users", &["id"], None)));
    }

    #[test]
    fn other_statements_and_broken_ones_are_left_alone() {
        for statement in [
            "CREATE INDEX a ON b (c)",
            "CREATE TABLE a (b INT64",
            "",
            "'",
            "/*",
            "`",
        ] {
            assert_eq!(read(statement), None, "{statement}");
        }
    }
}
