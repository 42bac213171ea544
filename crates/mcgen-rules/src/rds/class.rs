//! The instance class: where it can be ordered and how much it carries.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::rds_versions::{self, MajorVersion};
use mcgen_model::catalog::{rds_classes, rds_limits};
use mcgen_model::{InstanceClass, Scalar, nearest, rds};

use super::{Also, Subject};

const CLASSES: Reference = Reference {
    title: "Amazon RDS: DB instance classes",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html",
};

pub(super) static ORDERABLE: Rule = Rule {
    code: "RDS-015",
    slug: "rds-class",
    severity: Severity::Error,
    summary: "the instance class cannot be ordered here",
    fix: "choose a class of the region and engine",
    explain: "A class is a family (`m7g`) and a size (`large`). Which families can be ordered differs by region, engine and version: new families reach regions one by one and need recent versions, old ones (m3, m4, r3, r4, t1, t2) are retired everywhere. mcgen compares with the class table of its release: what exists nowhere, is retired or does not run the version is refused; a known family that the table does not list in the region is a warning, because AWS may have added it since.",
    sources: &[
        CLASSES,
        Reference {
            title: "Amazon RDS: supported DB engines for DB instance classes",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html",
        },
    ],
    waivable: false,
};

pub(super) static CAPACITY: Rule = Rule {
    code: "RDS-016",
    slug: "rds-class-capacity",
    severity: Severity::Warning,
    summary: "the instance class is small for its work",
    fix: "choose a larger class, or put a proxy in front",
    explain: "The default of `max_connections` follows from memory: about one connection for every 9.5 MB on PostgreSQL (5,000 at most) and 12.6 MB on MySQL, of the nine tenths that RDS leaves to the engine; db.t3.medium has about 400. When the pools of all clients together are larger, the last ones are refused at the worst moment. Classes of the t families run on processor credits: decoding the write-ahead log for consumers is steady work that uses them up, and a throttled publisher falls behind. RDS Proxy shares few connections among many clients. The share of memory is an estimate, not documented, so the rule is a warning.",
    sources: &[
        CLASSES,
        Reference {
            title: "Amazon RDS: maximum number of database connections",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections",
        },
    ],
    waivable: true,
};

pub(super) fn orderable(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let own_classes = database.replicas.iter().map(|replica| &replica.class);
    let classes = std::iter::once(&database.class).chain(own_classes.filter(|class| class.given));
    for class in classes {
        if let Some(finding) = not_orderable(subject, class) {
            findings.push(finding);
        }
    }
}

fn not_orderable(subject: &Subject<'_>, class: &Spanned<InstanceClass>) -> Option<Diagnostic> {
    let database = subject.database;
    let engine = database.engine.value;
    let region = subject.aws.region.value;
    let (family, size) = (class.family(), class.size());
    let finding = Diagnostic::new(&ORDERABLE);
    let instead = || match alternative(subject, class) {
        Some(other) => format!("write `class: {other}`"),
        None => ORDERABLE.fix.to_owned(),
    };
    if class.service() != "db" {
        return Some(
            finding
                .at_value(class, "is a node type of a cache")
                .help(format!("write `class: db.{family}.{size}`")),
        );
    }
    if rds_classes::is_retired(family) {
        return Some(
            finding
                .at_value(class, format!("the family {family} is retired"))
                .help(instead()),
        );
    }
    let sizes = rds_classes::sizes(family);
    if sizes.is_empty() {
        let help = match nearest(family, rds_classes::families()) {
            Some(meant) if rds_classes::sizes(meant).contains(&size) => {
                format!("did you mean `db.{meant}.{size}`?")
            }
            _ => instead(),
        };
        return Some(
            finding
                .at_value(class, format!("RDS has no family {family}"))
                .help(help),
        );
    }
    if !sizes.contains(&size) {
        return Some(
            finding
                .at_value(class, format!("{family} has no size {size}"))
                .because(format!("its sizes are {}", sizes.join(", ")))
                .help(match nearest(size, sizes.iter().copied()) {
                    Some(meant) => format!("did you mean `db.{family}.{meant}`?"),
                    None => format!("write `class: db.{family}.{}`", sizes[0]),
                }),
        );
    }
    if !rds_classes::families_in(region, engine).any(|it| it == family) {
        return Some(
            finding
                .at_value(class, format!("{family} is not listed here"))
                .also(&subject.aws.region, "in this region")
                .because("the class table is made from the price list, which a new family may be ahead of")
                .help(instead())
                .as_warning(),
        );
    }
    let oldest = rds_classes::oldest_major(family, engine)?;
    let own = rds_versions::major_version(engine, &database.version)?;
    (age(subject, own.number()) < age(subject, oldest)).then(|| {
        finding
            .at_value(class, format!("{family} runs {engine} {oldest} and later"))
            .also(&database.version, "but not this version")
            .help(instead())
    })
}

/// The place of a major version in the order of majors.
fn age(subject: &Subject<'_>, number: &str) -> Option<usize> {
    rds_versions::majors(subject.database.engine.value)
        .map(MajorVersion::number)
        .position(|it| it == number)
}

/// A class of the same size that can be ordered: of the same kind of family when there is one, and
/// of the newest generation with the processors of AWS, which every recent version runs on.
fn alternative(subject: &Subject<'_>, class: &InstanceClass) -> Option<String> {
    let engine = subject.database.engine.value;
    let own = rds_versions::major_version(engine, &subject.database.version);
    let fits = |family: &&str| {
        let oldest = rds_classes::oldest_major(family, engine);
        let recent = own
            .zip(oldest)
            .is_none_or(|(own, oldest)| age(subject, own.number()) >= age(subject, oldest));
        recent && rds_classes::sizes(family).contains(&class.size())
    };
    let kind = class.family().chars().next()?;
    let rank = |family: &&str| {
        let generation = family.chars().find_map(|c| c.to_digit(10)).unwrap_or(0);
        (
            family.starts_with(kind),
            family.starts_with('m'),
            family.len() == 3 && family.ends_with('g'),
            generation,
        )
    };
    let family = rds_classes::families_in(subject.aws.region.value, engine)
        .filter(fits)
        .max_by_key(rank)?;
    Some(format!("db.{family}.{}", class.size()))
}

pub(super) fn capacity(subject: &Subject<'_>, findings: &mut Diagnostics) {
    connections(subject, findings);
    let database = subject.database;
    let credits = database.class.is_burstable() && subject.environment.is_production();
    if let Some(decoding) = database.logical_decoding.as_ref().filter(|_| credits) {
        findings.push(
            Diagnostic::new(&CAPACITY)
                .at_value(&database.class, "runs on processor credits")
                .at(decoding.consumers.span, "decoding is steady work")
                .because(
                    "a publisher without credits falls behind, and its slots hold back the log",
                )
                .help(match alternative_steady(subject) {
                    Some(class) => format!("write `class: {class}`"),
                    None => CAPACITY.fix.to_owned(),
                }),
        );
    }
}

/// The class of the same size, or the smallest one, whose processor runs without credits.
fn alternative_steady(subject: &Subject<'_>) -> Option<String> {
    let wanted = [subject.database.class.size(), "large"];
    wanted
        .into_iter()
        .filter_map(|size| InstanceClass::parse(&format!("db.m7g.{size}")).ok())
        .filter_map(|class| InstanceClass::parse(&alternative(subject, &class)?).ok())
        .find(|class| !class.is_burstable())
        .map(|class| class.to_string())
}

fn connections(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let Some(planned) = database
        .connections
        .as_ref()
        .filter(|_| database.proxy.is_none())
    else {
        return;
    };
    let Some(accepted) = rds::max_connections(database).filter(|most| planned.value > *most) else {
        return;
    };
    let finding = Diagnostic::new(&CAPACITY).at(planned.span, format!("the pools open {planned}"));
    let finding = finding.because(format!("{} connections too many", planned.value - accepted));
    findings.push(match database.parameters.get("max_connections") {
        Some(parameter) => finding
            .also(&parameter.value, format!("{accepted} are accepted"))
            .help("raise `max_connections`, shrink the pools, or add `proxy: {}`"),
        None => finding
            .also(&database.class, format!("about {accepted} are accepted"))
            .help(match large_enough(subject, planned.value) {
                Some(class) => {
                    format!("write `class: {class}`, shrink the pools, or add `proxy: {{}}`")
                }
                None => "shrink the pools, or add `proxy: {}`".to_owned(),
            }),
    });
}

/// The smallest class of the same family that accepts this many connections by default.
fn large_enough(subject: &Subject<'_>, connections: u32) -> Option<String> {
    let database = subject.database;
    let family = database.class.family();
    rds_classes::sizes(family)
        .into_iter()
        .filter_map(|size| InstanceClass::parse(&format!("db.{family}.{size}")).ok())
        .find(|class| {
            rds_classes::capacity(class).is_some_and(|capacity| {
                let engine = database.engine.value;
                rds_limits::default_max_connections(engine, capacity.memory_gib) >= connections
            })
        })
        .map(|class| class.to_string())
}
