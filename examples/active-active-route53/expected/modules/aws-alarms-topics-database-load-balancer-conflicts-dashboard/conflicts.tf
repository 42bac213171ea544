# The trigger that decides conflicts writes a line for each write that lost.
resource "aws_cloudwatch_log_metric_filter" "conflicts" {
  name           = "${var.name}-conflicts"
  log_group_name = var.conflicts.log_group_name
  pattern        = "\"mcgen_conflict table=\""

  metric_transformation {
    name          = "${var.name}-conflicts"
    default_value = "0"
    namespace     = "mcgen/conflicts"
    value         = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "conflicts" {
  alarm_name          = "${var.name}-conflicts"
  alarm_description   = "Writes of the other side lost against later ones of this side. What they held is kept in mcgen.conflicts: 11-conflicts.sql shows it."
  namespace           = aws_cloudwatch_log_metric_filter.conflicts.metric_transformation[0].namespace
  metric_name         = aws_cloudwatch_log_metric_filter.conflicts.metric_transformation[0].name
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 5 * var.conflicts.per_minute
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions.alert
  ok_actions          = local.actions.alert
}
