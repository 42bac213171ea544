mock_provider "aws" {}

variables {
  name = "crm-production-database"

  actions = {
    alert = ["arn:aws:sns:ap-northeast-2:123456789012:operations"]
    page  = ["arn:aws:sns:ap-northeast-2:123456789012:operations", "arn:aws:sns:ap-northeast-2:123456789012:on-call"]
  }

  endpoint = {
    id           = "vpce-0a1b2c3d4e5f60718"
    service_name = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0a1b2c3d4e5f60718"
    vpc_id       = "vpc-0a1b2c3d4e5f60718"
  }
}

run "this_endpoint_alone_is_watched" {
  command = plan

  assert {
    condition = alltrue([
      for dimensions in concat(
        [aws_cloudwatch_metric_alarm.dropped.dimensions],
        flatten([for query in aws_cloudwatch_metric_alarm.refused.metric_query : query.metric[*].dimensions]),
      ) :
      dimensions == tomap({
        "Endpoint Type"   = "Interface"
        "Service Name"    = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0a1b2c3d4e5f60718"
        "VPC Endpoint Id" = "vpce-0a1b2c3d4e5f60718"
        "VPC Id"          = "vpc-0a1b2c3d4e5f60718"
      })
    ])
    error_message = "AWS publishes these metrics with all four dimensions; with fewer an alarm sees nothing."
  }
}

run "a_service_that_refuses_is_paged" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.refused.alarm_actions == toset(var.actions.page)
      && aws_cloudwatch_metric_alarm.refused.evaluation_periods == 5
      && aws_cloudwatch_metric_alarm.refused.datapoints_to_alarm == 5
    )
    error_message = "Five minutes of refusal in a row must be told to those of pages."
  }

  assert {
    condition = contains(
      [for query in aws_cloudwatch_metric_alarm.refused.metric_query : query.expression],
      "IF(resets >= 10 AND resets >= FILL(connections, 0) / 2, 1, 0)",
    )
    error_message = "A few resets beside many connections must not be told."
  }
}

run "packets_that_are_lost_are_told" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dropped.alarm_actions == toset(var.actions.alert)
      && aws_cloudwatch_metric_alarm.dropped.threshold == 10
    )
    error_message = "Loss on the way must be told to those of alerts."
  }
}

run "an_endpoint_that_nobody_uses_is_silent" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dropped.treat_missing_data == "notBreaching"
      && aws_cloudwatch_metric_alarm.refused.treat_missing_data == "notBreaching"
    )
    error_message = "AWS publishes nothing for a minute without traffic."
  }
}

run "a_threshold_of_nothing_is_refused" {
  command = plan

  variables {
    resets_a_minute = 0
  }

  expect_failures = [var.resets_a_minute]
}
