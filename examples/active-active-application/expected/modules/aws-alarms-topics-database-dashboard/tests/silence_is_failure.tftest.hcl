mock_provider "aws" {
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:ap-northeast-2:123456789012:crm-production-alerts" }
  }
}

variables {
  account_id  = "123456789012"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/11111111-2222-3333-4444-555555555555"
  name        = "crm-production"
  region      = "ap-northeast-2"

  databases = {
    database         = { identifier = "crm-production", thresholds = { cpu = 80, down = 1, free-storage = 16106127360, slot-wal = 15099494400 } }
    database-reports = { identifier = "crm-production-reports", thresholds = { down = 1, replica-lag = 30, replica-stopped = 0 } }
  }

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

run "an_instance_that_sends_nothing_raises_a_page" {
  command = apply

  assert {
    condition = alltrue([
      for key in ["database-down", "database-reports-down"] : (
        aws_cloudwatch_metric_alarm.database[key].treat_missing_data == "breaching"
        && aws_cloudwatch_metric_alarm.database[key].statistic == "SampleCount"
        && aws_cloudwatch_metric_alarm.database[key].threshold == 1
        && aws_cloudwatch_metric_alarm.database[key].alarm_actions == toset(output.actions.page)
      )
    ])
    error_message = "Silence of an instance must raise a page."
  }
}

run "each_alarm_watches_its_instance_from_its_threshold_on" {
  command = apply

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.database["database-free-storage"].metric_name == "FreeStorageSpace"
      && aws_cloudwatch_metric_alarm.database["database-free-storage"].comparison_operator == "LessThanThreshold"
      && aws_cloudwatch_metric_alarm.database["database-free-storage"].threshold == 16106127360
      && aws_cloudwatch_metric_alarm.database["database-free-storage"].dimensions.DBInstanceIdentifier == "crm-production"
    )
    error_message = "Storage must be told of when less is free than the threshold, in bytes."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.database["database-reports-replica-lag"].dimensions.DBInstanceIdentifier == "crm-production-reports"
      && aws_cloudwatch_metric_alarm.database["database-reports-replica-lag"].evaluation_periods == 2
    )
    error_message = "The lag of a replica must be told of after two minutes of it."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.database["database-slot-wal"].metric_name == "OldestReplicationSlotLag"
      && aws_cloudwatch_metric_alarm.database["database-slot-wal"].treat_missing_data == "notBreaching"
    )
    error_message = "A slot that holds back the log must be told of, and an instance without slots must be quiet."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.database) == 7
    error_message = "There must be the alarms that the instances name and no others."
  }
}

run "events_of_every_instance_are_told" {
  command = apply

  assert {
    condition = (
      aws_db_event_subscription.this.source_ids == toset(["crm-production", "crm-production-reports"])
      && contains(aws_db_event_subscription.this.event_categories, "failover")
      && aws_db_event_subscription.this.sns_topic == output.actions.alert[0]
    )
    error_message = "Failovers of every instance must be told."
  }
}

run "an_alarm_that_does_not_exist_is_refused" {
  command = plan

  variables {
    databases = { database = { identifier = "crm-production", thresholds = { free-space = 1 } } }
  }

  expect_failures = [var.databases]
}

run "one_minute_of_lag_is_not_told" {
  command = plan

  variables {
    lag_minutes = 1
  }

  expect_failures = [var.lag_minutes]
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
