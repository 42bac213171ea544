//! What the alarms of both clouds share: who is told, and thresholds in the units of the metrics.

use std::collections::BTreeMap;

use mcgen_diagnostics::Spanned;
use mcgen_hcl::{Decimal, Literal};
use mcgen_model::catalog::metrics::{Unit, metric};
use mcgen_model::{Cloud, EmailAddress, Environment, Recipients, Standby, TrafficSteering};

/// A threshold as people think of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Of a whole.
    Percent(u32),
    Mebibytes(u64),
    Seconds(u32),
    Number(u32),
}

impl Quantity {
    /// The number in `unit`; `None` when it is no quantity of that kind.
    fn in_unit(self, unit: Unit) -> Option<Literal> {
        match (self, unit) {
            (Self::Percent(share), Unit::Percent) => Some(share.into()),
            (Self::Percent(share), Unit::Ratio | Unit::ProcessorSeconds) => {
                let text = format!("{}.{:02}", share / 100, share % 100);
                let text = text.trim_end_matches('0').trim_end_matches('.');
                Decimal::parse(text).ok().map(Literal::from)
            }
            (Self::Mebibytes(size), Unit::Bytes) => Some(size.saturating_mul(1024 * 1024).into()),
            (Self::Seconds(time), Unit::Seconds) => Some(time.into()),
            (Self::Seconds(time), Unit::Milliseconds) => {
                Some((u64::from(time).saturating_mul(1000)).into())
            }
            (Self::Number(number), Unit::Count) => Some(number.into()),
            _ => None,
        }
    }
}

/// The threshold of an alarm: its name, the metric that it watches, and from when on.
pub(super) type Row = (&'static str, &'static str, Quantity);

/// The thresholds of one resource by alarm, in the units in which `service` sends its metrics.
pub(super) fn thresholds(
    service: &str,
    rows: impl IntoIterator<Item = Row>,
) -> BTreeMap<&'static str, Literal> {
    let rows = rows.into_iter().filter_map(|(alarm, name, quantity)| {
        let number = quantity.in_unit(metric(service, name)?.unit)?;
        Some((alarm, number))
    });
    rows.collect()
}

/// Errors a minute that a load balancer may answer with.
pub(super) const ERRORS_PER_MINUTE: u32 = 10;

/// The load balancer of `cloud`, once it can answer: one that waits for its certificate cannot.
pub(super) fn answering(environment: &Environment, cloud: Cloud) -> Option<&TrafficSteering> {
    let traffic = environment.traffic.as_deref()?;
    let certificate = match cloud {
        Cloud::Aws => traffic.origins.aws.certificate.word(),
        Cloud::Gcp => traffic.origins.gcp.certificate.word(),
    };
    (environment.monitoring.is_some() && certificate != "waiting").then_some(traffic)
}

/// Whether clients are sent to `cloud`: to the one that takes the writes, or to both.
pub(super) fn takes_traffic(environment: &Environment, cloud: Cloud) -> bool {
    let strategy = environment.strategy.primary_replica();
    strategy.is_none_or(|strategy| strategy.primary.value == cloud)
}

/// Whether there is anything behind the load balancer of `cloud`; behind a pilot light there is not.
pub(super) fn has_targets(environment: &Environment, cloud: Cloud) -> bool {
    let strategy = environment.strategy.primary_replica();
    takes_traffic(environment, cloud)
        || strategy.is_some_and(|strategy| strategy.standby.value != Standby::PilotLight)
}

/// The addresses of a list, each once and in order.
pub(super) fn addresses(recipients: &Recipients) -> Vec<String> {
    let addresses = recipients
        .email
        .iter()
        .map(|it: &Spanned<EmailAddress>| it.as_str());
    let addresses: std::collections::BTreeSet<&str> = addresses.collect();
    addresses.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_written_in_the_unit_that_the_service_sends() {
        let rows = [
            ("cpu", "CPUUtilization", Quantity::Percent(80)),
            (
                "free-storage",
                "FreeStorageSpace",
                Quantity::Mebibytes(1024),
            ),
            ("replica-lag", "ReplicaLag", Quantity::Seconds(30)),
        ];
        let written = thresholds("AWS/RDS", rows);
        assert_eq!(written["cpu"].to_string(), "80");
        assert_eq!(written["free-storage"].to_string(), "1073741824");
        assert_eq!(written["replica-lag"].to_string(), "30");
        for (percent, text) in [(80, "0.8"), (85, "0.85"), (5, "0.05"), (100, "1")] {
            let rows = [(
                "cpu",
                "database/cpu/utilization",
                Quantity::Percent(percent),
            )];
            let written = thresholds("cloudsql.googleapis.com", rows);
            assert_eq!(written["cpu"].to_string(), text);
        }
    }
}
