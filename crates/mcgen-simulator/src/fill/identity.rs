//! What objects are called: ids, ARNs, and the paths of Google Cloud.

use super::draw::Seed;
use super::names::Naming;

/// Prefixes of ids in AWS. Sources: the examples of docs.aws.amazon.com/AWSEC2/latest/APIReference.
const AWS_IDS: &[(&str, &str)] = &[
    ("aws_customer_gateway", "cgw-0"),
    ("aws_default_security_group", "sg-0"),
    ("aws_ec2_transit_gateway", "tgw-0"),
    ("aws_eip", "eipalloc-0"),
    ("aws_flow_log", "fl-0"),
    ("aws_instance", "i-0"),
    ("aws_internet_gateway", "igw-0"),
    ("aws_launch_template", "lt-0"),
    ("aws_nat_gateway", "nat-0"),
    ("aws_network_acl", "acl-0"),
    ("aws_network_interface", "eni-0"),
    ("aws_route_table", "rtb-0"),
    ("aws_route_table_association", "rtbassoc-0"),
    ("aws_security_group", "sg-0"),
    ("aws_security_group_rule", "sgrule-"),
    ("aws_subnet", "subnet-0"),
    ("aws_vpc", "vpc-0"),
    ("aws_vpc_endpoint", "vpce-0"),
    ("aws_vpc_peering_connection", "pcx-0"),
    ("aws_vpc_security_group_egress_rule", "sgr-0"),
    ("aws_vpc_security_group_ingress_rule", "sgr-0"),
    ("aws_vpn_connection", "vpn-0"),
    ("aws_vpn_gateway", "vgw-0"),
];

/// The word of a service in an ARN, where it is not the second word of the type.
const AWS_SERVICES: &[(&str, &str)] = &[
    ("aws_acm_certificate", "acm"),
    ("aws_cloudwatch_log", "logs"),
    ("aws_db_", "rds"),
    ("aws_iam_", "iam"),
    ("aws_lb", "elasticloadbalancing"),
    ("aws_s3_", "s3"),
    ("aws_secretsmanager_", "secretsmanager"),
    ("aws_customer_gateway", "ec2"),
    ("aws_eip", "ec2"),
    ("aws_flow_log", "ec2"),
    ("aws_instance", "ec2"),
    ("aws_internet_gateway", "ec2"),
    ("aws_nat_gateway", "ec2"),
    ("aws_network_", "ec2"),
    ("aws_route_table", "ec2"),
    ("aws_security_group", "ec2"),
    ("aws_subnet", "ec2"),
    ("aws_vpc", "ec2"),
    ("aws_vpn_", "ec2"),
];

impl Naming<'_> {
    pub(super) fn id(&self) -> String {
        if self.type_name.starts_with("google_") {
            return self.google_id();
        }
        id_of(self.type_name, &self.seed)
    }

    /// `projects/P/regions/R/things/NAME`, as most ids of Google Cloud look.
    pub(super) fn google_id(&self) -> String {
        let project =
            (self.lookup)("project").unwrap_or_else(|| self.settings.project().to_owned());
        let place = match (
            (self.lookup)("zone"),
            (self.lookup)("region"),
            (self.lookup)("location"),
        ) {
            (Some(zone), _, _) => format!("zones/{zone}"),
            (_, Some(region), _) => format!("regions/{region}"),
            (_, _, Some(location)) => format!("locations/{location}"),
            (None, None, None) => "global".to_owned(),
        };
        let collection = collection(self.type_name);
        let name = (self.lookup)("name").unwrap_or_else(|| self.seed.digits(19));
        format!("projects/{project}/{place}/{collection}/{name}")
    }

    pub(super) fn arn(&self) -> String {
        let service = AWS_SERVICES
            .iter()
            .find(|(prefix, _)| self.type_name.starts_with(prefix));
        let second = || self.type_name.split('_').nth(1).unwrap_or("simulated");
        let service = service.map_or_else(second, |(_, service)| service);
        let (region, account) = match service {
            "iam" => (String::new(), self.settings.account()),
            "s3" => (String::new(), ""),
            _ => (self.region(), self.settings.account()),
        };
        let names = ["name", "identifier", "cluster_identifier", "bucket"];
        let own = names.iter().find_map(|name| (self.lookup)(name));
        let own = own.or_else(|| (self.lookup)("id").filter(|id| !id.starts_with("arn:")));
        let own = own.unwrap_or_else(|| self.seed.hex(17));
        let kind = self.type_name.splitn(3, '_').nth(2).unwrap_or(service);
        let resource = if service == "s3" {
            own
        } else {
            format!("{kind}/{own}")
        };
        format!("arn:aws:{service}:{region}:{account}:{resource}")
    }
}

pub(super) fn id_of(type_name: &str, seed: &Seed) -> String {
    let prefix = AWS_IDS.iter().find(|(name, _)| *name == type_name);
    if let Some((_, prefix)) = prefix {
        return format!("{prefix}{}", seed.hex(16));
    }
    let kind = type_name
        .split_once('_')
        .map_or(type_name, |(_, kind)| kind);
    format!("{}-{}", kind.replace('_', "-"), seed.hex(16))
}

/// `cryptoKeys` of `google_kms_crypto_key`, `addresses` of `google_compute_global_address`.
fn collection(type_name: &str) -> String {
    let words = type_name.splitn(3, '_').nth(2).unwrap_or("object");
    let words = words
        .strip_prefix("global_")
        .or(words.strip_prefix("region_"))
        .unwrap_or(words);
    let mut collection = String::new();
    for (number, word) in words.split('_').enumerate() {
        match word.split_at_checked(1) {
            Some((first, rest)) if number > 0 => {
                collection.push_str(&first.to_uppercase());
                collection.push_str(rest);
            }
            _ => collection.push_str(word),
        }
    }
    plural(&collection)
}

fn plural(word: &str) -> String {
    if word.ends_with('s') {
        return format!("{word}es");
    }
    let vowel = ["ay", "ey", "oy", "uy"]
        .iter()
        .any(|ending| word.ends_with(ending));
    match word.strip_suffix('y') {
        Some(stem) if !vowel => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::collection;

    #[test]
    fn collections_of_google_are_in_the_plural_and_in_camel_case() {
        for (type_name, wanted) in [
            ("google_compute_global_address", "addresses"),
            ("google_compute_router", "routers"),
            ("google_dns_policy", "policies"),
            ("google_kms_crypto_key", "cryptoKeys"),
            ("google_sql_database_instance", "databaseInstances"),
            ("google_project", "objects"),
        ] {
            assert_eq!(collection(type_name), wanted, "{type_name}");
        }
    }
}
