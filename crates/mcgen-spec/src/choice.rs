//! Choices that are written as a word, or as a block with one key where they have settings.

use std::fmt;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span};
use mcgen_model::Scalar;
use serde_json::{Value, json};

use crate::decode::{self, Decode};
use crate::node::{Node, NodeKind};
use crate::rules;

/// A name and what stands under it: nothing when the name stands alone.
pub(crate) struct Choice<'a, T> {
    pub(crate) name: T,
    pub(crate) name_span: Span,
    pub(crate) settings: Option<&'a Node>,
}

/// Reads `name`, or a block with the one key `name`, at `block`: a name that people bring from other tools is
/// refused with the rule of such a key.
pub(crate) fn choice<'a, T: Scalar>(
    node: &'a Node,
    block: &str,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Choice<'a, T>> {
    let refused =
        |name: &str, span| decode::refused_key(block, name, span, "mcgen has no such choice");
    let NodeKind::Mapping(entries) = &node.kind else {
        if let NodeKind::Scalar { text, .. } = &node.kind
            && let Some(diagnostic) = refused(text, node.span)
        {
            diagnostics.push(diagnostic);
            return None;
        }
        return Some(Choice {
            name: T::decode(node, diagnostics)?,
            name_span: node.span,
            settings: None,
        });
    };
    let [entry] = entries.as_slice() else {
        diagnostics.push(decode::wrong_type(node, what));
        return None;
    };
    match T::parse(&entry.key) {
        Ok(name) => Some(Choice {
            name,
            name_span: entry.key_span,
            settings: (entry.value.kind != NodeKind::Null).then_some(&entry.value),
        }),
        Err(fault) => {
            diagnostics.push(refused(&entry.key, entry.key_span).unwrap_or_else(|| {
                let help = fault
                    .help
                    .unwrap_or_else(|| format!("write {}", T::EXPECTED));
                Diagnostic::new(&rules::INVALID_VALUE)
                    .at(entry.key_span, fault.reason)
                    .help(help)
            }));
            None
        }
    }
}

/// What stands under a name; all defaults when its name stands alone.
pub(crate) fn settings<T: Decode + Default>(
    node: Option<&Node>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    match node {
        Some(node) => T::decode(node, diagnostics),
        None => Some(T::default()),
    }
}

/// The settings of a name that is nothing without them. `keys` are those that it needs.
pub(crate) fn needed<T: Decode, N: fmt::Display>(
    choice: &Choice<'_, N>,
    keys: &str,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let Some(settings) = choice.settings else {
        diagnostics.push(
            Diagnostic::new(&rules::MISSING_KEY)
                .at(
                    choice.name_span,
                    format!("`{}` has no settings", choice.name),
                )
                .help(format!("write {keys} below it")),
        );
        return None;
    };
    T::decode(settings, diagnostics)
}

/// The schema of a choice whose names all need settings: each of `blocks` is a key with them below.
pub(crate) fn blocks<const N: usize>(blocks: [(&str, Value); N]) -> Value {
    let properties: serde_json::Map<String, Value> = blocks
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": false,
    })
}

/// The schema of a choice: `words` stand alone, each of `blocks` is a key with its settings below.
pub(crate) fn one_of<const N: usize>(words: &[&str], blocks: [(&str, Value); N]) -> Value {
    json!({ "oneOf": [{ "type": "string", "enum": words }, self::blocks(blocks)] })
}
