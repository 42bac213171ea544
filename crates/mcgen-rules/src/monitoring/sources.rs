use mcgen_diagnostics::Reference;

pub(super) const RDS_METRICS: Reference = Reference {
    title: "Amazon RDS: CloudWatch metrics",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html",
};
pub(super) const CLOUD_SQL_METRICS: Reference = Reference {
    title: "Cloud SQL: metrics",
    url: "https://docs.cloud.google.com/sql/docs/postgres/admin-api/metrics",
};
pub(super) const REPLICATION_SETTINGS: Reference = Reference {
    title: "PostgreSQL: replication settings (max_slot_wal_keep_size)",
    url: "https://www.postgresql.org/docs/current/runtime-config-replication.html",
};
pub(super) const VPN_METRICS: Reference = Reference {
    title: "AWS Site-to-Site VPN: monitor tunnels with CloudWatch",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html",
};
pub(super) const ROUTER_METRICS: Reference = Reference {
    title: "Google Cloud metrics, P to Z: router and vpn",
    url: "https://docs.cloud.google.com/monitoring/api/metrics_gcp_p_z",
};
pub(super) const ALARM_EVALUATION: Reference = Reference {
    title: "Amazon CloudWatch: evaluating an alarm",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
};
pub(super) const ALARM_ACTIONS: Reference = Reference {
    title: "Amazon CloudWatch: alarm actions",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
};
pub(super) const CHANNELS: Reference = Reference {
    title: "Cloud Monitoring: create and manage notification channels",
    url: "https://docs.cloud.google.com/monitoring/support/notification-options",
};
pub(super) const ALERT_POLICIES: Reference = Reference {
    title: "Cloud Monitoring API: AlertPolicy",
    url: "https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies",
};
pub(super) const RDS_LOGS: Reference = Reference {
    title: "Amazon RDS: publishing PostgreSQL logs to CloudWatch Logs",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.PublishtoCloudWatchLogs.html",
};
pub(super) const LOG_SETTINGS: Reference = Reference {
    title: "PostgreSQL: error reporting and logging (log_min_messages)",
    url: "https://www.postgresql.org/docs/current/runtime-config-logging.html",
};
pub(super) const COCKROACH_ALERTS: Reference = Reference {
    title: "CockroachDB Cloud: alerts",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/alerts-page",
};
pub(super) const COCKROACH_EXPORT: Reference = Reference {
    title: "CockroachDB Cloud: export metrics from an Advanced cluster",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/export-metrics-advanced",
};
pub(super) const COCKROACH_EXPORT_SHARED: Reference = Reference {
    title: "CockroachDB Cloud: export metrics from a Standard cluster",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/export-metrics",
};
pub(super) const AEON_ALERTS: Reference = Reference {
    title: "YugabyteDB Aeon: alerts",
    url: "https://docs.yugabyte.com/stable/yugabyte-cloud/cloud-monitor/cloud-alerts/",
};
pub(super) const AEON_EXPORTS: Reference = Reference {
    title: "YugabyteDB Aeon provider: ybm_associate_metrics_exporter_cluster",
    url: "https://registry.terraform.io/providers/yugabyte/ybm/latest/docs/resources/associate_metrics_exporter_cluster",
};
