mock_provider "aws" {
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:ap-northeast-2:123456789012:crm-production-alerts" }
  }
}

variables {

  recipients = {
    alerts = { topic_arns = ["arn:aws:sns:ap-northeast-2:123456789012:operations"] }
    pages  = { topic_arns = ["arn:aws:sns:ap-northeast-2:123456789012:on-call"] }
  }
}

run "what_cannot_wait_is_told_to_those_of_alerts_and_of_pages" {
  command = apply

  assert {
    condition     = tolist(output.actions.alert) == tolist(["arn:aws:sns:ap-northeast-2:123456789012:operations"])
    error_message = "An alert must go to those of alerts alone."
  }

  assert {
    condition     = tolist(output.actions.page) == tolist(concat(output.actions.alert, ["arn:aws:sns:ap-northeast-2:123456789012:on-call"]))
    error_message = "A page must go to both."
  }
}

run "an_alarm_that_nobody_hears_is_refused" {
  command = plan

  variables {
    recipients = {
      alerts = {}
      pages  = { topic_arns = ["arn:aws:sns:ap-northeast-2:123456789012:on-call"] }
    }
  }

  expect_failures = [var.recipients]
}
