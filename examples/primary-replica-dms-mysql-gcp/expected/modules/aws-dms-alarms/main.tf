locals {
  # What each alarm watches, in the unit that DMS sends. The input names the alarms, with their thresholds.
  metrics = {
    cpu = {
      comparison  = "GreaterThanThreshold"
      description = "The processors of the replication instance have been busy for some time."
      metric      = "CPUUtilization"
      missing     = "missing"
      page        = false
      periods     = var.minutes
      statistic   = "Average"
      task        = false
    }
    free-memory = {
      comparison  = "LessThanThreshold"
      description = "The memory of the replication instance runs out: changes will wait on its disk."
      metric      = "FreeableMemory"
      missing     = "missing"
      page        = false
      periods     = var.minutes
      statistic   = "Minimum"
      task        = false
    }
    free-storage = {
      comparison  = "LessThanThreshold"
      description = "The disk of the replication instance runs full of changes that wait; a full disk ends the task."
      metric      = "FreeStorageSpace"
      missing     = "missing"
      page        = false
      periods     = var.minutes
      statistic   = "Minimum"
      task        = false
    }
    source-lag = {
      comparison  = "GreaterThanThreshold"
      description = "The task reads the source later than may be lost."
      metric      = "CDCLatencySource"
      missing     = "missing"
      page        = true
      periods     = var.lag_minutes
      statistic   = "Maximum"
      task        = true
    }
    # A task that runs sends its lag every minute: silence is the sign of failure.
    target-lag = {
      comparison  = "GreaterThanThreshold"
      description = "The target is further behind than may be lost, or the task does not run."
      metric      = "CDCLatencyTarget"
      missing     = "breaching"
      page        = true
      periods     = var.lag_minutes
      statistic   = "Maximum"
      task        = true
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = var.thresholds

  alarm_name          = "${var.name}-replication-${each.key}"
  alarm_description   = local.metrics[each.key].description
  namespace           = "AWS/DMS"
  metric_name         = local.metrics[each.key].metric
  comparison_operator = local.metrics[each.key].comparison
  evaluation_periods  = local.metrics[each.key].periods
  period              = 60
  statistic           = local.metrics[each.key].statistic
  threshold           = each.value
  treat_missing_data  = local.metrics[each.key].missing
  alarm_actions       = local.metrics[each.key].page ? var.actions.page : var.actions.alert
  ok_actions          = local.metrics[each.key].page ? var.actions.page : var.actions.alert

  dimensions = merge(
    { ReplicationInstanceIdentifier = var.instance_id },
    local.metrics[each.key].task ? { ReplicationTaskIdentifier = var.task_id } : {},
  )
}
