//! The replication instance: its class and its version.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::dms as catalog;
use mcgen_model::nearest;

use super::Subject;
use super::sources::{CLASSES, RELEASES};

pub(super) static CLASS: Rule = Rule {
    code: "DMS-017",
    slug: "dms-instance-class",
    severity: Severity::Error,
    summary: "DMS does not offer this class",
    fix: "write a class of DMS, such as `dms.r6i.large`",
    explain: "Replication instances come in few families: T2 and T3 for trials, C4, C5 and C6i, and R4, \
R5 and R6i with the memory that sorts and large values want. Other families of EC2 and RDS are refused \
when the instance is made.\n\nThe list of mcgen has a date. If AWS has added a family since, accept this \
finding with a waiver until the list knows it.",
    sources: &[CLASSES],
    waivable: true,
};

pub(super) static VERSION: Rule = Rule {
    code: "DMS-018",
    slug: "dms-engine-version",
    severity: Severity::Warning,
    summary: "this version of DMS is not for new instances",
    fix: "write the newest version, or leave `version` out",
    explain: "Each version of DMS has a day after which no instance can be made with it, and one from \
which AWS updates those that are left, in their maintenance window. An update stops every task of the \
instance. An instance that exists can stay until then; one that must be made again, after an outage of \
all times, cannot.\n\nAWS moves the dates, so this is a warning: two states of the release notes differ \
by months.",
    sources: &[RELEASES],
    waivable: true,
};

pub(super) fn class(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let class = &subject.dms().instance.class;
    if catalog::has_class(class) {
        return;
    }
    let finding = Diagnostic::new(&CLASS).at_value(class, "no class of DMS");
    findings.push(match catalog::sizes(class.family()) {
        _ if class.service() != "dms" => finding
            .because("classes of DMS begin with `dms.`")
            .help("write `dms.r6i.large`"),
        Some(sizes) => finding
            .because(format!(
                "`{}` comes as {}",
                class.family(),
                sizes.join(", ")
            ))
            .help(format!(
                "write `dms.{}.{}`",
                class.family(),
                nearest(class.size(), sizes.iter().copied()).unwrap_or("large")
            )),
        None => finding
            .because(format!(
                "the families are {}",
                catalog::families().collect::<Vec<_>>().join(", ")
            ))
            .help("write `dms.r6i.large`"),
    });
}

pub(super) fn version(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let version = &subject.dms().instance.version;
    let finding = Diagnostic::new(&VERSION);
    let help = format!("write `version: {}`", catalog::newest_version());
    let Some(row) = catalog::version(version) else {
        findings.push(
            finding
                .at_value(version, "a version that mcgen does not know")
                .help(help),
        );
        return;
    };
    let Some(last) = row.last_new_instance.filter(|last| *last < subject.today) else {
        return;
    };
    let end = row.end.map_or_else(String::new, |end| {
        format!(", and AWS updates what is left of it from {end} on")
    });
    findings.push(
        finding
            .at_value(version, "no new instance can have it")
            .because(format!("the last day for new instances was {last}{end}"))
            .help(help),
    );
}
