locals {
  dimensions = {
    "Endpoint Type"   = "Interface"
    "Service Name"    = var.endpoint.service_name
    "VPC Endpoint Id" = var.endpoint.id
    "VPC Id"          = var.endpoint.vpc_id
  }
}

# A reset now and then is part of every network, and of connections that stood idle for too long. Where most new connections end in one, nobody is served.
resource "aws_cloudwatch_metric_alarm" "refused" {
  alarm_name          = "${var.name}-endpoint-refused"
  alarm_description   = "What is behind the endpoint resets at least half of the new connections, for ${var.minutes} minutes in a row: clients of this endpoint are not served. Ask the service for its state, then its maker."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  datapoints_to_alarm = var.minutes
  evaluation_periods  = var.minutes
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.actions.page
  ok_actions          = var.actions.page

  metric_query {
    id          = "refused"
    expression  = "IF(resets >= ${var.resets_a_minute} AND resets >= FILL(connections, 0) / 2, 1, 0)"
    label       = "Whether most new connections are reset"
    return_data = true
  }

  metric_query {
    id = "connections"

    metric {
      dimensions  = local.dimensions
      metric_name = "NewConnections"
      namespace   = "AWS/PrivateLinkEndpoints"
      period      = 60
      stat        = "Sum"
    }
  }

  metric_query {
    id = "resets"

    metric {
      dimensions  = local.dimensions
      metric_name = "RstPacketsReceived"
      namespace   = "AWS/PrivateLinkEndpoints"
      period      = 60
      stat        = "Sum"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "dropped" {
  alarm_name          = "${var.name}-endpoint-dropped"
  alarm_description   = "The endpoint drops packets, for ${var.minutes} minutes in a row: it or the service behind it is unhealthy, or clients open more than it carries."
  namespace           = "AWS/PrivateLinkEndpoints"
  metric_name         = "PacketsDropped"
  dimensions          = local.dimensions
  comparison_operator = "GreaterThanOrEqualToThreshold"
  datapoints_to_alarm = var.minutes
  evaluation_periods  = var.minutes
  period              = 60
  statistic           = "Sum"
  threshold           = var.drops_a_minute
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.actions.alert
  ok_actions          = var.actions.alert
}
