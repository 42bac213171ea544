locals {
  # What each alert watches. The machine sends its numbers once a minute: silence is the sign of failure.
  alerts = {
    behind = {
      absent      = false
      comparison  = "COMPARISON_GT"
      description = "A change waits for longer than may be lost."
      duration    = "${var.lag_minutes * 60}s"
      page        = true
      threshold   = var.lag_seconds
      unit        = "s"
    }
    conflicts = {
      absent      = false
      comparison  = "COMPARISON_GT"
      description = "Both sides changed the same rows, and one of each two was lost."
      duration    = "0s"
      page        = false
      threshold   = var.conflicts
      unit        = "1"
    }
    disk = {
      absent      = false
      comparison  = "COMPARISON_GT"
      description = "The disk of the replicator is nearly full."
      duration    = "${var.minutes * 60}s"
      page        = false
      threshold   = var.disk_percent
      unit        = "%"
    }
    healthy = {
      absent      = true
      comparison  = "COMPARISON_LT"
      description = "The replicator does not replicate, or is not heard of: replicator status says why."
      duration    = "${var.minutes * 60}s"
      page        = true
      threshold   = 1
      unit        = "1"
    }
  }
}

# An alert names its metric, which exists only once somebody has described it.
resource "google_monitoring_metric_descriptor" "this" {
  for_each = local.alerts

  description  = each.value.description
  display_name = "Replicator: ${each.key}"
  metric_kind  = "GAUGE"
  project      = var.project_id
  type         = "custom.googleapis.com/mcgen/replicator/${each.key}"
  unit         = each.value.unit
  value_type   = "DOUBLE"

  labels {
    description = "The replicator"
    key         = "replicator"
    value_type  = "STRING"
  }
}

resource "google_monitoring_alert_policy" "this" {
  for_each = local.alerts

  display_name          = "${var.name}-${each.key}"
  combiner              = "OR"
  notification_channels = each.value.page ? var.channels.page : var.channels.alert
  severity              = each.value.page ? "CRITICAL" : "WARNING"

  conditions {
    display_name = each.key

    condition_threshold {
      comparison              = each.value.comparison
      duration                = each.value.duration
      evaluation_missing_data = each.value.absent ? "EVALUATION_MISSING_DATA_ACTIVE" : "EVALUATION_MISSING_DATA_INACTIVE"
      filter                  = "resource.type = \"global\" AND metric.type = \"${google_monitoring_metric_descriptor.this[each.key].type}\" AND metric.labels.replicator = \"${var.name}\""
      threshold_value         = each.value.threshold

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = each.value.description
    mime_type = "text/markdown"
  }
}

# No value is below a threshold when none has ever come.
resource "google_monitoring_alert_policy" "silent" {
  display_name          = "${var.name}-silent"
  combiner              = "OR"
  notification_channels = var.channels.page
  severity              = "CRITICAL"

  conditions {
    display_name = "Nothing is heard of the replicator"

    condition_absent {
      duration = "600s"
      filter   = "resource.type = \"global\" AND metric.type = \"${google_monitoring_metric_descriptor.this["healthy"].type}\" AND metric.labels.replicator = \"${var.name}\""

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = "The replicator sends nothing: it does not run, or reaches nobody."
    mime_type = "text/markdown"
  }
}
