//! Which types Terraform converts to which, and what two types have in common.

use std::collections::BTreeMap;

use crate::Type;

/// Whether a value of type `from` may be convertible to `to`. It is `false` only where Terraform refuses every value of
/// the type: what depends on the value, or is not known, is let pass.
pub(super) fn converts(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Dynamic, _)
        | (_, Type::Dynamic)
        | (Type::String, Type::String | Type::Number | Type::Bool)
        | (Type::Number, Type::Number | Type::String)
        | (Type::Bool, Type::Bool | Type::String)
        // A list has a length that is known only with its value, and a map its keys.
        | (Type::List(_), Type::Tuple(_))
        | (Type::Map(_), Type::Object { .. }) => true,
        (Type::List(from) | Type::Set(from), Type::List(to) | Type::Set(to))
        | (Type::Map(from), Type::Map(to)) => converts(from, to),
        (Type::Tuple(from), Type::List(to) | Type::Set(to)) => {
            from.iter().all(|from| converts(from, to))
        }
        (Type::Tuple(from), Type::Tuple(to)) => {
            from.len() == to.len() && from.iter().zip(to).all(|(from, to)| converts(from, to))
        }
        (Type::Object { attributes, .. }, Type::Map(to)) => {
            attributes.values().all(|from| converts(from, to))
        }
        (
            Type::Object { attributes, .. },
            Type::Object {
                attributes: wanted,
                optional,
            },
        ) => wanted.iter().all(|(name, to)| match attributes.get(name) {
            Some(from) => converts(from, to),
            None => optional.contains(name),
        }),
        _ => false,
    }
}

/// The type of a value that is of one type or of the other: what is sure for both, [`Type::Dynamic`] for the rest.
pub(super) fn unify(left: Type, right: Type) -> Type {
    if left == right {
        return left;
    }
    match (left, right) {
        (Type::Tuple(left), Type::Tuple(right)) if left.len() == right.len() => {
            let pairs = left.into_iter().zip(right);
            Type::Tuple(pairs.map(|(left, right)| unify(left, right)).collect())
        }
        (Type::Tuple(left), Type::Tuple(right)) => {
            Type::list(unify_all(left.into_iter().chain(right)))
        }
        (Type::Tuple(items), Type::List(element)) | (Type::List(element), Type::Tuple(items)) => {
            Type::list(unify_all(items.into_iter().chain([*element])))
        }
        (Type::List(left), Type::List(right)) => Type::list(unify(*left, *right)),
        (Type::Set(left), Type::Set(right)) => Type::set(unify(*left, *right)),
        (Type::Map(left), Type::Map(right)) => Type::map(unify(*left, *right)),
        (
            Type::Object {
                attributes: left,
                optional,
            },
            Type::Object {
                attributes: mut right,
                ..
            },
        ) if left.keys().eq(right.keys()) => {
            let attributes = left.into_iter().map(|(name, left)| {
                let right = right.remove(&name).unwrap_or(Type::Dynamic);
                (name, unify(left, right))
            });
            Type::Object {
                attributes: attributes.collect::<BTreeMap<_, _>>(),
                optional,
            }
        }
        _ => Type::Dynamic,
    }
}

/// [`unify`] of any number of types; [`Type::Dynamic`] of none.
pub(super) fn unify_all(types: impl IntoIterator<Item = Type>) -> Type {
    types.into_iter().reduce(unify).unwrap_or(Type::Dynamic)
}

/// The type of the elements of a collection.
pub(super) fn element(collection: &Type) -> Type {
    match collection {
        Type::List(element) | Type::Set(element) | Type::Map(element) => (**element).clone(),
        Type::Tuple(items) => unify_all(items.iter().cloned()),
        Type::Object { attributes, .. } => unify_all(attributes.values().cloned()),
        _ => Type::Dynamic,
    }
}

/// A type in so few words that they fit in a message.
pub(super) fn in_words(value: &Type) -> String {
    const LONGEST: usize = 48;
    if let Type::Tuple(_) = value {
        return "a list".to_owned();
    }
    let text = value.to_string();
    if text.len() <= LONGEST {
        return format!("`{text}`");
    }
    match value {
        Type::List(_) => "a list of objects",
        Type::Set(_) => "a set of objects",
        Type::Map(_) => "a map of objects",
        _ => "an object",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{converts, unify};
    use crate::Type;

    fn object(name: &str, value: Type) -> Type {
        Type::object([(name, value)])
    }

    #[test]
    fn only_what_terraform_refuses_for_every_value_is_refused() {
        let list = || Type::list(Type::String);
        for (from, to, expected) in [
            (Type::Number, Type::String, true),
            (Type::String, Type::Number, true),
            (Type::Bool, Type::Number, false),
            (Type::Number, Type::Bool, false),
            (Type::String, list(), false),
            (Type::set(Type::Number), list(), true),
            (Type::Tuple(vec![Type::Bool, Type::Dynamic]), list(), true),
            (Type::Tuple(vec![list()]), list(), false),
            (list(), Type::map(Type::String), false),
            (Type::map(Type::String), list(), false),
            (object("a", Type::Bool), Type::map(Type::String), true),
            (object("a", list()), Type::map(Type::String), false),
            (Type::map(Type::String), object("a", Type::String), true),
            (object("b", Type::Bool), object("a", Type::Bool), false),
            (Type::Dynamic, list(), true),
        ] {
            assert_eq!(converts(&from, &to), expected, "{from} to {to}");
        }
    }

    #[test]
    fn what_two_types_share_is_kept() {
        let two = |left, right| unify(left, right).to_string();
        assert_eq!(two(Type::String, Type::Number), "any");
        assert_eq!(
            two(Type::Tuple(vec![]), Type::Tuple(vec![Type::Bool])),
            "list(bool)"
        );
        assert_eq!(
            two(object("a", Type::Bool), object("a", Type::String)),
            "object({ a = any })"
        );
        assert_eq!(two(object("a", Type::Bool), object("b", Type::Bool)), "any");
    }
}
