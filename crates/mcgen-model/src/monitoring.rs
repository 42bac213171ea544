use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::{Duration, Engine, Environment, Fault, Objectives, Scalar};

/// Who is told of what, and from when on.
#[derive(Debug, Clone)]
pub struct Monitoring {
    /// The place of the block.
    pub span: Span,
    /// Who is told of everything.
    pub notify: Recipients,
    /// Who is told besides of what cannot wait.
    pub page: Recipients,
    /// From when on.
    pub thresholds: Thresholds,
    /// Whether each cloud gets a dashboard.
    pub dashboards: Spanned<bool>,
}

/// Where alarms go.
#[derive(Debug, Clone)]
pub struct Recipients {
    /// The place of the block.
    pub span: Span,
    /// Addresses that both clouds write to.
    pub email: Vec<Spanned<EmailAddress>>,
    /// SNS topics that exist already, which alarms of AWS are published to.
    pub sns_topics: Vec<Spanned<SnsTopic>>,
    /// Notification channels that exist already, which alerts of Google Cloud are sent to.
    pub channels: Vec<Spanned<NotificationChannel>>,
}

/// From when on something is told.
#[derive(Debug, Clone)]
pub struct Thresholds {
    /// The place of the block.
    pub span: Span,
    /// Processor time in use, percent.
    pub cpu_percent: Spanned<u32>,
    /// Memory in use, percent.
    pub memory_percent: Spanned<u32>,
    /// Storage in use, percent.
    pub disk_percent: Spanned<u32>,
    /// Connections in use of those that the server takes, percent.
    pub connections_percent: Spanned<u32>,
    /// Reads and writes that wait for the volume (RDS).
    pub disk_queue: Spanned<u32>,
    /// Keys a minute that a cache drops for want of memory.
    pub evictions_per_minute: Spanned<u32>,
    /// Minutes in a row that something is in use beyond these before it is told.
    pub minutes: Spanned<u32>,
    /// How far a copy may be behind.
    pub lag: Spanned<Duration>,
    /// Minutes in a row that it is behind before it is told.
    pub lag_minutes: Spanned<u32>,
    /// The log that replication slots hold back, in MiB.
    pub slot_wal_mib: Spanned<u32>,
    /// Writes a minute that lost against one of the other side, on the side where they arrive.
    pub conflicts_per_minute: Spanned<u32>,
    /// Days before a certificate ends.
    pub certificate_days: Spanned<u32>,
}

/// Lines that one session writes of conflicts to the log of the server in a minute at most. With what
/// PostgreSQL adds to each, a storm that lasts a day is about 190 MB of them.
pub const CONFLICT_LINES_PER_MINUTE: u32 = 200;

/// The log of RDS that conflicts are counted in, by its name in the exports.
pub const CONFLICT_LOG: &str = "postgresql";

/// How far a copy may be behind where no objective says it.
const USUAL_LAG: Duration = Duration::from_seconds(60);

impl Objectives {
    /// How far a copy may be behind before it is told: half of what may be lost, since a copy that
    /// stands still falls behind for as long as nobody acts.
    pub fn alarm_lag(&self) -> Duration {
        self.rpo.map_or(USUAL_LAG, |rpo| {
            Duration::from_seconds((rpo.value.seconds() / 2).max(1))
        })
    }

    /// The log that slots may hold back before it is told, in MiB: half of what is written in the
    /// outage that is tolerated, so that the other half is left to act in.
    pub fn alarm_slot_wal_mib(&self) -> u32 {
        (self.outage_wal_mib() / 2).max(1)
    }
}

impl Environment {
    /// Whether consumers hold a place in the log of the PostgreSQL database of AWS.
    pub fn has_slots_on_aws(&self) -> bool {
        self.aws
            .as_ref()
            .and_then(|aws| aws.database.as_ref())
            .is_some_and(|database| {
                let decodes = database.logical_decoding.is_some() || self.strategy.keeps_log();
                decodes && database.engine.value == Engine::Postgres
            })
    }

    /// Whether each database writes its conflicts to the log of its server, where alarms can count them.
    pub fn logs_conflicts(&self) -> bool {
        self.strategy
            .active_active()
            .is_some_and(|strategy| strategy.mechanism.logs_conflicts())
    }

    /// Whether consumers hold a place in the log of the PostgreSQL database of Google Cloud.
    pub fn has_slots_on_gcp(&self) -> bool {
        self.gcp
            .as_ref()
            .and_then(|gcp| gcp.database.as_ref())
            .is_some_and(|database| {
                let decodes = database.logical_decoding.is_some() || self.strategy.keeps_log();
                decodes && database.engine.value == Engine::Postgres
            })
    }
}

/// An address of electronic mail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for EmailAddress {
    const EXPECTED: &'static str = "an e-mail address such as `oncall@example.com`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let is_local = |local: &str| {
            !local.is_empty()
                && local
                    .bytes()
                    .all(|it| it.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&it))
        };
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        };
        match text.split_once('@') {
            Some((local, domain))
                if is_local(local) && domain.contains('.') && domain.split('.').all(is_label) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$")
    }
}

/// An SNS topic by its ARN.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnsTopic {
    arn: String,
    region: String,
}

impl SnsTopic {
    /// The ARN.
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// The region.
    pub fn region(&self) -> &str {
        &self.region
    }
}

impl Scalar for SnsTopic {
    const EXPECTED: &'static str =
        "the ARN of an SNS topic, `arn:aws:sns:ap-northeast-2:111122223333:oncall`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let parts: Vec<&str> = text.split(':').collect();
        match parts.as_slice() {
            ["arn", partition, "sns", region, account, name]
                if partition.starts_with("aws")
                    && !region.is_empty()
                    && account.len() == 12
                    && account.bytes().all(|it| it.is_ascii_digit())
                    && !name.is_empty() =>
            {
                Ok(Self {
                    arn: text.to_owned(),
                    region: (*region).to_owned(),
                })
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+$")
    }
}

/// A notification channel of Cloud Monitoring by its resource name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotificationChannel {
    name: String,
    project: String,
}

impl NotificationChannel {
    /// The resource name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The project that it belongs to: its id or its number.
    pub fn project(&self) -> &str {
        &self.project
    }
}

impl Scalar for NotificationChannel {
    const EXPECTED: &'static str = "the name of a notification channel, `projects/crm-production/notificationChannels/1234567890`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            ["projects", project, "notificationChannels", id]
                if !project.is_empty()
                    && !id.is_empty()
                    && id.bytes().all(|it| it.is_ascii_digit()) =>
            {
                Ok(Self {
                    name: text.to_owned(),
                    project: (*project).to_owned(),
                })
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^projects/[^/]+/notificationChannels/[0-9]+$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_without_its_parts_is_refused() {
        for bad in [
            "oncall",
            "@example.com",
            "a b@example.com",
            "a@localhost",
            "a@x..com",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
        assert!(EmailAddress::parse("on.call+crm@ops.example.com").is_ok());
        for bad in [
            "oncall",
            "arn:aws:sns:ap-northeast-2:1111:oncall",
            "arn:aws:sqs:eu-west-1:111122223333:q",
        ] {
            assert!(SnsTopic::parse(bad).is_err(), "{bad}");
        }
        for bad in [
            "1234",
            "projects/crm/notificationChannels/",
            "projects/crm/notificationChannels/ops",
        ] {
            assert!(NotificationChannel::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_parts_of_a_recipient_are_known() {
        let topic = SnsTopic::parse("arn:aws:sns:us-east-1:111122223333:oncall").unwrap();
        assert_eq!(topic.region(), "us-east-1");
        let channel = NotificationChannel::parse("projects/crm/notificationChannels/12").unwrap();
        assert_eq!(channel.project(), "crm");
    }
}
