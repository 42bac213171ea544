use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{
    AwsEnvironment, AwsVpnGateway, CipherSuite, Environment, GcpEnvironment, Link, PhaseCiphers,
    TunnelOptions, Vpn,
};

use super::{Backend, Object, Stack, aws, aws_state, gcp, gcp_state, name};
use crate::library::Traits;

/// The stack of the link, which stands between those of the two clouds and reads both of their states.
pub(super) fn stack(
    environment: &Environment,
    link: &Link,
    aws: &AwsEnvironment,
    gcp: &GcpEnvironment,
) -> Stack {
    let existing = &link.vpn.existing;
    let traits = [
        (
            "transit_gateway",
            link.vpn.gateway.value == AwsVpnGateway::TransitGateway,
        ),
        ("existing_aws_gateway", existing.aws_gateway.is_some()),
        ("existing_ha_vpn_gateway", existing.ha_vpn_gateway.is_some()),
        ("existing_router", existing.router.is_some()),
        ("alarms", environment.monitoring.is_some()),
        ("assume_role", aws.assume_role.is_some()),
        ("impersonate", gcp.impersonate.is_some()),
    ];
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("aws_region", aws.region.code().into()),
        ("aws_state", aws_state(environment, aws)),
        ("environment", environment.name.as_str().into()),
        ("gcp_region", gcp.region.code().into()),
        ("labels", gcp::labels(environment).into()),
        ("project", environment.project.as_str().into()),
        ("project_id", gcp.project.value.clone().into()),
        ("tags", aws::tags(environment).into()),
        ("vpn", vpn(environment, &link.vpn, gcp)),
    ]);
    // The network of Google Cloud matters only to what is made in it, its channels only to alerts.
    let made = existing.ha_vpn_gateway.is_none() || existing.router.is_none();
    if made || environment.monitoring.is_some() {
        variables.insert("gcp_state", gcp_state(environment, gcp));
    }
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    Stack {
        name: "link",
        traits: Traits::from(traits.map(|(name, on)| (name.to_owned(), on.into()))),
        backend: Backend::in_aws(environment, aws, "link"),
        variables,
    }
}

fn vpn(environment: &Environment, vpn: &Vpn, gcp: &GcpEnvironment) -> Literal {
    let mut object = Object::default();
    object
        .set("advertised_to_aws", advertised_to_aws(vpn, gcp))
        .set("aws_asn", vpn.aws_asn.number())
        .set("aws_ciphers", aws_ciphers(&vpn.ciphers))
        .set("gcp_asn", vpn.gcp_asn.number())
        .set("gcp_ciphers", gcp_ciphers(&vpn.ciphers))
        .set("log_retention_days", vpn.log_retention_days.value)
        .set("name", name(environment, &[], 45))
        .set("payload_mtu", vpn.ciphers.payload_mtu())
        .set("tunnel_options", tunnel_options(&vpn.options))
        .set("tunnels", tunnels(vpn));
    if let Some(id) = &vpn.existing.aws_gateway {
        object.set("aws_gateway_id", id.value.clone());
    }
    match &vpn.existing.router {
        Some(router) => object.set("router_name", router.value.clone()),
        None => object.set("keepalive_seconds", vpn.bgp.keepalive_seconds.value),
    };
    if let Some(gateway) = &vpn.existing.ha_vpn_gateway {
        let [first, second] = &gateway.addresses;
        let addresses = [("0", first.to_string()), ("1", second.to_string())];
        object
            .set("ha_vpn_gateway_addresses", BTreeMap::from(addresses))
            .set("ha_vpn_gateway_name", gateway.name.value.clone());
    }
    object.into()
}

/// The ranges by what they are for, in words of a few letters: the description of an advertised range.
fn advertised_to_aws(vpn: &Vpn, gcp: &GcpEnvironment) -> BTreeMap<String, String> {
    let ranges = vpn.advertised_to_aws(&gcp.network).into_iter();
    ranges
        .map(|range| {
            let owner = range.owner.replace('`', "");
            let owner = owner.strip_prefix("the ").unwrap_or(&owner);
            let key = match owner {
                "a further range" => range.cidr.to_string(),
                owner => owner.replace(' ', "-"),
            };
            (key, range.cidr.to_string())
        })
        .collect()
}

fn tunnels(vpn: &Vpn) -> BTreeMap<String, Literal> {
    let tunnels = vpn.tunnels.iter();
    tunnels
        .map(|tunnel| {
            let mut object = Object::default();
            object
                .set("inside_cidr", tunnel.inside.to_string())
                .set("route_priority", tunnel.route_priority.value);
            (tunnel.number.to_string(), object.into())
        })
        .collect()
}

fn tunnel_options(options: &TunnelOptions) -> Object {
    let mut object = Object::default();
    object
        .set("dpd_timeout_action", options.dpd_action.as_str())
        .set("dpd_timeout_seconds", options.dpd_timeout_seconds.value)
        .set(
            "phase1_lifetime_seconds",
            options.phase1_lifetime_seconds.value,
        )
        .set(
            "phase2_lifetime_seconds",
            options.phase2_lifetime_seconds.value,
        )
        .set("rekey_fuzz_percentage", options.rekey_fuzz_percent.value)
        .set(
            "rekey_margin_time_seconds",
            options.rekey_margin_seconds.value,
        )
        .set("replay_window_size", options.replay_window_packets.value)
        .set("startup_action", options.startup_action.as_str());
    object
}

fn aws_ciphers(ciphers: &CipherSuite) -> Object {
    let phase = |phase: &PhaseCiphers| {
        let mut object = Object::default();
        object
            .set("dh_group", u32::from(phase.dh_group.number()))
            .set("encryption", phase.encryption.as_str())
            .set("integrity", phase.integrity.as_str());
        object
    };
    let mut object = Object::default();
    object
        .set("phase1", phase(&ciphers.phase1))
        .set("phase2", phase(&ciphers.phase2));
    object
}

fn gcp_ciphers(ciphers: &CipherSuite) -> Object {
    let phase = |phase: &PhaseCiphers, exchange: &'static str| {
        let mut object = Object::default();
        object
            .set(exchange, phase.dh_group.google())
            .set("encryption", phase.encryption.google());
        if let Some(integrity) = phase.google_integrity() {
            object.set("integrity", integrity);
        }
        object
    };
    let mut phase1 = phase(&ciphers.phase1, "dh");
    phase1.set("prf", ciphers.phase1.integrity.google_prf());
    let mut object = Object::default();
    object
        .set("phase1", phase1)
        .set("phase2", phase(&ciphers.phase2, "pfs"));
    object
}
