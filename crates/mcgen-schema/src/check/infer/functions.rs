//! The functions of Terraform: how many arguments they take, and what they give as far as that is sure.
//!
//! <https://developer.hashicorp.com/terraform/language/functions>

use std::rc::Rc;

use mcgen_hcl::syntax::{Expression, Span};

use super::{Walker, first_of};
use crate::Type;
use crate::check::convert::{element, unify, unify_all};
use crate::check::rules;
use crate::check::spelling::nearest;

/// What a function gives.
#[derive(Clone, Copy)]
enum Gives {
    Text,
    Number,
    Bool,
    Texts,
    /// The same as its first argument.
    Same,
    /// What its arguments have in common.
    OneOf,
    /// An element of its first argument.
    Element,
    /// A list of the elements of its first argument.
    List,
    Set,
    Map,
    Concat,
    Merge,
    Flatten,
    Lookup,
    Values,
    ZipMap,
    Unknown,
}

const ANY: usize = usize::MAX;

use Gives::{Bool, Concat, Element, Flatten, List, Lookup, Map, Merge, Number, OneOf, Same, Set};
use Gives::{Text, Texts, Unknown, Values, ZipMap};

/// Every function of Terraform and of OpenTofu by name: the least and greatest number of arguments, and what it gives.
#[rustfmt::skip]
const FUNCTIONS: &[(&str, usize, usize, Gives)] = &[
    ("abs", 1, 1, Number), ("abspath", 1, 1, Text), ("alltrue", 1, 1, Bool), ("anytrue", 1, 1, Bool),
    ("base64decode", 1, 1, Text), ("base64encode", 1, 1, Text), ("base64gunzip", 1, 1, Text),
    ("base64gzip", 1, 1, Text), ("base64sha256", 1, 1, Text), ("base64sha512", 1, 1, Text),
    ("basename", 1, 1, Text), ("bcrypt", 1, 2, Text), ("can", 1, 1, Bool), ("ceil", 1, 1, Number),
    ("chomp", 1, 1, Text), ("chunklist", 2, 2, Unknown), ("cidrcontains", 2, 2, Bool),
    ("cidrhost", 2, 2, Text), ("cidrnetmask", 1, 1, Text), ("cidrsubnet", 3, 3, Text),
    ("cidrsubnets", 1, ANY, Texts), ("coalesce", 0, ANY, OneOf), ("coalescelist", 0, ANY, Unknown),
    ("compact", 1, 1, Texts), ("concat", 0, ANY, Concat), ("contains", 2, 2, Bool),
    ("csvdecode", 1, 1, Unknown), ("dirname", 1, 1, Text), ("distinct", 1, 1, List),
    ("element", 2, 2, Element), ("endswith", 2, 2, Bool), ("ephemeralasnull", 1, 1, Same),
    ("file", 1, 1, Text), ("filebase64", 1, 1, Text), ("filebase64sha256", 1, 1, Text),
    ("filebase64sha512", 1, 1, Text), ("fileexists", 1, 1, Bool), ("filemd5", 1, 1, Text),
    ("fileset", 2, 2, Unknown), ("filesha1", 1, 1, Text), ("filesha256", 1, 1, Text),
    ("filesha512", 1, 1, Text), ("flatten", 1, 1, Flatten), ("floor", 1, 1, Number),
    ("format", 1, ANY, Text), ("formatdate", 2, 2, Text), ("formatlist", 1, ANY, Texts),
    ("indent", 2, 2, Text), ("index", 2, 2, Number), ("issensitive", 1, 1, Bool),
    ("join", 1, ANY, Text), ("jsondecode", 1, 1, Unknown), ("jsonencode", 1, 1, Text),
    ("keys", 1, 1, Texts), ("length", 1, 1, Number), ("list", 0, ANY, Unknown), ("log", 2, 2, Number),
    ("lookup", 2, 3, Lookup), ("lower", 1, 1, Text), ("map", 0, ANY, Unknown),
    ("matchkeys", 3, 3, List), ("max", 1, ANY, Number), ("md5", 1, 1, Text), ("merge", 0, ANY, Merge),
    ("min", 1, ANY, Number), ("nonsensitive", 1, 1, Same), ("one", 1, 1, Element),
    ("parseint", 2, 2, Number), ("pathexpand", 1, 1, Text), ("plantimestamp", 0, 0, Text),
    ("pow", 2, 2, Number), ("range", 1, 3, Unknown), ("regex", 2, 2, Unknown),
    ("regexall", 2, 2, Unknown), ("replace", 3, 3, Text), ("reverse", 1, 1, List),
    ("rsadecrypt", 2, 2, Text), ("sensitive", 1, 1, Same), ("setintersection", 1, ANY, Unknown),
    ("setproduct", 1, ANY, Unknown), ("setsubtract", 2, 2, Unknown), ("setunion", 1, ANY, Unknown),
    ("sha1", 1, 1, Text), ("sha256", 1, 1, Text), ("sha512", 1, 1, Text), ("signum", 1, 1, Number),
    ("slice", 3, 3, List), ("sort", 1, 1, Texts), ("split", 2, 2, Texts), ("startswith", 2, 2, Bool),
    ("strcontains", 2, 2, Bool), ("strrev", 1, 1, Text), ("substr", 3, 3, Text), ("sum", 1, 1, Number),
    ("templatefile", 2, 2, Text), ("templatestring", 2, 2, Text), ("textdecodebase64", 2, 2, Text),
    ("textencodebase64", 2, 2, Text), ("timeadd", 2, 2, Text), ("timecmp", 2, 2, Number),
    ("timestamp", 0, 0, Text), ("title", 1, 1, Text), ("tobool", 1, 1, Bool), ("tolist", 1, 1, List),
    ("tomap", 1, 1, Map), ("tonumber", 1, 1, Number), ("toset", 1, 1, Set), ("tostring", 1, 1, Text),
    ("transpose", 1, 1, Unknown), ("trim", 2, 2, Text), ("trimprefix", 2, 2, Text),
    ("trimspace", 1, 1, Text), ("trimsuffix", 2, 2, Text), ("try", 1, ANY, OneOf), ("type", 1, 1, Unknown),
    ("upper", 1, 1, Text), ("urldecode", 1, 1, Text), ("urlencode", 1, 1, Text), ("uuid", 0, 0, Text),
    ("uuidv5", 2, 2, Text), ("values", 1, 1, Values), ("yamldecode", 1, 1, Unknown),
    ("yamlencode", 1, 1, Text), ("zipmap", 2, 2, ZipMap),
];

impl<'t> Walker<'_, '_, 't> {
    pub(super) fn call(
        &mut self,
        name: &str,
        name_span: Span,
        arguments: &'t [Expression<'t>],
        expanded: bool,
    ) -> Type {
        // Both take the faults of their arguments for an answer.
        let types: Vec<Rc<Type>> = if matches!(name, "try" | "can") {
            self.quietly(|walker| arguments.iter().map(|it| walker.infer(it)).collect())
        } else {
            arguments.iter().map(|it| self.infer(it)).collect()
        };
        let short = name.strip_prefix("core::").unwrap_or(name);
        let found = FUNCTIONS.binary_search_by(|it| it.0.cmp(short));
        let Ok(found) = found else {
            self.unknown_function(short, name_span);
            return Type::Dynamic;
        };
        let (_, least, greatest, gives) = FUNCTIONS[found];
        let count = arguments.len();
        let is_short = count < least && !expanded;
        if is_short || (count > greatest && !(expanded && count == greatest + 1)) {
            let label = format!(
                "`{short}` takes {} arguments, not {count}",
                counted(least, greatest)
            );
            let finding = self.finding(&rules::WRONG_CALL, name_span, label);
            self.report(finding);
            return Type::Dynamic;
        }
        if expanded {
            return of_unknown_arguments(gives);
        }
        result(gives, &types)
    }

    /// A name that is nearly that of a function. Newer versions have more functions, and providers have their own.
    fn unknown_function(&mut self, name: &str, span: Span) {
        if name.contains("::") {
            return;
        }
        if let Some(near) = nearest(name, FUNCTIONS.iter().map(|it| it.0)) {
            let finding = self.finding(&rules::WRONG_CALL, span, "there is no such function");
            self.report(finding.meant(Some(near)));
        }
    }
}

fn counted(least: usize, greatest: usize) -> String {
    match (least, greatest) {
        (least, ANY) => format!("at least {least}"),
        (least, greatest) if least == greatest => least.to_string(),
        (least, greatest) => format!("{least} to {greatest}"),
    }
}

fn of_unknown_arguments(gives: Gives) -> Type {
    match gives {
        Text => Type::String,
        Number => Type::Number,
        Bool => Type::Bool,
        Texts => Type::list(Type::String),
        _ => Type::Dynamic,
    }
}

fn result(gives: Gives, types: &[Rc<Type>]) -> Type {
    let first = types.first().map_or(&Type::Dynamic, |it| it);
    match gives {
        Text | Number | Bool | Texts | Unknown => of_unknown_arguments(gives),
        Same => first.clone(),
        OneOf => first_of(types.iter().map(|it| (**it).clone())),
        Element => match first {
            Type::List(_) | Type::Set(_) | Type::Tuple(_) => element(first),
            _ => Type::Dynamic,
        },
        List => match first {
            Type::List(_) | Type::Set(_) | Type::Tuple(_) => Type::list(element(first)),
            _ => Type::Dynamic,
        },
        Set => match first {
            Type::List(_) | Type::Set(_) | Type::Tuple(_) => Type::set(element(first)),
            _ => Type::Dynamic,
        },
        Map => match first {
            Type::Map(_) | Type::Object { .. } => Type::map(element(first)),
            _ => Type::Dynamic,
        },
        Values => match first {
            Type::Map(_) | Type::Object { .. } => Type::list(element(first)),
            _ => Type::Dynamic,
        },
        ZipMap => match types.get(1).map(|it| &**it) {
            Some(values @ (Type::List(_) | Type::Tuple(_))) => Type::map(element(values)),
            _ => Type::Dynamic,
        },
        Concat => concat(types),
        Merge => merge(types),
        Flatten => flatten(first),
        Lookup => lookup(types),
    }
}

fn concat(types: &[Rc<Type>]) -> Type {
    let are_lists = types
        .iter()
        .all(|it| matches!(**it, Type::List(_) | Type::Tuple(_) | Type::Set(_)));
    if !are_lists {
        return Type::Dynamic;
    }
    let filled = types.iter().filter(|it| !is_empty(it));
    Type::list(unify_all(filled.map(|it| element(it))))
}

fn is_empty(value: &Type) -> bool {
    match value {
        Type::Tuple(items) => items.is_empty(),
        Type::Object { attributes, .. } => attributes.is_empty(),
        _ => false,
    }
}

fn merge(types: &[Rc<Type>]) -> Type {
    let mut merged: Option<Type> = None;
    for value in types.iter().filter(|it| !is_empty(it)) {
        merged = Some(match (merged, &**value) {
            (None, Type::Map(_) | Type::Object { .. }) => (**value).clone(),
            (Some(Type::Map(left)), Type::Map(right)) => Type::map(unify(*left, (**right).clone())),
            (
                Some(Type::Object {
                    attributes: mut left,
                    optional,
                }),
                Type::Object {
                    attributes: right, ..
                },
            ) => {
                left.extend(right.iter().map(|(name, it)| (name.clone(), it.clone())));
                Type::Object {
                    attributes: left,
                    optional,
                }
            }
            _ => return Type::Dynamic,
        });
    }
    merged.unwrap_or(Type::Dynamic)
}

/// Lists of lists as one list, as long as it is sure where the lists end.
fn flatten(value: &Type) -> Type {
    match value {
        Type::List(_) | Type::Set(_) | Type::Tuple(_) => match element(value) {
            Type::Dynamic => Type::Dynamic,
            inner @ (Type::List(_) | Type::Set(_) | Type::Tuple(_)) => flatten(&inner),
            single => Type::list(single),
        },
        _ => Type::Dynamic,
    }
}

fn lookup(types: &[Rc<Type>]) -> Type {
    let [map, _, rest @ ..] = types else {
        return Type::Dynamic;
    };
    match (&**map, rest) {
        (Type::Map(element), []) => (**element).clone(),
        (Type::Map(element), [default]) => unify((**element).clone(), (**default).clone()),
        _ => Type::Dynamic,
    }
}

#[cfg(test)]
mod tests {
    use super::FUNCTIONS;

    #[test]
    fn the_functions_are_sorted() {
        assert!(FUNCTIONS.is_sorted_by_key(|it| it.0));
    }
}
