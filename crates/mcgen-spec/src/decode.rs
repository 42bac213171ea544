//! From [`Node`]s to typed blocks, collecting every mistake on the way, and from the same
//! declarations to the JSON Schema.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::{Fault, Scalar, nearest};
use serde_json::{Map, Value, json};

use crate::node::{Entry, Node, NodeKind};
use crate::rules;

/// A value that can be read from an environment file.
pub(crate) trait Decode: Sized {
    /// Reads the value. `None` when nothing can be made of it; the reason is in `diagnostics`.
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self>;

    /// The JSON Schema of the value. Blocks put themselves into `definitions` and give a reference.
    fn schema(definitions: &mut Map<String, Value>) -> Value;
}

/// A key that people bring from other tools, and the rule that says why mcgen has no such key.
#[derive(Debug, Clone, Copy)]
pub struct RefusedKey {
    /// The block, by its path in the file: `gcp.database`.
    pub block: &'static str,
    /// The key.
    pub key: &'static str,
    /// The rule that forbids it.
    pub rule: &'static Rule,
    /// Why, for this key.
    pub reason: &'static str,
    /// What to write instead.
    pub help: &'static str,
}

/// What the macro [`block`] knows of one key.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) doc: &'static str,
    pub(crate) schema: fn(&mut Map<String, Value>) -> Value,
}

/// The name of a field without the mark of a raw identifier (`r#type`).
pub(crate) const fn plain_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Whether `key`, as written, is the Rust name `field`, in which `_` stands for `-`.
pub(crate) fn key_is(key: &str, field: &str) -> bool {
    key.len() == field.len()
        && key
            .bytes()
            .zip(field.bytes())
            .all(|(k, f)| k == f || (k == b'-' && f == b'_'))
        && !key.contains('_')
}

/// The keys of a mapping node, or a diagnostic when it is something else.
pub(crate) fn entries<'a>(
    node: &'a Node,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<&'a [Entry]> {
    if let NodeKind::Mapping(entries) = &node.kind {
        return Some(entries);
    }
    diagnostics.push(wrong_type(node, what));
    None
}

/// Reports every key of `block` that is neither a field nor silently allowed.
pub(crate) fn refuse_other_keys(
    block: &str,
    entries: &[Entry],
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) {
    for entry in entries {
        if fields.iter().any(|field| key_is(&entry.key, field.name)) {
            continue;
        }
        let refused = refused_key(block, &entry.key, entry.key_span, "mcgen has no such key");
        diagnostics.push(refused.unwrap_or_else(|| unknown_key(entry, block, fields)));
    }
}

/// What is said of `key` in `block` when people bring it from other tools; `label` stands at its place.
///
/// An error whatever the rule's own severity is: the key has no meaning, so going on would drop what
/// the person wanted.
pub(crate) fn refused_key(
    block: &str,
    key: &str,
    span: Span,
    label: &'static str,
) -> Option<Diagnostic> {
    let refused = crate::refused::keys().find(|it| it.block == block && it.key == key)?;
    let diagnostic = Diagnostic::new(refused.rule)
        .at(span, label)
        .because(refused.reason)
        .help(refused.help);
    Some(Diagnostic {
        severity: Severity::Error,
        waivable: false,
        ..diagnostic
    })
}

fn unknown_key(entry: &Entry, block: &str, fields: &[Field]) -> Diagnostic {
    let names: Vec<String> = fields.iter().map(|it| it.name.replace('_', "-")).collect();
    let place = if block.is_empty() {
        "the top level".to_owned()
    } else {
        format!("`{block}`")
    };
    let written = entry.key.replace('_', "-");
    let help = match nearest(&written, names.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None if entry.key == "<<" => {
            "mcgen does not read YAML merge keys; `extends` merges a base file below this one"
                .to_owned()
        }
        None => format!("the keys of {place} are {}", listed(&names)),
    };
    Diagnostic::new(&rules::UNKNOWN_KEY)
        .at(
            entry.key_span,
            format!("{place} has no key `{}`", entry.key),
        )
        .help(help)
}

fn listed(names: &[String]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Reads one field of a block.
pub(crate) fn field<T: Decode>(
    entries: &[Entry],
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<T>> {
    let entry = entries.iter().find(|entry| key_is(&entry.key, name))?;
    if entry.value.kind == NodeKind::Null {
        diagnostics.push(
            Diagnostic::new(&rules::WRONG_TYPE)
                .at(entry.key_span, format!("`{}` has no value", entry.key))
                .help("give it a value, or remove the key"),
        );
        return None;
    }
    let value = T::decode(&entry.value, diagnostics)?;
    // The place of a block is its key: a mark over all its lines would hide the value that matters.
    let span = match entry.value.kind {
        NodeKind::Mapping(_) => entry.key_span,
        _ => entry.value.span,
    };
    Some(Spanned::given(value, span))
}

/// Reports required fields that `entries` lack.
pub(crate) fn require_fields(
    block: &str,
    span: Span,
    entries: &[Entry],
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) {
    let missing = fields.iter().filter(|field| {
        field.required && !entries.iter().any(|entry| key_is(&entry.key, field.name))
    });
    for field in missing {
        let key = field.name.replace('_', "-");
        let place = if block.is_empty() {
            String::new()
        } else {
            format!(" in `{block}`")
        };
        diagnostics.push(
            Diagnostic::new(&rules::MISSING_KEY)
                .at(first_line(span, entries), format!("no `{key}`{place}"))
                .help(format!("add `{key}`: {}", phrase(field.doc))),
        );
    }
}

/// The sentence of a doc comment as a part of another one.
fn phrase(doc: &str) -> String {
    let doc = doc.trim().trim_end_matches('.');
    let mut letters = doc.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// The place of a block as a short mark: its first key rather than all its lines.
fn first_line(span: Span, entries: &[Entry]) -> Span {
    entries.first().map_or(span, |entry| entry.key_span)
}

/// Declares blocks of the environment file. One declaration gives the type, its reader with the
/// place of every value, and its JSON Schema.
macro_rules! block {
    ($(
        $(#[doc = $doc:literal])*
        pub struct $name:ident at $path:literal {
            $(
                $(#[doc = $field_doc:literal])*
                $presence:ident $field:ident: $type:ty,
            )*
        }
    )+) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Default)]
            pub struct $name {
                /// The place of the block.
                pub span: Option<mcgen_diagnostics::Span>,
                $(
                    $(#[doc = $field_doc])*
                    pub $field: Option<mcgen_diagnostics::Spanned<$type>>,
                )*
            }

            impl $name {
                const FIELDS: &'static [$crate::decode::Field] = &[
                    $($crate::decode::Field {
                        name: $crate::decode::plain_name(stringify!($field)),
                        required: $crate::decode::block!(@required $presence),
                        doc: concat!($($field_doc),*),
                        schema: <$type as $crate::decode::Decode>::schema,
                    }),*
                ];
            }

            impl $crate::decode::Decode for $name {
                fn decode(
                    node: &$crate::node::Node,
                    diagnostics: &mut mcgen_diagnostics::Diagnostics,
                ) -> Option<Self> {
                    use $crate::decode;
                    let entries = decode::entries(node, "a block of keys", diagnostics)?;
                    decode::refuse_other_keys($path, entries, Self::FIELDS, diagnostics);
                    decode::require_fields($path, node.span, entries, Self::FIELDS, diagnostics);
                    Some(Self {
                        span: Some(node.span),
                        $($field: decode::field(entries, decode::plain_name(stringify!($field)), diagnostics),)*
                    })
                }

                fn schema(
                    definitions: &mut serde_json::Map<String, serde_json::Value>,
                ) -> serde_json::Value {
                    $crate::decode::block_schema(
                        stringify!($name),
                        concat!($($doc),*),
                        Self::FIELDS,
                        definitions,
                    )
                }
            }
        )+
    };
    (@required required) => { true };
    (@required optional) => { false };
}
pub(crate) use block;

/// The JSON Schema of a block: a definition of its own and a reference to it.
pub(crate) fn block_schema(
    name: &str,
    doc: &str,
    fields: &[Field],
    definitions: &mut Map<String, Value>,
) -> Value {
    let name = name.strip_suffix("Spec").unwrap_or(name);
    let reference = json!({ "$ref": format!("#/$defs/{name}") });
    if definitions.contains_key(name) {
        return reference;
    }
    definitions.insert(name.to_owned(), Value::Null);
    let mut properties = Map::new();
    for field in fields {
        let mut schema = (field.schema)(definitions);
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), json!(field.doc.trim()));
        }
        properties.insert(field.name.replace('_', "-"), schema);
    }
    let required: Vec<String> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.replace('_', "-"))
        .collect();
    definitions.insert(
        name.to_owned(),
        json!({
            "type": "object",
            "description": doc.trim(),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }),
    );
    reference
}

pub(crate) fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    Diagnostic::new(&rules::WRONG_TYPE)
        .at(node.span, format!("{} is not {expected}", node.describe()))
        .help(format!("write {expected}"))
}

fn invalid<T>(node: &Node, fault: &Fault<T>, expected: &str) -> Diagnostic {
    let rule = fault.rule.unwrap_or(&rules::INVALID_VALUE);
    let help = fault
        .help
        .clone()
        .unwrap_or_else(|| format!("write {expected}"));
    Diagnostic::new(rule)
        .at(node.span, fault.reason.clone())
        .help(help)
}

/// Any one-word type of the model.
impl<T: Scalar> Decode for T {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else {
            diagnostics.push(wrong_type(node, T::EXPECTED));
            return None;
        };
        match T::parse(text) {
            Ok(value) => Some(value),
            Err(fault) => {
                diagnostics.push(invalid(node, &fault, T::EXPECTED));
                fault.recovered
            }
        }
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        if let Some(choices) = T::choices() {
            return json!({ "type": "string", "enum": choices });
        }
        match T::pattern() {
            // A version may stand without quotes, and an editor then sees a number.
            Some(pattern) => json!({ "type": ["string", "number"], "pattern": pattern }),
            None => json!({ "type": "string" }),
        }
    }
}

/// Free text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(pub String);

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl Decode for Text {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            return Some(Self(text.clone()));
        }
        diagnostics.push(wrong_type(node, "one word or text"));
        None
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        json!({ "type": ["string", "number", "boolean"] })
    }
}

/// `true` or `false`, without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch(pub bool);

impl From<Switch> for bool {
    fn from(switch: Switch) -> Self {
        switch.0
    }
}

impl Decode for Switch {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, plain: true } if text == "true" => Some(Self(true)),
            NodeKind::Scalar { text, plain: true } if text == "false" => Some(Self(false)),
            _ => {
                diagnostics.push(wrong_type(node, "`true` or `false`"));
                None
            }
        }
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        json!({ "type": "boolean" })
    }
}

/// A whole number without a sign, up to 4294967295.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(pub u32);

impl From<Number> for u32 {
    fn from(number: Number) -> Self {
        number.0
    }
}

impl Decode for Number {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let NodeKind::Scalar { text, plain: true } = &node.kind else {
            diagnostics.push(wrong_type(node, "a whole number"));
            return None;
        };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = text.parse().ok().filter(|_| digits) {
            return Some(Self(number));
        }
        diagnostics.push(if digits || text.parse::<f64>().is_ok() {
            Diagnostic::new(&rules::INVALID_VALUE)
                .at(
                    node.span,
                    format!("`{text}` is not a whole number from 0 to {}", u32::MAX),
                )
                .help("write a whole number in the unit that the key names")
        } else {
            wrong_type(node, "a whole number")
        });
        None
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

/// A list, each item with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T>(pub Vec<Spanned<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Decode> Decode for List<T> {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let NodeKind::Sequence(items) = &node.kind else {
            diagnostics.push(wrong_type(node, "a list"));
            return None;
        };
        let decoded = items.iter().filter_map(|item| {
            T::decode(item, diagnostics).map(|value| Spanned::given(value, item.span))
        });
        Some(Self(decoded.collect()))
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "type": "array", "items": T::schema(definitions) })
    }
}

/// A block whose keys are free, each key with its place and its value with its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T>(pub BTreeMap<String, (Span, Spanned<T>)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Decode> Decode for Table<T> {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let entries = entries(node, "a block of names and values", diagnostics)?;
        let decoded = entries.iter().filter_map(|entry| {
            let value = T::decode(&entry.value, diagnostics)?;
            let value = Spanned::given(value, entry.value.span);
            Some((entry.key.clone(), (entry.key_span, value)))
        });
        Some(Self(decoded.collect()))
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "type": "object", "additionalProperties": T::schema(definitions) })
    }
}
