//! Keys of the customer that encrypt a cluster of CockroachDB Cloud.

use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Cloud, CockroachPlan, kms_key_region};

use super::{COCKROACH_CLUSTER, COCKROACH_CMEK, COCKROACH_KEYS, COCKROACH_KEYS_AWS, Subject};

pub(super) static COVER: Rule = Rule {
    code: "GDB-021",
    slug: "cockroach-keys",
    severity: Severity::Error,
    summary: "CockroachDB Cloud cannot encrypt the cluster with these keys",
    fix: "name one key of AWS KMS by its ARN in each region of an `advanced` cluster in AWS with private nodes, or remove `kms-keys`",
    explain: "A region of the cluster is encrypted with the key that is named for it. CockroachDB Cloud takes one key for all of them as \
well; mcgen asks for one in each region, so that no region stops with another one. Only clusters whose nodes have private addresses \
(`private-nodes`) can have keys of the customer. mcgen renders them for AWS: in Google Cloud the service uses a key by a service account of yours that it \
impersonates.\n\n\
The keys exist already, and their policies let the role in that the stack `reach` makes: by its ARN, or by leaving it to the IAM policies of the \
account. The cluster is made first and gets the keys with `reach`.\n\n\
It is a way without return. The provider can neither take the keys away again nor add a region to such a cluster by its list of regions, so name \
all regions from the start. Another key in the same region takes the place of the old one, which must stay until that is done. Who removes a key or the role makes nodes that restart stay out, \
and backups fail; `mcgen verify --from` refuses it.",
    sources: &[
        COCKROACH_KEYS,
        COCKROACH_KEYS_AWS,
        COCKROACH_CMEK,
        COCKROACH_CLUSTER,
    ],
    waivable: false,
};

pub(super) fn cover(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.cockroach() else {
        return;
    };
    let Some(first) = cluster.kms_keys.first() else {
        return;
    };
    // Another plan has no such setting at all, which is said elsewhere.
    if cluster.plan.value != CockroachPlan::Advanced {
        return;
    }
    if cluster.cloud.value != Cloud::Aws {
        findings.push(
            Diagnostic::new(&COVER)
                .at_value(first, "keys of AWS KMS")
                .at_value(&cluster.cloud, "the cloud of all nodes")
                .help("remove `kms-keys`"),
        );
        return;
    }
    if let Some(private) = cluster.private_nodes.as_ref().filter(|it| !it.value) {
        findings.push(
            Diagnostic::new(&COVER)
                .at_value(first, "the keys")
                .at_value(private, "nodes with public addresses take none")
                .help("remove `private-nodes`, or `kms-keys`"),
        );
    }
    let regions: BTreeSet<&str> = cluster.regions.iter().map(|it| it.name.code()).collect();
    let mut covered = BTreeSet::new();
    for key in &cluster.kms_keys {
        let Some(region) = kms_key_region(key.as_str()) else {
            findings.push(
                Diagnostic::new(&COVER)
                    .at_value(key, "not the ARN of a key")
                    .help("write `arn:aws:kms:<region>:<account>:key/<id>`; an alias is none"),
            );
            continue;
        };
        if !regions.contains(region) {
            findings.push(
                Diagnostic::new(&COVER)
                    .at_value(key, format!("a key of `{region}`"))
                    .at(cluster.span, "has no nodes there")
                    .help("name a key of a region of the cluster"),
            );
        } else if !covered.insert(region) {
            findings.push(
                Diagnostic::new(&COVER)
                    .at_value(key, format!("a second key of `{region}`"))
                    .help("remove it"),
            );
        }
    }
    for region in &cluster.regions {
        if !covered.contains(region.name.code()) {
            findings.push(
                Diagnostic::new(&COVER)
                    .at_value(&region.name, "there is no key of this region")
                    .at_value(first, "the keys")
                    .help(format!("name a key of `{}` too", region.name.code())),
            );
        }
    }
}
