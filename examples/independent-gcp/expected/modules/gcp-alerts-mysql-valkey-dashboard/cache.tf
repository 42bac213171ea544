locals {
  # What each alert watches.
  cache_metrics = {
    cpu = {
      aligner     = "ALIGN_MEAN"
      description = "The busiest node can do no more."
      group_by    = null
      metric      = "memorystore.googleapis.com/instance/cpu/maximum_utilization"
      minutes     = var.minutes
      reducer     = null
    }
    evictions = {
      aligner     = "ALIGN_DELTA"
      description = "Keys are dropped for want of memory; what they answered now goes to the database."
      group_by    = null
      metric      = "memorystore.googleapis.com/instance/stats/total_evicted_keys_count"
      minutes     = var.minutes
      reducer     = null
    }
    memory = {
      aligner     = "ALIGN_MEAN"
      description = "The memory for keys of a node is nearly full."
      group_by    = null
      metric      = "memorystore.googleapis.com/instance/memory/maximum_utilization"
      minutes     = var.minutes
      reducer     = null
    }
  }

  cache        = "resource.type = \"memorystore.googleapis.com/Instance\" AND resource.labels.instance_id = \"${var.cache.id}\""
  cache_alerts = { for name, threshold in var.cache.thresholds : name => merge(local.cache_metrics[name], { threshold = threshold }) }
}

resource "google_monitoring_alert_policy" "cache" {
  for_each = local.cache_alerts

  display_name          = "${var.name}-cache-${each.key}"
  combiner              = "OR"
  notification_channels = local.channels.alert
  severity              = "WARNING"

  conditions {
    display_name = each.key

    condition_threshold {
      comparison      = "COMPARISON_GT"
      duration        = "${60 * each.value.minutes}s"
      filter          = "${local.cache} AND metric.type = \"${each.value.metric}\""
      threshold_value = each.value.threshold

      aggregations {
        alignment_period     = "60s"
        cross_series_reducer = each.value.reducer
        group_by_fields      = each.value.group_by
        per_series_aligner   = each.value.aligner
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

resource "google_monitoring_alert_policy" "cache_down" {
  display_name          = "${var.name}-cache-down"
  combiner              = "OR"
  notification_channels = local.channels.alert
  severity              = "ERROR"

  conditions {
    display_name = "Nothing is heard of the cache"

    condition_absent {
      duration = "600s"
      filter   = "${local.cache} AND metric.type = \"${local.cache_metrics.memory.metric}\""

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MEAN"
      }

      trigger {
        count = 1
      }
    }
  }

  documentation {
    content   = "The cache has sent nothing for ten minutes: it is gone, or nobody can see whether it runs."
    mime_type = "text/markdown"
  }
}
