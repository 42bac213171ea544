//! How many blocks and arguments a body has, and how many it must have.

use std::collections::BTreeMap;

use mcgen_hcl::syntax::Block as WrittenBlock;

use super::body::{At, Blocks, Spot};
use super::infer::Walker;
use super::rules;
use crate::{Block, NestedBlock, Nesting};

impl Walker<'_, '_, '_> {
    /// Reports required arguments that are not there.
    pub(super) fn missing(
        &mut self,
        written: &WrittenBlock<'_>,
        schema: &Block,
        at: &At<'_>,
        found: &BTreeMap<&str, Blocks<'_>>,
    ) {
        for (name, attribute) in &schema.attributes {
            let is_there =
                || written.body.attribute(name).is_some() || found.contains_key(name.as_str());
            if attribute.required && !is_there() {
                let label = format!("`{name}` is missing");
                let finding = self.finding(&rules::MISSING_ARGUMENT, written.header, label);
                self.report_at(finding, at);
            }
        }
    }

    /// Reports too few and too many blocks.
    pub(super) fn counts(
        &mut self,
        written: &WrittenBlock<'_>,
        schema: &Block,
        at: &At<'_>,
        path: &[String],
        found: &BTreeMap<&str, Blocks<'_>>,
    ) {
        if !at.in_parts && !at.is_provider {
            for (name, nested) in &schema.blocks {
                self.too_few(written, name, nested, at, found.get(name.as_str()));
            }
        }
        for (name, blocks) in found {
            let Some(nested) = schema.blocks.get(*name) else {
                continue;
            };
            let most = most(nested).or_else(|| overlay_most(at, path, name));
            let Some(most) = most else { continue };
            if let Some(extra) = blocks.written.get(most as usize) {
                let label = match most {
                    1 => format!("only one `{name}` block is taken"),
                    most => format!("at most {most} `{name}` blocks are taken"),
                };
                let mut finding = self.finding(&rules::BLOCK_COUNT, extra.kind_span, label);
                let first = self.place(blocks.written[0].kind_span);
                finding.related = Some((first, "the first one".to_owned()));
                self.report_at(finding, at);
            }
        }
    }

    fn too_few(
        &mut self,
        written: &WrittenBlock<'_>,
        name: &str,
        nested: &NestedBlock,
        at: &At<'_>,
        found: Option<&Blocks<'_>>,
    ) {
        let count = found.map_or(0, |it| it.written.len());
        let is_dynamic = found.is_some_and(|it| it.dynamic > 0);
        if is_dynamic || count >= nested.min_items as usize {
            return;
        }
        // An attribute of the name is reported as what it is.
        if written.body.attribute(name).is_some() {
            return;
        }
        let label = match nested.min_items {
            1 => format!("a block `{name}` is missing"),
            least => format!("{least} `{name}` blocks are needed, there are {count}"),
        };
        let rule = if count == 0 {
            &rules::MISSING_ARGUMENT
        } else {
            &rules::BLOCK_COUNT
        };
        let finding = self.finding(rule, written.header, label);
        self.report_at(finding, at);
    }
}

/// The greatest number of blocks; none for any.
fn most(nested: &NestedBlock) -> Option<u32> {
    match nested.nesting {
        Nesting::Single | Nesting::Group => Some(1),
        _ if nested.max_items > 0 => Some(nested.max_items),
        _ => None,
    }
}

fn overlay_most(at: &At<'_>, path: &[String], name: &str) -> Option<u32> {
    let Spot::Schema {
        overlay: Some(overlay),
        ..
    } = at.spot
    else {
        return None;
    };
    let full = path.iter().map(String::as_str).chain([name]);
    overlay
        .max_items
        .get(&full.collect::<Vec<_>>().join("."))
        .copied()
}
