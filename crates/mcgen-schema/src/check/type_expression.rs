//! The `type` of a variable.

use std::collections::{BTreeMap, BTreeSet};

use mcgen_hcl::syntax::{Expression, ExpressionKind};

use crate::Type;

/// The type that an expression such as `map(object({ a = optional(string) }))` writes. What is no type is
/// [`Type::Dynamic`].
pub(super) fn read(value: &Expression<'_>) -> Type {
    match &value.bare().kind {
        // Old modules write types in quotes.
        ExpressionKind::String(word) => named(word),
        ExpressionKind::Variable(word) => named(word),
        ExpressionKind::Call {
            name, arguments, ..
        } => applied(name, arguments),
        _ => Type::Dynamic,
    }
}

fn named(word: &str) -> Type {
    match word {
        "string" => Type::String,
        "number" => Type::Number,
        "bool" => Type::Bool,
        "list" => Type::list(Type::Dynamic),
        "set" => Type::set(Type::Dynamic),
        "map" => Type::map(Type::Dynamic),
        _ => Type::Dynamic,
    }
}

fn applied(name: &str, arguments: &[Expression<'_>]) -> Type {
    let Some(first) = arguments.first() else {
        return Type::Dynamic;
    };
    match (name, &first.bare().kind) {
        ("list", _) => Type::list(read(first)),
        ("set", _) => Type::set(read(first)),
        ("map", _) => Type::map(read(first)),
        ("optional", _) => read(first),
        ("tuple", ExpressionKind::List(items)) => Type::Tuple(items.iter().map(read).collect()),
        ("object", ExpressionKind::Object(items)) => {
            let mut attributes = BTreeMap::new();
            let mut optional = BTreeSet::new();
            for item in items {
                let Some(name) = item.name() else {
                    return Type::Dynamic;
                };
                if is_optional(&item.value) {
                    optional.insert(name.to_owned());
                }
                attributes.insert(name.to_owned(), read(&item.value));
            }
            Type::Object {
                attributes,
                optional,
            }
        }
        _ => Type::Dynamic,
    }
}

fn is_optional(value: &Expression<'_>) -> bool {
    matches!(
        value.bare().kind,
        ExpressionKind::Call {
            name: "optional",
            ..
        }
    )
}

#[cfg(test)]
mod tests {
    use mcgen_hcl::syntax::File;

    use super::read;

    fn written(text: &str) -> String {
        let source = format!("type = {text}\n");
        let file = File::parse(&source).unwrap();
        read(&file.body.attributes[0].value).to_string()
    }

    #[test]
    fn every_form_of_type_is_read() {
        for (text, expected) in [
            ("string", "string"),
            ("\"string\"", "string"),
            ("list", "list(any)"),
            ("any", "any"),
            ("map(list(number))", "map(list(number))"),
            ("tuple([string, bool])", "tuple([string, bool])"),
            (
                "object({ a = set(string), \"b\" = optional(bool, true) })",
                "object({ a = set(string), b = optional(bool) })",
            ),
            ("nonsense(1)", "any"),
        ] {
            assert_eq!(written(text), expected);
        }
    }
}
