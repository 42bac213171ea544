//! Where packets go: route tables, sessions of BGP, and what is told over them.

use std::collections::{BTreeMap, BTreeSet};

use mcgen_model::Cidr;

use super::applied::{Applied, Resource, cidr, text};

/// A subnet of AWS and the number of its route table.
pub(super) struct Subnet {
    /// Its tier and zone: `private/a`.
    pub(super) name: String,
    pub(super) id: String,
    pub(super) cidr: Cidr,
    table: String,
}

impl Subnet {
    pub(super) fn tier(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

/// A session that comes up, because its two ends agree.
pub(super) struct Session {
    pub(super) tunnel: String,
    /// The range of its two ends: AWS has the first address, Google Cloud the second.
    pub(super) inside: Cidr,
    /// The number of AWS.
    pub(super) aws_asn: String,
    /// The number that AWS expects of Google Cloud.
    pub(super) gcp_asn: String,
    /// What Google Cloud tells AWS over it.
    pub(super) told: Vec<Cidr>,
    /// With which MED it does; the lowest is preferred.
    pub(super) priority: String,
}

pub(super) struct Routes {
    subnets: Vec<Subnet>,
    gcp_ranges: Vec<Cidr>,
    /// The ranges that the gateway of AWS tells Google Cloud.
    vpc: Vec<Cidr>,
    sessions: Vec<Session>,
    /// Tables that take over whatever is learned.
    learning: BTreeSet<String>,
    /// Routes to a transit gateway, by table.
    written: BTreeMap<String, Vec<Cidr>>,
    /// Managed instances, which see the link only where the peering exports its routes.
    private_services: Option<Cidr>,
    exported: bool,
}

impl Routes {
    pub(super) fn of(applied: &Applied) -> Self {
        let mut written: BTreeMap<String, Vec<Cidr>> = BTreeMap::new();
        let to_gateway = applied.all("aws_route");
        for route in to_gateway.filter(|it| !it.text("transit_gateway_id").is_empty()) {
            let table = written.entry(route.text("route_table_id")).or_default();
            table.push(route.cidr("destination_cidr_block"));
        }
        let private_services = applied
            .all("google_compute_global_address")
            .find(|it| it.text("purpose") == "VPC_PEERING")
            .map(|it| {
                cidr(&format!(
                    "{}/{}",
                    it.text("address"),
                    it.text("prefix_length")
                ))
            });
        let mut peerings = applied.all("google_compute_network_peering_routes_config");
        Self {
            subnets: subnets(applied),
            gcp_ranges: gcp_ranges(applied)
                .into_iter()
                .chain(private_services)
                .collect(),
            vpc: told_by_aws(applied),
            sessions: applied
                .all("google_compute_router_peer")
                .filter_map(|peer| session(applied, peer))
                .collect(),
            learning: applied
                .all("aws_vpn_gateway_route_propagation")
                .map(|it| it.text("route_table_id"))
                .collect(),
            written,
            private_services,
            exported: peerings.any(|it| it.value("export_custom_routes") == true),
        }
    }

    /// The subnets of AWS that take part: all but the public ones.
    pub(super) fn aws_subnets(&self) -> &[Subnet] {
        &self.subnets
    }

    /// The ranges of Google Cloud in which clients and databases stand.
    pub(super) fn gcp_ranges(&self) -> &[Cidr] {
        &self.gcp_ranges
    }

    /// The ranges that AWS tells Google Cloud over each session.
    pub(super) fn told_by_aws(&self) -> &[Cidr] {
        &self.vpc
    }

    pub(super) fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Whether a subnet finds the way to a range when `up` is the only session.
    pub(super) fn lead_to_gcp(&self, up: &Session, subnet: &Subnet, range: Cidr) -> bool {
        let mut written = self.written.get(&subnet.table).into_iter().flatten();
        let sent = self.learning.contains(&subnet.table) || written.any(|to| to.contains(range));
        sent && up.told.iter().any(|to| to.contains(range))
    }

    /// Whether a range finds the way to a subnet, over whichever session is up: AWS tells the same over each.
    pub(super) fn lead_to_aws(&self, range: Cidr, subnet: &Subnet) -> bool {
        let learned = self.vpc.iter().any(|to| to.contains(subnet.cidr));
        let managed = self.private_services.is_some_and(|it| it.contains(range));
        learned && (self.exported || !managed)
    }
}

fn subnets(applied: &Applied) -> Vec<Subnet> {
    let subnets = applied.all("aws_subnet");
    let subnets = subnets.map(|subnet| {
        let id = subnet.text("id");
        let association = applied.by("aws_route_table_association", "subnet_id", &id);
        Subnet {
            name: subnet.key.clone(),
            cidr: subnet.cidr("cidr_block"),
            table: association.text("route_table_id"),
            id,
        }
    });
    subnets.filter(|it| it.tier() != "public").collect()
}

/// The ranges of subnets: those of nodes and pods, and further ones. Services stay inside of a cluster.
fn gcp_ranges(applied: &Applied) -> Vec<Cidr> {
    let mut ranges = Vec::new();
    for subnet in applied.all("google_compute_subnetwork") {
        ranges.push(subnet.cidr("ip_cidr_range"));
        let secondary = subnet.value("secondary_ip_range").as_array();
        for range in secondary.into_iter().flatten() {
            if range["range_name"]
                .as_str()
                .is_some_and(|it| it.contains("pods"))
            {
                ranges.push(cidr(&text(&range["ip_cidr_range"])));
            }
        }
    }
    ranges
}

/// The ranges of the VPC, where a gateway that ends the tunnels is attached to it.
fn told_by_aws(applied: &Applied) -> Vec<Cidr> {
    let private = applied.all("aws_vpn_gateway");
    let transit = applied.all("aws_ec2_transit_gateway_vpc_attachment");
    let attached: BTreeSet<String> = private.chain(transit).map(|it| it.text("vpc_id")).collect();
    let vpcs = applied.all("aws_vpc");
    let vpcs = vpcs.filter(|it| attached.contains(&it.text("id")));
    vpcs.map(|it| it.cidr("cidr_block")).collect()
}

/// The session of a peer, if the ends agree on their addresses, their numbers, and who is where.
fn session(applied: &Applied, peer: &Resource) -> Option<Session> {
    let interface = applied.by(
        "google_compute_router_interface",
        "name",
        &peer.text("interface"),
    );
    let tunnel = applied.by(
        "google_compute_vpn_tunnel",
        "name",
        &interface.text("vpn_tunnel"),
    );
    let external = applied.all("google_compute_external_vpn_gateway").next()?;
    let number = tunnel.value("peer_external_gateway_interface");
    let interfaces = external.value("interface").as_array()?;
    let far = interfaces.iter().find(|it| it["id"] == *number)?;
    let address = text(&far["ip_address"]);
    let ends = applied.all("aws_vpn_connection").find_map(|connection| {
        let of_connection = ["tunnel1", "tunnel2"].into_iter();
        let mut of_connection =
            of_connection.filter(|it| connection.text(&format!("{it}_address")) == address);
        of_connection.next().map(|it| (connection, it))
    });
    let (connection, end) = ends?;
    let inside = connection.cidr(&format!("{end}_inside_cidr"));
    let [aws, gcp] = [1, 2].map(|host| {
        let first = u32::from(inside.first());
        std::net::Ipv4Addr::from(first + host).to_string()
    });
    let customer = applied.by(
        "aws_customer_gateway",
        "id",
        &connection.text("customer_gateway_id"),
    );
    let near = applied.all("google_compute_ha_vpn_gateway").next()?;
    let near_number = tunnel.value("vpn_gateway_interface");
    let near = near.value("vpn_interfaces").as_array()?;
    let near = near.iter().find(|it| it["id"] == *near_number)?;
    // One of the two is empty.
    let numbers = ["bgp_asn", "bgp_asn_extended"].map(|it| customer.text(it));
    // A router that exists already has a number that no state holds.
    let router = applied
        .all("google_compute_router")
        .find(|it| it.text("name") == peer.text("router"));
    let router = router.map(|it| text(&it.value("bgp")[0]["asn"]));
    let gateways = applied
        .all("aws_vpn_gateway")
        .chain(applied.all("aws_ec2_transit_gateway"));
    let mut gateways = gateways.map(|it| it.text("amazon_side_asn"));
    let agreed = [
        peer.text("peer_ip_address") == aws,
        peer.text("ip_address") == gcp,
        interface.text("ip_range") == format!("{gcp}/30"),
        customer.text("ip_address") == text(&near["ip_address"]),
        router
            .as_ref()
            .is_none_or(|number| numbers.contains(number)),
        gateways.any(|number| number == peer.text("peer_asn")),
        peer.text("advertise_mode") == "CUSTOM",
    ];
    let told = peer.value("advertised_ip_ranges").as_array()?.iter();
    agreed.iter().all(|it| *it).then(|| Session {
        tunnel: peer.key.clone(),
        inside,
        aws_asn: peer.text("peer_asn"),
        gcp_asn: numbers.concat(),
        priority: peer.text("advertised_route_priority"),
        told: told.map(|it| cidr(&text(&it["range"]))).collect(),
    })
}
