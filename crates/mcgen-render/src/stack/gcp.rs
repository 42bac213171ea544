use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{
    Environment, FirewallRule, FirewallTarget, GcpEnvironment, GcpNetwork, NatLog, RoutingMode,
    fitted_name,
};

use super::{
    Backend, Object, Stack, gcp_alarms, gcp_cache, gcp_database, gcp_load_balancer, name, share,
};
use crate::library::{TraitValue, Traits};

pub(super) fn stack(environment: &Environment, gcp: &GcpEnvironment) -> Stack {
    let mut traits = Traits::from([
        ("impersonate".to_owned(), gcp.impersonate.is_some().into()),
        ("cluster".to_owned(), true.into()),
        ("private_services".to_owned(), true.into()),
    ]);
    traits.extend(gcp_database::traits(gcp));
    traits.extend(gcp_cache::traits(gcp.cache.as_ref()));
    traits.extend(gcp_alarms::traits(environment, gcp));
    traits.extend(gcp_load_balancer::traits(environment.traffic.as_deref()));
    traits.insert(
        "project_number".to_owned(),
        project_number(gcp, &traits).into(),
    );
    let mut variables = BTreeMap::from([
        ("environment", Literal::from(environment.name.as_str())),
        ("labels", labels(environment).into()),
        ("network", network(environment, gcp)),
        ("project", environment.project.as_str().into()),
        ("project_id", gcp.project.value.clone().into()),
        ("region", gcp.region.code().into()),
    ]);
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    if traits.get("project_number") == Some(&"given".into())
        && let Some(number) = &gcp.project_number
    {
        variables.insert("project_number", number.value.clone().into());
    }
    if let Some(database) = &gcp.database {
        variables.insert("database", gcp_database::variables(gcp, database));
    }
    if let Some(cache) = &gcp.cache {
        variables.insert("cache", gcp_cache::variables(environment, gcp, cache));
    }
    if let Some(monitoring) = &environment.monitoring {
        let monitoring = gcp_alarms::variables(environment, gcp, monitoring);
        variables.insert("monitoring", monitoring);
    }
    if let Some(traffic) = &environment.traffic {
        let load_balancer = gcp_load_balancer::variables(environment, gcp, traffic);
        variables.insert("load_balancer", load_balancer);
    }
    Stack {
        name: "gcp",
        traits,
        backend: Backend::in_gcp(environment, gcp, "gcp"),
        variables,
    }
}

/// The labels that the environment file names.
pub(super) fn labels(environment: &Environment) -> BTreeMap<String, String> {
    let labels = environment.labels.iter();
    labels
        .map(|(key, value)| (key.to_lowercase(), value.to_lowercase()))
        .collect()
}

/// The prefix of the state of `stack` in the bucket.
pub(super) fn state_prefix(environment: &Environment, gcp: &GcpEnvironment, stack: &str) -> String {
    let folder = gcp.backend.folder(environment.name.as_str());
    format!("{folder}/{stack}")
}

/// Service agents, which use the customer keys, are named by the project number.
fn project_number(gcp: &GcpEnvironment, traits: &Traits) -> &'static str {
    let needed = ["database_key", "cache_key"]
        .iter()
        .any(|key| traits.get(*key) == Some(&TraitValue::Switch(true)));
    match (needed, &gcp.project_number) {
        (false, _) => "unused",
        (true, Some(_)) => "given",
        (true, None) => "read",
    }
}

/// The name of the network.
pub(super) fn network_name(environment: &Environment) -> String {
    name(environment, &[], 45)
}

fn network(environment: &Environment, gcp: &GcpEnvironment) -> Literal {
    let network = &gcp.network;
    let network_name = network_name(environment);
    let mut nodes = Object::default();
    nodes
        .set("ip_cidr_range", network.cidr.to_string())
        .set("pods_ip_cidr_range", network.pods.to_string())
        .set("services_ip_cidr_range", network.services.to_string());
    let mut private_services = Object::default();
    private_services
        .set("export_custom_routes", environment.link.is_some())
        .set("import_custom_routes", false)
        .set("ip_cidr_range", network.private_services.to_string());
    let mut object = Object::default();
    object
        .set("firewall_rules", firewall_rules(network, &network_name))
        .set("flow_logs", flow_logs(network))
        .set("name", network_name.clone())
        .set("nat", nat(network))
        .set("nodes", nodes)
        .set("private_services", private_services)
        .set(
            "routing_mode",
            match network.routing.value {
                RoutingMode::Global => "GLOBAL",
                RoutingMode::Regional => "REGIONAL",
            },
        )
        .set("subnets", subnets(gcp, &network_name));
    object.into()
}

fn flow_logs(network: &GcpNetwork) -> Literal {
    let mut object = Object::default();
    object
        .set("aggregation_interval", "INTERVAL_5_SEC")
        .set("metadata", "INCLUDE_ALL_METADATA")
        .set("sampling", share(network.flow_log_sampling_percent.value));
    object.into()
}

fn nat(network: &GcpNetwork) -> Literal {
    let filter = match network.nat_log.value {
        NatLog::Errors => "ERRORS_ONLY",
        NatLog::All => "ALL",
        NatLog::None => "NONE",
    };
    let mut object = Object::default();
    object
        .set("log_filter", filter)
        .set("min_ports_per_vm", network.nat_min_ports_per_vm.value);
    object.into()
}

fn subnets(gcp: &GcpEnvironment, network: &str) -> BTreeMap<String, Literal> {
    let subnets = gcp.network.subnets.iter();
    subnets
        .map(|subnet| {
            let region = subnet.region.as_ref().unwrap_or(&gcp.region);
            let mut object = Object::default();
            object
                .set("ip_cidr_range", subnet.cidr.to_string())
                .set("name", fitted_name(&[network, &subnet.name], 63))
                .set("region", region.code());
            (subnet.name.value.clone(), object.into())
        })
        .collect()
}

/// One rule of Google Cloud for each rule and protocol of the file.
fn firewall_rules(network: &GcpNetwork, network_name: &str) -> BTreeMap<String, Literal> {
    let to_hosts = network
        .firewall
        .iter()
        .filter(|rule| rule.to.value == FirewallTarget::Nodes);
    to_hosts
        .flat_map(|rule| protocols(rule, network_name))
        .collect()
}

fn protocols(rule: &FirewallRule, network_name: &str) -> BTreeMap<String, Literal> {
    let mut by_protocol: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for traffic in &rule.allow {
        let ports = traffic.ports().map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        });
        by_protocol
            .entry(traffic.protocol())
            .or_default()
            .extend(ports);
    }
    let from: Vec<String> = rule.from.iter().map(ToString::to_string).collect();
    by_protocol
        .into_iter()
        .map(|(protocol, ports)| {
            let key = format!("{}-{protocol}", rule.name);
            let mut object = Object::default();
            object
                .set("description", "")
                .set("name", fitted_name(&[network_name, &key], 63))
                .set("ports", ports)
                .set("priority", 1000)
                .set("protocol", protocol)
                .set("source_ranges", from.clone())
                .set("target_tags", Vec::<String>::new());
            (key, object.into())
        })
        .collect()
}
