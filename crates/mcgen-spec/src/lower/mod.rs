//! From blocks as written to the model: every default filled in, every range settled.

mod active_active;
mod atlas;
mod aws;
mod aws_database;
mod cache_shape;
mod clients;
mod cockroach;
mod debezium;
mod dms;
mod gcp;
mod gcp_database;
mod global_database;
mod labels;
mod link;
mod logical;
mod monitoring;
pub(crate) mod needs;
mod origins;
mod spanner;
mod strategy;
mod traffic;
mod yugabyte;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::{
    Cidr, Environment, ReservedRange, Residency, ResidencyProfile, RoleName, Scalar, ShortName,
    Tier, Waiver,
};

use self::labels::Clouds;
use crate::blocks::{EnvironmentSpec, ResidencySpec};
use crate::decode::List;
use crate::rules;

/// What every block needs to know of the whole file.
struct Frame {
    project: ShortName,
    name: ShortName,
    production: bool,
}

impl Frame {
    /// The default of a setting that production has otherwise.
    fn pick<T>(&self, production: T, otherwise: T) -> T {
        if self.production {
            production
        } else {
            otherwise
        }
    }

    /// `<project>-<environment>`, at most `limit` characters.
    fn default_name(&self, limit: usize) -> String {
        mcgen_model::fitted_name(&[self.project.as_str(), self.name.as_str()], limit)
    }

    /// The bucket of the state. Its name is taken for the whole world: the account or project in it
    /// keeps strangers from having it first, and two accounts from meeting in one state.
    fn state_bucket(&self, owner: &str) -> String {
        // An old project id has its domain before it: `example.com:crm`.
        let owner = owner.to_lowercase().replace(['.', ':'], "-");
        let parts = [self.project.as_str(), self.name.as_str(), "tfstate", &owner];
        mcgen_model::fitted_name(&parts, 63)
    }

    /// The bucket of the access logs of the load balancer in AWS; its name is taken for the whole world, too.
    fn log_bucket(&self, account: &str) -> String {
        let parts = [
            self.project.as_str(),
            self.name.as_str(),
            "lb-logs",
            account,
        ];
        mcgen_model::fitted_name(&parts, 63)
    }

    /// The project as an SQL identifier.
    fn database_name(&self) -> String {
        self.project.as_str().replace('-', "_")
    }

    /// The administrator; RDS takes at most 16 characters.
    fn username(&self) -> String {
        let project: String = self.database_name().chars().take(10).collect();
        format!("{}_admin", project.trim_end_matches('_'))
    }
}

/// The role that one database connects to another as.
fn replication_user(frame: &Frame) -> Option<RoleName> {
    RoleName::parse(&format!("{}_replication", frame.database_name())).ok()
}

/// The field, or `default` at the place of the block that left it out.
fn or<W: Into<T>, T>(field: Option<Spanned<W>>, default: T, block: Span) -> Spanned<T> {
    match field {
        Some(value) => value.map(Into::into),
        None => Spanned::default_at(default, block),
    }
}

/// The field, if it was given.
fn given<W: Into<T>, T>(field: Option<Spanned<W>>) -> Option<Spanned<T>> {
    field.map(|value| value.map(Into::into))
}

/// The items of a list field, or none.
fn items<W: Into<T>, T>(field: Option<Spanned<List<W>>>) -> Vec<Spanned<T>> {
    field.map_or_else(Vec::new, |list| {
        list.value
            .0
            .into_iter()
            .map(|item| item.map(Into::into))
            .collect()
    })
}

/// The items of a list field, or the default items at the place of the block.
fn items_or<W: Into<T>, T>(
    field: Option<Spanned<List<W>>>,
    default: impl IntoIterator<Item = T>,
    block: Span,
) -> Vec<Spanned<T>> {
    match field {
        Some(_) => items(field),
        None => default
            .into_iter()
            .map(|item| Spanned::default_at(item, block))
            .collect(),
    }
}

/// A block that may be absent: its place (the parent's then) and its content.
fn sub_block<T: Default>(field: Option<Spanned<T>>, parent: Span) -> (Span, T) {
    match field {
        Some(block) => (block.span, block.value),
        None => (parent, T::default()),
    }
}

/// Makes the environment of a file. `None` when what every part needs is missing; the reason has
/// been reported.
pub(crate) fn lower(
    spec: EnvironmentSpec,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Environment> {
    if spec.aws.is_none() && spec.gcp.is_none() && !diagnostics.has_errors() {
        diagnostics.push(
            Diagnostic::new(&rules::NOTHING_TO_BUILD)
                .at(first_line(&spec, span), "this environment builds nothing"),
        );
    }
    let project = spec.project?;
    let name = spec.environment?;
    let tier = spec.tier.unwrap_or_else(|| {
        let tier = Tier::parse(name.as_str()).unwrap_or(Tier::Production);
        Spanned::default_at(tier, name.span)
    });
    let frame = Frame {
        project: project.value.clone(),
        name: name.value.clone(),
        production: tier.value == Tier::Production,
    };
    let reserved: Vec<ReservedRange> = spec.reserved_ranges.map_or_else(Vec::new, |list| {
        let complete = list.value.0.into_iter().filter_map(|item| {
            Some(ReservedRange {
                name: given(item.value.name)?,
                cidr: item.value.cidr?,
            })
        });
        complete.collect()
    });
    let clouds = Clouds {
        aws: spec.aws.is_some(),
        gcp: spec.gcp.is_some(),
    };
    let mut aws = spec
        .aws
        .and_then(|aws| aws::lower(aws.value, aws.span, &frame, diagnostics));
    let taken: Vec<Cidr> = reserved
        .iter()
        .map(|range| range.cidr.value)
        .chain(
            aws.iter()
                .flat_map(|aws| aws.network.vpc_ranges().map(|it| it.value)),
        )
        .chain(
            aws.iter()
                .filter_map(|aws| aws.network.eks.as_ref())
                .map(|eks| eks.service_cidr.value),
        )
        .collect();
    let mut gcp = spec
        .gcp
        .and_then(|gcp| gcp::lower(gcp.value, gcp.span, &frame, &taken, diagnostics));
    let mut link = spec.link.and_then(|block| {
        if !(clouds.aws && clouds.gcp) {
            diagnostics.push(one_sided_link(block.span, clouds));
        }
        link::lower(block.value, block.span, diagnostics)
    });
    let linked = link.is_some();
    clients::across(aws.as_mut(), gcp.as_mut(), linked, diagnostics);
    let strategy = strategy::lower(spec.strategy?, &frame)?;
    global_database::advertise(&strategy, link.as_mut());
    let objectives = strategy::objectives(spec.objectives, span);
    logical::prepare(&strategy, &objectives, aws.as_mut(), gcp.as_mut());
    logical::prepare_migration(&strategy, &objectives, aws.as_mut(), gcp.as_mut());
    active_active::admit_replicator(&strategy, aws.as_mut(), gcp.as_mut());
    dms::prepare(
        &strategy,
        &objectives,
        aws.as_mut().and_then(|aws| aws.database.as_mut()),
        gcp.as_mut().and_then(|gcp| gcp.database.as_mut()),
    );
    let account = aws.as_ref().map(|aws| aws.account.value.as_str());
    let traffic = spec
        .traffic
        .and_then(|it| traffic::lower(it.value, it.span, &frame, account, &strategy, diagnostics));
    Some(Environment {
        tier,
        strategy,
        labels: labels::lower(spec.labels, clouds, diagnostics),
        residency: residency(spec.residency, span),
        reserved,
        monitoring: spec
            .monitoring
            .and_then(|block| monitoring::lower(block, &objectives)),
        objectives,
        waivers: waivers(spec.waivers),
        aws,
        gcp,
        link,
        traffic: traffic.map(Box::new),
        span,
        project,
        name,
    })
}

/// Makes the environment that the file would describe if its other side took over. What is wrong with
/// it as it is written is reported by [`lower`].
pub(crate) fn promoted(spec: &EnvironmentSpec, span: Span) -> Option<Environment> {
    if !spec.strategy.as_ref()?.value.has_primary() {
        return None;
    }
    let mut promoted = spec.clone();
    promoted.strategy.as_mut()?.value.promote();
    lower(promoted, span, &mut Diagnostics::new())
}

fn one_sided_link(span: Span, clouds: Clouds) -> Diagnostic {
    let missing = if clouds.aws { "gcp" } else { "aws" };
    Diagnostic::new(&rules::ONE_SIDED_LINK)
        .at(span, format!("there is no `{missing}` block to link to"))
        .help(format!("add a `{missing}` block, or remove `link`"))
}

fn first_line(spec: &EnvironmentSpec, span: Span) -> Span {
    spec.project.as_ref().map_or(span, |project| project.span)
}

fn residency(field: Option<Spanned<ResidencySpec>>, span: Span) -> Residency {
    let (span, spec) = sub_block(field, span);
    Residency {
        span,
        subjects: items(spec.subjects),
        allowed: items(spec.allowed),
        transfer_basis: spec.transfer_basis,
        data: items(spec.data),
        profile: or(spec.profile, ResidencyProfile::Standard, span),
    }
}

fn waivers(field: Option<Spanned<List<crate::blocks::WaiverSpec>>>) -> Vec<Waiver> {
    field.map_or_else(Vec::new, |list| {
        let complete = list.value.0.into_iter().filter_map(|item| {
            Some(Waiver {
                rule: given(item.value.rule)?,
                reason: given(item.value.reason)?,
                until: item.value.until,
            })
        });
        complete.collect()
    })
}
