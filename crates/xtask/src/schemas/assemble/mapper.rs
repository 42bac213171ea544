//! The functions that write a value that can be set; they tell its type.

use mcgen_schema::Type;

/// The functions that make a value of its type, from the outside in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mapper<'a> {
    Plain(Type),
    Map(Box<Self>),
    List {
        element: Box<Self>,
        block: bool,
    },
    /// By its function: `dbProxyAuth`.
    Struct(&'a str),
}

/// Reads a mapper at the beginning of an expression; gives what follows it, too.
pub(super) fn read(text: &str) -> Option<(Mapper<'_>, &str)> {
    let text = text
        .trim_start_matches("cdktn.")
        .trim_start_matches("cdktf.");
    let end = text.find(|it: char| !it.is_ascii_alphanumeric() && it != '_')?;
    let (name, rest) = text.split_at(end);
    Some(match name {
        "listMapperHcl" => {
            let (element, rest) = read(rest.strip_prefix('(')?)?;
            let (block, rest) = rest.strip_prefix(", ")?.split_once(')')?;
            let element = Box::new(element);
            let block = block == "true";
            (Mapper::List { element, block }, rest)
        }
        "hashMapperHcl" => {
            let (element, rest) = read(rest.strip_prefix('(')?)?;
            (Mapper::Map(Box::new(element)), rest.strip_prefix(')')?)
        }
        "stringToHclTerraform" => (Mapper::Plain(Type::String), rest),
        "numberToHclTerraform" => (Mapper::Plain(Type::Number), rest),
        "booleanToHclTerraform" => (Mapper::Plain(Type::Bool), rest),
        "anyToHclTerraform" => (Mapper::Plain(Type::Dynamic), rest),
        name => (Mapper::Struct(name.strip_suffix("ToHclTerraform")?), rest),
    })
}
