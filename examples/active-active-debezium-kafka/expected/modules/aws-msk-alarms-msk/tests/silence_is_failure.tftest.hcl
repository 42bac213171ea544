mock_provider "aws" {}

variables {
  actions    = { alert = ["arn:aws:sns:ap-northeast-2:123456789012:alert"], page = ["arn:aws:sns:ap-northeast-2:123456789012:page"] }
  connectors = ["crm-production-aws-sink", "crm-production-aws-source"]

  brokers      = 3
  cluster      = "crm-production"
  dead_letters = ["crm-production-dead-letters-aws", "crm-production-dead-letters-gcp"]
  name         = "crm-production"
  thresholds   = { disk = 80 }
}

run "a_connector_that_says_nothing_raises_a_page" {
  command = plan

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.silent : alarm.treat_missing_data == "breaching" && alarm.alarm_actions == toset(var.actions.page)])
    error_message = "Silence is failure."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.errored) == 2
    error_message = "Every connector must be watched."
  }
}

run "dead_letters_are_seen_on_every_broker" {
  command = plan

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.dead_letters) == 6
    error_message = "Whichever broker takes it, somebody is told."
  }
}
