//! Values that follow from the arguments of an object rather than from its name: what the provider
//! `random` draws, and passwords of a given length.

use super::draw::Seed;
use crate::place::Place;
use crate::value::Value;

/// The value at a place of an object of this type, where its arguments decide it.
pub(super) fn value(type_name: &str, object: &Value, at: &Place, seed: &Seed) -> Option<Value> {
    if at.depth() != 1 {
        return None;
    }
    let number = |name: &str| object.get(name).as_integer();
    let length = |name: &str, default: i64| {
        let length = number(name).unwrap_or(default);
        usize::try_from(length).unwrap_or_default()
    };
    // All values of one object are forms of one draw.
    let drawn = seed.part("drawn");
    Some(match (type_name, at.last_name()) {
        ("random_password" | "random_string", "id" | "result") => {
            // The id of a password must not be the password.
            if (type_name, at.last_name()) == ("random_password", "id") {
                return Some(Value::text("none"));
            }
            Value::String(drawn.alphanumeric(length("length", 16)))
        }
        ("aws_secretsmanager_random_password", "random_password") => {
            Value::String(drawn.alphanumeric(length("password_length", 32)))
        }
        ("random_id", "hex" | "id") => {
            let prefix = object.get("prefix").as_text().unwrap_or_default();
            let hex = drawn.hex(2 * length("byte_length", 8));
            Value::String(format!("{prefix}{hex}"))
        }
        ("random_uuid", "id" | "result") => Value::String(drawn.uuid()),
        ("random_integer", "result") => integer(number("min")?, number("max")?, &drawn),
        ("random_integer", "id") => {
            Value::String(integer(number("min")?, number("max")?, &drawn).to_text()?)
        }
        ("random_pet", "id") => {
            let separator = object.get("separator").as_text().unwrap_or("-");
            let words =
                (0..length("length", 2)).map(|word| drawn.part(&word.to_string()).letters(6));
            let words: Vec<String> = object
                .get("prefix")
                .as_text()
                .map(str::to_owned)
                .into_iter()
                .chain(words)
                .collect();
            Value::String(words.join(separator))
        }
        ("random_shuffle", "result") => {
            let input = object.get("input").elements();
            let count = number("result_count").map(usize::try_from);
            let count = count.and_then(Result::ok).unwrap_or(input.len());
            Value::Sequence(input.iter().cycle().take(count).cloned().collect())
        }
        _ => return None,
    })
}

fn integer(min: i64, max: i64, seed: &Seed) -> Value {
    let span = max.saturating_sub(min).saturating_add(1);
    let span = u32::try_from(span).unwrap_or(u32::MAX);
    Value::integer(min.saturating_add(seed.below(span).into()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Seed, value};
    use crate::place::Place;
    use crate::value::Value;

    fn of(type_name: &str, arguments: &[(&str, Value)], name: &str) -> Value {
        let object: BTreeMap<String, Value> = arguments
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let at = Place::default().name(name);
        value(type_name, &Value::Map(object), &at, &Seed::of(&[])).unwrap()
    }

    #[test]
    fn a_password_has_the_length_that_is_asked_for() {
        let length = [("length", Value::integer(24))];
        let password = of("random_password", &length, "result");
        assert_eq!(password.as_text().unwrap().len(), 24);
        let length = [("password_length", Value::integer(40))];
        let password = of(
            "aws_secretsmanager_random_password",
            &length,
            "random_password",
        );
        assert_eq!(password.as_text().unwrap().len(), 40);
    }

    #[test]
    fn a_random_integer_lies_between_its_limits() {
        let limits = [("min", Value::integer(5)), ("max", Value::integer(7))];
        let number = of("random_integer", &limits, "result")
            .as_integer()
            .unwrap();
        assert!((5..=7).contains(&number), "{number}");
    }

    #[test]
    fn a_random_id_has_two_digits_for_each_byte() {
        let bytes = [("byte_length", Value::integer(4))];
        let id = of("random_id", &bytes, "hex");
        assert_eq!(id.as_text().unwrap().len(), 8);
    }
}
