mock_provider "google" {}

variables {
  connection_id = "12345678901234567"
  name          = "crm-production-database"

  channels = {
    alert = ["projects/crm-production/notificationChannels/1"]
    page  = ["projects/crm-production/notificationChannels/1", "projects/crm-production/notificationChannels/2"]
  }
}

run "this_endpoint_alone_is_watched" {
  command = plan

  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.this :
      strcontains(policy.conditions[0].condition_threshold[0].filter, "resource.labels.psc_connection_id = \"12345678901234567\"")
    ])
    error_message = "The endpoint must be watched, and no other of the project."
  }
}

run "an_endpoint_that_lets_nobody_in_is_paged" {
  command = plan

  assert {
    condition = (
      length(google_monitoring_alert_policy.this["full"].notification_channels) == 2
      && length(google_monitoring_alert_policy.this["late"].notification_channels) == 1
      && google_monitoring_alert_policy.this["full"].conditions[0].condition_threshold[0].threshold_value == 9
      && google_monitoring_alert_policy.this["full"].conditions[0].condition_threshold[0].duration == "300s"
    )
    error_message = "An endpoint without connections to spare must be paged, late answers must be told."
  }
}

run "a_threshold_of_nothing_is_refused" {
  command = plan

  variables {
    drops_a_minute = 0
  }

  expect_failures = [var.drops_a_minute]
}
