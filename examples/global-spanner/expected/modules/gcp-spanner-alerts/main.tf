locals {
  instance = "resource.type = \"spanner_instance\" AND resource.labels.instance_id = \"${var.instance_name}\""

  # What each alert watches. Each region works for itself; a region that is lost leaves its work to the others.
  watched = {
    cpu = {
      description = "Work of high priority keeps the processors of a region busy for some time: latency grows, and the loss of a zone or a region would be too much. Give the instance more processing units."
      filter      = "${local.instance} AND metric.type = \"spanner.googleapis.com/instance/cpu/utilization_by_priority\" AND metric.labels.priority = \"high\""
      group_by    = ["resource.labels.location"]
      reducer     = "REDUCE_SUM"
    }
    storage = {
      description = "The storage that goes with the size of the instance is nearly full; at its end writes are refused. Give the instance more processing units."
      filter      = "${local.instance} AND metric.type = \"spanner.googleapis.com/instance/storage/utilization\""
      group_by    = null
      reducer     = "REDUCE_MAX"
    }
  }
}

resource "google_monitoring_alert_policy" "this" {
  for_each = local.watched

  display_name          = "${var.name}-spanner-${each.key}"
  combiner              = "OR"
  notification_channels = each.key == "storage" ? var.channels.page : var.channels.alert
  severity              = each.key == "storage" ? "CRITICAL" : "WARNING"

  conditions {
    display_name = "Above ${var.thresholds[each.key]}"

    condition_threshold {
      comparison      = "COMPARISON_GT"
      duration        = "${var.minutes * 60}s"
      filter          = each.value.filter
      threshold_value = var.thresholds[each.key]

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = each.value.reducer
        group_by_fields      = each.value.group_by
        per_series_aligner   = "ALIGN_MEAN"
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
