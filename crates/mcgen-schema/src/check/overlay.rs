//! What the provider refuses although its schema takes it.

use std::net::Ipv4Addr;

use mcgen_hcl::syntax::{Block as WrittenBlock, Expression, ExpressionKind, Operator};

use super::body::{At, Spot, is_set};
use super::infer::Walker;
use super::rules;
use crate::{Constraint, Syntax, TypeOverlay};

impl<'s> At<'s> {
    fn overlay(&self) -> Option<&'s TypeOverlay> {
        match self.spot {
            Spot::Schema { overlay, .. } => overlay,
            Spot::Variable(_) => None,
        }
    }
}

impl<'t> Walker<'_, '_, 't> {
    /// Holds a literal value against what is known of the argument.
    pub(super) fn constraint(
        &mut self,
        value: &'t Expression<'t>,
        at: &At<'_>,
        path: &[String],
        name: &str,
    ) {
        let Some(overlay) = at.overlay() else { return };
        if overlay.constraints.is_empty() {
            return;
        }
        let full = path.iter().map(String::as_str).chain([name]);
        let full = full.collect::<Vec<_>>().join(".");
        if let Some(constraint) = overlay.constraints.get(&full) {
            self.literal(value, constraint, at);
        }
    }

    fn literal(&mut self, value: &'t Expression<'t>, constraint: &Constraint, at: &At<'_>) {
        let fault = match &value.bare().kind {
            ExpressionKind::String(text) => text_fault(text, constraint),
            ExpressionKind::Number(text) => word_fault(text, &constraint.one_of)
                .or_else(|| number_fault(text, false, constraint)),
            ExpressionKind::Unary { operators, operand } => match &operand.kind {
                ExpressionKind::Number(text) if *operators == [Operator::Subtract] => {
                    number_fault(text, true, constraint)
                }
                _ => None,
            },
            ExpressionKind::List(items) => {
                for item in items {
                    self.literal(item, constraint, at);
                }
                None
            }
            ExpressionKind::Object(items) => {
                for item in items {
                    self.literal(&item.value, constraint, at);
                }
                None
            }
            ExpressionKind::Conditional { arms, otherwise } => {
                for arm in arms {
                    self.literal(&arm.value, constraint, at);
                }
                self.literal(otherwise, constraint, at);
                None
            }
            _ => None,
        };
        if let Some(fault) = fault {
            let finding = self.finding(&rules::ILLEGAL_VALUE, value.span, fault);
            self.report_at(finding, at);
        }
    }

    /// Holds the arguments of a body against the sets that go together or do not.
    pub(super) fn combinations(
        &mut self,
        written: &'t WrittenBlock<'t>,
        at: &At<'_>,
        path: &[String],
    ) {
        let Some(overlay) = at.overlay() else { return };
        let parent = path.join(".");
        for names in members(&overlay.conflicts, &parent) {
            self.at_most_one(written, &names, at);
        }
        for names in members(&overlay.exactly_one_of, &parent) {
            self.at_most_one(written, &names, at);
            self.at_least_one(written, &names, at);
        }
        for names in members(&overlay.at_least_one_of, &parent) {
            self.at_least_one(written, &names, at);
        }
        for names in members(&overlay.required_together, &parent) {
            self.all_or_none(written, &names, at);
        }
    }

    fn at_most_one(&mut self, written: &'t WrittenBlock<'t>, names: &[&str], at: &At<'_>) {
        let set: Vec<&str> = names
            .iter()
            .filter(|it| is_set(&written.body, it))
            .copied()
            .collect();
        let [first, .., last] = set.as_slice() else {
            return;
        };
        let label = format!("`{last}` does not go with `{first}`");
        let finding = self.finding(&rules::COMBINATION, span_of(written, last), label);
        let mut finding = finding.help(format!("keep one of {}", listed(names)));
        finding.related = Some((
            self.place(span_of(written, first)),
            "this is set too".into(),
        ));
        self.report_at(finding, at);
    }

    fn at_least_one(&mut self, written: &'t WrittenBlock<'t>, names: &[&str], at: &At<'_>) {
        if !at.in_parts && !names.iter().any(|it| is_written(written, it)) {
            let label = format!("one of {} is needed", listed(names));
            let finding = self.finding(&rules::COMBINATION, written.header, label);
            self.report_at(finding, at);
        }
    }

    fn all_or_none(&mut self, written: &'t WrittenBlock<'t>, names: &[&str], at: &At<'_>) {
        let given = names.iter().find(|it| is_set(&written.body, it));
        let lacking = names.iter().find(|it| !is_written(written, it));
        let (Some(given), Some(lacking)) = (given, lacking) else {
            return;
        };
        if !at.in_parts {
            let label = format!("`{given}` needs `{lacking}`");
            let span = span_of(written, given);
            let finding = self.finding(&rules::COMBINATION, span, label);
            self.report_at(finding.help(format!("set {} together", listed(names))), at);
        }
    }
}

/// The sets of which all members lie directly in the body at `parent`, by their last names.
fn members<'s>(sets: &'s [Vec<String>], parent: &str) -> impl Iterator<Item = Vec<&'s str>> {
    sets.iter().filter_map(move |set| {
        set.iter()
            .map(|full| match full.rsplit_once('.') {
                Some((before, name)) if before == parent => Some(name),
                None if parent.is_empty() => Some(full.as_str()),
                _ => None,
            })
            .collect()
    })
}

/// Whether an argument or block is there in any form, be it null or none at last.
fn is_written(written: &WrittenBlock<'_>, name: &str) -> bool {
    let body = &written.body;
    body.attribute(name).is_some()
        || body.blocks_of(name).next().is_some()
        || body
            .blocks_of("dynamic")
            .any(|it| it.label(0) == Some(name))
}

fn span_of(written: &WrittenBlock<'_>, name: &str) -> mcgen_hcl::syntax::Span {
    let attribute = written.body.attribute(name).map(|it| it.name_span);
    let block = || written.body.blocks_of(name).next().map(|it| it.kind_span);
    attribute.or_else(block).unwrap_or(written.header)
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
    names.join(", ")
}

fn text_fault(text: &str, constraint: &Constraint) -> Option<String> {
    // Providers take an empty text for one that is not set.
    if text.is_empty() {
        return None;
    }
    if let Some(fault) = word_fault(text, &constraint.one_of) {
        return Some(fault);
    }
    if let Some(pattern) = &constraint.pattern {
        // A pattern that cannot be read says nothing; the tests of the overlays read them all.
        let whole = regex_lite::Regex::new(&format!("^(?:{pattern})$")).ok();
        if whole.is_some_and(|it| !it.is_match(text)) {
            return Some(format!("this must look like `{pattern}`"));
        }
    }
    let fault = number_fault(text, false, constraint);
    fault.or_else(|| constraint.syntax.and_then(|it| syntax_fault(text, it)))
}

fn word_fault(text: &str, known: &[String]) -> Option<String> {
    if known.is_empty() || known.iter().any(|it| it == text) {
        return None;
    }
    let near = super::spelling::nearest(text, known.iter().map(String::as_str));
    Some(match near {
        Some(near) => format!("this is not taken; did you mean `{near}`?"),
        None => format!("one of {} is taken", shortened(known)),
    })
}

fn shortened(words: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = words
        .iter()
        .take(SHOWN)
        .map(|it| format!("`{it}`"))
        .collect();
    match words.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

fn number_fault(text: &str, is_negative: bool, constraint: &Constraint) -> Option<String> {
    let number: f64 = text.parse().ok()?;
    let number = if is_negative { -number } else { number };
    #[expect(clippy::cast_precision_loss, reason = "bounds are small numbers")]
    let below = constraint.min.is_some_and(|least| number < least as f64);
    #[expect(clippy::cast_precision_loss, reason = "bounds are small numbers")]
    let above = constraint.max.is_some_and(|most| number > most as f64);
    match (constraint.min, constraint.max) {
        (Some(least), Some(most)) if below || above => {
            Some(format!("a number from {least} to {most} is taken"))
        }
        (Some(least), _) if below => Some(format!("a number from {least} on is taken")),
        (_, Some(most)) if above => Some(format!("a number up to {most} is taken")),
        _ => None,
    }
}

fn syntax_fault(text: &str, syntax: Syntax) -> Option<String> {
    let fits = match syntax {
        Syntax::Ipv4Network => is_network(text),
        Syntax::Ipv4Address => text.parse::<Ipv4Addr>().is_ok(),
        Syntax::Json => serde_json::from_str::<serde_json::Value>(text).is_ok(),
        Syntax::Arn => text.split(':').count() >= 6 && text.starts_with("arn:"),
        Syntax::TunnelInside => is_tunnel_inside(text),
        Syntax::PresharedKey => is_preshared_key(text),
    };
    let needed = match syntax {
        Syntax::Ipv4Network => "an IPv4 network such as `10.0.0.0/16`, without host bits",
        Syntax::Ipv4Address => "an IPv4 address",
        Syntax::Json => "a JSON document",
        Syntax::Arn => "an ARN",
        Syntax::TunnelInside => "a /30 of 169.254.0.0/16 that AWS does not reserve",
        Syntax::PresharedKey => "8 to 64 letters, digits, `.` and `_`, not beginning with `0`",
    };
    (!fits).then(|| format!("{needed} is needed"))
}

/// The address and the length of a network without host bits.
fn network(text: &str) -> Option<(u32, u32)> {
    let (address, length) = text.split_once('/')?;
    let address = u32::from(address.parse::<Ipv4Addr>().ok()?);
    let length: u32 = length.parse().ok().filter(|it| *it <= 32)?;
    let hosts = u32::MAX.checked_shr(length).unwrap_or(0);
    (address & hosts == 0).then_some((address, length))
}

fn is_network(text: &str) -> bool {
    network(text).is_some()
}

/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
fn is_tunnel_inside(text: &str) -> bool {
    const RESERVED: &[&str] = &[
        "169.254.0.0/30",
        "169.254.1.0/30",
        "169.254.2.0/30",
        "169.254.3.0/30",
        "169.254.4.0/30",
        "169.254.5.0/30",
        "169.254.169.252/30",
    ];
    let is_link_local = |address: u32| address >> 16 == 0xA9FE;
    network(text).is_some_and(|(address, length)| length == 30 && is_link_local(address))
        && !RESERVED.contains(&text)
}

fn is_preshared_key(text: &str) -> bool {
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
    (8..=64).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(is_legal)
}
