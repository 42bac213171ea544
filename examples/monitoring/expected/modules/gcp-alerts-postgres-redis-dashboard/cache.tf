locals {
  # What each alert watches.
  cache_metrics = {
    # The seconds that the one thread computes in each second; the values of system and user time are apart.
    cpu = {
      aligner     = "ALIGN_RATE"
      description = "The one thread that runs commands is busy: the node can do no more."
      group_by    = ["resource.labels.node_id"]
      metric      = "redis.googleapis.com/stats/cpu_utilization_main_thread"
      minutes     = var.minutes
      reducer     = "REDUCE_SUM"
    }
    evictions = {
      aligner     = "ALIGN_DELTA"
      description = "Keys are dropped for want of memory; what they answered now goes to the database."
      group_by    = null
      metric      = "redis.googleapis.com/stats/evicted_keys"
      minutes     = var.minutes
      reducer     = null
    }
    memory = {
      aligner     = "ALIGN_MEAN"
      description = "The memory for keys is nearly full."
      group_by    = null
      metric      = "redis.googleapis.com/stats/memory/usage_ratio"
      minutes     = var.minutes
      reducer     = null
    }
    replication-lag = {
      aligner     = "ALIGN_MEAN"
      description = "The replica is behind its primary; a failover to it loses what it lacks."
      group_by    = null
      metric      = "redis.googleapis.com/replication/master/slaves/lag"
      minutes     = var.lag_minutes
      reducer     = null
    }
  }

  cache        = "resource.type = \"redis_instance\" AND resource.labels.instance_id = \"${var.cache.id}\""
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
