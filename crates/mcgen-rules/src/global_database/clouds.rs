//! What the clouds are to a database that spans them.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span};
use mcgen_model::{
    Atlas, AwsEnvironment, Cloud, Disaster, Engine, Environment, GcpEnvironment, Product, Yugabyte,
};

use super::{
    ATLAS_ENDPOINTS, ATLAS_MIGRATION, COCKROACH_MIGRATION, COCKROACH_NETWORK, COCKROACH_PLAN,
    COCKROACH_REGIONS, PRIVATE_GOOGLE_ACCESS, SPANNER_CONFIGURATIONS, SPANNER_MIGRATION, Subject,
    YUGABYTE_MIGRATION,
};

pub(super) static BESIDE: Rule = Rule {
    code: "GDB-014",
    slug: "database-beside-a-global-one",
    severity: Severity::Error,
    summary: "a global database takes the place of the databases of the clouds",
    fix: "remove the `database` block, or say with `migration` that it is being left behind",
    explain: "With the strategy `global-database` the applications of both clouds use one database. Another one beside it \
holds data that the other side never sees, and nothing keeps the two alike.\n\nWhile the old database is still the \
source, `migration: { from: … }` names its cloud. It stays rendered and protected until the block is removed.",
    sources: &[COCKROACH_MIGRATION],
    waivable: false,
};

pub(super) static MIGRATION: Rule = Rule {
    code: "GDB-015",
    slug: "nothing-to-migrate",
    severity: Severity::Error,
    summary: "a migration needs the PostgreSQL database that it begins with",
    fix: "name the cloud whose `database` is PostgreSQL, or remove `migration`",
    explain: "`migration: { from: aws }` keeps the database of that cloud until the cut-over, and renders the steps that \
lead from it. They are written for PostgreSQL: the types, the catalog and the tools of other databases are other ones.",
    sources: &[
        COCKROACH_MIGRATION,
        YUGABYTE_MIGRATION,
        SPANNER_MIGRATION,
        ATLAS_MIGRATION,
    ],
    waivable: false,
};

pub(super) static NO_WAY: Rule = Rule {
    code: "GDB-016",
    slug: "no-way-to-the-global-database",
    severity: Severity::Error,
    summary: "clients cannot reach the global database",
    fix: "describe both clouds and the `link`, and put the network into a region of the database",
    explain: "A private endpoint is a thing of one region: the network of the cloud that has it must stand in a region of \
the database. The clients of the other cloud come over the link and use the same endpoint.\n\nThe plan `basic` of \
CockroachDB Cloud has no private endpoints. Its clients come from public addresses, and each range of them must be \
named under `allow`.\n\nA cluster of MongoDB Atlas has an endpoint in each cloud, which leads to the nodes of that cloud: clients reach a primary in the other \
cloud over the link and through the endpoint there.\n\nA cluster of YugabyteDB Aeon in both clouds has an endpoint in AWS and a host name in each region of Google Cloud, so nodes stand \
in the regions of both networks.\n\nCloud Spanner is an API of Google. Its clients in AWS reach the addresses of `private.googleapis.com` over the \
link.",
    sources: &[ATLAS_ENDPOINTS, COCKROACH_NETWORK, PRIVATE_GOOGLE_ACCESS],
    waivable: false,
};

pub(super) static ONE_CLOUD: Rule = Rule {
    code: "GDB-018",
    slug: "global-database-in-one-cloud",
    severity: Severity::Warning,
    summary: "the loss of one cloud stops the database of both",
    fix: "accept it by name, or choose a database that stands in both clouds",
    explain: "A cluster of CockroachDB Cloud stands in one cloud, and Cloud Spanner is a part of one. Its regions and zones survive one another, and the \
applications of both clouds share it, but with that cloud lost as a whole there is no database on either side.\n\n\
One of YugabyteDB Aeon stands in AWS, or in both clouds. Of an odd number of regions over two clouds one cloud has the majority: the other one can be lost, \
this one cannot. That would take a third cloud, which mcgen does not render.\n\n\
A primary and its standby in the other cloud (`primary-replica`) survives that, at the price of a promotion.",
    sources: &[COCKROACH_REGIONS, SPANNER_CONFIGURATIONS],
    waivable: true,
};

pub(super) static ONE_REGION: Rule = Rule {
    code: "GDB-019",
    slug: "global-database-in-one-region",
    severity: Severity::Error,
    summary: "a database in one region does not survive its loss",
    fix: "give the database three regions, or write `disaster: zone`",
    explain: "`objectives.disaster: region` says that the loss of a region must be survived. A database writes while a \
majority of its copies lives: with all of them in one region there is none left. Three regions are the fewest of \
which any one can be lost.",
    sources: &[COCKROACH_PLAN],
    waivable: true,
};

/// The database of a cloud: its place and its engine.
fn database(environment: &Environment, cloud: Cloud) -> Option<(Span, Engine)> {
    match cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref()?.database.as_ref()?;
            Some((database.span, *database.engine))
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref()?.database.as_ref()?;
            Some((database.span, *database.engine))
        }
    }
}

pub(super) fn beside(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let settings = subject.settings;
    let left = settings.migration.as_ref().map(|it| it.from.value);
    for cloud in Cloud::ALL.iter().copied().filter(|it| Some(*it) != left) {
        if let Some((place, _)) = database(subject.environment, cloud) {
            findings.push(
                Diagnostic::new(&BESIDE)
                    .at(place, "a database of its own")
                    .at(settings.product.span(), "the database of both clouds")
                    .help(match left {
                        None => format!("remove `{cloud}.database`, or add `migration: {{ from: {cloud} }}` to `global-database`"),
                        Some(_) => format!("remove `{cloud}.database`: one database is left behind, not two"),
                    }),
            );
        }
    }
}

pub(super) fn migration(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(migration) = &subject.settings.migration else {
        return;
    };
    let cloud = migration.from.value;
    match database(subject.environment, cloud) {
        None => findings.push(
            Diagnostic::new(&MIGRATION)
                .at_value(&migration.from, format!("`{cloud}` has no `database`"))
                .help("remove `migration` once the old database is gone"),
        ),
        Some((_, Engine::Postgres)) => {}
        Some((place, _)) => findings.push(
            Diagnostic::new(&MIGRATION)
                .at_value(&migration.from, "the source")
                .at(place, "is not PostgreSQL"),
        ),
    }
}

pub(super) fn way(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let (environment, settings) = (subject.environment, subject.settings);
    let place = settings.product.span();
    let (Some(aws), Some(gcp)) = (&environment.aws, &environment.gcp) else {
        let missing = match environment.aws {
            Some(_) => "gcp",
            None => "aws",
        };
        findings.push(
            Diagnostic::new(&NO_WAY)
                .at(place, format!("there is no `{missing}` block"))
                .because("one database for one cloud is what that cloud sells itself")
                .help(format!("describe the network of `{missing}`")),
        );
        return;
    };
    let cluster = match &settings.product {
        Product::Atlas(cluster) => {
            way_to_atlas(environment, cluster, (aws, gcp), findings);
            return;
        }
        Product::Yugabyte(cluster) => {
            way_to_yugabyte(subject, cluster, (aws, gcp), findings);
            return;
        }
        Product::Cockroach(cluster) => cluster,
        Product::Spanner(instance) => {
            if environment.link.is_none() && !instance.aws_roles.is_empty() {
                findings.push(
                    Diagnostic::new(&NO_WAY)
                        .at(place, "is an API of Google")
                        .because("its clients in AWS come over the link, and there is none")
                        .help("describe a `link`, or leave `aws-roles` out"),
                );
            }
            return;
        }
    };
    if !cluster.has_endpoints() {
        if cluster.allow.is_empty() {
            findings.push(
                Diagnostic::new(&NO_WAY)
                    .at_value(&cluster.plan, "has no private endpoints, and `allow` names nobody")
                    .help("write `plan: standard` or `advanced`, or name the public ranges of the clients under `allow`"),
            );
        }
        return;
    }
    way_to_endpoint(subject, (aws, gcp), cluster.cloud.value, findings);
}

/// The one endpoint is in `cloud`, whose network stands in a region of the database.
fn way_to_endpoint(
    subject: &Subject<'_>,
    (aws, gcp): (&AwsEnvironment, &GcpEnvironment),
    cloud: Cloud,
    findings: &mut Diagnostics,
) {
    let (network, region) = match cloud {
        Cloud::Aws => (aws.region.span, aws.region.code()),
        Cloud::Gcp => (gcp.region.span, gcp.region.code()),
    };
    nodes_beside(subject, network, region, "a private endpoint in", findings);
    over_the_link(subject, cloud, findings);
}

/// Clients in AWS have an endpoint; those in Google Cloud a peering with the network of the nodes there, or the link.
fn way_to_yugabyte(
    subject: &Subject<'_>,
    cluster: &Yugabyte,
    (aws, gcp): (&AwsEnvironment, &GcpEnvironment),
    findings: &mut Diagnostics,
) {
    let (network, region) = (aws.region.span, aws.region.code());
    nodes_beside(subject, network, region, "a private endpoint in", findings);
    if cluster.is_in_both_clouds() {
        // Whether they are peered is asked by a rule of its own: the first apply comes before the peering.
        let (network, region) = (gcp.region.span, gcp.region.code());
        nodes_beside(subject, network, region, "the host name of", findings);
    } else {
        over_the_link(subject, Cloud::Aws, findings);
    }
}

/// Nodes stand in the region of the network of the clients: `what` needs them there.
fn nodes_beside(
    subject: &Subject<'_>,
    network: Span,
    region: &str,
    what: &str,
    findings: &mut Diagnostics,
) {
    let regions = subject.settings.regions();
    if regions.iter().any(|it| it.code() == region) {
        return;
    }
    let place = subject.settings.product.span();
    let first = regions.first().map_or(place, |it| it.span);
    findings.push(
        Diagnostic::new(&NO_WAY)
            .at(network, "the network of the clients")
            .at(first, "the database is elsewhere")
            .because(format!(
                "{what} {region} needs a region of the database there"
            ))
            .help(format!("add `{region}` to `regions`, or move the network")),
    );
}

/// The one endpoint is in `cloud`; clients of the other one cross the link.
fn over_the_link(subject: &Subject<'_>, cloud: Cloud, findings: &mut Diagnostics) {
    if subject.environment.link.is_some() {
        return;
    }
    findings.push(
        Diagnostic::new(&NO_WAY)
            .at(
                subject.settings.product.span(),
                "has an endpoint in one cloud",
            )
            .because(format!(
                "clients of `{}` come over the link, and there is none",
                cloud.other()
            ))
            .help("describe a `link`"),
    );
}

/// Each cloud with nodes has an endpoint, and the link leads to the one of the other side.
fn way_to_atlas(
    environment: &Environment,
    cluster: &Atlas,
    (aws, gcp): (&AwsEnvironment, &GcpEnvironment),
    findings: &mut Diagnostics,
) {
    for region in &cluster.regions {
        let (network, code) = match region.name.region().cloud() {
            Cloud::Aws => (aws.region.span, aws.region.code()),
            Cloud::Gcp => (gcp.region.span, gcp.region.code()),
        };
        let cloud = region.name.region().cloud();
        // An endpoint in AWS can lead to another region, one of Google Cloud cannot.
        if cloud == Cloud::Gcp && region.name.region().code() != code {
            findings.push(
                Diagnostic::new(&NO_WAY)
                    .at_value(&region.name, "no network is here")
                    .at(network, "the network of the clients")
                    .because("Private Service Connect reaches nodes of its own region")
                    .help(format!("write `{code}`, or take another region of AWS")),
            );
        }
    }
    for (cloud, network, code) in [
        (Cloud::Aws, aws.region.span, aws.region.code()),
        (Cloud::Gcp, gcp.region.span, gcp.region.code()),
    ] {
        if cluster.electable_of(cloud) == 0 {
            findings.push(
                Diagnostic::new(&NO_WAY)
                    .at(network, "the network of the clients")
                    .at(cluster.span, format!("has no node in `{cloud}`"))
                    .because("each cloud has its own private endpoint, to nodes of that cloud")
                    .help(format!("give `{code}` a node")),
            );
        }
    }
    if environment.link.is_none() {
        findings.push(
            Diagnostic::new(&NO_WAY)
                .at(cluster.span, "has nodes in both clouds")
                .because("an endpoint leads to the nodes of its own cloud; clients reach a primary on the other side over the link, and there is none")
                .help("describe a `link`"),
        );
    }
}

pub(super) fn one_cloud(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let (place, what) = match &subject.settings.product {
        // A cluster of Atlas has nodes in both clouds, or no way to it.
        Product::Atlas(_) => return,
        Product::Cockroach(cluster) => (cluster.cloud.span, "all nodes stand here"),
        Product::Yugabyte(cluster) if cluster.is_in_both_clouds() => {
            if subject.environment.is_production() {
                heavy_cloud(cluster, findings);
            }
            return;
        }
        Product::Yugabyte(cluster) => (cluster.span, "all nodes stand in AWS"),
        Product::Spanner(instance) => (instance.configuration.span, "all of it is Google Cloud"),
    };
    if subject.environment.is_production() {
        findings.push(Diagnostic::new(&ONE_CLOUD).at(place, what).help(
            "add GDB-018 to `waivers` with the reason why the loss of this cloud is accepted",
        ));
    }
}

/// An odd number of regions over two clouds: one of these holds the majority.
fn heavy_cloud(cluster: &Yugabyte, findings: &mut Diagnostics) {
    let clouds = Cloud::ALL.iter().copied();
    for cloud in clouds.filter(|it| !cluster.survives(cluster.regions_of(*it))) {
        let mut finding = Diagnostic::new(&ONE_CLOUD);
        let regions = cluster.regions.iter();
        for region in regions.filter(|it| it.name.cloud() == cloud) {
            finding = finding.at_value(&region.name, format!("stands in {}", cloud.title()));
        }
        findings.push(
            finding
                .because(format!(
                    "{} of {} regions are of {}, and {} may be lost at once",
                    cluster.regions_of(cloud),
                    cluster.regions.len(),
                    cloud.title(),
                    cluster.faults.value,
                ))
                .help("add GDB-018 to `waivers` with the reason why the loss of this cloud is accepted"),
        );
    }
}

pub(super) fn one_region(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let disaster = &subject.environment.objectives.disaster;
    let regions = subject.settings.regions();
    if disaster.value == Disaster::Region
        && let [only] = regions.as_slice()
    {
        findings.push(
            Diagnostic::new(&ONE_REGION)
                .at_value(only, "all copies are here")
                .at_value(disaster, "what must be survived"),
        );
    }
}
