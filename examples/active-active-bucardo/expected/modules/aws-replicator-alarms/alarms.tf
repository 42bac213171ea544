locals {
  # What each alarm watches. The machine sends its numbers once a minute: silence is the sign of failure.
  alarms = {
    behind = {
      comparison  = "GreaterThanThreshold"
      description = "A change waits for longer than may be lost."
      metric      = "behind"
      missing     = "breaching"
      page        = true
      periods     = var.lag_minutes
      threshold   = var.lag_seconds
    }
    conflicts = {
      comparison  = "GreaterThanThreshold"
      description = "Both sides changed the same rows, and one of each two was lost."
      metric      = "conflicts"
      missing     = "notBreaching"
      page        = false
      periods     = 1
      threshold   = var.conflicts
    }
    disk = {
      comparison  = "GreaterThanThreshold"
      description = "The disk of the replicator is nearly full."
      metric      = "disk"
      missing     = "notBreaching"
      page        = false
      periods     = var.minutes
      threshold   = var.disk_percent
    }
    healthy = {
      comparison  = "LessThanThreshold"
      description = "The replicator does not replicate, or is not heard of: replicator status says why."
      metric      = "healthy"
      missing     = "breaching"
      page        = true
      periods     = var.minutes
      threshold   = 1
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "mcgen/replicator"
  metric_name         = each.value.metric
  comparison_operator = each.value.comparison
  dimensions          = { Replicator = var.name }
  evaluation_periods  = each.value.periods
  period              = 60
  statistic           = "Maximum"
  threshold           = each.value.threshold
  treat_missing_data  = each.value.missing
  alarm_actions       = each.value.page ? var.actions.page : var.actions.alert
  ok_actions          = each.value.page ? var.actions.page : var.actions.alert
}

# The group replaces a machine that fails; this tells that it does.
resource "aws_cloudwatch_metric_alarm" "instance" {
  alarm_name          = "${var.name}-instance"
  alarm_description   = "The machine of the replicator fails the checks of EC2; the group replaces it."
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { AutoScalingGroupName = aws_autoscaling_group.this.name }
  evaluation_periods  = 2
  period              = 60
  statistic           = "Maximum"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = var.actions.alert
  ok_actions          = var.actions.alert
}
