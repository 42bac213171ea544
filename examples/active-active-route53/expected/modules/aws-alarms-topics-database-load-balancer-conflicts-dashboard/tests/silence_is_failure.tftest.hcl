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

  conflicts = {
    log_group_name = "/aws/rds/instance/crm-production/postgresql"
    per_minute     = 2
  }

  databases = {
    database         = { identifier = "crm-production", thresholds = { cpu = 80, down = 1, free-storage = 16106127360, slot-wal = 15099494400 } }
    database-reports = { identifier = "crm-production-reports", thresholds = { down = 1, replica-lag = 30, replica-stopped = 0 } }
  }

  load_balancer = {
    arn_suffix                = "app/crm-production/0123456789abcdef"
    certificate_arns          = { web = "arn:aws:acm:ap-northeast-2:123456789012:certificate/11111111-2222-3333-4444-555555555555" }
    certificate_days          = 30
    errors_per_minute         = 10
    has_targets               = true
    response_seconds          = 2
    takes_traffic             = false
    target_group_arn_suffixes = { web = "targetgroup/crm-production/0123456789abcdef" }
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

run "lines_of_the_log_are_counted_and_told" {
  command = apply

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.conflicts.log_group_name == "/aws/rds/instance/crm-production/postgresql"
      && aws_cloudwatch_log_metric_filter.conflicts.metric_transformation[0].value == "1"
    )
    error_message = "Each line of the log of the server must count as one conflict."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.conflicts.metric_name == aws_cloudwatch_log_metric_filter.conflicts.metric_transformation[0].name
      && aws_cloudwatch_metric_alarm.conflicts.statistic == "Sum"
      && aws_cloudwatch_metric_alarm.conflicts.threshold == 10
      && aws_cloudwatch_metric_alarm.conflicts.treat_missing_data == "notBreaching"
    )
    error_message = "More than the conflicts given must be told of, and a quiet log must not."
  }
}

run "conflicts_that_are_never_logged_are_refused" {
  command = plan

  variables {
    conflicts = { log_group_name = "/aws/rds/instance/crm-production/postgresql", per_minute = 100 }
  }

  expect_failures = [var.conflicts]
}

run "a_target_group_that_sends_nothing_has_no_healthy_targets" {
  command = apply

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.healthy_targets["web"].treat_missing_data == "breaching"
      && aws_cloudwatch_metric_alarm.healthy_targets["web"].threshold == 1
    )
    error_message = "Silence of a target group must raise a page."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.healthy_targets["web"].actions_enabled
      && !aws_cloudwatch_metric_alarm.load_balancer_errors["targets"].actions_enabled
    )
    error_message = "Targets that run must be heard, and errors of the side that waits must not."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.certificate["web"].period == 86400 && aws_cloudwatch_metric_alarm.certificate["web"].threshold == 30
    error_message = "The end of a certificate must be told of 30 days before, from values that come twice a day."
  }
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
