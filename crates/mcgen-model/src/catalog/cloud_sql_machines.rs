//! Machine types of Cloud SQL.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::cloud_sql::table;
use crate::{CloudSqlTier, DiskType, Edition};

/// Machine types by name, each with its processors and its memory in MB.
pub(super) type NamedTiers = BTreeMap<String, (u32, u32)>;

/// What a custom machine type may have.
#[derive(Debug, Deserialize)]
pub struct CustomShape {
    /// The most processors.
    pub vcpu_max: u32,
    /// Memory comes in steps of so many MB.
    pub memory_mb_step: u32,
    /// The least memory in MB.
    pub memory_mb_min: u32,
    /// The least memory in GB for each processor.
    pub memory_gb_per_vcpu_min: f64,
    /// The most memory in GB for each processor.
    pub memory_gb_per_vcpu_max: f64,
    /// The most memory in MB.
    pub memory_mb_max: u32,
}

impl CustomShape {
    /// The least and the most memory in MB for so many processors.
    pub fn memory_mb(&self, vcpus: u32) -> (u32, u32) {
        let least = round(self.memory_gb_per_vcpu_min * 1024.0 * f64::from(vcpus));
        let most = round(self.memory_gb_per_vcpu_max * 1024.0 * f64::from(vcpus));
        (
            least
                .max(self.memory_mb_min)
                .next_multiple_of(self.memory_mb_step),
            most.min(self.memory_mb_max) / self.memory_mb_step * self.memory_mb_step,
        )
    }

    /// Whether the numbers are legal.
    pub fn allows(&self, vcpus: u32, memory_mb: u32) -> bool {
        self.nearest(vcpus, memory_mb) == (vcpus, memory_mb)
    }

    /// The nearest legal processors and memory in MB, upwards where there is a choice.
    pub fn nearest(&self, vcpus: u32, memory_mb: u32) -> (u32, u32) {
        let vcpus = match vcpus.clamp(1, self.vcpu_max) {
            1 => 1,
            more => more.next_multiple_of(2),
        };
        let (least, most) = self.memory_mb(vcpus);
        let memory_mb = memory_mb.clamp(least, most);
        (vcpus, memory_mb.next_multiple_of(self.memory_mb_step))
    }
}

/// A number of MB, rounded up; the table's shares of a GB are not whole.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "processors times a small positive share"
)]
fn round(megabytes: f64) -> u32 {
    megabytes.ceil() as u32
}

/// What a custom N4 machine type may have.
#[derive(Deserialize)]
pub(super) struct CustomN4Shape {
    vcpu_max: u32,
    memory_mb_max: u32,
}

/// A family of machine types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// `db-custom-<vCPU>-<MB>`.
    Custom,
    /// `db-custom-N4-<vCPU>-<MB>`.
    CustomN4,
    /// `db-f1-micro` and `db-g1-small`, which share a processor and have no service level agreement.
    SharedCore,
    /// `db-n1-…`, the old types of MySQL.
    LegacyN1,
    /// `db-perf-optimized-N-…`.
    PerformanceOptimized,
    /// `db-c4a-highmem-…`.
    C4a,
}

impl Series {
    /// The edition that has this series.
    pub fn edition(self) -> Edition {
        match self {
            Self::PerformanceOptimized | Self::C4a => Edition::EnterprisePlus,
            _ => Edition::Enterprise,
        }
    }

    /// Whether the instance has processors of its own.
    pub fn is_dedicated(self) -> bool {
        self != Self::SharedCore
    }

    /// The disk types that the series takes.
    pub fn disk_types(self) -> impl Iterator<Item = DiskType> {
        let row = match self {
            Self::Custom => "custom",
            Self::CustomN4 => "custom_n4",
            Self::SharedCore => "shared_core",
            Self::LegacyN1 => "legacy_n1",
            Self::PerformanceOptimized => "perf_optimized",
            Self::C4a => "c4a",
        };
        let names = &table().disk.series[row];
        let known = DiskType::ALL.iter().copied();
        known.filter(move |kind| names.iter().any(|name| name == kind.as_str()))
    }
}

/// What a machine type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine {
    /// Its family.
    pub series: Series,
    /// Virtual processors.
    pub vcpus: u32,
    /// Memory in MB.
    pub memory_mb: u32,
}

/// What `tier` stands for; `None` when the catalogue does not have it. A custom type is found
/// whatever its numbers are; whether they are legal is a rule of its own.
pub fn machine(tier: &CloudSqlTier) -> Option<Machine> {
    let text = tier.to_string();
    let table = table();
    match tier {
        CloudSqlTier::Custom { vcpus, memory_mb } => {
            return Some(Machine {
                series: Series::Custom,
                vcpus: *vcpus,
                memory_mb: *memory_mb,
            });
        }
        CloudSqlTier::Other(text) if text.starts_with(CUSTOM_N4) => return custom_n4(text),
        _ => {}
    }
    let rows = [
        (Series::SharedCore, &table.shared_core),
        (Series::LegacyN1, &table.legacy_n1),
        (Series::PerformanceOptimized, &table.perf_optimized),
        (Series::C4a, &table.c4a),
    ];
    rows.into_iter().find_map(|(series, rows)| {
        let (vcpus, memory_mb) = *rows.get(&text)?;
        Some(Machine {
            series,
            vcpus,
            memory_mb,
        })
    })
}

const CUSTOM_N4: &str = "db-custom-N4-";

fn custom_n4(text: &str) -> Option<Machine> {
    let (vcpus, memory) = text.strip_prefix(CUSTOM_N4)?.split_once('-')?;
    let shape = &table().custom_n4;
    let machine = Machine {
        series: Series::CustomN4,
        vcpus: vcpus.parse().ok()?,
        memory_mb: memory.parse().ok()?,
    };
    let fits = (1..=shape.vcpu_max).contains(&machine.vcpus)
        && (1..=shape.memory_mb_max).contains(&machine.memory_mb);
    fits.then_some(machine)
}

/// What a `db-custom-…` machine type may have.
pub fn custom_shape() -> &'static CustomShape {
    &table().custom
}

/// Every machine type with a fixed name.
pub fn named_tiers() -> impl Iterator<Item = &'static str> {
    let table = table();
    [
        &table.shared_core,
        &table.legacy_n1,
        &table.perf_optimized,
        &table.c4a,
    ]
    .into_iter()
    .flat_map(|rows| rows.keys().map(String::as_str))
}

/// The named machine types that differ from `name` by their number alone, from small to large:
/// those of its series.
pub fn sizes(name: &str) -> Vec<&'static str> {
    let series = |name: &str| name.rsplit_once('-').map(|(series, _)| series.to_owned());
    let table = table();
    let rows = [&table.legacy_n1, &table.perf_optimized, &table.c4a];
    let mut sizes: Vec<(u32, &str)> = rows
        .into_iter()
        .flatten()
        .filter(|(other, _)| series(other) == series(name))
        .map(|(other, (_, memory_mb))| (*memory_mb, other.as_str()))
        .collect();
    sizes.sort_unstable();
    sizes.into_iter().map(|(_, name)| name).collect()
}

/// The machine type of Enterprise Plus with the least memory that is not less than `memory_mb`.
pub fn optimized_tier_with(memory_mb: u32) -> Option<&'static str> {
    let rows = table().perf_optimized.iter();
    rows.filter(|(_, row)| row.1 >= memory_mb)
        .min_by_key(|(_, row)| row.1)
        .map(|(name, _)| name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn tier(text: &str) -> CloudSqlTier {
        CloudSqlTier::parse(text).unwrap()
    }

    #[test]
    fn each_series_of_machine_types_has_its_edition_and_disks() {
        for (text, edition, disk) in [
            ("db-custom-4-16384", Edition::Enterprise, DiskType::Ssd),
            (
                "db-custom-N4-4-16384",
                Edition::Enterprise,
                DiskType::Hyperdisk,
            ),
            ("db-g1-small", Edition::Enterprise, DiskType::Hdd),
            ("db-n1-standard-4", Edition::Enterprise, DiskType::Ssd),
            (
                "db-perf-optimized-N-8",
                Edition::EnterprisePlus,
                DiskType::Ssd,
            ),
            (
                "db-c4a-highmem-8",
                Edition::EnterprisePlus,
                DiskType::Hyperdisk,
            ),
        ] {
            let series = machine(&tier(text)).unwrap().series;
            assert_eq!(series.edition(), edition, "{text}");
            assert!(series.disk_types().any(|it| it == disk), "{text}");
        }
        for unknown in [
            "db-perf-optimized-N-3",
            "db-custom-N4-96-1024",
            "db-c4-highmem-8",
        ] {
            assert_eq!(machine(&tier(unknown)), None, "{unknown}");
        }
    }

    #[test]
    fn custom_machines_are_mended_to_the_nearest_legal_one() {
        let shape = custom_shape();
        assert!(shape.allows(1, 3_840) && shape.allows(4, 16_384) && shape.allows(96, 638_976));
        assert_eq!(shape.nearest(3, 12_288), (4, 12_288));
        assert_eq!(shape.nearest(2, 2_048), (2, 3_840));
        assert_eq!(shape.nearest(2, 16_384), (2, 13_312));
        assert_eq!(shape.nearest(4, 16_000), (4, 16_128));
        assert_eq!(shape.nearest(0, 0), (1, 3_840));
        assert_eq!(shape.nearest(200, 4_000_000_000), (96, 638_976));
    }

    #[test]
    fn sizes_are_those_of_one_series_from_small_to_large() {
        assert_eq!(
            sizes("db-perf-optimized-N-8")[..3],
            [
                "db-perf-optimized-N-2",
                "db-perf-optimized-N-4",
                "db-perf-optimized-N-8"
            ]
        );
        assert_eq!(sizes("db-n1-highmem-4")[0], "db-n1-highmem-2");
        assert!(sizes("db-custom-4-16384").is_empty() && sizes("db-g1-small").is_empty());
    }

    #[test]
    fn a_machine_of_enterprise_plus_is_found_by_its_memory() {
        assert_eq!(optimized_tier_with(16_384), Some("db-perf-optimized-N-2"));
        assert_eq!(optimized_tier_with(20_000), Some("db-perf-optimized-N-4"));
        assert_eq!(optimized_tier_with(u32::MAX), None);
    }
}
