//! Packets over the link: what is rendered is applied on simulated clouds, and the routes, sessions and filters
//! in the states lead every client to every database and its answers back. On paper, and in [`namespaces`] by
//! routers that speak BGP.

mod applied;
mod filters;
mod namespaces;
mod routes;

use applied::{Applied, cidr};
use filters::Filters;
use mcgen_model::Cidr;
use routes::Routes;

use crate::root;
use crate::terraform::{Terraform, skip_or_fail};

const VPN_GATEWAY: &str = "examples/link-vpn-gateway/environment.yaml";
const NODES_AND_PODS: &[&str] = &["10.20.0.0/20", "10.21.0.0/16"];
const PRIVATE_SERVICES: &[&str] = &["10.23.0.0/20"];

/// Estates with a link, and the ranges of Google Cloud that the database of AWS lets in.
const ESTATES: [(&str, &[&str]); 4] = [
    (VPN_GATEWAY, NODES_AND_PODS),
    ("examples/link-transit-gateway/environment.yaml", &[]),
    (
        "examples/primary-replica-logical-gcp/environment.yaml",
        PRIVATE_SERVICES,
    ),
    ("environments/crm-dr/production.yaml", PRIVATE_SERVICES),
];

#[test]
fn every_client_reaches_every_database_and_its_answers_come_back_over_any_one_tunnel() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    for (estate, clients) in ESTATES {
        let applied = Applied::of(&terraform, &root().join(estate), ("", ""));
        let faults = faults(&applied, clients);
        assert!(faults.is_empty(), "{estate}: {}", faults.join("\n"));
    }
}

/// Mistakes in what is rendered, and what each of them breaks.
const MISTAKES: [(&str, &str, &str); 7] = [
    (
        "= cidrhost(each.value.inside_cidr, 1)",
        "= cidrhost(each.value.inside_cidr, 2)",
        "0 sessions",
    ),
    ("= floor(tonumber(each.key) / 2)", "= 0", "2 sessions"),
    (
        "peer_asn               = var.vpn.aws_asn",
        "peer_asn = 64999",
        "0 sessions",
    ),
    (
        "export_custom_routes = var.private_services.export_custom_routes",
        "export_custom_routes = false",
        "10.23.0.0/20 does not find private/a",
    ),
    (
        "tier != \"public\"",
        "tier == \"private\"",
        "database/a does not find 10.20.0.0/20",
    ),
    (
        "for_each = var.advertised_ip_ranges",
        "for_each = { for key, range in var.advertised_ip_ranges : key => range if key != \"pods\" }",
        "private/a does not find 10.21.0.0/16",
    ),
    (
        "for_each = var.isolated_acl_rules",
        "for_each = { \"100\" = var.isolated_acl_rules[\"100\"] }",
        "the list of database/a stops 10.20.0.0/20",
    ),
];

#[test]
fn a_mistake_on_the_way_is_found() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    for (right, wrong, fault) in MISTAKES {
        let applied = Applied::of(&terraform, &root().join(VPN_GATEWAY), (right, wrong));
        let faults = faults(&applied, NODES_AND_PODS);
        let found = faults.iter().any(|it| it.contains(fault));
        assert!(found, "{wrong}: no `{fault}` in {faults:#?}");
    }
}

/// What does not work. `clients` are the ranges of Google Cloud that the database of AWS should let in.
fn faults(applied: &Applied, clients: &[&str]) -> Vec<String> {
    let routes = Routes::of(applied);
    let filters = Filters::of(applied);
    let (ours, theirs) = (routes.aws_subnets(), routes.gcp_ranges());
    let mut faults = Vec::new();
    // An empty network has no faults.
    if ours.len() < 2 || theirs.len() < 3 {
        faults.push(format!("only {} subnets and {theirs:?}", ours.len()));
    }
    let sessions = routes.sessions();
    if sessions.len() != 4 {
        faults.push(format!("{} sessions come up", sessions.len()));
    }
    for subnet in ours {
        for range in theirs {
            let to_gcp = |up| routes.lead_to_gcp(up, subnet, *range);
            if let Some(up) = sessions.iter().find(|up| !to_gcp(up)) {
                let (name, tunnel) = (&subnet.name, &up.tunnel);
                faults.push(format!("{name} does not find {range} over tunnel {tunnel}"));
            }
            if !routes.lead_to_aws(*range, subnet) {
                faults.push(format!("{range} does not find {}", subnet.name));
            }
        }
    }
    let admitted = filters.admitted_from_afar();
    let named: Vec<Cidr> = clients.iter().map(|it| cidr(it)).collect();
    if admitted != named {
        faults.push(format!("the database of AWS lets in {admitted:?}"));
    }
    for range in &admitted {
        if !theirs.iter().any(|it| it.contains(*range)) {
            faults.push(format!("{range} is let in and is nowhere"));
        }
    }
    // Cloud SQL admits every private range, so that of its clients only the lists of their subnets are left.
    for subnet in ours {
        let far = match subnet.tier() {
            "database" => admitted.as_slice(),
            "private" | "cluster" => filters.cloud_sql(),
            _ => continue,
        };
        for range in far {
            if !filters.list_of(subnet).lets_both_ways(*range) {
                faults.push(format!("the list of {} stops {range}", subnet.name));
            }
        }
    }
    if !filters.let_everything_out_of_gcp() {
        faults.push("a firewall keeps packets from leaving Google Cloud".to_owned());
    }
    faults
}
