mock_provider "aws" {}

variables {
  instance_id = "crm-production"
  name        = "crm-production"
  task_id     = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  thresholds  = { cpu = 80, free-storage = 16106127360, source-lag = 30, target-lag = 30 }

  actions = {
    alert = ["arn:aws:sns:ap-northeast-2:123456789012:operations"]
    page  = ["arn:aws:sns:ap-northeast-2:123456789012:operations", "arn:aws:sns:ap-northeast-2:123456789012:on-call"]
  }
}

run "a_task_that_sends_no_lag_is_paged" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["target-lag"].treat_missing_data == "breaching"
      && aws_cloudwatch_metric_alarm.this["target-lag"].evaluation_periods == 2
      && aws_cloudwatch_metric_alarm.this["target-lag"].alarm_actions == toset(var.actions.page)
    )
    error_message = "Two minutes of lag, or of silence, must be told to those of pages."
  }
}

run "a_task_and_its_instance_are_found_by_their_own_names" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["source-lag"].dimensions == tomap({
        ReplicationInstanceIdentifier = "crm-production"
        ReplicationTaskIdentifier     = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      })
      && aws_cloudwatch_metric_alarm.this["cpu"].dimensions == tomap({ ReplicationInstanceIdentifier = "crm-production" })
    )
    error_message = "The lag is that of the task, and the processors are those of the instance."
  }
}

run "an_alarm_that_does_not_exist_is_refused" {
  command = plan

  variables {
    thresholds = { lag = 30 }
  }

  expect_failures = [var.thresholds]
}
