locals {
  # What each alarm watches, in the unit that RDS sends. An instance names its alarms, with their thresholds.
  database_metrics = {
    burst-balance = {
      comparison  = "LessThanThreshold"
      description = "The volume is about to fall to its base rate of reads and writes."
      metric      = "BurstBalance"
      missing     = "missing"
      page        = false
      period      = 300
      periods     = 2
      statistic   = "Minimum"
    }
    connections = {
      comparison  = "GreaterThanThreshold"
      description = "Nearly all connections that the server takes are in use; beyond the last, clients are turned away."
      metric      = "DatabaseConnections"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.minutes
      statistic   = "Maximum"
    }
    cpu = {
      comparison  = "GreaterThanThreshold"
      description = "The processors have been busy for some time."
      metric      = "CPUUtilization"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.minutes
      statistic   = "Average"
    }
    cpu-credits = {
      comparison  = "LessThanThreshold"
      description = "The instance is about to fall to its base speed, or to be billed for more."
      metric      = "CPUCreditBalance"
      missing     = "missing"
      page        = false
      period      = 300
      periods     = 2
      statistic   = "Minimum"
    }
    # An instance that runs sends its load every minute: silence is the sign of failure.
    down = {
      comparison  = "LessThanThreshold"
      description = "The instance has sent nothing for some minutes: it is down, or nobody can see whether it is."
      metric      = "CPUUtilization"
      missing     = "breaching"
      page        = true
      period      = 60
      periods     = 3
      statistic   = "SampleCount"
    }
    ebs-io-balance = {
      comparison  = "LessThanThreshold"
      description = "The instance is about to fall to its base rate of reads and writes."
      metric      = "EBSIOBalance%"
      missing     = "missing"
      page        = false
      period      = 300
      periods     = 2
      statistic   = "Minimum"
    }
    ebs-throughput-balance = {
      comparison  = "LessThanThreshold"
      description = "The instance is about to fall to its base throughput."
      metric      = "EBSByteBalance%"
      missing     = "missing"
      page        = false
      period      = 300
      periods     = 2
      statistic   = "Minimum"
    }
    free-memory = {
      comparison  = "LessThanThreshold"
      description = "Memory runs out: the server will swap, then be killed."
      metric      = "FreeableMemory"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.minutes
      statistic   = "Minimum"
    }
    free-storage = {
      comparison  = "LessThanThreshold"
      description = "Storage runs out: a full volume stops the database."
      metric      = "FreeStorageSpace"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.minutes
      statistic   = "Minimum"
    }
    queue-depth = {
      comparison  = "GreaterThanThreshold"
      description = "Reads and writes queue for the volume."
      metric      = "DiskQueueDepth"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.minutes
      statistic   = "Average"
    }
    replica-lag = {
      comparison  = "GreaterThanThreshold"
      description = "The read replica is behind its source."
      metric      = "ReplicaLag"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.lag_minutes
      statistic   = "Maximum"
    }
    # RDS sends -1 while a replica does not replicate.
    replica-stopped = {
      comparison  = "LessThanThreshold"
      description = "The read replica does not replicate."
      metric      = "ReplicaLag"
      missing     = "missing"
      page        = false
      period      = 60
      periods     = var.lag_minutes
      statistic   = "Minimum"
    }
    # A standby has no slots until it is promoted, and sends nothing.
    slot-lag = {
      comparison  = "GreaterThanThreshold"
      description = "The slowest consumer is further behind than may be lost: it stands still, or the link does not carry what is written."
      metric      = "OldestReplicationSlotLag"
      missing     = "notBreaching"
      page        = true
      period      = 60
      periods     = var.lag_minutes
      statistic   = "Minimum"
    }
    slot-wal = {
      comparison  = "GreaterThanThreshold"
      description = "A slot holds back more of the log than is planned for. Bring its consumer back while there is time, or drop the slot and seed the consumer anew."
      metric      = "OldestReplicationSlotLag"
      missing     = "notBreaching"
      page        = true
      period      = 60
      periods     = var.lag_minutes
      statistic   = "Maximum"
    }
    transaction-logs = {
      comparison  = "GreaterThanThreshold"
      description = "The log on the volume is larger than the tolerated outage explains: a slot that nobody reads, or archiving that fails."
      metric      = "TransactionLogsDiskUsage"
      missing     = "missing"
      page        = true
      period      = 60
      periods     = var.minutes
      statistic   = "Maximum"
    }
  }

  database_alarms = merge([
    for key, database in var.databases : {
      for name, threshold in database.thresholds : "${key}-${name}" => merge(local.database_metrics[name], {
        identifier = database.identifier
        threshold  = threshold
      })
    }
  ]...)
}

resource "aws_cloudwatch_metric_alarm" "database" {
  for_each = local.database_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/RDS"
  metric_name         = each.value.metric
  dimensions          = { DBInstanceIdentifier = each.value.identifier }
  comparison_operator = each.value.comparison
  evaluation_periods  = each.value.periods
  period              = each.value.period
  statistic           = each.value.statistic
  threshold           = each.value.threshold
  treat_missing_data  = each.value.missing
  alarm_actions       = each.value.page ? local.actions.page : local.actions.alert
  ok_actions          = each.value.page ? local.actions.page : local.actions.alert
}

# What no metric says: failovers, restarts, storage that ran full, replication that ended.
resource "aws_db_event_subscription" "this" {
  name        = "${var.name}-database"
  sns_topic   = local.actions.alert[0]
  source_ids  = [for database in var.databases : database.identifier]
  source_type = "db-instance"

  event_categories = [
    "availability",
    "deletion",
    "failover",
    "failure",
    "low storage",
    "read replica",
    "recovery",
  ]

  # RDS tries the topic when the subscription is made.
  depends_on = [aws_sns_topic_policy.this]
}
