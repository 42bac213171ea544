use mcgen_diagnostics::Spanned;

use crate::catalog::reserved_ranges::{self, RangeKind};
use crate::{Allocator, AwsNetwork, Cidr, Cloud, Environment, GcpNetwork, Product};

/// Where a range of the address plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// Outside of the environment: an office, another network.
    Elsewhere,
    /// In the AWS network.
    Aws,
    /// In the Google Cloud network.
    Gcp,
}

/// A range of the address plan and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutedRange {
    /// Where it is.
    pub site: Site,
    /// What it is for, as a phrase: `the pods of GKE`.
    pub owner: String,
    /// The range and the place in the file that it comes from.
    pub cidr: Spanned<Cidr>,
}

/// Every range that a packet of the environment can be addressed to from outside of its own network:
/// the address plan. Ranges of elsewhere come first, with those of a network that is peered with the one
/// of Google Cloud, then AWS, then Google Cloud, each in the order of the file.
pub fn routed_ranges(environment: &Environment) -> Vec<RoutedRange> {
    let reserved = environment.reserved.iter().map(|range| RoutedRange {
        site: Site::Elsewhere,
        owner: format!("`{}`", range.name),
        cidr: range.cidr,
    });
    let aws = environment
        .aws
        .iter()
        .flat_map(|aws| aws_ranges(&aws.network));
    let gcp = environment
        .gcp
        .iter()
        .flat_map(|gcp| gcp_ranges(&gcp.network));
    let peered = peered_ranges(environment);
    reserved.chain(peered).chain(aws).chain(gcp).collect()
}

/// The ranges in Google Cloud of a database whose network there is peered with that of its clients.
fn peered_ranges(environment: &Environment) -> Vec<RoutedRange> {
    let settings = environment.strategy.global_database();
    let Some(Product::Yugabyte(cluster)) = settings.map(|it| &it.product) else {
        return Vec::new();
    };
    if !cluster.is_in_both_clouds() {
        return Vec::new();
    }
    let regions = cluster.regions.iter();
    let of_google = regions.filter(|it| it.name.cloud() == Cloud::Gcp);
    of_google
        .map(|region| RoutedRange {
            site: Site::Elsewhere,
            owner: format!("the nodes of YugabyteDB in {}", region.name.code()),
            cidr: region.cidr,
        })
        .collect()
}

fn aws_ranges(network: &AwsNetwork) -> impl Iterator<Item = RoutedRange> {
    let range = |owner: &str, cidr: &Spanned<Cidr>| RoutedRange {
        site: Site::Aws,
        owner: owner.to_owned(),
        cidr: *cidr,
    };
    let secondary = network.secondary_cidrs.iter();
    std::iter::once(range("the VPC", &network.cidr))
        .chain(secondary.map(move |cidr| range("a further range of the VPC", cidr)))
}

fn gcp_ranges(network: &GcpNetwork) -> Vec<RoutedRange> {
    let range = |owner: String, cidr: &Spanned<Cidr>| RoutedRange {
        site: Site::Gcp,
        owner,
        cidr: *cidr,
    };
    let fixed = [
        ("the nodes", &network.cidr),
        ("the pods", &network.pods),
        ("the services", &network.services),
        ("private services", &network.private_services),
    ];
    let fixed = fixed
        .into_iter()
        .map(|(owner, cidr)| range(owner.to_owned(), cidr));
    let subnets = network
        .subnets
        .iter()
        .map(|subnet| range(format!("the subnet `{}`", subnet.name), &subnet.cidr));
    let control_plane = network
        .gke
        .iter()
        .filter_map(|gke| gke.control_plane.as_ref())
        .map(|cidr| range("the control plane of GKE".to_owned(), cidr));
    fixed.chain(subnets).chain(control_plane).collect()
}

/// A range of the size of `near`, in the same private block and after it, that overlaps nothing of the
/// address plan and nothing that somebody well known uses. When `near` is not private itself, the
/// search begins after the first private range of the environment.
pub fn free_range(environment: &Environment, near: Cidr) -> Option<Cidr> {
    let routed = routed_ranges(environment);
    let private = routed
        .iter()
        .filter(|range| range.site != Site::Elsewhere)
        .map(|range| range.cidr.value);
    let start = std::iter::once(near)
        .chain(private)
        .find(|range| range.is_rfc1918());
    let block = start.and_then(Cidr::rfc1918_block);
    let clusters = environment
        .aws
        .iter()
        .filter_map(|aws| aws.network.eks.as_ref());
    let taken = routed
        .iter()
        .map(|range| range.cidr.value)
        .chain(clusters.map(|eks| eks.service_cidr.value))
        .chain(avoided());
    let pool = block.or_else(|| Cidr::constant("10.0.0.0/8"))?;
    Allocator::new(pool, taken).carve_after(start, near.prefix())
}

/// Ranges that the table of reserved ranges warns of.
fn avoided() -> impl Iterator<Item = Cidr> {
    reserved_ranges::all()
        .filter(|range| range.kind != RangeKind::Restricted)
        .map(|range| range.cidr)
}
