mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/crm-production-database-metrics" }
  }
}

variables {
  account_id       = "123456789012"
  cluster_id       = "f78b7feb-b6cf-4396-9d7f-494982d7d81e"
  exported_to      = "/cockroachdb/crm-production-database/metrics"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  name             = "crm-production-database"
  partition        = "aws"
  region           = "ap-northeast-2"
  writer_account   = "210987654321"

  actions = {
    page = ["arn:aws:sns:ap-northeast-2:123456789012:operations", "arn:aws:sns:ap-northeast-2:123456789012:on-call"]
  }
}

run "the_account_of_the_cluster_writes_and_only_for_this_cluster" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.writer.assume_role_policy).Statement[0].Principal.AWS == "arn:aws:iam::210987654321:root"
    error_message = "The account that runs the cluster must be able to take the role, and no other."
  }

  assert {
    condition     = jsondecode(aws_iam_role.writer.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == var.cluster_id
    error_message = "Whoever takes the role must name the cluster."
  }

  assert {
    condition = alltrue([
      for resource in jsondecode(aws_iam_role_policy.writer.policy).Statement[0].Resource :
      startswith(resource, "arn:aws:logs:ap-northeast-2:123456789012:log-group:/cockroachdb/crm-production-database/metrics")
    ])
    error_message = "The role must reach its own log group only."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.metrics.kms_key_id == var.logs_kms_key_arn
      && aws_cloudwatch_log_group.metrics.retention_in_days == 3
    )
    error_message = "The log group must be encrypted with the key given, and end."
  }
}

run "a_quarter_of_an_hour_without_metrics_is_paged" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.silent.treat_missing_data == "breaching"
      && aws_cloudwatch_metric_alarm.silent.evaluation_periods * aws_cloudwatch_metric_alarm.silent.period == 900
      && aws_cloudwatch_metric_alarm.silent.dimensions == tomap({ LogGroupName = "/cockroachdb/crm-production-database/metrics" })
      && aws_cloudwatch_metric_alarm.silent.alarm_actions == toset(var.actions.page)
    )
    error_message = "Silence of the log group for 15 minutes must be told to those of pages."
  }
}

run "an_account_that_is_none_is_refused" {
  command = plan

  variables {
    writer_account = "*"
  }

  expect_failures = [var.writer_account]
}
