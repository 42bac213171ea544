use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::{
    Allocator, AwsCache, AwsEnvironment, AwsNetwork, AwsRegion, CacheAuth, CacheTopology, Cidr,
    EksPlan, NatMode, S3Backend, Scalar, SubnetTier, TransitEncryption, carve_subnet,
};

use super::{Frame, aws_database, cache_shape, clients, given, items, items_or, or, sub_block};
use crate::blocks::{AwsCacheSpec, AwsNetworkSpec, AwsSpec, EksSpec, S3BackendSpec, SubnetsSpec};
use crate::decode::Table;
use crate::rules;

type Subnets = BTreeMap<SubnetTier, BTreeMap<String, Spanned<Cidr>>>;

pub(super) fn lower(
    spec: AwsSpec,
    span: Span,
    frame: &Frame,
    diagnostics: &mut Diagnostics,
) -> Option<AwsEnvironment> {
    let region = spec.region?;
    let network_spec = spec.network?;
    let tiers = Tiers {
        database: spec.database.is_some(),
        cache: spec.cache.is_some(),
    };
    let network = network(network_spec, *region, frame, &tiers, diagnostics)?;
    let database = spec
        .database
        .and_then(|it| aws_database::lower(it.value, it.span, *region, frame));
    let cache = spec
        .cache
        .and_then(|it| cache(it.value, it.span, frame, diagnostics));
    let clients = database.iter().flat_map(|it| &it.clients);
    let clients = clients.chain(cache.iter().flat_map(|it| &it.clients));
    clients::check_aws(clients, &network, diagnostics);
    let account: Spanned<String> = given(spec.account)?;
    let assume_role = given(spec.assume_role);
    // A role is assumed by the provider alone: the backend keeps the account of the caller.
    let caller = assume_role.is_none().then(|| account.value.clone());
    Some(AwsEnvironment {
        span,
        backend: backend(spec.backend, &region, &account, caller, frame, span),
        account,
        assume_role,
        network,
        database,
        cache,
        region,
    })
}

/// Which tiers the environment needs.
struct Tiers {
    database: bool,
    cache: bool,
}

fn backend(
    field: Option<Spanned<S3BackendSpec>>,
    region: &Spanned<AwsRegion>,
    account: &str,
    caller: Option<String>,
    frame: &Frame,
    parent: Span,
) -> S3Backend {
    let (span, spec) = sub_block(field, parent);
    let bucket = frame.state_bucket(account);
    S3Backend {
        bucket: or(spec.bucket, bucket, span),
        region: or(spec.region, region.value, span),
        account: given(spec.account).or_else(|| caller.map(|it| Spanned::default_at(it, span))),
        key_prefix: or(spec.key_prefix, frame.project.to_string(), span),
        kms_key: given(spec.kms_key),
    }
}

fn network(
    block: Spanned<AwsNetworkSpec>,
    region: AwsRegion,
    frame: &Frame,
    tiers: &Tiers,
    diagnostics: &mut Diagnostics,
) -> Option<AwsNetwork> {
    let span = block.span;
    let spec = block.value;
    let cidr = spec.cidr?;
    let zones: Vec<Spanned<String>> = items_or(spec.zones, region.default_zones().take(2), span)
        .into_iter()
        .map(|zone: Spanned<String>| zone.map(|zone| region.zone(&zone)))
        .collect();
    let eks = spec.eks.and_then(|it| eks(&it.value, it.span));
    let (_, flow_logs) = sub_block(spec.flow_logs, span);
    let (_, subnet_spec) = sub_block(spec.subnets, span);
    let mut subnets = given_subnets(subnet_spec, region);
    let wanted = [
        (SubnetTier::Public, true),
        (SubnetTier::Private, true),
        (SubnetTier::Database, tiers.database),
        (SubnetTier::Cache, tiers.cache),
        (SubnetTier::Cluster, eks.is_some()),
    ];
    let wanted = wanted
        .into_iter()
        .filter_map(|(tier, needed)| needed.then_some(tier));
    carve_missing(&mut subnets, wanted, &zones, &cidr, region, diagnostics);
    Some(AwsNetwork {
        span,
        secondary_cidrs: items(spec.secondary_cidrs),
        zones,
        nat: or(
            spec.nat,
            frame.pick(NatMode::PerZone, NatMode::Single),
            span,
        ),
        subnets,
        flow_log_retention_days: or(flow_logs.retention_days, 90, span),
        endpoints: items_or(spec.endpoints, ["s3".to_owned()], span),
        dns_support: or(spec.dns_support, true, span),
        dns_hostnames: or(spec.dns_hostnames, true, span),
        eks,
        cidr,
    })
}

fn eks(spec: &EksSpec, span: Span) -> Option<EksPlan> {
    Some(EksPlan {
        span,
        max_nodes: given(spec.max_nodes)?,
        max_pods_per_node: or(spec.max_pods_per_node, 30, span),
        service_cidr: or(spec.service_cidr, Cidr::parse("172.20.0.0/16").ok()?, span),
    })
}

fn given_subnets(spec: SubnetsSpec, region: AwsRegion) -> Subnets {
    let tiers = [
        (SubnetTier::Public, spec.public),
        (SubnetTier::Private, spec.private),
        (SubnetTier::Database, spec.database),
        (SubnetTier::Cache, spec.cache),
        (SubnetTier::Cluster, spec.cluster),
    ];
    tiers
        .into_iter()
        .filter_map(|(tier, table)| {
            let Table(zones) = table?.value;
            let zones = zones.into_iter();
            let ranges = zones.map(|(zone, (_, cidr))| (region.zone(&zone), cidr));
            Some((tier, ranges.collect()))
        })
        .collect()
}

fn carve_missing(
    subnets: &mut Subnets,
    wanted: impl Iterator<Item = SubnetTier>,
    zones: &[Spanned<String>],
    vpc: &Spanned<Cidr>,
    region: AwsRegion,
    diagnostics: &mut Diagnostics,
) {
    let taken: Vec<Cidr> = subnets
        .values()
        .flat_map(|zones| zones.values().map(|cidr| cidr.value))
        .collect();
    let mut allocator = Allocator::new(vpc.value, taken);
    for tier in wanted {
        if subnets.contains_key(&tier) {
            continue;
        }
        let mut carved = BTreeMap::new();
        for zone in zones {
            match carve_subnet(&mut allocator, vpc.value, region, tier, zone) {
                Some(cidr) => {
                    carved.insert(zone.value.clone(), Spanned::default_at(cidr, vpc.span));
                }
                None => diagnostics.push(
                    Diagnostic::new(&rules::NO_ROOM)
                        .at(
                            vpc.span,
                            format!("{vpc} has no room for the {tier} subnet of {zone}"),
                        )
                        .help("give the VPC a /22 or larger, or name the subnets under `subnets`"),
                ),
            }
        }
        subnets.insert(tier, carved);
    }
}

fn cache(
    spec: AwsCacheSpec,
    span: Span,
    frame: &Frame,
    diagnostics: &mut Diagnostics,
) -> Option<AwsCache> {
    cache_shape::aws(&spec, diagnostics);
    let topology = match spec.shards {
        Some(shards) => CacheTopology::Sharded {
            shards: shards.map(Into::into),
            replicas: or(spec.replicas_per_shard, 1, span),
        },
        None => CacheTopology::Nodes(or(spec.nodes, frame.pick(2, 1), span)),
    };
    let replicated = match &topology {
        CacheTopology::Nodes(nodes) => nodes.value > 1,
        CacheTopology::Sharded { replicas, .. } => replicas.value > 0,
    };
    let sharded = matches!(topology, CacheTopology::Sharded { .. });
    let (snapshots_span, snapshots) = sub_block(spec.snapshots, span);
    let parameters = spec.parameters.map_or_else(BTreeMap::new, |table| {
        let values = table.value.0.into_iter();
        values
            .map(|(name, (_, value))| (name, value.map(Into::into)))
            .collect()
    });
    Some(AwsCache {
        span,
        name: or(spec.name, frame.default_name(40), span),
        engine: spec.engine?,
        version: spec.version?,
        node_type: spec.node_type?,
        topology,
        multi_az: or(spec.multi_az, replicated, span),
        automatic_failover: or(spec.automatic_failover, replicated || sharded, span),
        transit_encryption: or(spec.transit_encryption, TransitEncryption::Required, span),
        at_rest_encryption: or(spec.at_rest_encryption, true, span),
        kms_key: given(spec.kms_key),
        auth: or(spec.auth, CacheAuth::Iam, span),
        snapshot_retention_days: or(snapshots.retention_days, frame.pick(7, 1), snapshots_span),
        snapshot_window: snapshots
            .window
            .or_else(|| default_scalar("16:00-17:00", span))?,
        maintenance_window: spec
            .maintenance_window
            .or_else(|| default_scalar("sun:19:00-sun:20:00", span))?,
        parameters,
        data_tiering: or(spec.data_tiering, false, span),
        clients: items_or(spec.clients, ["private".to_owned()], span),
        port: or(spec.port, 6379, span),
        client: spec.client,
    })
}

/// A default that is written as text.
pub(super) fn default_scalar<T: Scalar>(text: &str, block: Span) -> Option<Spanned<T>> {
    T::parse(text)
        .ok()
        .map(|window| Spanned::default_at(window, block))
}
