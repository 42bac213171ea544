//! The volume.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::AwsStorage;
use mcgen_model::catalog::rds_limits::{self, Volume};

use super::{Also, CREATE_INSTANCE, STORAGE, Subject};

pub(super) static SIZE: Rule = Rule {
    code: "RDS-005",
    slug: "rds-storage-size",
    severity: Severity::Error,
    summary: "no volume of this type has this size",
    fix: "choose a size within the range of the type",
    explain: "General purpose volumes (gp2, gp3) of PostgreSQL and MySQL have 20 to 65,536 GiB, volumes with provisioned IOPS (io1, io2) 100 to 65,536. The size a volume may grow to by itself ends at the same limit. A volume never shrinks.",
    sources: &[STORAGE, CREATE_INSTANCE],
    waivable: false,
};

pub(super) static PERFORMANCE: Rule = Rule {
    code: "RDS-006",
    slug: "rds-storage-performance",
    severity: Severity::Error,
    summary: "the volume does not take this performance",
    fix: "drop `iops` and `throughput-mibps`, or resize the volume",
    explain: "A gp3 volume of PostgreSQL or MySQL under 400 GiB has 3,000 IOPS and 125 MiB/s and takes no other values. From 400 GiB it is striped over four volumes, has 12,000 IOPS and 500 MiB/s, and takes 12,000 to 64,000 IOPS and 500 to 4,000 MiB/s, with at most 500 IOPS a GiB and a quarter of a MiB/s an IOPS. io1 and io2 need IOPS (1,000 to 256,000; half an IOPS to 50 and 1,000 a GiB, also at the size they may grow to) and take no throughput; gp2 takes neither, its performance follows from its size.",
    sources: &[STORAGE],
    waivable: false,
};

pub(super) static AUTOSCALING: Rule = Rule {
    code: "RDS-007",
    slug: "rds-storage-autoscaling",
    severity: Severity::Error,
    summary: "the volume cannot grow to this size",
    fix: "raise `max-size-gib`, or remove it to switch growing off",
    explain: "A volume that grows by itself must be allowed at least a tenth more than its size; RDS refuses a lower limit. AWS advises 26 percent, because it warns that the limit is near at that distance. A limit equal to the size means that the volume does not grow, for which mcgen wants no key at all.",
    sources: &[Reference {
        title: "Amazon RDS: managing capacity with storage autoscaling",
        url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html",
    }],
    waivable: false,
};

pub(super) static ENCRYPTION: Rule = Rule {
    code: "RDS-027",
    slug: "rds-unencrypted-storage",
    severity: Severity::Error,
    summary: "the volume is not encrypted",
    fix: "remove `encrypted: false`",
    explain: "Encryption of an RDS volume is decided when the instance is created: an unencrypted database can only be encrypted by restoring a copied snapshot into a new instance. A key without encryption is refused. Production databases are encrypted; elsewhere the choice is free as long as no key is named. A waiver accepts the plain volume, and the key is then not used for it.",
    sources: &[
        CREATE_INSTANCE,
        Reference {
            title: "Amazon RDS: encrypting resources",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
        },
    ],
    waivable: true,
};

pub(super) fn size(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let storage = &subject.database.storage;
    let (least, most) = rds_limits::volume(storage.kind.value).size_gib;
    let sizes = [
        ("size-gib", Some(&storage.size_gib)),
        ("max-size-gib", storage.max_size_gib.as_ref()),
    ];
    for (key, size) in sizes {
        let Some(size) = size else { continue };
        // A growth limit that is too low is the matter of another rule, which knows by how much.
        let too_small = size.value < least && key == "size-gib";
        if too_small || size.value > most {
            let nearest = size.value.clamp(least, most);
            findings.push(
                Diagnostic::new(&SIZE)
                    .at_value(size, format!("{size} GiB"))
                    .also(&storage.kind, "of this type")
                    .because(format!(
                        "{} volumes have {least} to {most} GiB",
                        storage.kind
                    ))
                    .help(format!("write `{key}: {nearest}`")),
            );
        }
    }
}

pub(super) fn performance(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let storage = &subject.database.storage;
    let volume = rds_limits::volume(storage.kind.value);
    if let Some(from) = volume
        .striped_from_gib
        .filter(|from| storage.size_gib.value < *from)
    {
        unstriped(storage, from, findings);
        return;
    }
    iops(storage, volume, findings);
    throughput(storage, volume, findings);
}

/// A volume that is too small for performance of its own.
fn unstriped(storage: &AwsStorage, from: u32, findings: &mut Diagnostics) {
    let given = [
        ("iops", &storage.iops),
        ("throughput-mibps", &storage.throughput_mibps),
    ];
    for (key, value) in given {
        let Some(value) = value else { continue };
        findings.push(
            Diagnostic::new(&PERFORMANCE)
                .at(value.span, "cannot be provisioned here")
                .also(&storage.size_gib, format!("{} GiB", storage.size_gib))
                .because(format!(
                    "a {} volume under {from} GiB has fixed performance",
                    storage.kind
                ))
                .help(format!("remove `{key}`, or write `size-gib: {from}`")),
        );
    }
}

fn iops(storage: &AwsStorage, volume: &Volume, findings: &mut Diagnostics) {
    let kind = &storage.kind;
    let (iops, (least, most)) = match (&storage.iops, volume.iops) {
        (Some(iops), Some(range)) => (iops, range),
        (Some(iops), None) => {
            findings.push(
                Diagnostic::new(&PERFORMANCE)
                    .at(iops.span, "cannot be provisioned here")
                    .also(kind, "of this type")
                    .because(format!("the performance of {kind} follows from its size"))
                    .help("remove `iops`, or write `type: gp3`"),
            );
            return;
        }
        (None, Some((least, _))) if volume.iops_required => {
            findings.push(
                Diagnostic::new(&PERFORMANCE)
                    .at_value(kind, "needs `iops`")
                    .because(format!(
                        "a volume of type {kind} has no performance of its own"
                    ))
                    .help(format!("write `iops: {}`", least.max(3000))),
            );
            return;
        }
        (None, _) => return,
    };
    let by_size = volume
        .iops_per_gib_max
        .map_or(most, |ratio| storage.size_gib.value.saturating_mul(ratio));
    let highest = most.min(by_size);
    if (least..=highest).contains(&iops.value) {
        too_few_for_size(storage, iops, volume, findings);
        return;
    }
    let finding = Diagnostic::new(&PERFORMANCE)
        .at(iops.span, format!("not from {least} to {highest}"))
        .also(kind, "of this type")
        .help(format!(
            "write `iops: {}`",
            iops.value.clamp(least, highest.max(least))
        ));
    findings.push(if iops.value > by_size {
        finding
            .also(&storage.size_gib, format!("{} GiB", storage.size_gib))
            .because(format!(
                "{kind} gives at most {} IOPS a GiB, {by_size} here",
                by_size / storage.size_gib.value.max(1)
            ))
    } else {
        finding.because(format!("{kind} takes {least} to {most} IOPS"))
    });
}

/// A large volume needs a number of operations in proportion, also when it has grown.
fn too_few_for_size(
    storage: &AwsStorage,
    iops: &Spanned<u32>,
    volume: &Volume,
    findings: &mut Diagnostics,
) {
    let Some(ratio) = volume.iops_per_gib_min else {
        return;
    };
    let largest = storage
        .max_size_gib
        .as_ref()
        .filter(|limit| limit.value > storage.size_gib.value)
        .unwrap_or(&storage.size_gib);
    let needed = (f64::from(largest.value) * ratio).ceil();
    if f64::from(iops.value) < needed {
        findings.push(
            Diagnostic::new(&PERFORMANCE)
                .at(iops.span, format!("{iops} IOPS"))
                .also(largest, format!("{largest} GiB"))
                .because(format!(
                    "{} needs at least {ratio} IOPS a GiB, also at the size that it may grow to",
                    storage.kind
                ))
                .help(format!("write `iops: {needed}`")),
        );
    }
}

fn throughput(storage: &AwsStorage, volume: &Volume, findings: &mut Diagnostics) {
    let Some(throughput) = &storage.throughput_mibps else {
        return;
    };
    let kind = &storage.kind;
    let Some((least, most)) = volume.throughput_mibps else {
        findings.push(
            Diagnostic::new(&PERFORMANCE)
                .at(throughput.span, "cannot be provisioned here")
                .also(kind, "of this type")
                .because("only gp3 takes a throughput of its own")
                .help("remove `throughput-mibps`"),
        );
        return;
    };
    let baseline = volume.iops.map_or(0, |(least, _)| least);
    let iops = storage.iops.as_ref().map_or(baseline, |iops| iops.value);
    let ratio = volume.mibps_per_iops_max.unwrap_or(1.0);
    if !(least..=most).contains(&throughput.value) {
        findings.push(
            Diagnostic::new(&PERFORMANCE)
                .at(throughput.span, format!("not from {least} to {most}"))
                .also(kind, "of this type")
                .because(format!("{kind} takes {least} to {most} MiB/s"))
                .help(format!(
                    "write `throughput-mibps: {}`",
                    throughput.value.clamp(least, most)
                )),
        );
    } else if f64::from(throughput.value) > f64::from(iops) * ratio {
        let mut finding = Diagnostic::new(&PERFORMANCE)
            .at(throughput.span, format!("{throughput} MiB/s"))
            .because(format!(
                "at most {ratio} MiB/s an IOPS: {iops} IOPS carry {} MiB/s",
                f64::from(iops) * ratio
            ))
            .help(format!(
                "write `iops: {}`, or lower the throughput",
                (f64::from(throughput.value) / ratio).ceil()
            ));
        if let Some(iops) = &storage.iops {
            finding = finding.at(iops.span, format!("{iops} IOPS"));
        }
        findings.push(finding);
    }
}

pub(super) fn autoscaling(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let storage = &subject.database.storage;
    let Some(limit) = &storage.max_size_gib else {
        return;
    };
    let headroom = rds_limits::autoscaling();
    let size = u64::from(storage.size_gib.value);
    let with = |percent: u32| (size * u64::from(100 + percent)).div_ceil(100);
    let needed = with(headroom.headroom_percent);
    let most = u64::from(rds_limits::volume(storage.kind.value).size_gib.1);
    // A volume over the limit of its type is the matter of another rule.
    if u64::from(limit.value) < needed && size <= most {
        findings.push(
            Diagnostic::new(&AUTOSCALING)
                .at(limit.span, format!("{limit} GiB"))
                .also(&storage.size_gib, format!("{size} GiB"))
                .because(format!(
                    "a volume of {size} GiB needs a limit of at least {needed} GiB, {} percent more",
                    headroom.headroom_percent
                ))
                .help(if needed <= most {
                    format!(
                        "write `max-size-gib: {}`, or remove it so that the volume keeps its size",
                        with(headroom.advised_headroom_percent).min(most)
                    )
                } else {
                    "remove `max-size-gib`: the volume cannot grow".to_owned()
                }),
        );
    }
}

pub(super) fn encryption(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    if database.encrypted.value {
        return;
    }
    if let Some(key) = &database.kms_key {
        findings.push(
            Diagnostic::new(&ENCRYPTION)
                .at_value(&database.encrypted, "nothing is encrypted")
                .at(key.span, "but a key is named")
                .because("RDS refuses a key for a volume that is not encrypted"),
        );
    } else if subject.environment.is_production() {
        findings.push(
            Diagnostic::new(&ENCRYPTION)
                .at_value(&database.encrypted, "stays so for the life of the instance")
                .at(subject.environment.tier.span, "in this tier")
                .because(
                    "encryption cannot be switched on later, only restored into a new instance",
                ),
        );
    }
}
