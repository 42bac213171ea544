//! CACHE-006: node types.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity};
use mcgen_model::catalog::elasticache_nodes;
use mcgen_model::{AwsCache, AwsEnvironment, Environment, nearest};
use mcgen_spec::refused::cache::NODE_TYPE;

use super::elasticache;
use crate::Context;

pub(super) fn offered(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, cache)) = elasticache(environment) else {
        return;
    };
    if let Some(unknown) = unknown_type(cache) {
        findings.push(unknown);
        return;
    }
    findings.extend(wrong_engine(cache));
    findings.extend(wrong_tiering(aws, cache));
    findings.extend(not_in_region(aws, cache).or_else(|| previous_generation(cache)));
}

fn unknown_type(cache: &AwsCache) -> Option<Diagnostic> {
    let node_type = &cache.node_type;
    if elasticache_nodes::capacity(node_type).is_some() {
        return None;
    }
    let finding = Diagnostic::new(&NODE_TYPE);
    let (family, size) = (node_type.family(), node_type.size());
    let sizes = elasticache_nodes::sizes(family);
    Some(if node_type.service() != "cache" {
        finding
            .at_value(node_type, "a class of RDS")
            .help(format!("write `cache.{family}.{size}`"))
    } else if sizes.is_empty() {
        let finding = finding.at_value(
            node_type,
            format!("ElastiCache has no node family `{family}`"),
        );
        match nearest(family, elasticache_nodes::families()) {
            Some(near) => finding.help(format!("did you mean `cache.{near}.{size}`?")),
            None => finding.help("choose a family such as `m7g`, `r7g` or `t4g`"),
        }
    } else {
        finding
            .at_value(node_type, format!("`{family}` has no size `{size}`"))
            .because(format!("its sizes are {}", sizes.join(", ")))
            .help(match nearest(size, sizes.iter().copied()) {
                Some(near) => format!("did you mean `cache.{family}.{near}`?"),
                None => format!("write `cache.{family}.{}`", sizes[0]),
            })
    })
}

fn wrong_engine(cache: &AwsCache) -> Option<Diagnostic> {
    let (engine, node_type) = (&cache.engine, &cache.node_type);
    let family = node_type.family();
    match elasticache_nodes::oldest_version(family, engine.value) {
        None => Some(
            Diagnostic::new(&NODE_TYPE)
                .at_value(node_type, format!("`{family}` does not run {engine}"))
                .at_value(engine, "the engine of this cache")
                .help("write `engine: valkey`, or choose `m7g` or `r7g`"),
        ),
        Some(oldest) if cache.version.value < oldest => Some(
            Diagnostic::new(&NODE_TYPE)
                .at_value(
                    node_type,
                    format!("`{family}` runs {engine} from {oldest} on"),
                )
                .at_value(&cache.version, "an earlier version")
                .help(format!("write `version: \"{oldest}\"` or later")),
        ),
        Some(_) => None,
    }
}

fn wrong_tiering(aws: &AwsEnvironment, cache: &AwsCache) -> Option<Diagnostic> {
    let family = cache.node_type.family();
    let has_disk = elasticache_nodes::has_data_tiering(family);
    let wanted = cache.data_tiering.value;
    if has_disk == wanted {
        return None;
    }
    let offered =
        elasticache_nodes::families_in(aws.region.value).any(elasticache_nodes::has_data_tiering);
    let finding = Diagnostic::new(&NODE_TYPE);
    Some(if wanted {
        let tiering: Vec<&str> = elasticache_nodes::families_in(aws.region.value)
            .filter(|family| elasticache_nodes::has_data_tiering(family))
            .collect();
        finding
            .at_value(&cache.data_tiering, "moves cold values to a disk")
            .at_value(&cache.node_type, format!("`{family}` has no disk"))
            .help(match tiering.first() {
                Some(tiering) => {
                    format!("choose a node type of `{tiering}`, or remove `data-tiering`")
                }
                None => format!(
                    "remove `data-tiering`: {} offers no family with a disk",
                    aws.region
                ),
            })
    } else {
        finding
            .at_value(
                &cache.node_type,
                format!("`{family}` works with data tiering only"),
            )
            .at_value(&cache.data_tiering, "data tiering is off")
            .help(if offered {
                "write `data-tiering: true`, or choose another family"
            } else {
                "choose another family: the region lists none with a disk"
            })
    })
}

fn not_in_region(aws: &AwsEnvironment, cache: &AwsCache) -> Option<Diagnostic> {
    let family = cache.node_type.family();
    let mut listed = elasticache_nodes::families_in(aws.region.value).peekable();
    // A region that the table does not know at all says nothing about a family.
    listed.peek()?;
    let offered: Vec<&str> = listed
        .filter(|family| !elasticache_nodes::is_previous(family))
        .collect();
    if elasticache_nodes::is_previous(family) || offered.contains(&family) {
        return None;
    }
    let mut finding = Diagnostic::new(&NODE_TYPE)
        .at_value(
            &cache.node_type,
            format!("`{family}` is not listed for the region"),
        )
        .at_value(&aws.region, format!("offers {}", offered.join(", ")))
        .because("a later table may list it; the API decides at apply")
        .help("choose a family of the region");
    finding.severity = Severity::Warning;
    Some(finding)
}

fn previous_generation(cache: &AwsCache) -> Option<Diagnostic> {
    let family = cache.node_type.family();
    elasticache_nodes::is_previous(family).then(|| {
        let successor = match family.chars().next() {
            Some('t') => "t4g",
            Some('r') => "r7g",
            _ => "m7g",
        };
        let mut finding = Diagnostic::new(&NODE_TYPE)
            .at_value(&cache.node_type, "a family of an earlier generation")
            .help(format!("choose a node type of `{successor}`"));
        finding.severity = Severity::Warning;
        finding
    })
}
