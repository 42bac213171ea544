mock_provider "aws" {}

variables {
  name = "crm-production"

  actions = {
    alert = ["arn:aws:sns:ap-northeast-2:123456789012:operations"]
    page  = ["arn:aws:sns:ap-northeast-2:123456789012:operations", "arn:aws:sns:ap-northeast-2:123456789012:on-call"]
  }

  tunnels = {
    "0" = { address = "198.51.100.10", connection_id = "vpn-0a1b2c3d4e5f60718" }
    "1" = { address = "198.51.100.20", connection_id = "vpn-0a1b2c3d4e5f60718" }
    "2" = { address = "198.51.100.30", connection_id = "vpn-0a1b2c3d4e5f60719" }
    "3" = { address = "198.51.100.40", connection_id = "vpn-0a1b2c3d4e5f60719" }
  }
}

run "one_tunnel_is_told" {
  command = plan

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.tunnel : (
        alarm.threshold == 1 && alarm.treat_missing_data == "breaching"
        && alarm.alarm_actions == toset(["arn:aws:sns:ap-northeast-2:123456789012:operations"])
      )
    ])
    error_message = "A tunnel that is down or silent must be told to those of alerts."
  }

  assert {
    condition = (
      length(aws_cloudwatch_metric_alarm.tunnel) == 4
      && aws_cloudwatch_metric_alarm.tunnel["2"].dimensions.TunnelIpAddress == "198.51.100.30"
      && aws_cloudwatch_metric_alarm.tunnel["2"].dimensions.VpnId == "vpn-0a1b2c3d4e5f60719"
    )
    error_message = "Each tunnel must be watched by its own address and connection."
  }
}

run "two_tunnels_are_paged" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.link.threshold == 3
      && aws_cloudwatch_metric_alarm.link.comparison_operator == "LessThanThreshold"
      && aws_cloudwatch_metric_alarm.link.alarm_actions == toset(var.actions.page)
    )
    error_message = "Fewer than three tunnels must be told to those of pages as well."
  }

  assert {
    condition = contains(
      [for query in aws_cloudwatch_metric_alarm.link.metric_query : query.expression],
      "FILL(tunnel0, 0) + FILL(tunnel1, 0) + FILL(tunnel2, 0) + FILL(tunnel3, 0)",
    )
    error_message = "A tunnel that is silent must count as down."
  }
}

run "three_tunnels_are_refused" {
  command = plan

  variables {
    tunnels = {
      "0" = { address = "198.51.100.10", connection_id = "vpn-0a1b2c3d4e5f60718" }
      "1" = { address = "198.51.100.20", connection_id = "vpn-0a1b2c3d4e5f60718" }
      "2" = { address = "198.51.100.30", connection_id = "vpn-0a1b2c3d4e5f60719" }
    }
  }

  expect_failures = [var.tunnels]
}
