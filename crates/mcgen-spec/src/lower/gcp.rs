use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::catalog::memorystore;
use mcgen_model::{
    Allocator, CacheEngine, Cidr, ConnectMode, DatabaseFlag, FirewallRule, FirewallTarget,
    GcpCache, GcpCacheBackup, GcpEnvironment, GcpNetwork, GcpRegion, GcpSubnet, GcsBackend,
    GkePlan, MemorystoreSize, MemorystoreTier, NatLog, Persistence, RoutingMode, Scalar,
};

use super::{Frame, cache_shape, clients, gcp_database, given, items, items_or, or, sub_block};
use crate::Text;
use crate::blocks::{
    FirewallRuleSpec, GcpCacheSpec, GcpNetworkSpec, GcpSpec, GcpSubnetSpec, GcsBackendSpec, GkeSpec,
};
use crate::decode::{List, Table};
use crate::rules;

pub(super) fn lower(
    spec: GcpSpec,
    span: Span,
    frame: &Frame,
    taken: &[Cidr],
    diagnostics: &mut Diagnostics,
) -> Option<GcpEnvironment> {
    let region = spec.region?;
    let project: Spanned<String> = given(spec.project)?;
    let network_spec = spec.network?;
    let network = network(network_spec, *region, taken, diagnostics)?;
    let database = spec
        .database
        .and_then(|it| gcp_database::lower(it.value, it.span, *region, &project, frame));
    let cache = spec
        .cache
        .and_then(|it| cache(it.value, it.span, frame, diagnostics));
    let subnets: Vec<&str> = network
        .subnets
        .iter()
        .map(|subnet| subnet.name.as_str())
        .collect();
    let clients = database.iter().flat_map(|it| &it.clients);
    let clients = clients.chain(cache.iter().flat_map(|it| &it.clients));
    clients::check_gcp(clients, &subnets, diagnostics);
    Some(GcpEnvironment {
        span,
        project_number: given(spec.project_number),
        impersonate: given(spec.impersonate),
        backend: backend(spec.backend, &project, frame, span),
        network,
        database,
        cache,
        region,
        project,
    })
}

fn backend(
    field: Option<Spanned<GcsBackendSpec>>,
    project: &str,
    frame: &Frame,
    parent: Span,
) -> GcsBackend {
    let (span, spec) = sub_block(field, parent);
    let bucket = frame.state_bucket(project);
    GcsBackend {
        bucket: or(spec.bucket, bucket, span),
        prefix: or(spec.prefix, frame.project.to_string(), span),
    }
}

fn network(
    block: Spanned<GcpNetworkSpec>,
    region: GcpRegion,
    taken: &[Cidr],
    diagnostics: &mut Diagnostics,
) -> Option<GcpNetwork> {
    let span = block.span;
    let spec = block.value;
    let cidr = spec.cidr?;
    let subnets = subnets(spec.subnets);
    let gke = spec.gke.and_then(|it| gke(&it.value, it.span));
    let control_plane = gke.as_ref().and_then(|gke| gke.control_plane);
    let given = [
        &spec.pods,
        &spec.services,
        &spec.private_services,
        &control_plane,
    ];
    let claimed = given
        .into_iter()
        .flatten()
        .map(|range| range.value)
        .chain(subnets.iter().map(|subnet| subnet.cidr.value))
        .chain(taken.iter().copied());
    let mut ranges = Ranges::new(cidr, claimed)?;
    let private_services =
        ranges.given_or_carved(spec.private_services, 20, "private services", diagnostics);
    let pods = ranges.given_or_carved(spec.pods, 16, "pods", diagnostics);
    let services = ranges.given_or_carved(spec.services, 20, "services", diagnostics);
    let (nat_span, nat) = sub_block(spec.nat, span);
    let (flow_span, flow_logs) = sub_block(spec.flow_logs, span);
    Some(GcpNetwork {
        span,
        pods: pods?,
        services: services?,
        private_services: private_services?,
        subnets,
        zones: items_or(spec.zones, region.default_zones().take(2), span)
            .into_iter()
            .map(|zone: Spanned<String>| zone.map(|zone| region.zone(&zone)))
            .collect(),
        nat_log: or(nat.log, NatLog::Errors, nat_span),
        nat_min_ports_per_vm: or(nat.min_ports_per_vm, 64, nat_span),
        routing: or(spec.routing, RoutingMode::Global, span),
        flow_log_sampling_percent: or(flow_logs.sampling_percent, 50, flow_span),
        gke,
        firewall: firewall(spec.firewall),
        cidr,
    })
}

/// The free part of the private block that the node subnet lies in.
struct Ranges {
    allocator: Allocator,
    after: Spanned<Cidr>,
}

impl Ranges {
    fn new(cidr: Spanned<Cidr>, claimed: impl Iterator<Item = Cidr>) -> Option<Self> {
        // Docker's default bridge, which Cloud SQL cannot answer.
        let docker = Cidr::parse("172.17.0.0/16").ok()?;
        let pool = match cidr.rfc1918_block() {
            Some(block) => block,
            None => Cidr::parse("10.0.0.0/8").ok()?,
        };
        Some(Self {
            allocator: Allocator::new(pool, claimed.chain([cidr.value, docker])),
            after: cidr,
        })
    }

    fn given_or_carved(
        &mut self,
        given: Option<Spanned<Cidr>>,
        prefix: u8,
        what: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<Cidr>> {
        if given.is_some() {
            return given;
        }
        let start = self.after.rfc1918_block().map(|_| self.after.value);
        let carved = (prefix..=24).find_map(|prefix| self.allocator.carve_after(start, prefix));
        if carved.is_none() {
            diagnostics.push(Diagnostic::new(&rules::NO_ROOM).at(
                self.after.span,
                format!("no free range for {what} near {}", self.after),
            ));
        }
        carved.map(|range| Spanned::default_at(range, self.after.span))
    }
}

fn subnets(field: Option<Spanned<List<GcpSubnetSpec>>>) -> Vec<GcpSubnet> {
    items(field)
        .into_iter()
        .filter_map(|item: Spanned<GcpSubnetSpec>| {
            Some(GcpSubnet {
                name: given(item.value.name)?,
                cidr: item.value.cidr?,
                region: item.value.region,
            })
        })
        .collect()
}

fn gke(spec: &GkeSpec, span: Span) -> Option<GkePlan> {
    Some(GkePlan {
        span,
        max_nodes: given(spec.max_nodes)?,
        surge_nodes: or(spec.surge_nodes, 1, span),
        max_pods_per_node: or(spec.max_pods_per_node, 110, span),
        services: or(spec.services, 500, span),
        control_plane: spec.control_plane,
        workload_region: spec.workload_region,
    })
}

fn firewall(field: Option<Spanned<List<FirewallRuleSpec>>>) -> Vec<FirewallRule> {
    items(field)
        .into_iter()
        .filter_map(|item: Spanned<FirewallRuleSpec>| {
            let span = item.span;
            Some(FirewallRule {
                span,
                name: given(item.value.name)?,
                allow: items(item.value.allow),
                from: items(item.value.from),
                to: or(item.value.to, FirewallTarget::Nodes, span),
            })
        })
        .collect()
}

/// Settings by name, with the place of each name.
pub(super) fn flags(field: Option<Spanned<Table<Text>>>) -> BTreeMap<String, DatabaseFlag> {
    field.map_or_else(BTreeMap::new, |table| {
        let flags = table.value.0.into_iter();
        flags
            .map(|(name, (name_span, value))| {
                let flag = DatabaseFlag {
                    value: value.map(Into::into),
                    name_span,
                };
                (name, flag)
            })
            .collect()
    })
}

fn cache(
    spec: GcpCacheSpec,
    span: Span,
    frame: &Frame,
    diagnostics: &mut Diagnostics,
) -> Option<GcpCache> {
    cache_shape::gcp(&spec, diagnostics);
    let engine = spec.engine?;
    let tls: Spanned<bool> = or(spec.tls, true, span);
    let size = match engine.value {
        CacheEngine::Redis => MemorystoreSize::Redis {
            tier: or(spec.tier, MemorystoreTier::StandardHa, span),
            size_gib: or(spec.size_gib, 5, span),
            read_replicas: or(spec.read_replicas, 0, span),
        },
        CacheEngine::Valkey => MemorystoreSize::Valkey {
            node_type: or(spec.node_type, "highmem-medium".to_owned(), span),
            shards: or(spec.shards, 1, span),
            replicas: or(spec.replicas, frame.pick(1, 0), span),
        },
    };
    let port = memorystore::port(engine.value, tls.value);
    let backup = (engine.value == CacheEngine::Valkey).then(|| {
        let (backup_span, backup) = sub_block(spec.backup, span);
        GcpCacheBackup {
            retention_days: or(backup.retention_days, frame.pick(7, 1), backup_span),
            hour: or(backup.hour, 16, backup_span),
        }
    });
    let (maintenance_span, maintenance) = sub_block(spec.maintenance, span);
    Some(GcpCache {
        span,
        name: or(spec.name, frame.default_name(40), span),
        version: spec.version?,
        size,
        configs: flags(spec.configs),
        auth: or(spec.auth, true, span),
        port: or(spec.port, port, span),
        connect_mode: or(spec.connect_mode, ConnectMode::PrivateServiceAccess, span),
        maintenance_day: or(maintenance.day, 7, maintenance_span),
        maintenance_hour: or(maintenance.hour, 19, maintenance_span),
        persistence: or(
            spec.persistence,
            frame.pick(Persistence::Rdb, Persistence::None),
            span,
        ),
        backup,
        clients: items_or(spec.clients, ["nodes".to_owned(), "pods".to_owned()], span),
        client: spec.client,
        kms_key: given(spec.kms_key),
        engine,
        tls,
    })
}
