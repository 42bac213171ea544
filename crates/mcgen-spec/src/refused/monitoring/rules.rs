use mcgen_diagnostics::Reference;

use crate::refused::rules_of_keys;

const MISSING_DATA: Reference = Reference {
    title: "Amazon CloudWatch: how alarms treat missing data",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
};
const METRIC_ABSENCE: Reference = Reference {
    title: "Cloud Monitoring: create metric-absence alerting policies",
    url: "https://docs.cloud.google.com/monitoring/alerts/metric-absence",
};
const UPTIME_POLICIES: Reference = Reference {
    title: "Cloud Monitoring: alerting policies for uptime checks",
    url: "https://docs.cloud.google.com/monitoring/uptime-checks/uptime-alerting-policies",
};
const PROMETHEUS_RULES: Reference = Reference {
    title: "Prometheus: alerting rules",
    url: "https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/",
};
const ALERTMANAGER: Reference = Reference {
    title: "Prometheus: configuration of the Alertmanager",
    url: "https://prometheus.io/docs/alerting/latest/configuration/",
};
const CHANNELS: Reference = Reference {
    title: "Cloud Monitoring: create and manage notification channels",
    url: "https://docs.cloud.google.com/monitoring/support/notification-options",
};
const SNS_HTTPS: Reference = Reference {
    title: "Amazon SNS: sending messages to HTTPS endpoints",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html",
};

rules_of_keys! {
    /// What missing data means.
    MISSING_DATA_POLICY = "MON-002" "missing-data-follows-from-the-metric" Error
        "what missing data means follows from the metric",
        "remove the key: mcgen knows of which metrics silence means failure",
        "An alarm of CloudWatch that is told nothing of missing data stays as it was, or goes to \
INSUFFICIENT_DATA, which tells nobody. For `HealthyHostCount`, for the state of a tunnel and for an \
instance that is down, no data is exactly what failure looks like: a target group without targets sends \
nothing, and so does an instance that is gone. For a count of errors it is the other way round: no data \
is no error.\n\nmcgen treats missing data as a breach where silence means failure, as no breach where it \
means that nothing happened, and leaves the alarm as it was elsewhere. One setting for all of them is wrong \
for some.",
        &[MISSING_DATA];
    /// Alerts on a count that is not there.
    COUNTER_BELOW_ONE = "MON-003" "count-that-is-not-there" Error
        "a count that is not there is not below its threshold",
        "remove the key: mcgen watches for absence where silence means failure",
        "A policy of Cloud Monitoring compares values. When an instance is gone its time series ends, and a \
condition such as `uptime < 1` has nothing to compare: it never fires, in the very case that it was made \
for. The same holds for a count of healthy things without an aggregation over them. What fires is a \
condition of its own on the absence of the series, or an uptime check whose failures are counted from \
several places.\n\nmcgen writes both: absence for instances, tunnels and sessions, and an uptime check for \
a load balancer. It takes no filters or queries of your own.",
        &[METRIC_ABSENCE, UPTIME_POLICIES];
    /// Rules of Prometheus.
    PROMETHEUS = "MON-006" "rules-of-prometheus" Error
        "mcgen builds nothing that reads rules of Prometheus",
        "remove the key: alarms stand in CloudWatch and Cloud Monitoring",
        "A file of alerting rules is read by Prometheus; the Alertmanager has a file of its own, which routes \
what Prometheus fires and holds no rules. A rule fires only on a metric that something exports: neither \
cloud exports the lag of a subscription or of a task under names that people make up, and a rule over a \
metric that nobody exports is silent for ever. A difference of row counts is no lag either: it is the same \
for one second and for one day.\n\nmcgen makes alarms where the metrics are. Who runs Prometheus can read \
both clouds with their exporters and write rules over what those export.",
        &[PROMETHEUS_RULES, ALERTMANAGER];
    /// Recipients that need a secret.
    RECIPIENT_WITH_SECRET = "MON-008" "recipient-with-a-secret" Error
        "this recipient is reached with a secret, which does not belong in the file",
        "make the topic, the channel or the export configuration once by hand, and name it",
        "PagerDuty, Opsgenie, Slack and webhooks are reached with a key, or with an address that is as good as \
one. In an environment file it would go into the repository, into every plan and into the state. An SNS \
topic with such a subscription, and a notification channel, are made once by whoever holds the key and \
then named by an ARN or an id, which are no secrets. One topic and one channel serve all environments of \
an account, a region and a project.\n\nDatadog and the like, to which CockroachDB Cloud and YugabyteDB Aeon send metrics, have keys too, and \
the providers of both keep them in the state. An export configuration of Aeon is made by hand and named as \
`export-configuration`.",
        &[SNS_HTTPS, CHANNELS];
}
