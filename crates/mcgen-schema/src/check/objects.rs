//! Which objects a block stands for, where its `count` or `for_each` says so in so many words.

use mcgen_hcl::syntax::{Body, Expression, ExpressionKind};

/// The objects of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Objects {
    /// What the files alone do not say.
    Unknown,
    /// `count` with a number.
    Counted(usize),
    /// `for_each` with the keys written out, in their order.
    Keyed(Vec<String>),
}

impl Objects {
    /// Reads the `count` or the `for_each` of a block.
    pub(super) fn of(body: &Body<'_>) -> Self {
        let value = |name| body.attribute(name).map(|it| it.value.bare());
        let counted = value("count").and_then(number).map(Self::Counted);
        let keyed = || value("for_each").and_then(keys).map(Self::Keyed);
        counted.or_else(keyed).unwrap_or(Self::Unknown)
    }

    /// What there is instead, if `key` is written out and there is no such object.
    pub(super) fn lack(&self, key: &Expression<'_>) -> Option<Lack> {
        match self {
            Self::Unknown => None,
            Self::Counted(count) => {
                let index = number(key.bare())?;
                (index >= *count).then(|| Lack {
                    label: match count {
                        0 => "there is no object".to_owned(),
                        1 => "there is one object, whose index is 0".to_owned(),
                        count => format!("there are {count} objects, counted from 0"),
                    },
                    reason: format!("`count` is {count}"),
                })
            }
            Self::Keyed(keys) => {
                let key = key.as_text()?;
                (!keys.iter().any(|it| it == key)).then(|| Self::lack_of_key(keys, key))
            }
        }
    }

    /// The same for `a.key`, which is `a["key"]` of a module with `for_each`.
    pub(super) fn lack_of_name(&self, name: &str) -> Option<Lack> {
        match self {
            Self::Keyed(keys) if !keys.iter().any(|it| it == name) => {
                Some(Self::lack_of_key(keys, name))
            }
            _ => None,
        }
    }

    fn lack_of_key(keys: &[String], key: &str) -> Lack {
        Lack {
            label: format!("there is no object `{key}`"),
            reason: match keys {
                [] => "`for_each` is empty".to_owned(),
                keys => format!("`for_each` has `{}`", keys.join("`, `")),
            },
        }
    }
}

/// Why there is no such object.
pub(super) struct Lack {
    /// What is wrong at the index.
    pub(super) label: String,
    /// What the block says.
    pub(super) reason: String,
}

fn number(value: &Expression<'_>) -> Option<usize> {
    match value.kind {
        ExpressionKind::Number(text) => text.parse().ok(),
        _ => None,
    }
}

/// The keys of `{ a = 1 }` and of `toset(["a"])`, where every one is plain text.
fn keys(value: &Expression<'_>) -> Option<Vec<String>> {
    match &value.kind {
        ExpressionKind::Object(items) => {
            let keys = items.iter().map(|item| item.name());
            keys.map(|it| it.map(str::to_owned)).collect()
        }
        ExpressionKind::Call {
            name: "toset",
            arguments,
            expanded: false,
            ..
        } => match arguments.as_slice() {
            [only] => match &only.bare().kind {
                ExpressionKind::List(items) => {
                    let keys = items.iter().map(Expression::as_text);
                    keys.map(|it| it.map(str::to_owned)).collect()
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
