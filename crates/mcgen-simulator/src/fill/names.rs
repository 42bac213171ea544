//! Plausible values by the name of an attribute, where no overlay says more.

use super::draw::Seed;
use super::expand::project_number;
use super::identity::id_of;
use crate::place::Place;
use crate::settings::Settings;
use crate::value::{Number, Value};

/// What a name is looked at with.
pub(super) struct Naming<'a> {
    pub(super) type_name: &'a str,
    pub(super) at: &'a Place,
    pub(super) settings: &'a Settings,
    pub(super) seed: Seed,
    /// The text of another attribute, beside this one or at the top of the object.
    pub(super) lookup: &'a dyn Fn(&str) -> Option<String>,
    /// Whether there is another attribute of this name beside this one.
    pub(super) has: &'a dyn Fn(&str) -> bool,
}

type Maker = fn(&Naming<'_>) -> String;

/// By the last words of a name; the first that fits decides.
const ENDINGS: &[(&[&str], Maker)] = &[
    (&["arn", "arns"], |it| it.arn()),
    (&["status", "state"], |_| "ACTIVE".to_owned()),
    (&["prefix"], |_| String::new()),
    (&["account_id"], |it| it.settings.account().to_owned()),
    (&["id", "ids"], |it| it.other_id()),
    (&["policy_json", "json"], |_| "{}".to_owned()),
    (
        &["cidr", "cidrs", "cidr_block", "ip_range", "cidr_range"],
        |it| it.network(),
    ),
    (&["email", "email_address"], |it| it.email()),
    (&["endpoint"], |it| it.endpoint()),
    (
        &[
            "dns",
            "dns_name",
            "domain",
            "domain_name",
            "fqdn",
            "host",
            "hostname",
        ],
        |it| it.host(),
    ),
    (&["ipv4", "ip", "ips", "address", "addresses"], |it| {
        it.address()
    }),
    (&["timestamp", "time", "at", "date"], |it| {
        it.seed.timestamp()
    }),
    (&["pem", "certificate", "certificates"], |it| {
        let body = it.seed.mixed(64);
        format!("-----BEGIN SIMULATED-----\n{body}\n-----END SIMULATED-----\n")
    }),
    (&["uri", "url", "link"], |it| {
        format!("https://{}/{}", it.host(), it.seed.hex(8))
    }),
    (
        &[
            "password",
            "secret",
            "secret_string",
            "secret_data",
            "token",
            "key",
        ],
        |it| it.seed.mixed(32),
    ),
    (&["fingerprint", "hash", "etag", "md5", "sha256"], |it| {
        it.seed.hex(32)
    }),
];

/// A plausible text.
pub(super) fn text(it: &Naming<'_>) -> String {
    let name = it.at.last_name();
    match name {
        "id" if it.at.depth() == 1 => it.id(),
        "self_link" => format!("https://www.googleapis.com/compute/v1/{}", it.google_id()),
        "name" | "identifier" | "cluster_identifier" | "bucket" => it.name(name),
        "owner_id" | "owner" | "registry_id" => it.settings.account().to_owned(),
        "project" | "project_id" => it.settings.project().to_owned(),
        "project_number" | "number" => project_number(it.settings.project()),
        "partition" => "aws".to_owned(),
        "policy" => "{}".to_owned(),
        "region" | "location" => it.region(),
        "zone" | "zones" | "availability_zone" | "availability_zones" => {
            it.settings.zone(it.type_name)
        }
        "version" | "default_version" => "1".to_owned(),
        "service_account_email_address" => it.email(),
        "member" => format!("serviceAccount:{}", it.email()),
        "hosted_zone_id" | "zone_id" => format!("Z{}", it.seed.upper(20)),
        "mac_address" => mac_address(&it.seed),
        "uuid" | "uid" | "unique_id" => it.seed.uuid(),
        _ => it.by_ending(name),
    }
}

impl Naming<'_> {
    fn by_ending(&self, name: &str) -> String {
        if let Some(base) = name.strip_suffix("_actual")
            && let Some(actual) = (self.lookup)(base)
        {
            return actual;
        }
        if name.contains("ipv6") {
            return format!("2001:db8::{}", self.seed.hex(4));
        }
        let fits = |ending: &&str| {
            let before = name.strip_suffix(*ending);
            before.is_some_and(|it| it.is_empty() || it.ends_with('_'))
        };
        match ENDINGS.iter().find(|(endings, _)| endings.iter().any(fits)) {
            Some((_, maker)) => maker(self),
            None => format!("sim-{}", self.seed.hex(8)),
        }
    }

    /// `route_table_id` of an `aws_vpc` is the id of an `aws_route_table`.
    fn other_id(&self) -> String {
        let name = self.at.last_name();
        let other = name
            .strip_suffix("_id")
            .or_else(|| name.strip_suffix("_ids"));
        let other = other.unwrap_or(name);
        let other = other
            .strip_prefix("default_")
            .or(other.strip_prefix("main_"))
            .unwrap_or(other);
        let cloud = self.type_name.split('_').next().unwrap_or_default();
        id_of(&format!("{cloud}_{other}"), &self.seed)
    }

    fn network(&self) -> String {
        let [_, a, b, _] = self.seed.private_ipv4().octets();
        format!("10.{a}.{b}.0/24")
    }

    /// What has an endpoint too has a host name for its address.
    fn address(&self) -> String {
        let name = self.at.last_name();
        if name == "address" && (self.has)("endpoint") {
            return self.host();
        }
        let private = ["private", "internal", "inside", "vpc"];
        if private.iter().any(|word| name.contains(word)) {
            return self.seed.private_ipv4().to_string();
        }
        self.seed.public_ipv4().to_string()
    }

    fn endpoint(&self) -> String {
        if !(self.has)("address") || !(self.has)("port") {
            return self.host();
        }
        let part = |name: &str| (self.lookup)(name).unwrap_or_default();
        format!("{}:{}", part("address"), part("port"))
    }

    pub(super) fn region(&self) -> String {
        let own = self.at.last_name() != "region";
        let own = own.then(|| (self.lookup)("region")).flatten();
        own.unwrap_or_else(|| self.settings.region(self.type_name).to_owned())
    }

    fn email(&self) -> String {
        let own = || format!("sa-{}", self.seed.hex(8));
        let account = (self.lookup)("account_id").unwrap_or_else(own);
        let project = self.settings.project();
        format!("{account}@{project}.iam.gserviceaccount.com")
    }

    /// Host names of the simulated world are under `.example`, which nobody can own.
    fn host(&self) -> String {
        let labels = ["name", "identifier", "cluster_identifier"];
        let label = labels.iter().find_map(|name| (self.lookup)(name));
        let label = label
            .filter(|it| is_label(it))
            .unwrap_or_else(|| "sim".to_owned());
        format!("{label}.{}.{}.example", self.seed.hex(12), self.region())
    }

    fn name(&self, attribute: &str) -> String {
        let prefix = (self.lookup)(&format!("{attribute}_prefix"));
        match prefix.filter(|it| !it.is_empty()) {
            Some(prefix) => format!("{prefix}{}", self.seed.digits(26)),
            None => format!("terraform-{}", self.seed.hex(12)),
        }
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
        return Value::Number(Number::Unsigned(at.innermost_index()));
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

#[cfg(test)]
mod tests {
    use super::{Naming, text};
    use crate::fill::Seed;
    use crate::place::Place;
    use crate::settings::Settings;

    fn named(type_name: &str, name: &str) -> String {
        text(&Naming {
            type_name,
            at: &Place::default().name(name),
            settings: &Settings::default(),
            seed: Seed::of(&[]),
            lookup: &|path| match path {
                "address" => Some("host.example".to_owned()),
                "port" => Some("5432".to_owned()),
                "engine_version" => Some("17".to_owned()),
                _ => None,
            },
            has: &|name| {
                type_name == "aws_db_instance" && matches!(name, "address" | "port" | "endpoint")
            },
        })
    }

    #[test]
    fn a_name_tells_what_a_value_looks_like() {
        for (type_name, name, start) in [
            ("aws_vpc", "id", "vpc-0"),
            ("aws_vpc", "default_route_table_id", "rtb-0"),
            ("aws_vpc", "arn", "arn:aws:ec2:us-east-1:123456789012:"),
            ("aws_iam_role", "arn", "arn:aws:iam::123456789012:role/"),
            ("aws_db_instance", "endpoint", "host.example:5432"),
            ("aws_db_instance", "engine_version_actual", "17"),
            ("aws_db_instance", "address", "sim."),
            ("google_compute_address", "address", "198.1"),
            ("google_compute_address", "creation_timestamp", "2026-01-"),
            ("google_sql_database_instance", "private_ip_address", "10."),
            ("aws_db_instance", "ownership", "sim-"),
        ] {
            let value = named(type_name, name);
            assert!(value.starts_with(start), "{type_name} {name}: {value}");
        }
    }
}
