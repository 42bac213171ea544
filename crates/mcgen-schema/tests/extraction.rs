//! What packages tell agrees with what the provider itself says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use mcgen_schema::{Attribute, AttributeKind, Block, Catalog, Kind, Nesting, Provider, Version};

/// What two schemas of one type have in common and where they differ.
#[derive(Default)]
struct Comparison {
    same: usize,
    differing: Vec<String>,
}

impl Comparison {
    fn note(&mut self, path: &str, what: &str, left: &dyn Debug, right: &dyn Debug) {
        let (left, right) = (format!("{left:?}"), format!("{right:?}"));
        if left == right {
            self.same += 1;
        } else {
            self.differing
                .push(format!("{what} {path}: {left} -> {right}"));
        }
    }

    fn blocks(&mut self, path: &str, old: &Block, new: &Block) {
        for (name, old) in &old.attributes {
            let path = format!("{path}.{name}");
            match new.attributes.get(name) {
                Some(new) => self.attributes(&path, old, new),
                None if new.blocks.contains_key(name) => {
                    self.differing.push(format!("block {path}"));
                }
                None => {}
            }
        }
        for (name, old) in &old.blocks {
            let path = format!("{path}.{name}");
            match new.blocks.get(name) {
                Some(new) => {
                    self.note(&path, "nesting", &old.nesting, &new.nesting);
                    self.note(
                        &path,
                        "items",
                        &(old.min_items, old.max_items),
                        &(new.min_items, new.max_items),
                    );
                    self.blocks(&path, &old.block, &new.block);
                }
                None if new.attributes.contains_key(name) => {
                    self.differing.push(format!("attribute {path}"));
                }
                None => {}
            }
        }
    }

    fn attributes(&mut self, path: &str, old: &Attribute, new: &Attribute) {
        let flags = |it: &Attribute| (it.required, it.optional, it.computed);
        self.note(path, "flags", &flags(old), &flags(new));
        self.note(path, "write-only", &old.write_only, &new.write_only);
        if let (AttributeKind::Type(old), AttributeKind::Type(new)) = (&old.kind, &new.kind) {
            self.note(path, "type", &old.to_string(), &new.to_string());
        } else {
            self.note(path, "kind", &old.kind, &new.kind);
        }
    }
}

fn held(source: &str, version: &str) -> &'static Provider {
    let catalog = Catalog::embedded().unwrap();
    let version = Version::parse(version).unwrap();
    catalog.provider(source, &version).unwrap()
}

fn block(provider: &Provider, kind: Kind, name: &str) -> Block {
    let schema = provider.schema(kind, name).unwrap();
    schema.unwrap().block.clone()
}

/// The one was read from a package, the other is what the provider itself printed. What differs was
/// changed by version 6 of the provider.
#[test]
fn the_package_of_aws_6_tells_what_aws_5_tells_itself() {
    let old = held("hashicorp/aws", "5.100.0");
    let new = held("hashicorp/aws", "6.69.1");
    let mut comparison = Comparison::default();
    let configurations = (old.configuration().unwrap(), new.configuration().unwrap());
    comparison.blocks("provider", &configurations.0.block, &configurations.1.block);
    let mut types = 0;
    for kind in Kind::ALL {
        for name in old.types(kind).unwrap() {
            let before = block(old, kind, name);
            if let Some(after) = new.schema(kind, name).unwrap() {
                comparison.blocks(&format!("{} {name}", kind.keyword()), &before, &after.block);
                types += 1;
            }
        }
    }
    assert!(types > 2_000, "only {types} types are in both");
    let differing = comparison.differing.len();
    assert!(
        comparison.same > 300_000 && differing * 1_000 < comparison.same,
        "{} facts agree, {differing} do not:\n{}",
        comparison.same,
        comparison.differing.join("\n")
    );
    for name in [
        "aws_db_instance",
        "aws_elasticache_replication_group",
        "aws_vpn_connection",
        "aws_vpc",
    ] {
        let start = format!("resource {name}.");
        let about = comparison.differing.iter().filter(|it| it.contains(&start));
        let about: Vec<&String> = about.filter(|it| !it.contains("flags")).collect();
        assert!(about.is_empty(), "{about:?}");
    }
}

#[test]
fn what_packages_lose_is_filled_in() {
    let aws = held("hashicorp/aws", "6.69.1");
    let database = block(aws, Kind::Resource, "aws_db_instance");
    assert!(database.attributes["password"].sensitive);
    assert!(database.attributes["password_wo"].write_only);
    let firewall = block(aws, Kind::Resource, "aws_wafv2_web_acl");
    assert!(
        firewall.blocks["rule"]
            .block
            .blocks
            .contains_key("statement")
    );
    let google = held("hashicorp/google", "7.41.0");
    let user = block(google, Kind::Resource, "google_sql_user");
    assert!(user.attributes["password_wo"].write_only);
}

#[test]
fn shapes_are_those_of_the_provider() {
    let google = held("hashicorp/google", "8.7.0");
    let database = block(google, Kind::Resource, "google_sql_database_instance");
    let settings = &database.blocks["settings"];
    assert_eq!((settings.nesting, settings.max_items), (Nesting::List, 1));
    let flags = &settings.block.blocks["database_flags"];
    assert_eq!((flags.nesting, flags.max_items), (Nesting::Set, 0));
    assert_eq!(database.blocks["timeouts"].nesting, Nesting::Single);
    let configuration = &google.configuration().unwrap().block;
    assert!(configuration.attributes["project"].optional);
    assert!(!configuration.attributes.contains_key("alias"));

    let pool = held("cloudflare/cloudflare", "5.28.0");
    let pool = block(pool, Kind::Resource, "cloudflare_load_balancer_pool");
    let AttributeKind::Nested(origins) = &pool.attributes["origins"].kind else {
        panic!("{:?}", pool.attributes["origins"]);
    };
    assert_eq!(origins.nesting, Nesting::List);
    assert!(origins.attributes["address"].optional);

    let group = held("hashicorp/aws", "6.69.1");
    let group = block(group, Kind::Resource, "aws_security_group");
    assert!(
        group.attributes["ingress"]
            .value_type()
            .to_string()
            .starts_with("set(object({")
    );
}
