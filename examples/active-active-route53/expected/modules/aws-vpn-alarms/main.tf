resource "aws_cloudwatch_metric_alarm" "tunnel" {
  for_each = var.tunnels

  alarm_name          = "${var.name}-tunnel-${each.key}-down"
  alarm_description   = "Tunnel ${each.key} to Google Cloud is down; the others carry its traffic. The log of the tunnels names the cause."
  namespace           = "AWS/VPN"
  metric_name         = "TunnelState"
  dimensions          = { TunnelIpAddress = each.value.address, VpnId = each.value.connection_id }
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Maximum"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = var.actions.alert
  ok_actions          = var.actions.alert
}

# The loss of one tunnel is what the others are there for; with a second one gone, little or nothing is left to lose.
resource "aws_cloudwatch_metric_alarm" "link" {
  alarm_name          = "${var.name}-link-nearly-down"
  alarm_description   = "Two or more of the four tunnels to Google Cloud are down."
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  threshold           = 3
  treat_missing_data  = "breaching"
  alarm_actions       = var.actions.page
  ok_actions          = var.actions.page

  metric_query {
    id          = "up"
    expression  = join(" + ", [for key in keys(var.tunnels) : "FILL(tunnel${key}, 0)"])
    label       = "Tunnels that are up"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = var.tunnels

    content {
      id = "tunnel${metric_query.key}"

      metric {
        dimensions  = { TunnelIpAddress = metric_query.value.address, VpnId = metric_query.value.connection_id }
        metric_name = "TunnelState"
        namespace   = "AWS/VPN"
        period      = 300
        stat        = "Maximum"
      }
    }
  }
}
