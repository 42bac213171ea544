locals {
  # What each alert watches, in the unit that Cloud SQL sends. An instance names its alerts, with their thresholds.
  database_metrics = {
    # The connections of each database are counted apart.
    connections = {
      comparison  = "COMPARISON_GT"
      description = "Nearly all connections that the server takes are in use; beyond the last, clients are turned away."
      filter      = ""
      group_by    = ["resource.labels.database_id"]
      metric      = "cloudsql.googleapis.com/database/postgresql/num_backends"
      minutes     = var.minutes
      page        = false
      reducer     = "REDUCE_SUM"
    }
    cpu = {
      comparison  = "COMPARISON_GT"
      description = "The processors have been busy for some time."
      filter      = ""
      group_by    = null
      metric      = "cloudsql.googleapis.com/database/cpu/utilization"
      minutes     = var.minutes
      page        = false
      reducer     = null
    }
    disk = {
      comparison  = "COMPARISON_GT"
      description = "The disk is nearly full: a full disk stops the database."
      filter      = ""
      group_by    = null
      metric      = "cloudsql.googleapis.com/database/disk/utilization"
      minutes     = var.minutes
      page        = false
      reducer     = null
    }
    memory = {
      comparison  = "COMPARISON_GT"
      description = "Memory runs out: the server will be killed and start again."
      filter      = ""
      group_by    = null
      metric      = "cloudsql.googleapis.com/database/memory/utilization"
      minutes     = var.minutes
      page        = false
      reducer     = null
    }
    replica-lag = {
      comparison  = "COMPARISON_GT"
      description = "The read replica is behind its primary."
      filter      = ""
      group_by    = null
      metric      = "cloudsql.googleapis.com/database/replication/replica_lag"
      minutes     = var.lag_minutes
      page        = false
      reducer     = null
    }
    # A lag below nothing means that replication is inactive.
    replica-stopped = {
      comparison  = "COMPARISON_LT"
      description = "The read replica does not replicate."
      filter      = ""
      group_by    = null
      metric      = "cloudsql.googleapis.com/database/replication/replica_lag"
      minutes     = var.lag_minutes
      page        = false
      reducer     = null
    }
    # Cloud SQL sends no lag of a logical slot; what slots hold back stays on the disk as log.
    slot-wal = {
      comparison  = "COMPARISON_GT"
      description = "The log on the disk is larger than is planned for: a slot that nobody reads. Bring its consumer back while there is time, or drop the slot and seed the consumer anew."
      filter      = " AND metric.labels.data_type = \"wal\""
      group_by    = null
      metric      = "cloudsql.googleapis.com/database/disk/bytes_used_by_data_type"
      minutes     = var.lag_minutes
      page        = true
      reducer     = null
    }
  }

  instances = {
    for key, database in var.databases : key => "resource.type = \"cloudsql_database\" AND resource.labels.database_id = \"${var.project_id}:${database.instance_name}\""
  }

  database_alerts = merge([
    for key, database in var.databases : {
      for name, threshold in database.thresholds : "${key}-${name}" => merge(local.database_metrics[name], {
        instance  = local.instances[key]
        threshold = threshold
      })
    }
  ]...)
}

resource "google_monitoring_alert_policy" "database" {
  for_each = local.database_alerts

  display_name          = "${var.name}-${each.key}"
  combiner              = "OR"
  notification_channels = each.value.page ? local.channels.page : local.channels.alert
  severity              = each.value.page ? "CRITICAL" : "WARNING"

  conditions {
    display_name = each.key

    condition_threshold {
      comparison      = each.value.comparison
      duration        = "${60 * each.value.minutes}s"
      filter          = "${each.value.instance} AND metric.type = \"${each.value.metric}\"${each.value.filter}"
      threshold_value = each.value.threshold

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

# No value is below a threshold when none comes: an instance that is gone is told of by the absence of its series.
resource "google_monitoring_alert_policy" "database_down" {
  for_each = local.instances

  display_name          = "${var.name}-${each.key}-down"
  combiner              = "OR"
  notification_channels = local.channels.page
  severity              = "CRITICAL"

  conditions {
    display_name = "The server does not run"

    condition_threshold {
      comparison      = "COMPARISON_LT"
      duration        = "120s"
      filter          = "${each.value} AND metric.type = \"cloudsql.googleapis.com/database/up\""
      threshold_value = 1

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }

      trigger {
        count = 1
      }
    }
  }

  conditions {
    display_name = "Nothing is heard of the instance"

    condition_absent {
      duration = "300s"
      filter   = "${each.value} AND metric.type = \"cloudsql.googleapis.com/database/up\""

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
    content   = "The server does not run, or has sent nothing for five minutes: it is gone, stopped, or nobody can see whether it runs."
    mime_type = "text/markdown"
  }
}
