//! Plausible values by the name of an attribute, where no overlay says more.

use mcgen_schema::{Constraint, Syntax};

use super::draw::Seed;
use super::expand::project_number;
use crate::constraint;
use crate::place::Place;
use crate::settings::Settings;
use crate::value::Value;

/// What a name is looked at with.
pub(super) struct Naming<'a> {
    pub(super) type_name: &'a str,
    pub(super) at: &'a Place,
    pub(super) settings: &'a Settings,
    pub(super) seed: Seed,
    /// The text of another attribute.
    pub(super) lookup: &'a dyn Fn(&str) -> Option<String>,
}

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

/// A plausible text.
pub(super) fn text(it: &Naming<'_>) -> String {
    let name = it.at.last_name();
    let top = it.at.depth() == 1;
    match name {
        "id" if top => it.id(),
        "arn" => it.arn(),
        "self_link" => format!("https://www.googleapis.com/compute/v1/{}", it.google_id()),
        "name" | "identifier" | "cluster_identifier" | "bucket" => it.name(name),
        "account_id" | "owner_id" | "owner" | "registry_id" => it.settings.account().to_owned(),
        "project" | "project_id" => it.settings.project().to_owned(),
        "project_number" | "number" => project_number(it.settings.project()),
        "partition" => "aws".to_owned(),
        "region" | "location" => it.region(),
        "zone" | "zones" | "availability_zone" | "availability_zones" => {
            it.settings.zone(it.type_name)
        }
        "status" | "state" => "ACTIVE".to_owned(),
        "version" | "default_version" => "1".to_owned(),
        "service_account_email_address" | "email" => it.email(),
        "member" => format!("serviceAccount:{}", it.email()),
        "hosted_zone_id" | "zone_id" => format!("Z{}", it.seed.upper(20)),
        "mac_address" => mac_address(&it.seed),
        "uuid" | "uid" | "unique_id" => it.seed.uuid(),
        _ => it.by_ending(name),
    }
}

impl Naming<'_> {
    fn by_ending(&self, name: &str) -> String {
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if let Some(base) = name.strip_suffix("_actual")
            && let Some(actual) = (self.lookup)(base)
        {
            return actual;
        }
        if ends(&["_arn", "_arns"]) {
            return self.arn();
        }
        if holds(&["ipv6"]) {
            return format!("2001:db8::{}", self.seed.hex(4));
        }
        if holds(&["cidr", "ip_range", "netmask"]) {
            let [_, a, b, _] = self.seed.private_ipv4().octets();
            return format!("10.{a}.{b}.0/24");
        }
        if holds(&["email"]) {
            return self.email();
        }
        // What has an endpoint has a host name for an address.
        let host = name == "address" && (self.lookup)("endpoint").is_some();
        if host || holds(&["dns", "domain", "endpoint", "fqdn", "host"]) {
            return self.host();
        }
        if ends(&[
            "ip_address",
            "ip_addresses",
            "_address",
            "_addresses",
            "_ip",
            "_ips",
        ]) || name == "ip"
        {
            let private = holds(&["private", "internal", "inside", "vpc"]);
            let address = if private {
                self.seed.private_ipv4()
            } else {
                self.seed.public_ipv4()
            };
            return address.to_string();
        }
        if ends(&["_timestamp", "_time", "_at", "_date", "timestamp", "date"]) {
            return self.seed.timestamp();
        }
        if holds(&["pem", "certificate"]) {
            let body = self.seed.mixed(64);
            return format!("-----BEGIN SIMULATED-----\n{body}\n-----END SIMULATED-----\n");
        }
        if ends(&["_uri", "_url", "_link"]) || holds(&["url", "uri"]) {
            return format!("https://{}/{}", self.host(), self.seed.hex(8));
        }
        if holds(&["password", "secret", "token", "preshared", "_key"]) {
            return self.seed.mixed(32);
        }
        if holds(&["fingerprint", "hash", "etag", "md5", "sha"]) {
            return self.seed.hex(32);
        }
        if ends(&["account_id"]) {
            return self.settings.account().to_owned();
        }
        // `route_table_id` of an `aws_vpc` is the id of an `aws_route_table`.
        if let Some(other) = name
            .strip_suffix("_id")
            .or_else(|| name.strip_suffix("_ids"))
        {
            let cloud = self.type_name.split('_').next().unwrap_or_default();
            let other = other
                .trim_start_matches("default_")
                .trim_start_matches("main_");
            return id_of(&format!("{cloud}_{other}"), &self.seed);
        }
        format!("sim-{}", self.seed.hex(8))
    }

    fn region(&self) -> String {
        let own = self.at.last_name() != "region";
        let own = own.then(|| (self.lookup)("region")).flatten();
        own.unwrap_or_else(|| self.settings.region(self.type_name).to_owned())
    }

    fn email(&self) -> String {
        let account =
            (self.lookup)("account_id").unwrap_or_else(|| format!("sa-{}", self.seed.hex(8)));
        format!(
            "{account}@{}.iam.gserviceaccount.com",
            self.settings.project()
        )
    }

    /// Host names of the simulated world are under `.example`, which nobody can own.
    fn host(&self) -> String {
        let label = ["name", "identifier", "cluster_identifier"];
        let label = label.iter().find_map(|name| (self.lookup)(name));
        let label = label
            .filter(|it| is_label(it))
            .unwrap_or_else(|| "sim".to_owned());
        format!("{label}.{}.{}.example", self.seed.hex(12), self.region())
    }

    fn name(&self, attribute: &str) -> String {
        match (self.lookup)(&format!("{attribute}_prefix")) {
            Some(prefix) => format!("{prefix}{}", self.seed.digits(26)),
            None => format!("terraform-{}", self.seed.hex(12)),
        }
    }

    fn id(&self) -> String {
        if self.type_name.starts_with("google_") {
            return self.google_id();
        }
        id_of(self.type_name, &self.seed)
    }

    /// `projects/P/regions/R/things/NAME`, as most ids of Google Cloud look.
    fn google_id(&self) -> String {
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
        let collection = self.type_name.splitn(3, '_').nth(2).unwrap_or("objects");
        let name = (self.lookup)("name").unwrap_or_else(|| self.seed.digits(19));
        format!("projects/{project}/{place}/{}/{name}", plural(collection))
    }

    fn arn(&self) -> String {
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

fn id_of(type_name: &str, seed: &Seed) -> String {
    let prefix = AWS_IDS.iter().find(|(name, _)| *name == type_name);
    if let Some((_, prefix)) = prefix {
        return format!("{prefix}{}", seed.hex(16));
    }
    let kind = type_name
        .split_once('_')
        .map_or(type_name, |(_, kind)| kind);
    format!("{}-{}", kind.replace('_', "-"), seed.hex(16))
}

fn plural(word: &str) -> String {
    if word.ends_with('s') {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    }
}

fn is_label(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.len() <= 63 && text.bytes().all(legal)
}

fn mac_address(seed: &Seed) -> String {
    let hex = seed.hex(10);
    let pairs: Vec<&str> = (0..5).map(|at| &hex[2 * at..2 * at + 2]).collect();
    format!("02:{}", pairs.join(":"))
}

/// A plausible number.
pub(super) fn number(at: &Place, object: &Value) -> Value {
    let name = at.last_name();
    if at.depth() > 1 && matches!(name, "id" | "index") {
        // What has a number in a list is counted from 0.
        return Value::Number(crate::value::Number::Unsigned(at.innermost_index()));
    }
    let engine = object.get("engine").as_text().unwrap_or_default();
    if name == "port" || name.ends_with("_port") {
        return Value::integer(match engine {
            it if it.contains("mysql") || it.contains("mariadb") => 3306,
            it if it.contains("redis") || it.contains("valkey") => 6379,
            _ => 5432,
        });
    }
    Value::integer(1)
}

/// A value that a constraint takes, where one can be told from it.
pub(super) fn legal(wanted: &Constraint, seed: &Seed) -> Option<Value> {
    let candidates = [
        wanted.one_of.first().map(Value::text),
        wanted
            .syntax
            .map(|syntax| Value::String(by_syntax(syntax, seed))),
        wanted.min.map(Value::integer),
        wanted.max.map(Value::integer),
        Some(Value::String(seed.letters(8))),
        Some(Value::String(seed.hex(17))),
        Some(Value::String(seed.digits(12))),
        Some(Value::String(seed.uuid())),
    ];
    let mut candidates = candidates.into_iter().flatten();
    candidates.find(|it| constraint::violation(wanted, it).is_none())
}

fn by_syntax(syntax: Syntax, seed: &Seed) -> String {
    match syntax {
        Syntax::Ipv4Network => {
            let [_, a, b, _] = seed.private_ipv4().octets();
            format!("10.{a}.{b}.0/24")
        }
        Syntax::Ipv4Address => seed.private_ipv4().to_string(),
        Syntax::Json => "{}".to_owned(),
        Syntax::Arn => format!("arn:aws:simulated:::{}", seed.hex(17)),
        Syntax::TunnelInside => seed.tunnel_inside(),
        Syntax::PresharedKey => seed.preshared_key(),
    }
}
