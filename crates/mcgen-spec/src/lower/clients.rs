//! The words of a `clients` list: who may connect.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{AwsNetwork, Cidr, Scalar, nearest};

use crate::rules;

/// Reports entries that are neither a tier that the VPC has, nor a range, nor a security group.
pub(super) fn check_aws<'a>(
    clients: impl Iterator<Item = &'a Spanned<String>>,
    network: &AwsNetwork,
    diagnostics: &mut Diagnostics,
) {
    let tiers: Vec<&str> = network.subnets.keys().map(|tier| tier.as_str()).collect();
    let is_group = |client: &str| {
        client
            .strip_prefix("sg-")
            .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    check(
        clients,
        &tiers,
        "a security group such as `sg-0a1b2c3d`, ",
        is_group,
        diagnostics,
    );
}

/// Reports entries that are neither a subnet of the network nor a range.
pub(super) fn check_gcp<'a>(
    clients: impl Iterator<Item = &'a Spanned<String>>,
    subnets: &[&str],
    diagnostics: &mut Diagnostics,
) {
    let names = [["nodes", "pods"].as_slice(), subnets].concat();
    check(clients, &names, "", |_| false, diagnostics);
}

fn check<'a>(
    clients: impl Iterator<Item = &'a Spanned<String>>,
    names: &[&str],
    others: &str,
    is_other: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) {
    for client in clients {
        let word = client.value.as_str();
        if names.contains(&word) || is_other(word) {
            continue;
        }
        let Err(fault) = Cidr::parse(word) else {
            continue;
        };
        let rule = fault.rule.unwrap_or(&rules::INVALID_VALUE);
        let help = fault
            .help
            .unwrap_or_else(|| match nearest(word, names.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("write one of `{}`, {others}or a range", names.join("`, `")),
            });
        diagnostics.push(
            Diagnostic::new(rule)
                .at(client.span, format!("`{word}` is nobody who could connect"))
                .help(help),
        );
    }
}
