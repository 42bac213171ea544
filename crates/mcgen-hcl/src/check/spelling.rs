//! Spellings that `terraform fmt` rewrites. The formatter here moves white space only, so these are reported instead.

use super::{File, Finding, FindingKind};
use crate::lex::{Kind, Token};
use crate::outline::{Attribute, Block, Body};

pub(super) fn check(file: &File<'_>, findings: &mut Vec<Finding>) {
    Speller { file, findings }.body(&file.outline.body);
}

struct Speller<'s, 'a> {
    file: &'s File<'a>,
    findings: &'s mut Vec<Finding>,
}

impl Speller<'_, '_> {
    fn body(&mut self, body: &Body<'_>) {
        for attribute in &body.attributes {
            if is_wrapped(self.tokens(attribute)) {
                self.report(attribute, "an expression needs no `\"${...}\"` around it");
            }
        }
        for block in &body.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        for (label, span) in &block.labels {
            let message = if !self.file.outline.source[span.clone()].starts_with('"') {
                "a block label is written in quotes"
            } else if label.contains(['$', '%']) {
                "`terraform fmt` deletes a block label with `$` or `%`"
            } else {
                continue;
            };
            self.push(span.clone(), message);
        }
        if block.kind == "variable"
            && let Some(attribute) = block.body.attribute("type")
            && let [token] = self.tokens(attribute)
            && token.kind == Kind::Quoted
        {
            self.report(attribute, "a type is written without quotes");
        }
        self.body(&block.body);
    }

    fn tokens(&self, attribute: &Attribute<'_>) -> &[Token] {
        &self.file.outline.tokens[attribute.value.clone()]
    }

    fn report(&mut self, attribute: &Attribute<'_>, message: &str) {
        self.push(self.file.outline.bytes(&attribute.value), message);
    }

    fn push(&mut self, span: std::ops::Range<usize>, message: &str) {
        self.findings.push(Finding {
            path: self.file.path.to_owned(),
            span,
            kind: FindingKind::OutdatedSpelling,
            message: message.to_owned(),
            suggestion: None,
            related: None,
        });
    }
}

/// Whether a value is a string of one interpolation and nothing else.
fn is_wrapped(tokens: &[Token]) -> bool {
    let [open, start, inside @ .., end, close] = tokens else {
        return false;
    };
    let outer = (open.kind, start.kind, end.kind, close.kind);
    if outer
        != (
            Kind::OpenQuote,
            Kind::Interpolation,
            Kind::SequenceEnd,
            Kind::CloseQuote,
        )
    {
        return false;
    }
    let mut depth = 0;
    inside.iter().all(|token| {
        depth += token.kind.bracket_change();
        depth >= 0
    })
}
