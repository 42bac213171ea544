//! Copies of data that leave the countries where it may live.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::regimes;
use mcgen_model::{Country, Environment, GcpRegion, Scalar};

use crate::Context;

pub(super) static COPY_ABROAD: Rule = Rule {
    code: "NET-047",
    slug: "copy-abroad",
    severity: Severity::Warning,
    summary: "backups are kept outside the countries where the data may live",
    fix: "keep backups in a region of an allowed country",
    explain: "Backups, logs, snapshots and key replicas are copies of the data, and the law that \
holds for the data holds for them. When nobody names a location, Cloud SQL keeps backups in the \
multi-region nearest to the instance: for Seoul that is `asia`, which spans several countries.\n\nmcgen \
writes the region of the instance by default. It compares the location with `residency.allowed`, or \
with the countries of the regions in use when nothing is declared there; a multi-region counts as \
several countries.",
    sources: &[
        Reference {
            title: "Cloud SQL: backup locations",
            url: "https://cloud.google.com/sql/docs/postgres/backup-recovery/backups",
        },
        Reference {
            title: "Terraform: google_sql_database_instance",
            url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_database_instance",
        },
    ],
    waivable: true,
};

/// The multi-regions of Cloud SQL backups, each with the country code that covers all of it.
const MULTI_REGIONS: [(&str, Option<&str>); 3] =
    [("asia", None), ("eu", Some("EU")), ("us", Some("US"))];

pub(super) fn copies(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else {
        return;
    };
    let Some(database) = gcp.database.as_ref().filter(|it| it.backup.enabled.value) else {
        return;
    };
    let location = &database.backup.location;
    let allowed = allowed_countries(environment);
    let country = country_of(location);
    if country.is_some_and(|country| regimes::includes(&allowed, country)) {
        return;
    }
    let place = match country {
        Some(country) => format!("backups go to {country}"),
        None => "backups go to several countries, or nowhere known".to_owned(),
    };
    let finding = Diagnostic::new(&COPY_ABROAD).at_value(location, place);
    let finding = match environment.residency.allowed.first() {
        Some(first) => {
            finding.at_value(first, format!("the data may live in {}", listed(&allowed)))
        }
        None => finding.at_value(
            &gcp.region,
            format!("the data lives in {}", listed(&allowed)),
        ),
    };
    findings.push(if regimes::includes(&allowed, gcp.region.country()) {
        finding.help(format!(
            "write `location: {}`, which is the default",
            gcp.region.value
        ))
    } else {
        finding
    });
}

/// The country that holds every backup kept at `location`, when there is one.
fn country_of(location: &str) -> Option<&'static str> {
    if let Ok(region) = GcpRegion::parse(location) {
        return Some(region.country());
    }
    let multi_region = MULTI_REGIONS.iter().find(|(name, _)| *name == location)?;
    multi_region.1
}

/// The declared countries, or those of the regions in use.
fn allowed_countries(environment: &Environment) -> Vec<Country> {
    let declared = environment.residency.allowed.iter();
    let declared: Vec<Country> = declared.map(|country| country.value.clone()).collect();
    if !declared.is_empty() {
        return declared;
    }
    let aws = environment.aws.iter().map(|aws| aws.region.country());
    let gcp = environment.gcp.iter().map(|gcp| gcp.region.country());
    let mut countries: Vec<Country> = aws
        .chain(gcp)
        .filter_map(|code| Country::parse(code).ok())
        .collect();
    countries.sort();
    countries.dedup();
    countries
}

fn listed(countries: &[Country]) -> String {
    let codes: Vec<&str> = countries.iter().map(Country::code).collect();
    codes.join(", ")
}
