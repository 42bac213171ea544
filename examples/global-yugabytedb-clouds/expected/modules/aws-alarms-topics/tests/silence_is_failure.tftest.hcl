mock_provider "aws" {
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:ap-northeast-2:123456789012:crm-production-alerts" }
  }
}

variables {
  account_id  = "123456789012"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  name        = "crm-production"

  recipients = {
    alerts = { emails = ["oncall@example.com"] }
    pages  = { topic_arns = ["arn:aws:sns:ap-northeast-2:123456789012:on-call"] }
  }
}

run "topics_are_encrypted_and_only_alarms_and_events_of_the_account_are_published" {
  command = apply

  assert {
    condition     = keys(aws_sns_topic.this) == ["alerts"] && aws_sns_topic.this["alerts"].kms_master_key_id == var.kms_key_arn
    error_message = "Where somebody is named by e-mail there must be a topic, encrypted with the key given."
  }

  assert {
    condition = jsondecode(aws_sns_topic_policy.this["alerts"].policy).Statement == [{
      Sid       = "AlarmsAndEventsArePublished"
      Effect    = "Allow"
      Principal = { Service = ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = "arn:aws:sns:ap-northeast-2:123456789012:crm-production-alerts"
      Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    }]
    error_message = "Nobody but the alarms and events of the account may publish."
  }

  assert {
    condition     = aws_sns_topic_subscription.email["alerts/oncall@example.com"].endpoint == "oncall@example.com"
    error_message = "Everybody who is named must be subscribed."
  }
}

run "what_cannot_wait_is_told_to_those_of_alerts_and_of_pages" {
  command = apply

  assert {
    condition     = tolist(output.actions.alert) == tolist(["arn:aws:sns:ap-northeast-2:123456789012:crm-production-alerts"])
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
