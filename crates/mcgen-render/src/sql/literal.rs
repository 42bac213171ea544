//! Values in SQL: literals, quoted identifiers, and words that stand where nothing can be quoted.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

/// The end of every block of PL/pgSQL, which no value in it may hold.
const DOLLAR_QUOTE: &str = "$mcgen$";

/// Adds the filters of SQL templates.
pub(crate) fn add_filters(environment: &mut Environment<'_>) {
    environment.add_filter("word", |text: &str| word(text));
    environment.add_filter("identifier", |text: &str| Ok(safe(identifier(text)?)));
    environment.add_filter("identifiers", |names: Vec<String>| {
        let names: Result<Vec<String>, Error> = names.iter().map(|it| identifier(it)).collect();
        Ok::<_, Error>(safe(names?.join(", ")))
    });
    environment.add_filter("tables", |tables: Vec<Value>| {
        let tables: Result<Vec<String>, Error> = tables.iter().map(table).collect();
        Ok::<_, Error>(safe(tables?.join(",\n      ")))
    });
    environment.add_filter("names", |tables: Vec<Value>| {
        let names: Result<Vec<Value>, Error> = tables.iter().map(name).collect();
        literal(&Value::from(names?)).map(safe)
    });
}

/// The literal of `value`: a quoted string, a number, or an array of text.
pub(crate) fn literal(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String => string(value.as_str().unwrap_or_default()),
        ValueKind::Number | ValueKind::Bool => Ok(value.to_string()),
        ValueKind::Seq => {
            let items: Result<Vec<String>, Error> =
                value.try_iter()?.map(|item| literal(&item)).collect();
            Ok(format!("ARRAY[{}]::text[]", items?.join(", ")))
        }
        kind => Err(refused(&format!("SQL has no literal for a {kind}"))),
    }
}

/// A string as the server reads it with `standard_conforming_strings`, the default of every version.
fn string(text: &str) -> Result<String, Error> {
    refuse_unquotable(text)?;
    Ok(format!("'{}'", text.replace('\'', "''")))
}

fn identifier(text: &str) -> Result<String, Error> {
    refuse_unquotable(text)?;
    Ok(format!("\"{}\"", text.replace('"', "\"\"")))
}

fn refuse_unquotable(text: &str) -> Result<(), Error> {
    if text.contains(DOLLAR_QUOTE) || text.chars().any(char::is_control) {
        return Err(refused(&format!("{text:?} cannot be quoted in SQL")));
    }
    Ok(())
}

/// Text that means nothing but itself to SQL, psql and a shell, as it is.
fn word(text: &str) -> Result<Value, Error> {
    let plain = |it: char| it.is_ascii_alphanumeric() || "_-./".contains(it);
    if text.is_empty() || !text.chars().all(plain) {
        return Err(refused(&format!("{text:?} is not a plain word")));
    }
    Ok(safe(text.to_owned()))
}

fn part(table: &Value, part: &str) -> Result<String, Error> {
    let part = table.get_attr(part)?;
    let text = part.as_str().map(str::to_owned);
    text.ok_or_else(|| refused("a table has a schema and a name"))
}

fn table(table: &Value) -> Result<String, Error> {
    let (schema, name) = (part(table, "schema")?, part(table, "name")?);
    Ok(format!("{}.{}", identifier(&schema)?, identifier(&name)?))
}

fn name(table: &Value) -> Result<Value, Error> {
    let (schema, name) = (part(table, "schema")?, part(table, "name")?);
    Ok(Value::from(format!("{schema}.{name}")))
}

fn safe(text: String) -> Value {
    Value::from_safe_string(text)
}

fn refused(reason: &str) -> Error {
    Error::new(ErrorKind::BadSerialization, reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_inside_its_quotes() {
        for (value, text) in [
            (Value::from("o'clock"), "'o''clock'"),
            (
                Value::from("\\'; DROP TABLE x; --"),
                "'\\''; DROP TABLE x; --'",
            ),
            (Value::from(7), "7"),
            (Value::from(vec!["a", "b"]), "ARRAY['a', 'b']::text[]"),
            (Value::from(Vec::<Value>::new()), "ARRAY[]::text[]"),
        ] {
            assert_eq!(literal(&value).unwrap(), text);
        }
        assert_eq!(identifier("we\"ird").unwrap(), "\"we\"\"ird\"");
    }

    #[test]
    fn what_no_quotes_can_hold_is_refused() {
        for text in ["a\nb", "$mcgen$; DROP TABLE x; DO $mcgen$"] {
            assert!(literal(&Value::from(text)).is_err(), "{text}");
            assert!(identifier(text).is_err(), "{text}");
        }
        assert!(literal(&Value::from(())).is_err());
    }

    #[test]
    fn a_word_needs_no_quotes_anywhere() {
        assert_eq!(
            word("crm_aws_to_gcp").unwrap().to_string(),
            "crm_aws_to_gcp"
        );
        for text in ["", "a b", "a;b", "$(id)", "a'b", ":x"] {
            assert!(word(text).is_err(), "{text}");
        }
    }
}
