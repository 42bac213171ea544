mock_provider "google" {}

variables {
  instance_name = "crm-production"
  name          = "crm-production"
  thresholds    = { cpu = 0.65, storage = 0.85 }

  channels = {
    alert = ["projects/crm-production/notificationChannels/1"]
    page  = ["projects/crm-production/notificationChannels/1", "projects/crm-production/notificationChannels/2"]
  }
}

run "this_instance_alone_is_watched" {
  command = plan

  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.this :
      strcontains(policy.conditions[0].condition_threshold[0].filter, "resource.labels.instance_id = \"crm-production\"")
    ])
    error_message = "The instance must be watched, and no other of the project."
  }

  assert {
    condition = (
      google_monitoring_alert_policy.this["cpu"].conditions[0].condition_threshold[0].threshold_value == 0.65
      && length(google_monitoring_alert_policy.this["cpu"].notification_channels) == 1
      && google_monitoring_alert_policy.this["storage"].conditions[0].condition_threshold[0].duration == "300s"
      && length(google_monitoring_alert_policy.this["storage"].notification_channels) == 2
    )
    error_message = "Busy processors must be told, and storage that runs out must be paged."
  }
}

run "percentages_are_refused" {
  command = plan

  variables {
    thresholds = { cpu = 65, storage = 85 }
  }

  expect_failures = [var.thresholds]
}
