//! Standby and service level.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::{cloud_sql, cloud_sql_machines};
use mcgen_model::cloud_sql::placement;
use mcgen_model::{Availability, Environment};

use super::{and_at, database, sources};
use crate::Context;

pub(super) static NO_SERVICE_LEVEL: Rule = Rule {
    code: "SQL-006",
    slug: "database-without-service-level",
    severity: Severity::Warning,
    summary: "production database runs without a service level agreement",
    fix: "write `availability: regional` and a machine type with processors of its own",
    explain: "The service level agreement of Cloud SQL covers regional instances with dedicated \
processors: 99.95 percent in Enterprise, 99.99 percent in Enterprise Plus. A zonal instance is down as \
long as its zone, and a shared-core machine is not covered in any case. The API's own default is \
zonal.\n\nmcgen makes production databases regional by default and warns in production only.",
    sources: &[
        Reference {
            title: "Cloud SQL service level agreement",
            url: "https://cloud.google.com/sql/sla",
        },
        Reference {
            title: "Cloud SQL: high availability",
            url: "https://cloud.google.com/sql/docs/postgres/high-availability",
        },
    ],
    waivable: true,
};

pub(super) static STANDBY_ZONE: Rule = Rule {
    code: "SQL-032",
    slug: "misplaced-standby",
    severity: Severity::Error,
    summary: "standby cannot be placed there",
    fix: "name another zone of the region in `secondary-zone`, or leave it out",
    explain: "A regional instance keeps its standby in another zone than its primary; the API refuses \
one zone for both. A zonal instance has no standby, and its `secondary-zone` means nothing.\n\nLeft out, \
mcgen takes the first zone of `gcp.network.zones` that the primary does not use.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "Cloud SQL: high availability",
            url: "https://cloud.google.com/sql/docs/postgres/high-availability",
        },
    ],
    waivable: false,
};

pub(super) fn service_level(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    if !environment.is_production() {
        return;
    }
    let promise = cloud_sql::edition(database.edition.value).sla_percent;
    if database.availability.value == Availability::Zonal {
        findings.push(
            Diagnostic::new(&NO_SERVICE_LEVEL)
                .at_value(&database.availability, "down as long as its zone is")
                .at_value(&environment.tier, "this is production")
                .because(format!(
                    "the agreement of {promise} percent covers regional instances only"
                ))
                .help("write `availability: regional`"),
        );
    }
    let machine = cloud_sql_machines::machine(&database.tier);
    if machine.is_some_and(|machine| !machine.series.is_dedicated()) {
        findings.push(
            Diagnostic::new(&NO_SERVICE_LEVEL)
                .at_value(&database.tier, "shares its processor with others")
                .at_value(&environment.tier, "this is production")
                .because("shared-core machines are not covered")
                .help(
                    "write a machine type with processors of its own, from `db-custom-1-3840` up",
                ),
        );
    }
}

pub(super) fn standby_zone(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((gcp, database)) = database(environment) else {
        return;
    };
    let Some(standby) = &database.secondary_zone else {
        return;
    };
    if database.availability.value == Availability::Zonal {
        let finding = Diagnostic::new(&STANDBY_ZONE).at_value(standby, "a zone for a standby");
        findings.push(
            and_at(finding, &database.availability, "there is no standby")
                .because("a zonal instance has no standby")
                .help("remove `secondary-zone`, or write `availability: regional`"),
        );
        return;
    }
    let Some((zone, _)) = placement(gcp, database).filter(|(zone, _)| *zone == standby) else {
        return;
    };
    let other = gcp.region.zones().find(|other| *other != standby.value);
    let finding = Diagnostic::new(&STANDBY_ZONE).at_value(standby, "the standby");
    let finding = and_at(finding, zone, "the primary is in the same zone")
        .because(format!("the primary is in {}", zone.value));
    findings.push(match other {
        Some(other) => finding.help(format!("write `secondary-zone: {other}`")),
        None => finding,
    });
}
