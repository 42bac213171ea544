//! Keys of alarms that people bring from the two clouds and from Prometheus.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    MISSING_DATA_POLICY: "monitoring" [
        "missing-data" "missing_data" "treat-missing-data" "treat_missing_data"
        "evaluation-missing-data" "evaluation_missing_data" "insufficient-data-actions"
        "insufficient_data_actions"
    ]
        "mcgen treats missing data as a breach where silence means failure",
        "remove the key";
    MISSING_DATA_POLICY: "monitoring.thresholds" [
        "missing-data" "missing_data" "treat-missing-data" "treat_missing_data"
        "evaluation-missing-data" "evaluation_missing_data"
    ]
        "mcgen treats missing data as a breach where silence means failure",
        "remove the key";
    COUNTER_BELOW_ONE: "monitoring" [
        "uptime" "uptime-check" "uptime_check" "uptime-checks" "uptime_checks" "filter" "filters"
        "mql" "conditions" "condition-absent" "condition_absent" "alert-policies"
        "alert_policies" "alarms"
    ]
        "mcgen watches for absence where silence means failure",
        "remove the key; write what the alarms depend on as `thresholds`";
    COUNTER_BELOW_ONE: "monitoring.thresholds" [
        "uptime" "healthy-hosts" "healthy_hosts" "healthy-host-count" "healthy_host_count"
    ]
        "a count of healthy things ends with them instead of falling",
        "remove the key; mcgen tells of it when none is left";
    PROMETHEUS: "monitoring" [
        "prometheus" "prometheus-rules" "prometheus_rules" "promql" "alertmanager"
        "alert-manager" "alert_manager" "alert-rules" "alert_rules" "rules" "rule-files"
        "rule_files" "grafana" "exporters" "exporter"
    ]
        "alarms stand in CloudWatch and Cloud Monitoring, over the metrics of these two",
        "remove the key; write who is told as `notify`";
    RECIPIENT_WITH_SECRET: "monitoring" [
        "pagerduty" "pager-duty" "opsgenie" "slack" "webhook" "webhooks" "teams" "victorops"
    ]
        "it is reached with a secret",
        "remove the key; name a topic that exists as `sns-topics` and a channel as `channels` in `notify`";
    RECIPIENT_WITH_SECRET: "monitoring.notify" [
        "pagerduty" "pager-duty" "opsgenie" "slack" "webhook" "webhooks" "url" "teams"
        "victorops" "service-key" "service_key" "integration-key" "integration_key"
        "auth-token" "auth_token" "sensitive-labels" "sensitive_labels"
    ]
        "it is reached with a secret",
        "remove the key; name a topic that exists as `sns-topics` and a channel as `channels`";
    RECIPIENT_WITH_SECRET: "monitoring.page" [
        "pagerduty" "pager-duty" "opsgenie" "slack" "webhook" "webhooks" "url" "teams"
        "victorops" "service-key" "service_key" "integration-key" "integration_key"
        "auth-token" "auth_token" "sensitive-labels" "sensitive_labels"
    ]
        "it is reached with a secret",
        "remove the key; name a topic that exists as `sns-topics` and a channel as `channels`";
    RECIPIENT_WITH_SECRET: "strategy.global-database.product.cockroach" [
        "datadog" "datadog-api-key" "datadog_api_key" "metric-export" "metric_export"
        "metrics-export" "metrics_export"
    ]
        "the provider would keep its key in the state",
        "remove the key; set Datadog up on the page Tools of CockroachDB Cloud";
    RECIPIENT_WITH_SECRET: "strategy.global-database.product.yugabyte" [
        "datadog" "grafana" "sumologic" "sumo-logic" "sumo_logic" "newrelic" "new-relic"
        "new_relic" "integration" "integrations" "metrics-exporter" "metrics_exporter"
        "metrics-export" "metrics_export"
    ]
        "the provider would keep its key in the state",
        "remove the key; make an export configuration in Aeon by hand and name it as `export-configuration`";
}
