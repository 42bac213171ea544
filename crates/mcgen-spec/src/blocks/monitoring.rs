use mcgen_model::{Duration, EmailAddress, NotificationChannel, SnsTopic};

use crate::decode::{List, Number, Switch, block};

block! {
    /// Alarms of both clouds: who is told of what, and from when on.
    pub struct MonitoringSpec at "monitoring" {
        /// Who is told of everything.
        required notify: NotifySpec,
        /// Who is told besides of what cannot wait: a database that is down, a link on its last tunnels.
        optional page: PageSpec,
        /// From when on; the defaults follow from `objectives` where they can.
        optional thresholds: ThresholdsSpec,
        /// Whether each cloud gets a dashboard; `true` by default.
        optional dashboards: Switch,
    }

    /// Who is told of everything.
    pub struct NotifySpec at "monitoring.notify" {
        /// Addresses that both clouds write to; each confirms that it wants the mail of AWS.
        optional email: List<EmailAddress>,
        /// SNS topics that exist already, for alarms of AWS.
        optional sns_topics: List<SnsTopic>,
        /// Notification channels that exist already, for alerts of Google Cloud.
        optional channels: List<NotificationChannel>,
    }

    /// Who is told besides of what cannot wait.
    pub struct PageSpec at "monitoring.page" {
        /// Addresses that both clouds write to; each confirms that it wants the mail of AWS.
        optional email: List<EmailAddress>,
        /// SNS topics that exist already, for alarms of AWS.
        optional sns_topics: List<SnsTopic>,
        /// Notification channels that exist already, for alerts of Google Cloud.
        optional channels: List<NotificationChannel>,
    }

    /// From when on something is told.
    pub struct ThresholdsSpec at "monitoring.thresholds" {
        /// Processor time in use, percent; 80 by default.
        optional cpu_percent: Number,
        /// Memory in use, percent; 90 by default.
        optional memory_percent: Number,
        /// Storage in use, percent; 85 by default.
        optional disk_percent: Number,
        /// Connections in use, percent of what the server takes; 80 by default.
        optional connections_percent: Number,
        /// Reads and writes that wait for the volume of RDS; 64 by default.
        optional disk_queue: Number,
        /// Keys a minute that a cache drops for want of memory; 100 by default.
        optional evictions_per_minute: Number,
        /// Minutes in a row beyond one of these before it is told; 5 by default.
        optional minutes: Number,
        /// How far a copy may be behind; half of the RPO, or `60s` without one.
        optional lag: Duration,
        /// Minutes in a row that it is behind before it is told; 2 by default.
        optional lag_minutes: Number,
        /// The log that replication slots hold back, in MiB; half of what is written in the tolerated outage.
        optional slot_wal_mib: Number,
        /// Writes a minute that lost against one of the other side; 0 by default, which tells of each.
        optional conflicts_per_minute: Number,
        /// Days before a certificate ends; 30 by default.
        optional certificate_days: Number,
    }
}
