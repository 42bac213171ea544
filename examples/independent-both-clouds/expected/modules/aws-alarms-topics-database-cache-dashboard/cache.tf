locals {
  # What each alarm watches, on every node of the cache.
  cache_metrics = {
    cpu = {
      comparison  = "GreaterThanThreshold"
      description = "The processors of the node have been busy for some time."
      metric      = "CPUUtilization"
      missing     = "missing"
      periods     = var.minutes
      statistic   = "Average"
    }
    # A node that runs sends its load every minute: silence is the sign of failure.
    down = {
      comparison  = "LessThanThreshold"
      description = "The node has sent nothing for some minutes: it is down, or nobody can see whether it is."
      metric      = "CPUUtilization"
      missing     = "breaching"
      periods     = 3
      statistic   = "SampleCount"
    }
    engine-cpu = {
      comparison  = "GreaterThanThreshold"
      description = "The one thread that runs commands is busy: the node can do no more, however many processors it has."
      metric      = "EngineCPUUtilization"
      missing     = "missing"
      periods     = var.minutes
      statistic   = "Average"
    }
    evictions = {
      comparison  = "GreaterThanThreshold"
      description = "Keys are dropped for want of memory; what they answered now goes to the database."
      metric      = "Evictions"
      missing     = "missing"
      periods     = var.minutes
      statistic   = "Sum"
    }
    memory = {
      comparison  = "GreaterThanThreshold"
      description = "The memory for keys is nearly full."
      metric      = "DatabaseMemoryUsagePercentage"
      missing     = "missing"
      periods     = var.minutes
      statistic   = "Maximum"
    }
    # Only replicas send it, and any node may become one.
    replication-lag = {
      comparison  = "GreaterThanThreshold"
      description = "The replica is behind its primary; a failover to it loses what it lacks."
      metric      = "ReplicationLag"
      missing     = "notBreaching"
      periods     = var.lag_minutes
      statistic   = "Maximum"
    }
  }

  cache_alarms = merge([
    for node in var.cache.nodes : {
      for name, threshold in var.cache.thresholds : "${node}-${name}" => merge(local.cache_metrics[name], {
        node      = "${var.cache.id}-${node}"
        threshold = threshold
      })
    }
  ]...)
}

resource "aws_cloudwatch_metric_alarm" "cache" {
  for_each = local.cache_alarms

  alarm_name          = "${var.name}-cache-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/ElastiCache"
  metric_name         = each.value.metric
  dimensions          = { CacheClusterId = each.value.node }
  comparison_operator = each.value.comparison
  evaluation_periods  = each.value.periods
  period              = 60
  statistic           = each.value.statistic
  threshold           = each.value.threshold
  treat_missing_data  = each.value.missing
  alarm_actions       = local.actions.alert
  ok_actions          = local.actions.alert
}
