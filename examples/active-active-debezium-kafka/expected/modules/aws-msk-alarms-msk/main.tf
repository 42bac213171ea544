# A task that failed stays so: MSK Connect tries again by itself, and this tells when that did not help.
resource "aws_cloudwatch_metric_alarm" "errored" {
  for_each = toset(var.connectors)

  alarm_name          = "${each.key}-errored"
  alarm_description   = "A task of the connector has failed: its direction carries nothing, or not all."
  namespace           = "AWS/KafkaConnect"
  metric_name         = "ErroredTaskCount"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = var.minutes
  period              = 60
  statistic           = "Maximum"
  threshold           = 0
  treat_missing_data  = "missing"
  alarm_actions       = var.actions.page
  ok_actions          = var.actions.page

  dimensions = { ConnectorName = each.key }
}

# A connector that runs sends its tasks: silence is the sign of failure.
resource "aws_cloudwatch_metric_alarm" "silent" {
  for_each = toset(var.connectors)

  alarm_name          = "${each.key}-silent"
  alarm_description   = "No task of the connector runs: the slot of its database grows, or rows wait in Kafka."
  namespace           = "AWS/KafkaConnect"
  metric_name         = "RunningTaskCount"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = var.minutes
  period              = 60
  statistic           = "Minimum"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = var.actions.page
  ok_actions          = var.actions.page

  dimensions = { ConnectorName = each.key }
}

locals {
  brokers = [for number in range(1, var.brokers + 1) : tostring(number)]

  dead_letters = {
    for pair in setproduct(local.brokers, var.dead_letters) : "${pair[1]}-${pair[0]}" => { broker = pair[0], topic = pair[1] }
  }
}

# A topic that nothing was written to has no metric.
resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = local.dead_letters

  alarm_name          = each.key
  alarm_description   = "A sink could not use a change: the row differs between the two sides until it is written again."
  namespace           = "AWS/Kafka"
  metric_name         = "MessagesInPerSec"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Maximum"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.actions.page

  dimensions = {
    "Broker ID"    = each.value.broker
    "Cluster Name" = var.cluster
    Topic          = each.value.topic
  }
}

resource "aws_cloudwatch_metric_alarm" "disk" {
  for_each = toset(local.brokers)

  alarm_name          = "${var.name}-kafka-disk-${each.key}"
  alarm_description   = "The disk of the broker runs full, although it grows by itself."
  namespace           = "AWS/Kafka"
  metric_name         = "KafkaDataLogsDiskUsed"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = var.minutes
  period              = 60
  statistic           = "Maximum"
  threshold           = var.thresholds["disk"]
  treat_missing_data  = "missing"
  alarm_actions       = var.actions.alert
  ok_actions          = var.actions.alert

  dimensions = {
    "Broker ID"    = each.key
    "Cluster Name" = var.cluster
  }
}
