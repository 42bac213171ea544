//! What lets packets through: lists of subnets, the security group of the database, firewall rules.

use std::collections::BTreeMap;

use mcgen_model::Cidr;

use super::applied::{Applied, text};
use super::routes::Subnet;

/// The network ACL of a subnet, whose rules all allow.
#[derive(Default)]
pub(super) struct List {
    inbound: Vec<Cidr>,
    outbound: Vec<Cidr>,
}

impl List {
    /// Whether a range is let in and out, at whatever port: the answers of a list without memory.
    pub(super) fn lets_both_ways(&self, range: Cidr) -> bool {
        [&self.inbound, &self.outbound]
            .into_iter()
            .all(|rules| rules.iter().any(|rule| rule.contains(range)))
    }
}

pub(super) struct Filters {
    lists: BTreeMap<String, List>,
    list_of_subnet: BTreeMap<String, String>,
    vpc: Vec<Cidr>,
    /// The ranges that the database of AWS lets in.
    admitted: Vec<Cidr>,
    /// Where the databases of Google Cloud have their addresses.
    cloud_sql: Vec<Cidr>,
    denied_out_of_gcp: usize,
}

impl Filters {
    pub(super) fn of(applied: &Applied) -> Self {
        let mut lists: BTreeMap<String, List> = BTreeMap::new();
        for rule in applied.all("aws_network_acl_rule") {
            assert_eq!(rule.text("rule_action"), "allow");
            assert_eq!(rule.text("protocol"), "-1");
            let list = lists.entry(rule.text("network_acl_id")).or_default();
            let side = if rule.value("egress") == true {
                &mut list.outbound
            } else {
                &mut list.inbound
            };
            side.push(rule.cidr("cidr_block"));
        }
        let mut list_of_subnet = BTreeMap::new();
        for list in applied.all("aws_network_acl") {
            for subnet in list.value("subnet_ids").as_array().into_iter().flatten() {
                list_of_subnet.insert(text(subnet), list.text("id"));
            }
        }
        let groups = applied.all("aws_db_instance").flat_map(|it| {
            let groups = it.value("vpc_security_group_ids").as_array();
            groups.into_iter().flatten().map(text)
        });
        let groups: Vec<String> = groups.collect();
        let rules = applied.all("aws_vpc_security_group_ingress_rule");
        let rules = rules.filter(|it| groups.contains(&it.text("security_group_id")));
        let private = applied.all("google_compute_global_address");
        let private = private.filter(|it| it.text("purpose") == "VPC_PEERING");
        let databases = applied.all("google_sql_database_instance").count();
        let firewalls = applied.all("google_compute_firewall");
        Self {
            lists,
            list_of_subnet,
            vpc: applied
                .all("aws_vpc")
                .map(|it| it.cidr("cidr_block"))
                .collect(),
            admitted: rules
                .filter(|it| !it.text("cidr_ipv4").is_empty())
                .map(|it| it.cidr("cidr_ipv4"))
                .collect(),
            cloud_sql: private
                .take(databases)
                .map(|it| {
                    let range = format!("{}/{}", it.text("address"), it.text("prefix_length"));
                    super::applied::cidr(&range)
                })
                .collect(),
            denied_out_of_gcp: firewalls
                .filter(|it| it.text("direction") == "EGRESS")
                .count(),
        }
    }

    #[track_caller]
    pub(super) fn list_of(&self, subnet: &Subnet) -> &List {
        &self.lists[&self.list_of_subnet[&subnet.id]]
    }

    /// Where the databases of Google Cloud have their addresses.
    pub(super) fn cloud_sql(&self) -> &[Cidr] {
        &self.cloud_sql
    }

    /// The ranges outside of the VPC that the database of AWS lets in, sorted.
    pub(super) fn admitted_from_afar(&self) -> Vec<Cidr> {
        let far = self.admitted.iter().copied();
        let mut far: Vec<Cidr> = far
            .filter(|range| !self.vpc.iter().any(|vpc| vpc.contains(*range)))
            .collect();
        far.sort();
        far.dedup();
        far
    }

    /// Whether no rule of the firewall keeps packets from leaving; answers to what left come in by themselves.
    pub(super) fn let_everything_out_of_gcp(&self) -> bool {
        self.denied_out_of_gcp == 0
    }
}
