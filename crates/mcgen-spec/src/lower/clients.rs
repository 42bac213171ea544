//! The words of a `clients` list: who may connect.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{
    AwsEnvironment, AwsNetwork, Cidr, GcpEnvironment, GcpNetwork, Scalar, SubnetTier, nearest,
};

use crate::rules;

/// How the name of a part of the other cloud begins.
const AWS: &str = "aws.";
const GCP: &str = "gcp.";

/// Puts the ranges of the other cloud in the place of the words that name them: `gcp.nodes`,
/// `aws.private`. Only a link makes them reachable.
pub(super) fn across(
    aws: Option<&mut AwsEnvironment>,
    gcp: Option<&mut GcpEnvironment>,
    linked: bool,
    diagnostics: &mut Diagnostics,
) {
    let (mut aws, mut gcp) = (aws, gcp);
    let of_aws = aws
        .as_ref()
        .map_or_else(Vec::new, |it| aws_parts(&it.network));
    let of_gcp = gcp
        .as_ref()
        .map_or_else(Vec::new, |it| gcp_parts(&it.network));
    let mut settle = |clients: &mut Vec<Spanned<String>>, prefix: &str, parts: &[Part]| {
        *clients = std::mem::take(clients)
            .into_iter()
            .flat_map(|client| resolved(client, prefix, parts, linked, diagnostics))
            .collect();
    };
    if let Some(aws) = &mut aws {
        let database = aws.database.iter_mut().map(|it| &mut it.clients);
        let cache = aws.cache.iter_mut().map(|it| &mut it.clients);
        database
            .chain(cache)
            .for_each(|clients| settle(clients, GCP, &of_gcp));
    }
    if let Some(gcp) = &mut gcp {
        let database = gcp.database.iter_mut().map(|it| &mut it.clients);
        let cache = gcp.cache.iter_mut().map(|it| &mut it.clients);
        database
            .chain(cache)
            .for_each(|clients| settle(clients, AWS, &of_aws));
    }
}

/// A part of a network by its name in a `clients` list of the other cloud.
type Part = (String, Vec<Cidr>);

fn aws_parts(network: &AwsNetwork) -> Vec<Part> {
    let tiers = SubnetTier::ALL.iter().map(|tier| {
        let ranges = network.tier(*tier).map(|(_, cidr)| cidr.value);
        (tier.as_str().to_owned(), ranges.collect())
    });
    tiers
        .filter(|(_, ranges): &Part| !ranges.is_empty())
        .collect()
}

fn gcp_parts(network: &GcpNetwork) -> Vec<Part> {
    let fixed = [
        ("nodes", &network.cidr),
        ("pods", &network.pods),
        ("private-services", &network.private_services),
    ];
    let fixed = fixed
        .into_iter()
        .map(|(name, cidr)| (name.to_owned(), vec![cidr.value]));
    let subnets = network
        .subnets
        .iter()
        .map(|subnet| (subnet.name.value.clone(), vec![subnet.cidr.value]));
    fixed.chain(subnets).collect()
}

/// The client itself, or the ranges of the part of the other cloud that it names.
fn resolved(
    client: Spanned<String>,
    prefix: &str,
    parts: &[Part],
    linked: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Spanned<String>> {
    let Some(name) = client.value.strip_prefix(prefix) else {
        return vec![client];
    };
    let refusal = Diagnostic::new(&rules::INVALID_VALUE);
    if !linked {
        let refusal = refusal.at(client.span, "nothing leads to the other cloud");
        diagnostics.push(refusal.help("describe a `link` between the clouds"));
        return Vec::new();
    }
    // A cloud that could not be read has been reported.
    if parts.is_empty() {
        return Vec::new();
    }
    if let Some((_, ranges)) = parts.iter().find(|(part, _)| part == name) {
        return ranges
            .iter()
            .map(|range| client.as_ref().map(|_| range.to_string()))
            .collect();
    }
    let names: Vec<String> = parts
        .iter()
        .map(|(part, _)| format!("`{prefix}{part}`"))
        .collect();
    diagnostics.push(
        refusal
            .at(client.span, format!("the other cloud has no `{name}`"))
            .help(format!("write one of {}, or a range", names.join(", "))),
    );
    Vec::new()
}

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
        GCP,
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
    check(clients, &names, "", AWS, |_| false, diagnostics);
}

fn check<'a>(
    clients: impl Iterator<Item = &'a Spanned<String>>,
    names: &[&str],
    others: &str,
    abroad: &str,
    is_other: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) {
    for client in clients {
        let word = client.value.as_str();
        if names.contains(&word) || is_other(word) || word.starts_with(abroad) {
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
