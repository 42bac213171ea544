//! The machine of the standby.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::{cloud_sql_machines, rds_classes, standby};
use mcgen_model::recovery::{self, TimePart};
use mcgen_model::{
    AwsEnvironment, CloudSqlTier, Environment, GcpDatabase, InstanceClass, cloud_sql,
};

use super::sources::{RDS_MODIFICATION, RECOVERY_OPTIONS};
use crate::Context;

pub(super) static UNFIT: Rule = Rule {
    code: "DR-008",
    slug: "standby-unfit",
    severity: Severity::Error,
    summary: "the machine of the standby does not fit its role",
    fix: "leave `standby-class` and `standby-tier` to mcgen, or choose a larger one",
    explain: "A standby that only follows runs on a smaller machine: one size below the full one with \
`warm`, two with `pilot-light`, never below 2 processors and 7.5 GiB, and at full size with `hot`. It must \
apply every change as fast as the primary makes it, and its growth is part of the time without writes.\n\n\
A class that cannot be ordered, or of another edition than the full one, is an error: the promotion would \
fail at the apply. One that is burstable or below the floor, and an objective that is shorter than the \
growth alone, are warnings, since no table knows the load.",
    sources: &[RECOVERY_OPTIONS, RDS_MODIFICATION],
    waivable: true,
};

pub(super) fn unfit(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let follows = environment.strategy.primary_replica().is_some();
    if let Some(aws) = &environment.aws
        && let Some(class) = aws
            .database
            .as_ref()
            .and_then(|it| it.standby_class.as_ref())
    {
        findings.extend(if follows {
            aws_class(aws, class)
        } else {
            Some(nothing_stands_by(environment, class))
        });
    }
    let gcp = environment.gcp.as_ref();
    if let Some(database) = gcp.and_then(|it| it.database.as_ref())
        && let Some(tier) = &database.standby_tier
    {
        findings.extend(if follows {
            gcp_tier(database, tier)
        } else {
            Some(nothing_stands_by(environment, tier))
        });
    }
    findings.extend(grows_too_slowly(environment));
}

fn nothing_stands_by<T: ToString>(environment: &Environment, size: &Spanned<T>) -> Diagnostic {
    Diagnostic::new(&UNFIT)
        .at_value(size, "nothing stands by")
        .at(environment.strategy.span, "the strategy")
        .help("remove the key, or choose `primary-replica`")
}

fn aws_class(aws: &AwsEnvironment, class: &Spanned<InstanceClass>) -> Option<Diagnostic> {
    let database = aws.database.as_ref()?;
    let (region, engine) = (aws.region.value, database.engine.value);
    let finding = Diagnostic::new(&UNFIT);
    let Some(capacity) = rds_classes::capacity(class) else {
        return Some(finding.at_value(class, format!("RDS has no class `{}`", class.value)));
    };
    if !rds_classes::families_in(region, engine).any(|it| it == class.family()) {
        let why = format!("`{}` cannot be ordered in {}", class.value, region.code());
        return Some(finding.at_value(class, why));
    }
    let finding = finding.as_warning();
    if class.is_burstable() && !database.class.is_burstable() {
        return Some(
            finding
                .at_value(class, "runs on processor credits")
                .because("applying changes is steady work, which uses them up")
                .help("choose a class that is not burstable"),
        );
    }
    let floor = standby::floor();
    let holds = floor.holds(capacity.vcpus, capacity.memory_gib * 1024);
    (!holds).then(|| too_small(finding, class))
}

fn gcp_tier(database: &GcpDatabase, tier: &Spanned<CloudSqlTier>) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&UNFIT);
    let legal = |tier: &CloudSqlTier| match tier {
        CloudSqlTier::Custom { vcpus, memory_mb } => {
            cloud_sql_machines::custom_shape().allows(*vcpus, *memory_mb)
        }
        _ => true,
    };
    let Some(machine) = cloud_sql_machines::machine(tier).filter(|_| legal(tier)) else {
        let why = format!("Cloud SQL has no machine type `{}`", tier.value);
        return Some(finding.at_value(tier, why));
    };
    if cloud_sql::edition_of(tier) != Some(database.edition.value) {
        return Some(
            finding
                .at_value(
                    tier,
                    format!("is of the edition `{}`", machine.series.edition()),
                )
                .at_value(
                    &database.edition,
                    format!("the instance is of the edition `{}`", database.edition),
                )
                .because("the edition of an instance does not change with its role")
                .help("choose a machine type of the same edition"),
        );
    }
    let holds = standby::floor().holds(machine.vcpus, machine.memory_mb);
    (!holds || !machine.series.is_dedicated()).then(|| too_small(finding.as_warning(), tier))
}

fn too_small<T: std::fmt::Display>(finding: Diagnostic, size: &Spanned<T>) -> Diagnostic {
    let floor = standby::floor();
    finding
        .at_value(size, format!("`{}` is small", size.value))
        .because(format!(
            "below {} processors and {} MB the standby is likely to fall behind",
            floor.vcpus, floor.memory_mb
        ))
        .help("choose a larger one, or leave it to mcgen")
}

/// An objective that the growth of the standby uses up by itself.
fn grows_too_slowly(environment: &Environment) -> Option<Diagnostic> {
    let strategy = environment.strategy.primary_replica()?;
    let time = recovery::of(environment)?.time;
    let objective = time.objective?;
    let resize = time.part(TimePart::Resize)?;
    (objective.value < resize.time).then(|| {
        Diagnostic::new(&UNFIT)
            .as_warning()
            .at_value(&strategy.standby, "runs small until it is promoted")
            .at_value(&objective, format!("{objective} are promised"))
            .because(format!(
                "the growth to full size alone takes {}: {}",
                resize.time.in_words(),
                resize.basis
            ))
            .help("write `standby: hot`, or promise more")
    })
}
