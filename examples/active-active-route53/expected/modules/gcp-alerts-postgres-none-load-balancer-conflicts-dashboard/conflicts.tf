# The trigger that decides conflicts writes a line for each write that lost.
resource "google_logging_metric" "conflicts" {
  name        = "${var.name}-conflicts"
  description = "Writes of the other side that lost against later ones of this side."
  filter      = "resource.type = \"cloudsql_database\" AND resource.labels.database_id = \"${var.project_id}:${var.conflicts.instance_name}\" AND logName = \"projects/${var.project_id}/logs/cloudsql.googleapis.com%2Fpostgres.log\" AND textPayload : \"mcgen_conflict table=\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}

# A metric of the log may be known only ten minutes after it was made, so that nothing asks for it when the policy is.
resource "google_monitoring_alert_policy" "conflicts" {
  display_name          = "${var.name}-conflicts"
  combiner              = "OR"
  notification_channels = local.channels.alert
  severity              = "WARNING"

  conditions {
    display_name = "Conflicts in five minutes"

    condition_prometheus_query_language {
      disable_metric_validation = true
      duration                  = "0s"
      evaluation_interval       = "60s"
      query                     = "sum(increase(logging_googleapis_com:user_${replace(google_logging_metric.conflicts.name, "-", "_")}{monitored_resource=\"cloudsql_database\"}[5m])) > ${5 * var.conflicts.per_minute}"
    }
  }

  documentation {
    content   = "Writes of the other side lost against later ones of this side. What they held is kept in mcgen.conflicts: 11-conflicts.sql shows it."
    mime_type = "text/markdown"
  }
}
