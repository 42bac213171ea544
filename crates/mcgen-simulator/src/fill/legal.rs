//! Values for attributes that an overlay constrains.

use mcgen_schema::{Constraint, Syntax};

use super::draw::Seed;
use crate::value::Value;

/// A value that a constraint takes, where one can be told from it.
pub(super) fn value(wanted: &Constraint, seed: &Seed) -> Option<Value> {
    let candidates = [
        wanted.one_of.first().map(Value::text),
        wanted
            .syntax
            .map(|syntax| Value::String(by_syntax(syntax, seed))),
        wanted.min.map(Value::integer),
        wanted.max.map(Value::integer),
        Some(Value::String(seed.letters(8))),
        Some(Value::String(seed.hex(17))),
        Some(Value::String(seed.digits(12))),
        Some(Value::String(seed.uuid())),
    ];
    let mut candidates = candidates.into_iter().flatten();
    candidates.find(|it| is_legal(wanted, it))
}

/// Whether a constraint takes a value; it does not judge what is no scalar.
pub(super) fn is_legal(wanted: &Constraint, value: &Value) -> bool {
    let text = value.to_text().unwrap_or_default();
    wanted.violation(&text).is_none()
}

fn by_syntax(syntax: Syntax, seed: &Seed) -> String {
    match syntax {
        Syntax::Ipv4Network => {
            let [_, a, b, _] = seed.private_ipv4().octets();
            format!("10.{a}.{b}.0/24")
        }
        Syntax::Ipv4Address => seed.private_ipv4().to_string(),
        Syntax::Json => "{}".to_owned(),
        Syntax::Arn => format!("arn:aws:simulated:::{}", seed.hex(17)),
        Syntax::TunnelInside => seed.tunnel_inside(),
        Syntax::PresharedKey => seed.preshared_key(),
    }
}

#[cfg(test)]
mod tests {
    use mcgen_schema::{Constraint, Syntax};

    use super::{Seed, is_legal, value};

    #[test]
    fn what_a_constraint_takes_can_be_told_from_most_constraints() {
        for constraint in [
            Constraint {
                one_of: vec!["a".to_owned()],
                ..Constraint::default()
            },
            Constraint {
                syntax: Some(Syntax::TunnelInside),
                ..Constraint::default()
            },
            Constraint {
                min: Some(3),
                ..Constraint::default()
            },
            Constraint {
                pattern: Some("[0-9]{12}".to_owned()),
                ..Constraint::default()
            },
        ] {
            let value = value(&constraint, &Seed::of(&[])).unwrap();
            assert!(is_legal(&constraint, &value), "{constraint:?}");
        }
    }
}
