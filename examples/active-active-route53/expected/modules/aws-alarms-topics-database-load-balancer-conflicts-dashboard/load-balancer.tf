# A target group without healthy targets sends no number of them at all. Behind a pilot light there are none.
resource "aws_cloudwatch_metric_alarm" "healthy_targets" {
  for_each = var.load_balancer.target_group_arn_suffixes

  alarm_name          = "${var.name}-${each.key}-healthy-targets"
  actions_enabled     = var.load_balancer.has_targets
  alarm_description   = "No target answers the health check: requests get an error."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  dimensions          = { LoadBalancer = var.load_balancer.arn_suffix, TargetGroup = each.value }
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 2
  period              = 60
  statistic           = "Minimum"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = local.actions.page
  ok_actions          = local.actions.page
}

resource "aws_cloudwatch_metric_alarm" "slow_targets" {
  for_each = var.load_balancer.target_group_arn_suffixes

  alarm_name          = "${var.name}-${each.key}-slow-targets"
  actions_enabled     = var.load_balancer.takes_traffic
  alarm_description   = "One request of a hundred waits longer than this for its answer."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  dimensions          = { LoadBalancer = var.load_balancer.arn_suffix, TargetGroup = each.value }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = var.minutes
  extended_statistic  = "p99"
  period              = 60
  threshold           = var.load_balancer.response_seconds
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions.alert
  ok_actions          = local.actions.alert
}

# No error is counted as no data. The side that waits answers every check of its role with an error.
resource "aws_cloudwatch_metric_alarm" "load_balancer_errors" {
  for_each = {
    load-balancer = { metric = "HTTPCode_ELB_5XX_Count" }
    targets       = { metric = "HTTPCode_Target_5XX_Count" }
  }

  alarm_name          = "${var.name}-${each.key}-errors"
  actions_enabled     = var.load_balancer.takes_traffic
  alarm_description   = "Requests end in errors of the server."
  namespace           = "AWS/ApplicationELB"
  metric_name         = each.value.metric
  dimensions          = { LoadBalancer = var.load_balancer.arn_suffix }
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = var.minutes
  period              = 60
  statistic           = "Sum"
  threshold           = var.load_balancer.errors_per_minute
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.actions.alert
  ok_actions          = local.actions.alert
}

# ACM tells of it twice a day. A certificate that it renews never comes near.
resource "aws_cloudwatch_metric_alarm" "certificate" {
  for_each = var.load_balancer.certificate_arns

  alarm_name          = "${var.name}-${each.key}-certificate"
  alarm_description   = "The certificate ends soon and has not been renewed: is its record in DNS still there?"
  namespace           = "AWS/CertificateManager"
  metric_name         = "DaysToExpiry"
  dimensions          = { CertificateArn = each.value }
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  period              = 86400
  statistic           = "Minimum"
  threshold           = var.load_balancer.certificate_days
  treat_missing_data  = "missing"
  alarm_actions       = local.actions.alert
  ok_actions          = local.actions.alert
}
