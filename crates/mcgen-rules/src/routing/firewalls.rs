//! Firewall rules and security groups that do not do what they seem to.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::{AwsEnvironment, Cidr, Environment, FirewallTarget, GcpNetwork, Scalar};
use mcgen_spec::refused::network::FIREWALL_WITHOUT_EFFECT;

use crate::Context;

pub(super) static PODS_LEFT_OUT: Rule = Rule {
    code: "NET-039",
    slug: "pods-left-out-of-the-clients",
    severity: Severity::Warning,
    summary: "the clients name the nodes of GKE but not its pods",
    fix: "add the pod range to `clients`",
    explain: "In a VPC-native GKE cluster pods have addresses of their own, out of the secondary range \
`pods`, and that range is advertised over a VPN like any other subnet. A packet from a pod arrives on \
AWS with the address of the pod, not of its node, so a security group that admits the node range only \
drops it. Masquerading on the nodes would hide the pods behind them; without it the pod range has to \
be a client.\n\nmcgen looks at the ranges under `clients` of the AWS database and cache, when a GKE \
cluster is planned or `pods` is written.",
    sources: &[Reference {
        title: "GKE: VPC-native clusters",
        url: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/alias-ips",
    }],
    waivable: true,
};

pub(super) fn without_effect(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else { return };
    for rule in &gcp.network.firewall {
        let finding = Diagnostic::new(&FIREWALL_WITHOUT_EFFECT).at_value(
            &rule.to,
            format!("the rule `{}` is not rendered", rule.name),
        );
        findings.push(match rule.to.value {
            FirewallTarget::Nodes => continue,
            FirewallTarget::CloudSql => finding
                .because("Cloud SQL lives in Google's network, where rules of this one do not hold")
                .help(
                    "remove the rule; write the ranges under `clients` of `gcp.database`, and limit the clients with rules `to: nodes`",
                ),
            FirewallTarget::Memorystore => finding
                .because("Memorystore lives in Google's network, where rules of this one do not hold")
                .help("remove the rule; limit the clients with rules `to: nodes`"),
            FirewallTarget::VpnGateway => finding
                .because("a Cloud VPN gateway is no host of the network, and firewall rules hold for hosts")
                .help("remove the rule; limit what comes out of the tunnel with rules `to: nodes`")
                .as_warning(),
        });
    }
}

pub(super) fn pods_left_out(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(aws), Some(gcp)) = (&environment.aws, &environment.gcp) else {
        return;
    };
    let network = &gcp.network;
    if network.gke.is_none() && !network.pods.given {
        return;
    }
    for (what, clients) in client_lists(aws) {
        findings.extend(nodes_only(what, clients, network));
    }
}

fn client_lists(aws: &AwsEnvironment) -> impl Iterator<Item = (&str, &[Spanned<String>])> {
    let database = aws
        .database
        .iter()
        .map(|it| ("database", it.clients.as_slice()));
    let cache = aws.cache.iter().map(|it| ("cache", it.clients.as_slice()));
    database.chain(cache)
}

fn nodes_only(what: &str, clients: &[Spanned<String>], network: &GcpNetwork) -> Option<Diagnostic> {
    let (nodes, pods) = (&network.cidr, &network.pods);
    let ranges: Vec<(&Spanned<String>, Cidr)> = clients
        .iter()
        .filter_map(|client| Some((client, Cidr::parse(client).ok()?)))
        .collect();
    // A range that a mechanism admits for a machine of its own says nothing of applications.
    let (client, _) = ranges
        .iter()
        .find(|(client, range)| client.given && range.overlaps(nodes.value))?;
    let admitted = ranges.iter().any(|(_, range)| range.overlaps(pods.value));
    (!admitted).then(|| {
        Diagnostic::new(&PODS_LEFT_OUT)
            .at_value(client, format!("clients of the {what}: nodes of GKE"))
            .at_value(nodes, format!("the nodes: {nodes}"))
            .at_value(pods, format!("the pods: {pods}"))
            .because(format!(
                "packets of pods arrive with addresses of {pods}, and the security group drops them"
            ))
            .help(format!("add `{pods}` to `clients` of the {what}"))
    })
}
