//! What the clouds measure: the metrics that alarms stand on, with their units.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Table {
    service: Vec<Service>,
}

#[derive(Deserialize)]
struct Service {
    prefix: &'static str,
    page: &'static str,
    seconds: u32,
    metrics: BTreeMap<&'static str, Unit>,
}

/// What the values of a metric count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Unit {
    /// A share of a whole, 0 to 100.
    #[serde(rename = "%")]
    Percent,
    /// A share of a whole, 0 to 1.
    #[serde(rename = "1")]
    Ratio,
    /// Bytes.
    #[serde(rename = "By")]
    Bytes,
    /// Things.
    #[serde(rename = "count")]
    Count,
    /// Seconds.
    #[serde(rename = "s")]
    Seconds,
    /// Days.
    #[serde(rename = "d")]
    Days,
    /// Seconds of a processor; their rate is the share of it that is used, 0 to 1.
    #[serde(rename = "s{CPU}")]
    ProcessorSeconds,
    /// Milliseconds.
    #[serde(rename = "ms")]
    Milliseconds,
}

/// A metric of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric {
    /// What its values count.
    pub unit: Unit,
    /// Seconds from one value to the next.
    pub seconds: u32,
    /// The page that describes it.
    pub page: &'static str,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("metrics")));

/// A metric by the namespace of CloudWatch, the host of Cloud Monitoring or the prefix of an export, and its name
/// there: `AWS/RDS` and `CPUUtilization`, `cloudsql.googleapis.com` and `database/up`, `crdb_cloud` and `capacity`.
pub fn metric(service: &str, name: &str) -> Option<Metric> {
    TABLE.service.iter().find_map(|row| {
        let unit = *row.metrics.get(name).filter(|_| row.prefix == service)?;
        Some(Metric {
            unit,
            seconds: row.seconds,
            page: row.page,
        })
    })
}

/// Every metric as its service and its name.
pub fn metrics() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = TABLE.service.iter();
    rows.flat_map(|row| row.metrics.keys().map(|name| (row.prefix, *name)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_metric_is_listed_once_with_a_page_of_its_cloud() {
        let mut seen = BTreeSet::new();
        for (service, name) in metrics() {
            assert!(seen.insert((service, name)), "{service} {name} twice");
            let page = metric(service, name).unwrap().page;
            let host = match service {
                "crdb_cloud" => "https://github.com/cockroachdb/docs/",
                _ if service.starts_with("AWS/") => "https://docs.aws.amazon.com/",
                _ => "https://docs.cloud.google.com/",
            };
            assert!(page.starts_with(host), "{service} {name}: {page}");
        }
        assert!(seen.len() > 30, "only {}", seen.len());
    }

    #[test]
    fn rds_sends_bytes_and_tells_of_credits_every_five_minutes() {
        let free = metric("AWS/RDS", "FreeStorageSpace").unwrap();
        assert_eq!((free.unit, free.seconds), (Unit::Bytes, 60));
        let credits = metric("AWS/RDS", "CPUCreditBalance").unwrap();
        assert_eq!((credits.unit, credits.seconds), (Unit::Count, 300));
        assert_eq!(metric("AWS/DMS", "CPUCreditBalance"), None);
    }
}
